"""A line that runs less often: trips are left out evenly."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.network.timetable_draft import DraftPattern
from portee.offers.running import Weekdays
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named
from portee.scenarios.trips import Between, on_days, write_out
from portee.scenarios.works import Works

__all__ = ["ThinOut"]


class ThinOut(Modification):
    """Leave out trips of a line.

    Attributes:
        line: its id, short name or long name. keep: share of the trips of each course that still run, evenly spread.
        between: hours within which a trip begins, all day when left out. days: of the week.
    """

    type: Literal["thin_out"]
    line: str
    keep: Annotated[float, Field(gt=0, lt=1)]
    between: Between | None = None
    days: Weekdays | None = None

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return

        def thinned(pattern: DraftPattern) -> list[DraftPattern]:
            chosen, others = on_days(draft, pattern, self.days)
            kept = np.ones(len(chosen), np.bool_)
            for service in np.unique(chosen.service).tolist():
                rows = np.flatnonzero(chosen.service == service)
                if self.between is not None:
                    rows = rows[self.between.holds(chosen.departure[rows, 0])]
                rows = rows[np.argsort(chosen.departure[rows, 0], kind="stable")]
                upto = np.floor(np.arange(len(rows) + 1) * self.keep + 0.5 + 1e-9)
                kept[rows] = np.diff(upto) > 0
            return [chosen.take(kept), others]

        routes = lines_named(works, draft, self.line, tell)
        write_out(works, draft, routes)
        draft.change(routes, thinned)
