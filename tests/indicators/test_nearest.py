from __future__ import annotations

import math
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.cumulative import cumulative
from portee.indicators.nearest import nearest
from tests.indicators.laws import Matrix, tables

TIMES = [[12.0, 5.0, math.inf, 8.0]]


def test_worked_by_hand() -> None:
    assert nearest(TIMES).tolist() == [5.0]
    assert nearest(TIMES, k=3).tolist() == [12.0]
    assert nearest(TIMES, k=4).tolist() == [math.inf]
    assert nearest(TIMES, k=5).tolist() == [math.inf]
    places = [10.0, 0.0, 5.0, 3.0]
    assert nearest(TIMES, places).tolist() == [8.0]
    assert nearest(TIMES, places, k=3, count="weight").tolist() == [8.0]
    assert nearest(TIMES, places, k=3.5, count="weight").tolist() == [12.0]
    assert nearest(TIMES, places, k=14, count="weight").tolist() == [math.inf]
    assert nearest(TIMES[0], np.stack([places, np.ones(4)], axis=1)).tolist() == [8.0, 5.0]
    assert nearest(TIMES, np.zeros(4)).tolist() == [math.inf]


@pytest.mark.parametrize("count", ["places", "weight"])
@given(table=tables(kinds=2), k=st.integers(1, 9))
def test_never_sooner_when_more_are_needed(
    count: Literal["places", "weight"], table: tuple[Matrix, Matrix], k: int
) -> None:
    assert np.all(nearest(*table, k, count=count) <= nearest(*table, k + 1, count=count))


@given(tables(), st.integers(1, 60))
def test_is_the_first_time_at_which_enough_is_within_reach(table: tuple[Matrix, Matrix], k: int) -> None:
    times, weights = table
    slow = []
    for row in times.tolist():
        enough = [t for t in sorted(row) if t < math.inf and cumulative(row, weights, t) >= k]
        slow.append(enough[0] if enough else math.inf)
    assert nearest(times, weights, k, count="weight").tolist() == slow
    slow = []
    for row in times.tolist():
        used = sorted(t for t, w in zip(row, weights, strict=True) if w > 0)
        slow.append(used[k - 1] if k <= len(used) else math.inf)
    assert nearest(times, weights, k).tolist() == slow


@pytest.mark.parametrize("k", [0, -1, 1.5, math.nan])
def test_impossible_k_is_refused(k: float) -> None:
    with pytest.raises(ParameterError):
        nearest(TIMES, k=k)


def test_unknown_count_is_refused() -> None:
    with pytest.raises(ParameterError, match="cannot be counted"):
        nearest(TIMES, count="shops")  # type: ignore[arg-type]
