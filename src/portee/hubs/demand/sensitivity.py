"""How sure demand is: each assumption at its low and at its high value, and all of them drawn together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.hubs.demand.assumptions import Assumption, Assumptions

__all__ = ["Swing", "draws", "tornado"]

Floats = npt.NDArray[np.float64]
Evaluate = Callable[[Assumptions], Floats]


@dataclass(frozen=True, eq=False)
class Swing:
    """Results with one assumption at its low and at its high value, each float64 (results,)."""

    assumption: Assumption
    low: Floats
    high: Floats

    @property
    def width(self) -> float:
        """How far all results together move."""
        return abs(float(self.high.sum()) - float(self.low.sum()))


def tornado(evaluate: Evaluate, assumptions: Assumptions, bounds: Sequence[Assumption]) -> tuple[Swing, ...]:
    """Move one assumption at a time, the others as they are; the one that matters most comes first."""
    found = [
        Swing(
            bound, evaluate(assumptions.with_({bound.name: bound.low})),
            evaluate(assumptions.with_({bound.name: bound.high})),
        )
        for bound in bounds
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.assumption.name)))


def draws(
    evaluate: Evaluate, assumptions: Assumptions, bounds: Sequence[Assumption], *, count: int, seed: int
) -> Floats:  # fmt: skip
    """Results with all assumptions drawn at once, float64 (count, results).

    Each is drawn on its own from the triangle between its low and high value with its peak at the central one; equal
    seeds give equal draws.
    """
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        drawn = {
            bound.name: float(random.triangular(bound.low, bound.central, bound.high)) if bound.low < bound.high
            else bound.central
            for bound in bounds
        }  # fmt: skip
        found.append(evaluate(assumptions.with_(drawn)))
    return np.array(found)
