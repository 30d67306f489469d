"""Stops that are not served: vehicles pass by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.network.timetable_draft import DraftPattern, TimetableDraft
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named, stops_named
from portee.scenarios.works import Works

__all__ = ["CloseStop", "passing_by"]


class CloseStop(Modification):
    """Close stops. stops: ids or names, of which all platforms; lines: for these alone."""

    type: Literal["close_stop"]
    stops: Annotated[tuple[str, ...], Field(min_length=1)]
    lines: tuple[str, ...] = ()

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        passing = passing_by(draft, self.stops, tell, "stops")
        routes = sorted({route for name in self.lines for route in lines_named(works, draft, name, tell, "lines")})
        draft.change(routes if self.lines else None, passing)


def passing_by(
    draft: TimetableDraft, names: Iterable[str], tell: Tell, field: str
) -> Callable[[DraftPattern], DraftPattern]:  # fmt: skip
    """What makes the trips of a pattern pass by some stops: nobody boards or leaves there.

    Args:
        names: ids or names, of which all platforms. field: that names them, where one is unknown.
    """
    closed = np.array([stop for name in names for stop in stops_named(draft, name, tell, field)], np.int32)

    def passing(pattern: DraftPattern) -> DraftPattern:
        shut = np.isin(pattern.stops, closed)
        return pattern.replace(pickup=pattern.pickup & ~shut, dropoff=pattern.dropoff & ~shut)

    return passing
