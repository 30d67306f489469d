"""A line that leaves its course between two stops and takes other stops there."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.network.timetable_draft import DraftPattern, TimetableDraft
from portee.scenarios.lines import metres_between
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named, nearest_platforms, stops_named
from portee.scenarios.works import Works

__all__ = ["RerouteLine"]


class RerouteLine(Modification):
    """Reroute a line.

    Attributes:
        line: its id, short name or long name.
        leaves, joins: names of the stops where it leaves its course and joins it again; the way back is rerouted alike.
        via: names of the stops between, none for straight on. speed_kmh: on the new course, in a straight line; that of
            the line itself when left out.
    """

    type: Literal["reroute_line"]
    line: str
    leaves: str
    joins: str
    via: Annotated[tuple[str, ...], Field(max_length=100)] = ()
    speed_kmh: Annotated[float, Field(ge=3, le=350)] | None = None

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        routes = lines_named(works, draft, self.line, tell)
        first, second = (
            set(stops_named(draft, name, tell, field))
            for field, name in (("leaves", self.leaves), ("joins", self.joins))
        )
        via = nearest_platforms(draft, self.via, tell, "via")
        if not routes or not first or not second or len(via) != len(self.via):
            return
        met: list[DraftPattern] = []

        def rerouted(pattern: DraftPattern) -> DraftPattern:
            stops = pattern.stops.tolist()
            for begin, end, between in ((first, second, via), (second, first, via[::-1])):
                a = next((k for k, stop in enumerate(stops) if stop in begin), None)
                b = next((k for k, stop in enumerate(stops) if a is not None and k > a and stop in end), None)
                if a is not None and b is not None:
                    met.append(pattern)
                    return self._around(draft, pattern, a, b, between)
            return pattern

        draft.change(routes, rerouted)
        if not met:
            what = f"The line '{self.line}' does not go from '{self.leaves}' to '{self.joins}'."
            tell("leaves", what, "Give two of its stops.")

    def _around(
        self, draft: TimetableDraft, pattern: DraftPattern, first: int, last: int, via: list[int]
    ) -> DraftPattern:  # fmt: skip
        """Times on the new course by its length; what follows is earlier or later by the difference."""
        old = metres_between(draft, pattern.stops[first : last + 1])
        new = metres_between(draft, np.array([pattern.stops[first], *via, pattern.stops[last]], np.int32))
        before = (pattern.arrival[:, last] - pattern.departure[:, first]).astype(np.float64)
        if self.speed_kmh is None:
            total = before * (new.sum() / max(float(old.sum()), 1.0))
        else:
            total = np.full(len(pattern), new.sum() / (self.speed_kmh / 3.6))
        share = np.cumsum(new) / max(float(new.sum()), 1e-9)
        at = np.rint(pattern.departure[:, first, None] + total[:, None] * share[None, :]).astype(np.int32)
        shift = at[:, -1:] - pattern.arrival[:, last, None]
        more = np.ones(len(via), np.bool_)
        pickup, dropoff = (
            np.concatenate([flag[: first + 1], more, flag[last:]]) for flag in (pattern.pickup, pattern.dropoff)
        )
        arrival, departure = (
            np.concatenate([events[:, : first + 1], at[:, :-1], events[:, last:] + shift], axis=1).astype(np.int32)
            for events in (pattern.arrival, pattern.departure)
        )
        stops = np.concatenate([pattern.stops[: first + 1], via, pattern.stops[last:]]).astype(np.int32)
        return pattern.replace(
            stops=stops, pickup=pickup, dropoff=dropoff, arrival=arrival, departure=departure, shape=-1
        )
