"""Many labels read backwards at once equal one reading of each, ride by ride."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.egress import Links
from portee.kernels.lanes import Cut, Footpaths, Rules, lane_space
from portee.kernels.rounds import ride_rounds
from portee.kernels.shortest import UNREACHED
from portee.kernels.tables import transposed
from portee.kernels.tracing import Traced, Trail, trace_labels, traced_room, trail_of
from portee.network.daytable import DayTable, day_table, mirrored
from portee.reach.backtrack import Labels, Ride, rides_of
from tests.kernels.test_rounds import INFINITE, random_footpaths
from tests.worlds import TODAY, random_timetable, timetable_of

SEEDS = st.integers(0, 2**32 - 1)
Access = dict[int, int]


def _ridden(cut: Cut, paths: Footpaths, access: Access, rules: Rules) -> Labels:
    """Labels of every number of rides, as `portee.reach.backtrack` reads them."""
    space = lane_space(len(paths.stay), rules.lanes, cut)
    stops, seconds = (np.array(list(column), np.int32) for column in (access.keys(), access.values()))
    best = []
    for rides in range(1, rules.rides + 1):
        ride_rounds(cut, paths, stops, seconds, rules._replace(rides=rides), space)
        best.append(space.best.copy())
    before = Links(*transposed(paths.offset, paths.to, paths.seconds.astype(np.int32), len(paths.stay)))
    came_from = {int(n): i for i, n in enumerate(cut.seat_next) if n >= 0}
    return Labels(np.stack(best), access, cut, rules, paths.stay, before, came_from)


def _trail(labels: Labels, paths: Footpaths, metres: np.ndarray, weight: np.ndarray) -> Trail:
    stops, seconds = (np.array(list(column), np.int32) for column in (labels.access.keys(), labels.access.values()))
    return trail_of(labels.cut, paths, labels.best, stops, seconds, metres, weight)


def _traced(labels: Labels, trail: Trail, stops: np.ndarray, lanes: np.ndarray) -> Traced:
    told = traced_room(len(stops))
    for column in told:
        column[:] = 77  # what was there before does not count
    trace_labels(labels.cut, trail, labels.rules, stops.astype(np.int32), lanes.astype(np.int32), *told)
    return told


def pieces(cut: Cut, ride: Ride) -> list[tuple[int, int, int]]:
    """(pattern, first position, last position) of each trip that a ride sits in, the first one first."""
    found = [(ride.alight_part, ride.board_position, ride.alight_position)]
    trip = ride.trip
    while trip != ride.alight_trip:
        part = int(cut.trip_pattern[trip])
        end = int(cut.position_offset[part + 1] - cut.position_offset[part]) - 1
        found.insert(-1, (part, found[-1][1], end))
        found[-1] = (ride.alight_part, 0, ride.alight_position)
        trip = int(cut.seat_next[trip])
    return found


def adding_up(cut: Cut, rides: list[Ride], metres: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """Metres of all rides, and the same by the weight of each pattern."""
    total, weighed = 0.0, 0.0
    for ride in rides:
        for part, first, last in pieces(cut, ride):
            base = int(cut.position_offset[part])
            along = abs(float(metres[base + last] - metres[base + first]))
            total, weighed = total + along, weighed + along * float(weight[part])
    return total, weighed


def check_journey(labels: Labels, rides: list[Ride], stop: int, lane: int) -> None:
    """Every ride runs, is boarded and left where one may, and everyone is there in time."""
    cut, rules = labels.cut, labels.rules
    now, here = lane * rules.spacing, -1
    for ride in rides:
        board = int(cut.position_stop[cut.position_offset[ride.part] + ride.board_position])
        if here < 0:
            now += labels.access[board]
        else:
            walks = dict(
                zip(
                    labels.before.other[labels.before.offset[board] : labels.before.offset[board + 1]].tolist(),
                    labels.before.seconds[labels.before.offset[board] : labels.before.offset[board + 1]].tolist(),
                    strict=True,
                )
            )
            if here == board:
                assert labels.stay[here] >= 0
                walks[here] = int(labels.stay[here])
            now += walks[here]
        assert now + rules.slack <= ride.board
        assert cut.position_board[cut.position_offset[ride.part] + ride.board_position]
        assert cut.position_alight[cut.position_offset[ride.alight_part] + ride.alight_position]
        for times, part, trip, position, time in (
            (cut.departure, ride.part, ride.trip, ride.board_position, ride.board),
            (cut.arrival, ride.alight_part, ride.alight_trip, ride.alight_position, ride.alight),
        ):
            trips = int(cut.trip_offset[part + 1] - cut.trip_offset[part])
            assert 0 <= trip - cut.trip_offset[part] < trips
            assert times[cut.event_offset[part] + position * trips + trip - cut.trip_offset[part]] == time
        assert ride.board <= ride.alight < 32767
        now, here = ride.alight, int(cut.position_stop[cut.position_offset[ride.alight_part] + ride.alight_position])
    assert here == stop
    assert now <= lane * rules.spacing + rules.longest


def _check(table: DayTable, rng: np.random.Generator, stops: int, rules: Rules, *, least: int) -> None:
    cut = table.cut
    paths, _ = random_footpaths(rng, stops)
    access = {s: int(rng.integers(least, 900)) for s in range(stops) if rng.random() < 0.5}
    labels = _ridden(cut, paths, access, rules)
    metres = np.cumsum(rng.integers(0, 500, len(cut.position_stop))).astype(np.float64)
    weight = rng.choice([0.0, 4.4, 113.0], len(cut.trip_offset) - 1)
    every = np.argwhere(np.ones((stops, rules.lanes), np.bool_))
    told = _traced(labels, _trail(labels, paths, metres, weight), every[:, 0], every[:, 1])
    for k, (stop, lane) in enumerate(every.tolist()):
        if labels.best[-1][stop, lane] >= rules.infinite:
            assert (told.rides[k], told.metres[k], told.weighed[k], told.first[k]) == (0, 0.0, 0.0, -1)
            continue
        rides = rides_of(labels, stop, lane)
        check_journey(labels, rides, stop, lane)
        assert told.rides[k] == len(rides)
        assert (told.metres[k], told.weighed[k]) == pytest.approx(adding_up(cut, rides, metres, weight), abs=1e-6)
        assert told.first[k] == cut.position_stop[cut.position_offset[rides[0].part] + rides[0].board_position]


@settings(max_examples=150)
@given(SEEDS, st.integers(1, 4), st.sampled_from([1, 4]), st.sampled_from([900, 3600]))
def test_all_labels_at_once_equal_one_reading_of_each(seed: int, rides: int, lanes: int, longest: int) -> None:
    rng = np.random.default_rng(seed)
    stops = int(rng.integers(2, 9))
    table = day_table(random_timetable(rng, stops, span=4000), TODAY, 0, (lanes - 1) * 60 + longest)
    _check(table, rng, stops, Rules(lanes, 60, longest, rides, 60, INFINITE), least=0)


@settings(max_examples=150)
@given(SEEDS, st.integers(1, 3))
def test_the_mirror_of_time_is_read_alike(seed: int, rides: int) -> None:
    """A mirrored search takes the slack off the walks from its root: some of them are below zero."""
    rng = np.random.default_rng(seed)
    stops = int(rng.integers(2, 9))
    table = mirrored(day_table(random_timetable(rng, stops, span=4000), TODAY, 600, 3 * 60 + 3600))
    _check(table, rng, stops, Rules(4, 60, 3600, rides, 60, INFINITE), least=-60)


def test_passengers_who_stay_seated_ride_once() -> None:
    """Stop 0 to 1 by one trip, which runs on as another to 2 and 3. Positions lie at 0 and 700 m, and at 0, 300 and
    1,000 m. From 0 to 2: 700 + 300 = 1,000 m in one ride, weighed 700 × 2 + 300 × 10 = 4,400. From 1 to 3, boarding
    where the vehicle changes its number: 1,000 m of the second trip, weighed 10,000.
    """
    timetable = timetable_of(
        4,
        [([0, 1], [[(600, 600), (900, 930)]]), ([1, 2, 3], [[(930, 960), (1200, 1200), (1500, 1500)]])],
        blocks={(0, 0): 1, (1, 0): 1},
    )
    cut = day_table(timetable, TODAY, 0, 3600).cut
    assert cut.seat_next.tolist() == [1, -1]
    paths = Footpaths(np.zeros(5, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int16), np.full(4, -1, np.int16))
    rules = Rules(1, 60, 3600, 3, 60, INFINITE)
    metres, weight = np.array([0.0, 700, 0, 300, 1000]), np.array([2.0, 10.0])
    for root, stop, length, weighed in ((0, 2, 1000.0, 4400.0), (0, 1, 700.0, 1400.0), (1, 3, 1000.0, 10_000.0)):
        labels = _ridden(cut, paths, {root: 0}, rules)
        told = _traced(labels, _trail(labels, paths, metres, weight), np.array([stop]), np.array([0]))
        assert [column.tolist() for column in told] == [[1], [length], [weighed], [root]]


def test_of_as_early_arrivals_the_fewest_rides_count_and_of_those_the_last_boarding() -> None:
    """Both ways reach stop 2 at 1,800: directly, boarded at 600 or at 1,200, or with a change at 1."""
    timetable = timetable_of(
        3,
        [
            ([0, 1, 2], [[(600, 600), (900, 900), (1800, 1800)]]),
            ([0, 2], [[(1200, 1200), (1800, 1800)]]),
            ([1, 2], [[(1500, 1500), (1800, 1800)]]),
        ],
    )
    cut = day_table(timetable, TODAY, 0, 3600).cut
    paths = Footpaths(np.zeros(4, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int16), np.zeros(3, np.int16))
    labels = _ridden(cut, paths, {0: 0}, Rules(1, 60, 3600, 3, 60, INFINITE))
    metres = np.array([0.0, 10, 20, 0, 500, 0, 900])
    told = _traced(labels, _trail(labels, paths, metres, np.ones(3)), np.array([2]), np.array([0]))
    assert (told.rides.tolist(), told.metres.tolist()) == ([1], [500.0])


def test_no_label_is_no_journey() -> None:
    cut = day_table(timetable_of(2, [([0, 1], [[(600, 600), (900, 900)]])]), TODAY, 0, 3600).cut
    paths = Footpaths(np.zeros(3, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int16), np.zeros(2, np.int16))
    labels = _ridden(cut, paths, {0: 0}, Rules(1, 60, 3600, 2, 60, INFINITE))
    trail = _trail(labels, paths, np.array([0.0, 5]), np.ones(1))
    assert trail.access.tolist() == [0, UNREACHED]
    told = _traced(labels, trail, np.array([-1, 0, 1]), np.array([0, 0, 0]))
    assert [column.tolist() for column in told] == [[0, 0, 1], [0.0, 0.0, 5.0], [0.0, 0.0, 5.0], [-1, -1, 0]]
    assert all(len(column) == 0 for column in _traced(labels, trail, np.zeros(0), np.zeros(0)))
