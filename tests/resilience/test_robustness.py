from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.resilience.robustness import random_orders, ranked, robustness_curve

SEEDS = st.integers(0, 2**32 - 1)
WEIGHTS = {"a": 4.0, "b": 3.0, "c": 2.0, "d": 1.0}


def _left(failed: frozenset[str]) -> float:
    return sum(weight for name, weight in WEIGHTS.items() if name not in failed) / 10


def _network(seed: int) -> tuple[list[str], Callable[[frozenset[str]], float]]:
    """Elements, and what is left: of destinations that are reached while one of several elements works."""
    rng = np.random.default_rng(seed)
    names = [f"e{k}" for k in range(int(rng.integers(1, 9)))]
    ways = [set(rng.choice(names, int(rng.integers(1, len(names) + 1)), replace=False).tolist()) for _ in range(6)]
    weights = rng.random(6).tolist()
    return names, lambda failed: float(sum(w for way, w in zip(ways, weights, strict=True) if not way <= failed))


def test_a_given_order_by_hand() -> None:
    """Four lines that bring 0.4, 0.3, 0.2 and 0.1 fail from the largest: 1, 0.6, 0.3, 0.1 and 0 are left.

    Area: 0.25 × (1/2 + 0.6 + 0.3 + 0.1 + 0/2) = 0.375. From the smallest, 1, 0.9, 0.7, 0.4, 0: 0.25 × 2.5 = 0.625.
    """
    shares = [0.0, 0.25, 0.5, 0.75, 1.0]
    names = ["c", "a", "d", "b"]
    order = ranked(names, [WEIGHTS[name] for name in names])
    assert order == ("a", "b", "c", "d")
    worst = robustness_curve(names, _left, shares, order)
    np.testing.assert_allclose(worst.quality, [[1.0, 0.6, 0.3, 0.1, 0.0]], atol=1e-12)
    np.testing.assert_allclose(worst.area, [0.375])
    mildest = robustness_curve(names, _left, shares, order[::-1])
    np.testing.assert_allclose(mildest.area, [0.625])
    # Any random order lies between the two.
    drawn = robustness_curve(names, _left, shares, draws=50, seed=3)
    assert drawn.quality.shape == (50, 5)
    assert np.all((drawn.area >= 0.375 - 1e-12) & (drawn.area <= 0.625 + 1e-12))
    assert len(np.unique(drawn.area.round(9))) > 5


def test_the_nearest_whole_number_fails() -> None:
    """Of 4: 0.1 × 4 = 0.4 fails none, 0.125 × 4 = 0.5 one, 0.6 × 4 = 2.4 two. Trapezoids over uneven steps:
    0.025 × (1 + 0.6)/2 + 0.475 × (0.6 + 0.3)/2 = 0.02 + 0.21375.
    """
    found = robustness_curve("abcd", _left, [0.1, 0.125, 0.6], list("abcd"))
    np.testing.assert_array_equal(found.failed, [0, 1, 2])
    np.testing.assert_allclose(found.area, [0.23375])


def test_level_scores_go_by_name() -> None:
    assert ranked(["b", "c", "a"], [1.0, 2.0, 1.0]) == ("c", "a", "b")
    assert ranked(["b", "a"], [-np.inf, np.inf]) == ("a", "b")


def test_failures_are_nested_and_asked_once() -> None:
    asked: list[frozenset[str]] = []

    def left(failed: frozenset[str]) -> float:
        asked.append(failed)
        return _left(failed)

    robustness_curve("abcd", left, [0.0, 0.5, 0.75, 1.0], draws=1, seed=5)
    assert [len(failed) for failed in asked] == [0, 2, 3, 4]
    assert all(fewer < more for fewer, more in itertools.pairwise(asked))
    asked.clear()
    robustness_curve("abcd", left, [0.0, 0.5, 1.0], draws=40, seed=5)
    # Nothing, everything, and each of the six pairs.
    assert len(asked) == len(set(asked)) == 8


@settings(max_examples=60)
@given(SEEDS)
def test_curves_never_rise_where_a_failure_never_helps(seed: int) -> None:
    names, left = _network(seed)
    shares = np.linspace(0, 1, 6).tolist()
    found = robustness_curve(names, left, shares, draws=5, seed=seed)
    assert np.all(np.diff(found.quality, axis=1) <= 0)
    assert np.all(found.quality[:, 0] == left(frozenset()))
    assert np.all(found.quality[:, -1] == left(frozenset(names)))
    assert np.all(found.area <= found.quality[:, 0] + 1e-12)
    for row, order in zip(found.quality, random_orders(names, 5, seed), strict=True):
        assert row.tolist() == [left(frozenset(order[:count])) for count in found.failed.tolist()]
        np.testing.assert_array_equal(robustness_curve(names, left, shares, order).quality, [row])


@settings(max_examples=40)
@given(SEEDS)
def test_random_orders_depend_on_the_seed_alone(seed: int) -> None:
    names = list("abcdefgh")
    drawn = random_orders(names, 6, seed)
    assert all(sorted(order) == names for order in drawn)
    assert random_orders(names[::-1], 6, seed) == drawn
    assert random_orders(names, 2, seed) == drawn[:2]
    assert random_orders(names, 6, seed + 1) != drawn


def test_nothing_left_but_for_rounding_is_nothing_left() -> None:
    found = robustness_curve("ab", lambda gone: -2.3e-16 if len(gone) == 2 else 1.0, [0.0, 1.0])
    assert np.all(found.quality[:, -1] == 0.0)


def test_impossible_arguments_are_refused() -> None:
    for shares in ([0.5], [0.5, 0.5], [0.5, 0.2], [-0.1, 0.5], [0.5, 1.1], [0.0, np.nan]):
        with pytest.raises(ParameterError, match="shares"):
            robustness_curve("abcd", _left, shares)
    for order in ("worst", "abcd", ["a", "b"], ["a", "b", "c", "c"]):
        with pytest.raises(ParameterError, match="order"):
            robustness_curve("abcd", _left, [0.0, 1.0], order)
    with pytest.raises(ParameterError, match="draws"):
        robustness_curve("abcd", _left, [0.0, 1.0], draws=0)
    for names in ([], ["a", "a"]):
        for find in (lambda n: robustness_curve(n, _left, [0.0, 1.0]), lambda n: random_orders(n, 1, 0)):
            with pytest.raises(ParameterError, match="elements"):
                find(names)
    for wrong in (np.nan, np.inf, -1.0):
        with pytest.raises(ParameterError, match="left"):
            robustness_curve("abcd", {frozenset[str](): wrong}.__getitem__, [0.0, 1.0])
    for scores in ([1.0], [np.nan, 1.0]):
        with pytest.raises(ParameterError, match="scores"):
            ranked(["a", "b"], scores)
