"""Explained journeys: as fast as `reach` says in every minute, legs that follow each other, vehicles that exist."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach import Travel, Window, reach
from portee.reach.journey import Journey, TripExplanation
from portee.reach.reach import ThreadBlocks
from portee.reach.transit import TransitSearch
from portee.reach.trip import explain_trip
from portee.sources.gtfs import read_gtfs
from portee.sources.osm import read_streets
from portee.territory.places import Places
from portee.world import World
from tests.worlds import DAY, places_at, random_places, random_world

TODAY = date(1970, 1, 1) + timedelta(days=DAY + 1)


def _samples(world: World, origin: Places, destination: Places, travel: Travel, window: Window) -> list[int]:
    """Travel time of every minute straight from the kernels."""
    blocks = reach(world, origin, destination, travel, window, threads=1).blocks
    assert isinstance(blocks, ThreadBlocks)
    assert isinstance(blocks.search, TransitSearch)
    found = blocks.search.samples(0, blocks.search.scratch())[0, 0]
    return [-1 if s == UNREACHED else int(s) for s in found]


def _check_journey(journey: Journey, window: Window, travel: Travel) -> None:
    legs = journey.legs
    for before, after in itertools.pairwise(legs):
        assert after.start_s >= before.end_s
        assert after.wait_s == after.start_s - before.end_s
        assert before.to_name == after.from_name
        if after.kind == "ride":
            assert after.wait_s >= travel.boarding_slack_s
    assert (legs[0].from_name, legs[-1].to_name) == ("origin", "destination")
    assert journey.rides <= travel.max_rides
    if window.arrive:
        assert legs[-1].end_s <= journey.asked_s
        assert journey.asked_s - journey.total_s <= legs[0].start_s
    else:
        assert legs[0].start_s == journey.asked_s
        assert legs[-1].end_s == journey.asked_s + journey.total_s


def _check(explained: TripExplanation, expected: list[int], window: Window, travel: Travel) -> None:
    assert explained.total_s.tolist() == expected
    for total, journey in zip(expected, explained.journeys, strict=True):
        assert (journey is None) == (total < 0)
        if journey is not None:
            _check_journey(journey, window, travel)
    if explained.median is not None:
        reached = sorted(t if t >= 0 else 10**9 for t in expected)
        assert expected[explained.median] == reached[(len(reached) + 1) // 2 - 1]


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.booleans(), st.integers(1, 4))
def test_every_minute_is_explained_as_the_kernels_say(seed: int, arrive: bool, rides: int) -> None:
    world = random_world(seed)
    rng = np.random.default_rng(seed)
    origin, destination = (random_places(rng, 1, 4, 3, prefix) for prefix in "od")
    travel = Travel(max_time_min=60, max_walk_min=10, max_rides=rides)
    window = Window(TODAY, 28_800 + (3600 if arrive else 0), 12, arrive)
    expected = _samples(world, origin, destination, travel, window)
    _check(explain_trip(world, origin, destination, travel, window), expected, window, travel)


def test_a_walk_is_explained_by_its_streets() -> None:
    world = random_world(3)
    rng = np.random.default_rng(3)
    origin, destination = (random_places(rng, 1, 4, 3, prefix) for prefix in "od")
    explained = explain_trip(world, origin, destination, Travel(mode="walk"))
    seconds = next(reach(world, origin, destination, Travel(mode="walk")).chunks()).seconds[0, 0, 0]
    assert explained.total_s.tolist() == [seconds]
    journey = explained.journeys[0]
    assert journey is not None
    assert [leg.kind for leg in journey.legs] == ["walk"]
    assert journey.legs[0].distance_m > 0


def test_one_origin_and_one_destination_are_needed() -> None:
    world = random_world(1)
    rng = np.random.default_rng(1)
    with pytest.raises(ParameterError, match="one origin and one destination"):
        explain_trip(world, random_places(rng, 2, 4, 3), random_places(rng, 1, 4, 3))


@pytest.mark.real
def test_real_journeys_are_as_fast_as_the_matrix_says(shared_data: Path) -> None:
    folder = shared_data / "euromed"
    streets, _ = read_streets(folder / "streets.osm.pbf")
    timetable, _, _ = read_gtfs([folder / "gtfs.zip"])
    world = World(Network.of(streets, timetable, modes=("walk",)))
    rng = np.random.default_rng(0)
    west, south, east, north = world.network.bounds
    travel = Travel(max_time_min=90)
    for arrive in (False, True):
        window = Window(date(2026, 11, 10), 8 * 3600, 15, arrive)
        for _ in range(6):
            lon, lat = rng.uniform(west, east, 2), rng.uniform(south, north, 2)
            origin, destination = (places_at([lon[k]], [lat[k]]) for k in (0, 1))
            expected = _samples(world, origin, destination, travel, window)
            _check(explain_trip(world, origin, destination, travel, window), expected, window, travel)


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_a_drive_to_a_car_park_is_explained_in_two_legs(seed: int, arrive: bool) -> None:
    world = random_world(seed)
    rng = np.random.default_rng(seed)
    origin, destination = (random_places(rng, 1, 4, 3, prefix) for prefix in "od")
    parks = random_places(rng, 3, 4, 3, "park")
    travel = Travel(max_time_min=60, max_walk_min=10, access="park_and_ride", parking_min=2)
    window = Window(TODAY, 28_800 + (3600 if arrive else 0), 8, arrive)
    blocks = reach(world, origin, destination, travel, window, park_and_ride=parks, threads=1).blocks
    assert isinstance(blocks, ThreadBlocks)
    assert isinstance(blocks.search, TransitSearch)
    found = blocks.search.samples(0, blocks.search.scratch())[0, 0]
    explained = explain_trip(world, origin, destination, travel, window, park_and_ride=parks)
    _check(explained, [-1 if s == UNREACHED else int(s) for s in found], window, travel)
    for journey in explained.journeys:
        if journey is not None and journey.rides:
            drive, walk = journey.legs[:2]
            assert (drive.kind, walk.kind, walk.wait_s) == ("car", "walk", 120)
            assert drive.to_name in parks.ids
