"""Groups of territories that are alike: k medoids of a table of distances, and how well each one fits its group.

A medoid is the territory nearest to all others of its group, so each group has a real one to stand for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

__all__ = ["Medoids", "k_medoids", "silhouette_widths"]

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

ROUNDING = 1e-12
"""A swap that gains no more than this gains nothing: without it, rounding could swap for ever."""


@dataclass(frozen=True, eq=False)
class Medoids:
    """Groups around k medoids.

    Attributes:
        medoids: (k,) rows of the medoids, rising.
        labels: (n,) group of each row, 0 to k - 1; the group of a medoid is its own.
        cost: sum of distances from each row to its medoid.
        swaps: medoids exchanged before no exchange lowered the cost.
    """

    medoids: Labels
    labels: Labels
    cost: float
    swaps: int


def k_medoids(distances: npt.ArrayLike, k: int) -> Medoids:
    """Partition around medoids (PAM): each medoid is chosen to lower the cost most, then exchanged while one helps.

    Ties go to the lowest row, so the same table gives the same groups. No exchange of one medoid lowers the cost of the
    result; a better set may still exist.

    Args:
        distances: (n, n) symmetric, zero on the diagonal. k: groups, 1 to n.

    Raises:
        ParameterError: another shape, a distance that is not known or below zero, or an impossible k.

    Reference: Kaufman & Rousseeuw 1990, doi:10.1002/9780470316801; gains of all exchanges at once as in Schubert &
    Rousseeuw 2021, doi:10.1016/j.is.2021.101804.
    """
    table = _table(distances)
    n = len(table)
    if not 1 <= k <= n:
        raise ParameterError(
            f"{n} territories cannot make {k} groups.", where=Where(field="k"), mend="Give k of 1 up to their number."
        )
    medoids = _first(table, k)
    swaps = 0
    while True:
        gain, place, row = _best_swap(table, medoids)
        if gain <= ROUNDING * max(1.0, float(table[:, medoids].min(axis=1).sum())):
            break
        medoids[place] = row
        swaps += 1
    medoids = np.sort(medoids)
    labels = table[:, medoids].argmin(axis=1)
    # A medoid at no distance from another one still stands for its own group.
    labels[medoids] = np.arange(k)
    return Medoids(medoids, labels, float(table[np.arange(n), medoids[labels]].sum()), swaps)


def silhouette_widths(distances: npt.ArrayLike, labels: npt.ArrayLike) -> Array:
    """S = (b - a) / max(a, b): how much nearer each one is to its own group (a) than to the next one (b).

    Args:
        distances: (n, n). labels: (n,) group of each row.

    Returns:
        (n,) from -1 (belongs to the other group) to 1 (belongs to its own); 0 for a group of one, and where there is
        one group only.

    Raises:
        ParameterError: shapes that differ, or a distance that is not known.

    Reference: Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7.
    """
    table = _table(distances)
    groups = np.asarray(labels)
    if groups.shape != (len(table),):
        raise ParameterError("Labels and distances do not match.", where=Where(field="labels"), mend="Give one each.")
    names, place = np.unique(groups, return_inverse=True)
    if len(names) < 2:
        return np.zeros(len(table))
    member = place.reshape(-1)[:, None] == np.arange(len(names))
    size = member.sum(axis=0)
    sums = table @ member.astype(np.float64)
    own = size[place.reshape(-1)]
    rows = np.arange(len(table))
    inside = sums[rows, place.reshape(-1)] / np.maximum(own - 1, 1)
    means = sums / size
    means[rows, place.reshape(-1)] = np.inf
    nearest = means.min(axis=1)
    widest = np.maximum(inside, nearest)
    widths = np.zeros(len(table))
    np.divide(nearest - inside, widest, out=widths, where=(widest > 0) & (own > 1))
    return widths


def _table(distances: npt.ArrayLike) -> Array:
    table = np.asarray(distances, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not len(table):
        raise ParameterError(
            "Groups need a square table of distances.", where=Where(field="distances"), mend="Give one row each."
        )
    if not np.isfinite(table).all() or (table < 0).any():
        raise ParameterError(
            "A distance is not known, or is below zero.",
            where=Where(field="distances"),
            mend="Leave out territories of which too little is known.",
        )
    return table


def _first(table: Array, k: int) -> Labels:
    """The row nearest to all, then one after the other those that lower the cost most (BUILD)."""
    chosen = [int(table.sum(axis=0).argmin())]
    nearest = table[:, chosen[0]].copy()
    while len(chosen) < k:
        gains = np.maximum(nearest[:, None] - table, 0.0).sum(axis=0)
        gains[chosen] = -1.0
        chosen.append(int(gains.argmax()))
        nearest = np.minimum(nearest, table[:, chosen[-1]])
    return np.array(chosen, dtype=np.int64)


def _best_swap(table: Array, medoids: Labels) -> tuple[float, int, int]:
    """Largest fall of the cost by one exchange: how much, which medoid goes, which row comes."""
    n, k = len(table), len(medoids)
    to_medoids = table[:, medoids]
    order = np.argsort(to_medoids, axis=1, kind="stable")
    rows = np.arange(n)
    nearest = order[:, 0]
    first = to_medoids[rows, nearest]
    second = to_medoids[rows, order[:, 1]] if k > 1 else np.full(n, np.inf)
    # Each candidate (column) first comes in addition, then one medoid goes: those that were nearest to it move on.
    added = np.maximum(first[:, None] - table, 0.0).sum(axis=0)
    gains = np.empty((k, n))
    for place in range(k):
        left = nearest == place
        kept = np.minimum(table[left], second[left, None]) - np.minimum(table[left], first[left, None])
        gains[place] = added - kept.sum(axis=0)
    gains[:, medoids] = -np.inf
    # The lowest row, then the lowest place, of equal gains.
    candidate = int(gains.max(axis=0).argmax())
    place = int(gains[:, candidate].argmax())
    return float(gains[place, candidate]), place, candidate
