"""What water, smoke and closure do to lines: trips that are cut where they cannot pass, and slower where they can.

A trip runs in a straight line from one stop to the next, which is all that a timetable tells.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import metres_per_e7
from portee.network.timetable_draft import NEW, DraftPattern, TimetableDraft
from portee.scenarios.hazard_effects import Force, most_kmh, stops
from portee.scenarios.naming import route_mode
from portee.scenarios.trips import run_anew

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["AS", "cut_lines", "passing_lines", "slow_lines"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]

AS = {"bus": "bus", "tram": "tram", "rail": "rail", "funicular": "rail", "metro": "rail", "cable": "rail"}
"""Whose thresholds count for the lines of a mode; ferries float."""


def _routes(draft: TimetableDraft, mode: str) -> set[int]:
    return {route for route in draft.routes_used() if route_mode(draft.route_type(route)) == mode}


def _crossing(area: BaseGeometry, at: Floats) -> Bool:
    """Which straight lines from one stop to the next meet an area: bool (k - 1,)."""
    import shapely

    return np.asarray(shapely.intersects(area, shapely.linestrings(np.stack([at[:-1], at[1:]], axis=1))))


def cut_lines(draft: TimetableDraft, areas: Mapping[Force, BaseGeometry], modes: Iterable[str]) -> Counter[str]:
    """Cut the trips of some modes where they cannot pass.

    A stop inside is not served, and a trip whose straight line from one stop to the next crosses is cut there, so that
    the stops before and those after are served by two trips. Nobody stays seated from or into a trip that is cut.

    Returns:
        how many trips are cut or stopped, by mode.
    """
    import shapely

    found: Counter[str] = Counter()
    blocks: set[int] = set()
    lon, lat = draft.positions()
    for mode in modes:
        closing = [area for force, area in areas.items() if mode in AS and stops(AS[mode], force)]
        routes = _routes(draft, mode)
        if not closing or not routes:
            continue
        area = shapely.union_all(closing)
        shapely.prepare(area)
        cutter = _Cutter(draft, area, np.asarray(shapely.intersects_xy(area, lon, lat)))
        draft.change(routes, cutter.parts)
        found[mode] += cutter.cut
        blocks |= cutter.blocks
    if blocks:
        lost = np.array(sorted(blocks), np.int32)
        draft.change(None, lambda pattern: _unseated(pattern, lost))
    return +found


def passing_lines(draft: TimetableDraft, areas: Mapping[Force, BaseGeometry], modes: Iterable[str]) -> Counter[str]:
    """How many trips of some modes cross what would stop them, by mode."""
    import shapely

    found: Counter[str] = Counter()
    at = np.column_stack(draft.positions())
    for mode in modes:
        closing = [area for force, area in areas.items() if mode in AS and stops(AS[mode], force)]
        routes = _routes(draft, mode)
        area = shapely.union_all(closing)
        for pattern in draft.patterns if closing else ():
            if pattern.route in routes and _crossing(area, at[pattern.stops]).any():
                found[mode] += len(pattern)
    return found


def slow_lines(draft: TimetableDraft, areas: Mapping[Force, BaseGeometry], modes: Iterable[str]) -> Counter[str]:
    """Make the trips of some modes slower where they can pass, in proportion of the straight line that lies there.

    Halts are as long as before, and what is late stays late to the end of the trip.

    Returns:
        how many trips are slower, by mode.
    """
    found: Counter[str] = Counter()
    for mode in modes:
        if mode not in AS:
            continue
        slow = [
            _Limit(area, most_kmh(AS[mode], force), force.intensity)
            for force, area in areas.items() if not stops(AS[mode], force)
        ]  # fmt: skip
        slow = [limit for limit in slow if np.isfinite(limit.kmh) or limit.intensity > 0]
        routes = _routes(draft, mode)
        if not slow or not routes:
            continue
        slower = _Slower(draft, slow)
        draft.change(routes, slower.run)
        found[mode] += slower.slowed
    return +found


def _unseated(pattern: DraftPattern, blocks: Int32) -> DraftPattern:
    lost = np.isin(pattern.block, blocks)
    return pattern.replace(block=np.where(lost, -1, pattern.block).astype(np.int32)) if lost.any() else pattern


class _Cutter:
    """Cuts the trips of patterns. cut: trips so far that were. blocks: of which some trip was."""

    def __init__(self, draft: TimetableDraft, area: BaseGeometry, shut: Bool) -> None:
        self.draft, self.area, self.shut = draft, area, shut
        self.at = np.column_stack(draft.positions())
        self.cut = 0
        self.blocks: set[int] = set()
        self._shift: dict[int, int] = {}  # how much later the first part of a template begins

    def parts(self, pattern: DraftPattern) -> list[DraftPattern]:
        if not len(pattern):
            return [pattern]
        shut = self.shut[pattern.stops]
        crossed = _crossing(self.area, self.at[pattern.stops]) | shut[:-1] | shut[1:]
        if not crossed.any():
            return [pattern]
        self.cut += len(pattern)
        self.blocks |= set(pattern.block[pattern.block >= 0].tolist())
        by_frequency = self.draft.runs_by_frequency(pattern)
        running = pattern.take(~by_frequency)
        ends = np.concatenate([[0], np.flatnonzero(crossed) + 1, [len(pattern.stops)]]).tolist()
        found = []
        for number, (first, end) in enumerate((a, b) for a, b in itertools.pairwise(ends) if b - a > 1):
            found.append(_part(running, first, end, number))
            for k in np.flatnonzero(by_frequency).tolist():
                found += self._templates(pattern.take(np.array([k], np.intp)), first, end, number)
        return found

    def _templates(self, trip: DraftPattern, first: int, end: int, number: int) -> list[DraftPattern]:
        """A part of a trip by frequency, that comes by when it came by before.

        The first part keeps the frequencies of the trip, so that their phases, and those of other lines, are drawn as
        before; any other part has one of its own for each.
        """
        draft, part = self.draft, _part(trip, first, end, number)
        later = int(part.departure[0, 0] - trip.departure[0, 0])
        rows = draft.frequencies_of(int(trip.source[0]))
        if number:
            starts, ends = draft.frequency_start + later - self._shift[int(trip.source[0])], draft.frequency_end
            ends = ends + later - self._shift[int(trip.source[0])]
            return [draft.template(part, row, int(starts[row]), int(ends[row])) for row in rows]
        self._shift[int(trip.source[0])] = later
        draft.frequency_start[rows] += later
        draft.frequency_end[rows] += later
        return [part.replace(source=trip.source)]


def _part(pattern: DraftPattern, first: int, end: int, number: int) -> DraftPattern:
    """The trips from one stop to another, as trips of their own."""
    count = len(pattern)
    return pattern.replace(
        stops=pattern.stops[first:end], pickup=pattern.pickup[first:end], dropoff=pattern.dropoff[first:end],
        ids=[f"{id}@part{number}" for id in pattern.ids], block=np.full(count, -1, np.int32),
        arrival=pattern.arrival[:, first:end], departure=pattern.departure[:, first:end],
        source=np.full(count, NEW, np.int64), shape=-1,
    )  # fmt: skip


class _Limit:
    """Where lines are at most so fast, km/h, infinite for no limit, or lose a share of their speed."""

    def __init__(self, area: BaseGeometry, kmh: float, intensity: float) -> None:
        import shapely

        self.area, self.kmh, self.intensity = area, kmh, intensity
        shapely.prepare(area)


class _Slower:
    """Makes the trips of patterns slower. slowed: trips so far that were."""

    def __init__(self, draft: TimetableDraft, limits: list[_Limit]) -> None:
        self.limits = limits
        self.at = np.column_stack(draft.positions())
        self.slowed = 0
        self._known: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def run(self, pattern: DraftPattern) -> DraftPattern:
        if not len(pattern):
            return pattern
        running = (pattern.arrival[:, 1:] - pattern.departure[:, :-1]).astype(np.float64)
        longer = running.copy()
        for leg, (a, b) in enumerate(itertools.pairwise(pattern.stops.tolist())):
            pieces = self._pieces(a, b)
            if pieces:
                longer[:, leg] = _seconds(running[:, leg], self._metres(a, b), pieces)
        # Not rounded to less: nobody is faster in a hazard.
        legs = np.ceil(longer - 1e-6).astype(np.int32)
        late = (legs > running).any(axis=1)
        self.slowed += int(late.sum())
        return run_anew(pattern, legs) if late.any() else pattern

    def _metres(self, a: int, b: int) -> float:
        mx, my = metres_per_e7(round(float(self.at[a, 1]) * 1e7))
        across, up = (self.at[b] - self.at[a]) * 1e7
        return float(np.hypot(across * mx, up * my))

    def _pieces(self, a: int, b: int) -> list[tuple[float, float, float]]:
        """(share of the way, km/h at most, share of speed lost) of the pieces that lie in a hazard."""
        if (a, b) not in self._known:
            self._known[a, b] = self._cut(self.at[a], self.at[b])
        return self._known[a, b]

    def _cut(self, start: Floats, end: Floats) -> list[tuple[float, float, float]]:
        import shapely

        line = shapely.linestrings(np.stack([start, end]))
        near = [limit for limit in self.limits if shapely.intersects(limit.area, line)]
        bounds = {0.0, 1.0}
        for limit in near if (start != end).any() else ():
            met: Floats = shapely.get_coordinates(shapely.intersection(shapely.boundary(limit.area), line))
            along = np.asarray(shapely.line_locate_point(line, shapely.points(met), normalized=True))
            bounds |= {float(place) for place in along}
        found = []
        for low, high in itertools.pairwise(sorted(bounds)):
            x, y = start + (end - start) * (low + high) / 2
            here = [limit for limit in near if shapely.intersects_xy(limit.area, x, y)]
            if here:
                found.append((high - low, min(one.kmh for one in here), max(one.intensity for one in here)))
        return found


def _seconds(seconds: Floats, metres: float, pieces: list[tuple[float, float, float]]) -> Floats:
    """How long a leg lasts whose pieces are slower; at its usual speed everywhere else, or where that is slow enough.

    Args:
        seconds: that it lasts usually, (t,). metres: of the straight line.
    """
    total = seconds * (1 - sum(share for share, _, _ in pieces))
    for share, kmh, lost in pieces:
        at_most = share * metres / (kmh / 3.6) if np.isfinite(kmh) else 0.0
        total = total + np.maximum(seconds * share / (1 - lost), at_most)
    return total
