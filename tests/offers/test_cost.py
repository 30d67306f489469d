"""What a month costs: sums written out, and that more trips, kilometres or minutes never cost less."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.offers.cost import FREE, UNKNOWN, MonthlyCost
from portee.offers.pricing import PricingPlan, Segment

PLAN = PricingPlan("plan", price=1.0, per_min=(Segment(30, 0.5, 15),), per_km=(Segment(0, 0.25, 1),))
"""1 euro to unlock, 25 cents for each kilometre begun, and from half an hour on 50 cents each quarter of an hour."""

EUROS = st.integers(0, 4000).map(lambda cents: cents / 16)
"""Sums that floats hold exactly."""

COSTS = st.builds(
    MonthlyCost,
    fixed_eur=EUROS,
    per_trip_eur=EUROS,
    cap_eur=st.one_of(st.none(), EUROS),
    per_km_eur=EUROS,
    per_minute_eur=EUROS,
    free_minutes=st.sampled_from([0.0, 12.5, 30.0]),
    full_fixed_eur=EUROS,
    capped=st.lists(st.tuples(EUROS, EUROS), max_size=2).map(tuple),
    plan=st.sampled_from([None, PLAN]),
)
AMOUNTS = st.integers(0, 960).map(lambda n: n / 8)


def test_every_part_is_added() -> None:
    cost = MonthlyCost(fixed_eur=25, per_trip_eur=0.5, per_km_eur=0.2, per_minute_eur=0.1, free_minutes=20)
    # 40 trips of 12 km and 35 minutes: 25 + 40 × 0.50 + 40 × 12 × 0.20 + 40 × (35 − 20) × 0.10 = 25 + 20 + 96 + 60.
    assert cost.month(40, 12, 35) == pytest.approx(201)
    # Within the free minutes nothing is charged for time, and nothing is given back.
    assert cost.month(40, 12, 20) == cost.month(40, 12, 5) == pytest.approx(141)
    assert cost.month(0, 12, 35) == 25


def test_tickets_cost_no_more_than_their_cap() -> None:
    cost = MonthlyCost(fixed_eur=3, per_trip_eur=2, cap_eur=50, per_km_eur=1)
    assert cost.month(20) == 3 + 40
    assert cost.month(25) == 3 + 50
    assert cost.month(60) == 3 + 50
    assert cost.month(60, 2) == 3 + 50 + 120  # the cap holds for tickets alone
    assert replace(cost, cap_eur=0).month(60) == 3


def test_what_owning_costs_beside_is_told_and_not_charged() -> None:
    cost = MonthlyCost(per_km_eur=0.5, full_fixed_eur=180, parts={"insurance": 60.0})
    assert cost.month(40, 10) == 200
    assert FREE.month(40, 10, 30) == 0


def test_several_kinds_of_tickets_have_each_their_most() -> None:
    cost = MonthlyCost(per_trip_eur=1, cap_eur=30, capped=((2.0, 50.0), (0.5, 100.0)))
    # 20 trips: 20 + 40 + 10. 40 trips: 30 (not 40) + 50 (not 80) + 20.
    assert cost.month(20) == 70
    assert cost.month(40) == 100


def test_a_plan_prices_each_ride() -> None:
    cost = MonthlyCost(fixed_eur=5, per_trip_eur=0.5, plan=PLAN)
    # 3.2 km begin 4 kilometres, 40 minutes one quarter of an hour after the first half: 1 + 4 × 0.25 + 0.50 = 2.50.
    assert cost.ride_eur(3.2, 40) == 2.5
    assert cost.month(40, 3.2, 40) == 5 + 40 * (0.5 + 2.5)
    assert cost.ride_eur(3.2, 30) == 2
    assert cost.ride_eur(0, 0) == 0  # no ride, nothing to unlock
    assert cost.month(40) == 25
    assert cost.ride_eur([np.inf, 1.0, np.inf], [1.0, np.inf, np.inf]).tolist() == [np.inf] * 3
    generous = MonthlyCost(plan=PricingPlan("gift", price=1.0, per_min=(Segment(0, -1.0, 1),)))
    assert generous.ride_eur(1, 60) == 0  # whatever a discount says, nobody is paid for riding


def test_the_price_of_a_mean_ride_is_not_the_mean_price() -> None:
    """A ride of 20 minutes and one of 40, half an hour free: (0 + 10 × 0.20) / 2 = 1, not that of 30 minutes, 0."""
    cost = MonthlyCost(per_minute_eur=0.2, free_minutes=30)
    each = cost.ride_eur(0, [20, 40])
    assert each.tolist() == pytest.approx([0, 2])
    assert cost.trips_eur(40, each.mean()) == pytest.approx(40)
    assert cost.month(40, 0, 30) == 0


@pytest.mark.parametrize(("cost", "by_distance"), [
    (FREE, False), (MonthlyCost(fixed_eur=3, per_trip_eur=2, capped=((1.0, 2.0),)), False),
    (MonthlyCost(per_km_eur=1), True), (MonthlyCost(per_minute_eur=1), True), (MonthlyCost(plan=PLAN), True),
])  # fmt: skip
def test_whether_the_way_changes_the_price(cost: MonthlyCost, by_distance: bool) -> None:
    assert cost.by_distance == by_distance
    assert (cost.ride_eur(2, 45) != cost.ride_eur(0, 0)) == by_distance


def test_what_is_not_known_is_beyond_every_budget() -> None:
    assert not UNKNOWN.known
    assert np.isinf(UNKNOWN.month([0, 40], 3, 5)).all()
    assert FREE.known


def test_one_price_for_each_place() -> None:
    cost = MonthlyCost(per_trip_eur=1, per_km_eur=0.25)
    trips, km = np.array([[40.0], [20.0]]), np.array([4.0, 8.0, np.inf])
    np.testing.assert_array_equal(cost.month(trips, km), [[80, 120, np.inf], [40, 60, np.inf]])
    assert cost.month(trips, km).dtype == np.float64


@pytest.mark.parametrize("cost", [MonthlyCost(), MonthlyCost(fixed_eur=2, cap_eur=1), MonthlyCost(per_km_eur=1)])
def test_the_result_has_the_shape_of_all_three_together(cost: MonthlyCost) -> None:
    assert np.shape(cost.month(40)) == ()
    assert np.shape(cost.month(40, [1.0, 2.0])) == (2,)
    assert np.shape(cost.month([[40.0]] * 3, 1.0, [1.0, 2.0])) == (3, 2)


def test_the_impossible_is_infinite_where_something_is_charged_for_it() -> None:
    far = [1.0, np.inf]
    assert MonthlyCost(per_km_eur=1).month(10, far).tolist() == [10, np.inf]
    assert MonthlyCost(per_minute_eur=1).month(10, 0, far).tolist() == [10, np.inf]
    assert MonthlyCost(fixed_eur=7).month(10, far, far).tolist() == [7, 7]
    # Without any trip too: what cannot be done is not free.
    assert MonthlyCost(per_km_eur=1).month(0, far).tolist() == [0, np.inf]
    assert MonthlyCost(per_minute_eur=1).month(0, 0, far).tolist() == [0, np.inf]


@given(COSTS, AMOUNTS, AMOUNTS, AMOUNTS, st.tuples(AMOUNTS, AMOUNTS, AMOUNTS))
def test_more_never_costs_less(
    cost: MonthlyCost, trips: float, km: float, minutes: float, more: tuple[float, float, float]
) -> None:
    now = cost.month(trips, km, minutes)
    assert now >= cost.fixed_eur
    assert cost.month(trips + more[0], km, minutes) >= now
    assert cost.month(trips, km + more[1], minutes) >= now
    assert cost.month(trips, km, minutes + more[2]) >= now


@given(COSTS, AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from([f.name for f in fields(MonthlyCost)]))
def test_dearer_terms_never_cost_less(cost: MonthlyCost, trips: float, km: float, minutes: float, name: str) -> None:
    now = cost.month(trips, km, minutes)
    before: Any = getattr(cost, name)
    told_beside: dict[str, Any] = {"parts": {"any": 9.0}, "full_fixed_eur": 900.0, "known": False}
    dearer: dict[str, Any] = {
        "capped": (*cost.capped, (3.0, 10.0)), "plan": PLAN if cost.plan is None else replace(PLAN, price=2.0),
        "free_minutes": 0.0,
    }  # fmt: skip
    if name in told_beside:
        assert replace(cost, **{name: told_beside[name]}).month(trips, km, minutes) == now
        return
    if name not in dearer:
        dearer[name] = None if before is None else before + 10
    assert replace(cost, **{name: dearer[name]}).month(trips, km, minutes) >= now


@given(COSTS, AMOUNTS)
def test_tickets_cost_the_trips_or_the_cap(cost: MonthlyCost, trips: float) -> None:
    """Each kind of ticket has its own most; without a ride nothing else is charged."""
    tickets = [(cost.per_trip_eur, cost.cap_eur), *cost.capped]
    paid = sum(eur * trips if most is None else min(eur * trips, most) for eur, most in tickets)
    assert cost.month(trips) == cost.fixed_eur + paid
    assert replace(cost, cap_eur=None).month(trips) >= cost.month(trips)
