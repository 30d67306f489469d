"""A curfew: from an hour on no ride departs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portee.core.errors import ManyProblems
from portee.network.daytable import day_table
from portee.network.timetable import Timetable
from portee.reach import Travel, Window
from portee.reach.trip import explain_trip
from portee.world import World
from tests.scenarios.worlds import (
    WEEKDAY,
    assert_same_timetable,
    changed,
    instead,
    minutes,
    named_world,
    problem_of,
    random_minutes,
    runs,
    timetable,
)
from tests.worlds import TODAY, random_places, random_world


def _calls(table: Timetable, *, boarding: bool) -> list[tuple[str, int, int]]:
    """(trip, stop, second) of every event at which one may board, or leave, but those of templates."""
    found, templates = [], set(table.frequency_trip.tolist())
    rule, event = (
        (table.pattern_pickup, table.event_departure) if boarding else (table.pattern_dropoff, table.event_arrival)
    )
    for pattern in range(table.pattern_count):
        at = range(*table.pattern_offset[pattern : pattern + 2].tolist())
        for trip in range(*table.pattern_trip_offset[pattern : pattern + 2].tolist()):
            first = table.trip_event_offset[trip]
            if trip not in templates:
                found += [
                    (table.trip_id[trip], int(table.pattern_stop[k]), int(event[first + k - at.start]))
                    for k in at
                    if rule[k]
                ]
    return sorted(found)


def _until(minute: int) -> str:
    return f"'{minute // 60:02}:{minute % 60:02}'"


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(481, 600), st.one_of(st.none(), st.integers(0, 30)))
def test_nobody_boards_after_it_and_no_ride_departs(seed: int, last: int, more: int | None) -> None:
    base = random_world(seed, blocks=False)
    closed = "" if more is None else f", closed: {_until(last + more)}"
    made = changed(base, f"type: curfew, last_departure: {_until(last)}{closed}")
    before = timetable(base)
    boards = [call for call in _calls(before, boarding=True) if call[2] <= last * 60]
    assert set(_calls(timetable(made), boarding=True)) <= set(boards)
    if more is None:
        assert _calls(timetable(made), boarding=True) == boards
    leaves = _calls(timetable(made), boarding=False)
    assert set(leaves) <= set(_calls(before, boarding=False))
    assert more is None or all(at <= (last + more) * 60 for _, _, at in leaves)
    assume(timetable(made).trip_count > 0)
    assert (random_minutes(made, seed) >= random_minutes(base, seed)).all()
    _check_rides(made, seed, last * 60)


def _check_rides(world: World, seed: int, last_s: int) -> None:
    rng = np.random.default_rng(seed)
    ends = [random_places(rng, 1, 4, 3, prefix) for prefix in "od"]
    travel = Travel(max_walk_min=4, max_time_min=60, max_transfer_m=250)
    explained = explain_trip(world, ends[0], ends[1], travel, Window(TODAY, last_s - 900, 20))
    for journey in explained.journeys:
        assert journey is None or all(leg.start_s <= last_s for leg in journey.legs if leg.kind == "ride")


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_a_curfew_at_the_end_of_the_next_day_changes_nothing(seed: int) -> None:
    base = random_world(seed)
    made = changed(base, "type: curfew, last_departure: '48:00', closed: '48:00'")
    assert_same_timetable(timetable(made), timetable(base))
    np.testing.assert_array_equal(random_minutes(made, seed), random_minutes(base, seed))


def test_nor_does_it_in_the_named_world() -> None:
    base = named_world()
    assert_same_timetable(timetable(changed(base, "type: curfew, last_departure: '48:00'")), timetable(base))


def test_the_hours_before_are_as_they_were() -> None:
    base = named_world()
    made = changed(base, "type: curfew, last_departure: '21:00'")
    np.testing.assert_array_equal(minutes(made), minutes(base))
    late = minutes(made, start_s=75_660, count=15), minutes(base, start_s=75_660, count=15)
    assert np.isinf(late[0][0, 0, 3])
    assert np.isfinite(late[1][0, 0, 3])
    for line in ("1", "T2", "N3"):
        assert max(run[0] for run in runs(made, line, "mon")) == 1260


def test_those_aboard_ride_on_unless_it_is_closed() -> None:
    base = named_world()
    open_end = timetable(changed(base, "type: curfew, lines: ['1'], last_departure: '21:05'"))
    closed = timetable(changed(base, "type: curfew, lines: ['1'], last_departure: '21:05', closed: '21:12'"))
    trip = next(id for id, at in zip(_ids(base), _first(base), strict=True) if at == 75_600)
    assert [at for id, _, at in _calls(open_end, boarding=True) if id == trip] == [75_600, 75_870]
    assert [at for id, _, at in _calls(open_end, boarding=False) if id == trip] == [75_600, 75_840, 76_230, 76_500]
    assert [at for id, _, at in _calls(closed, boarding=False) if id == trip] == [75_600, 75_840, 76_230]
    assert runs(changed(base, "type: curfew, lines: ['1'], last_departure: '21:05'"), "N3", "mon") == runs(
        base, "N3", "mon"
    )


def _ids(world: World) -> list[str]:
    table = timetable(world)
    return list(table.trip_id[: table.pattern_trip_offset[1]])


def _first(world: World) -> list[int]:
    table = timetable(world)
    leaves: list[int] = table.event_departure[table.trip_event_offset[: table.pattern_trip_offset[1]]].tolist()
    return leaves


def test_frequencies_are_cut() -> None:
    base = named_world()
    made = timetable(changed(base, "type: curfew, last_departure: '17:00'"))
    assert made.frequency_end.tolist() == [36_000, 61_201]
    assert made.frequency_start.tolist() == [25_200, 57_600]
    early = timetable(changed(base, "type: curfew, last_departure: '06:30'"))
    assert len(early.frequency_trip) == 0
    assert 3 not in early.pattern_route
    other = timetable(changed(base, "type: curfew, last_departure: '06:30', lines: [T2]"))
    assert other.frequency_end.tolist() == [36_000, 82_800]


def _with_frequencies(seed: int, exact: int | None) -> World:
    """A random world some of whose trips run by frequency; exact: all so, or by chance as the seed tells."""
    base = random_world(seed, blocks=False)
    rng = np.random.default_rng(seed)
    count = timetable(base).trip_count
    trips = np.sort(rng.choice(count, int(rng.integers(1, count + 1)), replace=False)).astype(np.int32)
    runs = len(trips)
    return instead(
        base, frequency_trip=trips, frequency_start=rng.integers(28_000, 33_000, runs).astype(np.int32),
        frequency_end=rng.integers(33_001, 38_000, runs).astype(np.int32),
        frequency_headway=rng.integers(120, 900, runs).astype(np.int32),
        frequency_exact=(rng.integers(0, 2, runs) if exact is None else np.full(runs, exact)).astype(np.int8),
    )  # fmt: skip


def _ridden(world: World, seed: int, *, boarding: bool) -> set[tuple[int, int, int]]:
    """(route, stop, second) of every ride that a draw gives, where one may board, or leave."""
    table = timetable(world)
    if not table.trip_count:
        return set()
    drawn = day_table(table, TODAY, 0, 100_000, seed=(seed,))
    found = set()
    for part, pattern in enumerate(drawn.part_pattern.tolist()):
        at = range(*table.pattern_offset[pattern : pattern + 2].tolist())
        for k in range(*drawn.cut.trip_offset[part : part + 2].tolist()):
            first, shift = table.trip_event_offset[drawn.instance_trip[k]], drawn.instance_shift[k]
            for place in at[:-1] if boarding else at[1:]:
                event = (table.event_departure if boarding else table.event_arrival)[first + place - at.start] + shift
                if (table.pattern_pickup if boarding else table.pattern_dropoff)[place]:
                    found.add((int(table.pattern_route[pattern]), int(table.pattern_stop[place]), int(event)))
    return found


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(470, 660), st.one_of(st.none(), st.integers(0, 30)))
def test_no_ride_by_frequency_departs_after_it(seed: int, last: int, more: int | None) -> None:
    closed = "" if more is None else f", closed: {_until(last + more)}"
    base = _with_frequencies(seed, None)
    made = changed(base, f"type: curfew, last_departure: {_until(last)}{closed}")
    for draw in range(3):
        boarded = _ridden(made, draw, boarding=True)
        assert all(at <= last * 60 for _, _, at in boarded)
        assert more is None or all(at <= (last + more) * 60 for _, _, at in _ridden(made, draw, boarding=False))
        # No trip of these worlds lasts an hour: those that end before the curfew are as they were. Phases are drawn row
        # by row, so that they are the same where no frequency ends before it begins.
        if last * 60 > 33_000 + 3600:
            usual = {call for call in _ridden(base, draw, boarding=True) if call[2] <= last * 60 - 3600}
            assert usual <= boarded


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(470, 640))
def test_of_exact_departures_all_that_are_in_time_are_kept(seed: int, last: int) -> None:
    base = _with_frequencies(seed, 1)
    made = changed(base, f"type: curfew, last_departure: {_until(last)}")
    usual = {call for call in _ridden(base, 0, boarding=True) if call[2] <= last * 60}
    assert _ridden(made, 0, boarding=True) == usual


def test_a_ride_by_chance_that_begins_in_time_is_boarded_up_to_the_hour() -> None:
    """Line 1 as if it ran by chance every 10 minutes: stops after 0, 4, 10.5 and 15 minutes."""
    base = named_world()
    table = timetable(base)
    made = instead(
        base, frequency_trip=np.zeros(1, np.int32), frequency_start=np.array([64_800], np.int32),
        frequency_end=np.array([72_000], np.int32), frequency_headway=np.array([600], np.int32),
        frequency_exact=np.zeros(1, np.int8),
    )  # fmt: skip
    after = timetable(changed(made, "type: curfew, lines: ['1'], last_departure: '19:00'"))
    spans = sorted(zip(after.frequency_start.tolist(), after.frequency_end.tolist(), strict=True))
    offsets = (table.event_departure[:3] - table.event_departure[0]).tolist()
    late = [68_401 - after for after in sorted(offsets, reverse=True)]
    assert spans == [(64_800, late[0]), (late[0], late[1]), (late[1], late[2])]
    begun = dict(zip(after.frequency_start.tolist(), after.frequency_trip.tolist(), strict=True))
    boards = [_pickup_of(after, begun[start]) for start in (64_800, *late[:2])]
    assert boards == [[0, 1, 2], [0, 1], [0]]


def _pickup_of(table: Timetable, trip: int) -> list[int]:
    pattern = int(np.searchsorted(table.pattern_trip_offset, trip, side="right")) - 1
    at = slice(*table.pattern_offset[pattern : pattern + 2].tolist())
    return [k for k in np.flatnonzero(table.pattern_pickup[at]).tolist() if k < at.stop - at.start - 1]


@pytest.mark.parametrize("shift", [-28_800, 0, 50_000])
def test_the_times_of_a_template_do_not_count(shift: int) -> None:
    """A trip by frequency may be written at midnight or at any hour: it runs when its frequency says."""
    base = named_world()
    times = {}
    for name in ("event_arrival", "event_departure"):
        times[name] = getattr(timetable(base), name).copy()
        times[name][-2:] += shift
    made = timetable(changed(instead(base, **times), "type: curfew, last_departure: '08:00', closed: '08:10'"))
    assert (made.frequency_start.tolist(), made.frequency_end.tolist()) == ([25_200], [28_801])
    assert made.pattern_pickup[-2:].all()
    assert made.pattern_dropoff[-2:].all()


def test_the_day_after_begins_anew() -> None:
    base = named_world()
    made = changed(base, "type: curfew, last_departure: '19:00'")
    mornings = [minutes(world, start_s=22_000, day=WEEKDAY.replace(day=8)) for world in (made, base)]
    np.testing.assert_array_equal(mornings[0], mornings[1])
    night = minutes(made, start_s=900, day=WEEKDAY.replace(day=8), count=60)
    assert np.isinf(night[0, :, 3]).all()
    assert np.isfinite(minutes(base, start_s=900, day=WEEKDAY.replace(day=8), count=60)[0, 0, 3])


def test_what_cannot_be_meant() -> None:
    assert problem_of(named_world(), "type: curfew, last_departure: '20:00', lines: [T3x, N3]")[:3] == (
        "lines", 3, "There is no line 'T3x'.",
    )  # fmt: skip
    with pytest.raises(ManyProblems, match="It closes before the last departure"):
        changed(named_world(), "type: curfew, last_departure: '20:00', closed: '19:00'")
