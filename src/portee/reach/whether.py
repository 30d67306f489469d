"""Whether one can be there by a moment, or home after it: one lane each, many moments in one search.

Who leaves at the first minute allowed is in time whenever anybody is, since one may wait; so one lane of a search
answers for one hour of start (or of end). Hours that lie near each other share a search: a vector of lanes costs as
much as one lane.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.core.threads import each
from portee.kernels.lanes import BLOCK, padded
from portee.reach.commute import LONGEST_BLOCK_S, MOST_HORIZON_S, homeward, lane_for, leg_window, moments_of_day
from portee.reach.hours import Hours, require_calendar, running_services
from portee.reach.kinds import ByTransit
from portee.reach.links import LinkStore
from portee.reach.opening import everything, swapped
from portee.reach.options import Travel, Window
from portee.reach.transit import TransitSearch, transit_search
from portee.territory.places import Places

__all__ = ["Whether"]

Bool = npt.NDArray[np.bool_]

MINUTE = 60


@dataclass(frozen=True)
class _Asked:
    """One leg. running: what runs around it, equal for equal vehicles; clock: of the start or end, seconds after
    midnight; back: whether it is the way home.
    """

    running: object
    clock: int
    back: bool


@dataclass(frozen=True)
class _Shared:
    """One search for several moments: its window, minutes between its lanes, and for each moment the lane and the
    seconds that the leg may last.
    """

    window: Window
    every_min: int
    lanes: tuple[int, ...]
    allowed: tuple[int, ...]

    @property
    def vectors(self) -> int:
        return padded(-(-self.window.minutes // self.every_min)) // BLOCK


class Whether:
    """Whether one home and places of work are within a limit of each other, at any hours.

    Args:
        store: links of a network with a timetable. home: one place. work: places of work.
        search: by public transport. travel: how, with the limit of each leg.
        planned: hours that will be asked for by and by; searched together with the first that are.
    """

    def __init__(
        self,
        store: LinkStore,
        home: Places,
        work: Places,
        search: ByTransit,
        travel: Travel,
        planned: Iterable[Sequence[Hours]] = (),
    ) -> None:
        timetable = store.network.timetable
        if timetable is None:
            raise ParameterError("The network has no timetable.", mend="Build it with --gtfs FEED.zip.")
        self._store, self._home, self._work, self._search, self._travel = store, home, work, search, travel
        self._timetable, self._opened = timetable, search.opened or everything(timetable)
        self._exact = not bool((timetable.frequency_exact == 0).any())
        self._span = max(0, min(LONGEST_BLOCK_S, MOST_HORIZON_S - 2 * travel.longest_s - 2 * MINUTE))
        every = [tuple(hours) for hours in planned]
        self._planned = dict.fromkeys((False, True), every)
        self._columns: dict[_Asked, Bool] = {}

    def possible(self, hours: Sequence[Hours]) -> Bool:
        """Where both legs last no longer than the limit on every date: bool (d,).

        Raises:
            ParameterError, NoServiceError: as `portee.reach.commute.commute_search`.
        """
        return np.asarray(self.leg(hours, back=False) & self.leg(hours, back=True))

    def leg(self, hours: Sequence[Hours], *, back: bool) -> Bool:
        """Where one leg does on every date worked: bool (d,), false where nobody is ever wanted."""
        standing = self._store.network.may_stand_still
        require_calendar(self._timetable, [part.day for part in hours], may_stand_still=standing)
        found, ever = np.ones(len(self._work), np.bool_), np.zeros(len(self._work), np.bool_)
        wanted = list(self._asked(hours, back=back))
        if any(asked not in self._columns for asked, _, _ in wanted):
            planned = (moment for part in self._planned[back] for moment in self._asked(part, back=back))
            self._find([*wanted, *planned])
            self._planned[back] = []
        for asked, _, at in wanted:
            found &= self._columns[asked] | ~at
            ever |= at
        return np.asarray(found & ever)

    def _asked(self, hours: Sequence[Hours], *, back: bool) -> Iterator[tuple[_Asked, date, Bool]]:
        """What is asked of one leg, a date on which it is, and the places that ask it."""
        longest = self._travel.longest_s
        services = running_services(self._store, self._timetable)
        for part in hours:
            for clock, at in (part.ends if back else part.starts).items():
                first, last = (clock, clock + longest) if back else (clock - longest, clock)
                # Without exact times each date has draws of its own.
                running = services.key(part.day, first, last) if self._exact else part.day
                yield _Asked(running, clock, back), part.day, at

    def _find(self, wanted: Iterable[tuple[_Asked, date, Bool]]) -> None:
        """Search for what is not known yet, near moments of a date together."""
        new: dict[date, list[_Asked]] = {}
        known = set(self._columns)
        for asked, day, _ in wanted:
            if asked not in known:
                known.add(asked)
                new.setdefault(day, []).append(asked)
        runs: list[tuple[_Shared, list[_Asked]]] = []
        for day, several in new.items():
            run: list[_Asked] = []
            shared: _Shared | None = None
            for asked in sorted(several, key=lambda one: one.clock):
                longer = self._shared(day, [*run, asked]) if run else None
                if shared is not None and (longer is None or longer.vectors > len(run) + 1):
                    runs.append((shared, run))
                    run, longer = [], None
                run.append(asked)
                shared = longer or self._shared(day, [asked])
            if shared is not None:
                runs.append((shared, run))
        prepared = [self._prepared(shared, back=run[0].back) for shared, run in runs]
        for (shared, run), seconds in zip(runs, each(_seconds, prepared, self._store.threads), strict=True):
            for asked, lane, allowed in zip(run, shared.lanes, shared.allowed, strict=True):
                self._columns[asked] = np.asarray((seconds[:, :, lane] <= allowed).all(axis=1))

    def _shared(self, day: date, several: Sequence[_Asked]) -> _Shared | None:
        """One search for moments of a date, by rising clock; None when they lie too far from each other."""
        longest, back, zone = self._travel.longest_s, several[0].back, self._timetable.timezone
        moments = moments_of_day(day, np.array([asked.clock for asked in several], np.int32), zone).tolist()
        if max(moments) - min(moments) > self._span:
            return None
        window, zero = leg_window(day, min(moments), max(moments), longest, zone, back=back, whether=True)
        begin = zero - (window.minutes - 1) * MINUTE if back else zero
        lanes = [lane_for(moment, longest, back=back) for moment in moments]
        every = math.gcd(window.minutes - 1, *((lane - begin) // MINUTE for lane in lanes)) or 1
        return _Shared(
            window, every, tuple((lane - begin) // MINUTE // every for lane in lanes),
            tuple(abs(moment - lane) for moment, lane in zip(moments, lanes, strict=True)),
        )  # fmt: skip

    def _prepared(self, shared: _Shared, *, back: bool) -> TransitSearch:
        ends = (self._work, self._home) if back else (self._home, self._work)
        return transit_search(
            self._store.network, *ends, homeward(self._travel) if back else self._travel, shared.window,
            stations=self._search.stations, opened=swapped(self._opened) if back else self._opened, store=self._store,
            every_min=shared.every_min,
        )  # fmt: skip


def _seconds(search: TransitSearch) -> npt.NDArray[np.int32]:
    """Of every place of work in every lane of every draw."""
    return search.samples(0, search.scratch())
