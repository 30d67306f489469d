"""Traits are checked when they are made."""

from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.indicators.traits import Traits, ranges_of

NAN = float("nan")


def test_ranges_are_those_of_what_is_known() -> None:
    np.testing.assert_array_equal(ranges_of([[1, NAN, 3, NAN], [4, 7, 3, NAN], [NAN, NAN, 3, NAN]]), [3, 0, 0, 0])
    assert ranges_of(np.zeros((0, 2))).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("values", "weights", "ranges", "told"),
    [
        ([[1.0, 2.0]], [1.0], [1.0, 1.0], "do not match"),
        ([1.0, 2.0], [1.0], [1.0], "do not match"),
        ([[np.inf]], [1.0], [1.0], "infinite"),
        ([[1.0]], [0.0], [1.0], "all are zero"),
        ([[1.0]], [-1.0], [1.0], "below zero"),
        ([[1.0]], [NAN], [1.0], "below zero"),
        ([[1.0]], [1.0], [NAN], "range"),
        ([[1.0]], [1.0], [-1.0], "range"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    values: list[object], weights: list[float], ranges: list[float], told: str
) -> None:
    with pytest.raises(ParameterError, match=told):
        Traits(np.array(values), np.array(weights), np.array(ranges), np.zeros(len(ranges), bool))
