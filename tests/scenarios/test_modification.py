"""What every modification has: dates between which it holds, a note, and something that it does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portee.scenarios.modification import Modification
from portee.scenarios.works import Works
from tests.scenarios.grounds import Told, ground, problems_of

DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 1))


@given(DAYS, DAYS, DAYS)
def test_the_first_and_the_last_day_count(one: date, other: date, day: date) -> None:
    first, last = sorted((one, other))
    both = Modification.model_validate({"from": first.isoformat(), "until": last.isoformat()})
    assert both.holds_on(day) == (day in {first + timedelta(days=k) for k in range((last - first).days + 1)})
    assert Modification.model_validate({"from": first}).holds_on(day) == (day >= first)
    assert Modification(until=last).holds_on(day) == (day <= last)
    assert Modification().holds_on(day)


@given(DAYS, st.integers(1, 60))
def test_what_ends_before_it_begins_is_refused(first: date, days: int) -> None:
    with pytest.raises(ValidationError, match="before it begins"):
        Modification.model_validate({"from": first, "until": first - timedelta(days=days)})


def test_one_day_alone() -> None:
    day = date(2024, 2, 29)
    only = Modification.model_validate({"from": day, "until": day})
    assert [only.holds_on(day + timedelta(days=k)) for k in (-1, 0, 1)] == [False, True, False]


@pytest.mark.parametrize("text", ["2024-02-30", "tomorrow", "01/02/2024", True, [2024]])
def test_a_day_that_is_none(text: object) -> None:
    (problem,) = problems_of({"type": "pedestrianise", "osm_ways": [1], "from": text})
    assert "'from' is" in problem.what


def test_a_modification_of_no_kind_does_nothing() -> None:
    with pytest.raises(NotImplementedError):
        Modification(note="why").apply(Works(ground()), Told())
