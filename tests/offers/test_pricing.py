from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.pricing import PricingPlan, Segment, cheapest, price_eur

SCOOTER = PricingPlan("scooter", price=1.0, per_min=(Segment(0, 0.25, 1),))
BIKE = PricingPlan("bike", price=0.0, per_min=(Segment(30, 1.0, 30),))
BICYCLE_1_5 = PricingPlan("half-hours", price=1.5, per_min=(Segment(30, 2.0, 0), Segment(60, 4.0, 30)))
# The first example of system_pricing_plans.json in GBFS 2.3, in euros.
EXAMPLE_1 = PricingPlan(
    "example1", price=2.0, per_km=(Segment(10, 1.0, 1, 25), Segment(25, 0.5, 1), Segment(25, 3.0, 5))
)
# The second: 3 to unlock, 0.25 a kilometre and 0.50 a minute.
EXAMPLE_2 = PricingPlan("example2", price=3.0, per_km=(Segment(0, 0.25, 1),), per_min=(Segment(0, 0.5, 1),))
CAR = PricingPlan(
    "car", price=0.0, per_km=(Segment(0, 0.4, 1),), per_min=(Segment(0, 3.0, 60, 600), Segment(600, 30, 0))
)
PASS = PricingPlan("day", price=5.0)
DISCOUNT = PricingPlan("discount", price=1.0, per_min=(Segment(0, 0.2, 1), Segment(20, -0.1, 1)))


@pytest.mark.parametrize(
    ("plan", "minutes", "km", "euros"),
    [
        (SCOOTER, 10, 2, 3.50),  # 1.00 + 10 × 0.25
        (SCOOTER, 10.01, 2, 3.75),  # the eleventh minute has begun: 1.00 + 11 × 0.25
        (SCOOTER, 0, 0, 1.00),  # unlocked and locked again: the price alone
        (BIKE, 30, 5, 0.00),  # half an hour is free
        (BIKE, 31, 5, 1.00),  # the second half-hour has begun
        (BIKE, 60, 5, 1.00),  # and is over, the third has not begun
        (BIKE, 95, 5, 3.00),  # half-hours from 30, 60 and 90: 3 × 1.00
        (BICYCLE_1_5, 20, 5, 1.50),  # the price alone
        (BICYCLE_1_5, 45, 5, 3.50),  # 1.50 + 2.00 once
        (BICYCLE_1_5, 61, 5, 7.50),  # 1.50 + 2.00 + 1 × 4.00
        (BICYCLE_1_5, 121, 5, 15.50),  # 1.50 + 2.00 + 3 × 4.00 (from 60, 90 and 120)
        (EXAMPLE_1, 5, 10, 2.00),  # not more than the base price for the first 10 km
        (EXAMPLE_1, 5, 12.5, 5.00),  # 2.00 + kilometres from 10, 11, 12: 3 × 1.00
        (EXAMPLE_1, 5, 25, 17.00),  # 2.00 + 15 × 1.00
        (EXAMPLE_1, 5, 26, 20.50),  # 2.00 + 15 × 1.00 + 1 × 0.50 + 1 × 3.00
        (EXAMPLE_1, 5, 31, 26.00),  # 2.00 + 15 × 1.00 + 6 × 0.50 + 2 × 3.00 (from 25 and 30)
        (EXAMPLE_2, 7, 3, 7.25),  # 3.00 + 3 × 0.25 + 7 × 0.50
        (EXAMPLE_2, 6.5, 2.2, 7.25),  # begun ones count in full: 3.00 + 3 × 0.25 + 7 × 0.50
        (CAR, 90, 20, 14.00),  # 2 hours begun × 3.00 + 20 × 0.40
        (CAR, 600, 0, 30.00),  # 10 × 3.00, and the day's ceiling has not begun
        (CAR, 1000, 0, 60.00),  # 10 × 3.00 + 30.00 once
        (PASS, 500, 80, 5.00),  # one price whatever the trip
        (DISCOUNT, 30, 5, 6.00),  # 1.00 + 30 × 0.20 − 10 × 0.10
    ],
)
def test_trips_priced_by_hand(plan: PricingPlan, minutes: float, km: float, euros: float) -> None:
    assert price_eur(plan, minutes, km) == pytest.approx(euros, abs=1e-9)


def test_the_end_of_a_segment_is_exclusive() -> None:
    # "if end is 20 the rate no longer applies after 19:59": charges at 0, 5, 10 and 15.
    plan = PricingPlan("p", per_min=(Segment(0, 1, 5, 20),))
    assert price_eur(plan, [19.9, 20, 20.1, 500], 0).tolist() == [4, 4, 4, 4]


def test_an_interval_cut_by_the_end_is_charged_once_begun() -> None:
    plan = PricingPlan("p", per_min=(Segment(0, 1, 15, 20),))  # charges at 0 and 15
    assert price_eur(plan, [10, 15, 16, 100], 0).tolist() == [1, 1, 2, 2]


def test_rounding_of_computed_minutes_charges_nothing_more() -> None:
    plan = PricingPlan("p", per_km=(Segment(0, 1.0, 0.1),))
    assert price_eur(plan, 0, 1.1) == pytest.approx(11)  # 1.1 / 0.1 is 11.000000000000002
    assert price_eur(plan, 0, 0.1 + 0.2) == pytest.approx(3)


def test_arrays_broadcast() -> None:
    prices = price_eur(EXAMPLE_2, np.array([[1.0], [2.0]]), np.array([1.0, 2.0, 3.0]))
    assert prices.tolist() == [[3.75, 4.0, 4.25], [4.25, 4.5, 4.75]]


