"""Lines and stops of public transport ranked by the access lost when each one fails alone."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.kernels.egress import percentile_rank
from portee.kernels.shortest import UNREACHED
from portee.kernels.using import count_critical
from portee.network.timetable import Timetable
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.reach.streetwise import Stations
from portee.reach.transit import Scratch, TransitSearch, transit_search
from portee.resilience.criticality import AccessAsked, Criticality, by_element, most_critical
from portee.resilience.failing import without_calls
from portee.resilience.reading import Reading, Rooms, numbered
from portee.territory.places import Places
from portee.world import World

__all__ = ["critical_lines", "critical_stops"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class _Case:
    """A search with what its ends are worth: root float64 (n,), target float64 (d,), percentile float64 (1,)."""

    search: TransitSearch
    root: Floats
    target: Floats
    percentile: Floats
    threads: int


def critical_lines(
    world: World,
    asked: AccessAsked,
    window: Window,
    *,
    travel: Travel | None = None,
    k: int = 10,
    groups: Sequence[str] | None = None,
    park_and_ride: Places | None = None,
    threads: int | None = None,
) -> Criticality:
    """Rank lines by Σ_i w_i (A_i − A_i without the line), A being the opportunities within a time.

    Args:
        world: its network has a timetable.
        asked: whose access to what.
        window: departures, or arrivals.
        travel: how to travel, by public transport (the default).
        k: how many lines to rank exactly.
        groups: the line that each route belongs to, one name per route, such as its short name; "" for routes that are
            not looked at and never fail. None: each route on its own.
        park_and_ride: car parks, for access "park_and_ride".
        threads: searches at a time (default: all cores).

    Returns:
        one element per line, in the order of first appearance.

    Raises:
        ParameterError: another mode, a cutoff beyond the longest travel time, k below 1, groups that do not match, no
            timetable, or no car parks.
        NoServiceError: no trip runs on the date.
    """
    case = _case(world, asked, window, travel or Travel(), park_and_ride, threads)
    timetable = _timetable(world)
    names, number = numbered(timetable.route_id, groups)
    of_pattern = number[timetable.pattern_route]
    return _ranked(case, names, of_pattern, np.full(timetable.stop_count, -1, np.int32), k)


def critical_stops(
    world: World,
    asked: AccessAsked,
    window: Window,
    *,
    travel: Travel | None = None,
    k: int = 10,
    groups: Sequence[str] | None = None,
    park_and_ride: Places | None = None,
    threads: int | None = None,
) -> Criticality:
    """Rank stops by the access lost when nobody can board or alight there; vehicles pass with who is aboard.

    Arguments and errors as `critical_lines`; groups: the station that each stop belongs to, "" for stops that are not
    looked at.
    """
    case = _case(world, asked, window, travel or Travel(), park_and_ride, threads)
    timetable = _timetable(world)
    names, number = numbered(timetable.stop_id, groups)
    return _ranked(case, names, np.full(timetable.pattern_count, -1, np.int32), number, k)


def _timetable(world: World) -> Timetable:
    timetable = world.network.timetable
    assert timetable is not None  # the search was made
    return timetable


def _case(
    world: World, asked: AccessAsked, window: Window, travel: Travel, park_and_ride: Places | None, threads: int | None
) -> _Case:
    if travel.mode != "transit":
        raise ParameterError(
            f"Lines and stops do not matter to mode '{travel.mode}'.",
            where=Where(field="travel"),
            mend="Travel by public transport.",
        )
    if travel.access == "park_and_ride" and park_and_ride is None:
        raise ParameterError(
            "Park-and-ride needs car parks.", where=Where(field="park_and_ride"), mend="Give some places."
        )
    threads = threads or os.cpu_count() or 1
    stations = Stations(world.network, park_and_ride) if park_and_ride is not None else None
    search = transit_search(
        world.network, asked.origins, asked.destinations, asked.within(travel), window, stations=stations,
        store=LinkStore(world.network, threads=threads),
    )  # fmt: skip
    people, things = np.asarray(asked.residents), np.asarray(asked.opportunities)
    ends = (things, people) if search.flipped else (people, things)
    return _Case(search, *ends, np.array([asked.percentile]), threads)


class _Reader:
    """Reads, root by root, what the journeys of a search cannot do without."""

    def __init__(self, case: _Case, of_pattern: Ints, of_stop: Ints, elements: int) -> None:
        self._case, self._count = case, elements
        search = case.search
        self._rank = int(percentile_rank(case.percentile[0], len(search.tables) * search.rules.lanes))
        self._reading, self._rooms = Reading.of(search, of_pattern, of_stop), Rooms(search)

    def row(self, root: int) -> tuple[Ints, Floats, float]:
        """Elements by which a root may lose something, how much at most, and its access; by the root's own weight."""
        case, search = self._case, self._case.search
        if not case.root[root]:
            return np.zeros(0, np.int32), np.zeros(0), 0.0
        bound, kept, lost = np.zeros(self._count), *np.zeros((2, self._count), np.int32)
        with self._rooms.one() as room:
            offset, element, _ = self._reading.read(root, room)
            direct = search.direct.rows(root, root + 1, room.scratch.direct)[0]
            reached = count_critical(
                room.best, room.index, offset, element, search.egress, direct, search.after, search.rules, self._rank,
                case.target, kept, lost, bound,
            )  # fmt: skip
        found = np.flatnonzero(bound)
        return found.astype(np.int32), bound[found] * case.root[root], reached


def _ranked(case: _Case, names: list[str], of_pattern: Ints, of_stop: Ints, k: int) -> Criticality:
    reader = _Reader(case, of_pattern, of_stop, len(names))
    spare: deque[Scratch] = deque()
    with ThreadPoolExecutor(case.threads) as pool:
        rows = list(pool.map(reader.row, range(len(case.root))))
        access = np.array([reached for _, _, reached in rows])
        failing: dict[int, TransitSearch] = {}

        def lost(root: int) -> float:
            (search,) = failing.values()
            try:
                scratch = spare.pop()
            except IndexError:
                scratch = search.scratch()
            seconds = search.percentiles(root, root + 1, case.percentile, scratch)[0, 0]
            spare.append(scratch)
            # Sums of broken numbers may differ by a hair.
            return max(0.0, float(case.root[root] * (access[root] - case.target[seconds != UNREACHED].sum())))

        def exact(element: int, roots: Ints) -> Floats:
            if element not in failing:
                failing.clear()
                failing[element] = without_calls(case.search, of_pattern == element, of_stop == element)
            return np.array(list(pool.map(lost, roots.tolist())))

        return most_critical(
            names, by_element([row[:2] for row in rows], len(names)), exact, k,
            access=float(case.root @ access), searches=int(np.count_nonzero(case.root)),
        )  # fmt: skip
