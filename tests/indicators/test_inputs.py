from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.inputs import (
    checked_minutes,
    checked_number,
    checked_values,
    checked_weights,
    weighted_sum,
)
from tests.indicators.laws import Matrix, tables


@given(tables(kinds=3))
def test_sum_equals_its_slow_twin(table: tuple[Matrix, Matrix]) -> None:
    times, weights = table
    share = (times <= 60).astype(float)
    expected = [
        [sum(share[i, j] * weights[j, k] for j in range(len(weights))) for k in range(3)] for i in range(len(share))
    ]
    assert weighted_sum(share, weights).tolist() == expected


@given(st.integers(0, 2**32 - 1), st.integers(1, 300), st.integers(1, 40))
def test_a_chunk_gives_the_bits_of_the_whole(seed: int, destinations: int, origins: int) -> None:
    draws = np.random.default_rng(seed)
    share, weights = draws.random((origins, destinations)), draws.random((destinations, 2))
    whole = weighted_sum(share, weights)
    rows = np.stack([weighted_sum(row, weights) for row in share])
    assert whole.tobytes() == rows.tobytes()
    assert whole.tobytes() == weighted_sum(np.asfortranarray(share), np.asfortranarray(weights)).tobytes()


def test_sum_works_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    draws = np.random.default_rng(1)
    share, weights = draws.random((7, 5)), draws.random(5)
    whole = weighted_sum(share, weights)
    monkeypatch.setattr("portee.indicators.inputs.BLOCK_VALUES", 11)
    assert whole.tobytes() == weighted_sum(share, weights).tobytes()


def test_shapes() -> None:
    share = np.ones((2, 3))
    assert weighted_sum(share[0], np.ones(3)).shape == ()
    assert weighted_sum(share[0], np.ones((3, 4))).shape == (4,)
    assert weighted_sum(share, np.ones(3)).shape == (2,)
    assert weighted_sum(share, np.ones((3, 4))).shape == (2, 4)
    assert weighted_sum(np.ones((0, 3)), np.ones((3, 4))).shape == (0, 4)
    assert weighted_sum(np.ones((2, 0)), np.ones(0)).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("times", "says"), [([np.nan], "not numbers"), ([-1.0], "negative"), (3.0, "destination axis")]
)
def test_impossible_times_are_refused(times: object, says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        checked_minutes(times)  # type: ignore[arg-type]


@pytest.mark.parametrize("weights", [[1.0, np.nan], [1.0, -1.0], [1.0, np.inf], [1.0], [[[1.0]], [[2.0]]]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(ParameterError):
        checked_weights(weights, 2)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0, 0.0, 3.0])
def test_impossible_numbers_are_refused(value: float) -> None:
    with pytest.raises(ParameterError, match="'n'"):
        checked_number(value, "n", strict=True, most=2.0)


@pytest.mark.parametrize(
    ("values", "residents"), [([np.nan], [1.0]), ([1.0], [-1.0]), ([1.0], [np.nan]), ([1.0, 2.0], [1.0])]
)
def test_impossible_figures_are_refused(values: list[float], residents: list[float]) -> None:
    with pytest.raises(ParameterError):
        checked_values(values, residents)


def test_float32_stays_float32() -> None:
    assert checked_minutes(np.ones(2, dtype=np.float32)).dtype == np.float32
