"""A practice that spreads from place to place: a place takes it up when enough of those that it sees have."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.near_graph import NearGraph
from portee.core.errors import ParameterError, Where

__all__ = ["checked_seeds", "draw_thresholds", "spread"]

ROUNDING = 1e-12
"""Weights add up in any order: a threshold is reached when no more than this is missing."""


def draw_thresholds(count: int, seed: int = 0) -> npt.NDArray[np.float64]:
    """Thresholds between 0 and 1, each as likely: nothing is known of who follows easily. Same seed, same ones."""
    return 1 - np.random.default_rng(seed).random(count)


def spread(graph: NearGraph, thresholds: npt.ArrayLike, seeds: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Round in which each place takes it up: 0 for those that begin, -1 for never.

    More seeds never mean fewer adopters.

    Args:
        graph: who sees whom. thresholds: weight of adopters seen from which a place follows, above 0, (n,).
        seeds: places that begin.

    Raises:
        ParameterError: a seed is no place, or thresholds are not one per place and above 0.

    Reference: Granovetter 1978, doi:10.1086/226707.
    """
    least = np.asarray(thresholds, np.float64)
    if least.shape != (len(graph),) or not (least > 0).all():
        raise ParameterError(
            "Thresholds are not one per place, above 0.", where=Where(field="thresholds"),
            mend="Give one number above 0 per place; above 1 for a place that never follows.",
        )  # fmt: skip
    rounds = np.full(len(graph), -1, np.int64)
    fresh = checked_seeds(graph, seeds)
    rounds[fresh] = 0
    owner = np.repeat(np.arange(len(graph)), np.diff(graph.offset))
    turned = 0
    while len(fresh):
        turned += 1
        seen = np.bincount(owner, np.where(rounds[graph.other] >= 0, graph.weight, 0.0), minlength=len(graph))
        fresh = np.flatnonzero((rounds < 0) & (seen >= least - ROUNDING) & (seen > 0))
        rounds[fresh] = turned
    return rounds


def checked_seeds(graph: NearGraph, seeds: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Seeds in order, each once. Raises ParameterError for one that is no place."""
    found = np.unique(np.asarray(seeds, np.int64).ravel())
    if found.size and (found[0] < 0 or found[-1] >= len(graph)):
        raise ParameterError(
            f"There is no place {int(found[0] if found[0] < 0 else found[-1])}.", where=Where(field="seeds"),
            mend=f"Give places from 0 to {len(graph) - 1}.",
        )  # fmt: skip
    return found
