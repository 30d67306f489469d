from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from portee.indicators.cumulative import cumulative
from portee.indicators.decay import Exponential, Gaussian, Logistic, Power, Step
from portee.indicators.gravity import gravity
from tests.indicators.laws import Matrix, tables


def test_worked_by_hand() -> None:
    times = [[0.0, 20.0, 40.0, math.inf]]
    assert gravity(times, [8.0, 8.0, 8.0, 8.0], Exponential.from_half_life(20)).tolist() == pytest.approx([14.0])


@given(tables())
def test_never_more_than_what_can_be_reached(table: tuple[Matrix, Matrix]) -> None:
    times, weights = table
    reachable = cumulative(times, weights, 1e9)
    for decay in (Exponential(0.03), Power(1.5, 5), Logistic(30, 8), Gaussian(25)):
        assert np.all(gravity(times, weights, decay) <= reachable * (1 + 1e-12))


@given(tables())
def test_a_step_is_the_cumulative_count(table: tuple[Matrix, Matrix]) -> None:
    assert gravity(*table, Step(40)).tolist() == cumulative(*table, 40).tolist()


@given(tables(kinds=2))
def test_equals_its_slow_twin(table: tuple[Matrix, Matrix]) -> None:
    times, weights = table
    slow = [
        [
            sum(0.0 if math.isinf(t) else math.exp(-0.05 * t) * weights[j, k] for j, t in enumerate(row))
            for k in range(2)
        ]
        for row in times.tolist()
    ]
    np.testing.assert_allclose(gravity(times, weights, Exponential(0.05)), slow, rtol=1e-12)
