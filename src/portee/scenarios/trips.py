"""Trips of a pattern chosen by day and hour, and new ones made after them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong
from portee.core.week import DAYS
from portee.network.daytable import EPOCH
from portee.network.timetable_draft import DraftPattern, TimetableDraft
from portee.offers.running import Clock, Weekdays
from portee.scenarios.works import Works

__all__ = ["Between", "every", "on_days", "run_anew", "weekdays_of", "write_out"]

Bool = npt.NDArray[np.bool_]


class Between(Declared):
    """Hours of a service day. from_: (written `from`) first one; until: last one, past midnight 25:30."""

    from_: Annotated[Clock, Field(alias="from")]
    until: Clock

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Between:
        if self.until <= self.from_:
            raise Wrong("The hours end before they begin.", "Past midnight hours go on: 25:00 is one in the morning.")
        return self

    def holds(self, seconds: npt.NDArray[Any]) -> Bool:
        """Which times lie within the hours, both ends included."""
        return np.asarray((seconds >= self.from_) & (seconds <= self.until))


def weekdays_of(draft: TimetableDraft, days: Weekdays) -> Bool:
    """Days of the calendar that fall on some weekdays: bool (days of the calendar,)."""
    first = EPOCH + timedelta(days=draft.base.service_first_day)
    wanted = {DAYS.index(day) for day in days}
    count = draft.base.service_active.shape[1]
    return np.array([(first.weekday() + k) % 7 in wanted for k in range(count)], np.bool_)


def on_days(
    draft: TimetableDraft, pattern: DraftPattern, days: Weekdays | None
) -> tuple[DraftPattern, DraftPattern]:  # fmt: skip
    """The trips of a pattern on some weekdays, and those of the other days; of a trip of both, one on each side."""
    if days is None:
        return pattern, pattern.take(np.zeros(len(pattern), np.bool_))
    wanted = weekdays_of(draft, days)
    inside, outside = pattern.service.copy(), pattern.service.copy()
    both, only = np.zeros(len(pattern), np.bool_), np.zeros(len(pattern), np.bool_)
    for service in np.unique(pattern.service).tolist():
        active = draft.active(service)
        mine = pattern.service == service
        if not (active & wanted).any():
            continue
        only |= mine
        if (active & ~wanted).any():
            both |= mine
            inside[mine], outside[mine] = (draft.part_of(service, active & part) for part in (wanted, ~wanted))
    stay = ~only | both
    kept, chosen = pattern.take(stay), pattern.take(only)
    kept = kept.replace(service=outside[stay])
    # Of a trip cut in two, the one of the other days keeps its name and its frequencies.
    cut = both[only]
    of = inside[only]
    ids = [f"{id}@{of[k]}" if cut[k] else id for k, id in enumerate(chosen.ids)]
    return chosen.replace(
        service=of, ids=ids, source=np.where(cut, -1, chosen.source),
        block=np.where(cut, -1, chosen.block).astype(np.int32),
    ), kept  # fmt: skip


def every(pattern: DraftPattern, first: int, last: int, seconds: int, tag: str) -> DraftPattern:
    """Trips that leave the first stop every so many seconds from `first` to `last`, by service, each as long as the
    trip of that service that leaves nearest to it.
    """
    times = np.arange(first, last + 1, seconds, dtype=np.int32)
    made = pattern.take(np.zeros(len(pattern), np.bool_))
    for service in np.unique(pattern.service).tolist():
        rows = np.flatnonzero(pattern.service == service)
        leaves = pattern.departure[rows, 0]
        nearest = rows[np.abs(leaves[None, :] - times[:, None]).argmin(axis=1)]
        made = made.joined(pattern.copies(nearest, times, f"{tag}.{service}."))
    return made


def run_anew(pattern: DraftPattern, legs: npt.NDArray[np.int32]) -> DraftPattern:
    """The trips with other running times between their stops, int32 (t, k - 1), seconds, and halts as before."""
    halts = pattern.departure - pattern.arrival
    later = np.cumsum(legs + halts[:, 1:], axis=1)
    departure = pattern.departure[:, :1] + np.concatenate([np.zeros((len(pattern), 1), np.int32), later], axis=1)
    return pattern.replace(arrival=(departure - halts).astype(np.int32), departure=departure.astype(np.int32))


def write_out(works: Works, draft: TimetableDraft, routes: Iterable[int] | None) -> None:
    """Trips by frequency, of some routes or all, become trips with times of their own; that is told."""
    note = "Lines by frequency that are changed leave at the full headway from the start of each period."
    if draft.write_out(routes) and note not in works.notes:
        works.notes.append(note)
