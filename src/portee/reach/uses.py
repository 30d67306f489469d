"""How often each place would have one travel: by the resident's schedule, or by the days and hours that it tells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.offers.products import Use
from portee.people.schedule import Schedule
from portee.territory.work import OwnHours

__all__ = ["Often", "Uses", "uses_of", "usual_use"]

HOUR_S = DAY_S // 24


@dataclass(frozen=True)
class Often:
    """How often one travels, and for how long one is at work.

    use: journeys, days and weeks; work_hours: between the start and the end of a mean day (or night) of work.
    """

    use: Use
    work_hours: float


@dataclass(frozen=True, eq=False)
class Uses:
    """What differs from place to place.

    Attributes:
        each: distinct ones; the first is that of the resident's schedule, whether or not a place has it.
        of: int64 (d,), row in `each` of each place.
    """

    each: tuple[Often, ...]
    of: npt.NDArray[np.int64]

    @property
    def commutes(self) -> npt.NDArray[np.float64]:
        """Journeys there and back in a mean month, float64 (d,)."""
        return np.array([often.use.commutes_per_month for often in self.each])[self.of]


def usual_use(schedule: Schedule) -> Often:
    """How often one travels who works by a schedule."""
    use = Use(
        schedule.commutes_per_month, schedule.days_per_month, schedule.weeks_per_year, schedule.hours_per_week
    )  # fmt: skip
    days = [(shift.hours, len(shift.days) / shift.every_weeks) for shift in schedule.commutes()]
    return Often(use, sum(hours * often for hours, often in days) / sum(often for _, often in days))


def uses_of(schedule: Schedule, own: OwnHours | None, commutes: npt.NDArray[np.float64]) -> Uses:
    """How often one travels to each place.

    A place that tells its hours has one journey a day on each of its days (see `portee.reach.worked.commutes_month`):
    passes by the day, tickets and the employer's share follow from them.

    Args:
        schedule: of the resident. own: hours that places tell, None when none does.
        commutes: journeys there and back in a month, float64 (d,).
    """
    found = [usual_use(schedule)]
    rows = np.zeros(len(commutes), np.int64)
    told = np.zeros(len(commutes), np.bool_) if own is None else np.asarray(own.told)
    if own is None or not told.any():
        return Uses(tuple(found), rows)
    seconds = (own.end - own.start).astype(np.int64)
    kinds, place = np.unique(
        np.stack([commutes[told], seconds[told].astype(np.float64)], axis=1), axis=0, return_inverse=True
    )  # fmt: skip
    for journeys, length in kinds.tolist():
        hours = length / HOUR_S
        week = hours * journeys * 12 / schedule.weeks_per_year
        found.append(Often(Use(journeys, journeys, schedule.weeks_per_year, week), hours))
    rows[told] = 1 + place.reshape(-1)
    return Uses(tuple(found), rows)
