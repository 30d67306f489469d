"""The nearest territories: reproducible, ties by code, and never those too little is known of."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.likeness import gower_distance
from portee.indicators.neighbours import most_alike
from portee.indicators.traits import Traits
from tests.indicators.traits import of, tables_of_traits

NAN = float("nan")


def test_nearest_first_and_ties_by_code() -> None:
    traits = of([[0], [4], [2], [2], [10]])
    codes = ["QP013001", "QP013002", "QP013009", "QP013004", "QP013005"]
    assert most_alike(gower_distance(traits, 0), 0, codes, 3) == [3, 2, 1]
    assert most_alike(gower_distance(traits, 0), 0, codes, 99) == [3, 2, 1, 4]


def test_too_little_known_is_not_compared() -> None:
    traits = of([[0, 0, 0], [0, NAN, NAN], [5, 5, NAN], [9, 9, 9]])
    likeness = gower_distance(traits, 0)
    codes = ["a", "b", "c", "d"]
    # The second is at no distance on the one variable known of it.
    assert likeness.distance[1] == 0
    assert most_alike(likeness, 0, codes, 9) == [2, 3]
    assert most_alike(likeness, 0, codes, 9, least_known=0) == [1, 2, 3]


def test_impossible_arguments_are_refused() -> None:
    likeness = gower_distance(of([[0], [1]]), 0)
    for k, least in ((0, 0.5), (1, 1.5)):
        with pytest.raises(ParameterError, match="number of neighbours"):
            most_alike(likeness, 0, ["a", "b"], k, least_known=least)


@given(tables_of_traits(least=2), st.integers(1, 8), st.randoms(use_true_random=False))
def test_the_same_territories_whatever_their_order(traits: Traits, k: int, chance: object) -> None:
    codes = [f"QP013{place:03d}" for place in range(len(traits))]
    found = [codes[other] for other in most_alike(gower_distance(traits, 0), 0, codes, k)]
    assert "QP013000" not in found
    order = list(range(len(traits)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    moved = dataclasses.replace(traits, values=traits.values[order])
    row, renamed = order.index(0), [codes[place] for place in order]
    again = [renamed[other] for other in most_alike(gower_distance(moved, row), row, renamed, k)]
    assert again == found
    distances = [gower_distance(traits, 0).distance[codes.index(code)] for code in found]
    assert distances == sorted(distances)
    assert np.isfinite(distances).all()
