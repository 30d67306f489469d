"""One home's days: both legs to every place of work, by each way, at any hours; each search is made once.

This is what an interview needs: the same home and places are asked about again and again with other hours, limits,
prices and rights. Times are searched up to a longer limit than the one accepted, so that "fifteen minutes more" is a
comparison, not a search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.core.threads import each
from portee.kernels.shortest import UNREACHED
from portee.reach.both_legs import BothLegs
from portee.reach.chains import StopPlaces, chain_times, plan_chains, tables_of
from portee.reach.commute import CommuteSearch, Found, commute_search
from portee.reach.feeders import StopRides, stop_rides
from portee.reach.hours import Hours
from portee.reach.kinds import ByTransit
from portee.reach.street_legs import StreetLegs, served_pairs, street_legs
from portee.reach.tables import StreetTables, Tables
from portee.reach.tracing import Ridden, ridden
from portee.reach.ways import Stores, Way
from portee.reach.whether import Whether
from portee.territory.places import Places

__all__ = ["Daily", "Legs"]

Bool = npt.NDArray[np.bool_]
Int32 = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Legs(BothLegs):
    """Both legs of one way to every place of work, shape (d,), and the stops between.

    Attributes:
        stops: int32 (stops on the way, d), rows of the childcare or school used, -1 where impossible.
    """

    stops: Int32


@dataclass(frozen=True, eq=False)
class _Searched:
    """A search by public transport and what it found for the home."""

    search: CommuteSearch
    there: Found
    back: Found


class Daily:
    """Searches of one home.

    Args:
        stores: links of the network and its variants.
        home: one place. work: places of work.
        longest_min: longest minutes searched of each leg.
        grams_km: g CO2e per person and kilometre of each route, float64 (r,); None: not known.
    """

    def __init__(
        self, stores: Stores, home: Places, work: Places, longest_min: float, *, grams_km: Floats | None = None
    ) -> None:
        self.stores, self.home, self.work = stores, home, work
        self.longest_min = longest_min
        timetable = stores.network.timetable
        routes = 0 if timetable is None else len(timetable.route_id)
        self.grams_km = np.full(routes, np.nan) if grams_km is None else grams_km
        self._legs: dict[object, Legs] = {}
        self._whether: dict[object, Whether] = {}
        self._searched: dict[object, _Searched] = {}
        self._traced: dict[object, tuple[Ridden, Ridden]] = {}
        self._rides: dict[object, tuple[StopRides, StopRides]] = {}
        self._street: dict[object, StreetLegs] = {}
        self._tables: dict[object, Tables] = {}
        self._kept: dict[int, object] = {}
        self._planned: list[Sequence[Hours]] = []
        self._plan_min = longest_min

    def plan(self, hours: Sequence[Sequence[Hours]], limit_min: float) -> None:
        """Hours that will be asked for by and by, within a limit: they are then searched together."""
        self._planned += hours
        self._plan_min = limit_min

    def legs(self, way: Way, hours: Sequence[Hours], stops: Sequence[StopPlaces] = ()) -> Legs:
        """Both legs of a way at some hours, with stops on the way."""
        key = self._key(way, hours, stops)
        if key not in self._legs:
            self._legs[key] = self._chained(way, hours, stops) if stops else self._plain(way, hours)
        return self._legs[key]

    def possible(self, way: Way, hours: Sequence[Hours], stops: Sequence[StopPlaces] = (), *, limit_min: float) -> Bool:
        """Where both legs last no longer than a limit: `legs(...).within(limit_min)`, without their times."""
        key = self._key(way, hours, stops)
        search = way.search
        if key in self._legs or stops or not isinstance(search, ByTransit):
            return self.legs(way, hours, stops).within(limit_min)
        return self.whether(way, limit_min).possible(hours)

    def whether(self, way: Way, limit_min: float) -> Whether:
        """What answers, for a way by public transport, whether a leg lasts no longer than a limit."""
        search = way.search
        assert isinstance(search, ByTransit)
        key = search.key, limit_min
        if key not in self._whether:
            self._kept[id(search)] = search  # ids in keys stay theirs
            travel = replace(search.travel, max_time_min=min(search.travel.max_time_min, limit_min))
            planned = self._planned if limit_min == self._plan_min else ()
            self._whether[key] = Whether(self.stores.of(search.network), self.home, self.work, search, travel, planned)
        return self._whether[key]

    def traced(self, way: Way, hours: Sequence[Hours]) -> tuple[Ridden, Ridden]:
        """What is ridden on both legs of a way by public transport, without stops on the way."""
        key = self._key(way, hours, ())
        if key not in self._traced:
            done = self._commute(way, hours)
            timetable = self.stores.of(way.search.network).network.timetable
            assert timetable is not None
            legs = (done.search.there, done.there), (done.search.back, done.back)
            out, home = each(lambda leg: ridden(leg[0], leg[1], 0, timetable, self.grams_km), legs, self.stores.threads)
            self._traced[key] = out, home
        return self._traced[key]

    def _key(self, way: Way, hours: Sequence[Hours], stops: Sequence[StopPlaces]) -> tuple[object, ...]:
        search: object = way.search.key if isinstance(way.search, ByTransit) else way.search
        for part in (way.search, *hours, *stops):
            self._kept[id(part)] = part  # ids in keys stay theirs
        return search, tuple(id(part) for part in hours), tuple(id(stop) for stop in stops)

    def _commute(self, way: Way, hours: Sequence[Hours]) -> _Searched:
        key, search = self._key(way, hours, ()), way.search
        assert isinstance(search, ByTransit)
        if key not in self._searched:
            made = commute_search(
                self.stores.of(search.network), self.home, self.work, search.travel, hours,
                opened=search.opened, stations=search.stations,
            )  # fmt: skip
            self._searched[key] = _Searched(made, *made.legs(0, threads=self.stores.threads))
        return self._searched[key]

    def _plain(self, way: Way, hours: Sequence[Hours]) -> Legs:
        search, none = way.search, np.zeros((0, len(self.work)), np.int32)
        store = self.stores.of(search.network)
        if isinstance(search, ByTransit):
            done = self._commute(way, hours)
            zero = np.zeros(len(self.work))
            if search.travel.access_mode == "walk":
                return Legs(done.there.seconds, done.back.seconds, zero, zero, zero, zero, none)
            if search.key not in self._rides:
                self._rides[search.key] = (
                    stop_rides(store, self.home, search, back=False), stop_rides(store, self.home, search, back=True),
                )  # fmt: skip
            (out_km, out_min), (back_km, back_min) = (
                rides.at(leg.first) for rides, leg in zip(self._rides[search.key], self.traced(way, hours), strict=True)
            )
            return Legs(done.there.seconds, done.back.seconds, out_km, back_km, out_min, back_min, none)
        if search not in self._street:
            self._street[search] = street_legs(store, self.home, self.work, search, self.longest_min)
        found = self._street[search]
        served = served_pairs(self.home, self.work, search, hours, found)[0]
        out, home = (np.where(served, leg[0], UNREACHED).astype(np.int32) for leg in (found.out, found.back))
        return Legs(out, home, found.out_km[0], found.back_km[0], found.out_min[0], found.back_min[0], none)

    def _chained(self, way: Way, hours: Sequence[Hours], stops: Sequence[StopPlaces]) -> Legs:
        key: object = way.search.key if isinstance(way.search, ByTransit) else way.search
        if key not in self._tables:
            self._tables[key] = tables_of(self.stores, way, self.longest_min)
            plan_chains(self._tables[key], self._planned, int(self.longest_min))
        tables = self._tables[key]
        found = chain_times(tables, self.home, stops, self.work, hours, int(self.longest_min))
        km = minutes = np.zeros(len(self.work))
        if isinstance(tables, StreetTables):
            km, minutes = tables.ridden(self.home, [stop.places for stop in stops], self.work, found.chosen)
        return Legs(found.out, found.back, km, km, minutes, minutes, found.chosen)
