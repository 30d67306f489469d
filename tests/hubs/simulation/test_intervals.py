"""Intervals: known cases, and what they say of nothing and of little."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.simulation.intervals import of_means, of_shares


def test_students_interval_of_a_few_values() -> None:
    # t(0.975, 3) = 3.182446; standard deviation of 1..4 is 1.290994.
    found = of_means([1.0, 2.0, 3.0, 4.0, math.nan])
    assert found.mean == 2.5
    assert found.high - 2.5 == pytest.approx(3.182446 * 1.290994 / 2, rel=1e-6)
    assert of_means([4.0]).low == -math.inf
    assert math.isnan(of_means([math.nan]).mean)


def test_nobody_lost_among_few_says_little() -> None:
    assert of_shares([3, 2], [3, 2]).low < 0.55
    # Exact: (1 - level) / 2 to the power of one over the number.
    assert of_shares([50, 50], [50, 50]).low == pytest.approx(0.025 ** (1 / 100))
    assert math.isnan(of_shares([0], [0]).mean)


@given(st.lists(st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=9))
def test_a_share_lies_in_its_interval_between_nothing_and_all(pairs: list[tuple[int, int]]) -> None:
    parts, wholes = [part for part, _ in pairs], [whole for _, whole in pairs]
    found = of_shares(parts, wholes)
    if sum(wholes):
        assert 0 <= found.low <= found.mean == sum(parts) / sum(wholes) <= found.high <= 1
