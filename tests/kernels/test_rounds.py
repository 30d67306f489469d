"""Rounds over lanes against one plain search per departure, forwards and in the mirror of time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.lanes import Footpaths, Rules, lane_space
from portee.kernels.rounds import ride_each_round, ride_rounds
from portee.network.daytable import DayTable, day_table, mirrored
from tests import naive
from tests.worlds import TODAY, random_timetable, timetable_of

INFINITE = 30_000


def trips_of(table: DayTable) -> tuple[list[list[naive.Call]], dict[int, int]]:
    """The cut's trips one by one, whatever the layout."""
    cut = table.cut
    trips = []
    for p in range(len(cut.trip_offset) - 1):
        lo, hi = cut.position_offset[p], cut.position_offset[p + 1]
        count = cut.trip_offset[p + 1] - cut.trip_offset[p]
        for t in range(count):
            calls = []
            for q in range(hi - lo):
                event = cut.event_offset[p] + q * count + t
                calls.append(
                    (
                        int(cut.position_stop[lo + q]),
                        int(cut.arrival[event]),
                        int(cut.departure[event]),
                        bool(cut.position_board[lo + q]),
                        bool(cut.position_alight[lo + q]),
                    )
                )
            trips.append(calls)
    return trips, {i: int(n) for i, n in enumerate(cut.seat_next) if n >= 0}


def random_footpaths(rng: np.random.Generator, stops: int) -> tuple[Footpaths, dict[tuple[int, int], int]]:
    walks = {
        (a, b): int(rng.integers(0, 600)) for a in range(stops) for b in range(stops) if a != b and rng.random() < 0.3
    }
    offset = np.zeros(stops + 1, np.int64)
    for a, _ in walks:
        offset[a + 1] += 1
    pairs = sorted(walks)
    paths = Footpaths(
        np.cumsum(offset),
        np.array([b for _, b in pairs], np.int32),
        np.array([walks[p] for p in pairs], np.int16),
        np.where(rng.random(stops) < 0.15, -1, rng.integers(0, 2, stops) * 60).astype(np.int16),
    )
    return paths, walks


def _check(table: DayTable, rng: np.random.Generator, stops: int, rules: Rules) -> None:
    paths, walks = random_footpaths(rng, stops)
    access = {s: int(rng.integers(0, 900)) for s in range(stops) if rng.random() < 0.5}
    cut = table.cut
    trips, seats = trips_of(table)
    space = lane_space(stops, rules.lanes, cut)
    for _ in range(2):  # the second run starts from used scratch
        ride_rounds(
            cut,
            paths,
            np.array(list(access), np.int32),
            np.array(list(access.values()), np.int32),
            rules,
            space,
        )
    each = np.empty((rules.rides, *space.best.shape), np.int16)
    last, given = space.best.copy(), (np.array(list(access), np.int32), np.array(list(access.values()), np.int32))
    ride_each_round(cut, paths, *given, rules, space, each)
    assert (each[-1] == last).all()
    for rides in range(1, rules.rides):
        ride_rounds(cut, paths, *given, rules._replace(rides=rides), space)
        assert (each[rides - 1] == space.best).all()
    ride_rounds(cut, paths, *given, rules, space)
    for lane in range(rules.lanes):
        leave = lane * rules.spacing
        expected = naive.ride(
            trips,
            seats,
            walks,
            paths.stay.tolist(),
            {s: leave + w for s, w in access.items()},
            leave + rules.longest,
            rules.rides,
            rules.slack,
        )
        found = {s: int(space.best[s, lane]) for s in range(stops) if space.best[s, lane] < INFINITE}
        assert found == expected


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.sampled_from([1, 3, 16, 40]), st.sampled_from([900, 3600]))
def test_every_lane_equals_one_plain_search(seed: int, rides: int, lanes: int, longest: int) -> None:
    rng = np.random.default_rng(seed)
    stops = int(rng.integers(2, 9))
    timetable = random_timetable(rng, stops, span=4000)
    rules = Rules(lanes, 60, longest, rides, 60, INFINITE)
    table = day_table(timetable, TODAY, 0, (lanes - 1) * 60 + longest)
    _check(table, rng, stops, rules)


@given(st.integers(0, 2**32 - 1), st.integers(1, 3))
def test_the_mirror_of_time_is_ridden_alike(seed: int, rides: int) -> None:
    rng = np.random.default_rng(seed)
    stops = int(rng.integers(2, 9))
    timetable = random_timetable(rng, stops, span=4000)
    rules = Rules(10, 60, 3600, rides, 60, INFINITE)
    table = mirrored(day_table(timetable, TODAY, 600, 9 * 60 + 3600))
    _check(table, rng, stops, rules)


def test_a_wait_told_by_two_trips_of_one_vehicle_takes_nobody_back_in_time() -> None:
    """A vehicle stands at stop 1 from 1,200 to 1,500, as the end of one trip and as the start of the next. Whoever
    comes at 1,380 rides on in it to stop 2, and is nowhere at 1,200.
    """
    timetable = timetable_of(
        3,
        [([0, 1], [[(600, 600), (1200, 1500)]]), ([1, 2], [[(1200, 1500), (2000, 2000)]])],
        blocks={(0, 0): 1, (1, 0): 1},
    )
    cut = day_table(timetable, TODAY, 0, 3600).cut
    assert cut.seat_next.tolist() == [1, -1]
    paths = Footpaths(np.zeros(4, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int16), np.zeros(3, np.int16))
    rules, space = Rules(1, 60, 3600, 2, 60, INFINITE), lane_space(3, 1, cut)
    for access, expected in (((1, 1380), [INFINITE, INFINITE, 2000]), ((0, 0), [INFINITE, 1200, 2000])):
        stop, seconds = (np.array([value], np.int32) for value in access)
        ride_rounds(cut, paths, stop, seconds, rules, space)
        assert space.best[:3, 0].tolist() == expected
