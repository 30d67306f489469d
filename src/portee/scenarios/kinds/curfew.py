"""A curfew: from an hour on no ride departs."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
from pydantic import model_validator

from portee.core.declared import Wrong
from portee.network.timetable_draft import DraftPattern
from portee.offers.running import Clock
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named
from portee.scenarios.works import Works

__all__ = ["Curfew"]


class Curfew(Modification):
    """Stop all rides, or those of some lines, from an hour on.

    Attributes:
        last_departure: after it nobody boards, at any stop; those aboard ride on.
        closed: after it no vehicle stops any more; None: they run to their end.
        lines: ids, short names or long names; all lines when left out.
    """

    type: Literal["curfew"]
    last_departure: Clock
    closed: Clock | None = None
    lines: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _closes_after(self) -> Curfew:
        if self.closed is not None and self.closed < self.last_departure:
            raise Wrong("It closes before the last departure.", "Give a later 'closed'.")
        return self

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        routes = sorted({route for name in self.lines for route in lines_named(works, draft, name, tell, "lines")})
        chosen = routes if self.lines else None
        draft.end_frequencies(chosen, self.last_departure + 1)
        draft.change(chosen, lambda pattern: self._cut(pattern, draft.runs_by_frequency(pattern)))

    def _cut(self, pattern: DraftPattern, by_frequency: npt.NDArray[np.bool_]) -> list[DraftPattern]:
        """Trips that may be boarded up to the same stop, and left up to the same one, make a pattern.

        A trip that runs by frequency has no times of its own: when it begins in time, it runs.
        """
        last, closed = self.last_departure, self.closed
        boards = (pattern.departure <= last).sum(axis=1)
        leaves = np.full(len(pattern), len(pattern.stops))
        if closed is not None:
            leaves = (pattern.arrival <= closed).sum(axis=1)
        at = np.arange(len(pattern.stops))
        found = [pattern.take(by_frequency)]
        pattern, boards, leaves = pattern.take(~by_frequency), boards[~by_frequency], leaves[~by_frequency]
        for board, leave in sorted({*zip(boards.tolist(), leaves.tolist(), strict=True)}):
            if board > 0 and leave > 1:
                found.append(
                    pattern.take((boards == board) & (leaves == leave)).replace(
                        pickup=pattern.pickup & (at < board), dropoff=pattern.dropoff & (at < leave)
                    )
                )
        return found
