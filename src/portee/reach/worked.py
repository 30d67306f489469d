"""When everyone is wanted: hours of every place of work on every date worked, by its own hours or the resident's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt

from portee.core.week import DAYS
from portee.people.schedule import Schedule
from portee.reach.hours import Hours
from portee.territory.work import OwnHours

__all__ = ["commutes_month", "hours_of", "moments_of"]


def hours_of(
    schedule: Schedule,
    own: OwnHours | None,
    count: int,
    week_of: date,
    *,
    calendar: tuple[date, date] | None = None,
) -> tuple[Hours, ...]:
    """Hours of each place on each date worked in the week of a date.

    Args:
        schedule: of the resident; used where a place tells no hours, and for the days where it tells no days.
        own: hours that places tell, None when none does.
        count: number of places.
        week_of: any date of the week.
        calendar: first and last date with service; a date of the week outside them is taken from a week inside,
            where there is one, so that the first and last weeks of a timetable can be asked about.

    Returns:
        one entry per date and shift; starts with the whole minutes of tolerance added.
    """
    told = np.zeros(count, np.bool_)
    if own is not None:
        told |= own.told
    late = int(schedule.tolerance_min) * 60
    found = []
    if not told.all():
        for day, shift in schedule.dated(week_of):
            start = np.where(told, -1, shift.start + late)
            end = np.where(told, -1, shift.end_s)
            found.append(Hours(_inside(day, calendar), start.astype(np.int32), end.astype(np.int32)))
    if own is not None and told.any():
        monday = week_of - timedelta(days=week_of.weekday())
        usual = np.array([any(day in shift.days for shift in schedule.shifts) for day in DAYS])
        tells_days = np.asarray(own.days.any(axis=1))
        days = np.where(tells_days[:, None], own.days, usual[None, :])
        for k in range(7):
            today = np.asarray(told & days[:, k])
            if today.any():
                start, end = np.where(today, own.start + late, -1), np.where(today, own.end, -1)
                day = _inside(monday + timedelta(days=k), calendar)
                found.append(Hours(day, start.astype(np.int32), end.astype(np.int32)))
    return tuple(found)


def _inside(day: date, calendar: tuple[date, date] | None) -> date:
    """The same day of the week in the nearest week that lies in the calendar; the date itself when there is none."""
    if calendar is None or calendar[0] <= day <= calendar[1]:
        return day
    off = calendar[0] - day if day < calendar[0] else calendar[1] - day
    weeks = -(-off.days // 7) if off.days > 0 else off.days // 7
    moved = day + timedelta(weeks=weeks)
    return moved if calendar[0] <= moved <= calendar[1] else day


def commutes_month(schedule: Schedule, own: OwnHours | None, count: int) -> npt.NDArray[np.float64]:
    """Journeys there and back in a mean month, float64 (d,).

    A place that tells its hours has one on each of its days (days × weeks worked / 12), or on each day of the schedule
    where it tells no days; any other place has those of the schedule.
    """
    usual = np.full(count, schedule.commutes_per_month)
    if own is None:
        return usual
    days = own.days.sum(axis=1)
    own_month = np.where(days > 0, days * schedule.weeks_per_year / 12, schedule.days_per_month)
    return np.where(own.told, own_month, usual)


def moments_of(hours: Sequence[Hours]) -> tuple[datetime, ...]:
    """The moments around which one drives: each start and end that occurs."""
    found: set[datetime] = set()
    for part in hours:
        midnight = datetime.combine(part.day, time())
        for times in (part.start, part.end):
            found.update(midnight + timedelta(seconds=int(s)) for s in np.unique(times[times >= 0]).tolist())
    return tuple(sorted(found))
