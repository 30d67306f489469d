from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.demand.choice import nest_of, new_share, odds, service_shares
from tests.hubs.demand.naive import shares

utilities = st.one_of(st.just(-np.inf), st.floats(-30, 3))
own = st.lists(utilities, min_size=1, max_size=4)
services = st.lists(utilities, max_size=4)
scales = st.sampled_from([0.3, 0.5, 0.7, 1.0])


def vectorised(mine: list[float], theirs: list[float], scale: float) -> tuple[np.ndarray, np.ndarray]:
    ways = odds(np.array(mine)[:, None])
    nest = nest_of(np.array(theirs, np.float64).reshape(len(theirs), 1), scale)
    total = ways.sum(axis=0) + nest.odds
    taken = service_shares(ways.sum(axis=0), nest)
    rest = np.where(ways.sum(axis=0) > 0, ways / np.where(total > 0, total, 1.0), 0.0)
    return rest[:, 0], taken[:, 0]


@given(own, services, scales)
def test_the_vectorised_choice_is_the_slow_one(mine: list[float], theirs: list[float], scale: float) -> None:
    rest, taken = vectorised(mine, theirs, scale)
    slow_rest, slow_taken = shares(mine, theirs, scale)
    assert rest == pytest.approx(slow_rest, abs=1e-12)
    assert taken == pytest.approx(slow_taken, abs=1e-12)


@given(own, services, scales)
def test_shares_sum_to_one_where_there_is_a_way(mine: list[float], theirs: list[float], scale: float) -> None:
    rest, taken = vectorised(mine, theirs, scale)
    there = any(v > -np.inf for v in mine)
    assert rest.sum() + taken.sum() == pytest.approx(1.0 if there else 0.0, abs=1e-12)


@given(own, scales)
def test_no_service_leaves_today_bit_for_bit(mine: list[float], scale: float) -> None:
    ways = odds(np.array(mine)[:, None])
    for none in (np.zeros((0, 1)), np.full((2, 1), -np.inf)):
        nest = nest_of(none, scale)
        assert (nest.odds == 0).all()
        assert (ways.sum(axis=0) + nest.odds == ways.sum(axis=0)).all()
        assert (service_shares(ways.sum(axis=0), nest) == 0).all()
        assert (new_share(ways.sum(axis=0), nest, -3.0, 0.5) == 0).all()


@given(own, st.lists(st.floats(-30, 3), min_size=1, max_size=4), scales, st.floats(0, 5))
def test_a_service_that_gets_worse_is_never_taken_more(
    mine: list[float], theirs: list[float], scale: float, worse: float
) -> None:
    before = vectorised(mine, theirs, scale)[1]
    after = vectorised(mine, [theirs[0] - worse, *theirs[1:]], scale)[1]
    assert after[0] <= before[0] + 1e-12
    assert after.sum() <= before.sum() + 1e-12


@given(st.lists(st.floats(-30, 3), min_size=1, max_size=4), scales, st.floats(-20, 0), st.floats(0, 1))
def test_new_outings_stay_within_their_bound(theirs: list[float], scale: float, home: float, bound: float) -> None:
    nest = nest_of(np.array(theirs)[:, None], scale)
    assert 0 <= new_share(np.zeros(1), nest, home, bound).sum() <= bound + 1e-12
    assert (new_share(np.ones(1), nest, home, bound) == 0).all()


def test_utilities_far_below_anything_give_numbers() -> None:
    nest = nest_of(np.array([[-1e9], [-1e8]]), 0.5)
    assert np.isfinite(nest.odds).all()
    assert service_shares(odds(np.array([-1e9])), nest)[:, 0].sum() < 1
