"""How far a part of a portrait is, over all of its searches: one bar that only grows."""

from __future__ import annotations

from portee.core.progress import Progress, Silent

__all__ = ["STEPS", "Stages"]

STEPS = 1000
"""Steps of a stage."""


class Stages:
    """A listener of several works one after the other, told as one.

    Args:
        progress: who listens to the whole. count: of works.
    """

    def __init__(self, progress: Progress | None, count: int) -> None:
        self._progress, self._stage, self._told = progress or Silent(), 0, 0
        self._begin, self._room, self._total, self._done = 0, STEPS, 0, 0
        self._progress.start("portrait", max(1, count) * STEPS)

    def next(self) -> Progress:
        """The listener of the next work; what the one before left untold counts as done."""
        self._reach(self._stage * STEPS)
        self._stage += 1
        self._begin, self._room, self._total, self._done = self._told, STEPS, 0, 0
        return self

    def start(self, label: str, total: int | None = None) -> None:
        """A search of the work begins: it takes half of what is left, as nobody knows how many follow."""
        del label
        self._begin = self._told
        self._room = (self._stage * STEPS - self._told) // 2
        self._total, self._done = total or 0, 0

    def advance(self, steps: int = 1) -> None:
        self._done += steps
        if self._total:
            self._reach(self._begin + self._room * min(self._done, self._total) // self._total)
        else:
            # Told all the same: whoever listens may want the work to stop.
            self._progress.advance(0)

    def done(self) -> None:
        """The search is over; the whole may not be."""

    def _reach(self, wanted: int) -> None:
        steps = max(0, wanted - self._told)
        self._told += steps
        self._progress.advance(steps)
