"""Whether many kinds of resident get to work and home again along streets: one search for all that ride one graph.

Residents who walk, ride or drive at other speeds, with other limits and prices, follow the same ways of least cost;
what each makes of them is a comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from portee.kernels.shortest import UNREACHED, workspace
from portee.kernels.tables import point_space
from portee.network.network import Network
from portee.offers.cost import MonthlyCost
from portee.reach.dock_commute import DockCommuteSearch
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock
from portee.reach.street_commute import StreetCommute, StreetCommuteSearch, whole_minutes
from portee.reach.street_legs import StreetLegs, along_legs, along_limits, served_pairs
from portee.reach.ways import Stores
from portee.territory.places import Places

__all__ = ["Ridden", "StreetPool", "Walker"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Costs = tuple[npt.NDArray[np.int32], Floats]


@dataclass(frozen=True, eq=False)
class Ridden:
    """One way from one home, shape (d,).

    possible: bool, there in time and home again; legs: of a run of this home alone.
    """

    possible: Bool
    legs: StreetLegs

    def eur_month(self, cost: MonthlyCost, trips: float) -> Floats:
        """Euros in a month of so many one-way trips, where possible: each leg priced by its own length."""
        at, legs = self.possible, self.legs
        if not cost.by_distance:
            return np.full(int(at.sum()), float(cost.trips_eur(trips)))
        there = cost.ride_eur(legs.out_km[0][at], legs.out_min[0][at])
        back = cost.ride_eur(legs.back_km[0][at], legs.back_min[0][at])
        return np.asarray(cost.trips_eur(trips, (there + back) / 2))


@dataclass(frozen=True, eq=False)
class _Asked:
    """A way, the hours that differ, and the longest minutes of each leg."""

    search: Along | ByDock
    hours: tuple[Hours, ...]
    longest_min: float
    group: tuple[object, ...]


class _GraphCosts(StreetCommuteSearch):
    """Ways of least cost in the units of a graph, with their kilometres."""

    def scratch(self) -> tuple[object, object, Floats]:
        nodes = self._part.node_count
        return workspace(nodes), point_space(self.places), np.zeros(nodes)

    def both(self, home: int, scratch: tuple[object, object, Floats]) -> tuple[Costs, Costs]:
        """(cost, km) of each leg of one home."""
        there, back = (self._leg(home, towards, *scratch) for towards in (False, True))  # type: ignore[arg-type]
        return there, back


class StreetPool:
    """Searches of all ways along streets and by dock between homes and places.

    Args:
        stores: links of the network and its variants.
        homes, places: where people live; where they are wanted.
    """

    def __init__(self, stores: Stores, homes: Places, places: Places) -> None:
        self.stores, self.homes, self.places = stores, homes, places
        self.asked: list[_Asked] = []
        self._number: dict[tuple[object, ...], int] = {}
        self._most: dict[tuple[object, ...], int] = {}
        self._networks: dict[object, Network | None] = {}
        self._made: dict[tuple[object, ...], _GraphCosts | DockCommuteSearch] = {}

    def __len__(self) -> int:
        """Different searches, each made once for every home."""
        return len({asked.group for asked in self.asked})

    def add(self, search: Along | ByDock, hours: Sequence[Hours], longest_min: float) -> int:
        """Prepare a way at some hours; returns its number."""
        # Streets are the same every day; services may not be.
        dated = isinstance(search, Along) and search.served is not None
        once = {(part.day if dated else None, part.start.tobytes(), part.end.tobytes()): part for part in hours}
        group: tuple[object, ...]
        if isinstance(search, ByDock):
            group = (search, int(longest_min * 60))
        else:
            network = search.network
            group = (None if network is None else network.key, search.mode)
            self._networks.setdefault(group[0], network)
            limit_s, extra_s = along_limits(search, longest_min)
            units = max(0, limit_s - extra_s) * search.units
            self._most[group] = max(self._most.get(group, 0), int(min(units, int(UNREACHED) - 1)))
        # Networks with the same streets closed have the same key, whoever made them.
        plain = search if isinstance(search, ByDock) else replace(search, network=None)
        key = (*group, plain, longest_min, *once)
        if key not in self._number:
            self._number[key] = len(self.asked)
            self.asked.append(_Asked(search, tuple(once.values()), longest_min, group))
        return self._number[key]

    def walker(self) -> Walker:
        """Working memory of one thread. To be asked for after all ways were added."""
        for asked in self.asked:
            if asked.group not in self._made:
                self._made[asked.group] = self._search(asked)
        return Walker(self, self._made)

    def _search(self, asked: _Asked) -> _GraphCosts | DockCommuteSearch:
        search, ends = asked.search, (self.homes, self.places)
        if isinstance(search, ByDock):
            return DockCommuteSearch(self.stores.of(search.network), *ends, search, int(asked.longest_min * 60))
        store = self.stores.of(self._networks[asked.group[0]])
        # A second that is one unit of cost: times are then costs.
        return _GraphCosts(store, *ends, search.mode, self._most[asked.group], 1.0)


class Walker:
    """One thread's answers for one home after another; what was searched for a home is kept until the next."""

    def __init__(self, pool: StreetPool, searches: dict[tuple[object, ...], _GraphCosts | DockCommuteSearch]) -> None:
        self._pool, self._searches = pool, searches
        self._scratch = {
            group: search.scratch() for group, search in searches.items() if isinstance(search, _GraphCosts)
        }
        self._home = self._at = -1
        self._here = pool.homes
        self._costs: dict[tuple[object, ...], tuple[Costs, Costs]] = {}
        self._rows: dict[int, Ridden] = {}
        self.made = 0
        """Searches made so far, for all homes."""

    def ridden(self, home: int, number: int) -> Ridden:
        """One way from one home."""
        if home != self._home:
            self._home = home
            self._costs.clear()
            self._rows.clear()
        if number not in self._rows:
            self._rows[number] = self._ridden(self._pool.asked[number])
        return self._rows[number]

    def _ridden(self, asked: _Asked) -> Ridden:
        search = self._searches[asked.group]
        if isinstance(search, DockCommuteSearch):
            self.made += 1
            docked = search.commutes(self._home, self._home + 1)
            legs = StreetLegs(docked.out, docked.back, docked.out_km, docked.back_km, docked.out_min, docked.back_min)
        else:
            assert isinstance(asked.search, Along)
            legs = self._along(search, asked.group, asked.search, asked.longest_min)
        pool = self._pool
        anywhere = isinstance(asked.search, ByDock) or (asked.search.area is None and asked.search.served is None)
        # Where a way is for everywhere, which home it is does not matter.
        here = pool.homes if anywhere else self._place()
        served = served_pairs(here, pool.places, asked.search, asked.hours, legs)
        possible = served & (legs.out != UNREACHED) & (legs.back != UNREACHED)
        return Ridden(possible[0], legs)

    def _place(self) -> Places:
        """The home, as one place."""
        if self._at != self._home:
            self._at, self._here = self._home, self._pool.homes.take(np.array([self._home]))
        return self._here

    def _along(self, search: _GraphCosts, group: tuple[object, ...], way: Along, longest_min: float) -> StreetLegs:
        if group not in self._costs:
            self.made += 1
            self._costs[group] = search.both(self._home, self._scratch[group])
        limit_s, extra_s = along_limits(way, longest_min)
        most = int(min(max(0, limit_s - extra_s) * way.units, int(UNREACHED) - 1))
        seconds, km = [], []
        for cost, length in self._costs[group]:
            took = np.ceil(cost / way.units).astype(np.int64) + extra_s
            reached = (cost <= most) & (took <= limit_s)
            seconds.append(whole_minutes(np.where(reached, took, UNREACHED).astype(np.int32)[None]))
            km.append(np.where(reached, length, np.inf)[None])
        return along_legs(StreetCommute(seconds[0], seconds[1], km[0], km[1]), way, longest_min)
