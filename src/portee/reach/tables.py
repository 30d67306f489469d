"""When to leave and when one is there, for every minute: what chains of stops are looked up in.

Minutes are whole and count from midnight of a date. NEVER (see `portee.kernels.chains`) stands for impossible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.kernels.chains import NEVER
from portee.kernels.deadlines import latest_lanes
from portee.kernels.rounds import ride_rounds
from portee.kernels.shortest import UNREACHED
from portee.reach.commute import homeward
from portee.reach.commute_many import commutes_at
from portee.reach.hours import Hours, alike_days, merged_hours, require_calendar
from portee.reach.kinds import Along, ByDock, ByTransit
from portee.reach.links import LinkStore
from portee.reach.opening import everything, swapped
from portee.reach.options import Window
from portee.reach.street_legs import StreetLegs, street_legs
from portee.reach.transit import TransitSearch, transit_search
from portee.territory.places import Places

__all__ = ["StreetTables", "Tables", "TransitTables"]

Int32 = npt.NDArray[np.int32]
Minutes = tuple[int, int]
"""The first of some minutes after midnight, and how many they are."""

TOGETHER_S = 24_000
"""Longest search that answers several questions. Lanes count seconds in 16 bits, walks included: a question that fits
alone fits together with others up to here.
"""


class Tables(Protocol):
    """What a way of travelling tells about every minute."""

    def merged(self, hours: Sequence[Hours]) -> list[Hours]:
        """The hours without dates that are alike."""
        ...

    def subset(self, places: Places, rows: npt.NDArray[np.integer]) -> Places:
        """The places of some rows, the same object each time."""
        ...

    def plan(self, hours: Hours, there: Minutes, back: Minutes) -> None:
        """Hours that will be asked for by and by, and their minutes for `leave` and `home`: they are then found
        together.
        """
        ...

    def leave(self, roots: Places, root: int, targets: Places, day: date, first: int, minutes: int) -> Int32:
        """Latest minute at which one can leave the root to be at a target by minute first + t: int32 (targets, t)."""
        ...

    def home(self, roots: Places, root: int, sources: Places, day: date, first: int, minutes: int) -> Int32:
        """Earliest minute at which one is at the root when leaving a source at minute first + t: int32 (sources, t)."""
        ...

    def legs(self, stops: Places, work: Places, hours: Hours) -> tuple[Int32, Int32]:
        """Minutes before the start at which to leave each stop, and minutes after the end to be back: (stops, work)."""
        ...


def _minutes(seconds: Int32) -> Int32:
    return np.where(seconds == UNREACHED, NEVER, seconds // 60).astype(np.int32)


class StreetTables:
    """Along streets every minute is alike."""

    def __init__(self, store: LinkStore, search: Along | ByDock, longest_min: float) -> None:
        self._store, self._search, self._longest_min = store, search, longest_min
        self._made: dict[tuple[int, int], StreetLegs] = {}
        self._kept: list[Places] = []

    def subset(self, places: Places, rows: npt.NDArray[np.integer]) -> Places:
        return self._store.subset(places, rows)

    def merged(self, hours: Sequence[Hours]) -> list[Hours]:
        return merged_hours(hours, {part.day: part.day for part in hours})

    def _legs(self, roots: Places, others: Places) -> StreetLegs:
        key = id(roots), id(others)
        if key not in self._made:
            self._made[key] = street_legs(
                self._store, roots, others, self._search, self._longest_min, threads=self._store.threads
            )
            self._kept += [roots, others]
        return self._made[key]

    def _both(self, roots: Places, others: Places) -> tuple[Int32, Int32]:
        found = self._legs(roots, others)
        return _minutes(found.out), _minutes(found.back)

    def ridden(
        self, home: Places, stops: Sequence[Places], work: Places, chosen: Int32
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Mean kilometres and minutes of one leg by the stops chosen, int32 (stops, d): float64 (d,), NaN without."""
        km, minutes = np.zeros(len(work)), np.zeros(len(work))
        done = (chosen >= 0).all(axis=0)
        before: Places = home
        row = np.zeros(len(work), np.int32)
        for place, ends in zip((*chosen, None), (*stops, work), strict=True):
            column = np.arange(len(work)) if place is None else np.maximum(place, 0)
            legs = self._legs(before, ends)
            km += (legs.out_km[row, column] + legs.back_km[row, column]) / 2
            minutes += (legs.out_min[row, column] + legs.back_min[row, column]) / 2
            before, row = ends, column.astype(np.int32)
        return np.where(done, km, np.nan), np.where(done, minutes, np.nan)

    def plan(self, hours: Hours, there: Minutes, back: Minutes) -> None:
        del hours, there, back

    def leave(self, roots: Places, root: int, targets: Places, day: date, first: int, minutes: int) -> Int32:
        del day
        out = self._both(roots, targets)[0][root]
        by = first + np.arange(minutes, dtype=np.int32)
        return np.where(out[:, None] == NEVER, NEVER, by - out[:, None]).astype(np.int32)

    def home(self, roots: Places, root: int, sources: Places, day: date, first: int, minutes: int) -> Int32:
        del day
        back = self._both(roots, sources)[1][root]
        leaving = first + np.arange(minutes, dtype=np.int32)
        return np.where(back[:, None] == NEVER, NEVER, leaving + back[:, None]).astype(np.int32)

    def legs(self, stops: Places, work: Places, hours: Hours) -> tuple[Int32, Int32]:
        del hours
        return self._both(stops, work)


