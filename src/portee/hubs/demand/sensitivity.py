"""How sure demand is: each assumption at its low and at its high value, and all of them drawn together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.progress import Progress, Silent
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


def tornado(
    evaluate: Evaluate, assumptions: Assumptions, bounds: Sequence[Assumption], *, threads: int = 1,
    progress: Progress | None = None,
) -> tuple[Swing, ...]:  # fmt: skip
    """Move one assumption at a time, the others as they are; the one that matters most comes first.

    Args:
        threads: results at a time. progress: told of each of them.
    """
    asked = [assumptions.with_({bound.name: value}) for bound in bounds for value in (bound.low, bound.high)]
    ends = _evaluated(evaluate, asked, threads, progress)
    found = [Swing(bound, *ends[2 * place : 2 * place + 2]) for place, bound in enumerate(bounds)]
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.assumption.name)))


def draws(
    evaluate: Evaluate, assumptions: Assumptions, bounds: Sequence[Assumption], *, count: int, seed: int,
    threads: int = 1, progress: Progress | None = None,
) -> Floats:  # fmt: skip
    """Results with all assumptions drawn at once, float64 (count, results).

    Each is drawn on its own from the triangle between its low and high value with its peak at the central one; equal
    seeds give equal draws, whatever the threads.

    Args:
        threads: results at a time. progress: told of each of them.
    """
    random = np.random.default_rng(seed)
    drawn = [
        {
            bound.name: float(random.triangular(bound.low, bound.central, bound.high)) if bound.low < bound.high
            else bound.central
            for bound in bounds
        }
        for _ in range(count)
    ]  # fmt: skip
    return np.array(_evaluated(evaluate, [assumptions.with_(one) for one in drawn], threads, progress))


def _evaluated(
    evaluate: Evaluate, asked: Sequence[Assumptions], threads: int, progress: Progress | None
) -> list[Floats]:
    """The results of each, in their order."""
    told = progress or Silent()
    told.start("sensitivity", len(asked))
    found: list[Floats] = []
    with ThreadPoolExecutor(max(1, threads)) as pool:
        for results in pool.map(evaluate, asked):
            found.append(results)
            told.advance()
    told.done()
    return found
