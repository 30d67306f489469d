"""A new stop on a line, between two stops that follow each other."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.network.timetable_draft import DraftPattern
from portee.scenarios.choosing import Latitude, Longitude
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named, stops_named
from portee.scenarios.works import Works

__all__ = ["AddStop"]


class AddStop(Modification):
    """Add a stop.

    Attributes:
        id, name, lon, lat: of the stop. line: that halts there, in both directions.
        after, before: names of the two stops that it lies between. halt_s: seconds that a halt adds.
    """

    type: Literal["add_stop"]
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    lon: Longitude
    lat: Latitude
    line: str
    after: str
    before: str
    halt_s: Annotated[int, Field(ge=0, le=600)] = 30

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        if self.id in draft.stop_ids():
            tell("id", f"There is a stop '{self.id}' already.", "Give another id.")
            return
        routes = lines_named(works, draft, self.line, tell)
        first, second = (
            set(stops_named(draft, name, tell, field))
            for field, name in (("after", self.after), ("before", self.before))
        )
        if not routes or not first or not second:
            return
        stop = draft.add_stop(self.id, self.name, self.lon, self.lat)
        met: list[DraftPattern] = []

        def halting(pattern: DraftPattern) -> DraftPattern:
            stops = pattern.stops.tolist()
            for k, (a, b) in enumerate(pairwise(stops)):
                if (a in first and b in second) or (a in second and b in first):
                    met.append(pattern)
                    return _with_halt(pattern, k + 1, stop, self.halt_s)
            return pattern

        draft.change(routes, halting)
        if not met:
            what = f"The line '{self.line}' does not go from '{self.after}' to '{self.before}' without another stop."
            tell("after", what, "Give two stops that follow each other.")


def _with_halt(pattern: DraftPattern, place: int, stop: int, halt_s: int) -> DraftPattern:
    """A pattern that halts at one more stop, halfway in time; what follows is later by the halt."""
    half = (pattern.departure[:, place - 1] + pattern.arrival[:, place]) // 2
    arrival = np.insert(pattern.arrival, place, half, axis=1)
    departure = np.insert(pattern.departure, place, half, axis=1)
    departure[:, place:] += halt_s
    arrival[:, place + 1 :] += halt_s
    return pattern.replace(
        stops=np.insert(pattern.stops, place, stop).astype(np.int32), pickup=np.insert(pattern.pickup, place, True),
        dropoff=np.insert(pattern.dropoff, place, True), arrival=arrival.astype(np.int32),
        departure=departure.astype(np.int32), shape=-1,
    )  # fmt: skip
