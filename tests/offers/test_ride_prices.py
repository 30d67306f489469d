"""The price of a ride, declared or published, is one and the same plan."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.declared import declared_of
from portee.core.errors import ParameterError, SourceError
from portee.offers.pricing import PricingPlan, Segment, price_eur
from portee.offers.ride_prices import RidePrice, price_of


def declared(**fields: Any) -> RidePrice:
    return declared_of(fields, RidePrice, "s.yaml")


def test_unlocking_and_minutes_by_hand() -> None:
    """1 € to unlock, then 0.15 € for each minute begun: 12 min cost 1 + 12 × 0.15 = 2.80 €."""
    plan = declared(eur=1, per_min=[{"eur": 0.15}]).plan("p")
    assert float(price_eur(plan, 12, 3)) == pytest.approx(2.80)


def test_free_minutes_then_half_hours_by_hand() -> None:
    """30 min free, then 1 € for each half hour begun: 75 min are 45 min beyond, two half hours, 2 €."""
    plan = declared(per_min=[{"start": 30, "eur": 1, "every": 30}]).plan("p")
    assert [float(price_eur(plan, minutes, 0)) for minutes in (20, 30, 31, 75)] == pytest.approx([0, 0, 1, 2])


@pytest.mark.parametrize(
    "fields",
    [
        {"eur": -1},
        {"per_min": [{"eur": 1, "every": 1e-6}]},
        {"per_min": [{"eur": 1, "start": 5, "end": 5}]},
        {"per_km": [{"eur": float("inf")}]},
        {"per_km": [{"start": 1}]},
    ],
)
def test_impossible_prices_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(SourceError):
        declared(**fields)


@given(
    st.floats(0, 10), st.floats(0.01, 2), st.floats(0, 60), st.sampled_from([0.0, 1.0, 5.0]), st.floats(0, 120),
    st.floats(0, 30),
)  # fmt: skip
def test_a_published_plan_costs_the_same_when_declared(
    unlock: float, rate: float, start: float, every: float, minutes: float, km: float
) -> None:
    plan = PricingPlan("p", price=unlock, per_min=(Segment(start, rate, every),), per_km=(Segment(0, rate, 1.0),))
    again = price_of(plan).plan("p")
    assert float(price_eur(again, minutes, km)) == pytest.approx(float(price_eur(plan, minutes, km)))


def test_other_currencies_become_euros() -> None:
    plan = PricingPlan("p", currency="NOK", price=10, euros_per_unit=0.1)
    assert price_of(plan).eur == pytest.approx(1.0)
    with pytest.raises(ParameterError, match="beyond what a ride costs"):
        price_of(PricingPlan("p", price=500_000))
