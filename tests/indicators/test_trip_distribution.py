from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.decay import Exponential, Step
from portee.indicators.trip_distribution import distributed_by_both_ends, distributed_by_origin

SEEDS = st.integers(0, 2**32 - 1)
DECAY = Exponential.from_half_life(20)


def _ground(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times, trips and opportunities, some of them none."""
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 7, 2)
    minutes = rng.uniform(0, 90, (n, m))
    minutes[rng.random((n, m)) < 0.2] = np.inf
    trips, there = rng.uniform(0, 50, n), rng.uniform(0, 30, m)
    trips[rng.random(n) < 0.2], there[rng.random(m) < 0.2] = 0.0, 0.0
    return minutes, trips, there


def test_by_hand() -> None:
    """At 0 and 20 minutes the pulls of 30 and 20 are 30 and 10: three quarters and one quarter of 100 trips."""
    found = distributed_by_origin([[0.0, 20.0, np.inf]], [100.0], [30.0, 20.0, 500.0], DECAY)
    assert found == pytest.approx(np.array([[75.0, 25.0, 0.0]]))


def test_both_ends_by_hand() -> None:
    """Two origins that see both places alike: each receives its part, whoever comes."""
    found = distributed_by_both_ends(np.zeros((2, 2)), [60.0, 40.0], [3.0, 1.0], DECAY)
    assert found == pytest.approx(np.array([[45.0, 15.0], [30.0, 10.0]]))


@given(SEEDS)
def test_by_origin_every_trip_goes_where_something_is_within_reach(seed: int) -> None:
    minutes, trips, there = _ground(seed)
    found = distributed_by_origin(minutes, trips, there, DECAY)
    some = (np.isfinite(minutes) & (there > 0)).any(axis=1)
    assert found.sum(axis=1) == pytest.approx(np.where(some, trips, 0.0))
    assert (found[:, there == 0] == 0).all()
    assert (found[~np.isfinite(minutes)] == 0).all()
    naive = np.zeros(found.shape)
    for i in range(len(trips)):
        pulls = [
            there[j] * 0.5 ** (minutes[i, j] / 20) if np.isfinite(minutes[i, j]) else 0.0 for j in range(len(there))
        ]
        for j, pull in enumerate(pulls):
            naive[i, j] = trips[i] * pull / sum(pulls) if sum(pulls) else 0.0
    assert found == pytest.approx(naive)


@given(SEEDS)
def test_by_both_ends_every_place_receives_its_part(seed: int) -> None:
    minutes, trips, there = _ground(seed)
    minutes[~np.isfinite(minutes)] = 200.0
    found = distributed_by_both_ends(minutes, trips, there, DECAY)
    if not there.any():
        assert not found.any()
        return
    assert found.sum(axis=1) == pytest.approx(trips)
    assert found.sum(axis=0) == pytest.approx(there * trips.sum() / there.sum(), rel=1e-6, abs=1e-9)


def test_what_nobody_reaches_receives_nothing() -> None:
    minutes = [[10.0, np.inf], [20.0, np.inf], [np.inf, np.inf]]
    found = distributed_by_both_ends(minutes, [5.0, 7.0, 9.0], [2.0, 8.0], DECAY)
    assert found == pytest.approx(np.array([[5.0, 0.0], [7.0, 0.0], [0.0, 0.0]]))


def test_impossible_parts_are_told() -> None:
    """Nine tenths of the opportunities are within reach of one person in ten alone."""
    with pytest.raises(ParameterError, match="cannot be shared"):
        distributed_by_both_ends([[10.0, 20.0], [10.0, 50.0]], [1.0, 9.0], [1.0, 9.0], Step(30.0))


def test_shapes_must_match() -> None:
    with pytest.raises(ParameterError, match="do not match"):
        distributed_by_origin(np.zeros((2, 2)), [1.0, 1.0], [1.0], DECAY)
    with pytest.raises(ParameterError, match="dimensions"):
        distributed_by_origin(np.zeros(2), [1.0], [1.0, 2.0], DECAY)
