"""With which lines running a vital need is met: the sets of lines that journeys use, origin by origin.

Journeys are read backwards from the labels of a search, one for every minute, number of rides and stop near a
destination; again without each of the lines that they use most, so that lines side by side are seen. A set of lines is
an alternative when journeys that use no other line reach enough. Other journeys may exist that were not read, so a set
reaches what is counted or more: what an alternative promises holds, and some alternatives may be missing.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.indicators.inputs import checked_number
from portee.kernels.egress import Links, percentile_rank, rows_of
from portee.kernels.rounds import ride_each_round
from portee.kernels.shortest import UNREACHED
from portee.kernels.tracing import Trail, trail_of
from portee.kernels.using import Elements, no_sets, used_by_labels
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.reach.transit import Scratch, TransitSearch, transit_search
from portee.resilience.criticality import AccessAsked
from portee.resilience.failing import without_calls
from portee.resilience.needs import ROUNDING
from portee.world import World

__all__ = ["MOST_ALTERNATIVES", "find_alternatives"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Lines = frozenset[int]

MOST_ALTERNATIVES = 12
"""Of one origin, those of fewest lines."""

MOST_SETS = 64
"""Sets of lines of single journeys that are told apart, those that reach most: the bits of a word."""

MOST_JOINED = 24
"""Sets of single journeys that are joined two by two, those that reach most."""

MOST_DETOURS = 4
"""Lines without which an origin is searched again, those that reach most."""

MOST_STOPS = 4
"""Near a destination, where journeys are read: the nearest ones."""

SEARCHES_KEPT = 64
NOWHERE = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class _Way:
    """A search, of the whole network or without a line, ready to be read: one entry per draw."""

    search: TransitSearch
    trails: tuple[Trail, ...]
    elements: tuple[Elements, ...]


@dataclass(frozen=True, eq=False)
class _Room:
    """What one thread needs: labels and their lists (draws, rides, s, L)."""

    scratch: Scratch
    best: npt.NDArray[np.int16]
    index: Ints


@dataclass(frozen=True, eq=False)
class _Journeys:
    """Journeys in time, j of them: target and minute (of all minutes of all draws) int64 (j,), arrival int32 (j,), and
    the lines of each as a place int64 (j,) in `lines`.
    """

    target: npt.NDArray[np.int64]
    minute: npt.NDArray[np.int64]
    arrival: Ints
    place: npt.NDArray[np.int64]
    lines: tuple[Lines, ...]


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
        groups: the line that each route belongs to, one name per route; None: each route on its own.
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
    named = list(timetable.route_id) if groups is None else list(groups)
    if len(named) != len(timetable.route_id):
        raise ParameterError(
            f"{len(named)} groups do not match {len(timetable.route_id)} routes.",
            where=Where(field="groups"),
            mend="Give one name for each.",
        )
    number = {name: k for k, name in enumerate(dict.fromkeys(named))}
    names = list(number)
    of_pattern = np.array([number[name] for name in named], np.int32)[timetable.pattern_route]
    finder = _Finder(search, asked, needed * (1.0 - ROUNDING), of_pattern)
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(finder.row, range(len(asked.origins))))
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
        self._whole = self._way(search)
        self._none = np.zeros(len(search.paths.stay), np.bool_)
        self._without: Callable[[int], _Way] = lru_cache(SEARCHES_KEPT)(self._failing)
        self._spare: deque[_Room] = deque()

    def _way(self, search: TransitSearch) -> _Way:
        nothing, none = np.zeros(0, np.int32), np.zeros(0)
        nowhere = np.full(len(search.paths.stay), -1, np.int32)
        trails, elements = [], []
        for table in search.tables:
            unread = np.zeros((0, 0, 0), np.int16)
            trails.append(trail_of(table.cut, search.paths, unread, nothing, nothing, none, none))
            elements.append(Elements(self._of_pattern[table.part_pattern], nowhere))
        return _Way(search, tuple(trails), tuple(elements))

    def _failing(self, line: int) -> _Way:
        return self._way(without_calls(self._whole.search, self._of_pattern == line, self._none))

    def _room(self) -> _Room:
        try:
            return self._spare.pop()
        except IndexError:
            search = self._whole.search
            scratch = search.scratch()
            shape = len(search.tables), search.rules.rides, *scratch.lanes.best.shape
            return _Room(scratch, np.empty(shape, np.int16), np.empty(shape, np.int32))

    def row(self, root: int) -> tuple[Lines, ...]:
        """Minimal sets of lines by which an origin reaches what is needed."""
        if not self._residents[root]:
            return ()
        room, search = self._room(), self._whole.search
        walked = search.direct.rows(root, root + 1, room.scratch.direct)[0] <= search.rules.longest
        afoot = float(self._worth[walked].sum())
        if afoot >= self._needed:
            found: tuple[Lines, ...] = (frozenset(),)
        else:
            found = self._ridden(root, room, walked, afoot)
        self._spare.append(room)
        return found

    def _ridden(self, root: int, room: _Room, walked: npt.NDArray[np.bool_], afoot: float) -> tuple[Lines, ...]:
        search = self._whole.search
        seconds = search.percentiles(root, root + 1, self._percentile, room.scratch)[0, 0]
        targets = np.flatnonzero((seconds != UNREACHED) & ~walked & (self._worth > 0))
        worth = self._worth[targets]
        if afoot + float(worth.sum()) < self._needed:
            return ()
        links = _nearest(rows_of(search.egress, targets))
        whole, every = self._journeys(self._whole, root, room, links)
        ways = [whole]
        for line in _most_used(whole, worth):
            ways.append(self._journeys(self._without(line), root, room, links)[0])
        sets, bits = self._bits(ways, worth)

        def reached(lines: Lines) -> float:
            usable = np.uint64(sum(1 << k for k, used in enumerate(sets) if used <= lines))
            reaches = np.count_nonzero(bits & usable, axis=1) > self._rank
            return afoot + float(worth[reaches].sum())

        return tuple(_chosen(sets, reached, self._needed, every))

    def _journeys(self, way: _Way, root: int, room: _Room, links: Links) -> tuple[_Journeys, Lines]:
        """Journeys from a root that arrive in time when they leave in their own minute, and all lines of journeys to
        any stop.
        """
        search = way.search
        rules, lanes = search.rules, int(search.rules.lanes)
        lo, hi = search.access.offset[root], search.access.offset[root + 1]
        stops, seconds = search.access.other[lo:hi], search.access.seconds[lo:hi]
        access = np.full(len(search.paths.stay), UNREACHED, np.int32)
        access[stops] = seconds
        (offset, element), sets = no_sets(), 0
        of_link = np.repeat(np.arange(len(links.offset) - 1, dtype=np.int64), np.diff(links.offset))
        parts = []
        for draw, table in enumerate(search.tables):
            best, index = room.best[draw], room.index[draw]
            ride_each_round(table.cut, search.paths, stops, seconds, rules, room.scratch.lanes, best)
            trail = way.trails[draw]._replace(best=best, access=access)
            offset, element, sets = used_by_labels(
                table.cut, trail, rules, way.elements[draw], offset, element, sets, index
            )
            label, of_label = best[:, links.other, :lanes], index[:, links.other, :lanes]
            arrival = label.astype(np.int32) + links.seconds[None, :, None]
            good = (arrival <= self._due) & (of_label >= 0)
            good[1:] &= label[1:] != label[:-1]  # what is not earlier with a ride more is the same journey
            _, link, lane = np.nonzero(good)
            parts.append((of_link[link], draw * lanes + lane, arrival[good], of_label[good]))
        target, minute, arrived, one = (np.concatenate(column) for column in zip(*parts, strict=True))
        used = np.zeros(sets, np.bool_)
        used[one] = True
        known: dict[Lines, int] = {}
        place = np.zeros(sets, np.int64)
        for k in np.flatnonzero(used).tolist():
            lines = frozenset(element[offset[k] : offset[k + 1]].tolist())
            place[k] = known.setdefault(lines, len(known))
        every = frozenset(np.unique(element[: offset[sets]]).tolist())
        return _Journeys(target, minute, arrived, place[one], tuple(known)), every

    def _bits(self, ways: Sequence[_Journeys], worth: Floats) -> tuple[list[Lines], npt.NDArray[np.uint64]]:
        """Sets of lines that reach most, and bit k where journeys of set k are in time: (targets, draws × L)."""
        use: dict[Lines, float] = {}
        for journeys in ways:
            for lines, value in zip(journeys.lines, _use(journeys, worth).tolist(), strict=True):
                use[lines] = use.get(lines, 0.0) + value
        sets = sorted(use, key=lambda lines: (-use[lines], sorted(lines)))[:MOST_SETS]
        bit = {lines: k for k, lines in enumerate(sets)}
        lanes, draws = len(self._due), len(self._whole.search.tables)
        minutes = draws * lanes
        cells, arrivals = [], []
        for journeys in ways:
            of_place = np.array([bit.get(lines, -1) for lines in journeys.lines], np.int64)
            mine = of_place[journeys.place] if len(of_place) else journeys.place
            kept = mine >= 0
            cells.append(((mine * len(worth) + journeys.target) * minutes + journeys.minute)[kept])
            arrivals.append(journeys.arrival[kept])
        cell, arrival = np.concatenate(cells), np.concatenate(arrivals)
        # Set by set, the latest first: of several values written to one cell the last one stays, the earliest.
        set_of = cell // (len(worth) * minutes)
        order = np.argsort((set_of << 32) - arrival)
        cell, arrival = cell[order], arrival[order]
        first = np.searchsorted(set_of[order], np.arange(len(sets) + 1))
        bits = np.zeros((len(worth), minutes), np.uint64)
        for k in range(len(sets)):
            of_set = slice(int(first[k]), int(first[k + 1]))
            early = np.full(len(worth) * minutes, NOWHERE, np.int32)
            early[cell[of_set] - k * len(early)] = arrival[of_set]
            # One may wait for a journey of a later minute.
            later = early.reshape(len(worth), draws, lanes)[:, :, ::-1]
            in_time = np.minimum.accumulate(later, axis=2)[:, :, ::-1] <= self._due
            bits |= in_time.reshape(bits.shape).astype(np.uint64) << np.uint64(k)
        return sets, bits


def _nearest(links: Links) -> Links:
    """Of each row, the links to its nearest stops."""
    row = np.repeat(np.arange(len(links.offset) - 1), np.diff(links.offset))
    order = np.lexsort((links.other, links.seconds, row))
    kept = np.sort(order[np.arange(len(order)) - links.offset[row] < MOST_STOPS])
    offset = np.concatenate([[0], np.cumsum(np.bincount(row[kept], minlength=len(links.offset) - 1))])
    return Links(offset.astype(np.int64), links.other[kept], links.seconds[kept])


def _use(journeys: _Journeys, worth: Floats) -> Floats:
    """Worth of the targets of the journeys of each set of lines."""
    found = np.bincount(journeys.place, weights=worth[journeys.target], minlength=len(journeys.lines))
    return found.astype(np.float64, copy=False)  # without any journey they are whole numbers


def _most_used(journeys: _Journeys, worth: Floats) -> list[int]:
    use: dict[int, float] = {}
    for lines, value in zip(journeys.lines, _use(journeys, worth).tolist(), strict=True):
        for line in lines:
            use[line] = use.get(line, 0.0) + value
    return sorted((line for line in use if use[line]), key=lambda line: (-use[line], line))[:MOST_DETOURS]


def _chosen(sets: Sequence[Lines], reached: Callable[[Lines], float], needed: float, every: Lines) -> Iterator[Lines]:
    """Minimal sets among single journeys and unions of two; else one that grows, at worst all lines that are used."""
    found: list[Lines] = []

    def tried(candidates: Sequence[Lines]) -> None:
        for lines in sorted(set(candidates), key=lambda lines: (len(lines), sorted(lines))):
            if not any(other <= lines for other in found) and reached(lines) >= needed:
                found.append(lines)

    tried(sets)
    left = [lines for lines in sets if not any(other <= lines for other in found)]
    most = sorted(left, key=lambda lines: (-reached(lines), len(lines), sorted(lines)))[:MOST_JOINED]
    tried([a | b for a, b in itertools.combinations(most, 2)])
    minimal = [lines for lines in found if not any(other < lines for other in found)]
    yield from minimal or [_grown(left, reached, needed, every)]


def _grown(sets: Sequence[Lines], reached: Callable[[Lines], float], needed: float, every: Lines) -> Lines:
    """A union of sets, grown by what reaches most, then without the lines that it can do without."""
    lines: Lines = frozenset()
    while reached(lines) < needed:
        more = [other for other in sets if not other <= lines]
        if not more:
            return every
        lines |= max(more, key=lambda other: (reached(lines | other), -len(other), sorted(other)))
    for line in sorted(lines):
        if reached(lines - {line}) >= needed:
            lines -= {line}
    return lines
