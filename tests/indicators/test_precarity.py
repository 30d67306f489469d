from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.precarity import (
    double_median,
    households_share,
    low_income_high_cost,
    low_income_over_effort,
    over_effort,
)
from portee.indicators.thresholds import declared_threshold

FUEL = [90.0, 90.0, 40.0, 0.0]
INCOME = [1900.0, 2000.0, 900.0, 0.0]


def test_fuel_by_hand() -> None:
    """90/1900 = 4.7 % is above INSEE's 4.5 %, which is 90/2000; 40/900 = 4.4 % is below."""
    threshold = declared_threshold("insee-travel").share
    assert over_effort(FUEL, INCOME, threshold).tolist() == [True, False, False, False]
    assert over_effort([1.0], [0.0], threshold).tolist() == [True]
    assert households_share(over_effort(FUEL, INCOME, threshold), [1.0, 2.0, 5.0, 2.0]) == pytest.approx(0.1)


def test_low_standard_of_living_by_hand() -> None:
    """Among those above the threshold, only the ones below 1200 € per consumption unit."""
    flags = low_income_over_effort([90.0, 90.0, 10.0], [1500.0, 1500.0, 1500.0], 0.045, [1000.0, 1200.0, 1000.0], 1200)
    assert flags.tolist() == [True, False, False]


def test_double_median_by_hand() -> None:
    # Efforts of 1, 2 and 5 % for 2, 3 and 1 households: half do not exceed 2 %.
    assert double_median([10.0, 20.0, 50.0], [1000.0] * 3, [2.0, 3.0, 1.0]) == pytest.approx(0.04)
    # Half of all households spend nothing; among those who spend, the median is 4 %.
    spending, income, counts = [0.0, 40.0, 60.0], [1000.0, 1000.0, 0.0], [5.0, 4.0, 1.0]
    assert double_median(spending, income, counts) == 0.0
    assert double_median(spending, income, counts, spenders_only=True) == pytest.approx(0.08)
    # Neither income nor spending: left out.
    assert double_median([0.0, 30.0], [0.0, 1000.0], [9.0, 1.0]) == pytest.approx(0.06)
    assert math.isnan(double_median([0.0], [0.0], [1.0]))


def test_low_income_high_cost_by_hand() -> None:
    """1500 − 600 − 180 = 720 € is below a line of 800 €, and 180 € above a median of 150 €: poor and spending much."""
    costs = {"poverty_line": 800.0, "median_transport": 150.0}
    assert bool(low_income_high_cost(1500.0, 600.0, 180.0, **costs))
    assert not bool(low_income_high_cost(1500.0, 600.0, 150.0, **costs))
    assert not bool(low_income_high_cost(1600.0, 600.0, 200.0, **costs))
    assert low_income_high_cost([1500.0, 2400.0], 600.0, 180.0, **costs).tolist() == [True, False]
    # For two consumption units, the same household has half as much each.
    assert bool(low_income_high_cost(2200.0, 600.0, 180.0, units=2.0, **costs))


euros = st.floats(0, 3000)


@given(euros, euros, st.floats(0.01, 1), euros, st.floats(0, 1))
def test_laws(spending: float, income: float, threshold: float, more: float, higher: float) -> None:
    before = bool(over_effort(spending, income, threshold))
    assert bool(over_effort(spending + more, income, threshold)) >= before
    assert bool(over_effort(spending, income, threshold + higher)) <= before
    both = low_income_over_effort(spending, income, threshold, income, 1000)
    assert bool(both) == (before and income < 1000)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(100, 3000), st.integers(1, 9)), min_size=1, max_size=9))
def test_fewer_than_half_are_above_twice_the_median(rows: list[tuple[float, float, int]]) -> None:
    spending, income, counts = (np.asarray(column, dtype=float) for column in zip(*rows, strict=True))
    threshold = double_median(spending, income, counts)
    if threshold > 0:
        assert households_share(over_effort(spending, income, threshold), counts) <= 0.5


def test_share_of_households() -> None:
    assert households_share([True, False], [1.0, 3.0]) == 0.25
    assert math.isnan(households_share([True], [0.0]))
    assert math.isnan(households_share(np.zeros(0, dtype=bool), []))
    with pytest.raises(ParameterError, match="flags"):
        households_share([1.0], [1.0])
    with pytest.raises(ParameterError, match="flags"):
        households_share([True], [1.0, 2.0])
    for count in (-1.0, math.nan, math.inf):
        with pytest.raises(ParameterError, match="households"):
            households_share([True], [count])


def test_impossible_arguments_are_refused() -> None:
    for threshold in (0.0, -1.0, math.nan, math.inf):
        with pytest.raises(ParameterError, match="threshold"):
            over_effort([1.0], [1.0], threshold)
    for amount in (-1.0, math.nan, math.inf):
        with pytest.raises(ParameterError):
            over_effort([amount], [1.0], 0.1)
        with pytest.raises(ParameterError):
            over_effort([1.0], [amount], 0.1)
        with pytest.raises(ParameterError, match="living_standard"):
            low_income_over_effort([1.0], [1.0], 0.1, [amount], 1000)
        with pytest.raises(ParameterError, match="poverty_line"):
            low_income_high_cost(1.0, 1.0, 1.0, poverty_line=amount, median_transport=1)
    with pytest.raises(ParameterError, match="living_standard"):
        low_income_over_effort([1.0], [1.0], 0.1, [1.0, 2.0], 1000)
    with pytest.raises(ParameterError, match="most"):
        low_income_over_effort([1.0], [1.0], 0.1, [1.0], 0)
    with pytest.raises(ParameterError, match="households"):
        double_median([1.0], [1.0], [1.0, 2.0])
    with pytest.raises(ParameterError, match="residents"):
        double_median([1.0], [1.0], [-1.0])
