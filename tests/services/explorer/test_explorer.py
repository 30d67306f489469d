"""Answers about the village agree with what reach says, and obey the laws of reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import OutsideNetworkError, ParameterError
from portee.reach import Window, reach
from portee.services.describe import suggested_date
from portee.services.explorer import Explorer, Question
from portee.services.explorer.explorer import ANYBODY
from portee.services.explorer.question import WINDOW_MIN
from portee.territory.places import Places

PROFILES = (None, "single-parent-no-car", "home-care-worker", "trainee-no-licence")


@pytest.fixture(scope="module")
def day(village_explorer: Explorer) -> date:
    found = suggested_date(village_explorer.world.network)
    assert found is not None
    return found


def question(explorer: Explorer, day: date, **changes: Any) -> Question:
    west, south, east, north = explorer.world.network.bounds
    return replace(Question((west + east) / 2, (south + north) / 2, day), **changes)


def test_counts_are_those_of_reach(village_explorer: Explorer, day: date) -> None:
    asked = question(village_explorer, day, minutes=30)
    jobs = village_explorer.targets.sources["jobs"]
    here = Places(np.array(["here"], object), np.array([asked.lon]), np.array([asked.lat]))
    minutes = reach(
        village_explorer.world, here, jobs, ANYBODY, Window(day, asked.there_s, WINDOW_MIN)
    ).minutes()[0, 0]  # fmt: skip
    expected = jobs.weight("jobs")[minutes <= 30].sum()
    assert village_explorer.answer(asked).kinds["jobs"].reached == pytest.approx(expected)
    assert expected > 0


@settings(max_examples=15)
@given(
    profile=st.sampled_from(PROFILES), hour=st.integers(0, 23), minutes=st.integers(5, 60),
    more=st.integers(0, 30), budget=st.floats(0, 200),
)  # fmt: skip
def test_more_time_and_more_money_never_give_less(
    village_explorer: Explorer, day: date, profile: str | None, hour: int, minutes: int, more: int, budget: float
) -> None:
    asked = question(village_explorer, day, there_s=hour * 3600, minutes=minutes, profile=profile, direction="both")
    some, longer = village_explorer.answer(asked), village_explorer.answer(replace(asked, minutes=minutes + more))
    for kind, found in some.kinds.items():
        assert found.reached <= longer.kinds[kind].reached
    assert shapely.contains(longer.areas[-1].geometry.buffer(1e-9), some.areas[-1].geometry)
    if profile is not None:
        poorer = village_explorer.answer(replace(asked, budget_eur=budget))
        assert (poorer.minutes >= some.minutes).all()


@pytest.mark.parametrize("profile", PROFILES)
def test_there_and_back_is_never_more_than_either(village_explorer: Explorer, day: date, profile: str | None) -> None:
    answers = {
        direction: village_explorer.answer(question(village_explorer, day, direction=direction, profile=profile))
        for direction in ("there", "back", "both")
    }
    for kind, both in answers["both"].kinds.items():
        assert both.reached <= min(answers[way].kinds[kind].reached for way in ("there", "back"))


def test_a_way_without_money_is_on_foot(village_explorer: Explorer, day: date) -> None:
    asked = question(village_explorer, day, profile="home-care-worker", budget_eur=0)
    for way in village_explorer.answer(asked).ways:
        if way.kind == "car":
            assert way.eur_month is not None
            assert way.eur_month[0] > 0
            assert not way.affordable


def test_sliders_search_nothing_anew(village_explorer: Explorer, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = question(village_explorer, day, profile="single-parent-no-car", there_s=9 * 3600)
    village_explorer.answer(asked)
    monkeypatch.setattr(Explorer, "_search", lambda *_: pytest.fail("searched anew"))
    village_explorer.answer(replace(asked, minutes=20, budget_eur=12))


def test_an_unknown_profile(village_explorer: Explorer, day: date) -> None:
    with pytest.raises(ParameterError, match="no profile 'nobody'"):
        village_explorer.answer(question(village_explorer, day, profile="nobody"))


def test_a_place_in_the_sea(village_explorer: Explorer, day: date) -> None:
    with pytest.raises(OutsideNetworkError):
        village_explorer.answer(question(village_explorer, day, lon=0.0, lat=0.0))


def test_what_must_be_said_of_ways_and_prices_is_carried(village_explorer: Explorer, day: date) -> None:
    noted = village_explorer.offers.replace(notes=("Prices are old.",))
    explorer = Explorer(village_explorer.world, noted, village_explorer.targets, village_explorer.profiles)
    for profile, told in (("home-care-worker", True), (None, False)):
        answer = explorer.answer(question(explorer, day, profile=profile))
        assert ("Prices are old." in answer.notes) == told
        assert len(set(answer.notes)) == len(answer.notes)
    # Drives are timed in free-flowing traffic: whoever drives is told so.
    driven = explorer.answer(question(explorer, day, profile="home-care-worker"))
    assert any("free-flowing" in note for note in driven.notes)
