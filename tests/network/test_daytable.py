"""The trips of one window: those of the days around it, of frequencies and blocks, and time run backwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portee.core.errors import NoServiceError
from portee.network.daytable import DayTable, day_table, mirrored, require_service, seconds_of_day, trips_per_day
from portee.network.timetable import Timetable
from tests.journeys import EPOCH, Running, calls_of, running, seats_of, told_once
from tests.kernels.test_rounds import trips_of
from tests.worlds import DAY, TODAY, random_timetable, timetable_of

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days when clocks change in France."""

Trip = list[tuple[int, int]]


def _line(*trips: Trip, **options: Any) -> Timetable:
    """One pattern of as many stops as a trip has calls."""
    return timetable_of(len(trips[0]), [(list(range(len(trips[0]))), trips)], **options)


def _around(timetable: Timetable, day: date, days: int = 7, first: int = 3) -> Timetable:
    """The same with its calendar around another day."""
    active = np.ones((len(timetable.service_id), days), np.bool_)
    return replace(timetable, service_first_day=(day - EPOCH).days - first, service_active=active)


def _runs(table: DayTable) -> list[tuple[int, int]]:
    return list(zip(table.instance_trip.tolist(), table.instance_shift.tolist(), strict=True))


def _departures(table: DayTable) -> list[int]:
    """When the window's trips leave their first stop."""
    return sorted(int(calls[0][2]) for calls in trips_of(table)[0])


def _mixed(rng: np.random.Generator) -> Timetable:
    """A random timetable with three services, some days off, and some trips that repeat by exact frequencies."""
    start = int(rng.choice([0, 82_000, 100_000]))
    timetable = random_timetable(rng, 5, start=start, span=6000)
    trips = timetable.trip_count
    runs = [
        (t, s := int(rng.integers(0, 90_000)), s + int(rng.integers(1, 5000)), int(rng.integers(300, 1500)), 1)
        for t in rng.integers(0, trips, int(rng.integers(0, 3))).tolist()
    ]
    table = np.array(runs, np.int32).reshape(-1, 5)
    links = rng.integers(0, trips, (4, 2)).astype(np.int32)
    nothing = np.full(4, -1, np.int32)
    return replace(
        timetable,
        service_id=["a", "b", "c"],
        service_active=rng.random((3, 7)) < 0.7,
        trip_service=rng.integers(0, 3, trips).astype(np.int32),
        frequency_trip=table[:, 0].copy(),
        frequency_start=table[:, 1].copy(),
        frequency_end=table[:, 2].copy(),
        frequency_headway=table[:, 3].copy(),
        frequency_exact=table[:, 4].astype(np.int8),
        transfer_from=nothing,
        transfer_to=nothing,
        transfer_type=np.array([4, 4, 5, 5], np.int8),
        transfer_min_time=nothing,
        transfer_from_trip=links[:, 0].copy(),
        transfer_to_trip=links[:, 1].copy(),
        transfer_from_route=nothing,
        transfer_to_route=nothing,
    )


@settings(max_examples=200)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([TODAY, TODAY - timedelta(days=3), SPRING, AUTUMN]),
    st.integers(-3600, 100_000),
    st.integers(1, 28_000),
)
def test_the_trips_of_a_window_are_those_of_a_plain_list(seed: int, day: date, base: int, horizon: int) -> None:
    timetable = _mixed(np.random.default_rng(seed))
    if day != TODAY:
        timetable = replace(timetable, service_first_day=(day - EPOCH).days - 2)
    table = day_table(timetable, day, base, horizon)
    expected = running(timetable, day, base, horizon)
    assert Counter(_runs(table)) == Counter((run.trip, run.shift) for run in expected)
    trips, seats = trips_of(table)

    def seen(time: int) -> int:
        return -1 if time < 0 else 32767 if time > horizon else time

    every = [calls_of(timetable, Running(trip, day, shift)) for trip, shift in _runs(table)]
    for calls, plain in zip(trips, told_once(every, seats), strict=True):
        assert calls == [(stop, seen(a), seen(d), board, alight) for stop, a, d, board, alight in plain]
    part = np.repeat(np.arange(len(table.part_pattern)), np.diff(table.cut.trip_offset))
    pattern = np.searchsorted(timetable.pattern_trip_offset, table.instance_trip, side="right") - 1
    assert table.part_pattern[part].tolist() == pattern.tolist()
    for ahead, behind in zip(range(len(trips) - 1), range(1, len(trips)), strict=True):
        if part[ahead] == part[behind]:
            assert all(a[1] <= b[1] and a[2] <= b[2] for a, b in zip(trips[ahead], trips[behind], strict=True))


