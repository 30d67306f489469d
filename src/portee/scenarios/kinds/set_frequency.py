"""A line that runs at another headway: more often or less."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from portee.network.timetable_draft import DraftPattern
from portee.offers.running import Weekdays
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named
from portee.scenarios.trips import Between, every, on_days, write_out
from portee.scenarios.works import Works

__all__ = ["SetFrequency"]


class SetFrequency(Modification):
    """Run a line every so many minutes.

    Attributes:
        line: its id, short name or long name. every_min: minutes between two trips of each direction and course.
        between: hours within which trips begin; from the first to the last trip of each day when left out.
        days: of the week.
    """

    type: Literal["set_frequency"]
    line: str
    every_min: Annotated[float, Field(ge=1, le=720)]
    between: Between | None = None
    days: Weekdays | None = None

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return

        def run(pattern: DraftPattern) -> list[DraftPattern]:
            chosen, others = on_days(draft, pattern, self.days)
            leaves = chosen.departure[:, 0]
            inside = np.ones(len(chosen), np.bool_) if self.between is None else self.between.holds(leaves)
            found = [others, chosen.take(~inside)]
            for service in np.unique(chosen.service).tolist():
                mine = chosen.take(np.flatnonzero(chosen.service == service))
                first, last = int(mine.departure[:, 0].min()), int(mine.departure[:, 0].max())
                if self.between is not None:
                    first, last = self.between.from_, self.between.until
                found.append(every(mine, first, last, round(self.every_min * 60), "every"))
            return found

        routes = lines_named(works, draft, self.line, tell)
        write_out(works, draft, routes)
        draft.change(routes, run)
