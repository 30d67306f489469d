from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.competition import shen, shen_by_mode, shen_overall
from portee.indicators.decay import Exponential, Step
from portee.indicators.gravity import gravity
from tests.indicators.crowds import SHEN_JOBS, SHEN_MINUTES, SHEN_PEOPLE, Crowd, crowds

DECAY = Exponential(0.1)


def test_published_example() -> None:
    """Soukhov et al. 2023, section 2.3, on the example of Shen 1998."""
    access = shen(SHEN_MINUTES, SHEN_JOBS, SHEN_PEOPLE, DECAY)
    assert access.tolist() == pytest.approx([1.3366693, 0.8880224, 0.9963171], abs=5e-8)
    assert float((access * SHEN_PEOPLE).sum()) == pytest.approx(210_000.0, rel=1e-12)
    # Without competition, suburb and city have as much: 100 000 (e^−1.5 + e^−3) + 10 000 e^−10.
    assert gravity(SHEN_MINUTES, SHEN_JOBS, DECAY).tolist() == pytest.approx([27_292, 27_292, 2_240], abs=0.5)


def test_worked_by_hand() -> None:
    """30 jobs at 1 wanted by 10 + 20 people, 8 jobs at 2 wanted by 20: 30/30 = 1 and 8/20 = 0.4."""
    minutes = [[10.0, 40.0], [10.0, 10.0]]
    assert shen(minutes, [30.0, 8.0], [10.0, 20.0], Step(20)).tolist() == [1.0, 1.4]
    assert shen(minutes, [[30.0, 3.0], [8.0, 0.0]], [10.0, 20.0], Step(20)).tolist() == [[1.0, 0.1], [1.4, 0.1]]


@given(crowds())
def test_no_opportunity_is_counted_twice(crowd: Crowd) -> None:
    access = shen(crowd.minutes, crowd.opportunities, crowd.people, Exponential(0.05))
    reached = ((crowd.minutes < math.inf) & (crowd.people[:, np.newaxis] > 0)).any(axis=0)
    assert float((access * crowd.people).sum()) == pytest.approx(crowd.opportunities[reached].sum(), rel=1e-12)


@given(crowds(least_people=1), st.integers(1, 50))
def test_equal_demand_everywhere_shares_out_the_gravity(crowd: Crowd, people: int) -> None:
    """When all destinations draw the same demand D, access is gravity / D."""
    minutes = np.broadcast_to(crowd.minutes[:, :1], crowd.minutes.shape)
    decay = Exponential(0.05)
    equal = np.full(len(minutes), float(people))
    drawn = float((decay(minutes[:, 0]) * people).sum())
    access = shen(minutes, crowd.opportunities, equal, decay)
    if drawn > 0:
        np.testing.assert_allclose(access, gravity(minutes, crowd.opportunities, decay) / drawn, rtol=1e-12)
    else:
        assert not access.any()


@given(crowds(least_people=1), st.floats(1, 9))
def test_access_falls_in_proportion_to_rivals(crowd: Crowd, times: float) -> None:
    decay = Exponential(0.05)
    before = shen(crowd.minutes, crowd.opportunities, crowd.people, decay)
    after = shen(crowd.minutes, crowd.opportunities, crowd.people * times, decay)
    np.testing.assert_allclose(after * times, before, rtol=1e-9)


@given(crowds(groups=3))
def test_equals_its_slow_twin(crowd: Crowd) -> None:
    slow = np.zeros(crowd.people.shape)
    for j, offer in enumerate(crowd.opportunities):
        wanted = sum(
            crowd.people[g, i] * math.exp(-0.05 * crowd.minutes[g, i, j])
            for g in range(3)
            for i in range(crowd.people.shape[1])
        )
        for g in range(3):
            for i in range(crowd.people.shape[1]):
                if wanted > 0:
                    slow[g, i] += offer * math.exp(-0.05 * crowd.minutes[g, i, j]) / wanted
    fast = shen(crowd.minutes, crowd.opportunities, crowd.people, Exponential(0.05))
    np.testing.assert_allclose(fast, slow, rtol=1e-9, atol=1e-12)


