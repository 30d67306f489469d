from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.competitors import (
    LEAST_DEMAND,
    checked_demand,
    claims,
    decayed,
    offers_per_person,
    over_destinations,
    over_origins,
    summed_over_groups,
    summed_over_origins,
    times_people,
)
from portee.indicators.decay import Exponential, Step
from tests.indicators.crowds import Crowd, crowds


def test_one_decay_for_each_group() -> None:
    minutes = [[[10.0, 20.0]], [[10.0, 20.0]]]
    assert decayed(minutes, (Step(10), Step(20))).tolist() == [[[1.0, 0.0]], [[1.0, 1.0]]]
    assert decayed(minutes, Step(10)).tolist() == [[[1.0, 0.0]], [[1.0, 0.0]]]


@pytest.mark.parametrize(
    ("minutes", "decays"), [([[[1.0]], [[1.0]]], (Step(1),)), ([[1.0]], (Step(1),)), ([[1.0]], ())]
)
def test_decays_match_the_groups(minutes: object, decays: tuple[Step, ...]) -> None:
    with pytest.raises(ParameterError, match="decay"):
        decayed(minutes, decays)  # type: ignore[arg-type]


@pytest.mark.parametrize("minutes", [[1.0, 2.0], [[[[1.0]]]], [[-1.0]], [[np.nan]]])
def test_impossible_times_are_refused(minutes: object) -> None:
    with pytest.raises(ParameterError, match="minutes"):
        decayed(minutes, Step(1))  # type: ignore[arg-type]


@pytest.mark.parametrize("demand", [[1.0], [1.0, -1.0], [1.0, np.nan], [1.0, np.inf], [[1.0, 1.0]]])
def test_impossible_demand_is_refused(demand: object) -> None:
    with pytest.raises(ParameterError, match="demand"):
        checked_demand(demand, (2,))  # type: ignore[arg-type]


@given(crowds(groups=2), st.integers(0, 6))
def test_a_sum_goes_on_where_it_stopped(crowd: Crowd, cut: int) -> None:
    share = decayed(crowd.minutes, Exponential(0.05))
    whole = summed_over_origins(share, crowd.people)
    first = summed_over_origins(share[:, :cut], crowd.people[:, :cut])
    kept = first.copy()
    both = summed_over_origins(share[:, cut:], crowd.people[:, cut:], first)
    assert both.tobytes() == whole.tobytes()
    assert first.tobytes() == kept.tobytes()
    np.testing.assert_allclose(whole, np.einsum("go,god->gd", crowd.people, share), rtol=1e-12)
    np.testing.assert_allclose(summed_over_groups(whole), whole.sum(axis=0), rtol=1e-12)


def test_a_sum_of_another_shape_is_refused() -> None:
    with pytest.raises(ParameterError, match="so_far"):
        summed_over_origins(np.ones((1, 2)), np.ones(1), np.zeros(3))


def test_offers_per_person() -> None:
    assert offers_per_person([6.0, 5.0], np.asarray([3.0, 0.0])).tolist() == [2.0, 0.0]
    assert offers_per_person([[6.0, 3.0]], np.asarray([3.0])).tolist() == [[2.0, 1.0]]
    assert offers_per_person([6.0], np.asarray([[1.0], [2.0]])).tolist() == [2.0]
    assert offers_per_person([6.0], np.asarray([LEAST_DEMAND / 2])).tolist() == [0.0]
    with pytest.raises(ParameterError, match="units"):
        offers_per_person([1e300], np.asarray([1e-150]))
    with pytest.raises(ParameterError, match="weights"):
        offers_per_person([1.0, -1.0], np.asarray([1.0, 1.0]))


@given(crowds())
def test_parts_add_up_to_one(crowd: Crowd) -> None:
    share = decayed(crowd.minutes, Exponential(0.05))
    rows = over_destinations(share)
    np.testing.assert_allclose(rows.sum(axis=-1), share.any(axis=-1).astype(float), rtol=1e-12)
    columns = over_origins(share, share.sum(axis=0))
    np.testing.assert_allclose(columns.sum(axis=0), share.any(axis=0).astype(float), rtol=1e-12)


def test_claims() -> None:
    assert claims(np.asarray([0.0, 3.0]), 1.0).tolist() == [0.0, 3.0]
    assert claims(np.asarray([0.0, 3.0]), 2.0).tolist() == [0.0, 9.0]
    for alpha in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(ParameterError, match="alpha"):
            claims(np.ones(1), alpha)
    with pytest.raises(ParameterError, match="alpha"):
        claims(np.asarray([1e200]), 2.0)


def test_times_people() -> None:
    people = np.asarray([2.0, 3.0])
    assert times_people(np.asarray([1.0, 1.0]), people).tolist() == [2.0, 3.0]
    assert times_people(np.asarray([[1.0, 0.5], [1.0, 0.5]]), people).tolist() == [[2.0, 1.0], [3.0, 1.5]]
