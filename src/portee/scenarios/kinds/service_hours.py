"""Hours of service: a line that ends earlier or later, begins earlier or later, or runs on a day as on another."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator

from portee.core.declared import Wrong
from portee.network.timetable_draft import DraftPattern, TimetableDraft
from portee.offers.running import Clock, Weekdays
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import draft_of, lines_named
from portee.scenarios.trips import every, on_days, weekdays_of, write_out
from portee.scenarios.works import Works

__all__ = ["ServiceHours"]


class ServiceHours(Modification):
    """Change the hours of lines.

    Attributes:
        lines: ids, short names or long names; all lines when left out.
        first, last: first and last departure from the first stop, past midnight 25:30. Trips outside are left out;
            missing ones are added every `every_min` minutes where that is told.
        days: of the week. like: instead of hours, the day whose service they take over ("sun" like "sat").
    """

    type: Literal["service_hours"]
    lines: tuple[str, ...] = ()
    first: Clock | None = None
    last: Clock | None = None
    every_min: Annotated[float, Field(ge=1, le=720)] | None = None
    days: Weekdays | None = None
    like: Weekdays | None = None

    @model_validator(mode="after")
    def _tells_hours_or_a_day(self) -> ServiceHours:
        if self.like is not None and (self.first is not None or self.last is not None or self.every_min is not None):
            raise Wrong("It tells hours and a day to run like.", "Keep one of them.")
        if self.like is None and self.first is None and self.last is None:
            raise Wrong("It tells no hours.", "Give 'first', 'last' or 'like'.")
        if self.like is not None and (len(self.like) != 1 or self.days is None):
            raise Wrong("'like' names one day, 'days' those that run like it.", "Write days: sun and like: sat.")
        if self.first is not None and self.last is not None and self.last <= self.first:
            raise Wrong("The last departure is before the first.", "Past midnight hours go on: 25:00.")
        return self

    def apply(self, works: Works, tell: Tell) -> None:
        draft = draft_of(works, tell)
        if draft is None:
            return
        routes = sorted({route for name in self.lines for route in lines_named(works, draft, name, tell, "lines")})
        chosen = routes if self.lines else None
        if self.like is not None and self.days is not None:
            self._run_like(draft, chosen, self.days, self.like)
        else:
            write_out(works, draft, chosen)
            draft.change(chosen, lambda pattern: self._within(draft, pattern))

    def _within(self, draft: TimetableDraft, pattern: DraftPattern) -> list[DraftPattern]:
        mine, others = on_days(draft, pattern, self.days)
        leaves = mine.departure[:, 0]
        kept = np.ones(len(mine), np.bool_)
        if self.first is not None:
            kept &= leaves >= self.first
        if self.last is not None:
            kept &= leaves <= self.last
        found = [others, mine.take(kept)]
        if self.every_min is None:
            return found
        step = round(self.every_min * 60)
        for service in np.unique(mine.service).tolist():
            some = mine.take(np.flatnonzero(mine.service == service))
            begins, ends = int(some.departure[:, 0].min()), int(some.departure[:, 0].max())
            if self.first is not None and self.first < begins:
                found.append(every(some, self.first, begins - 1, step, "early"))
            if self.last is not None and self.last > ends:
                found.append(every(some, ends + step, self.last, step, "late"))
        return found

    @staticmethod
    def _run_like(draft: TimetableDraft, routes: list[int] | None, days: Weekdays, like: Weekdays) -> None:
        """On each of the days, what runs on the nearest day of the other kind."""
        taken, model = np.flatnonzero(weekdays_of(draft, days)), np.flatnonzero(weekdays_of(draft, like))

        def run(pattern: DraftPattern) -> DraftPattern:
            service = pattern.service.copy()
            for number in np.unique(pattern.service).tolist():
                active = draft.active(number)
                runs = active.copy()
                if len(model):
                    runs[taken] = active[model[np.abs(taken[:, None] - model[None, :]).argmin(axis=1)]]
                if (runs != active).any():
                    service[pattern.service == number] = draft.part_of(number, runs)
            return pattern.replace(service=service)

        draft.change(routes, run)
