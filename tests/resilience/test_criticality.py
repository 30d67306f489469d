"""Ranking by bounds and pruning, on losses that are known beforehand."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.reach.options import Travel
from portee.resilience.criticality import AccessAsked, Criticality, by_element, most_critical
from tests.worlds import places_at


def _ranked(losses: npt.NDArray[np.int64], bounds: npt.NDArray[np.int64], k: int) -> tuple[Criticality, list[int]]:
    """Rank elements whose losses and bounds are given, by root; and the searches made."""
    rows = [(np.flatnonzero(row).astype(np.int32), row[np.flatnonzero(row)].astype(np.float64)) for row in bounds]
    asked: list[int] = []

    def exact(element: int, roots: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
        asked.extend(roots.tolist())
        return np.asarray(losses[roots, element], np.float64)

    names = [f"e{i}" for i in range(losses.shape[1])]
    found = most_critical(names, by_element(rows, len(names)), exact, k, access=7.0, searches=len(losses))
    return found, asked


@settings(max_examples=150)
@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.sampled_from([1, 3, 40]))
def test_the_greatest_losses_are_found_exactly(seed: int, k: int, roots: int) -> None:
    rng = np.random.default_rng(seed)
    losses = rng.integers(0, 5, (roots, 6)) * (rng.random((roots, 6)) < 0.4)
    bounds = losses + rng.integers(0, 4, (roots, 6)) * (rng.random((roots, 6)) < 0.5)
    found, asked = _ranked(losses, bounds, k)
    total = losses.sum(axis=0)
    assert found.bound.tolist() == bounds.sum(axis=0).tolist()
    assert found.loss[found.greatest].tolist() == [loss for loss in sorted(total.tolist())[::-1] if loss][:k]
    known = ~np.isnan(found.loss)
    assert found.loss[known].tolist() == total[known].tolist()
    assert known[found.bound == 0].all()
    assert sorted(found.rank[found.rank > 0].tolist()) == list(range(1, len(found.greatest) + 1))
    assert found.evaluated == (known & (found.bound > 0)).sum()
    assert found.recomputations_avoided == 6 - found.evaluated
    assert found.searched_again == len(asked)
    assert found.searches_avoided == 6 * roots - len(asked)


def test_what_cannot_be_among_the_greatest_is_left() -> None:
    """Bounds 9, 6, 5 and losses 7, 6, 0: with one wanted, the second and third are not looked at."""
    found, asked = _ranked(np.array([[7, 6, 0]]), np.array([[9, 6, 5]]), 1)
    assert found.rank.tolist() == [1, 0, 0]
    assert np.isnan(found.loss).tolist() == [False, True, True]
    assert (found.evaluated, found.abandoned, asked) == (1, 0, [0])


def test_what_turns_out_too_small_is_given_up() -> None:
    """The second element may cost 40; after some roots that lose nothing, what is left is too little."""
    losses = np.zeros((40, 2), np.int64)
    losses[0, 0] = 30
    bounds = np.ones((40, 2), np.int64)
    bounds[0, 0] = 30
    found, asked = _ranked(losses, bounds, 1)
    assert found.greatest.tolist() == [0]
    assert (found.evaluated, found.abandoned) == (1, 1)
    assert len(asked) < 80


def test_nothing_to_lose() -> None:
    found, asked = _ranked(np.zeros((2, 3), np.int64), np.zeros((2, 3), np.int64), 2)
    assert (found.loss.tolist(), found.rank.tolist(), asked) == ([0.0] * 3, [0] * 3, [])
    assert found.access == 7.0


@pytest.mark.parametrize(
    "wrong",
    [
        {"residents": [1, 2]},
        {"residents": [-1]},
        {"opportunities": [1, float("nan")]},
        {"opportunities": [1, float("inf")]},
        {"cutoff_min": 0},
        {"percentile": 0},
    ],
)
def test_what_cannot_be_asked(wrong: dict[str, Any]) -> None:
    here, there = places_at([5.0], [43.0]), places_at([5.0, 5.1], [43.0, 43.1])
    usual: dict[str, Any] = {"residents": [1], "opportunities": [1, 2], "cutoff_min": 30}
    assert AccessAsked(here, there, **usual).within(Travel(max_time_min=60)).max_time_min == 30
    with pytest.raises(ParameterError):
        AccessAsked(here, there, **(usual | wrong))
    with pytest.raises(ParameterError, match="more than journeys may take"):
        AccessAsked(here, there, **usual).within(Travel(max_time_min=20))
    with pytest.raises(ParameterError, match="k is 0"):
        _ranked(np.ones((1, 1), np.int64), np.ones((1, 1), np.int64), 0)