@settings(max_examples=200)
@given(st.integers(0, 2**32 - 1), st.integers(0, 90_000))
def test_vehicles_run_on_as_blocks_and_transfers_say(seed: int, base: int) -> None:
    rng = np.random.default_rng(seed)
    timetable = _mixed(rng)
    # Frequencies and blocks together are left to chance by the specification: here a vehicle has one or the other.
    block = timetable.trip_block.copy()
    block[timetable.frequency_trip] = -1
    links = timetable.transfer_type.copy()
    repeated = np.isin(timetable.transfer_from_trip, timetable.frequency_trip)
    repeated |= np.isin(timetable.transfer_to_trip, timetable.frequency_trip)
    links[repeated] = 0
    timetable = replace(timetable, trip_block=block, transfer_type=links)
    # Four and five for one pair contradict each other, and one trip runs on as one trip only.
    pairs = list(zip(timetable.transfer_from_trip.tolist(), links.tolist(), strict=True))
    if len({trip for trip, kind in pairs if kind}) < sum(kind > 0 for _, kind in pairs):
        timetable = replace(timetable, transfer_type=np.zeros(4, np.int8))
    table = day_table(timetable, TODAY, base, 20_000)
    runs = running(timetable, TODAY, base, 20_000)
    expected = seats_of(timetable, runs)
    name = [(run.trip, run.shift) for run in runs]
    found = _runs(table)
    assert {(found[a], found[b]) for a, b in enumerate(table.cut.seat_next.tolist()) if b >= 0} == {
        (name[a], name[b]) for a, b in expected.items()
    }
    if len(table.cut.seat_next):
        part = np.repeat(np.arange(len(table.part_pattern)), np.diff(table.cut.trip_offset))
        assert table.cut.trip_pattern.tolist() == part.tolist()


@settings(max_examples=200)
@given(st.integers(0, 2**32 - 1), st.integers(0, 90_000))
def test_no_vehicle_is_on_its_next_trip_before_it_ended_the_one_before(seed: int, base: int) -> None:
    table = day_table(_mixed(np.random.default_rng(seed)), TODAY, base, 20_000)
    for one in (table, mirrored(table)):
        trips, seats = trips_of(one)
        for before, after in seats.items():
            assert trips[before][-1][1] <= trips[before][-1][2] <= trips[after][0][1] <= trips[after][0][2]


@given(st.integers(0, 2**32 - 1), st.integers(0, 90_000))
def test_every_boarding_of_a_stop_is_listed(seed: int, base: int) -> None:
    timetable = _mixed(np.random.default_rng(seed))
    for table in (day_table(timetable, TODAY, base, 20_000), mirrored(day_table(timetable, TODAY, base, 20_000))):
        cut = table.cut
        listed = {
            (stop, int(cut.call_pattern[k]), int(cut.call_position[k]))
            for stop in range(timetable.stop_count)
            for k in range(cut.call_offset[stop], cut.call_offset[stop + 1])
        }
        expected = {
            (int(cut.position_stop[k]), p, int(k - cut.position_offset[p]))
            for p in range(len(table.part_pattern))
            for k in range(cut.position_offset[p], cut.position_offset[p + 1])
            if cut.position_board[k]
        }
        assert listed == expected
        assert len(cut.call_pattern) == len(listed)


