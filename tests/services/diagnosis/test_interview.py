from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from pydantic import ValidationError

from portee.core.errors import ParameterError
from portee.people.library import find_profile, profile_to_yaml, shipped_profiles
from portee.services.diagnosis.interview import (
    CHILDREN,
    DAYS_ASKED,
    LICENCES,
    SHORT_WALK_MIN,
    VEHICLES,
    WALKS,
    Interview,
    profile_of,
)  # fmt: skip

IDS = [profile.id for profile in shipped_profiles()]


@pytest.mark.parametrize("id", IDS)
def test_without_an_answer_all_is_as_usual(id: str) -> None:
    assert profile_of(Interview(43.3, 5.4, id)) == find_profile(id)


@pytest.mark.parametrize("id", IDS)
def test_every_answer_is_taken(id: str) -> None:
    for days, vehicle, children, walk in product(DAYS_ASKED, VEHICLES, CHILDREN, WALKS):
        found = profile_of(
            Interview(43.3, 5.4, id, 330, 780, days, 40, 45, "no", vehicle, children, walk)
        )  # fmt: skip
        (shift,) = found.schedule.shifts
        assert (shift.start, shift.end, shift.days) == (330 * 60, 780 * 60, DAYS_ASKED[days])
        assert [own.kind for own in found.vehicles] == ([] if vehicle == "none" else [vehicle])
        stops = {"none": [], "both": ["school", "childcare"]}.get(children, [children])
        assert [stop.kind for stop in found.stops] == stops
        assert (found.limits.budget_eur_month, found.limits.max_time_min) == (40, 45)
        assert "B" not in (found.licences or ())


def test_a_night_ends_on_the_next_day() -> None:
    (shift,) = profile_of(Interview(43.3, 5.4, "reference-employee-car", 21 * 60, 4 * 60)).schedule.shifts
    assert shift.night


def test_with_a_start_alone_work_is_as_long_as_usual() -> None:
    usual = find_profile("reference-employee-car").schedule.shifts[0]
    (shift,) = profile_of(Interview(43.3, 5.4, "reference-employee-car", start=330)).schedule.shifts
    assert shift.end_s - shift.start == usual.end_s - usual.start


def test_whoever_walks_little_walks_no_further_than_the_form_says() -> None:
    assert profile_of(Interview(43.3, 5.4, "night-cleaner", walk="short")).walking.max_min == SHORT_WALK_MIN


def test_a_licence_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValidationError, match="before 17"):
        profile_of(Interview(43.3, 5.4, "apprentice-under-18", licence=LICENCES[0]))


def test_an_unknown_kind_of_resident_is_told() -> None:
    with pytest.raises(ParameterError, match="no such profile"):
        profile_of(Interview(43.3, 5.4, "nobody"))


@pytest.mark.parametrize("name", ["{0}", "./{0}", "{0}/../mine.yaml"])
def test_no_file_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(profile_to_yaml(find_profile("night-cleaner")), encoding="utf-8")
    with pytest.raises(ParameterError, match="no such profile"):
        profile_of(Interview(43.3, 5.4, name.format(path)))
