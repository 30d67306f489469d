from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.orlib import read_optima, read_pmed
from portee.core.errors import ParameterError
from portee.hubs.siting import p_median as module
from portee.hubs.siting.choice import Choice, choice
from portee.hubs.siting.interchange import greedy, value_of
from portee.hubs.siting.p_median import p_median
from portee.hubs.siting.relaxation import Bounded
from tests.hubs.siting.brute import best, median_value, small

SEEDS = st.integers(0, 2**32 - 1)
FAR = 20.0


@given(SEEDS)
def test_as_good_as_every_set_tried(seed: int) -> None:
    problem = small(seed)
    if not np.isfinite(problem.minutes[problem.weights > 0][:, problem.choice.decided | problem.choice.free]).any():
        return
    found = p_median(problem.weights, problem.minutes, problem.choice, beyond=FAR)
    least = best(problem.choice, lambda opened: median_value(problem, opened, FAR), smallest=True)
    assert found.value == pytest.approx(least)
    assert found.value == pytest.approx(median_value(problem, found.opened, FAR))
    assert found.bound <= least * (1 + 1e-9)
    assert found.optimal
    assert problem.choice.allows(found.opened)


@given(SEEDS)
def test_the_programme_alone_is_as_good(seed: int) -> None:
    """Where the relaxation settles nothing, the programme over all places must tell the same."""
    problem = small(seed, never=False)

    def nothing_known(costs: np.ndarray, beyond: np.ndarray, limits: Choice, opened: np.ndarray, **_: float) -> Bounded:
        worst = value_of(costs, beyond, limits.decided | greedy(costs, beyond, limits))
        return Bounded(opened, worst + 1.0, 0.0, limits.decided, ~limits.free & ~limits.decided)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "bounded", nothing_known)
        found = p_median(problem.weights, problem.minutes, problem.choice, beyond=FAR)
    least = best(problem.choice, lambda opened: median_value(problem, opened, FAR), smallest=True)
    assert found.value == pytest.approx(least)
    assert found.bound == pytest.approx(least)


@given(SEEDS)
def test_order_weights_of_zero_and_more_money(seed: int) -> None:
    problem = small(seed, never=False)
    value = p_median(problem.weights, problem.minutes, problem.choice, beyond=FAR).value
    order = np.random.default_rng(seed).permutation(len(problem.weights))
    assert p_median(problem.weights[order], problem.minutes[order], problem.choice, beyond=FAR).value == pytest.approx(
        value
    )
    counts = problem.weights > 0
    assert p_median(
        problem.weights[counts], problem.minutes[counts], problem.choice, beyond=FAR
    ).value == pytest.approx(value)
    budget, count = problem.choice.budget, problem.choice.count
    more = replace(
        problem.choice, budget=None if budget is None else budget + 2, count=None if count is None else count + 1
    )
    assert p_median(problem.weights, problem.minutes, more, beyond=FAR).value <= value + 1e-9


def test_each_row_may_have_its_own_limit() -> None:
    minutes = np.array([[5.0, 9.0], [9.0, 5.0]])
    found = p_median(np.ones(2), minutes, choice(2, count=1), beyond=np.array([6.0, 20.0]))
    assert found.opened.tolist() == [False, True]
    assert found.value == 11.0


def test_nobody_within_the_limit_is_told_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match="less than 10 minutes: the nearest is 15 minutes away"):
        p_median(np.ones(1), np.array([[15.0, 40.0]]), choice(2, count=1), beyond=10.0)
    with pytest.raises(ParameterError, match="none is ever reached"):
        p_median(np.ones(1), np.array([[np.inf]]), choice(1, count=1), beyond=10.0)
    with pytest.raises(ParameterError, match="not said what counts"):
        p_median(np.ones(1), np.array([[1.0, np.inf]]), choice(2, count=1))
    with pytest.raises(ParameterError, match="`beyond` is not"):
        p_median(np.ones(1), np.array([[1.0]]), choice(1, count=1), beyond=np.inf)


def test_a_large_one_is_told_with_its_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ENTRIES", 0)
    rng = np.random.default_rng(3)
    points, places = rng.random((40, 2)), rng.random((15, 2))
    minutes = np.hypot(*(points[:, None] - places[None]).transpose(2, 0, 1))
    found = p_median(np.ones(40), minutes, choice(15, count=4))
    assert found.method == "heuristic"
    assert 0 <= found.gap < 0.05


@pytest.mark.real
@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7])
def test_optima_of_or_library(number: int, shared_data: Path) -> None:
    folder = shared_data / "optimisation" / "orlib_pmed"
    minutes, count = read_pmed(folder / f"pmed{number}.txt")
    found = p_median(np.ones(len(minutes)), minutes, choice(len(minutes), count=count))
    assert found.value == read_optima(folder / "pmedopt.txt")[f"pmed{number}"]
    assert found.optimal


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.parametrize("number", [6, 8, 9, 10, 11])
def test_larger_optima_of_or_library(number: int, shared_data: Path) -> None:
    """Within the time allowed the best set is found; a slow machine may not have the time to prove it."""
    folder = shared_data / "optimisation" / "orlib_pmed"
    minutes, count = read_pmed(folder / f"pmed{number}.txt")
    found = p_median(np.ones(len(minutes)), minutes, choice(len(minutes), count=count), time_limit_s=120)
    optimum = read_optima(folder / "pmedopt.txt")[f"pmed{number}"]
    assert found.value == optimum
    assert optimum * 0.99 <= found.bound <= optimum * (1 + 1e-9)


def test_a_search_that_time_ended_says_so() -> None:
    rng = np.random.default_rng(3)
    weights, minutes = rng.integers(1, 9, 150).astype(np.float64), rng.uniform(1, 60, (150, 80))
    hurried = p_median(weights, minutes, choice(80, count=6), time_limit_s=1e-6)
    assert not hurried.optimal
    assert hurried.timed
    enough = p_median(weights, minutes, choice(80, count=6), time_limit_s=1e-6, gap=1.0)
    assert not enough.timed, "a gap that is near enough ended it"
    small = p_median(weights[:20], minutes[:20, :8], choice(8, count=2))
    assert small.optimal
    assert not small.timed
