"""There in time and back again: how long before work one leaves, and how long after it one is home.

Times are whole minutes of a life: from the latest whole minute at which one can leave home and still be in time, to
the start; and from the end of work to the whole minute by which one is home. Waiting counts. Both legs are searched
from home for all places at once: forwards over the minutes at which one may leave, backwards over the minutes at which
one may be home, so that places with different hours share one search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.core.threads import each, each_span
from portee.kernels.deadlines import NOWHERE, deadline_rows
from portee.kernels.rounds import ride_rounds
from portee.kernels.shortest import UNREACHED
from portee.network.daytable import seconds_of_day
from portee.reach.hours import Hours, legs_once, require_calendar, runs_of
from portee.reach.links import LinkStore
from portee.reach.opening import Opened, everything, swapped
from portee.reach.options import Travel, Window
from portee.reach.streetwise import Stations
from portee.reach.transit import Scratch, TransitSearch, transit_search
from portee.territory.places import Places

__all__ = [
    "LONGEST_BLOCK_S",
    "MOST_HORIZON_S",
    "Block",
    "Commute",
    "CommuteSearch",
    "Found",
    "commute_search",
    "homeward",
    "lane_for",
    "leg_window",
    "moments_of_day",
]

Int32 = npt.NDArray[np.int32]

MINUTE = 60
MOST_HORIZON_S = 27_000
"""Lanes count seconds in 16 bits; what is left is for walks and slack."""

LONGEST_BLOCK_S = 4 * 3600
"""Hours of start (or of end) that share one search."""


@dataclass(frozen=True, eq=False)
class Found:
    """What one leg of one home is: int32 (d,) each.

    seconds: as the module says, UNREACHED when impossible; lane: of its search; stop: the stop where the vehicle is
    left (on the way there) or boarded (on the way back), BY_STREET or NOWHERE; block: number of its search, -1.
    """

    seconds: Int32
    lane: Int32
    stop: Int32
    block: Int32


@dataclass(frozen=True, eq=False)
class Commute:
    """Both legs of a run of homes, the worst of all days: int32 (homes, d) seconds, UNREACHED where impossible."""

    out: Int32
    back: Int32

    @property
    def possible(self) -> npt.NDArray[np.bool_]:
        """Where one gets there in time and back, every day."""
        both: npt.NDArray[np.bool_] = (self.out != UNREACHED) & (self.back != UNREACHED)
        return both


@dataclass(frozen=True, eq=False)
class Block:
    """One search and the deadline of each place in it, int32 (d,) seconds after its first lane, -1 for none."""

    search: TransitSearch
    due: Int32


def _moment(day: date, clock: int, zone: str) -> int:
    """Clock time of a date as seconds that pass evenly when clocks change, counted from a day before its own zero."""
    return DAY_S + seconds_of_day(day, clock, zone)


def moments_of_day(day: date, clocks: Int32, zone: str) -> Int32:
    """Clock times of a date as moments, -1 kept."""
    values, place = np.unique(clocks, return_inverse=True)
    moments = [_moment(day, value, zone) if value >= 0 else -1 for value in values.tolist()]
    return np.array(moments, np.int32)[place.reshape(-1)]


def _clock_before(day: date, moment: int, zone: str) -> tuple[int, int]:
    """(clock, its moment) of the latest clock time no later than a moment; an hour told twice is the first of both."""
    near = moment - DAY_S
    told = ((_moment(day, clock, zone), clock) for clock in (near, near + moment - _moment(day, near, zone)))
    begins, clock = max(pair for pair in told if pair[0] <= moment)
    return clock, begins


def _window(day: date, clock: int, minutes: int, *, arrive: bool = False) -> Window:
    if clock < 0:
        day, clock = day - timedelta(days=1), clock + DAY_S
    return Window(day, clock, minutes, arrive)


def lane_for(moment: int, longest: int, *, back: bool) -> int:
    """The whole minute at which to leave for a start, or to be home by after an end: the farthest that is allowed."""
    if back:
        return max((moment + longest) // MINUTE, -(-moment // MINUTE)) * MINUTE
    return min(-(-(moment - longest) // MINUTE), moment // MINUTE) * MINUTE


def _minutes(first: int, last: int, longest: int, *, back: bool, whether: bool) -> tuple[int, int]:
    """First and last whole minute at which one may leave for deadlines from `first` to `last`, or (`back`) be home.

    The first is early enough for the first deadline, or the first end itself; the last is the last deadline itself, or
    late enough for the last end.
    """
    if whether:
        return lane_for(first, longest, back=back), lane_for(last, longest, back=back)
    if back:
        return first // MINUTE * MINUTE, -(-(last + longest) // MINUTE) * MINUTE
    return (first - longest) // MINUTE * MINUTE, last // MINUTE * MINUTE


def leg_window(
    day: date, first: int, last: int, longest: int, zone: str, *, back: bool, whether: bool = False
) -> tuple[Window, int]:
    """The window that serves all moments from `first` to `last`, starts or (`back`) ends of work.

    With `whether` it only holds the minutes that `lane_for` gives for them.

    Returns:
        it, and the moment from which deadlines count: that of the first lane on the way there; on the way back the
        last minute by which one may be home, for lanes of the mirror count down from it.
    """
    earliest, latest = _minutes(first, last, longest, back=back, whether=whether)
    clock, begin = _clock_before(day, earliest, zone)
    window = _window(day, clock, (latest - begin) // MINUTE + 1, arrive=back)
    return window, latest if back else begin


class CommuteSearch:
    """Both legs between homes and places, prepared. Homes are the roots of every search."""

    def __init__(self, there: Sequence[Block], back: Sequence[Block], homes: int, places: int) -> None:
        self.there, self.back = tuple(there), tuple(back)
        self.homes, self.places = homes, places

    def scratch(self) -> dict[int, Scratch]:
        """Working memory of one thread, filled as searches need it."""
        return {}

    def _leg(self, blocks: Sequence[Block], home: int, scratch: dict[int, Scratch]) -> Found:
        seconds = np.full(self.places, -1, np.int32)
        lane, stop = np.full(self.places, -1, np.int32), np.full(self.places, NOWHERE, np.int32)
        chosen = np.full(self.places, -1, np.int32)
        once = np.empty((3, self.places), np.int32)
        for number, block in enumerate(blocks):
            search = block.search
            space = scratch.get(id(search))
            if space is None:
                space = scratch[id(search)] = search.scratch()
            direct = search.direct.rows(home, home + 1, space.direct)[0]
            a, b = search.access.offset[home], search.access.offset[home + 1]
            asked = block.due >= 0
            for table in search.tables:
                ride_rounds(
                    table.cut, search.paths, search.access.other[a:b], search.access.seconds[a:b], search.rules,
                    space.lanes,
                )  # fmt: skip
                deadline_rows(
                    space.lanes.best, search.after, search.egress, direct, search.rules, block.due,
                    once[0], once[1], once[2],
                )  # fmt: skip
                # Every day counts, and every draw of lines without exact times: the worst is kept.
                worse = asked & (once[0] > seconds)
                for kept, value in ((seconds, once[0]), (lane, once[1]), (stop, once[2])):
                    kept[worse] = value[worse]
                chosen[worse] = number
        seconds[seconds < 0] = UNREACHED
        return Found(seconds, lane, stop, chosen)

    def legs(self, home: int, scratch: dict[int, Scratch] | None = None, *, threads: int = 1) -> tuple[Found, Found]:
        """The way there and the way back of one home, with what it takes to trace them."""
        scratch = self.scratch() if scratch is None else scratch
        there, back = each(lambda blocks: self._leg(blocks, home, scratch), (self.there, self.back), threads)
        return there, back

    def commutes(self, first: int = 0, last: int | None = None, *, threads: int = 1) -> Commute:
        """Both legs of homes first .. last."""
        last = self.homes if last is None else last
        out, back = (np.empty((last - first, self.places), np.int32) for _ in range(2))

        def run(lo: int, hi: int) -> None:
            scratch = self.scratch()
            for home in range(lo, hi):
                there, again = self.legs(home, scratch)
                out[home - first], back[home - first] = there.seconds, again.seconds

        each_span(run, first, last, threads)
        return Commute(out, back)


def commute_search(
    store: LinkStore,
    homes: Places,
    places: Places,
    travel: Travel,
    hours: Sequence[Hours],
    *,
    opened: Opened | None = None,
    stations: Stations | None = None,
    whether: bool = False,
) -> CommuteSearch:
    """Prepare both legs between homes and places, by public transport with walking.

    Args:
        store: links of the network, shared by searches.
        homes, places: where people live; where they are wanted.
        travel: how they travel on the way there; on the way back access and egress change places. `max_time_min`
            limits each leg, waiting included.
        hours: one per date worked.
        opened: part of the timetable that may be used, on the way there.
        stations: for access and egress that go by stations.
        whether: only whether both legs are possible is asked, not how long they last: their times are then the longest
            allowed. Who leaves at the first minute allowed is in time whenever anybody is, since one may wait; so one
            minute is searched for each hour of start or end, instead of all.

    Raises:
        ParameterError: as `transit_search`.
        NoServiceError: a date lies outside the calendar (see `require_calendar`).
    """
    timetable, zone = store.network.timetable, "UTC"
    if timetable is not None:
        require_calendar(timetable, [part.day for part in hours], may_stand_still=store.network.may_stand_still)
        opened, zone = opened or everything(timetable), timetable.timezone
    longest = travel.longest_s
    way_back = homeward(travel)
    span = 0 if whether else max(0, min(LONGEST_BLOCK_S, MOST_HORIZON_S - 2 * longest - 2 * MINUTE))
    there, back = [], []
    for day, starts in legs_once(store, hours, longest, back=False):
        for first, last, times in runs_of(moments_of_day(day, starts, zone), span):
            window, start = leg_window(day, first, last, longest, zone, back=False, whether=whether)
            search = transit_search(
                store.network, homes, places, travel, window, stations=stations, opened=opened, store=store
            )
            there.append(Block(search, np.where(times >= 0, times - start, -1).astype(np.int32)))
    for day, ends in legs_once(store, hours, longest, back=True):
        for first, last, times in runs_of(moments_of_day(day, ends, zone), span):
            window, home_by = leg_window(day, first, last, longest, zone, back=True, whether=whether)
            search = transit_search(
                store.network, places, homes, way_back, window, stations=stations, opened=swapped(opened), store=store
            )
            back.append(Block(search, np.where(times >= 0, home_by - times, -1).astype(np.int32)))
    return CommuteSearch(there, back, len(homes), len(places))


def homeward(travel: Travel) -> Travel:
    """The same way of travelling from work to home."""
    return replace(travel, access=travel.egress, egress=travel.access)
