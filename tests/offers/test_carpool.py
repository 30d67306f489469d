"""Sharing the costs of a drive, and carpool lines."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.carpool import CarpoolLine, CarpoolRules, Driver, Rider, cost_shares, price, ride_minutes, wait

MONDAY_SEVEN = datetime(2026, 3, 2, 7, 0)
HOME, WORK = (5.3, 43.3), (5.4, 43.4)


def line(**changes: Any) -> CarpoolLine:
    known: dict[str, Any] = {
        "id": "l",
        "name": "Line",
        "stops": (HOME, (5.35, 43.35), WORK),
        "minutes": (10.0, 15.0),
        "mean_wait_min": 6.0,
    }
    return CarpoolLine(**(known | changes))


def test_each_stretch_is_divided_among_those_aboard() -> None:
    rules = CarpoolRules(0.5)
    # 4 km alone, 10 km with rider 7, 6 km with riders 7 and 2, 2 km alone.
    shares = cost_shares(rules, [4, 10, 6, 2], [[], [7], [2, 7], []])
    # Rider 7: 10 × 0.5 / 2 + 6 × 0.5 / 3 = 2.5 + 1; rider 2: 6 × 0.5 / 3 = 1.
    assert shares == {2: pytest.approx(1.0), 7: pytest.approx(3.5)}


def test_tolls_are_divided_among_all_who_rode() -> None:
    shares = cost_shares(CarpoolRules(0.0), [1, 1], [[1], [2]], other_eur=6)
    assert shares == {1: pytest.approx(2), 2: pytest.approx(2)}  # and 2 for the driver
    assert cost_shares(CarpoolRules(0.5), [10], [[]], other_eur=6) == {}


def test_a_driver_may_bear_more_or_less_than_a_rider() -> None:
    # Half a part and one part: the rider pays two thirds of 10 × 0.3.
    assert cost_shares(CarpoolRules(0.3, driver_parts=0.5), [10], [[0]]) == {0: pytest.approx(2.0)}
    assert cost_shares(CarpoolRules(0.3, driver_parts=2), [10], [[0]]) == {0: pytest.approx(1.0)}


@given(
    st.floats(0, 2),
    st.floats(0.01, 10),
    st.lists(st.tuples(st.floats(0, 200), st.sets(st.integers(0, 5), max_size=4)), max_size=8),
    st.floats(0, 50),
)
def test_nobody_makes_a_profit(
    rate: float, parts: float, stretches: list[tuple[float, set[int]]], other: float
) -> None:
    km = [length for length, _ in stretches]
    shares = cost_shares(CarpoolRules(rate, parts), km, [sorted(riders) for _, riders in stretches], other)
    costs = sum(km) * rate + other
    assert sum(shares.values()) <= costs * (1 + 1e-12)
    assert costs == 0 or sum(shares.values()) < costs
    assert all(paid >= 0 for paid in shares.values())


@given(st.floats(0.1, 1), st.floats(1, 100), st.integers(1, 7))
def test_one_more_rider_never_makes_it_dearer(rate: float, length: float, riders: int) -> None:
    fewer = cost_shares(CarpoolRules(rate), [length], [list(range(riders))])
    more = cost_shares(CarpoolRules(rate), [length], [list(range(riders + 1))])
    assert more[0] <= fewer[0]


def test_waits_within_hours() -> None:
    mornings = line(hours="Mo-Fr 06:30-09:30; PH off")
    assert wait(mornings, MONDAY_SEVEN) == 6
    assert wait(mornings, MONDAY_SEVEN.replace(hour=10)) is None
    assert wait(mornings, datetime(2026, 7, 14, 7)) is None  # a public holiday
    assert wait(line(), datetime(2026, 7, 14, 3)) == 6
    # Nine riders in ten wait at most 6 × ln 10 = 13.8 minutes.
    assert wait(line(), MONDAY_SEVEN, 0.9) == pytest.approx(6 * math.log(10))
    assert wait(line(), MONDAY_SEVEN, 0.0) == 0


@given(st.floats(0, 0.999), st.floats(0, 0.999))
def test_more_certainty_is_never_a_shorter_wait(one: float, other: float) -> None:
    low, high = (wait(line(), MONDAY_SEVEN, share) for share in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert low <= high


def test_rides_of_a_line() -> None:
    priced = line(price_eur=0.5, price_eur_per_km=0.1, km=(8.0, 12.0))
    assert ride_minutes(priced, 0, 2) == 25
    assert ride_minutes(priced, 1, 2) == 15
    assert price(priced, 0, 1) == pytest.approx(0.5 + 0.8)
    assert price(priced, 0, 2) == pytest.approx(0.5 + 2.0)
    assert price(line(price_eur=2), 1, 2) == 2


def driver(**changes: Any) -> Driver:
    known: dict[str, Any] = {
        "id": "d", "origin": HOME, "destination": WORK, "out": (0, 1), "back": None, "seats": 3,
        "detour_limit_min": 10,
    }  # fmt: skip
    return Driver(**(known | changes))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: CarpoolRules(-0.1), "cost -0.1 euros"),
        (lambda: CarpoolRules(float("inf")), "cost inf euros"),
        (lambda: CarpoolRules(0.3, 0), "bear 0 parts"),
        (lambda: cost_shares(CarpoolRules(0.3), [1], []), "1 lengths and 0 stretches"),
        (lambda: cost_shares(CarpoolRules(0.3), [float("nan")], [[]]), "negative or not a number"),
        (lambda: cost_shares(CarpoolRules(0.3), [1], [[]], -1), "negative or not a number"),
        (lambda: driver(seats=0), "no 0 seats"),
        (lambda: driver(seats=9), "no 9 seats"),
        (lambda: driver(detour_limit_min=-1), "detour of -1"),
        (lambda: driver(detour_limit_min=float("nan")), "detour of nan"),
        (lambda: driver(out=(5, 4)), "ends before it starts"),
        (lambda: driver(back=(0, 200_000)), "not of this day or the next"),
        (lambda: driver(origin=(500.0, 0.0)), "not lie on earth"),
        (lambda: driver(origin=(float("nan"), 0.0)), "not lie on earth"),
        (lambda: Rider("r", HOME, WORK, (-1, 4)), "ends before it starts"),
        (lambda: Rider("r", HOME, WORK, (0, 4), worth=0), "cannot count 0"),
        (lambda: line(stops=(HOME,), minutes=()), "at least two stops"),
        (lambda: line(minutes=(1.0,)), "Between 3 stops there are 2 stretches"),
        (lambda: line(km=(1.0,)), "field 'km'.*2 stretches"),
        (lambda: line(minutes=(1.0, -1.0)), "negative or not a number"),
        (lambda: line(price_eur_per_km=0.1), "needs lengths"),
        (lambda: line(hours="sometimes"), "'sometimes' is not an opening_hours"),
        (lambda: ride_minutes(line(), 1, 1), "does not go from stop 1 to stop 1"),
        (lambda: price(line(), 2, 0), "does not go from stop 2 to stop 0"),
        (lambda: price(line(), 0, 3), "does not go from stop 0 to stop 3"),
        (lambda: wait(line(), MONDAY_SEVEN, 1.0), "1.0 is not a share"),
        (lambda: wait(line(), MONDAY_SEVEN.replace(tzinfo=UTC)), "time zone"),
    ],
)
def test_what_cannot_be_is_refused(make: Any, words: str) -> None:
    with pytest.raises(ParameterError, match=words) as problem:
        make()
    assert problem.value.mend
