from __future__ import annotations

import numpy as np
import pytest

from portee.hubs.demand.assumptions import Assumption, Assumptions, central
from portee.hubs.demand.sensitivity import draws, tornado
from tests.hubs.demand.towns import DAY, assumed

BOUNDS = tuple(bound for bound in central(DAY)[1] if bound.name in ("considers", "nest", "stay_h"))


def evaluate(a: Assumptions) -> np.ndarray:
    return np.array([100 * a["considers"], a["nest"]])


def test_what_matters_most_comes_first() -> None:
    swings = tornado(evaluate, assumed(), BOUNDS)
    assert [swing.assumption.name for swing in swings] == ["considers", "nest", "stay_h"]
    assert swings[0].low.tolist() == pytest.approx([5, 0.7])
    assert swings[0].high.tolist() == pytest.approx([35, 0.7])
    assert swings[0].width == pytest.approx(30)
    assert swings[2].width == 0


def test_equal_seeds_give_equal_draws_within_the_bounds() -> None:
    once = draws(evaluate, assumed(), BOUNDS, count=300, seed=7)
    assert (once == draws(evaluate, assumed(), BOUNDS, count=300, seed=7)).all()
    assert (once != draws(evaluate, assumed(), BOUNDS, count=300, seed=8)).any()
    assert once.shape == (300, 2)
    assert once[:, 0].min() >= 5
    assert once[:, 0].max() <= 35
    # The mean of a triangle is that of its three corners.
    assert once[:, 0].mean() == pytest.approx((5 + 15 + 35) / 3, abs=1)


def test_an_assumption_without_width_does_not_move() -> None:
    still = Assumption("considers", "p", BOUNDS[0].title, "share", 0.2, 0.2, 0.2, False)
    assert (draws(evaluate, assumed(), [still], count=3, seed=0)[:, 0] == 20).all()
