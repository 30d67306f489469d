from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.siting.choice import choice
from portee.hubs.siting.interchange import greedy, improved, value_of
from tests.hubs.siting.brute import small

SEEDS = st.integers(0, 2**32 - 1)


def test_an_exchange_mends_what_greedy_gets_wrong() -> None:
    """The middle is best alone; with two places both ends are."""
    costs = np.array([[0.0, 3.0, 9.0], [0.0, 3.0, 9.0], [9.0, 3.0, 0.0], [9.0, 3.0, 0.0]])
    beyond, limits = np.full(4, 9.0), choice(3, count=2)
    first = greedy(costs, beyond, limits)
    assert first[1]
    better = improved(costs, beyond, limits, first)
    assert better.tolist() == [True, False, True]
    assert value_of(costs, beyond, better) == 0.0


@given(SEEDS)
def test_limits_are_kept_and_nothing_gets_worse(seed: int) -> None:
    problem = small(seed)
    beyond = np.full(len(problem.weights), 12.0)
    costs = np.minimum(problem.minutes, 12.0)
    first = greedy(costs, beyond, problem.choice)
    better = improved(costs, beyond, problem.choice, first)
    for opened in (first, better):
        assert problem.choice.allows(opened)
    assert value_of(costs, beyond, better) <= value_of(costs, beyond, first)


@given(SEEDS)
def test_no_single_exchange_is_left(seed: int) -> None:
    problem = small(seed)
    beyond = np.full(len(problem.weights), 12.0)
    costs = np.minimum(problem.minutes, 12.0)
    opened = improved(costs, beyond, problem.choice, greedy(costs, beyond, problem.choice))
    value = value_of(costs, beyond, opened)
    for entering in np.flatnonzero(~opened).tolist():
        for leaving in [None, *np.flatnonzero(opened).tolist()]:
            other = opened.copy()
            other[entering] = True
            if leaving is not None:
                other[leaving] = False
            if problem.choice.allows(other):
                assert value_of(costs, beyond, other) >= value - 1e-9
