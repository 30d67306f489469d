from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import choice
from tests.hubs.siting.brute import small

YES_NO = np.array([True, False])


def test_what_is_left_beside_the_decided_places() -> None:
    found = choice(3, count=2, budget=10.0, costs=np.array([4.0, 5.0, 7.0]), decided=np.array([True, False, False]))
    assert found.places == 1
    assert found.money == pytest.approx(6.0)
    assert found.free.tolist() == [False, True, False]
    assert found.deciding(1).places == 0
    assert not found.deciding(1).free.any()


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ({"count": 0}, "count of 0"),
        ({"budget": -1.0}, "-1 is no budget"),
        ({"budget": np.nan}, "no budget"),
        ({"costs": np.array([1.0, np.inf])}, "cost that is not"),
        ({"decided": YES_NO, "excluded": YES_NO}, "both decided and excluded"),
        ({"excluded": ~np.zeros(2, np.bool_)}, "Every candidate is excluded"),
        ({"count": 1, "decided": ~np.zeros(2, np.bool_)}, "1 more than the count of 1"),
        ({"budget": 3.0, "costs": np.array([5.0, 1.0]), "decided": YES_NO}, "cost 5, 2 more than the budget of 3"),
        ({"budget": 3.0, "costs": np.array([5.0, 4.0])}, "costs 4, 1 more than the budget of 3"),
    ],
)
def test_limits_that_nothing_keeps_are_told_by_how_much(limits: dict[str, Any], says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        choice(2, **limits)


def test_no_candidate() -> None:
    with pytest.raises(ParameterError, match="There is no candidate"):
        choice(0)


@given(st.integers(0, 2**32 - 1))
def test_free_places_may_be_opened_one_by_one(seed: int) -> None:
    limits = small(seed).choice
    for place in np.flatnonzero(limits.free).tolist():
        opened = limits.decided.copy()
        opened[place] = True
        assert limits.allows(opened)
    assert not (limits.free & (limits.decided | limits.excluded)).any()
