"""From where one place of work can be reached in time and left again: both legs from everywhere to one place.

The same times as `portee.reach.ways` finds from each home, searched from the place of work, once for all homes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.reach.both_legs import BothLegs
from portee.reach.commute import homeward
from portee.reach.hours import Hours, legs_once, require_calendar
from portee.reach.kinds import Along, ByDock, ByTransit, Search
from portee.reach.links import LinkStore
from portee.reach.opening import everything, swapped
from portee.reach.options import Travel, Window
from portee.reach.street_legs import StreetLegs, served_pairs, street_legs
from portee.reach.streetwise import VIA_STATIONS, cost_limit
from portee.reach.transit import transit_search
from portee.reach.ways import Stores, Way
from portee.territory.places import Places

__all__ = ["Staffing"]

Int32 = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]

MINUTE = 60


class Staffing:
    """Searches towards one place of work; equal ones are made once.

    Args:
        stores: links of the network and its variants. homes: where people live. work: one place.

    Attributes:
        made: searches made so far, by kind: "transit", one leg of one date each, and "streets", both legs.

    Raises:
        ParameterError: not one place of work.
    """

    def __init__(self, stores: Stores, homes: Places, work: Places) -> None:
        if len(work) != 1:
            raise ParameterError(f"There are {len(work)} places of work.", mend="Give one position.")
        self.stores, self.homes, self.work = stores, homes, work
        self.made = {"transit": 0, "streets": 0}
        self._ways: dict[object, BothLegs] = {}
        self._streets: dict[object, StreetLegs] = {}
        self._variants: dict[str, Network] = {}
        self._kept: list[object] = []

    def prepare(self, ways: Sequence[Way], rows: Bool | None = None) -> None:
        """Make the links between homes and stops of several ways, the longest first: the shorter ones are parts of it.

        It changes no result. rows: of the homes, as for `gathered`.
        """
        wanted: dict[tuple[int, str, bool], tuple[int, Travel, str, Network | None]] = {}
        for way in ways:
            search = way.search
            if not isinstance(search, ByTransit):
                continue
            for mode, leaving in ((search.travel.access_mode, True), (search.travel.access_mode, False)):
                if mode not in VIA_STATIONS:
                    street = search.travel.foot if mode == "walk" else mode
                    reach = cost_limit(search.travel.limit_s(street), search.travel.units_per_second(street))
                    key = id(search.network), street, leaving
                    if key not in wanted or wanted[key][0] < reach:
                        wanted[key] = reach, search.travel, mode, search.network
        for (_, _, leaving), (_, travel, mode, network) in wanted.items():
            store = self.stores.of(network)
            homes = self._some(store, rows)
            if len(homes):
                store.stops(homes, travel, mode, leaving=leaving)

    def gathered(
        self, way: Way, hours: Sequence[Hours], longest_min: float, *, work: Places | None = None,
        rows: Bool | None = None,
    ) -> BothLegs:  # fmt: skip
        """Both legs of a way at the hours of the place of work.

        Args:
            way: of commuting.
            hours: of one place, one entry per date worked; each must tell a start and an end.
            longest_min: longest minutes of each leg along streets; that by public transport is in its `Travel`.
            work: instead of the place of work, such as the stop of a shuttle.
            rows: bool (h,), homes that a search by public transport is made for; it is told as impossible elsewhere.

        Raises:
            ParameterError, NoServiceError: as `portee.reach.ways.search_ways`.
        """
        place = self.work if work is None else work
        search = self._shared(way.search)
        times = tuple((part.day, int(part.start[0]), int(part.end[0])) for part in hours)
        if not isinstance(search, ByTransit):
            rows = None
        key = (
            search.key if isinstance(search, ByTransit) else search, times, longest_min, id(place),
            b"" if rows is None else rows.tobytes(),
        )  # fmt: skip
        if key not in self._ways:
            self._kept += (place, search)  # ids in keys stay theirs
            self._ways[key] = (
                self._by_transit(search, hours, place, rows)
                if isinstance(search, ByTransit)
                else self._along(search, hours, longest_min, place)
            )
        return self._ways[key]

    def _some(self, store: LinkStore, rows: Bool | None) -> Places:
        """The homes of some rows: the same object each time, so that their links are made once."""
        return self.homes if rows is None else store.subset(self.homes, np.flatnonzero(rows))

    def _shared(self, search: Search) -> Search:
        """The search with one object for all equal variants of the network, so that their links are made once."""
        network = search.network
        if network is None or not network.key:
            return search
        return replace(search, network=self._variants.setdefault(network.key, network))

    def _by_transit(
        self, search: ByTransit, hours: Sequence[Hours], work: Places, rows: Bool | None
    ) -> BothLegs:  # fmt: skip
        travel, store = search.travel, self.stores.of(search.network)
        homes, zero = self._some(store, rows), np.zeros(len(self.homes))
        if not len(homes):
            never = np.full(len(self.homes), UNREACHED, np.int32)
            return BothLegs(never, never, zero, zero, zero, zero)
        timetable: Timetable | None = store.network.timetable
        opened = search.opened
        if timetable is not None:
            require_calendar(timetable, [part.day for part in hours], may_stand_still=store.network.may_stand_still)
            opened = opened or everything(timetable)
        out, back = np.zeros(len(homes), np.int32), np.zeros(len(homes), np.int32)
        for day, times in legs_once(store, hours, travel.longest_s, back=False):
            start = int(times[0])
            window = Window(day, start, 1, arrive=True)
            there = transit_search(
                store.network, homes, work, travel, window, stations=search.stations, opened=opened, store=store
            )
            self.made["transit"] += 1
            told = there.percentiles(0, 1, _WORST, there.scratch())[0, 0]
            # One leaves on the last whole minute that is early enough.
            leave = (start - told.astype(np.int64)) // MINUTE * MINUTE
            out = np.maximum(out, _up_to(start - leave, told, travel.longest_s))
        for day, times in legs_once(store, hours, travel.longest_s, back=True):
            end = int(times[0])
            window = Window(day, end, 1)
            again = transit_search(
                store.network, work, homes, homeward(travel), window, stations=search.stations,
                opened=swapped(opened), store=store,
            )  # fmt: skip
            self.made["transit"] += 1
            told = again.percentiles(0, 1, _WORST, again.scratch())[0, 0]
            home = -(-(end + told.astype(np.int64)) // MINUTE) * MINUTE
            back = np.maximum(back, _up_to(home - end, told, travel.longest_s))
        return BothLegs(_spread(out, rows), _spread(back, rows), zero, zero, zero, zero)

    def _along(self, search: Along | ByDock, hours: Sequence[Hours], longest_min: float, work: Places) -> BothLegs:
        key = search, longest_min, id(work)
        if key not in self._streets:
            # Searched from work: what leads away from it is the way home.
            self._streets[key] = street_legs(
                self.stores.of(search.network), work, self.homes, search, longest_min, threads=self.stores.threads
            )
            self.made["streets"] += 1
        found = self._streets[key]
        turned = StreetLegs(
            found.back.T, found.out.T, found.back_km.T, found.out_km.T, found.back_min.T, found.out_min.T
        )
        served = served_pairs(self.homes, work, search, hours, turned)[:, 0]
        out, back = (np.where(served, legs[0], UNREACHED).astype(np.int32) for legs in (found.back, found.out))
        return BothLegs(out, back, found.back_km[0], found.out_km[0], found.back_min[0], found.out_min[0])


_WORST = np.array([100.0])


def _spread(seconds: Int32, rows: Bool | None) -> Int32:
    """Seconds of some homes as those of all, UNREACHED for the others."""
    if rows is None:
        return seconds
    found = np.full(len(rows), UNREACHED, np.int32)
    found[rows] = seconds
    return found


def _up_to(seconds: npt.NDArray[np.int64], told: Int32, longest_s: int) -> Int32:
    """Seconds on whole minutes, UNREACHED where there was no way or the minutes make it too long."""
    return np.where((told == UNREACHED) | (seconds > longest_s), UNREACHED, seconds).astype(np.int32)
