"""Prices by the month, against fares and services priced by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.offers.cost import UNKNOWN, MonthlyCost
from portee.offers.fares import Fare, combine
from portee.offers.pricing import PricingPlan, Segment
from portee.offers.products import products_by_network
from portee.offers.services import CarShare, Docked, OnDemand, ParkAndRide
from portee.offers.vehicles import VehicleCost
from portee.reach.priced import (
    at_most,
    car_share_cost,
    fare_cost,
    on_demand_cost,
    parking_cost,
    shared_cost,
    together,
    vehicle_month,
)
from tests.offers.shelf import DAY, EMPLOYEE, FULL, figures, lists, tariff

TITLE = {"fr": "x", "en": "x"}


@given(lists(4, "a"), lists(4, "b"), st.sampled_from([0.0, 3.0, 17.5, 40.0, 90.0]))
def test_a_fare_costs_what_its_products_cost(a: Any, b: Any, trips: float) -> None:
    """For any number of trips, with any caps on any of the tickets."""
    for fare in combine(products_by_network([*a, *b], EMPLOYEE, DAY, FULL, figures(), 2), 20):
        assert float(fare_cost(fare).month(trips)) == pytest.approx(fare.cost_eur_month(trips), abs=1e-9)


def _product(id: str, kind: str, price: float, **fields: Any) -> Any:
    (found,) = products_by_network([tariff(id, kind, price, **fields)], {}, DAY, FULL, figures())["all"]
    return found


def test_each_ticket_has_its_own_cap() -> None:
    """40 trips: 2 each up to 50, 1 each up to 24, and 0.50 each: 50 + 24 + 20. 20 trips: 40 + 20 + 10."""
    fare = Fare((
        _product("a", "single", 2, cap_eur_month=50), _product("b", "single", 1, cap_eur_month=24),
        _product("c", "single", 0.5),
    ))  # fmt: skip
    cost = fare_cost(fare)
    assert float(cost.month(40)) == 94
    assert float(cost.month(20)) == 70
    alone = fare_cost(Fare((_product("a", "single", 2, cap_eur_month=50),)))
    assert (alone.per_trip_eur, alone.cap_eur, alone.capped) == (2, 50, ())
    passes = fare_cost(Fare((_product("m", "month", 30), _product("w", "week", 5))))
    # 30 + 5 × 48 / 12.
    assert float(passes.month(40)) == 50
    assert passes.parts == {"m": 30, "w": 20}


COSTS = st.builds(
    MonthlyCost, fixed_eur=st.sampled_from([0.0, 10.0]), per_trip_eur=st.sampled_from([0.0, 1.5]),
    cap_eur=st.sampled_from([None, 20.0]), capped=st.sampled_from([(), ((1.0, 9.0),)]),
)  # fmt: skip
BESIDE = st.builds(
    MonthlyCost, fixed_eur=st.sampled_from([0.0, 5.0]), per_trip_eur=st.sampled_from([0.0, 0.5]),
    per_km_eur=st.sampled_from([0.0, 0.2]),
    plan=st.sampled_from([None, PricingPlan("p", price=1, per_min=(Segment(2, 0.25, 1),))]),
)  # fmt: skip


@given(COSTS, BESIDE, st.sampled_from([0.0, 7.0, 40.0]), st.sampled_from([0.0, 2.0]), st.sampled_from([0.0, 6.5]))
def test_together_two_costs_are_their_sum(
    fare: MonthlyCost, beside: MonthlyCost, trips: float, km: float, minutes: float
) -> None:
    both = together(fare, beside)
    assert float(both.month(trips, km, minutes)) == pytest.approx(
        float(fare.month(trips)) + float(beside.month(trips, km, minutes))
    )
    assert both.known
    assert not together(fare, UNKNOWN).known
    assert together(fare, UNKNOWN).month(trips) == math.inf


@given(BESIDE, st.floats(0, 15), st.floats(0, 3), st.sampled_from([0.0, 8.0]))
def test_at_most_is_never_less(cost: MonthlyCost, minutes: float, km: float, trips: float) -> None:
    bound = at_most(cost, 15, 3)
    assert not bound.by_distance
    assert float(bound.month(trips)) >= float(cost.month(trips, km, minutes)) - 1e-9


def test_at_most_is_the_dearest_ride() -> None:
    """1 to unlock and 0.25 for each minute begun after the second: a ride of 15 minutes costs 1 + 13 × 0.25."""
    cost = MonthlyCost(fixed_eur=5, plan=PricingPlan("p", price=1, per_min=(Segment(2, 0.25, 1),)))
    assert float(at_most(cost, 15, 3).month(10)) == pytest.approx(5 + 10 * 4.25)
    # A discount for long rides: the dearest one is not the longest.
    less = MonthlyCost(plan=PricingPlan("p", price=1, per_min=(Segment(0, 0.25, 1), Segment(10, -3, 0))))
    assert float(at_most(less, 15, 3).month(1)) == pytest.approx(3.5)
    assert at_most(MonthlyCost(fixed_eur=3), 15, 3) == MonthlyCost(fixed_eur=3)


def _docked(**prices: Any) -> Docked:
    docks = [{"id": "a", "lon": 0, "lat": 0}, {"id": "b", "lon": 0, "lat": 1}]
    return Docked.model_validate(
        {"kind": "docked", "id": "velo", "title": TITLE, "vehicle": "bicycle", "stations": docks, **prices}
    )


@pytest.mark.parametrize(("prices", "minutes", "eur"), [
    # 40 trips. Free of charge because it says so.
    ({"eur_trip": 0}, 20, 0),
    # A subscription alone.
    ({"eur_month": 4}, 20, 4),
    # 30 minutes included, then 0.05 for each minute begun: 4 + 40 × (0.10 + 3 × 0.05).
    ({"eur_month": 4, "eur_trip": 0.1, "included_min": 30, "eur_per_min": 0.05}, 32.5, 14),
    ({"eur_month": 4, "eur_trip": 0.1, "included_min": 30, "eur_per_min": 0.05}, 30, 8),
    # 1 for each half hour begun after the first: 40 × 2.
    ({"price": {"per_min": [{"start": 30, "eur": 1, "every": 30}]}}, 61, 80),
    # 0.25 for each kilometre begun: 2.2 km are 3.
    ({"price": {"eur": 1, "per_km": [{"eur": 0.25, "every": 1}]}}, 9, 70),
])  # fmt: skip
def test_shared_vehicles_by_hand(prices: dict[str, Any], minutes: float, eur: float) -> None:
    cost = shared_cost(_docked(**prices))
    assert float(cost.month(40, 2.2, minutes)) == pytest.approx(eur)


def test_a_price_that_nobody_tells_is_not_free() -> None:
    assert shared_cost(_docked()) == UNKNOWN
    ride = OnDemand.model_validate({"kind": "on_demand", "id": "r", "title": TITLE})
    assert on_demand_cost(ride) == UNKNOWN
    assert float(on_demand_cost(ride.model_copy(update={"eur_trip": 2.0})).month(10)) == 20
    park = ParkAndRide.model_validate(
        {"kind": "park_and_ride", "id": "p", "title": TITLE, "places": [{"id": "a", "lon": 0, "lat": 0}]}
    )
    assert parking_cost(park) == UNKNOWN
    # 20 days are 40 trips: 20 × 1.50, and 10 a month.
    assert float(parking_cost(park.model_copy(update={"eur_day": 1.5})).month(40)) == 30
    assert float(parking_cost(park.model_copy(update={"eur_month": 10.0})).month(40)) == 10


def test_a_shared_car_is_paid_from_home_to_home() -> None:
    """8 hours at work, a drive of 15 minutes and 6 km each way, 20 days: 5 + 20 × (8.5 h × 2 + 12 km × 0.40)."""
    car = CarShare.model_validate(
        {"kind": "car_share", "id": "c", "title": TITLE, "eur_month": 5, "eur_hour": 2, "eur_km": 0.4}
    )
    assert float(car_share_cost(car, 8).month(40, 6, 15)) == pytest.approx(5 + 20 * (8.5 * 2 + 12 * 0.4))


def test_a_vehicle_that_is_there_costs_what_it_runs() -> None:
    cost = vehicle_month(VehicleCost(0.1, 0.05, 120.0), parking_eur=30)
    assert np.asarray(cost.month(40, 10)) == pytest.approx(30 + 40 * 10 * 0.15)
    assert cost.full_fixed_eur == 120
    assert cost.parts == {"work_parking": 30}
    assert vehicle_month(VehicleCost(0.1, 0.05, 120.0)).parts == {}
