"""Whether many kinds of resident get to work in time and home again by public transport: equal searches made once.

Residents, dates and what-ifs often ask for the same vehicles at the same minute: a Tuesday is ridden like a Thursday,
two shifts that begin at nine like one, a morning like a morning after the evening's service is cut. Searches are told
apart by what they read (trips, walks, limits), not by who asks; and one minute is searched for each hour of start or
end (see `commute_search`, `whether`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.kernels.arriving import arriving_rows, time_left
from portee.kernels.lanes import LaneSpace, lane_space, padded
from portee.kernels.rounds import ride_rounds
from portee.reach.commute import Block, commute_search
from portee.reach.hours import Hours
from portee.reach.kinds import ByTransit
from portee.reach.streetwise import DirectSearch
from portee.reach.transit import TransitSearch
from portee.reach.ways import Stores
from portee.territory.places import Places

__all__ = ["Legs", "Rider", "TransitPool"]

Bool = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Legs:
    """One way by public transport at some hours.

    Attributes:
        numbers: searches of the pool, each of which must be in time.
        wanted: bool (d,), places that want one on some date.
    """

    numbers: tuple[int, ...]
    wanted: Bool


@dataclass(frozen=True, eq=False)
class _Leg:
    """One search: in time or not by one lane. due: seconds from the first lane; asked: bool (d,), whom it concerns."""

    search: TransitSearch
    lane: int
    due: int
    asked: Bool

    @property
    def within(self) -> int:
        """Seconds that a way along streets may take."""
        return min(self.search.rules.longest, self.due - self.lane * self.search.rules.spacing)


class TransitPool:
    """Searches of all ways by public transport between homes and places.

    Args:
        stores: links of the network and its variants.
        homes, places: where people live; where they are wanted.
    """

    def __init__(self, stores: Stores, homes: Places, places: Places) -> None:
        self.homes, self.places = homes, places
        self._stores = stores
        self._number: dict[tuple[object, ...], int] = {}
        self._digests: dict[int, tuple[npt.NDArray[Any], bytes]] = {}
        self.legs: list[_Leg] = []

    def __len__(self) -> int:
        """Different searches, each made once for every home."""
        return len(self.legs)

    def add(self, by: ByTransit, hours: Sequence[Hours]) -> Legs:
        """Prepare a way at some hours.

        Raises:
            ParameterError, NoServiceError: as `commute_search`.
        """
        search = commute_search(
            self._stores.of(by.network), self.homes, self.places, by.travel, hours, opened=by.opened,
            stations=by.stations, whether=True,
        )  # fmt: skip
        wanted = [np.any([block.due >= 0 for block in blocks], axis=0) for blocks in (search.there, search.back)]
        numbers = dict.fromkeys(self._of(block) for block in (*search.there, *search.back))
        nowhere = np.zeros(len(self.places), np.bool_)
        return Legs(tuple(numbers), wanted[0] & wanted[1] if numbers else nowhere)

    def rider(self) -> Rider:
        """Working memory of one thread."""
        return Rider(self)

    def _of(self, block: Block) -> int:
        """Number of the search of a block, added unless an equal one is there."""
        search, asked = block.search, block.due >= 0
        due = int(block.due.max())
        rules = search.rules
        lane = max(0, -((rules.longest - due) // rules.spacing))
        key = (
            search.flipped, search.after, tuple(rules), id(search.direct), due, asked.tobytes(),
            *(self._digest(array) for array in search.egress), _content((*search.access, *search.paths)),
            *(_content(table.cut) for table in search.tables),
        )  # fmt: skip
        if key not in self._number:
            self._number[key] = len(self.legs)
            self.legs.append(_Leg(search, lane, due, asked))
        return self._number[key]

    def _digest(self, array: npt.NDArray[Any]) -> bytes:
        """Of an array that the links' store keeps, so that the same one is read once."""
        if id(array) not in self._digests:
            self._digests[id(array)] = array, _content((array,))
        return self._digests[id(array)][1]


def _content(arrays: Sequence[npt.NDArray[Any]]) -> bytes:
    """Equal for equal arrays."""
    digest = hashlib.blake2b(digest_size=16)
    for array in arrays:
        digest.update(f"{array.dtype.str}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.digest()


class Rider:
    """One thread's answers for one home after another; what was searched for a home is kept until the next."""

    def __init__(self, pool: TransitPool) -> None:
        self._pool = pool
        self._home = -1
        self._rows: dict[int, Bool] = {}
        self._walks: dict[int, npt.NDArray[np.int32]] = {}
        self._spaces: dict[int, LaneSpace] = {}
        self._scratch: dict[int, tuple[object, object]] = {}
        self.made = 0
        """Searches made so far, for all homes."""

    def possible(self, home: int, legs: Legs, among: Bool) -> Bool:
        """Where one is in time both ways on all dates, of the places `among`: bool (d,)."""
        if home != self._home:
            self._home = home
            self._rows.clear()
            self._walks.clear()
        left = among & legs.wanted
        for number in legs.numbers:
            if not left.any():
                break
            left &= self._row(number)
        return left

    def _row(self, number: int) -> Bool:
        found = self._rows.get(number)
        if found is None:
            found = self._rows[number] = self._search(self._pool.legs[number])
            self.made += 1
        return found

    def _search(self, leg: _Leg) -> Bool:
        search, home = leg.search, self._home
        found = np.ones(len(leg.asked), np.bool_)
        if leg.within < 0:
            return ~leg.asked
        direct = self._walked(search.direct)
        a, b = search.access.offset[home], search.access.offset[home + 1]
        space = self._space(search.rules.lanes)
        left, once = np.empty(len(search.paths.stay), np.int32), np.empty(len(found), np.bool_)
        for table in search.tables:
            ride_rounds(
                table.cut, search.paths, search.access.other[a:b], search.access.seconds[a:b], search.rules, space
            )
            time_left(space.best, leg.lane, leg.due, search.after, search.rules.infinite, left)
            arriving_rows(left, search.egress, direct, leg.within, leg.asked, once)
            found &= once  # every draw of lines without exact times counts
        return found

    def _walked(self, direct: DirectSearch) -> npt.NDArray[np.int32]:
        key = id(direct)
        if key not in self._walks:
            if key not in self._scratch:
                self._scratch[key] = direct.scratch()
            self._walks[key] = direct.rows(self._home, self._home + 1, self._scratch[key])[0]
        return self._walks[key]

    def _space(self, lanes: int) -> LaneSpace:
        """Scratch wide enough for every search of as many lanes."""
        width = padded(lanes)
        if width not in self._spaces:
            alike = [leg.search for leg in self._pool.legs if padded(leg.search.rules.lanes) == width]
            cuts = [table.cut for search in alike for table in search.tables]
            stops = max(len(search.paths.stay) for search in alike)
            self._spaces[width] = lane_space(stops, max(search.rules.lanes for search in alike), *cuts)
        return self._spaces[width]
