from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from portee.commons.experiments.panel import NEVER, Panel
from portee.commons.experiments.synthetic import (
    BLOCKS,
    debiased_effect,
    mixture,
    synthetic_control,
)
from portee.core.errors import ParameterError

Floats = npt.NDArray[np.float64]


def territory(effect: float, *, seed: int = 0, donors: int = 20, periods: int = 30, start: int = 20, noise: float = 0.1,
              level: float = 0.0) -> Panel:  # fmt: skip
    """Neighbourhoods that follow three common movements, the first one treated."""
    rng = np.random.default_rng(seed)
    moves = np.cumsum(rng.normal(0, 0.4, (3, periods)), axis=1)
    shares = rng.dirichlet(np.ones(3), donors + 1)
    shares[0] = shares[1:4].mean(axis=0)
    values = 5 + shares @ moves + rng.normal(0, noise, (donors + 1, periods))
    values[0] += level
    values[0, start:] += effect
    starts = np.full(donors + 1, NEVER)
    starts[0] = start
    return Panel.of(values, starts)


def naive_mixture(target: Floats, donors: Floats) -> float:
    """The smallest miss by a general solver, from several beginnings."""
    count = donors.shape[1]
    best = math.inf
    rng = np.random.default_rng(0)
    for _ in range(3):
        found = minimize(
            lambda w: float(np.sum((target - donors @ w) ** 2)), rng.dirichlet(np.ones(count)), method="SLSQP",
            bounds=[(0, 1)] * count, constraints=[{"type": "eq", "fun": lambda w: w.sum() - 1}],
            options={"ftol": 1e-13, "maxiter": 500},
        )  # fmt: skip
        weights = np.clip(found.x, 0, None)
        best = min(best, float(np.sum((target - donors @ (weights / weights.sum())) ** 2)))
    return best


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(1, 8), st.floats(1e-3, 1e3))
def test_the_mixture_is_the_nearest(seed: int, periods: int, donors: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    target, others = scale * rng.normal(0, 1, periods), scale * rng.normal(0, 1, (periods, donors))
    weights = mixture(target, others)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)
    missed = float(np.sum((target - others @ weights) ** 2))
    assert missed <= naive_mixture(target, others) + 1e-9 * scale**2


def test_planted_weights_are_recovered() -> None:
    rng = np.random.default_rng(1)
    others = rng.normal(0, 1, (15, 6))
    planted = np.array([0.5, 0, 0.3, 0, 0.2, 0])
    assert mixture(others @ planted, others) == pytest.approx(planted, abs=1e-9)


def test_a_target_like_all_donors_takes_them_equally() -> None:
    assert mixture(np.ones(4), np.ones((4, 5))) == pytest.approx(np.full(5, 0.2))


def test_a_planted_effect_is_recovered_with_its_interval() -> None:
    found = synthetic_control(territory(1.0))
    assert found.effect.estimate == pytest.approx(1, abs=0.15)
    assert found.effect.low < 1 < found.effect.high
    assert found.effect.low > 0
    assert found.placebo_p == pytest.approx(1 / 21)
    assert found.ratio > found.placebo_ratios.max()
    assert found.gap[:20] == pytest.approx(np.zeros(20), abs=0.4)


def test_no_effect_is_not_unusual() -> None:
    ps = [synthetic_control(territory(0.0, seed=seed)).placebo_p for seed in range(20)]
    assert np.mean(np.array(ps) < 0.06) <= 0.2
    assert np.mean(ps) > 0.3


@pytest.mark.slow
def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    inside = 0
    for seed in range(400):
        panel = territory(0.5, seed=seed, donors=10, periods=24, start=18)
        found = debiased_effect(panel.values[0], panel.values[1:].T, 18, 0.1)
        inside += found.low <= 0.5 <= found.high
    assert inside / 400 == pytest.approx(0.9, abs=4 * math.sqrt(0.09 / 400))


def test_what_comes_late_is_seen_after_its_lag() -> None:
    panel = territory(0.0, noise=0.02)
    values = panel.values.copy()
    values[0, 24:] += 1.0
    late = Panel.of(values, panel.start)
    assert synthetic_control(late, lag=4).effect.estimate == pytest.approx(1, abs=0.1)
    assert synthetic_control(late).effect.estimate < 0.8


def test_the_estimate_takes_off_what_mixtures_miss_elsewhere() -> None:
    panel = territory(1.0, periods=27, start=18)
    target, donors = panel.values[0], panel.values[1:].T
    effects = []
    for out in (range(6), range(6, 12), range(12, 18)):
        fitted = [k for k in range(18) if k not in out]
        gap = target - donors @ mixture(target[fitted], donors[fitted])
        effects.append(gap[18:].mean() - gap[list(out)].mean())
    found = debiased_effect(target, donors, 18)
    assert len(effects) == BLOCKS
    assert found.estimate == pytest.approx(np.mean(effects))
    assert found.error == pytest.approx(np.std(effects, ddof=1) * math.sqrt((1 + 18 / 9) / 3))
    assert found.freedom == 2


def test_blocks_are_no_longer_than_the_time_after() -> None:
    panel = territory(1.0, periods=30, start=28)
    found = debiased_effect(panel.values[0], panel.values[1:].T, 28)
    assert found.estimate == pytest.approx(1, abs=0.4)


@pytest.mark.parametrize(
    ("panel", "options", "what"),
    [
        (territory(1.0, donors=4), {}, "4 units to mix"),
        (territory(1.0, start=5), {}, "5 periods before"),
        (territory(1.0), {"first": 16}, "4 periods before"),
        (territory(1.0), {"lag": 10}, "Nothing was measured 10"),
        (territory(1.0, level=5.0), {}, "No mixture"),
        (Panel.of(np.ones((8, 20)), [10, 10, *[NEVER] * 6]), {}, "2 units are treated"),
    ],
)
def test_what_cannot_be_compared_is_refused(panel: Panel, options: dict[str, int], what: str) -> None:
    with pytest.raises(ParameterError, match=what):
        synthetic_control(panel, **options)
