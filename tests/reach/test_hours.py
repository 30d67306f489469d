"""Dates that are alike, hours in runs, and legs searched once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.reach.hours import Hours, RunningServices, alike_days, legs_once, runs_of
from portee.reach.links import LinkStore
from tests.reach.interviews import EIGHT
from tests.reach.test_commute import SEEDS, _timetable, _with_services
from tests.reach.test_staffing import _weekdays
from tests.worlds import TODAY, random_world

EPOCH = date(1970, 1, 1)


@settings(max_examples=20)
@given(SEEDS)
def test_alike_days_have_the_same_services_around(seed: int) -> None:
    timetable = _timetable(_with_services(random_world(seed), seed))
    days = [TODAY + timedelta(days=d) for d in np.random.default_rng(seed).permutation(12).tolist()]

    def around(day: date) -> list[set[int]]:
        columns = [(day - EPOCH).days - timetable.service_first_day + d for d in (-1, 0, 1)]
        return [set(np.flatnonzero(timetable.service_active[:, c]).tolist()) if 0 <= c < 7 else set() for c in columns]

    found = alike_days(timetable, days)
    assert set(found) == set(days)
    for day in days:
        assert around(found[day]) == around(day)
        assert found[found[day]] == found[day]
        assert days.index(found[day]) <= days.index(day)
        inside = [d for d in days if 1 <= (d - EPOCH).days - timetable.service_first_day < 6]
        if day in inside:
            assert found[day] == next(d for d in days if d in inside and around(d) == around(day))


@given(st.lists(st.integers(-1, 40_000), max_size=8), st.sampled_from([0, 1, 600, 14_400]))
def test_runs_of_hours_are_short_and_hold_each_once(given_times: list[int], span: int) -> None:
    times = np.array(given_times, np.int32)
    runs = list(runs_of(times, span))
    for first, last, kept in runs:
        assert 0 <= last - first <= span
        assert kept[kept >= 0].min() == first
        assert kept[kept >= 0].max() == last
    together = np.max([np.full(len(times), -1), *(kept for _, _, kept in runs)], axis=0)
    assert together.tolist() == [t if t >= 0 else -1 for t in given_times]
    assert sum(int((kept >= 0).sum()) for _, _, kept in runs) == sum(t >= 0 for t in given_times)


def test_services_that_matter_at_an_hour() -> None:
    active = np.ones((2, 7), np.bool_)
    active[1] = [True, False, True, False, True, False, True]
    timetable = _timetable(_weekdays(2, active=active))
    running = RunningServices(timetable)
    one, two, three = (TODAY + timedelta(days=k) for k in range(3))
    assert running.key(one, EIGHT - 3600, EIGHT) != running.key(two, EIGHT - 3600, EIGHT)
    assert running.key(one, EIGHT - 3600, EIGHT) == running.key(three, EIGHT - 3600, EIGHT)
    # In the evening nothing runs, whatever the day; at night the next morning is too far.
    assert running.key(one, 19 * 3600, 20 * 3600) == running.key(two, 19 * 3600, 20 * 3600)
    assert running.key(one, 26 * 3600, 28 * 3600) == running.key(two, 26 * 3600, 28 * 3600)
    # 31:00 is 07:00 of the day after.
    assert running.key(one, 30 * 3600, 31 * 3600) == running.key(three, 30 * 3600, 31 * 3600)
    assert running.key(one, 30 * 3600, 31 * 3600) != running.key(two, 30 * 3600, 31 * 3600)
    # Two weeks later clocks change.
    change = replace(timetable, service_active=np.ones((2, 40), np.bool_))
    sunday = date(2024, 10, 27)
    same = RunningServices(change)
    assert same.key(sunday, EIGHT, EIGHT) != same.key(sunday + timedelta(days=7), EIGHT, EIGHT)
    assert same.key(one, EIGHT, EIGHT) == same.key(sunday + timedelta(days=7), EIGHT, EIGHT)


def test_legs_with_the_same_vehicles_are_told_once() -> None:
    """The second service runs every other day, and last at 18:00: the way home at night is the same every day."""
    active = np.ones((2, 7), np.bool_)
    active[1] = [True, False, True, False, True, False, True]
    store = LinkStore(_weekdays(2, active=active).network)
    start, end = np.array([EIGHT, -1], np.int32), np.array([22 * 3600, 22 * 3600], np.int32)
    hours = [Hours(TODAY + timedelta(days=d), start, end) for d in range(5)]
    there, back = (list(legs_once(store, hours, 3600, back=back)) for back in (False, True))
    assert [day for day, _ in there] == [TODAY, TODAY + timedelta(days=1)]
    assert [day for day, _ in back] == [TODAY]
    assert there[0][1] is start
    none = Hours(TODAY, np.full(2, -1, np.int32), np.full(2, -1, np.int32))
    assert not list(legs_once(store, [none], 3600, back=False))
