"""A curfew: from an hour on no ride departs."""

from __future__ import annotations

import itertools
from typing import Literal

import numpy as np
import numpy.typing as npt
from pydantic import model_validator

from portee.core.declared import Wrong
from portee.network.timetable_draft import DraftPattern, TimetableDraft
from portee.offers.running import Clock
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named
from portee.scenarios.works import Works

__all__ = ["Curfew"]

Counts = npt.NDArray[np.intp]


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
        draft.change(chosen, lambda pattern: self._cut(draft, pattern))

    def _cut(self, draft: TimetableDraft, pattern: DraftPattern) -> list[DraftPattern]:
        """Trips that may be boarded up to the same stop, and left up to the same one, make a pattern."""
        by_frequency = draft.runs_by_frequency(pattern)
        trips, found = pattern.take(~by_frequency), []
        for k in np.flatnonzero(by_frequency).tolist():
            template = pattern.take(np.array([k], np.intp))
            found.append(template)
            for row in draft.frequencies_of(int(template.source[0])):
                parts, late = self._late(draft, template, row)
                found += parts
                trips = trips.joined(late)
        boards, leaves = self._open_until(trips)
        for board, leave in sorted({*zip(boards.tolist(), leaves.tolist(), strict=True)}):
            if board > 0 and leave > 1:
                found.append(_open(trips.take((boards == board) & (leaves == leave)), board, leave))
        return found

    def _open_until(self, trips: DraftPattern) -> tuple[Counts, Counts]:
        """How many stops of each trip may be boarded at, and left at: int (t,) each."""
        leaves = np.full(len(trips), len(trips.stops))
        if self.closed is not None:
            leaves = (trips.arrival <= self.closed).sum(axis=1)
        return (trips.departure <= self.last_departure).sum(axis=1), leaves

    def _late(
        self, draft: TimetableDraft, template: DraftPattern, row: int
    ) -> tuple[list[DraftPattern], DraftPattern]:  # fmt: skip
        """End a frequency with the last trip that is open all the way; of the trips after it, what is open.

        The times written in a template do not count: its trips begin when its frequency says. Those with exact times
        become trips of their own. Those by chance stay so, as one short frequency for each stop up to which they are
        open: it is then by chance whether a trip begins in it.

        Returns:
            templates of the short frequencies; trips of their own.
        """
        start, end = int(draft.frequency_start[row]), int(draft.frequency_end[row])
        boards = template.departure[0, :-1] - template.departure[0, 0]
        last_begins = {self.last_departure - int(after) for after in boards[template.pickup[:-1]]}
        if self.closed is not None:
            leaves = template.arrival[0, 1:] - template.departure[0, 0]
            last_begins |= {self.closed - int(after) for after in leaves[template.dropoff[1:]]}
        none = template.take(np.zeros(1, np.bool_))
        bounds = [*sorted(begin + 1 for begin in last_begins if begin + 1 < end), end]
        if len(bounds) == 1:
            return [], none
        begins = draft.begins_of(row)
        draft.frequency_end[row] = max(start, bounds[0])
        if draft.frequency_exact[row] == 1:
            begins = begins[begins >= bounds[0]]
            return [], template.copies(np.zeros(len(begins), np.intp), begins, f"{row}.")
        parts = []
        for bound, until in itertools.pairwise(bounds):
            if until > start:
                first = max(bound, start)
                trip = template.copies(np.zeros(1, np.intp), np.array([first], np.int32), f"{row}.")
                (board,), (leave,) = self._open_until(trip)
                if board > 0 and leave > 1:
                    parts.append(draft.template(_open(trip, int(board), int(leave)), row, first, until))
        return parts, none


def _open(pattern: DraftPattern, board: int, leave: int) -> DraftPattern:
    """A pattern that is boarded at its first stops alone, and left at its first stops alone."""
    at = np.arange(len(pattern.stops))
    return pattern.replace(pickup=pattern.pickup & (at < board), dropoff=pattern.dropoff & (at < leave))
