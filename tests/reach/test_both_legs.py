from __future__ import annotations

import numpy as np
import pytest

from portee.kernels.shortest import UNREACHED
from portee.offers.cost import MonthlyCost
from portee.offers.pricing import PricingPlan, Segment
from portee.reach.both_legs import BothLegs


def _legs(out: list[int], back: list[int]) -> BothLegs:
    return BothLegs(np.array(out, np.int32), np.array(back, np.int32), *(np.zeros(len(out)) for _ in range(4)))


def test_limits_are_whole_seconds() -> None:
    never = int(UNREACHED)
    assert _legs([60, 61, never], [never, 61, 60]).within(1).tolist() == [False, False, False]
    assert _legs([60, 61, never], [60, 61, never]).within(1.01).tolist() == [True, False, False]
    assert _legs([60, 61, never], [60, 61, never]).within(1.02).tolist() == [True, True, False]


def test_each_leg_is_priced_by_its_own_length() -> None:
    one = np.ones(2)
    found = BothLegs(
        np.array([600, 600], np.int32), np.array([600, 600], np.int32), 2 * one, 4 * one, 8 * one, 12 * one
    )
    assert found.km.tolist() == [3, 3]
    assert found.ride_min.tolist() == [10, 10]
    # Ten minutes are free: the way there costs nothing, the way back two minutes at 0.50; 0.10 a kilometre beside.
    cost = MonthlyCost(per_minute_eur=0.5, free_minutes=10, per_km_eur=0.1)
    assert found.ride_eur(cost, np.array([True, False])).tolist() == pytest.approx([(0.2 + 1.0 + 0.4) / 2])


def test_a_plan_prices_each_leg_apart() -> None:
    """20 and 40 minutes, 30 of them included, then 0.10 for each begun: nothing and 1, not the price of 30."""
    plan = MonthlyCost(plan=PricingPlan("p", per_min=(Segment(30, 0.1, 1),)))
    legs = BothLegs(*(np.zeros(2, np.int32),) * 2, np.zeros(2), np.zeros(2), np.array([20.0, 0]), np.array([40.0, 5]))
    assert legs.ride_eur(plan, np.array([True, True])).tolist() == [0.5, 0]
    assert legs.ride_min.tolist() == [30, 2.5]
