from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.competition import shen
from portee.indicators.decay import Exponential, Step
from portee.indicators.demand import potential_demand, unreached_opportunities
from portee.indicators.spatial_availability import spatial_availability
from tests.indicators.crowds import SHEN_JOBS, SHEN_MINUTES, SHEN_PEOPLE, Crowd, crowds

DECAY = Exponential(0.1)


def test_published_example() -> None:
    """Soukhov et al. 2023 on Shen's example; the same figures are tested in the R package accessibility."""
    available = spatial_availability(SHEN_MINUTES, SHEN_JOBS, SHEN_PEOPLE, DECAY)
    assert np.round(available).tolist() == [66_833, 133_203, 9_963]
    assert float(available.sum()) == pytest.approx(210_000.0, rel=1e-14)


def test_factors_of_the_article() -> None:
    """F^p and F^c written out as in the article give what the shorter form gives."""
    f = DECAY(SHEN_MINUTES)
    by_people = (SHEN_PEOPLE / SHEN_PEOPLE.sum())[:, np.newaxis]
    by_cost = f / f.sum(axis=0)
    both = by_people * by_cost / (by_people * by_cost).sum(axis=0)
    expected = (both * SHEN_JOBS).sum(axis=1)
    np.testing.assert_allclose(spatial_availability(SHEN_MINUTES, SHEN_JOBS, SHEN_PEOPLE, DECAY), expected, rtol=1e-13)


def test_two_modes_of_the_article() -> None:
    """Soukhov et al. 2024: a faster mode z and a slower mode x; the factors sum over modes and origins."""
    fast = np.asarray([[10.0, 25.0, 80.0], [25.0, 10.0, 80.0], [80.0, 80.0, 10.0]])
    minutes = np.stack([fast, SHEN_MINUTES])
    people = np.asarray([[33_000.0, 90_000.0, 7_000.0], [16_500.0, 60_000.0, 3_000.0]])
    available = spatial_availability(minutes, SHEN_JOBS, people, DECAY)
    assert float(available.sum()) == pytest.approx(210_000.0, rel=1e-14)
    f = DECAY(minutes)
    by_people = (people / people.sum())[..., np.newaxis]
    by_cost = f / f.sum(axis=(0, 1))
    both = by_people * by_cost / (by_people * by_cost).sum(axis=(0, 1))
    np.testing.assert_allclose(available, (both * SHEN_JOBS).sum(axis=-1), rtol=1e-13)
    # 62 % of people have the faster mode, and more than their share of the jobs.
    assert people[0].sum() / people.sum() == pytest.approx(0.62, abs=0.005)
    assert available[0].sum() / available.sum() > 0.7


def test_worked_by_hand() -> None:
    """90 jobs wanted by 10 and 20 people: 30 and 60. Squared, they weigh 100 and 400: 18 and 72."""
    minutes = [[10.0, math.inf], [10.0, math.inf]]
    assert spatial_availability(minutes, [90.0, 7.0], [10.0, 20.0], Step(15)).tolist() == [30.0, 60.0]
    assert spatial_availability(minutes, [90.0, 7.0], [10.0, 20.0], Step(15), alpha=2).tolist() == pytest.approx(
        [18.0, 72.0]
    )
    assert spatial_availability(minutes, [[90.0, 9.0], [7.0, 7.0]], [10.0, 20.0], Step(15)).tolist() == [
        [30.0, 3.0],
        [60.0, 6.0],
    ]
    # The 7 jobs that nobody reaches belong to nobody.
    wanted = potential_demand(minutes, [10.0, 20.0], Step(15))
    assert unreached_opportunities([90.0, 7.0], wanted) == 7.0


@given(crowds(groups=2), st.sampled_from([0.5, 1.0, 1.5]))
def test_what_is_reached_is_shared_out_exactly(crowd: Crowd, alpha: float) -> None:
    decay = Exponential(0.05)
    available = spatial_availability(crowd.minutes, crowd.opportunities, crowd.people, decay, alpha)
    assert np.all(available >= 0)
    unreached = unreached_opportunities(
        crowd.opportunities, potential_demand(crowd.minutes, crowd.people**alpha, decay)
    )
    assert float(available.sum()) == pytest.approx(float(crowd.opportunities.sum() - unreached), rel=1e-12)
    reached = ((crowd.minutes < math.inf) & (crowd.people[..., np.newaxis] > 0)).any(axis=(0, 1))
    assert float(unreached) == crowd.opportunities[~reached].sum()


@given(crowds())
def test_per_head_it_is_access_with_competition(crowd: Crowd) -> None:
    decay = Exponential(0.05)
    available = spatial_availability(crowd.minutes, crowd.opportunities, crowd.people, decay)
    access = shen(crowd.minutes, crowd.opportunities, crowd.people, decay)
    assert available.tolist() == (access * crowd.people).tolist()


@given(crowds(least_people=1), st.integers(0, 5), st.integers(0, 4), st.floats(0, 60))
def test_a_faster_way_never_gives_less(crowd: Crowd, origin: int, destination: int, sooner: float) -> None:
    i, j = origin % crowd.minutes.shape[0], destination % crowd.minutes.shape[1]
    faster = crowd.minutes.copy()
    faster[i, j] = max(0.0, faster[i, j] - sooner)
    decay = Exponential(0.05)
    before = spatial_availability(crowd.minutes, crowd.opportunities, crowd.people, decay)
    after = spatial_availability(faster, crowd.opportunities, crowd.people, decay)
    assert after[i] >= before[i] * (1 - 1e-12)
    others = np.arange(len(before)) != i
    assert np.all(after[others] <= before[others] * (1 + 1e-12))


def test_far_places_and_tiny_weights() -> None:
    """A decay that has vanished shares nothing out; one that has nearly vanished still shares all."""
    assert spatial_availability([[9000.0]], [5.0], [10.0], DECAY).tolist() == [0.0]
    assert spatial_availability([[4000.0], [4000.0]], [8.0], [1.0, 3.0], DECAY).tolist() == pytest.approx([2.0, 6.0])


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(ParameterError, match="alpha"):
        spatial_availability([[1.0]], [1.0], [1.0], DECAY, alpha=0)
    with pytest.raises(ParameterError, match="demand"):
        spatial_availability([[1.0]], [1.0], [-1.0], DECAY)
    with pytest.raises(ParameterError, match="weights"):
        spatial_availability([[1.0]], [np.inf], [1.0], DECAY)
