"""Shipped profiles: whole, dated, sourced, in both languages; found by name; written and read back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.clock import DAY_S
from portee.core.declared import parse_declared
from portee.core.errors import ParameterError, SourceError
from portee.people.facts import facts_of
from portee.people.library import find_profile, profile_to_yaml, read_profile, shipped_profiles
from portee.people.profile import Profile
from tests.people.profiles import profile

IDS = [shipped.id for shipped in shipped_profiles()]
shipped_one = pytest.mark.parametrize("shipped", shipped_profiles(), ids=IDS)


def test_they_are_at_least_twelve_in_the_order_of_their_ids() -> None:
    assert len(IDS) >= 12
    assert sorted(set(IDS)) == IDS
    assert shipped_profiles() is shipped_profiles()


@shipped_one
def test_each_is_dated_and_sourced(shipped: Profile) -> None:
    assert date(2026, 1, 1) <= shipped.as_of <= date(2026, 12, 31)
    assert shipped.sources
    for source in shipped.sources:
        assert len(source.title) > 20
        assert source.url is not None
        assert source.url.startswith("https://")
        assert source.accessed is not None
        assert source.accessed <= shipped.as_of


@shipped_one
def test_each_speaks_both_languages_and_says_what_was_not_measured(shipped: Profile) -> None:
    assert shipped.note is not None
    for words in (shipped.title, shipped.note):
        assert words.fr != words.en
        assert min(len(words.fr), len(words.en)) > 20
        assert not any(sign in words.fr + words.en for sign in "<>{}")
    assert "plausible" in shipped.note.fr
    assert "plausible" in shipped.note.en


@shipped_one
def test_each_knows_what_offers_ask_for(shipped: Profile) -> None:
    facts = facts_of(shipped)
    for name in ("age", "status", "income_eur_month", "household_income_eur_month", "licence_b", "smartphone"):
        assert facts[name] is not None, name
    assert shipped.passes == ()


@shipped_one
def test_each_may_be_written_and_read_back(shipped: Profile, tmp_path: Path) -> None:
    path = tmp_path / "again.yaml"
    path.write_text(profile_to_yaml(shipped), encoding="utf-8")
    assert read_profile(path) == shipped


def commutes_begin(profile: Profile, test: Callable[[int, int], bool]) -> bool:
    return any(test(shift.start, shift.end_s) for shift in profile.schedule.commutes())


FEATURES: dict[str, Callable[[Profile], bool]] = {
    "single parent of two children under six, without a car": lambda p: (
        p.household.adults == 1
        and [child.age < 6 for child in p.household.children] == [True, True]
        and not p.vehicles
        and "priority_neighbourhood" in p.rights
    ),
    "childcare and school on the way": lambda p: {stop.kind for stop in p.stops} == {"childcare", "school"},
    "pushchair": lambda p: p.walking.pushchair,
    "night work": lambda p: commutes_begin(p, lambda start, end: start >= 20 * 3600 and end > DAY_S),
    "early shift": lambda p: commutes_begin(p, lambda start, end: start <= 5 * 3600 < end),
    "end after midnight": lambda p: commutes_begin(p, lambda start, end: start < 18 * 3600 and end > DAY_S),
    "under 18": lambda p: p.age is not None and p.age < 18 and p.status == "apprentice",
    "rotation through day and night": lambda p: sum(s.every_weeks > 1 for s in p.schedule.shifts) >= 3,
    "split shifts": lambda p: p.schedule.commutes_per_month > p.schedule.days_per_month + 1,
    "old diesel": lambda p: any((v.energy, v.crit_air) == ("diesel", "V4") for v in p.vehicles),
    "over 55 with limited walking": lambda p: p.age is not None and p.age >= 55 and p.walking.max_min <= 10,
    "no smartphone and no bank card": lambda p: (p.smartphone, p.bank_card) == (False, False),
    "bank card not known": lambda p: p.bank_card is None,
    "course": lambda p: p.status == "trainee",
    "Sunday": lambda p: any("sun" in s.days for s in p.schedule.shifts),
    "part-time in the evening": lambda p: (
        p.schedule.hours_per_week < 30 and commutes_begin(p, lambda start, end: start >= 14 * 3600 and end > 20 * 3600)
    ),
    "wheelchair": lambda p: p.walking.wheelchair,
    "office hours with a car": lambda p: (
        bool(p.vehicles)
        and p.vehicles[0].kind == "car"
        and "B" in (p.licences or ())
        and p.schedule.hours_per_week == 40
        and commutes_begin(p, lambda start, end: (start, end) == (9 * 3600, 17 * 3600))
    ),
    "another first language, no licence": lambda p: p.languages[0] != "fr" and p.licences == (),
    "leased electric car": lambda p: any(v.ownership == "leased" and v.energy == "electric" for v in p.vehicles),
    "own bicycle": lambda p: any(v.kind == "bicycle" for v in p.vehicles),
    "moped licence alone": lambda p: p.licences == ("AM",),
    "jobseeker on minimum income": lambda p: p.status == "jobseeker" and "rsa" in p.rights,
}


@pytest.mark.parametrize("feature", FEATURES)
def test_every_situation_is_covered(feature: str) -> None:
    assert any(FEATURES[feature](shipped) for shipped in shipped_profiles())


def test_incomes_at_the_minimum_wage_are_in_proportion_to_hours() -> None:
    # 1,443.11 EUR net for 35 hours a week (January 2026): 31.5 h → 1,298.80; 25.5 h → 1,051.41; 20 h → 824.63.
    for name, hours in [
        ("home-care-worker", 31.5),
        ("shop-worker-evening-sunday", 25.5),
        ("warehouse-temp-5x8", 33.6),
        ("over-55-limited-walking", 20.0),
    ]:
        found = find_profile(name)
        assert found.schedule.hours_per_week == pytest.approx(hours)
        assert found.income is not None
        assert found.income[0].eur_month == pytest.approx(1443.11 * hours / 35, abs=0.6)


@pytest.mark.parametrize("written", ["night-cleaner", "night_cleaner", "Night Cleaner", " NIGHT--cleaner "])
def test_a_profile_is_found_by_its_name(written: str) -> None:
    assert find_profile(written).id == "night-cleaner"


@pytest.mark.parametrize(
    ("written", "guess"),
    [("nigth-cleaner", "night-cleaner"), ("wheelchair_usr", "wheelchair-user"), ("zzz", None), ("", None)],
)
def test_a_misspelt_name_gets_a_guess_and_the_list(written: str, guess: str | None) -> None:
    with pytest.raises(ParameterError) as caught:
        find_profile(written)
    assert ("Did you mean" in caught.value.mend) == (guess is not None)
    if guess:
        assert f"'{guess}'" in caught.value.mend
    assert all(name in caught.value.mend for name in IDS)
    assert len(caught.value.what) < 120


def test_a_profile_is_found_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(profile_to_yaml(profile(id="mine")), encoding="utf-8")
    assert find_profile(path) == find_profile(str(path)) == profile(id="mine")
    bare = shutil.copy(path, tmp_path / "night-cleaner")
    assert find_profile(Path(bare)).id == "mine"


@pytest.mark.parametrize("written", ["none.yaml", "./none", "none.YML", "x" * 300 + ".yaml"])
def test_a_file_that_is_not_there_is_told(written: str) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        find_profile(written)


def test_another_file_is_no_profile() -> None:
    mix = Path(str(files("portee.people").joinpath("shipped", "mix.yaml")))
    with pytest.raises(SourceError, match=r"mix\.yaml"):
        read_profile(mix)


def test_what_is_left_out_of_the_text_is_at_its_default() -> None:
    text = profile_to_yaml(profile())
    assert "bank_card" not in text
    assert "mon-fri" in text
    assert "09:00" in text


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(str.strip)
MARKS = (
    "~",
    "-",
    "#",
    "'",
    '"',
    "*a",
    "&a",
    "<<",
    "=",
    "{}",
    "[",
    "!x",
    "%",
    "@",
    "`",
    "|",
    ">",
    "- a",
    "a: b",
    "a\nb",
)
TRICKY = st.sampled_from(("1e5", "0899", "12:30", "NO", "null", "2026-01-01", ".5", "+3", "é", *MARKS))


@given(TEXTS | TRICKY, TEXTS | TRICKY, st.lists(TEXTS | TRICKY, max_size=3), st.floats(0, 100_000))
def test_any_words_survive_writing_and_reading(fr: str, en: str, rights: list[str], euros: float) -> None:
    one = profile(
        title={"fr": fr, "en": en},
        rights=rights,
        income=[{"source": "other", "eur_month": euros}],
        household={"adults": 2, "children": [{"age": 3}]},
    )
    assert parse_declared(profile_to_yaml(one), Profile) == one


@pytest.mark.parametrize("name", ["1e5", "0899", "123", "no", "null", "true", "4.5"])
def test_an_id_that_looks_like_something_else_survives(name: str) -> None:
    assert parse_declared(profile_to_yaml(profile(id=name)), Profile).id == name
