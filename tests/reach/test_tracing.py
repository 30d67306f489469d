"""Rides, kilometres and CO2e of all places at once, against reading each journey back and adding up its rides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from portee.kernels.deadlines import BY_STREET, NOWHERE
from portee.kernels.nearest_edge import metres_per_e7
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.reach.backtrack import Labels, Ride, labels_of, rides_of
from portee.reach.commute import Block, Found, commute_search
from portee.reach.hours import Hours
from portee.reach.links import LinkStore
from portee.reach.options import Travel
from portee.reach.tracing import Ridden, metres_along, ridden
from portee.world import World
from tests.kernels.test_tracing import check_journey, pieces
from tests.reach.test_commute import (
    BUS,
    EIGHT,
    HERE,
    MINUTE,
    NEVER,
    SEEDS,
    THERE,
    TRAVELS,
    _line,
    _with_frequencies,
)
from tests.worlds import (
    ORIGIN,
    TODAY,
    grid_streets,
    places_at,
    random_places,
    random_timetable,
    random_world,
    timetable_of,
)

Floats = npt.NDArray[np.float64]


def _steps(timetable: Timetable, pattern: int, first: int, last: int) -> float:
    """Metres in straight lines from stop to stop of a pattern, between two of its positions."""
    mx, my = metres_per_e7(int(np.mean(timetable.stop_lat[timetable.pattern_stop]) * 1e7))
    base, total = int(timetable.pattern_offset[pattern]), 0.0
    for position in range(min(first, last), max(first, last)):
        a, b = (timetable.pattern_stop[base + position + step] for step in (0, 1))
        east = (timetable.stop_lon[b] - timetable.stop_lon[a]) * 1e7 * mx
        north = (timetable.stop_lat[b] - timetable.stop_lat[a]) * 1e7 * my
        total += float(np.hypot(east, north))
    return total


def _added_up(
    timetable: Timetable, block: Block, draw: int, labels: Labels, rides: list[Ride], grams: Floats
) -> tuple[float, float]:
    """Kilometres and kg of a journey, trip by trip."""
    table, km, kg = block.search.tables[draw], 0.0, 0.0
    for ride in rides:
        for part, first, last in pieces(labels.cut, ride):
            pattern = int(table.part_pattern[part])
            end = int(timetable.pattern_offset[pattern + 1] - timetable.pattern_offset[pattern]) - 1
            ends = (end - first, end - last) if table.reversed else (first, last)
            along = _steps(timetable, pattern, *ends) / 1000
            km, kg = km + along, kg + along * float(grams[timetable.pattern_route[pattern]]) / 1000
    return km, kg


def _one_by_one(
    timetable: Timetable, blocks: tuple[Block, ...], found: Found, home: int, grams: Floats, seen: Counter[str]
) -> list[tuple[int, float, float]]:
    told = []
    for stop, lane, number in zip(found.stop.tolist(), found.lane.tolist(), found.block.tolist(), strict=True):
        if stop < 0:
            told.append((0, 0.0, 0.0))
            continue
        block = blocks[number]
        for draw in range(len(block.search.tables)):
            labels = labels_of(block.search, home, draw)
            if labels.best[-1][stop, lane] < labels.rules.infinite:
                break
        rides = rides_of(labels, stop, lane)
        check_journey(labels, rides, stop, lane)
        seen["ridden"] += len(rides)
        seen["seated"] += sum(ride.trip != ride.alight_trip for ride in rides)
        seen["mirrored and seated"] += sum(ride.trip != ride.alight_trip for ride in rides if block.search.flipped)
        seen["a later draw"] += draw > 0
        told.append((len(rides), *_added_up(timetable, block, draw, labels, rides, grams)))
    return told


def _grams(timetable: Timetable, seed: int) -> Floats:
    return np.random.default_rng(seed).choice([4.4, 113.0], len(timetable.route_id))


def _check(world: World, seed: int, travel: Travel) -> Counter[str]:
    """Both legs between all stops of a world, for hours spread over the trips. Tells what occurred."""
    timetable = world.network.timetable
    assert timetable is not None
    homes, work = (places_at(timetable.stop_lon.tolist(), timetable.stop_lat.tolist(), name) for name in "hw")
    rng = np.random.default_rng(seed + 2)
    start = EIGHT + rng.integers(20, 150, len(work)) * MINUTE
    end = start - rng.integers(0, 60, len(work)) * MINUTE
    hours = [Hours(TODAY, start.astype(np.int32), end.astype(np.int32))]
    search = commute_search(LinkStore(world.network), homes, work, travel, hours)
    grams, seen = _grams(timetable, seed), Counter[str]()
    for home in range(len(homes)):
        for blocks, found in zip((search.there, search.back), search.legs(home), strict=True):
            told = ridden(blocks, found, home, timetable, grams)
            expected = _one_by_one(timetable, blocks, found, home, grams, seen)
            assert told.rides.tolist() == [rides for rides, _, _ in expected]
            np.testing.assert_allclose(told.km, [km for _, km, _ in expected], atol=1e-9)
            np.testing.assert_allclose(told.kg, [kg for _, _, kg in expected], atol=1e-9)
            assert [figure.dtype.name for figure in (told.rides, told.km, told.kg)] == ["int32", "float64", "float64"]
            assert ((told.rides > 0) == (found.stop >= 0)).all()
            # The stop on the side of home is one that home leads to.
            assert ((told.first >= 0) == (told.rides > 0)).all()
            for number, block in enumerate(blocks):
                access = block.search.access
                near = access.other[access.offset[home] : access.offset[home + 1]]
                assert set(told.first[(found.block == number) & (told.first >= 0)]) <= set(near.tolist())
    return seen


def _running_on(seed: int) -> World:
    """Lines of two parts: every vehicle runs on as a trip of the second part, from where the first one ends."""
    rng = np.random.default_rng(seed)
    stops = [int(stop) for stop in rng.permutation(7)]
    patterns, blocks = [], {}
    for line in range(2):
        first, second = [stops[line], stops[2 + line], stops[4]], [stops[4], stops[5 + line], stops[1 - line]]
        there, on = [], []
        for vehicle in range(4):
            time, calls = EIGHT + 1500 * vehicle + int(rng.integers(0, 20)) * 30, []
            for wait in (0, 30, 60 * int(rng.integers(0, 4)), 0, 0):
                calls.append((time, time + wait))
                time += wait + 60 * int(rng.integers(1, 9))
            there.append([calls[0], calls[1], (calls[2][0], calls[2][0])])
            on.append([(calls[2][1], calls[2][1]), *calls[3:]])
            blocks[2 * line, vehicle] = blocks[2 * line + 1, vehicle] = 4 * line + vehicle
        patterns += [(first, there), (second, on)]
    at = random_places(rng, 7, 6, 5)
    timetable = timetable_of(7, patterns, blocks=blocks, lon=at.lon.tolist(), lat=at.lat.tolist())
    return World(Network.of(grid_streets(6, 5), timetable, transfer_m=400))


SLOW = Travel(max_walk_min=3, max_time_min=90, max_transfer_m=300, walk_speed_kmh=1, boarding_slack_s=30, draws=3)
"""Whoever walks so slowly rides more often."""


@settings(max_examples=40)
@given(SEEDS, TRAVELS, st.booleans())
def test_all_places_at_once_equal_reading_back_each_journey(seed: int, options: dict[str, Any], slow: bool) -> None:
    """There and back: the way back is searched in the mirror of time. Some vehicles run on as another trip."""
    _check(random_world(seed), seed, SLOW if slow else replace(Travel(**options), access="walk"))


@settings(max_examples=20)
@given(SEEDS, st.booleans())
def test_lines_without_exact_times_count_by_their_first_draw_that_gets_there(seed: int, exact: bool) -> None:
    _check(_with_frequencies(random_world(seed), seed, exact=exact), seed, SLOW)


@settings(max_examples=20)
@given(SEEDS)
def test_passengers_who_stay_seated_ride_once_and_all_of_their_metres(seed: int) -> None:
    _check(_running_on(seed), seed, SLOW)


def test_a_journey_that_the_first_draw_does_not_make_is_told_by_a_later_one() -> None:
    """The worst draw of all decides when one leaves; another one may not pass by the same stop in time."""
    travel = replace(SLOW, max_walk_min=9, max_time_min=25, draws=4)
    seen = Counter[str]()
    for seed in (80, 379, 392):
        seen += _check(_with_frequencies(random_world(seed), seed, exact=False), seed, travel)
    assert seen["a later draw"] > 0


def test_what_the_laws_above_speak_of_occurs() -> None:
    seen = Counter[str]()
    for seed in range(8):
        world = random_world(seed)
        for one in (world, _with_frequencies(world, seed, exact=False), _running_on(seed)):
            seen += _check(one, seed, SLOW)
    assert seen["ridden"] > 100
    assert seen["seated"] > seen["mirrored and seated"] > 0


def _both(world: World, start: int, end: int, grams: float, **options: Any) -> tuple[Ridden, Ridden]:
    timetable = world.network.timetable
    assert timetable is not None
    travel = Travel(**{"max_walk_min": 5, "max_time_min": 40, **options})
    hours = [Hours(TODAY, np.array([start], np.int32), np.array([end], np.int32))]
    search = commute_search(LinkStore(world.network), HERE, THERE, travel, hours)
    route = np.full(len(timetable.route_id), grams)
    legs = zip((search.there, search.back), search.legs(0), strict=True)
    first, second = (ridden(blocks, found, 0, timetable, route) for blocks, found in legs)
    return first, second


def test_a_bus_there_and_back_worked_by_hand() -> None:
    """The stops lie 0.0132° of longitude apart at 43° N: 0.0132 × 111.3195 km × cos 43° = 1.0747 km on a sphere.

    At 113 g per kilometre that is 0.1214 kg each way. The home lies at its stop: the mirrored walk from it is below
    zero by the slack of a minute, and the way back rides all the same.
    """
    for told in _both(_line(**BUS), EIGHT + 720, EIGHT + 5940, 113.0):
        assert told.rides.tolist() == [1]
        assert told.km[0] == pytest.approx(1.0747, rel=3e-3)
        assert told.kg[0] == pytest.approx(0.1214, rel=3e-3)


def test_what_is_walked_or_not_reached_rides_nothing() -> None:
    for told in _both(_line(**BUS), EIGHT + 720, EIGHT + 5940, 113.0, max_walk_min=60):
        assert told.rides.tolist() == [1]  # the bus is quicker
    walked = _both(_line(there=[(0, 100)], back=[(0, 100)]), EIGHT + 3600, EIGHT + 3600, 113.0, max_walk_min=60)
    never = _both(_line(there=[(0, 100)], back=[(0, 100)]), EIGHT + 3600, EIGHT + 3600, 113.0)
    for told in (*walked, *never):
        assert (told.rides.tolist(), told.km.tolist(), told.kg.tolist()) == ([0], [0.0], [0.0])


def test_a_route_of_unknown_emissions_is_told_as_unknown_where_it_is_ridden() -> None:
    """One place is ridden to by a route with a figure, one by a route without, one is walked to."""
    trip = [(EIGHT + 600, EIGHT + 600), (EIGHT + 900, EIGHT + 900)]
    timetable = timetable_of(3, [([0, 1], [trip]), ([0, 2], [trip])], lon=[5.0, 5.0132, 5.0], lat=[43.0, 43.0, 43.0096])
    world = World(Network.of(grid_streets(12, 9), timetable))
    work = places_at([5.0132, 5.0, 5.0], [43.0, 43.0096, 43.0], "w")
    hours = [Hours(TODAY, np.full(3, EIGHT + 1000, np.int32), np.full(3, EIGHT + 1000, np.int32))]
    search = commute_search(LinkStore(world.network), HERE, work, Travel(max_walk_min=4, max_time_min=30), hours)
    found, _ = search.legs(0)
    assert found.stop.tolist() == [1, 2, BY_STREET]
    told = ridden(search.there, found, 0, timetable, np.array([100.0, np.nan]))
    assert told.rides.tolist() == [1, 1, 0]
    assert told.kg[0] == pytest.approx(told.km[0] / 10)
    assert np.isnan(told.kg[1])
    assert told.km[1] > 0
    assert told.kg[2] == 0


def test_places_not_asked_for_are_told_as_not_ridden() -> None:
    world = _line(**BUS)
    assert world.network.timetable is not None
    none = Found(*(np.array([value], np.int32) for value in (NEVER, -1, NOWHERE, -1)))
    told = ridden((), none, 0, world.network.timetable, np.zeros(2))
    assert (told.rides.tolist(), told.km.tolist(), told.kg.tolist()) == ([0], [0.0], [0.0])


@given(SEEDS)
def test_metres_along_a_pattern_are_those_of_the_ground(seed: int) -> None:
    """In a town, within half a per cent of the ellipsoid; they begin at 0 and never fall."""
    rng = np.random.default_rng(seed)
    lon, lat = (ORIGIN[0] + rng.uniform(0, 0.2, 6)).tolist(), (ORIGIN[1] + rng.uniform(0, 0.2, 6)).tolist()
    timetable = random_timetable(rng, 6, lon=lon, lat=lat)
    along = metres_along(timetable)
    ground = Geod(ellps="WGS84")
    for p in range(timetable.pattern_count):
        part = slice(timetable.pattern_offset[p], timetable.pattern_offset[p + 1])
        stops = timetable.pattern_stop[part]
        steps = ground.line_lengths(timetable.stop_lon[stops], timetable.stop_lat[stops])
        assert along[part][0] == 0
        np.testing.assert_allclose(np.diff(along[part]), steps[:-1] if len(steps) == len(stops) else steps, rtol=5e-3)


def test_a_timetable_without_trips_has_no_metres() -> None:
    assert metres_along(timetable_of(0, [])).shape == (0,)
