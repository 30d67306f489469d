"""Items that keep all needs, chosen one alternative at a time by what it serves for its cost."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from portee.resilience.needs import ROUNDING, Ways, incidence

__all__ = ["grown"]

Array = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]
Lack = tuple[int, ...]


def grown(ways: Ways) -> Bool:
    """Items that keep all needs, which must be possible: bool (n,).

    Each step adds the items that an alternative still lacks, for the one with most merit: persons newly served, none
    beyond a threshold, as shares of the thresholds, per unit of cost. Ties go to the first names.
    """
    running = np.zeros(len(ways.ids), np.bool_)
    while not ways.holds(running).all():
        lacks, serves = _lacks(ways, running)
        merits = _merits(ways, running, lacks, serves)
        running[list(lacks[int(np.argmax(merits >= merits.max() * (1.0 - ROUNDING)))])] = True
    return running


def _merits(ways: Ways, running: Bool, lacks: Sequence[Lack], serves: sparse.csr_array) -> Array:
    """Of adding what is lacking: float64 (l,), infinite for what serves and costs nothing."""
    short = np.flatnonzero(~ways.holds(running))
    thresholds = ways.thresholds[short]
    gains = (serves @ ways.weights[short].T).toarray()
    served = (np.minimum(gains, thresholds - ways.kept(running)[short]) / thresholds).sum(axis=1)
    costs = np.asarray([float(ways.costs[list(lack)].sum()) for lack in lacks])
    free = np.where(served > 0, np.inf, 0.0)
    return np.asarray(np.divide(served, costs, out=free, where=costs > 0))


def _lacks(ways: Ways, running: Bool) -> tuple[list[Lack], sparse.csr_array]:
    """What alternatives of persons not served yet lack, l distinct sets of items, sorted, and whom each would serve:
    1 or 0, (l, p).
    """
    of = [tuple(item for item in items if not running[item]) for items in ways.alternatives]
    lacking: dict[Lack, list[int]] = {}
    for kind in np.flatnonzero(~ways.served(running)).tolist():
        for alternative in ways.kinds[kind]:
            lacking.setdefault(of[alternative], []).append(kind)
    lacks = sorted(lacking)
    place = {lack: k for k, lack in enumerate(lacks)}
    own = incidence([lacking[lack] for lack in lacks], len(ways.kinds))
    serves = incidence([list(_within(lack, place)) for lack in lacks], len(lacks)) @ own
    serves.data[:] = 1.0
    return lacks, serves


def _within(lack: Lack, place: Mapping[Lack, int]) -> Iterator[int]:
    """Places of the lacks that end when these items are added."""
    if len(place) < 2 ** len(lack):
        added = set(lack)
        yield from (k for other, k in place.items() if added.issuperset(other))
        return
    for size in range(1, len(lack) + 1):
        yield from (place[part] for part in itertools.combinations(lack, size) if part in place)