@given(st.integers(0, 2**32 - 1), st.integers(0, 90_000), st.integers(1, 20_000))
def test_a_mirrored_mirror_is_what_it_was(seed: int, base: int, horizon: int) -> None:
    table = day_table(_mixed(np.random.default_rng(seed)), TODAY, base, horizon)
    onward = table.cut.seat_next[table.cut.seat_next >= 0]
    # Where two vehicles join into one, the mirror keeps one of them: backwards in time none runs on as two.
    assume(len(set(onward.tolist())) == len(onward))
    once, twice = mirrored(table), mirrored(mirrored(table))
    assert (table.reversed, once.reversed, twice.reversed) == (False, True, False)
    for before, after in zip(table.cut, twice.cut, strict=True):
        np.testing.assert_array_equal(before, after)
        assert np.asarray(before).dtype == np.asarray(after).dtype
    assert _runs(twice) == _runs(table)
    assert sorted(_runs(once)) == sorted(_runs(table))


def test_past_midnight_yesterday_still_runs() -> None:
    late = _line([(86_000, 86_000), (87_600, 87_600)], [(90_000, 90_000), (91_000, 91_000)])
    assert _departures(day_table(late, TODAY, 0, 7200)) == [-1, 3600]
    assert _departures(day_table(late, TODAY, 1300, 7200)) == [2300]
    assert _departures(day_table(late, TODAY - timedelta(days=1), 0, 7200)) == []


def test_three_days_later_a_long_trip_still_runs() -> None:
    ferry = _line([(80_000, 80_000), (250_000, 250_000)])
    assert len(_departures(day_table(ferry, TODAY, 0, 3600))) == 1
    ferry = _around(ferry, TODAY, 7, 6)
    assert len(_departures(day_table(ferry, TODAY, 60_000, 3600))) == 2


def test_tomorrow_may_begin_within_the_window() -> None:
    early = _line([(1200, 1200), (2400, 2400)])
    assert _departures(day_table(early, TODAY, 86_400 - 600, 3600)) == [1800]


@pytest.mark.parametrize(("day", "clock", "seconds"), [
    (SPRING, 0, 3600), (SPRING, 3600, 7200), (SPRING, 3 * 3600, 3 * 3600), (SPRING, 8 * 3600, 8 * 3600),
    (AUTUMN, 0, -3600), (AUTUMN, 3 * 3600, 3 * 3600), (AUTUMN, 8 * 3600, 8 * 3600),
    (TODAY, 0, 0), (TODAY, 61, 61), (TODAY, 86_400 + 7200, 93_600),
    (SPRING - timedelta(days=1), 86_400, 86_400), (SPRING - timedelta(days=1), 86_400 + 4 * 3600, 86_400 + 3 * 3600),
    (AUTUMN - timedelta(days=1), 86_400 + 4 * 3600, 86_400 + 5 * 3600),
])  # fmt: skip
def test_clock_time_differs_from_timetable_time_when_clocks_change(day: date, clock: int, seconds: int) -> None:
    assert seconds_of_day(day, clock, "Europe/Paris") == seconds


def test_clocks_that_never_change_tell_timetable_time() -> None:
    assert seconds_of_day(SPRING, 3600, "Asia/Tokyo") == 3600


@pytest.mark.parametrize(("day", "shift"), [(SPRING, -23 * 3600), (AUTUMN, -25 * 3600), (TODAY, -24 * 3600)])
def test_the_night_when_clocks_change_is_an_hour_shorter_or_longer(day: date, shift: int) -> None:
    night = _around(_line([(25 * 3600 + 1800, 25 * 3600 + 1800), (26 * 3600, 26 * 3600)]), day, 3, 1)
    table = day_table(night, day, -3600, 3 * 3600 + 5 * 3600)
    assert _runs(table) == [(0, shift + 3600)]


def test_exact_frequencies_leave_on_time_and_end_before_their_end() -> None:
    loop = _line([(7200, 7230), (7500, 7530)], frequencies=[(0, 28_800, 30_600, 600, 1)])
    assert _departures(day_table(loop, TODAY, 28_800, 7200)) == [0, 600, 1200]
    assert [calls[1][1] for calls in trips_of(day_table(loop, TODAY, 28_800, 7200))[0]] == [270, 870, 1470]