def test_other_currencies_need_a_rate() -> None:
    with pytest.raises(ParameterError, match="NOK") as caught:
        PricingPlan("p", currency="NOK", price=50)
    assert caught.value.mend
    plan = PricingPlan("p", currency="NOK", price=50, per_min=(Segment(60, 20, 0),), euros_per_unit=0.1)
    assert price_eur(plan, [10, 70], 0).tolist() == [5.0, 7.0]  # 50 × 0.1; (50 + 20) × 0.1


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"price": -1.0},
        {"price": float("nan")},
        {"price": 1e300},
        {"currency": "euro"},
        {"currency": "EUR", "euros_per_unit": 2.0},
        {"currency": "CHF", "euros_per_unit": 0.0},
        {"currency": "CHF", "euros_per_unit": float("inf")},
    ],
)
def test_impossible_plans_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        PricingPlan(**({"id": "p"} | wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "segment",
    [
        (0, 1, 1e-9, None),
        (0, 1e300, 1, None),
        (-1, 1, 1, None),
        (0, float("nan"), 1, None),
        (0, 1, -1, None),
        (5, 1, 1, 5),
        (0, 1, 1, float("inf")),
    ],
)
def test_impossible_segments_are_refused(segment: tuple[float, float, float, float | None]) -> None:
    with pytest.raises(ParameterError):
        Segment(*segment)


@pytest.mark.parametrize("minutes", [-1, float("nan"), float("inf")])
def test_impossible_trips_are_refused(minutes: float) -> None:
    with pytest.raises(ParameterError, match="minutes"):
        price_eur(SCOOTER, [5, minutes], 1)
    with pytest.raises(ParameterError, match="km"):
        price_eur(SCOOTER, 5, minutes)


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ParameterError, match="shape"):
        price_eur(SCOOTER, [1, 2], [1, 2, 3])


def test_the_cheapest_plan_of_each_trip() -> None:
    # 4 min: 1 + 4 × 0.25 = 2.00 against 5; 30 min: 8.50 against 5; 16 min: 5.00 each, the first wins.
    chosen, prices = cheapest((SCOOTER, PASS), [4, 30, 16], 1)
    assert chosen.tolist() == [0, 1, 0]
    assert prices.tolist() == [2.0, 5.0, 5.0]
    with pytest.raises(ParameterError):
        cheapest((), 1, 1)


def charges(segment: Segment, elapsed: Fraction) -> int:
    """Slow twin: walk from charge to charge."""
    count, due = 0, Fraction(segment.start)
    while due < elapsed and (segment.end is None or due < Fraction(segment.end)):
        count += 1
        if segment.interval == 0:
            break
        due += Fraction(segment.interval)
    return count


def slow_price(plan: PricingPlan, minutes: Fraction, km: Fraction) -> float:
    total = Fraction(plan.price)
    total += sum((Fraction(s.rate) * charges(s, km) for s in plan.per_km), Fraction(0))
    total += sum((Fraction(s.rate) * charges(s, minutes) for s in plan.per_min), Fraction(0))
    return float(total)


@st.composite
def segments(draw: st.DrawFn, *, rates: st.SearchStrategy[float]) -> Segment:
    start = draw(st.integers(0, 90))
    length = draw(st.none() | st.integers(1, 90))
    return Segment(
        start,
        draw(rates),
        draw(st.sampled_from([0, 1, 2, 5, 15, 30, 0.5, 0.25])),
        None if length is None else start + length,
    )


def plans(rates: st.SearchStrategy[float]) -> st.SearchStrategy[PricingPlan]:
    lists = st.lists(segments(rates=rates), max_size=4).map(tuple)
    prices = st.sampled_from([0.0, 0.5, 1.0, 2.25])
    return st.builds(PricingPlan, id=st.just("p"), price=prices, per_km=lists, per_min=lists)


# Quarters of a minute are exact in binary, so that the twin and the function see the same boundaries.
QUARTERS = st.integers(0, 800).map(lambda n: Fraction(n, 4))
ANY_RATE = st.sampled_from([-1.0, -0.25, 0.0, 0.15, 0.25, 1.0, 3.0])
FAIR_RATE = st.sampled_from([0.0, 0.15, 0.25, 1.0, 3.0])


@given(plans(ANY_RATE), QUARTERS, QUARTERS)
def test_prices_equal_the_slow_twin(plan: PricingPlan, minutes: Fraction, km: Fraction) -> None:
    assert price_eur(plan, float(minutes), float(km)) == pytest.approx(slow_price(plan, minutes, km), abs=1e-9)


@given(plans(FAIR_RATE), st.lists(st.floats(0, 300), min_size=2, max_size=6), st.floats(0, 100))
def test_longer_is_never_cheaper(plan: PricingPlan, times: list[float], km: float) -> None:
    by_time = price_eur(plan, sorted(times), km)
    by_distance = price_eur(plan, km, sorted(times))
    assert (np.diff(by_time) >= 0).all()
    assert (np.diff(by_distance) >= 0).all()


@given(st.lists(plans(ANY_RATE), min_size=1, max_size=4), st.floats(0, 300), st.floats(0, 50))
def test_the_cheapest_is_below_all(choices: list[PricingPlan], minutes: float, km: float) -> None:
    chosen, price = cheapest(choices, minutes, km)
    assert all(price <= price_eur(plan, minutes, km) for plan in choices)
    assert price == price_eur(choices[int(chosen)], minutes, km)
