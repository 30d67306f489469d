"""Where to begin, so that a practice spreads furthest: the k places that most people end up following.

With thresholds drawn evenly, a place follows one of those that it sees, each as likely as it weighs, or nobody. Drawing
whom each follows, again and again, gives for every person the places that would have reached them; a set of seeds is
worth the people whom at least one of them reaches. On the draws, that worth has diminishing returns, so beginning with
the best place and adding the next best is never worse than 63 % (1 − 1/e) of the best set.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.commons.experiments.near_graph import NearGraph
from portee.commons.experiments.spread import checked_seeds
from portee.core.errors import ParameterError, Where

__all__ = ["Followed", "SeedPlan", "best_seeds", "draw_followed"]

MOST_CHAINS = 5_000_000

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Followed:
    """Draws of whom each place follows.

    Attributes:
        graph: who sees whom. people: float64 (n,). draws: how many.
        offset, chain: of each place, the chains (draw × place) in which it would reach the one at their end.
    """

    graph: NearGraph
    people: Floats
    draws: int
    offset: Ints
    chain: Ints

    def expected(self, seeds: npt.ArrayLike) -> float:
        """People in the places that take it up, on average over the draws, seeds included."""
        hit = np.zeros(self.draws * len(self.graph), np.bool_)
        for seed in checked_seeds(self.graph, seeds).tolist():
            hit[self.chain[self.offset[seed] : self.offset[seed + 1]]] = True
        return float(hit.reshape(self.draws, -1).sum(axis=0) @ self.people / self.draws)


@dataclass(frozen=True, eq=False)
class SeedPlan:
    """Places to begin with, the best first.

    Attributes:
        seeds: places. gained: people that each adds. reached: people reached by all of them together.
        evaluated: how often the worth of a place was computed; plain search would take n times k.
    """

    seeds: Ints
    gained: Floats
    reached: float
    evaluated: int


def draw_followed(graph: NearGraph, people: npt.ArrayLike, *, draws: int = 200, seed: int = 0) -> Followed:
    """Draw whom each place follows. The same seed gives the same draws.

    Args:
        graph: who sees whom. people: in each place, 0 or more, (n,). draws: how often. seed: of the draws.

    Raises:
        ParameterError: people are not one count per place, or there are too many places times draws.

    Reference: Kempe, Kleinberg & Tardos 2003, doi:10.1145/956750.956769.
    """
    counts, places = np.asarray(people, np.float64), len(graph)
    if counts.shape != (places,) or not np.isfinite(counts).all() or (counts < 0).any():
        raise ParameterError(
            "People are not one count per place, 0 or more.", where=Where(field="people"), mend="Correct the column."
        )
    if draws < 1 or draws * places > MOST_CHAINS:
        raise ParameterError(
            f"{draws} draws of {places} places are not possible.", where=Where(field="draws"),
            mend=f"Give from 1 to {max(1, MOST_CHAINS // max(places, 1))}.",
        )  # fmt: skip
    followed = _followed(graph, draws, np.random.default_rng(seed))
    ends, members = _chains(followed)
    order = np.argsort(members, kind="stable")
    offset = np.concatenate([[0], np.cumsum(np.bincount(members, minlength=places))]).astype(np.int64)
    return Followed(graph, counts, draws, offset, ends[order])


def best_seeds(drawn: Followed, k: int, *, only: npt.ArrayLike | None = None) -> SeedPlan:
    """The k places to begin with, by adding the best one at a time.

    A place's gain only shrinks as others are chosen, so one whose old gain is below another's present gain need not be
    computed again.

    Args:
        drawn: from `draw_followed`. k: how many. only: places that may be chosen, all where None.

    Raises:
        ParameterError: k is below 1 or above the number of places.

    Reference: Nemhauser, Wolsey & Fisher 1978, doi:10.1007/BF01588971; Leskovec et al. 2007,
    doi:10.1145/1281192.1281239.
    """
    places = len(drawn.graph)
    allowed = np.arange(places) if only is None else checked_seeds(drawn.graph, only)
    if not 1 <= k <= len(allowed):
        raise ParameterError(
            f"{k} places cannot be chosen out of {len(allowed)}.", where=Where(field="k"), mend="Give a smaller number."
        )
    left = np.ones(drawn.draws * places, np.bool_)

    def gain(place: int) -> float:
        chains = drawn.chain[drawn.offset[place] : drawn.offset[place + 1]]
        fresh = chains[left[chains]]
        return float(drawn.people[fresh % places].sum() / drawn.draws)

    heap = [(-gain(place), place, 0) for place in allowed.tolist()]
    heapq.heapify(heap)
    evaluated = len(heap)
    seeds: list[int] = []
    gained: list[float] = []
    while len(seeds) < k:
        minus, place, when = heapq.heappop(heap)
        if when < len(seeds):
            evaluated += 1
            heapq.heappush(heap, (-gain(place), place, len(seeds)))
            continue
        seeds.append(place)
        gained.append(-minus)
        left[drawn.chain[drawn.offset[place] : drawn.offset[place + 1]]] = False
    return SeedPlan(np.array(seeds, np.int64), np.array(gained), float(np.sum(gained)), evaluated)


def _followed(graph: NearGraph, draws: int, rng: np.random.Generator) -> Ints:
    """Whom each place follows in each draw, (draws, n); -1 for nobody."""
    places = len(graph)
    ends = np.cumsum(graph.weight)
    before = np.concatenate([[0.0], ends])[graph.offset[:-1]]
    total = np.concatenate([[0.0], ends])[graph.offset[1:]] - before
    drawn = rng.random((draws, places))
    link = np.searchsorted(ends, before + drawn, side="right")
    link = np.clip(link, graph.offset[:-1], np.maximum(graph.offset[1:] - 1, 0))
    nobody = drawn >= total
    other = graph.other if len(graph.other) else np.zeros(1, np.int64)
    return np.where(nobody, -1, other[np.where(nobody, 0, link)])


def _chains(followed: Ints) -> tuple[Ints, Ints]:
    """For each draw and place, itself, the one it follows, whom that one follows, until nobody or a circle."""
    draws, places = followed.shape
    ids = np.arange(draws * places)
    at = ids % places
    ends, members, passed = [ids], [at], [at]
    while len(ids):
        at = followed[ids // places, at]
        kept = at >= 0
        for former in passed:
            kept &= at != former
        ids, at = ids[kept], at[kept]
        passed = [former[kept] for former in passed] + [at]
        ends.append(ids)
        members.append(at)
    return np.concatenate(ends), np.concatenate(members)
