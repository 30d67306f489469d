"""When people are wanted on dates, and which dates are alike: those on which the same vehicles run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.network.daytable import require_service, seconds_of_day, served_dates
from portee.network.timetable import Timetable
from portee.reach.links import LinkStore

__all__ = ["Hours", "RunningServices", "alike_days", "legs_once", "merged_hours", "require_calendar", "runs_of"]

Bool = npt.NDArray[np.bool_]
Int32 = npt.NDArray[np.int32]

EPOCH = date(1970, 1, 1)
CLOCKS_CHANGE_S = 2 * 3600
"""Clocks are changed by less than this."""


@dataclass(frozen=True, eq=False)
class Hours:
    """When each place wants someone on one date: int32 (d,), seconds after midnight of `day`; -1 where not that day.

    start: latest arrival, tolerance included; end: earliest departure, past 86,400 after midnight.
    """

    day: date
    start: Int32
    end: Int32

    @cached_property
    def starts(self) -> Mapping[int, Bool]:
        """Places by start, bool (d,) each."""
        return _by_clock(self.start)

    @cached_property
    def ends(self) -> Mapping[int, Bool]:
        """Places by end, bool (d,) each."""
        return _by_clock(self.end)


def _by_clock(times: Int32) -> Mapping[int, Bool]:
    return {clock: times == clock for clock in np.unique(times[times >= 0]).tolist()}


def alike_days(timetable: Timetable, days: Sequence[date]) -> dict[date, date]:
    """For each date the first of the dates on which the same services run, the day before and after included."""
    epoch = date(1970, 1, 1)
    first: dict[bytes, date] = {}
    found = {}
    width = timetable.service_active.shape[1]
    for day in days:
        column = (day - epoch).days - timetable.service_first_day
        around = [
            timetable.service_active[:, k].tobytes() if 0 <= k < width else b""
            for k in (column - 1, column, column + 1)
        ]
        found[day] = first.setdefault(b"|".join(around), day)
    return found


def require_calendar(timetable: Timetable, days: Sequence[date], *, may_stand_still: bool = False) -> None:
    """Raise NoServiceError for a date before the first or after the last one with service.

    A date without service between them is no error: on it one walks, and what is too far for that is out of reach.
    """
    served = served_dates(timetable, may_stand_still=may_stand_still)
    for day in sorted(set(days)):
        if served is None or not served[0] <= day <= served[1]:
            require_service(timetable, day, may_stand_still=may_stand_still)


def merged_hours(hours: Sequence[Hours], alike: dict[date, date]) -> list[Hours]:
    """Hours without repetitions: dates with the same services and the same hours are searched once."""
    kept: dict[tuple[date, bytes, bytes], Hours] = {}
    for part in hours:
        day = alike[part.day]
        kept.setdefault((day, part.start.tobytes(), part.end.tobytes()), Hours(day, part.start, part.end))
    return list(kept.values())


def runs_of(times: Int32, span: int) -> Iterator[tuple[int, int, Int32]]:
    """(first, last, times) of runs of times that lie within `span` seconds, times of other runs as -1."""
    values = np.unique(times[times >= 0])
    while len(values):
        first = int(values[0])
        inside = values <= first + span
        last = int(values[inside][-1])
        values = values[~inside]
        yield first, last, np.where((times >= first) & (times <= last), times, -1).astype(np.int32)


def legs_once(store: LinkStore, hours: Sequence[Hours], longest_s: int, *, back: bool) -> Iterator[tuple[date, Int32]]:
    """Dates with the clock times of one leg, those with the same vehicles once.

    Args:
        store: links of the network, with or without timetable.
        hours: one entry per date worked. longest_s: longest seconds of the leg.
        back: the way home, from the ends; else the way there, for the starts.

    Yields:
        date and int32 (d,) seconds after its midnight, -1 where nobody is wanted.
    """
    timetable = store.network.timetable
    days = [part.day for part in hours]
    exact = timetable is not None and not (timetable.frequency_exact == 0).any()
    # Without exact times each date has draws of its own: those of the first of alike dates count.
    alike = {day: day for day in days} if timetable is None else alike_days(timetable, days)
    seen: set[tuple[object, bytes]] = set()
    for part in merged_hours(hours, alike):
        times = part.end if back else part.start
        asked = times[times >= 0]
        if not len(asked):
            continue
        key: object = part.day
        if exact:
            assert timetable is not None
            first, last = int(asked.min()), int(asked.max())
            key = running_services(store, timetable).key(
                part.day, first if back else first - longest_s, last + longest_s if back else last
            )
        if (key, times.tobytes()) not in seen:
            seen.add((key, times.tobytes()))
            yield part.day, times


def running_services(store: LinkStore, timetable: Timetable) -> RunningServices:
    """Made once for a network."""
    return store.once(("running services",), lambda: RunningServices(timetable))


class RunningServices:
    """Which services run between two times of a date, so that dates on which the same vehicles run are known.

    Args:
        timetable: all feeds.
    """

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable
        count = len(timetable.service_id)
        begins, ends = np.full(count, np.iinfo(np.int32).max, np.int64), np.full(count, -1, np.int64)
        first = timetable.event_arrival[timetable.trip_event_offset[:-1]].astype(np.int64)
        last = timetable.event_departure[timetable.trip_event_offset[1:] - 1].astype(np.int64)
        np.minimum.at(begins, timetable.trip_service, first)
        np.maximum.at(ends, timetable.trip_service, last)
        # A line by frequency runs from the first departure of its table, for as long as its model trip lasts.
        service = timetable.trip_service[timetable.frequency_trip]
        np.minimum.at(begins, service, timetable.frequency_start)
        np.maximum.at(ends, service, timetable.frequency_end + (last - first)[timetable.frequency_trip])
        self._begins, self._ends = begins, ends
        self._keys: dict[tuple[date, int, int], object] = {}

    def key(self, day: date, first_s: int, last_s: int) -> object:
        """Equal for dates on which the same vehicles run between two times of the clock.

        Services of the day before count where they still run, those of the day after where they begin so early; a date
        near a change of clocks is like no other one.

        Args:
            day: the date. first_s, last_s: seconds after midnight of it; before it when negative.
        """
        asked = day, first_s, last_s
        if asked not in self._keys:
            self._keys[asked] = self._key(*asked)
        return self._keys[asked]

    def _key(self, day: date, first_s: int, last_s: int) -> object:
        active = self._timetable.service_active
        column = (day - EPOCH).days - self._timetable.service_first_day
        low, high = first_s - CLOCKS_CHANGE_S, last_s + CLOCKS_CHANGE_S
        earliest = -max(0, math.ceil((int(self._ends.max(initial=0)) - low) / DAY_S))
        running = []
        for delta in range(earliest, high // DAY_S + 1):
            here = (self._begins + delta * DAY_S <= high) & (self._ends + delta * DAY_S >= low)
            if 0 <= column + delta < active.shape[1]:
                here &= active[:, column + delta]
            else:
                here[:] = False
            running.append(here.tobytes())
        zone = self._timetable.timezone
        return tuple(running), tuple(seconds_of_day(day + timedelta(days=d), 0, zone) for d in range(-1, 3))
