from __future__ import annotations

import numpy as np
import pytest

from portee.hubs.demand.ways import is_offered, own_ways, service_way
from tests.hubs.demand.towns import DAY, assumed, driver, service, tables

TOWN = tables(np.array([[2.0, 9.0, 40.0]]), np.array([2.0, 9.0, 40.0]), np.array([0.6]), np.full((1, 1, 3), 30.0))
CAR = [{"kind": "car", "energy": "petrol"}]


def test_today_one_has_what_one_owns_may_drive_and_accepts() -> None:
    nothing = own_ways(driver(), TOWN, assumed(), 2000)
    assert np.isfinite(nothing.minutes).tolist() == [[[True, False, False]], [[False] * 3], [[False] * 3]]
    drives = own_ways(driver(vehicles=CAR), TOWN, assumed(), 2000)
    assert np.isfinite(drives.minutes[2]).tolist() == [[True, True, False]]
    assert drives.eur[2, 0, 1] == pytest.approx(9 * 0.12)
    assert not np.isfinite(own_ways(driver(vehicles=CAR, licences=[]), TOWN, assumed(), 2000).minutes[2]).any()
    cycles = driver(vehicles=[{"kind": "bicycle", "energy": "human"}])
    assert np.isfinite(own_ways(cycles, TOWN, assumed(), 2000).minutes[1]).tolist() == [[True, False, False]]


def test_whoever_holds_a_pass_pays_no_fare() -> None:
    assert own_ways(driver(), TOWN, assumed(), 2000).transit_eur == 1.7
    assert own_ways(driver(passes=["pass"]), TOWN, assumed(), 2000).transit_eur == 0


def test_a_service_is_walked_to_taken_and_ridden() -> None:
    way = service_way(driver(), service("e_bike"), TOWN, assumed(), 2000, stay_h=1.0, day=DAY)
    assert way is not None
    ride = 2 / 15 * 60 * 12 / 14
    assert way.minutes[0, 0] == pytest.approx(10 + assumed()["pick_up_min"] / 2 + ride)
    assert way.hours[0, 0] == pytest.approx(1 + 2 * ride / 60)
    assert way.km[0, 0] == 4
    assert np.isfinite(way.minutes).tolist() == [[True, False, False]]
    far = driver(walking={"max_min": 5})
    assert not np.isfinite(service_way(far, service("e_bike"), TOWN, assumed(), 2000, stay_h=1, day=DAY).minutes).any()  # type: ignore[union-attr]


def test_a_loan_and_a_ride_on_demand_begin_at_home() -> None:
    loan = service_way(driver(), service("bike_loan"), TOWN, assumed(), 2000, stay_h=1.0, day=DAY)
    assert loan is not None
    assert loan.minutes[0, 0] == pytest.approx(2 / 12 * 60)
    asked = service_way(driver(licences=[]), service("on_demand"), TOWN, assumed(), 2000, stay_h=1.0, day=DAY)
    assert asked is not None
    a = assumed()
    assert asked.minutes[0, 0] == pytest.approx(a["wait_min"] + a["detour"] * (2 / 30 * 60 + 5))


def test_slower_people_walk_longer() -> None:
    slow = driver(walking={"speed_kmh": 1.8})
    way = service_way(slow, service("shared_car"), TOWN, assumed(), 2000, stay_h=1.0, day=DAY)
    assert way is not None
    assert way.minutes[0, 0] == pytest.approx(20 + assumed()["pick_up_min"] / 2 + 2 / 30 * 60)


def test_vehicles_are_needed_by_what_has_vehicles() -> None:
    assert is_offered(service("shared_car"))
    assert not is_offered(service("shared_car", count=0))
    assert is_offered(service("on_demand", count=0))
    assert not is_offered(service("repair"))
