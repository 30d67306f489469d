"""How often each place would have one travel."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from portee.people.schedule import Schedule
from portee.reach.uses import uses_of, usual_use
from portee.reach.worked import commutes_month
from portee.territory.work import OwnHours


def _schedule(*shifts: dict[str, Any], **rest: Any) -> Schedule:
    return Schedule.model_validate({"shifts": list(shifts), "weeks_per_year": 48, **rest})


OFFICE: dict[str, Any] = {"days": "mon-fri", "start": "09:00", "end": "17:00"}


def test_the_usual_use_is_that_of_the_schedule() -> None:
    often = usual_use(_schedule(OFFICE))
    assert (often.use.commutes_per_month, often.use.days_per_month, often.use.hours_per_week) == (20, 20, 40)
    assert often.work_hours == 8


@pytest.mark.parametrize(("stay", "commutes", "hours"), [(False, 40, 2.5), (True, 20, 10)])
def test_a_split_shift_is_one_long_day_for_who_stays(stay: bool, commutes: float, hours: float) -> None:
    """07:00 to 10:00 and 15:00 to 17:00: two journeys of 2.5 hours of work on average, or one of 10 hours away."""
    split = _schedule(
        {"days": "mon-fri", "start": "07:00", "end": "10:00"}, {"days": "mon-fri", "start": "15:00", "end": "17:00"},
        stay_between=stay,
    )  # fmt: skip
    often = usual_use(split)
    assert often.use.commutes_per_month == commutes
    assert often.work_hours == hours
    assert often.use.hours_per_week == 25


def test_a_shift_every_second_week_counts_half() -> None:
    often = usual_use(_schedule({**OFFICE, "every_weeks": 2}))
    assert often.use.commutes_per_month == 10
    assert often.work_hours == 8


def _own(*told: tuple[int, int, str]) -> OwnHours:
    start, end = (np.array([row[k] for row in told], np.int32) for k in (0, 1))
    days = np.array([[letter == "x" for letter in row[2]] for row in told], np.bool_)
    return OwnHours(start, end, days)


def test_places_that_tell_their_hours_have_uses_of_their_own() -> None:
    schedule = _schedule(OFFICE)
    own = _own(
        (9 * 3600, 13 * 3600, "xx....."), (-1, -1, "......."), (9 * 3600, 13 * 3600, "xx....."),
        (22 * 3600, 30 * 3600, "xxxx..."), (6 * 3600, 12 * 3600, "......."),
    )  # fmt: skip
    uses = uses_of(schedule, own, commutes_month(schedule, own, 5))
    assert len(uses.each) == 4
    assert uses.of[0] == uses.of[2] != uses.of[3]
    assert uses.of[1] == 0
    assert uses.commutes.tolist() == [8, 20, 8, 16, 20]
    two = uses.each[uses.of[0]]
    assert (two.use.days_per_month, two.use.hours_per_week, two.work_hours) == (8, 8, 4)
    night = uses.each[uses.of[3]]
    assert (night.use.commutes_per_month, night.use.hours_per_week, night.work_hours) == (16, 32, 8)
    # It tells its hours, not its days: those of the schedule.
    morning = uses.each[uses.of[4]]
    assert (morning.use.days_per_month, morning.use.hours_per_week) == (20, 30)


def test_without_hours_of_their_own_all_are_alike() -> None:
    schedule = _schedule(OFFICE)
    for own in (None, _own((-1, -1, "......."), (-1, -1, "xx....."))):
        uses = uses_of(schedule, own, commutes_month(schedule, own, 2))
        assert uses.of.tolist() == [0, 0]
        assert len(uses.each) == 1
        assert uses.commutes.tolist() == [20, 20]
