from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.riding import may_end, may_start
from portee.offers.shared import FreeVehicle, SharedSystem, Station, VehicleType
from portee.offers.zones import Rule, Zone

PARK = Zone("parc", shapely.box(5.0, 43.0, 5.1, 43.1), (Rule(ride_start_allowed=False, ride_end_allowed=False),))
CENTRE = Zone("centre", shapely.box(5.2, 43.0, 5.3, 43.1), (Rule(station_parking=True),))
IN_PARK, IN_CENTRE, OUTSIDE = (5.05, 43.05), (5.25, 43.05), (5.5, 43.5)


def scooters(**changes: Any) -> SharedSystem:
    values: dict[str, Any] = {
        "id": "s",
        "vehicle_types": (VehicleType("scooter", "scooter_standing", "electric"),),
        "vehicles": (FreeVehicle("v", *OUTSIDE, "scooter"),),
        "zones": (PARK, CENTRE),
    }
    return SharedSystem(**(values | changes))


def points() -> tuple[list[float], list[float]]:
    lon, lat = zip(IN_PARK, IN_CENTRE, OUTSIDE, strict=True)
    return list(lon), list(lat)


def test_no_vehicle_is_left_where_parking_is_forbidden() -> None:
    assert may_end(scooters(), "scooter", *points()).tolist() == [False, False, True]


def test_no_ride_starts_where_that_is_forbidden() -> None:
    assert may_start(scooters(), "scooter", *points()).tolist() == [False, True, True]


def test_the_ground_of_a_virtual_station_goes_before_zones() -> None:
    ground = shapely.box(5.04, 43.04, 5.06, 43.06)
    hub = Station("hub", "Hub", *IN_PARK, is_virtual=True, area=ground)
    assert may_end(scooters(stations=(hub,)), "scooter", *IN_PARK).tolist() == [True]
    assert may_start(scooters(stations=(hub,)), "scooter", *IN_PARK).tolist() == [True]
    closed = Station("hub", "Hub", *IN_PARK, is_virtual=True, area=ground, rents=False, returns=False)
    assert may_end(scooters(stations=(closed,)), "scooter", *IN_PARK).tolist() == [False]
    assert may_start(scooters(stations=(closed,)), "scooter", *IN_PARK).tolist() == [False]


def test_vehicles_that_go_back_to_stations_are_left_nowhere_else() -> None:
    docked = VehicleType("bike", "bicycle", "human")
    station = Station("1", "", *OUTSIDE)
    service = SharedSystem("b", vehicle_types=(docked,), stations=(station,))
    assert may_end(service, "bike", *points()).tolist() == [False, False, False]
    ground = Station("2", "", *OUTSIDE, is_virtual=True, area=shapely.box(5.4, 43.4, 5.6, 43.6))
    assert may_end(service.replace(stations=(ground,)), "bike", *points()).tolist() == [False, False, True]
    car = VehicleType("bike", "car", return_constraint="roundtrip_station")
    assert may_end(service.replace(vehicle_types=(car,), stations=(ground,)), "bike", *points()).tolist() == [False] * 3


def test_zones_may_come_and_go() -> None:
    begins = datetime(2026, 6, 1, tzinfo=UTC)
    summer = Zone("plage", PARK.geometry, PARK.rules, start=begins)
    service = scooters(zones=(summer,))
    assert may_end(service, "scooter", *IN_PARK, at=datetime(2026, 5, 1, tzinfo=UTC)).tolist() == [True]
    assert may_end(service, "scooter", *IN_PARK, at=begins).tolist() == [False]


def test_unknown_types_are_refused() -> None:
    for ask in (may_end, may_start):
        with pytest.raises(ParameterError, match="no vehicle type 'boat'"):
            ask(scooters(), "boat", 5.0, 43.0)


CELLS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4, unique=True)


@given(CELLS, CELLS, st.tuples(st.floats(0, 4), st.floats(0, 4)))
def test_one_more_ban_never_allows_more(
    bans: list[tuple[int, int]], more: list[tuple[int, int]], point: tuple[float, float]
) -> None:
    def banned(cells: list[tuple[int, int]]) -> tuple[Zone, ...]:
        return tuple(Zone("ban", shapely.box(x, y, x + 1, y + 1), (Rule(ride_end_allowed=False),)) for x, y in cells)

    few, many = scooters(zones=banned(bans)), scooters(zones=banned(bans + more))
    assert may_end(few, "scooter", *point)[0] >= may_end(many, "scooter", *point)[0]
