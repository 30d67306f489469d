"""Kinds of residents: what is refused, what is not known, and what is added up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portee.core.declared import parse_declared
from portee.core.errors import SourceError
from portee.people.profile import Limits, Profile, Vehicle, Walking
from tests.people.profiles import OFFICE, profile

TEXT = """\
id: night-nurse
title: {fr: Infirmière de nuit, en: Night nurse}
as_of: 2026-11-01
age: 41
status: employee
household:
  adults: 1
  children:
    - {age: 2, care: childcare}
    - {age: 7, care: school}
income:
  - {source: wage, eur_month: 1900}
  - {source: activity_bonus, eur_month: 80.5}
licences: [B]
vehicles:
  - {kind: car, energy: diesel, crit_air: V4}
schedule:
  shifts:
    - {days: lun-mer, start: 21:00, end: 07:00, night: true}
stops:
  - {kind: school}
  - {kind: childcare, dwell_min: 12}
"""


def test_a_profile_is_read_from_text() -> None:
    nurse = parse_declared(TEXT, Profile)
    assert nurse.title.fr == "Infirmière de nuit"
    assert nurse.as_of.isoformat() == "2026-11-01"
    assert [stop.kind for stop in nurse.stops] == ["school", "childcare"]
    assert [stop.dwell_min for stop in nurse.stops] == [10, 12]
    assert nurse.schedule.hours_per_week == 30
    # 1,900 + 80.50
    assert nurse.income_eur_month == 1980.5


def test_what_is_not_told_is_not_known() -> None:
    someone = profile()
    for name in ("age", "status", "income", "licences", "bank_card", "smartphone", "income_eur_month"):
        assert getattr(someone, name) is None, name
    assert someone.languages == ("fr",)
    assert someone.walking == Walking()
    assert someone.limits == Limits()


def test_no_income_is_known_to_be_none() -> None:
    assert profile(income=[]).income_eur_month == 0


@given(st.lists(st.floats(0, 10_000), max_size=5))
def test_more_sources_never_give_less(amounts: list[float]) -> None:
    parts = [{"source": "other", "eur_month": amount} for amount in amounts]
    sums = [profile(income=parts[:n]).income_eur_month or 0.0 for n in range(len(parts) + 1)]
    assert sums == sorted(sums)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"licences": ["B", "B"]}, "A licence is listed twice"),
        ({"age": 16, "licences": ["B"]}, "not given before 17"),
        ({"stops": [{"kind": "school"}]}, "a stop at school, but no child whose care is 'school'"),
        (
            {"household": {"children": [{"age": 3, "care": "childcare"}]}, "stops": [{"kind": "school"}]},
            "a stop at school, but no child",
        ),
        (
            {
                "household": {"children": [{"age": 3, "care": "childcare"}]},
                "stops": [{"kind": "childcare"}, {"kind": "childcare"}],
            },
            "more stops at childcare than children",
        ),
    ],
)
def test_contradictions_are_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        profile(**changed)


def test_what_is_no_contradiction() -> None:
    assert profile(age=17, licences=["B", "AM"]).licences == ("B", "AM")
    twins = {"children": [{"age": 1, "care": "childcare"}, {"age": 1, "care": "childcare"}]}
    assert len(profile(household=twins, stops=[{"kind": "childcare"}, {"kind": "childcare"}]).stops) == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": "bicycle", "energy": "electric"}, "of kind 'e_bike'"),
        ({"kind": "car", "energy": "human"}, "does not run on human energy"),
        ({"kind": "moped", "energy": "human"}, "does not run on human energy"),
        ({"kind": "car", "energy": "electric", "crit_air": "V1"}, "class EL, not V1"),
        ({"kind": "car", "energy": "petrol", "ownership": "leased"}, "has no rent"),
        ({"kind": "car", "energy": "petrol", "consumption_per_100km": 0}, "greater than 0"),
        ({"kind": "car", "energy": "petrol", "consumption_per_100km": 61}, "less than or equal to 60"),
        ({"kind": "car", "energy": "petrol", "fiscal_power_cv": 0}, "greater than or equal to 1"),
        ({"kind": "car", "energy": "petrol", "crit_air": "V6"}, "V5"),
        ({"kind": "spaceship", "energy": "petrol"}, "cargo_bike"),
        ({"kind": "car", "energy": "petrol", "parking_home_eur_month": -1}, "greater than or equal to 0"),
    ],
)
def test_vehicles_that_cannot_be(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Vehicle.model_validate(changed)


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "car", "energy": "electric", "crit_air": "EL"},
        {"kind": "car", "energy": "electric"},
        {"kind": "e_bike", "energy": "electric"},
        {"kind": "bicycle", "energy": "human"},
        {"kind": "car", "energy": "petrol", "ownership": "leased", "lease_eur_month": 150},
    ],
)
def test_vehicles_that_can_be(told: dict[str, Any]) -> None:
    assert Vehicle.model_validate(told).kind == told["kind"]


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "Not An Id"},
        {"id": "../../etc/passwd"},
        {"id": ""},
        {"title": {"fr": "seulement"}},
        {"as_of": "yesterday"},
        {"age": 13},
        {"age": 101},
        {"age": "nan"},
        {"status": "busy"},
        {"household": {"adults": 0}},
        {"household": {"adults": 13}},
        {"household": {"children": [{"age": -1}]}},
        {"household": {"children": [{"age": 26}]}},
        {"household": {"children": [{"age": 1}] * 16}},
        {"household": {"housing_eur_month": -500}},
        {"income": [{"source": "wage", "eur_month": -1}]},
        {"income": [{"source": "wage", "eur_month": 100_001}]},
        {"income": [{"source": "lottery", "eur_month": 1}]},
        {"licences": ["C"]},
        {"languages": ["français"]},
        {"walking": {"speed_kmh": 0}},
        {"walking": {"speed_kmh": 9}},
        {"walking": {"max_min": 241}},
        {"limits": {"max_time_min": 0}},
        {"limits": {"max_time_min": 241}},
        {"limits": {"budget_eur_month": -1}},
        {"limits": {"dark": "loves"}},
        {"stops": [{"kind": "pub"}]},
        {"name": "Jeanne"},
        {"schedule": {"shifts": []}},
    ],
)
def test_nonsense_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        profile(**changed)


def test_at_most_two_stops() -> None:
    children = {"children": [{"age": 3, "care": "school"}] * 3}
    with pytest.raises(ValidationError, match="at most 2"):
        profile(household=children, stops=[{"kind": "school"}] * 3)


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ("age: 41", "age: 12", 4, "age", "greater than or equal to 14"),
        ("status: employee", "statut: employee", 5, "statut", "Did you mean 'status'?"),
        ("care: school", "care: scool", 10, "household.children.1.care", "'scool'"),
        ("kind: car", "kind: bicycle", 16, "vehicles.0", "Write 'kind: e_bike'"),
        ("night: true", "night: false", 19, "schedule.shifts.0", "Add 'night: true'"),
        ("lun-mer", "lun-mercr-x", 19, "schedule.shifts.0.days", "no day of the week"),
        ("  - {kind: school}", "  - {kind: school}\n  - {kind: school}", 1, None, "more stops at school"),
    ],
)
def test_an_error_in_a_file_tells_where(old: str, new: str, line: int, field: str | None, words: str) -> None:
    text = TEXT if "\n" not in new else TEXT.replace("  - {kind: childcare, dwell_min: 12}\n", "")
    with pytest.raises(SourceError) as caught:
        parse_declared(text.replace(old, new), Profile, "p.yaml")
    assert caught.value.where is not None
    assert (caught.value.where.line, caught.value.where.field) == (line, field)
    assert words in str(caught.value)


def test_exchanging_a_field_checks_again_and_leaves_the_first_as_it_was() -> None:
    first = profile(age=30, licences=["B"])
    second = first.replace(licences=(), bank_card=False)
    assert second == profile(age=30, licences=[], bank_card=False)
    assert first.licences == ("B",)
    with pytest.raises(ValidationError, match="not given before 17"):
        first.replace(age=15)
    with pytest.raises(ValidationError):
        first.replace(colour="blue")


def test_a_profile_goes_to_json_and_back() -> None:
    nurse = parse_declared(TEXT, Profile)
    assert Profile.model_validate_json(nurse.model_dump_json()) == nurse


def test_a_profile_is_frozen() -> None:
    someone = profile()
    with pytest.raises(ValidationError, match="frozen"):
        someone.age = 3
    assert profile(schedule=OFFICE) == someone
