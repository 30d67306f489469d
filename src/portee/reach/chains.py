"""Days with a stop on the way: home → childcare or school → work, and back the same way, at the best stop.

For each place of work the stop is chosen that makes both ways together shortest, among all stops that are open when one
gets there and still open when one fetches the child, with a place left. The same stop serves both ways. With two stops
all pairs are weighed. The choice is exact for the whole minutes of `portee.reach.commute`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.kernels.chains import NEVER, one_stop, two_stops
from portee.kernels.shortest import UNREACHED
from portee.reach.commute import MOST_HORIZON_S
from portee.reach.hours import Hours, runs_of
from portee.reach.kinds import ByTransit
from portee.reach.links import LinkStore
from portee.reach.tables import StreetTables, Tables, TransitTables
from portee.reach.ways import Stores, Way
from portee.territory.places import Places

__all__ = ["ChainResult", "StopPlaces", "chain_times", "plan_chains", "short_runs", "tables_of"]

Int32 = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class StopPlaces:
    """Places where a child may be left.

    Attributes:
        places: where. opens, closes: int32 (c,), minutes after midnight between which a child is taken and given back.
        dwell_min: minutes spent there each time. free: places left, int32 (c,), None when not known: all are then used.
    """

    places: Places
    opens: Int32
    closes: Int32
    dwell_min: int
    free: Int32 | None = None

    def usable(self) -> npt.NDArray[np.int64]:
        """Rows of the stops with a place left, or where that is not known."""
        return np.arange(len(self.places)) if self.free is None else np.flatnonzero(self.free > 0)

    def take(self, rows: npt.NDArray[np.integer], tables: Tables) -> StopPlaces:
        """The stops of some rows."""
        free = None if self.free is None else self.free[rows]
        return StopPlaces(
            tables.subset(self.places, rows), self.opens[rows], self.closes[rows], self.dwell_min, free
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class ChainResult:
    """Both ways by the best stops of one home: int32 (d,) each.

    out, back: seconds, the stop included, UNREACHED where impossible; chosen: rows of the stops used, int32
    (stops on the way, d), -1 where impossible. With several days, the day with the longest way is told.
    """

    out: Int32
    back: Int32
    chosen: Int32


def tables_of(stores: Stores, way: Way, longest_min: float) -> Tables:
    """Tables of a way: by public transport, or along streets."""
    store: LinkStore = stores.of(way.search.network)
    if isinstance(way.search, ByTransit):
        return TransitTables(store, way.search)
    return StreetTables(store, way.search, longest_min)


def chain_times(
    tables: Tables, home: Places, stops: Sequence[StopPlaces], work: Places, hours: Sequence[Hours], longest_min: int
) -> ChainResult:
    """The best stops between one home and every place of work.

    Args:
        tables: of the way of travelling.
        home: one place.
        stops: one kind of stop, or two in the order in which they are visited on the way to work.
        work: places of work.
        hours: of each place of work, one per date worked.
        longest_min: longest minutes of each way, stops included; what the way of travelling itself allows (such as
            `Travel.max_time_min`) limits each leg of it as well.

    Raises:
        ParameterError, NoServiceError: as `transit_search`.
    """
    rows = [part.usable() for part in stops]
    near = [part.take(usable, tables) for part, usable in zip(stops, rows, strict=True)]
    out = np.full(len(work), -1, np.int32)
    back, chosen = out.copy(), np.full((len(stops), len(work)), -1, np.int32)
    possible = np.ones(len(work), np.bool_)
    asked = np.zeros(len(work), np.bool_)
    for part in (short for whole in tables.merged(hours) for short in short_runs(whole, longest_min)):
        today = (part.start >= 0) & (part.end >= 0)
        asked |= today
        if not today.any():
            continue
        found = _one_day(tables, home, near, work, part, _clocks(part), longest_min)
        possible &= ~today | (found[0] != NEVER)
        worse = today & (found[0] != NEVER) & (found[0] * 60 + found[1] * 60 > out + back)
        out[worse], back[worse] = found[0][worse] * 60, found[1][worse] * 60
        for number, which in enumerate(found[2:]):
            chosen[number, worse] = rows[number][which[worse]]
    bad = ~possible | ~asked
    out[bad] = back[bad] = UNREACHED
    chosen[:, bad] = -1
    return ChainResult(out, back, chosen)


def plan_chains(tables: Tables, hours: Sequence[Sequence[Hours]], longest_min: int) -> None:
    """Announce the hours of several questions, so that what lies between stops and work is searched once for all."""
    for asked in hours:
        for part in (short for whole in tables.merged(asked) for short in short_runs(whole, longest_min)):
            if ((part.start >= 0) & (part.end >= 0)).any():
                tables.plan(part, *_windows(*_clocks(part), longest_min))


def short_runs(hours: Hours, longest_min: int) -> Iterator[Hours]:
    """The same hours in parts whose starts, and whose ends, lie near enough to each other for one search.

    Raises:
        ParameterError: the limit of each way is too long for any search.
    """
    span = (MOST_HORIZON_S - 3 * longest_min * 60) // 60 * 60
    if span < 0:
        most = MOST_HORIZON_S // 180
        raise ParameterError(
            f"With a stop on the way, a limit of {longest_min} minutes is too long to be searched.",
            mend=f"Give a limit of at most {most} minutes.",
        )
    for _, _, start in runs_of(hours.start, span):
        for _, _, end in runs_of(np.where(start >= 0, hours.end, -1).astype(np.int32), span):
            yield Hours(hours.day, np.where(end >= 0, start, -1).astype(np.int32), end)


def _clocks(hours: Hours) -> tuple[Int32, Int32]:
    """Whole minutes of start and end, NEVER for places that want nobody."""
    today = (hours.start >= 0) & (hours.end >= 0)
    start = np.where(today, hours.start // 60, NEVER).astype(np.int32)
    return start, np.where(today, -(-hours.end // 60), NEVER).astype(np.int32)


def _windows(start: Int32, end: Int32, limit: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """First minute and count of the minutes that matter on the way there, and on the way back.

    Nothing on the way there is later than the latest start, or earlier than the limit before the earliest one.
    """
    earliest, latest = int(start[start != NEVER].min()), int(start[start != NEVER].max())
    leaving, closing = int(end[end != NEVER].min()), int(end[end != NEVER].max())
    return (earliest - limit, latest - earliest + limit + 1), (leaving, closing - leaving + limit + 1)


def _one_day(
    tables: Tables, home: Places, stops: Sequence[StopPlaces], work: Places, hours: Hours, times: tuple[Int32, Int32],
    limit: int,
) -> list[Int32]:  # fmt: skip
    start, end = times
    (first, minutes), (back_first, back_minutes) = _windows(start, end, limit)
    count = len(work)
    found = [np.full(count, NEVER, np.int32), np.full(count, NEVER, np.int32)]
    found += [np.full(count, -1, np.int32) for _ in stops]
    if any(len(part.places) == 0 for part in stops):
        return found
    near = _within(tables, home, stops[0], hours.day, first, minutes, limit)
    if not len(near):
        return found
    begin = stops[0].take(near, tables)
    leave = tables.leave(home, 0, begin.places, hours.day, first, minutes)
    again = tables.home(home, 0, begin.places, hours.day, back_first, back_minutes)
    last = stops[-1] if len(stops) > 1 else begin
    must_go, may_come = tables.legs(last.places, work, hours)
    must_go = np.where(must_go == NEVER, NEVER, start - must_go).astype(np.int32)
    may_come = np.where(may_come == NEVER, NEVER, end + may_come).astype(np.int32)
    if len(stops) == 1:
        one_stop(
            leave, first, again, back_first, must_go, may_come, begin.opens, begin.closes, begin.dwell_min,
            start, end, limit, *found,
        )  # fmt: skip
    else:
        between, again_between = (
            np.concatenate(parts)
            for parts in zip(
                *(
                    (
                        tables.leave(begin.places, a, last.places, hours.day, first, minutes),
                        tables.home(begin.places, a, last.places, hours.day, back_first, back_minutes),
                    )
                    for a in range(len(near))
                ),
                strict=True,
            )
        )
        two_stops(
            leave, first, again, back_first, between, first, again_between, back_first, must_go, may_come,
            begin.opens, begin.closes, last.opens, last.closes, begin.dwell_min, last.dwell_min, start, end, limit,
            *found,
        )  # fmt: skip
    found[2] = np.where(found[2] < 0, -1, near[np.maximum(found[2], 0)]).astype(np.int32)
    return found


def _within(
    tables: Tables, home: Places, stop: StopPlaces, day: date, first: int, minutes: int, limit: int
) -> npt.NDArray[np.int64]:
    """Rows of the stops that can be reached from home within the limit at some minute that matters."""
    leave = tables.leave(home, 0, stop.places, day, first, minutes)
    at = first + np.arange(minutes)
    quick = (leave != NEVER) & (at - leave <= limit)
    return np.flatnonzero(quick.any(axis=1))
