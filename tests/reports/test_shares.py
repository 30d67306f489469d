from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.reports.shares import share_case


@pytest.mark.parametrize(
    ("share", "case", "n"),
    [
        (0.0, "none", 0),
        (0.0004, "almost-none", 0),
        (0.0008, "one-in", 1200),
        (1 / 172, "one-in", 170),
        (0.11, "one-in", 9),
        (0.25, "one-in", 4),
        (0.3, "tenths", 3),
        (0.4, "tenths", 4),
        (0.5, "one-in", 2),
        (0.72, "tenths", 7),
        (0.97, "almost-all", 0),
        (1.0, "all", 0),
    ],
)
def test_shares_people_can_picture(share: float, case: str, n: int) -> None:
    assert share_case(share) == (case, n)


@given(st.floats(0.0005, 0.95))
def test_what_is_said_is_near_the_share(share: float) -> None:
    case, n = share_case(share)
    said = {"one-in": 1 / max(n, 1), "tenths": n / 10, "almost-all": share}[case]
    # The coarsest step is that between 1 in 2 and 6 out of 10; small shares are off by less than a third of themselves.
    assert abs(said - share) <= max(0.05 + 1e-9, share / 3)


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_no_share(share: float) -> None:
    with pytest.raises(ParameterError, match="no share"):
        share_case(share)
