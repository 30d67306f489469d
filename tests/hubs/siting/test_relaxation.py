from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.siting.choice import choice
from portee.hubs.siting.interchange import greedy, value_of
from portee.hubs.siting.relaxation import bounded, most_of
from tests.hubs.siting.brute import best, sets_of, small

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS)
def test_no_set_is_below_the_bound_and_settled_places_are_in_every_better_set(seed: int) -> None:
    problem = small(seed)
    beyond = np.full(len(problem.weights), 12.0) * problem.weights
    costs = np.minimum(problem.minutes, 12.0) * problem.weights[:, None]
    found = bounded(costs, beyond, problem.choice, greedy(costs, beyond, problem.choice))
    least = best(problem.choice, lambda opened: value_of(costs, beyond, opened), smallest=True)
    assert found.bound <= least + 1e-9 * max(1.0, least)
    assert problem.choice.allows(found.opened)
    for opened in sets_of(problem.choice):
        if value_of(costs, beyond, opened) < found.value * (1 - 1e-6):
            assert opened[found.open].all()
            assert not opened[found.closed].any()


def test_the_bound_meets_the_value_where_the_relaxation_is_tight() -> None:
    costs = np.array([[0.0, 5.0], [1.0, 5.0], [9.0, 2.0]])
    found = bounded(costs, np.full(3, 10.0), choice(2, count=1), np.array([False, True]))
    assert (found.value, found.opened.tolist()) == (10.0, [True, False])
    assert found.bound == pytest.approx(10.0, rel=1e-3)


@given(SEEDS)
def test_most_is_never_less_than_what_a_set_gains(seed: int) -> None:
    limits = small(seed).choice
    gains = np.random.default_rng(seed).integers(0, 9, len(limits)).astype(np.float64)
    most, chosen = most_of(gains, limits)
    assert limits.allows(chosen | limits.decided)
    for opened in sets_of(limits):
        assert most >= gains[opened & ~limits.decided].sum() * (1 - 1e-8) - 1e-9
