"""What every model of siting answers: the places opened, what they bring, and how far that can be from the best."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from portee.hubs.siting.choice import Bool

__all__ = ["Sited"]

ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Sited:
    """A set of places.

    Attributes:
        opened: bool (m,).
        value: what the model counts, in its unit.
        bound: no set that keeps the limits has a better value.
        sense: whether a better value is smaller or larger.
        method: "exact" when an integer programme told it, else "heuristic": a search with a bound from a relaxation,
            which is best too when it meets the bound.
        timed: whether a clock ended the search: another machine, or a busier one, may then find another set.
    """

    opened: Bool
    value: float
    bound: float
    sense: Literal["min", "max"]
    method: Literal["exact", "heuristic"]
    timed: bool = False

    @property
    def gap(self) -> float:
        """How much better the best can be, as a share of this value, 0 or more; infinite where nothing is known."""
        if not math.isfinite(self.bound):
            return math.inf
        better = self.value - self.bound if self.sense == "min" else self.bound - self.value
        if better <= ROUNDING * max(abs(self.value), abs(self.bound)):
            return 0.0
        return better / abs(self.value) if self.value else math.inf

    @property
    def optimal(self) -> bool:
        """Whether the value is proved best, up to rounding."""
        return self.gap == 0.0
