from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.decay import Decay, Exponential, Gaussian, Interval, Logistic, Power, Step

ALL: list[Decay] = [
    Step(45),
    Interval(30, 60),
    Exponential(0.05),
    Power(2, 10),
    Logistic(45, 10),
    Logistic(1, 40),
    Gaussian(20),
]


@pytest.mark.parametrize("decay", ALL, ids=str)
@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=9))
def test_laws_of_a_decay(decay: Decay, times: list[float]) -> None:
    share = decay(np.sort(np.asarray(times)))
    assert np.all((share >= 0) & (share <= 1))
    assert np.all(np.diff(share) <= 0)
    assert decay([0.0]).tolist() == pytest.approx([1.0])
    assert decay([math.inf]).tolist() == [0.0]


@pytest.mark.parametrize(
    ("decay", "minutes", "expected"),
    [
        (Step(45), 45.0, 1.0),
        (Step(45), 45.001, 0.0),
        (Interval(30, 60), 30.0, 1.0),
        (Interval(30, 60), 40.0, 2 / 3),
        (Interval(30, 60), 60.0, 0.0),
        (Exponential(0.1), 10.0, math.exp(-1)),
        (Exponential.from_half_life(20), 20.0, 0.5),
        (Exponential.from_half_life(20), 60.0, 0.125),
        (Power(2, 10), 5.0, 1.0),
        (Power(2, 10), 20.0, 0.25),
        (Logistic(45, 10), 45.0, (1 + math.exp(-45 * math.pi / (10 * math.sqrt(3)))) / 2),
        (Gaussian(20), 20.0, math.exp(-0.5)),
    ],
    ids=str,
)
def test_worked_by_hand(decay: Decay, minutes: float, expected: float) -> None:
    assert decay([minutes]).tolist() == pytest.approx([expected], rel=1e-12)


@given(st.floats(0, 100), st.floats(0.1, 100), st.floats(0, 200))
def test_interval_is_the_mean_of_the_steps(low: float, width: float, minutes: float) -> None:
    cutoffs = low + width * (np.arange(2000) + 0.5) / 2000
    mean = np.mean([Step(cutoff)([minutes])[0] for cutoff in cutoffs[::20]])
    assert Interval(low, low + width)([minutes])[0] == pytest.approx(mean, abs=0.011)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Step(-1),
        lambda: Interval(60, 30),
        lambda: Interval(30, 30),
        lambda: Exponential(0),
        lambda: Exponential.from_half_life(0),
        lambda: Power(1, 0),
        lambda: Logistic(30, math.nan),
        lambda: Gaussian(math.inf),
    ],
)
def test_impossible_parameters_are_refused(make: object) -> None:
    with pytest.raises(ParameterError):
        make()  # type: ignore[operator]
