"""Kinds of search: units of cost, and which searches are one and the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portee.network.network import Network
from portee.reach.kinds import Along, ByDock, ByTransit
from portee.reach.opening import everything
from portee.reach.options import Travel
from portee.reach.streetwise import Stations
from tests.worlds import grid_streets, places_at, timetable_of


def test_units_are_millimetres_for_all_but_cars() -> None:
    """3.6 km/h are 1 m/s: 1,000 mm. 18 km/h are 5,000 mm. A car spends 1,000 ms a second, in free flow."""
    assert Along("walk", 20, 3.6).units == pytest.approx(1000)
    assert Along("e_scooter", 20, 18).units == pytest.approx(5000)
    assert Along("car", 20).units == 1000
    assert Along("car", 20, speed_kmh=99).units == 1000
    # Everything takes a quarter longer: 1,000 / 1.25 = 800 ms of free flow pass in a second.
    assert Along("car", 20, slower=1.25).units == 800
    assert Along("bicycle", 20, 12, slower=9.0).units == Along("bicycle", 20, 12).units


@pytest.mark.parametrize("mode", ["walk", "wheelchair", "bicycle", "e_scooter", "car"])
def test_units_are_those_of_travel(mode: str) -> None:
    travel = Travel(walk_speed_kmh=4.1, bicycle_speed_kmh=13.0, e_scooter_speed_kmh=17.5)
    speed = {"walk": 4.1, "wheelchair": 4.1, "bicycle": 13.0, "e_scooter": 17.5}.get(mode, 0.0)
    assert Along(mode, 20, speed).units == travel.units_per_second(mode)


def test_searches_that_differ_in_price_alone_are_one() -> None:
    timetable = timetable_of(2, [([0, 1], [[(0, 0), (60, 60)]])], lon=[5.0, 5.001], lat=[43.0, 43.0])
    network = Network.of(grid_streets(2, 2), timetable)
    docks = Stations(network, places_at([5.0], [43.0]))
    travel = Travel()
    one = ByTransit(travel, everything(timetable), docks, network)
    assert one.key == ByTransit(Travel(), everything(timetable), docks, network).key
    others = (
        replace(one, travel=replace(travel, max_rides=1)), replace(one, opened=None), replace(one, stations=None),
        replace(one, network=None), replace(one, network=replace(network)),
        replace(one, stations=Stations(network, docks.places)),
        replace(one, opened=replace(everything(timetable), positions=~everything(timetable).positions)),
    )  # fmt: skip
    assert len({one.key, *(other.key for other in others)}) == 1 + len(others)
    assert hash(one.key)


def test_ways_along_streets_are_equal_where_they_are_searched_alike() -> None:
    network = Network.of(grid_streets(2, 2))
    assert Along("walk", 20, 3.6) == Along("walk", 20, 3.6)
    assert hash(Along("walk", 20, 3.6, network=network)) == hash(Along("walk", 20, 3.6, network=network))
    assert Along("walk", 20, 3.6) != Along("walk", 20, 3.6, network=network)
    assert Along("walk", 20, 3.6, until_s=3600) != Along("walk", 20, 3.6)
    docks = Stations(network, places_at([5.0], [43.0]))
    by = ByDock("bicycle", 10, 12, docks, "walk", 3.6, 5)
    assert by == replace(by)
    assert by != replace(by, stations=Stations(network, docks.places))
    assert by != replace(by, docking_min=2)
