"""Whether groups are more than chance: how alike they stay when a part of the territories is left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.core.progress import Progress, Silent
from portee.indicators.grouping import k_medoids

__all__ = ["Steadiness", "adjusted_rand", "group_steadiness"]

DRAWS = 100
KEPT = 0.8
"""How often, and how many of the territories, are drawn: conventions of Portée."""

SOLID, WEAK = 0.75, 0.5
"""Mean Jaccard similarity from which a group is held to be stable, and up to which it is held to dissolve: rules of
thumb of clusterboot, in the R package fpc, by the author of the method."""


@dataclass(frozen=True, eq=False)
class Steadiness:
    """How groups stood up to leaving territories out.

    Attributes:
        rand: (draws,) adjusted Rand index between the groups of all and those of each draw.
        jaccard: (k,) for each group, mean over the draws of its likeness (Jaccard) to the most alike group drawn; NaN
            for a group of which no draw kept anyone.
    """

    rand: npt.NDArray[np.float64]
    jaccard: npt.NDArray[np.float64]

    @property
    def mean_rand(self) -> float:
        """Mean adjusted Rand index: 1 for the same groups in each draw, about 0 for groups by chance."""
        return float(self.rand.mean())


def adjusted_rand(first: npt.ArrayLike, second: npt.ArrayLike) -> float:
    """Agreement of two partitions of the same things, corrected for chance.

    Args:
        first, second: (n,) group of each thing.

    Returns:
        1 for the same partition whatever the names of the groups, about 0 for one by chance, below 0 for less.

    Raises:
        ParameterError: other shapes, or nothing to compare.

    Reference: Hubert & Arabie 1985, doi:10.1007/BF01908075.
    """
    a, b = np.asarray(first), np.asarray(second)
    if a.shape != b.shape or a.ndim != 1 or not len(a):
        raise ParameterError("Two partitions do not match.", where=Where(field="labels"), mend="Give one label each.")
    together = np.zeros((len(np.unique(a)), len(np.unique(b))))
    places = np.unique(a, return_inverse=True)[1].reshape(-1), np.unique(b, return_inverse=True)[1].reshape(-1)
    np.add.at(together, places, 1)
    both = _pairs(together).sum()
    rows, columns = _pairs(together.sum(axis=1)).sum(), _pairs(together.sum(axis=0)).sum()
    total = float(_pairs(np.array(float(len(a)))))
    chance = rows * columns / total if total else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == chance else float((both - chance) / (most - chance))


def group_steadiness(
    distances: npt.ArrayLike,
    k: int,
    *,
    draws: int = DRAWS,
    kept: float = KEPT,
    seed: int = 0,
    progress: Progress | None = None,
) -> Steadiness:
    """Group again and again with some territories left out, and compare with the groups of all.

    Args:
        distances: (n, n). k: groups. draws: how often. kept: share of the territories in each draw, 0 to 1.
        seed: of the draws; the same seed gives the same result. progress: told of each draw.

    Raises:
        ParameterError: as `k_medoids`, no draw, or a share that leaves fewer territories than groups.

    Reference: Hennig 2007, doi:10.1016/j.csda.2006.11.025.
    """
    table = np.asarray(distances, dtype=np.float64)
    whole = k_medoids(table, k)
    size = round(kept * len(table))
    if draws < 1 or not 0 < kept <= 1 or size < k:
        raise ParameterError(
            f"{draws} draws of {size} territories cannot test {k} groups.",
            where=Where(field="kept"),
            mend="Draw at least once, and keep more territories than groups.",
        )
    chance = np.random.default_rng(seed)
    rand = np.empty(draws)
    likeness = np.full((draws, k), np.nan)
    told = progress or Silent()
    told.start("group_draws", draws)
    for draw in range(draws):
        rows = np.sort(chance.choice(len(table), size, replace=False))
        again = k_medoids(table[np.ix_(rows, rows)], k).labels
        before = whole.labels[rows]
        rand[draw] = adjusted_rand(before, again)
        one = before[:, None] == np.arange(k)
        other = again[:, None] == np.arange(k)
        shared = one.T.astype(np.float64) @ other
        either = one.sum(axis=0)[:, None] + other.sum(axis=0) - shared
        there = one.any(axis=0)
        likeness[draw, there] = (shared / np.maximum(either, 1)).max(axis=1)[there]
        told.advance()
    told.done()
    seen = np.isfinite(likeness)
    jaccard = np.full(k, np.nan)
    np.divide(np.where(seen, likeness, 0.0).sum(axis=0), seen.sum(axis=0), out=jaccard, where=seen.any(axis=0))
    return Steadiness(rand, jaccard)


def _pairs(counts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return counts * (counts - 1) / 2
