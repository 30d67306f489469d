"""One home's days: searches made once, legs with what is ridden, and rides to the stop by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.kernels.shortest import UNREACHED
from portee.offers.cost import MonthlyCost
from portee.reach import daily as module
from portee.reach.commute import commute_search
from portee.reach.daily import Daily, Legs
from portee.reach.kinds import Along, ByTransit, Search
from portee.reach.options import Travel
from portee.reach.street_legs import served_pairs, street_legs
from portee.reach.streetwise import Stations
from portee.reach.ways import Stores, Way, search_ways
from portee.reach.whether import Whether
from tests.reach.interviews import EIGHT, Interview, busy_world, interview, line_world, offers, shift, someone
from tests.worlds import places_at, random_places

SEEDS = st.integers(0, 2**32 - 1)
TRAVEL = Travel(max_walk_min=3, max_time_min=40, max_bicycle_min=5, bicycle_speed_kmh=12.0)


def _way(search: Search) -> Way:
    return Way("any", Words(fr="x", en="x"), "any", search)


@settings(max_examples=12)
@given(SEEDS)
def test_legs_are_those_that_ways_have_for_many_homes(seed: int) -> None:
    asked = interview(seed, busy_world(seed))
    case = asked.case(someone(schedule=shift("08:30", "09:15")), offers())
    docks = Stations(
        asked.network, random_places(np.random.default_rng(seed), 3, 4, 3, "d"), ("walk", "bicycle", "e_scooter")
    )
    ways = [
        _way(ByTransit(TRAVEL)), _way(Along("walk", 6, 3.6)), _way(Along("car", 5, extra_min=1)),
        _way(ByTransit(replace(TRAVEL, access="docked_bicycle"), stations=docks)),
        _way(ByTransit(replace(TRAVEL, access="bicycle"))),
    ]  # fmt: skip
    times = search_ways(Stores(asked.network), asked.home, asked.work, ways, case.hours, 40)
    daily = asked.daily(40)
    for w, way in enumerate(ways):
        legs = daily.legs(way, case.hours)
        np.testing.assert_array_equal(legs.out, times.out[w, 0])
        np.testing.assert_array_equal(legs.back, times.back[w, 0])
        np.testing.assert_array_equal(legs.within(40), times.possible[w, 0])
        for limit in (40, 12, 7.5):
            fresh = asked.daily(40)
            np.testing.assert_array_equal(fresh.possible(way, case.hours, limit_min=limit), legs.within(limit))
            np.testing.assert_array_equal(daily.possible(way, case.hours, limit_min=limit), legs.within(limit))
        if not isinstance(way.search, ByTransit):
            at = times.possible[w, 0]
            np.testing.assert_array_equal(legs.km[at], times.km[w, 0][at])
            np.testing.assert_array_equal(legs.ride_min[at], times.ride_min[w, 0][at])


def test_a_search_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(name: str, before: Any) -> Any:
        def make(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            return before(*args, **kwargs)

        return make

    for name, function in (("commute_search", commute_search), ("street_legs", street_legs), ("Whether", Whether)):
        monkeypatch.setattr(module, name, counted(name, function))
    asked = interview(1, busy_world(1))
    hours = asked.case(someone(schedule=shift("08:30", "09:15")), offers()).hours
    daily, bus = asked.daily(), _way(ByTransit(TRAVEL))
    first = daily.legs(bus, hours)
    assert daily.legs(replace(bus, cost=MonthlyCost(fixed_eur=9)), hours) is first
    daily.possible(bus, hours, limit_min=20)
    daily.traced(bus, hours)
    assert made == ["commute_search"]
    walk = _way(Along("walk", 6, 3.6))
    daily.legs(walk, hours)
    later = [replace(part, start=part.start + 600) for part in hours]
    daily.legs(walk, later)
    assert made.count("street_legs") == 1
    # Other hours are another search; whether they would do takes no times.
    daily.possible(bus, later, limit_min=20)
    daily.possible(bus, later, limit_min=20)
    assert (made.count("commute_search"), made.count("Whether")) == (1, 1)
    daily.legs(bus, later)
    assert made.count("commute_search") == 2


def _line(access: str, docks: Any = None) -> tuple[Legs, Way]:
    """Home 390 m before the first stop of the line; work at the other end."""
    world, _, work = line_world()
    home = places_at([5.0], [43.0])
    stop = replace(world.network.timetable, stop_lon=np.array([5.0048, 5.0132]))  # type: ignore[type-var]
    from portee.network.network import Network

    network = Network.of(world.network.streets, stop)
    asked = Interview(Stores(network), home, work)
    travel = replace(TRAVEL, access=access, max_walk_min=2, max_drive_min=9, parking_min=2.0)
    stations = None if docks is None else Stations(network, docks, ("walk", "wheelchair", "car", "bicycle"))
    way = _way(ByTransit(travel, stations=stations))
    hours = asked.case(someone(schedule=shift("08:45", "17:20")), offers()).hours
    return asked.daily().legs(way, hours), way


def test_the_ride_to_the_stop_by_hand() -> None:
    """4 streets of 97.8 m to the stop: 391 m. By bicycle at 12 km/h 118 seconds; by docked bicycle the same, between a
    dock at home and one at the stop; by car 391 s at the 1 m/s of these streets.
    """
    legs, _ = _line("bicycle")
    assert legs.out[0] != UNREACHED
    assert legs.out_min[0] == pytest.approx(118 / 60)
    assert legs.out_km[0] == pytest.approx(0.391, abs=0.003)
    assert legs.back_min[0] == legs.out_min[0]
    docked, _ = _line("docked_bicycle", places_at([5.0, 5.0048], [43.0, 43.0]))
    assert docked.out_min[0] == pytest.approx(118 / 60)
    parked, _ = _line("park_and_ride", places_at([5.0048], [43.0]))
    assert parked.out_min[0] == pytest.approx(392 / 60, abs=0.02)
    assert parked.out_km[0] == pytest.approx(0.391, abs=0.001)
    on_foot, _ = _line("walk")
    assert on_foot.out[0] == UNREACHED


@settings(max_examples=8)
@given(SEEDS)
def test_rides_within_hours_are_served_or_not(seed: int) -> None:
    asked = interview(seed, busy_world(seed))
    hours = asked.case(someone(schedule=shift("08:30", "09:15")), offers()).hours
    ride = Along("car", 30, extra_min=4, from_s=EIGHT, until_s=EIGHT + 4800)
    legs = asked.daily().legs(_way(ride), hours)
    found = street_legs(Stores(asked.network).of(None), asked.home, asked.work, ride, 40)
    served = served_pairs(asked.home, asked.work, ride, hours, found)[0]
    np.testing.assert_array_equal(legs.out != UNREACHED, served & (found.out[0] != UNREACHED))


def test_with_a_stop_on_the_way_the_kilometres_are_those_by_way_of_it() -> None:
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    hours = asked.case(someone(schedule=shift("08:45", "17:20")), offers()).hours
    stop = asked.stops(1, places=places_at([5.006], [43.0], "c"), opens=np.zeros(1, np.int32),
                       closes=np.full(1, 1440, np.int32), dwell_min=3)  # fmt: skip
    legs = asked.daily().legs(_way(Along("bicycle", 30, 12.0)), hours, (stop,))
    assert legs.stops.tolist() == [[0, -1]]
    km = 11 * float(world.network.streets.edge_length_mm[0]) / 1e6
    assert legs.km[0] == pytest.approx(km, rel=1e-2)
    assert np.isnan(legs.km[1])
    # 5 + 5 whole minutes' rides at least, and 3 at the stop.
    assert legs.out[0] >= (6 + 3) * 60


def test_a_search_of_many_days_keeps_what_its_keys_stand_for() -> None:
    """Keys hold ids of objects: these must not be freed and used again by others."""
    asked = interview(2, busy_world(2))
    daily: Daily = asked.daily()
    bus = _way(ByTransit(TRAVEL))
    hours = asked.case(someone(schedule=shift("08:30", "09:15")), offers()).hours
    reaches = []
    for minutes in range(0, 30, 3):
        moved = [replace(part, start=part.start + 60 * minutes) for part in hours]
        reaches.append(daily.possible(bus, moved, limit_min=10).tolist())
        del moved
    again = []
    for minutes in range(0, 30, 3):
        moved = [replace(part, start=part.start + 60 * minutes) for part in hours]
        again.append(asked.daily().possible(bus, moved, limit_min=10).tolist())
    assert reaches == again