def test_drawn_frequencies_keep_their_headway_and_can_be_repeated() -> None:
    loop = _line([(0, 0), (300, 300)], frequencies=[(0, 28_800, 36_000, 600, 0), (0, 36_000, 40_000, 900, 0)])
    draws = [_departures(day_table(loop, TODAY, 28_800, 20_000, seed=(7, draw))) for draw in range(40)]
    assert draws == [_departures(day_table(loop, TODAY, 28_800, 20_000, seed=(7, draw))) for draw in range(40)]
    for times in draws:
        first, second = [t for t in times if t < 7200], [t for t in times if t >= 7200]
        assert 0 <= first[0] < 600
        assert 7200 <= second[0] < 8100
        assert set(np.diff(first)) == {600}
        assert set(np.diff(second)) == {900}
        assert 7200 - 600 <= first[-1] < 7200
        assert 11_200 - 900 <= second[-1] < 11_200
    assert len({times[0] for times in draws}) > 20
    assert max(times[0] for times in draws) > 400
    assert min(times[0] for times in draws) < 200


def test_a_draw_does_not_depend_on_the_window() -> None:
    loop = _line([(0, 0), (300, 300)], frequencies=[(0, 0, 86_400, 600, 0)])
    wide = [t + 28_800 for t in _departures(day_table(loop, TODAY, 28_800, 7200, seed=(3, 1)))]
    narrow = [t + 30_000 for t in _departures(day_table(loop, TODAY, 30_000, 1800, seed=(3, 1))) if t >= 0]
    assert set(narrow) <= set(wide)
    # What is tomorrow as seen from yesterday is today: the same lines leave at the same times.
    yesterday = TODAY - timedelta(days=1)
    assert _departures(day_table(loop, yesterday, 86_400 + 28_800, 7200, seed=(3, 1))) == [t - 28_800 for t in wide]
    assert _departures(day_table(loop, TODAY, 28_800, 7200, seed=(4, 1))) != [t - 28_800 for t in wide]


def test_only_what_is_declared_accessible_is_step_free() -> None:
    timetable = _line(*[[(t, t), (t + 60, t + 60), (t + 120, t + 120)] for t in (100, 200, 300)])
    timetable = replace(
        timetable,
        trip_wheelchair=np.array([0, 1, 2], np.int8),
        stop_wheelchair=np.array([1, 0, 1], np.int8),
    )
    table = day_table(timetable, TODAY, 0, 3600, step_free=True)
    assert _departures(table) == [200]
    assert table.cut.position_board.tolist() == table.cut.position_alight.tolist() == [True, False, True]
    assert len(_departures(day_table(timetable, TODAY, 0, 3600))) == 3
    assert timetable.pattern_pickup.all()


@settings(max_examples=100)
@given(st.integers(0, 2**32 - 1), st.integers(-3600, 100_000), st.booleans())
def test_only_opened_positions_are_boarded_and_left(seed: int, base: int, step_free: bool) -> None:
    """Trips that pass no opened position are left out; of the others every call stays, to be ridden past."""
    rng = np.random.default_rng(seed)
    timetable = _mixed(rng)
    timetable = replace(timetable, stop_wheelchair=rng.integers(0, 2, timetable.stop_count).astype(np.int8))
    opened = rng.random(len(timetable.pattern_stop)) < rng.choice([0.1, 0.5])
    table = day_table(timetable, TODAY, base, 9000, opened=opened, step_free=step_free)
    pattern = np.searchsorted(timetable.pattern_trip_offset, np.arange(timetable.trip_count), side="right") - 1
    served = {
        p for p, q in enumerate(timetable.pattern_offset[:-1]) if opened[q : timetable.pattern_offset[p + 1]].any()
    }
    every = running(timetable, TODAY, base, 9000)
    assert Counter(_runs(table)) == Counter((run.trip, run.shift) for run in every if int(pattern[run.trip]) in served)
    for (trip, shift), calls in zip(_runs(table), trips_of(table)[0], strict=True):
        plain = calls_of(timetable, Running(trip, TODAY, shift), step_free=step_free)
        here = opened[timetable.pattern_offset[pattern[trip]] :]
        assert [(stop, board, alight) for stop, _, _, board, alight in calls] == [
            (stop, board and bool(here[q]), alight and bool(here[q]))
            for q, (stop, _, _, board, alight) in enumerate(plain)
        ]
    assert timetable.pattern_pickup.tolist() == _mixed(np.random.default_rng(seed)).pattern_pickup.tolist()


