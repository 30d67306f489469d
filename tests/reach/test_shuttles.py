"""A shuttle's times, against a search for each minute; and the stops it may leave from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.core.errors import NoServiceError
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock, ByTransit, Search
from portee.reach.options import Travel, Window
from portee.reach.reach import reach
from portee.reach.shuttles import MARGIN_MIN, Shuttle, shuttle_places, shuttle_times
from portee.reach.staffing import Staffing
from portee.reach.streetwise import Stations
from portee.reach.ways import Stores, Way
from portee.territory.places import Places
from portee.world import World
from tests.worlds import TODAY, grid_streets, places_at, random_places, random_world, timetable_of

EIGHT, DAY_S = 8 * 3600, 86_400
SEEDS = st.integers(0, 2**32 - 1)
NEVER = int(UNREACHED)


def _way(search: Search) -> Way:
    return Way("any", Words(fr="x", en="x"), "any", search)


def _hours(day: date, start: int, end: int) -> list[Hours]:
    return [Hours(day, np.array([start], np.int32), np.array([end], np.int32))]


def _seconds(world: World, a: Places, b: Places, travel: Travel, day: date, at: int) -> npt.NDArray[np.int64]:
    """Seconds between all of one and all of the other, leaving at one minute: on foot on a day without service."""
    try:
        found = reach(world, a, b, travel, Window(day, at, 1), threads=1)
    except NoServiceError:
        walk = Travel(mode="walk", max_walk_min=travel.max_walk_min, max_time_min=travel.max_time_min)
        found = reach(world, a, b, walk, threads=1)
    return np.concatenate([chunk.seconds[:, 0] for chunk in found.chunks()]).astype(np.int64)


def _naive(world: World, homes: Places, shuttle: Shuttle, travel: Travel, day: date, start: int, end: int) -> Any:
    """Try every minute at which one may leave home; then go home from the stop."""
    due = start - 60 * (int(shuttle.ride_min) + 2 * MARGIN_MIN)
    out = np.full(len(homes), NEVER, np.int64)
    for minute in range(int(travel.max_time_min) + 1):
        leave = due - 60 * minute
        told = _seconds(world, homes, shuttle.place, travel, day, leave)[:, 0]
        in_time = (told != UNREACHED) & (leave + told <= due)
        out = np.where(in_time & (out == NEVER), start - leave, out)
    there = end + 60 * (MARGIN_MIN + int(shuttle.ride_min))
    told = _seconds(world, shuttle.place, homes, travel, day, there)[0]
    whole = -(-told // 60) * 60
    back = np.where((told == UNREACHED) | (whole > travel.longest_s), NEVER, there + whole - end)
    return out, back


@settings(max_examples=15)
@given(SEEDS)
def test_times_are_those_of_a_search_for_each_minute(seed: int) -> None:
    rng = np.random.default_rng(seed)
    world = random_world(seed)
    homes, work, stop = (random_places(rng, count, 4, 3, "x") for count in (4, 1, 1))
    shuttle = Shuttle("stop", stop, float(rng.integers(0, 20)), 3.0)
    travel = Travel(max_walk_min=4, max_time_min=25, max_transfer_m=300)
    start, end = EIGHT + 60 * int(rng.integers(40, 150)), EIGHT + 60 * int(rng.integers(0, 70))
    staffing = Staffing(Stores(world.network), homes, work)
    found = shuttle_times(staffing, shuttle, _way(ByTransit(travel)), _hours(TODAY, start, end), 60)
    assert found is not None
    out, back = _naive(world, homes, shuttle, travel, TODAY, start, end)
    np.testing.assert_array_equal(found.out, out)
    np.testing.assert_array_equal(found.back, back)


def _line() -> tuple[World, Places, Places]:
    """A street of 2.2 km with a bus, every half hour from 05:00, for its first kilometre; work at the other end."""
    times = range(5 * 3600, 24 * 3600, 1800)
    trips = [[(t, t), (t + 120, t + 120)] for t in times]
    timetable = timetable_of(2, [([0, 1], trips), ([1, 0], trips)], lon=[5.0, 5.0132], lat=[43.0, 43.0])
    world = World(Network.of(grid_streets(24, 2), timetable))
    return world, places_at([5.0], [43.0]), places_at([5.0264], [43.0], "w")


def _shuttle(minutes: float) -> Shuttle:
    return Shuttle("Stop 1", places_at([5.0132], [43.0], "s"), minutes, 2.2)


def test_by_hand() -> None:
    world, home, work = _line()
    staffing = Staffing(Stores(world.network), home, work)
    bus = _way(ByTransit(Travel(max_walk_min=10, max_time_min=60)))
    assert not staffing.gathered(bus, _hours(TODAY, EIGHT, 16 * 3600), 60).within(60).any()
    found = shuttle_times(staffing, _shuttle(4), bus, _hours(TODAY, EIGHT, 16 * 3600), 60)
    assert found is not None
    # At work at 07:55, so it leaves at 07:51; at the stop at 07:46: by the bus of 07:30, boarded at 07:29. 31 minutes.
    assert found.out.tolist() == [31 * 60]
    # It leaves work at 16:05 and is at the stop at 16:09; the bus of 16:30 is home at 16:32.
    assert found.back.tolist() == [32 * 60]
    walk = shuttle_times(staffing, _shuttle(4), _way(Along("walk", 20, 3.6)), _hours(TODAY, EIGHT, 16 * 3600), 60)
    assert walk is not None
    # 1,076 m on foot are 18 minutes: and 14 there, 9 back.
    assert walk.out.tolist() == [32 * 60]
    assert walk.back.tolist() == [27 * 60]
    assert walk.km[0] == pytest.approx(1.076, abs=0.01)


def test_just_after_midnight_one_leaves_the_day_before() -> None:
    world, home, work = _line()
    staffing = Staffing(Stores(world.network), home, work)
    bus = _way(ByTransit(Travel(max_walk_min=10, max_time_min=60)))
    found = shuttle_times(staffing, _shuttle(4), bus, _hours(TODAY, 10 * 60, 8 * 3600), 60)
    assert found is not None
    # At the stop at 23:56, by the last bus but one of the day before: that of 23:30.
    assert found.out.tolist() == [41 * 60]
    assert found.back.tolist() == [32 * 60]
    # Before the first date with service there is none; on foot there is no calendar.
    first = date(1970, 1, 1) + timedelta(days=20_000)
    assert shuttle_times(staffing, _shuttle(4), bus, _hours(first, 10 * 60, 8 * 3600), 60) is None
    on_foot = _way(Along("walk", 20, 3.6))
    assert shuttle_times(staffing, _shuttle(4), on_foot, _hours(first, 10 * 60, 8 * 3600), 60) is not None
    # A night that ends at midnight of the second day would end after it.
    assert shuttle_times(staffing, _shuttle(4), on_foot, _hours(TODAY, EIGHT, 2 * DAY_S - 60), 60) is None


def test_nobody_drives_to_a_shuttle() -> None:
    world, home, work = _line()
    staffing = Staffing(Stores(world.network), home, work)
    hours = _hours(TODAY, EIGHT, 16 * 3600)
    docks = Stations(world.network, places_at([5.0, 5.0132], [43.0, 43.0], "d"), ("walk", "bicycle"))
    for search, is_one in (
        (Along("car", 20), False), (Along("car", 20, most_kmh=45.0), False), (Along("bicycle", 20, 12.0), True),
        (ByDock("bicycle", 20, 12.0, docks, "walk", 3.6, 4.0), True),
    ):  # fmt: skip
        assert (shuttle_times(staffing, _shuttle(4), _way(search), hours, 60) is not None) == is_one


def test_stops_are_busy_apart_and_near_enough() -> None:
    # A street of 80 km/h along the equator's parallel: stops 0 to 2 are within 800 m of each other.
    lon = [5.0, 5.004, 5.008, 5.012, 5.024]
    trips = [[(t, t), (t + 60, t + 60)] for t in range(EIGHT, EIGHT + 3600, 600)]
    lines = [([0, 1], trips), ([1, 2], trips[:2]), ([2, 3], trips[:1]), ([3, 4], trips[:4])]
    timetable = timetable_of(5, lines, lon=lon, lat=[43.0] * 5)
    world = World(Network.of(grid_streets(24, 2), timetable))
    # Calls: 6, 8, 3, 5, 4. Stop 1 first; 0 and 2 are 330 m from it, 3 is 650 m; 4 is 1.6 km away.
    stores = Stores(world.network)
    found = shuttle_places(stores, places_at([5.0228], [43.0], "w"))
    assert [shuttle.name for shuttle in found] == ["Stop 1", "Stop 4"]
    assert [str(shuttle.place.ids[0]) for shuttle in found] == ["s1", "s4"]
    # The car's graph counts milliseconds, here as many as millimetres: a metre a second. From stop 1 it is 0.0188
    # degrees, 15.7 of the streets' 98 m: 1,533 m, 26 minutes.
    metres = 0.0188 / 0.0012 * float(world.network.streets.edge_length_mm[0]) / 1000
    assert found[0].km == pytest.approx(2 * metres / 1000, rel=0.02)
    assert found[0].ride_min == np.ceil(metres / 60) == 26
    assert found[0].ahead_s == 36 * 60
    assert found[0].after_s == 31 * 60
    # From 5.0264 it is 1,826 m, 31 minutes: too far.
    assert [s.name for s in shuttle_places(stores, places_at([5.0264], [43.0], "w"))] == ["Stop 4"]


def test_without_timetable_or_way_there_is_no_shuttle() -> None:
    world, _, work = _line()
    assert shuttle_places(Stores(replace(world.network, timetable=None)), work) == ()
    streets = world.network.streets
    closed = {name: np.where(name == "car", -1, cost) for name, cost in streets.cost_forward.items()}
    nowhere = Network.of(replace(streets, cost_forward=closed, cost_backward=closed), world.network.timetable)
    assert shuttle_places(Stores(nowhere), work) == ()