def test_a_place_without_people_has_access_too() -> None:
    assert shen([[5.0], [5.0]], [10.0], [4.0, 0.0], Step(10)).tolist() == [2.5, 2.5]
    assert shen([[5.0], [5.0]], [10.0], [0.0, 0.0], Step(10)).tolist() == [0.0, 0.0]


def test_car_and_no_car_by_hand() -> None:
    """100 people at one origin, 40 % with a car; 2 jobs centres of 60 and 50; only cars reach the second in time.

    Centre 1: 60 / 100 = 0.6 for everybody; centre 2: 50 / 40 = 1.25 for those with a car.
    """
    minutes = [[[10.0, 15.0]], [[25.0, 50.0]]]
    shares = [[0.4], [0.6]]
    by_mode = shen_by_mode(minutes, [60.0, 50.0], [100.0], shares, Step(30))
    assert by_mode.ravel().tolist() == pytest.approx([1.85, 0.6])
    # 0.4 × 1.85 + 0.6 × 0.6 = 1.1: all 110 jobs over 100 people.
    assert shen_overall(by_mode, shares).tolist() == pytest.approx([1.1])
    # Walkers who bear less time: with a decay of their own they reach nothing, and leave the jobs to the cars.
    alone = shen_by_mode(minutes, [60.0, 50.0], [100.0], shares, (Step(30), Step(20)))
    assert alone.ravel().tolist() == pytest.approx([2.75, 0.0])
    two = shen_by_mode(minutes, [[60.0, 6.0], [50.0, 5.0]], [100.0], shares, Step(30))
    assert shen_overall(two, shares).tolist() == [pytest.approx([1.1, 0.11])]


@given(crowds(groups=2), st.lists(st.integers(0, 10), min_size=6, max_size=6))
def test_modes_share_out_all_that_is_reached(crowd: Crowd, tenths: list[int]) -> None:
    car = np.asarray(tenths[: crowd.people.shape[1]]) / 10
    shares = np.stack([car, 1 - car])
    decay = Exponential(0.05)
    by_mode = shen_by_mode(crowd.minutes, crowd.opportunities, crowd.people[0], shares, decay)
    as_groups = shen(crowd.minutes, crowd.opportunities, crowd.people[0] * shares, decay)
    assert by_mode.tobytes() == as_groups.tobytes()
    overall = shen_overall(by_mode, shares)
    reached = ((crowd.minutes < math.inf) & ((crowd.people[0] * shares) > 0)[..., np.newaxis]).any(axis=(0, 1))
    assert float((overall * crowd.people[0]).sum()) == pytest.approx(crowd.opportunities[reached].sum(), rel=1e-9)


def test_impossible_modes_are_refused() -> None:
    minutes = [[[1.0]], [[1.0]]]
    with pytest.raises(ParameterError, match="modes"):
        shen_by_mode([[1.0]], [1.0], [1.0], [[1.0]], Step(1))
    for shares in ([[0.5], [0.4]], [[1.5], [-0.5]], [[np.nan], [1.0]], [[1.0]]):
        with pytest.raises(ParameterError, match="mode_shares"):
            shen_by_mode(minutes, [1.0], [1.0], shares, Step(1))
        with pytest.raises(ParameterError, match="mode_shares"):
            shen_overall([[1.0], [1.0]], shares)
    for access in ([1.0], [[-1.0], [1.0]], [[np.inf], [1.0]], [[np.nan], [1.0]]):
        with pytest.raises(ParameterError, match="access"):
            shen_overall(access, [[0.5], [0.5]])


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(ParameterError, match="weights"):
        shen([[1.0]], [-1.0], [1.0], Step(1))
    with pytest.raises(ParameterError, match="demand"):
        shen([[1.0]], [1.0], [np.nan], Step(1))
    with pytest.raises(ParameterError, match="minutes"):
        shen([[np.nan]], [1.0], [1.0], Step(1))
