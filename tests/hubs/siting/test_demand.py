from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import choice
from portee.hubs.siting.demand import checked_weights, counted, refuse_unreached


def test_rows_of_weight_zero_do_not_count() -> None:
    rows, weights, minutes = counted(np.array([0.0, 2.0]), np.array([[1.0], [3.0]]), choice(1))
    assert (rows.tolist(), weights.tolist(), minutes.tolist()) == ([False, True], [2.0], [[3.0]])


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ([1.0], "1 weights for 2"),
        ([1.0, -1.0], "not a finite number"),
        ([1.0, np.nan], "not a finite number"),
        ([0.0, 0.0], "nobody is to be served"),
    ],
)
def test_weights_that_cannot_be(weights: list[float], says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        checked_weights(np.array(weights), 2)


@pytest.mark.parametrize("minutes", [np.ones((2, 2)), np.ones(2), np.full((2, 1), np.nan), np.full((2, 1), -1.0)])
def test_minutes_that_cannot_be(minutes: np.ndarray) -> None:
    with pytest.raises(ParameterError, match="minutes"):
        counted(np.ones(2), minutes, choice(1))


def test_who_is_served_by_nothing_is_counted() -> None:
    with pytest.raises(ParameterError, match=r"1 place of demand, with a weight of 1, is .* At most 75.0% can be"):
        refuse_unreached(np.array([1.0, 3.0]), np.array([False, True]), "covered by")
