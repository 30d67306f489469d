"""Stops that are not served: vehicles pass by."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.network.timetable_draft import DraftPattern
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named, stops_named
from portee.scenarios.works import Works

__all__ = ["CloseStop"]


class CloseStop(Modification):
    """Close stops. stops: ids or names, of which all platforms; lines: for these alone."""

    type: Literal["close_stop"]
    stops: Annotated[tuple[str, ...], Field(min_length=1)]
    lines: tuple[str, ...] = ()

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        closed = np.array([stop for name in self.stops for stop in stops_named(draft, name, tell, "stops")], np.int32)
        routes = sorted({route for name in self.lines for route in lines_named(works, draft, name, tell, "lines")})

        def passing(pattern: DraftPattern) -> DraftPattern:
            shut = np.isin(pattern.stops, closed)
            return pattern.replace(pickup=pattern.pickup & ~shut, dropoff=pattern.dropoff & ~shut)

        draft.change(routes if self.lines else None, passing)
