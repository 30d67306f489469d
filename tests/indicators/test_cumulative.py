from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.cumulative import cumulative, cumulative_interval
from tests.indicators.laws import Matrix, tables

TIMES = np.array([[0.0, 30.0, 60.0], [math.inf, 45.0, 20.0]])
JOBS = np.array([1.0, 10.0, 100.0])


def test_worked_by_hand() -> None:
    assert cumulative(TIMES, JOBS, 30).tolist() == [11.0, 100.0]
    assert cumulative(TIMES, JOBS, 45).tolist() == [11.0, 110.0]
    assert cumulative(TIMES, JOBS, 0).tolist() == [1.0, 0.0]
    # From 30 to 60 minutes: 1 and 10 count whole and 100 not at all; then 10 counts for half and 100 whole.
    assert cumulative_interval(TIMES, JOBS, 30, 60).tolist() == [11.0, 105.0]


def test_columns_and_single_origin() -> None:
    both = np.stack([JOBS, np.ones(3)], axis=1)
    assert cumulative(TIMES, both, 30).tolist() == [[11.0, 2.0], [100.0, 1.0]]
    assert cumulative(TIMES[1], both, 30).tolist() == [100.0, 1.0]


@given(tables(), st.floats(0, 150), st.floats(0, 50))
def test_never_falls_when_the_limit_grows(table: tuple[Matrix, Matrix], cutoff: float, more: float) -> None:
    assert np.all(cumulative(*table, cutoff) <= cumulative(*table, cutoff + more))


@given(tables(), st.floats(0, 150), st.floats(0.01, 50))
def test_interval_lies_between_its_ends(table: tuple[Matrix, Matrix], low: float, width: float) -> None:
    middle = cumulative_interval(*table, low, low + width)
    assert np.all(cumulative(*table, low) <= middle * (1 + 1e-12))
    assert np.all(middle <= cumulative(*table, low + width) * (1 + 1e-12))


@given(tables())
def test_unreachable_places_count_for_nothing(table: tuple[Matrix, Matrix]) -> None:
    times, weights = table
    never = np.full_like(times, np.inf)
    assert cumulative(never, weights, 1e9).tolist() == [0.0] * len(times)
    everywhere = cumulative(times, weights, 120)
    assert everywhere.tolist() == [sum(w for t, w in zip(row, weights, strict=True) if t < math.inf) for row in times]


@given(tables(), st.floats(0, 60))
def test_faster_never_reaches_less(table: tuple[Matrix, Matrix], cutoff: float) -> None:
    times, weights = table
    assert np.all(cumulative(times, weights, cutoff) <= cumulative(times / 2, weights, cutoff))


def test_nan_is_refused() -> None:
    with pytest.raises(ParameterError, match="not numbers"):
        cumulative([[math.nan]], [1.0], 30)
    with pytest.raises(ParameterError, match="cutoff"):
        cumulative([[1.0]], [1.0], math.nan)
