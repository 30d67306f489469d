"""What the explorer finds: counts of what is within reach minute by minute, areas, and by which ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.reach.isochrone import Isochrone
from portee.services.explorer.question import LONGEST_MIN, Question
from portee.services.explorer.targets import Targets

__all__ = ["Answer", "KindAnswer", "WayAnswer", "counted", "reached_within"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class KindAnswer:
    """One kind of opportunity.

    Attributes:
        reached: within the time asked. total: of the territory.
        by_minute: float64 (LONGEST_MIN + 1,), within 0, 1 … minutes.
        nearest_min: minutes to the nearest one that counts, infinite beyond `LONGEST_MIN`.
    """

    reached: float
    total: float
    by_minute: Floats
    nearest_min: float

    @property
    def share(self) -> float:
        return self.reached / self.total if self.total else 0.0


@dataclass(frozen=True, eq=False)
class WayAnswer:
    """One way of travelling: what is within reach by it alone, and its price.

    Attributes:
        id, title, kind: of the way (see `portee.reach.ways.Way`); title None for anybody's own.
        reached: kind of opportunity → within reach in the time, whatever the price.
        eur_month: euros a month, the least and the most of what is within reach; None where prices are not asked about.
        affordable: whether some of what is within reach costs no more than the budget.
    """

    id: str
    title: Words | None
    kind: str
    reached: Mapping[str, float]
    eur_month: tuple[float, float] | None
    affordable: bool


@dataclass(frozen=True, eq=False)
class Answer:
    """Everything that the page shows.

    Attributes:
        question: as asked.
        minutes: float64 (places of the targets,), the longer of the ways asked about, by the quickest way that one can
            afford; infinite beyond `LONGEST_MIN`.
        kinds: by name. ways: usable ones, the order of `ways_of`.
        areas: of the time asked, and of half of it.
        left_out: kinds of ways that the explorer does not search, such as shared bicycles.
        notes: remarks that must be shown.
    """

    question: Question
    minutes: Floats
    kinds: Mapping[str, KindAnswer]
    ways: Sequence[WayAnswer]
    areas: tuple[Isochrone, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def counted(targets: Targets, kind: str, minutes: Floats, limit_min: int) -> KindAnswer:
    """What is within reach of one kind.

    Cumulative opportunities: the sum of weights whose travel time is no longer than the limit.
    """
    weights, found = targets.weights[kind], targets.of(kind, minutes)
    reached = np.isfinite(found) & (found <= LONGEST_MIN)
    # A travel time of 30.2 minutes is within 31 and not within 30.
    slot = np.ceil(found[reached]).astype(np.int64)
    by_minute = np.cumsum(np.bincount(slot, weights=weights[reached], minlength=LONGEST_MIN + 1)).astype(np.float64)
    counts = reached & (weights > 0)
    nearest = float(found[counts].min()) if counts.any() else np.inf
    return KindAnswer(float(by_minute[limit_min]), float(weights.sum()), by_minute, nearest)


def reached_within(targets: Targets, minutes: Floats, limit_min: int) -> dict[str, float]:
    """What is within reach of every kind, to the last bit as `counted` tells it: added up minute by minute."""
    within = minutes <= limit_min
    found = {}
    for kind, weights in targets.weights.items():
        at = targets.of(kind, within)
        slot = np.ceil(targets.of(kind, minutes)[at]).astype(np.int64)
        found[kind] = float(np.cumsum(np.bincount(slot, weights=weights[at], minlength=limit_min + 1))[limit_min])
    return found
