from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.orlib import read_pmedcap
from portee.core.errors import ParameterError
from portee.hubs.siting import capacitated as module
from portee.hubs.siting.capacitated import capacitated_p_median
from portee.hubs.siting.choice import Choice, choice
from portee.hubs.siting.programme import Found, solved

ONES = np.ones(3)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1))
def test_as_good_as_every_way_to_share_out(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    minutes = rng.integers(0, 9, (n, m)).astype(np.float64)
    weights, loads = rng.integers(1, 4, n).astype(np.float64), rng.integers(1, 4, n).astype(np.float64)
    capacities, limits = rng.integers(2, 9, m).astype(np.float64), choice(m, count=int(rng.integers(1, m + 1)))
    least = np.inf
    for places in itertools.product(range(m), repeat=n):
        used = np.bincount(places, weights=loads, minlength=m)
        if (used <= capacities).all() and len(set(places)) <= (limits.count or m):
            least = min(least, float((weights * minutes[np.arange(n), list(places)]).sum()))
    if not np.isfinite(least):
        with pytest.raises(ParameterError, match=r"capacity|room"):
            capacitated_p_median(weights, minutes, loads, capacities, limits, whole=True)
        return
    found, shares = capacitated_p_median(weights, minutes, loads, capacities, limits, whole=True)
    assert found.value == pytest.approx(least)
    assert found.bound == pytest.approx(least)
    assert ((loads[:, None] * shares).sum(axis=0) <= capacities * found.opened + 1e-6).all()
    assert shares.sum(axis=1) == pytest.approx(np.ones(n))
    parts, _ = capacitated_p_median(weights, minutes, loads, capacities, limits)
    assert parts.value <= least + 1e-6


def test_rows_of_weight_zero_take_no_room() -> None:
    weights = np.array([1.0, 0.0, 1.0])
    found, shares = capacitated_p_median(weights, np.ones((3, 1)), ONES, np.array([2.0]), choice(1))
    assert found.value == 2.0
    assert shares[:, 0].tolist() == [1.0, 0.0, 1.0]


def test_too_little_room_says_by_how_much() -> None:
    minutes = np.ones((3, 2))
    with pytest.raises(ParameterError, match=r"capacity of 3; .* have 2, 1 too little\. 2 places would have it"):
        capacitated_p_median(ONES, minutes, ONES, np.array([2.0, 1.0]), choice(2, count=1))
    with pytest.raises(ParameterError, match="Even all candidates have too little"):
        capacitated_p_median(ONES, minutes, ONES, np.array([1.0, 1.0]), choice(2))
    with pytest.raises(ParameterError, match="A load is missing"):
        capacitated_p_median(ONES, minutes, np.ones(2), np.ones(2), choice(2))
    far = np.array([[1.0, np.inf]] * 3)
    with pytest.raises(ParameterError, match="have room for everybody"):
        capacitated_p_median(ONES, far, ONES, np.array([2.0, 5.0]), choice(2))


@pytest.mark.real
@pytest.mark.slow
def test_capacitated_instances_of_or_library(shared_data: Path) -> None:
    path = shared_data / "optimisation" / "orlib_pmed" / "pmedcap1.txt"
    for best, count, capacity, distance, demands in read_pmedcap(path)[:3]:
        n = len(demands)
        found, _ = capacitated_p_median(
            np.ones(n), distance, demands, np.full(n, capacity), choice(n, count=count), whole=True, time_limit_s=120
        )
        assert found.value == best


@pytest.mark.parametrize("whole", [False, True])
def test_out_of_time_the_places_best_without_capacities_are_filled(
    monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    """As if the programme over all places had found nothing in its time: what is told then is no proof."""
    rng = np.random.default_rng(5)
    points = rng.random((30, 2))
    minutes = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    loads, rooms = rng.integers(1, 5, 30).astype(np.float64), np.full(30, 40.0)
    best, _ = capacitated_p_median(np.ones(30), minutes, loads, rooms, choice(30, count=4), whole=whole)
    calls: list[int] = []

    def hurried(objective: np.ndarray, limits: Choice, *args: Any, **options: Any) -> Found:
        calls.append(int(limits.decided.sum()))
        if len(calls) == 1:
            return Found(None, 0.0, optimal=False)
        return solved(objective, limits, *args, **options)

    monkeypatch.setattr(module, "solved", hurried)
    found, shares = capacitated_p_median(np.ones(30), minutes, loads, rooms, choice(30, count=4), whole=whole)
    assert calls == [0, 4]
    assert not found.optimal
    assert best.value - 1e-9 <= found.value <= 1.5 * best.value
    assert shares.sum(axis=1) == pytest.approx(np.ones(30))
    assert (loads @ shares <= rooms + 1e-6).all()
