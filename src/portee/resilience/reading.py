"""What the journeys of a search use, read root by root: the lines, or stops, behind every label."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.kernels.rounds import ride_each_round
from portee.kernels.shortest import UNREACHED
from portee.kernels.tracing import Trail, trail_of
from portee.kernels.using import Elements, no_sets, used_by_labels
from portee.reach.transit import Scratch, TransitSearch

__all__ = ["Reading", "Room", "Rooms", "numbered"]

Ints = npt.NDArray[np.int32]


def numbered(ids: Sequence[str], groups: Sequence[str] | None) -> tuple[list[str], Ints]:
    """Names of elements, and the number of each route or stop: int32 (len(ids),), -1 for those left out.

    Args:
        ids: of the routes or stops.
        groups: the element that each belongs to, "" for those that are not looked at, which run whatever else does;
            None: each on its own.

    Raises:
        ParameterError: there is not one name for each.
    """
    if groups is None:
        return list(ids), np.arange(len(ids), dtype=np.int32)
    if len(groups) != len(ids):
        raise ParameterError(
            f"{len(groups)} groups do not match {len(ids)} routes or stops.", where=Where(field="groups"),
            mend="Give one name for each.",
        )  # fmt: skip
    names = {name: number for number, name in enumerate(dict.fromkeys(name for name in groups if name))}
    return list(names), np.array([names.get(name, -1) for name in groups], np.int32)


@dataclass(frozen=True, eq=False)
class Room:
    """What one thread needs: scratch of a search, labels and their lists (draws, rides, s, L)."""

    scratch: Scratch
    best: npt.NDArray[np.int16]
    index: Ints


class Rooms:
    """Rooms for a search, as many as threads use at a time."""

    def __init__(self, search: TransitSearch) -> None:
        self._search = search
        self._spare: deque[Room] = deque()

    @contextmanager
    def one(self) -> Iterator[Room]:
        """A room that nobody else uses meanwhile."""
        try:
            room = self._spare.pop()
        except IndexError:
            scratch = self._search.scratch()
            shape = len(self._search.tables), self._search.rules.rides, *scratch.lanes.best.shape
            room = Room(scratch, np.empty(shape, np.int16), np.empty(shape, np.int32))
        try:
            yield room
        finally:
            self._spare.append(room)


@dataclass(frozen=True, eq=False)
class Reading:
    """A search ready to be read, whole or with an element failing: trails and elements by draw."""

    search: TransitSearch
    trails: tuple[Trail, ...]
    elements: tuple[Elements, ...]

    @classmethod
    def of(cls, search: TransitSearch, of_pattern: Ints, of_stop: Ints | None = None) -> Reading:
        """Read which elements journeys use.

        Args:
            of_pattern: element of each pattern of the timetable, int32 (p,), -1 for none. of_stop: of each stop,
                int32 (s,); None: of none.
        """
        none, nothing = np.zeros(0), np.zeros(0, np.int32)
        stops = np.full(len(search.paths.stay), -1, np.int32) if of_stop is None else of_stop
        unread = np.zeros((0, 0, 0), np.int16)  # filled in root by root; metres are not asked for
        return cls(
            search,
            tuple(trail_of(table.cut, search.paths, unread, nothing, nothing, none, none) for table in search.tables),
            tuple(Elements(of_pattern[table.part_pattern], stops) for table in search.tables),
        )

    def read(self, root: int, room: Room) -> tuple[Ints, Ints, int]:
        """Search from one root, and list the elements of one journey behind each label.

        Fills the labels and lists of the room.

        Returns:
            lists as `portee.kernels.using.Used`: offset and element, and how many lists there are.
        """
        search = self.search
        lo, hi = search.access.offset[root], search.access.offset[root + 1]
        stops, seconds = search.access.other[lo:hi], search.access.seconds[lo:hi]
        access = np.full(len(search.paths.stay), UNREACHED, np.int32)
        access[stops] = seconds
        (offset, element), sets = no_sets(), 0
        for draw, table in enumerate(search.tables):
            best = room.best[draw]
            ride_each_round(table.cut, search.paths, stops, seconds, search.rules, room.scratch.lanes, best)
            offset, element, sets = used_by_labels(
                table.cut, self.trails[draw]._replace(best=best, access=access), search.rules, self.elements[draw],
                offset, element, sets, room.index[draw],
            )  # fmt: skip
        return offset, element, sets