class TransitTables:
    """By public transport: read from the lanes of one search each way."""

    def __init__(self, store: LinkStore, way: ByTransit) -> None:
        self._store, self._way = store, way
        timetable = store.network.timetable
        self._opened = everything(timetable) if way.opened is None and timetable is not None else way.opened
        self._searches: dict[tuple[object, ...], TransitSearch] = {}
        self._between: dict[tuple[object, ...], tuple[Int32, Int32]] = {}
        self._planned: dict[tuple[date, bytes, bytes], Hours] = {}
        self._awaited: dict[tuple[date, bool], set[Minutes]] = {}
        self._made: dict[tuple[object, ...], list[tuple[int, Int32]]] = {}
        self._kept: list[Places] = []

    def subset(self, places: Places, rows: npt.NDArray[np.integer]) -> Places:
        return self._store.subset(places, rows)

    def merged(self, hours: Sequence[Hours]) -> list[Hours]:
        timetable = self._store.network.timetable
        days = [part.day for part in hours]
        if timetable is None:
            return merged_hours(hours, {day: day for day in days})
        require_calendar(timetable, days, may_stand_still=self._store.network.may_stand_still)
        return merged_hours(hours, alike_days(timetable, days))

    def _search(self, roots: Places, others: Places, day: date, first: int, lanes: int, *, back: bool) -> TransitSearch:
        """Roots are left from minute `first` on, or reached (`back`) by one of the minutes from `first` on."""
        key = id(roots), id(others), day, first, lanes, back
        if key not in self._searches:
            way = self._way
            start = first * 60
            window = (
                Window(day, start, lanes, arrive=back)
                if start >= 0
                else Window(day - timedelta(days=1), start + DAY_S, lanes, arrive=back)
            )
            ends = (others, roots) if back else (roots, others)
            self._searches[key] = transit_search(
                self._store.network, *ends, homeward(way.travel) if back else way.travel, window,
                stations=way.stations, opened=swapped(self._opened) if back else self._opened, store=self._store,
            )  # fmt: skip
            self._kept += [roots, others]
        return self._searches[key]

    def _lanes(self, search: TransitSearch, root: int, minutes: int) -> Int32:
        """Latest lane for each target and deadline, the worst of all draws: int32 (targets, minutes), -1 for none."""
        space = search.scratch()
        direct = search.direct.rows(root, root + 1, space.direct)[0]
        a, b = search.access.offset[root], search.access.offset[root + 1]
        worst = None
        for table in search.tables:
            ride_rounds(
                table.cut, search.paths, search.access.other[a:b], search.access.seconds[a:b], search.rules,
                space.lanes,
            )  # fmt: skip
            lanes = np.empty((len(direct), minutes), np.int16)
            latest_lanes(space.lanes.best, search.after, search.egress, direct, search.rules, minutes, lanes)
            worst = lanes if worst is None else np.minimum(worst, lanes)
        assert worst is not None
        return worst.astype(np.int32)

    def leave(self, roots: Places, root: int, targets: Places, day: date, first: int, minutes: int) -> Int32:
        return self._table(roots, root, targets, day, (first, minutes), back=False)

    def home(self, roots: Places, root: int, sources: Places, day: date, first: int, minutes: int) -> Int32:
        return self._table(roots, root, sources, day, (first, minutes), back=True)

    def _table(self, roots: Places, root: int, others: Places, day: date, asked: Minutes, *, back: bool) -> Int32:
        """Cut from a table made before where there is one: no minute of it depends on which others were asked for."""
        key = id(roots), root, id(others), day, back
        first, minutes = asked
        for begin, made in self._made.get(key, ()):
            if begin <= first and first + minutes <= begin + made.shape[1]:
                return made[:, first - begin : first - begin + minutes]
        begin, count = self._together(day, asked, back=back)
        made = (self._home if back else self._leave)(roots, root, others, day, begin, count)
        self._made.setdefault(key, []).append((begin, made))
        return made[:, first - begin : first - begin + minutes]

    def _together(self, day: date, asked: Minutes, *, back: bool) -> Minutes:
        """The minutes asked for, with those awaited that touch them, as far as one search may go."""
        first, last = asked[0], sum(asked)
        most = TOGETHER_S // 60 - 2 * (self._way.travel.longest_s // 60)
        waiting = sorted(self._awaited.get((day, back), ()))
        for begin, count in (*waiting, *reversed(waiting)):
            low, high = min(first, begin), max(last, begin + count)
            if begin <= last and begin + count >= first and high - low <= most:
                first, last = low, high
        return first, last - first

    def _leave(self, roots: Places, root: int, targets: Places, day: date, first: int, minutes: int) -> Int32:
        longest = self._way.travel.longest_s // 60
        begin = first - longest
        search = self._search(roots, targets, day, begin, minutes + longest, back=False)
        lanes = self._lanes(search, root, minutes + longest)[:, longest:]
        return np.where(lanes < 0, NEVER, begin + lanes).astype(np.int32)

    def _home(self, roots: Places, root: int, sources: Places, day: date, first: int, minutes: int) -> Int32:
        longest = self._way.travel.longest_s // 60
        # Lanes count down from the last minute at which one may be at the root; so do deadlines.
        last = first + minutes - 1 + longest
        search = self._search(roots, sources, day, first, minutes + longest, back=True)
        lanes = self._lanes(search, root, minutes + longest)[:, longest:][:, ::-1]
        return np.where(lanes < 0, NEVER, last - lanes).astype(np.int32)

    def plan(self, hours: Hours, there: Minutes, back: Minutes) -> None:
        self._planned.setdefault(_hours_key(hours), hours)
        for leg, minutes in ((False, there), (True, back)):
            self._awaited.setdefault((hours.day, leg), set()).add(minutes)

    def legs(self, stops: Places, work: Places, hours: Hours) -> tuple[Int32, Int32]:
        ends = id(stops), id(work)
        key = _hours_key(hours)
        if (*ends, key) not in self._between:
            self._kept += [stops, work]
            asked = {key: hours, **self._planned}
            new = {name: part for name, part in asked.items() if (*ends, name) not in self._between}
            opened = replace(self._way, opened=self._opened)
            for name, found in zip(new, commutes_at(self._store, stops, work, opened, list(new.values())), strict=True):
                self._between[*ends, name] = _minutes(found.out), _minutes(found.back)
        return self._between[*ends, key]


def _hours_key(hours: Hours) -> tuple[date, bytes, bytes]:
    return hours.day, hours.start.tobytes(), hours.end.tobytes()
