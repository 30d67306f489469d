from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.services.booklet import Facts
from portee.services.booklet.facts import BACK_S, BUSY_S, EARLY_S, LIMITS_MIN, STEPS, Spot


def spot(name: str, per_minute: float) -> Spot:
    """A place from where so many more things are within reach with each minute, half of them at the early hour."""
    busy = np.arange(91, dtype=np.float64) * per_minute
    return Spot(name, 5.3, 43.3, busy, busy / 2, {})


def test_the_best_and_the_least_place_are_found_whatever_their_order(facts: Facts) -> None:
    few, some, many = spot("few", 1.0), spot("some", 2.0), spot("many", 3.0)
    for spots in ((few, some, many), (many, few, some), (some, many, few)):
        found = replace(facts, spots=spots)
        assert (found.best, found.least, found.home) == (many, few, spots[0])


@pytest.mark.parametrize("minutes", LIMITS_MIN)
def test_figures_of_a_place_follow_the_time_of_the_booklet(facts: Facts, minutes: int) -> None:
    found = replace(facts, limit_min=minutes)
    place = spot("place", 2.0)
    assert found.at(place) == 2.0 * minutes
    assert found.at(place, early=True) == 1.0 * minutes
    assert found.shorter_min == LIMITS_MIN[minutes] < minutes
    assert {minutes, found.shorter_min} <= set(STEPS), "tables have a row for both"


@pytest.mark.parametrize(("early", "at"), [(False, BUSY_S), (True, EARLY_S)])
def test_the_question_of_a_place_asks_at_its_hour_on_the_day_of_the_timetable(
    facts: Facts, early: bool, at: int
) -> None:
    question = facts.question(facts.home, early=early)
    assert (question.lon, question.lat, question.day) == (facts.home.lon, facts.home.lat, facts.day)
    assert (question.there_s, question.back_s, question.minutes) == (at, BACK_S, facts.limit_min)
    assert at in facts.hours
