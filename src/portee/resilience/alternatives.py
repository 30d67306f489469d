"""With which lines running a vital need is met: the sets of lines that journeys use, origin by origin.

Journeys are read backwards from the labels of a search, one for every minute, number of rides and stop near a
destination; again without each of the lines that they use most, so that lines side by side are seen. A set of lines is
an alternative when journeys that use no other line reach enough. Other journeys may exist that were not read, so a set
reaches what is counted or more: what an alternative promises holds, and some alternatives may be missing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.core.threads import each
from portee.indicators.inputs import checked_number
from portee.kernels.egress import percentile_rank, rows_of
from portee.kernels.shortest import UNREACHED
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.reach.transit import TransitSearch, transit_search
from portee.resilience.criticality import AccessAsked
from portee.resilience.failing import without_calls
from portee.resilience.journeys import journeys_in_time, most_used, near_links, sets_in_time
from portee.resilience.minimal_sets import Lines, chosen
from portee.resilience.needs import ROUNDING
from portee.resilience.reading import Reading, Room, Rooms, numbered
from portee.world import World

__all__ = ["MOST_ALTERNATIVES", "find_alternatives"]

Ints = npt.NDArray[np.int32]

MOST_ALTERNATIVES = 12
"""Of one origin, those of fewest lines."""

SEARCHES_KEPT = 64


def find_alternatives(
    world: World,
    asked: AccessAsked,
    needed: float,
    window: Window,
    *,
    travel: Travel | None = None,
    groups: Sequence[str] | None = None,
    store: LinkStore | None = None,
    threads: int | None = None,
) -> tuple[tuple[frozenset[str], ...], ...]:
    """By which sets of lines, and walking, enough opportunities are within a time from each origin.

    Candidates are the lines of single journeys and unions of two of them; where these do not do, a union that grows
    by what reaches most. With exactly these lines running, enough is within the time at the percentile of `asked`; in
    a window of 60 minutes percentile 1 asks for some minute, 100 for all of them.

    Args:
        world: its network has a timetable.
        asked: from where to what, and in how long; origins without residents are left out.
        needed: opportunities that must be within the time, above 0.
        window: departures.
        travel: how to travel, by public transport (the default).
        groups: the line that each route belongs to, one name per route, "" for routes that are not looked at and run in
            any case. None: each route on its own.
        store: links made before for the same network.
        threads: searches at a time (default: all cores).

    Returns:
        n tuples of at most `MOST_ALTERNATIVES` sets of lines, none within another, by size and name: the empty set
        alone where walking is enough, no set where even all lines are not.

    Raises:
        ParameterError: another mode, a window of arrivals, groups that do not match, no timetable, or as `AccessAsked`.
        NoServiceError: no trip runs on the date.
    """
    checked_number(needed, "needed", strict=True)
    travel, threads = travel or Travel(), threads or os.cpu_count() or 1
    _check(travel, window)
    search = transit_search(
        world.network, asked.origins, asked.destinations, asked.within(travel), window,
        store=store or LinkStore(world.network, threads=threads),
    )  # fmt: skip
    timetable = world.network.timetable
    assert timetable is not None  # the search was made
    names, number = numbered(timetable.route_id, groups)
    of_pattern = number[timetable.pattern_route]
    finder = _Finder(search, asked, needed * (1.0 - ROUNDING), of_pattern)
    found = each(finder.row, range(len(asked.origins)), threads)
    return tuple(_in_words(sets, names) for sets in found)


def _check(travel: Travel, window: Window) -> None:
    if travel.mode != "transit":
        raise ParameterError(
            f"Lines do not matter to mode '{travel.mode}'.", where=Where(field="travel"),
            mend="Travel by public transport.",
        )  # fmt: skip
    if travel.access == "park_and_ride":
        raise ParameterError(
            "Vital needs are met without a car.", where=Where(field="travel"), mend="Reach the first stop otherwise."
        )
    if window.arrive:
        raise ParameterError(
            "Lines that are needed are looked for by departure.", where=Where(field="window"),
            mend="Give a window of departures.",
        )  # fmt: skip


def _in_words(sets: Sequence[Lines], names: Sequence[str]) -> tuple[frozenset[str], ...]:
    told = [frozenset(names[line] for line in lines) for lines in sets]
    return tuple(sorted(told, key=lambda lines: (len(lines), sorted(lines))))[:MOST_ALTERNATIVES]


class _Finder:
    """Finds the alternatives of one origin after the other."""

    def __init__(self, search: TransitSearch, asked: AccessAsked, needed: float, of_pattern: Ints) -> None:
        self._residents, self._worth = np.asarray(asked.residents), np.asarray(asked.opportunities)
        self._needed, self._of_pattern = needed, of_pattern
        rules, draws = search.rules, len(search.tables)
        self._percentile = np.array([asked.percentile])
        self._due = np.arange(rules.lanes, dtype=np.int32) * rules.spacing + rules.longest - search.after
        self._rank = int(percentile_rank(asked.percentile, draws * rules.lanes))
        self._whole, self._rooms = Reading.of(search, of_pattern), Rooms(search)
        self._none = np.zeros(len(search.paths.stay), np.bool_)
        self._without: Callable[[int], Reading] = lru_cache(SEARCHES_KEPT)(self._failing)

    def _failing(self, line: int) -> Reading:
        return Reading.of(without_calls(self._whole.search, self._of_pattern == line, self._none), self._of_pattern)

    def row(self, root: int) -> tuple[Lines, ...]:
        """Minimal sets of lines by which an origin reaches what is needed."""
        if not self._residents[root]:
            return ()
        search = self._whole.search
        with self._rooms.one() as room:
            walked = search.direct.rows(root, root + 1, room.scratch.direct)[0] <= search.rules.longest
            afoot = float(self._worth[walked].sum())
            return (frozenset(),) if afoot >= self._needed else self._ridden(root, room, walked, afoot)

    def _ridden(self, root: int, room: Room, walked: npt.NDArray[np.bool_], afoot: float) -> tuple[Lines, ...]:
        search = self._whole.search
        seconds = search.percentiles(root, root + 1, self._percentile, room.scratch)[0, 0]
        targets = np.flatnonzero((seconds != UNREACHED) & ~walked & (self._worth > 0))
        worth = self._worth[targets]
        if afoot + float(worth.sum()) < self._needed:
            return ()
        links = near_links(rows_of(search.egress, targets))
        whole, every = journeys_in_time(self._whole, root, room, links, self._due)
        ways = [whole]
        for line in most_used(whole, worth):
            ways.append(journeys_in_time(self._without(line), root, room, links, self._due)[0])
        sets, bits = sets_in_time(ways, worth, self._due, len(search.tables))

        def reached(lines: Lines) -> float:
            usable = np.uint64(sum(1 << k for k, used in enumerate(sets) if used <= lines))
            reaches = np.count_nonzero(bits & usable, axis=1) > self._rank
            return afoot + float(worth[reaches].sum())

        return tuple(chosen(sets, reached, self._needed, every))
