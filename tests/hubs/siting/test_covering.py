from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.hubs.siting.choice import choice
from portee.hubs.siting.covering import covered_by, max_covering, merged_rows
from tests.hubs.siting.brute import best, covered_weight, small

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS)
def test_as_good_as_every_set_tried(seed: int) -> None:
    problem = small(seed)
    may = problem.choice.decided | problem.choice.free
    if not problem.covers[problem.weights > 0][:, may].any():
        with pytest.raises(ParameterError, match="covers anybody"):
            max_covering(problem.weights, problem.covers, problem.choice)
        return
    found = max_covering(problem.weights, problem.covers, problem.choice)
    most = best(problem.choice, lambda opened: covered_weight(problem, opened), smallest=False)
    assert found.value == pytest.approx(most)
    assert found.value == pytest.approx(covered_weight(problem, found.opened))
    assert found.bound >= most * (1 - 1e-9)
    assert found.optimal
    assert problem.choice.allows(found.opened)


@given(SEEDS)
def test_more_places_or_money_never_cover_less(seed: int) -> None:
    problem = small(seed)
    may = problem.choice.decided | problem.choice.free
    if not problem.covers[problem.weights > 0][:, may].any():
        return
    value = max_covering(problem.weights, problem.covers, problem.choice).value
    budget, count = problem.choice.budget, problem.choice.count
    more = replace(
        problem.choice, budget=None if budget is None else budget + 1, count=None if count is None else count + 1
    )
    assert max_covering(problem.weights, problem.covers, more).value >= value - 1e-9
    order = np.random.default_rng(seed).permutation(len(problem.weights))
    again = max_covering(problem.weights[order], problem.covers[order], problem.choice)
    assert again.value == pytest.approx(value)


def test_rows_alike_are_one() -> None:
    covers = np.array([[True, False], [True, False], [False, False], [False, True], [True, True]])
    weights, merged = merged_rows(np.array([1.0, 2.0, 9.0, 0.0, 4.0]), covers)
    assert sorted(weights.tolist()) == [3.0, 4.0]
    assert merged.sum(axis=1).tolist() == [1, 2] if weights[0] == 3.0 else [2, 1]


def test_two_places_by_hand() -> None:
    covers = np.array([[True, False, False], [True, False, True], [False, True, True], [False, True, False]])
    found = max_covering(np.ones(4), covers, choice(3, count=2))
    assert found.opened.tolist() == [True, True, False]
    assert covered_by(covers, found.opened).all()
