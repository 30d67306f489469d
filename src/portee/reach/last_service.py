"""The last way back and the first arrival: at which minute work would have to end, or to start, to be within reach.

Hours are moved one shift at a time: the end (or start) of a shift on all the days that have it, all else as it is. Who
may take so many minutes for a leg is in time whenever anybody is: leaving as early as that, or being home as late as
that, since one may wait. So one search backwards (or forwards) tells a whole run of minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.core.threads import each
from portee.kernels.shortest import UNREACHED
from portee.reach.after_dark import Darkness, may_be_dark
from portee.reach.cases import Case, Within, paid_for
from portee.reach.commute import MOST_HORIZON_S, homeward
from portee.reach.daily import Daily
from portee.reach.hours import Hours, alike_days, merged_hours
from portee.reach.kinds import Along, ByTransit
from portee.reach.opening import everything, swapped
from portee.reach.options import LONGEST_MINUTES, Window
from portee.reach.street_legs import street_legs
from portee.reach.transit import TransitSearch, transit_search
from portee.reach.ways import Way

__all__ = ["Moved", "first_arrivals", "last_departures"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Int64 = npt.NDArray[np.int64]

MINUTE = 60
FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Moved:
    """What other hours would bring.

    Attributes:
        helps: bool (d,), places that come within reach when one shift ends earlier (or starts later).
        minute: float64 (d,), seconds after midnight of the nearest minute at which it works: the last one at which one
            can leave, or the first at which one can be there. NaN where it does not help, or is not known for sure.
    """

    helps: Bool
    minute: Floats


def last_departures(daily: Daily, case: Case, within: Within, rows: Bool) -> Moved:
    """When one can leave each place at the latest: an earlier end of work that brings it within reach.

    Args:
        daily, case: what is asked, without stops on the way. within: its answer.
        rows: bool (d,), places out of reach that matter.
    """
    return _nearest(daily, case, within, rows, back=True)


def first_arrivals(daily: Daily, case: Case, within: Within, rows: Bool) -> Moved:
    """When one can be at each place at the earliest: a later start of work that brings it within reach."""
    return _nearest(daily, case, within, rows, back=False)


def _nearest(daily: Daily, case: Case, within: Within, rows: Bool, *, back: bool) -> Moved:
    best = np.full((2, len(rows)), -1, np.int64)
    gap = np.full((2, len(rows)), FAR)
    for way, masks in _ways(case, within, rows, back=back):
        found, distance = _Shifts(daily, case, np.asarray(masks.any(axis=0)), back=back).nearest(way)
        for k in range(2):
            nearer = masks[k] & (found >= 0) & (distance < gap[k])
            best[k, nearer], gap[k, nearer] = found[nearer], distance[nearer]
    helps = best[0] >= 0
    # A way whose price depends on its length may or may not be within the budget at a nearer minute.
    sure = helps & (gap[1] >= gap[0])
    if case.situation.profile.limits.dark != "fine":
        sure &= _as_dark(case, best[0], back=back)
    return Moved(helps, np.where(sure, best[0] * float(MINUTE), np.nan))


def _as_dark(case: Case, minutes: Int64, *, back: bool) -> Bool:
    """Where the other hours touch the dark as much as the own ones, so that streets are walked alike: bool (d,)."""
    longest = case.situation.profile.limits.max_time_min
    darkness = Darkness.over(case.situation.network)
    same = np.ones(len(minutes), np.bool_)
    if not may_be_dark(case.hours, longest, darkness):
        return same
    for minute in np.unique(minutes[minutes >= 0]).tolist():
        at = np.full(1, minute * MINUTE, np.int32)
        moved = [
            Hours(part.day, part.start.max(keepdims=True) if back else at, at if back else part.end.max(keepdims=True))
            for part in case.hours
        ]
        if not may_be_dark(moved, longest, darkness):
            same &= minutes != minute
    return same


def _ways(case: Case, within: Within, rows: Bool, *, back: bool) -> list[tuple[Way, npt.NDArray[np.bool_]]]:
    """One way for each search that depends on the hours, with the places where it may help: bool (2, d), those where
    it is paid for, and those where that is not known.
    """
    found: dict[object, tuple[Way, npt.NDArray[np.bool_]]] = {}
    limit = int(case.limit_min) * MINUTE
    for way, legs in zip(within.ways, within.legs, strict=True):
        search = way.search
        timed = isinstance(search, Along) and search.served is not None and bool(search.served.rides)
        if not timed and not isinstance(search, ByTransit):
            continue
        # The leg whose hours stay as they are must do already; those of rides within hours are not told apart.
        other = timed | np.asarray((legs.out if back else legs.back) <= limit)
        masks = np.stack(paid_for(case, way)) & rows & other
        key: object = search.key if isinstance(search, ByTransit) else search
        if key in found:
            masks |= found[key][1]
        found[key] = way, masks
    return [(way, masks) for way, masks in found.values() if masks.any()]


@dataclass(frozen=True, eq=False)
class _Part:
    """Hours of one date in whole minutes after midnight, int64 (d,); -1 where nobody is wanted."""

    hours: Hours
    start: Int64
    end: Int64

    @property
    def asked(self) -> Bool:
        return np.asarray((self.start >= 0) & (self.end >= 0))


class _Shifts:
    """Tries other hours of each shift, for some places; d places, m minutes.

    rows: bool (d,), the places.
    """

    def __init__(self, daily: Daily, case: Case, rows: Bool, *, back: bool) -> None:
        self._daily, self._back, self._rows = daily, back, rows
        self._limit = int(case.limit_min)
        timetable = daily.stores.network.timetable
        days = [part.day for part in case.hours]
        alike = {day: day for day in days} if timetable is None else alike_days(timetable, days)
        # Whole minutes, as one would have to be there or could leave.
        self._parts = [
            _Part(part, _minutes(part.start, up=False), _minutes(part.end, up=True))
            for part in merged_hours(case.hours, alike)
        ]

    def nearest(self, way: Way) -> tuple[Int64, Int64]:
        """The nearest minute to which the hours of one shift can be moved, -1 for none, and how far that is: (d,)."""
        # For each part, where one is in time at its own hours.
        stays = [self._stays(way, part) for part in self._parts]
        count = len(self._rows)
        best, gap = np.full(count, -1, np.int64), np.full(count, FAR)
        ends = [part.end if self._back else part.start for part in self._parts]
        for number, now in enumerate(ends):
            if any(np.array_equal(now, earlier) for earlier in ends[:number]):
                continue
            members = [part.asked & (end == now) for part, end in zip(self._parts, ends, strict=True)]
            others = [~p.asked | m | s for p, m, s in zip(self._parts, members, stays, strict=True)]
            rows = np.flatnonzero(self._rows & (now >= 0) & np.all(others, axis=0))
            if not len(rows):
                continue
            chosen = self._tried(way, rows, [member[rows] for member in members])
            distance = np.where(chosen >= 0, np.abs(now[rows] - chosen), FAR)
            nearer = distance < gap[rows]
            best[rows[nearer]], gap[rows[nearer]] = chosen[nearer], distance[nearer]
        return best, gap

    def _stays(self, way: Way, part: _Part) -> Bool:
        """Where the hours of a part do as they are: bool (d,)."""
        if isinstance(way.search, ByTransit):
            # The other leg is known to do.
            return self._daily.whether(way, self._limit).leg([part.hours], back=self._back)
        rows, found = np.arange(len(self._rows)), np.ones(len(self._rows), np.bool_)
        for leg, minute in ((False, part.start), (True, part.end)):
            asked = minute[minute >= 0]
            lo, hi = int(asked.min(initial=0)), int(asked.max(initial=0))
            table = self._along(way, part.hours.day, rows, lo, hi, back=leg)
            found &= ~part.asked | _at(table, minute - lo)
        return found

    def _tried(self, way: Way, rows: npt.NDArray[np.intp], members: Sequence[Bool]) -> Int64:
        """The minute nearest to now at which the shift that some parts share can end (or start), -1 for none: (n,).

        rows: places that are asked about. members: for each part bool (n,), the places that have it in the shift.
        """
        back = self._back
        begins = np.full(len(rows), -1, np.int64)
        stops = np.full(len(rows), FAR)
        for part, member in zip(self._parts, members, strict=True):
            begins = np.where(member, np.maximum(begins, part.start[rows]), begins)
            stops = np.where(member, np.minimum(stops, part.end[rows]), stops)
        lo, hi = int(begins.min()) + 1, int(stops.max()) - 1
        if lo > hi:
            return np.full(len(rows), -1, np.int64)
        at = lo + np.arange(hi - lo + 1)
        fits = (at > begins[:, None]) & (at < stops[:, None])
        asked = dict.fromkeys(p.hours.day for p, member in zip(self._parts, members, strict=True) if member.any())
        made = self._tables(way, tuple(asked), rows, lo, hi)
        for part, member in zip(self._parts, members, strict=True):
            if not member.any():
                continue
            day = part.hours.day
            fits &= made[day] | ~member[:, None]
            if not isinstance(way.search, ByTransit):
                other = part.start[rows] if back else part.end[rows]
                first, last = int(other.min()), int(other.max())
                does = _at(self._along(way, day, rows, first, last, back=not back), other - first)
                fits &= (does | ~member)[:, None]
        chosen = hi - np.argmax(fits[:, ::-1], axis=1) if back else lo + np.argmax(fits, axis=1)
        return np.where(fits.any(axis=1), chosen, -1)

    def _tables(
        self, way: Way, days: Sequence[date], rows: npt.NDArray[np.intp], lo: int, hi: int
    ) -> dict[date, Bool]:  # fmt: skip
        """For each date, whether one can be there by each minute, or be home after leaving at each: bool (n, m)."""
        if not isinstance(way.search, ByTransit):
            return {day: self._along(way, day, rows, lo, hi, back=self._back) for day in days}
        prepared = [(day, search) for day in days for search in self._by_transit(way, day, lo, hi)]
        made: dict[date, list[Bool]] = {day: [] for day in days}
        told = each(
            lambda one: (one[1].samples(0, one[1].scratch(), rows) != UNREACHED).all(axis=1), prepared,
            self._daily.stores.threads,
        )  # fmt: skip
        for (day, _), there in zip(prepared, told, strict=True):
            made[day].append(there)
        return {day: np.concatenate(runs, axis=1) for day, runs in made.items()}

    def _by_transit(self, way: Way, day: date, lo: int, hi: int) -> list[TransitSearch]:
        """Searches of one date that together have a lane for every minute."""
        search, daily, back = way.search, self._daily, self._back
        assert isinstance(search, ByTransit)
        travel = replace(search.travel, max_time_min=min(search.travel.max_time_min, float(self._limit)))
        limit = int(travel.max_time_min)
        store = daily.stores.of(search.network)
        timetable = store.network.timetable
        assert timetable is not None
        opened = search.opened or everything(timetable)
        most = max(1, min(LONGEST_MINUTES, MOST_HORIZON_S // MINUTE - limit))
        runs = []
        for first in range(lo, hi + 1, most):
            # Leaving home as early, or being home as late, as the limit allows.
            window = _window(
                day, (first + limit if back else first - limit) * MINUTE, min(most, hi + 1 - first), arrive=back
            )
            ends = (daily.work, daily.home) if back else (daily.home, daily.work)
            prepared = transit_search(
                store.network, *ends, homeward(travel) if back else travel, window,
                stations=search.stations, opened=swapped(opened) if back else opened, store=store,
            )  # fmt: skip
            runs.append(prepared)
        return runs

    def _along(
        self, way: Way, day: date, rows: npt.NDArray[np.intp], lo: int, hi: int, *, back: bool
    ) -> Bool:  # fmt: skip
        """By rides within hours of their own: they take as long at any time, but are not served at any."""
        search, daily = way.search, self._daily
        assert isinstance(search, Along)
        assert search.served is not None
        places = daily.stores.of(search.network).subset(daily.work, rows)
        found = street_legs(daily.stores.of(search.network), daily.home, daily.work, search, float(self._limit))
        leg = (found.back if back else found.out)[0, rows].astype(np.int64)
        at = MINUTE * (lo + np.arange(hi - lo + 1))[None, :]
        spent = np.where(leg == UNREACHED, 0, leg)[:, None]
        leaves, arrives = (at + 0 * spent, at + spent) if back else (at - spent, at + 0 * spent)
        served = search.served.leg(daily.home, places, day, leaves, arrives, back=back)
        return np.asarray(served & (leg != UNREACHED)[:, None])


def _minutes(seconds: npt.NDArray[np.int32], *, up: bool) -> Int64:
    whole = -(-seconds.astype(np.int64) // MINUTE) if up else seconds.astype(np.int64) // MINUTE
    return np.where(seconds < 0, -1, whole)


def _at(table: Bool, column: Int64) -> Bool:
    """The entry of a column of each row, false outside the table."""
    inside = (column >= 0) & (column < table.shape[1])
    return np.asarray(inside & table[np.arange(len(table)), np.where(inside, column, 0)])


def _window(day: date, second: int, minutes: int, *, arrive: bool) -> Window:
    days = -1 if second < 0 else 1 if second >= 2 * DAY_S else 0
    return Window(day + timedelta(days=days), second - days * DAY_S, minutes, arrive)
