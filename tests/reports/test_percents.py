from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.reports.percents import rounded_percents


def test_by_hand() -> None:
    """Three thirds: the first one is rounded up."""
    assert rounded_percents([1 / 3, 1 / 3, 1 / 3]) == (33.4, 33.3, 33.3)
    assert rounded_percents([0.33, 0.01, 0.11, 0.55]) == (33.0, 1.0, 11.0, 55.0)
    assert rounded_percents([0.125, 0.875], 0) == (13.0, 87.0)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8).filter(any), st.integers(0, 3))
def test_what_is_shown_sums_to_a_hundred(parts: list[int], decimals: int) -> None:
    shares = [part / sum(parts) for part in parts]
    shown = rounded_percents(shares, decimals)
    assert math.fsum(shown) == pytest.approx(100, abs=1e-9)
    assert all(abs(value - 100 * share) <= 10.0**-decimals + 1e-4 for value, share in zip(shown, shares, strict=True))
    assert all(value == 0 for value, share in zip(shown, shares, strict=True) if share == 0)


def test_what_is_not_known_stays_so() -> None:
    assert all(math.isnan(value) for value in rounded_percents([math.nan, math.nan]))
    with pytest.raises(ParameterError, match="not to 1"):
        rounded_percents([0.5, 0.4])