@given(st.integers(0, 2**32 - 1), st.integers(0, 90_000))
def test_with_every_position_opened_nothing_changes(seed: int, base: int) -> None:
    timetable = _mixed(np.random.default_rng(seed))
    all_of_them = np.ones(len(timetable.pattern_stop), np.bool_)
    plain, opened = (day_table(timetable, TODAY, base, 9000, opened=part) for part in (None, all_of_them))
    for before, after in zip(plain.cut, opened.cut, strict=True):
        np.testing.assert_array_equal(before, after)
    assert _runs(plain) == _runs(opened)
    assert _runs(day_table(timetable, TODAY, base, 9000, opened=~all_of_them)) == []


def test_bicycles_ride_only_where_they_are_declared_welcome() -> None:
    timetable = _line(*[[(t, t), (t + 60, t + 60)] for t in (100, 200, 300)])
    timetable = replace(timetable, trip_bikes=np.array([1, 0, 2], np.int8))
    assert _departures(day_table(timetable, TODAY, 0, 3600, bicycles=True)) == [100]


def test_trips_are_counted_by_day() -> None:
    active = np.zeros((2, 7), np.bool_)
    active[0, [0, 2]] = active[1, 2] = True
    timetable = _line(
        *[[(t, t), (t + 60, t + 60)] for t in (100, 200, 300)],
        services={(0, 2): 1}, active=active, frequencies=[(1, 0, 3601, 600, 0)],
    )  # fmt: skip
    first, trips = trips_per_day(timetable)
    assert first == EPOCH + timedelta(days=DAY)
    assert trips.tolist() == [8, 0, 9, 0, 0, 0, 0]


def test_a_date_without_service_names_one_with() -> None:
    active = np.zeros((1, 7), np.bool_)
    active[0, [0, 4]] = True
    timetable = _line([(0, 0), (60, 60)], active=active)
    start = EPOCH + timedelta(days=DAY)
    require_service(timetable, start)
    for day, near in ((1, 0), (3, 4), (-400, 0), (400, 4)):
        with pytest.raises(NoServiceError) as caught:
            require_service(timetable, start + timedelta(days=day))
        message = str(caught.value)
        assert (start + timedelta(days=day)).isoformat() in message
        assert f"2 dates from {start.isoformat()} to {(start + timedelta(days=4)).isoformat()}" in message
        assert f"--date {(start + timedelta(days=near)).isoformat()}" in caught.value.mend


def test_a_timetable_without_any_service_says_so() -> None:
    timetable = _line([(0, 0), (60, 60)], active=np.zeros((1, 7), np.bool_))
    with pytest.raises(NoServiceError, match="no trip on any date") as caught:
        require_service(timetable, TODAY)
    assert caught.value.mend


def test_a_window_without_trips_is_empty() -> None:
    table = mirrored(day_table(_line([(30_000, 30_000), (30_060, 30_060)]), TODAY, 0, 3600))
    assert _runs(table) == []
    assert len(table.cut.trip_offset) == 1
    assert table.cut.call_offset.tolist() == [0, 0, 0]


def test_departures_of_a_frequency_do_not_run_on_as_each_other() -> None:
    timetable = timetable_of(
        2, [([0, 1, 0], [[(0, 0), (60, 60), (120, 120)]])], blocks={(0, 0): 1}, frequencies=[(0, 0, 1200, 300, 1)]
    )
    assert len(day_table(timetable, TODAY, 0, 3600).cut.seat_next) == 0
