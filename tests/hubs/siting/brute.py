"""The slow, obvious twins of the models, and small problems made at random."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from portee.hubs.siting.choice import Bool, Choice, Float, choice


@dataclass(frozen=True, eq=False)
class Small:
    """A problem small enough to try every set of places."""

    weights: Float
    minutes: Float
    choice: Choice

    @property
    def covers(self) -> Bool:
        return self.minutes <= 6


def small(seed: int, *, never: bool = True) -> Small:
    """Up to 8 rows and 7 candidates: ties, zero weights, decided and excluded places, a count, a budget or both."""
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(1, 9)), int(rng.integers(1, 8))
    weights = rng.integers(0, 4, n).astype(np.float64)
    weights[rng.integers(n)] = 2.0
    minutes = rng.integers(0, 13, (n, m)).astype(np.float64)
    if never:
        minutes[rng.random((n, m)) < 0.15] = np.inf
    decided = rng.random(m) < 0.15
    excluded = (rng.random(m) < 0.2) & ~decided
    if excluded.all():
        excluded[0] = False
    costs = rng.integers(0, 5, m).astype(np.float64)
    count = max(1, int(decided.sum()) + int(rng.integers(0, 3))) if rng.random() < 0.7 else None
    least = max(float(costs[decided].sum()), float(costs[~excluded].min()))
    budget = least + float(rng.integers(0, 6)) if count is None or rng.random() < 0.4 else None
    made = choice(m, count=count, budget=budget, costs=costs, decided=decided, excluded=excluded)
    return Small(weights, minutes, made)


def sets_of(choice: Choice) -> Iterator[Bool]:
    """Every set of places, one or more, that keeps the limits."""
    for flags in itertools.product((False, True), repeat=len(choice)):
        opened = np.array(flags)
        if opened.any() and choice.allows(opened):
            yield opened


def best(choice: Choice, value: Callable[[Bool], float], *, smallest: bool) -> float:
    return (min if smallest else max)(value(opened) for opened in sets_of(choice))


def median_value(problem: Small, opened: Bool, beyond: float) -> float:
    total = 0.0
    for weight, minutes in zip(problem.weights, problem.minutes, strict=True):
        total += weight * min(beyond, *minutes[opened]) if weight else 0.0
    return float(total)


def covered_weight(problem: Small, opened: Bool) -> float:
    return float(sum(w for w, row in zip(problem.weights, problem.covers, strict=True) if row[opened].any()))


def worst_minutes(problem: Small, opened: Bool) -> float:
    rows = zip(problem.weights, problem.minutes, strict=True)
    return float(max(min(minutes[opened]) for weight, minutes in rows if weight > 0))
