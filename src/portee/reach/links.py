"""Links between places and the network, made once and shared by the searches that need the same ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from portee.kernels.egress import Links
from portee.kernels.lanes import Footpaths
from portee.kernels.tables import Points
from portee.network.daytable import DayTable, day_table, mirrored
from portee.network.footpaths import StopWalks, footpaths, stop_walks
from portee.network.network import Network
from portee.network.snapping import Snapped, attach
from portee.reach.opening import Opened
from portee.reach.options import Travel
from portee.reach.streetwise import (
    VIA_STATIONS,
    DirectSearch,
    Stations,
    attached_places,
    cost_limit,
    place_links,
    street_costs,
    timed,
)
from portee.territory.places import Places

__all__ = ["LinkStore", "stop_walks_of"]

Made = TypeVar("Made")

MOST_TABLES = 64
"""Cuts of the timetable kept; a whole evening of a large city takes some ten megabytes."""


class LinkStore:
    """Remembers what does not depend on date, time and timetable: links to stops, searches along streets, footpaths.

    Searches that differ in their hours, or in the part of the timetable that is open, share all of it. Filled before
    threads start; not to be filled by several at once.
    """

    def __init__(self, network: Network, *, threads: int = 1) -> None:
        self.network, self.threads = network, threads
        self._made: dict[tuple[Any, ...], Any] = {}
        self._kept: list[object] = []
        self._days: dict[tuple[Any, ...], DayTable] = {}
        self._tables: dict[tuple[int, str, bool], tuple[int, Links]] = {}
        self._part_of: dict[int, tuple[Places, npt.NDArray[np.integer]]] = {}

    def branch(self) -> LinkStore:
        """A store that knows all that this one knows, and teaches it nothing: for what must be forgotten."""
        found = LinkStore(self.network, threads=self.threads)
        found._made, found._kept = dict(self._made), list(self._kept)
        found._days, found._tables = dict(self._days), dict(self._tables)
        found._part_of = dict(self._part_of)
        return found

    def once(self, key: tuple[Any, ...], make: Callable[[], Made], *kept: object) -> Made:
        """What is made for a key, made the first time it is asked for; `kept`: objects whose ids are in the key."""
        if key not in self._made:
            self._made[key] = make()
            self._kept.extend(kept)  # ids in keys stay theirs
        found: Made = self._made[key]
        return found

    def subset(self, places: Places, rows: npt.NDArray[np.integer]) -> Places:
        """The places of some rows: the same object each time it is asked for, so that its links are made once."""
        if len(rows) == len(places) and (rows == np.arange(len(places))).all():
            return places

        def take() -> Places:
            found = places.take(rows)
            # The key of what is made keeps neither: ids in this table stay theirs as long as the store does.
            self._kept.append(found)
            self._part_of[id(found)] = places, rows
            return found

        return self.once(("subset", id(places), rows.tobytes()), take, places)

    def attached(self, places: Places, mode: str) -> Snapped:
        """Where places enter the streets of a mode."""
        return self.once(("attached", id(places), mode), lambda: attached_places(self.network, places, mode), places)

    def points(self, places: Places, mode: str, *, towards: bool) -> Points:
        """The same, ready for searches from places (`towards` False) or to them (True)."""
        graph = self.network.modes[mode].graph
        return self.once(
            ("points", id(places), mode, towards),
            lambda: attach(graph, self.attached(places, mode), towards=towards), places,
        )  # fmt: skip

    def stops(
        self, places: Places, travel: Travel, mode: str, *, leaving: bool, stations: Stations | None = None
    ) -> Links:
        """Links between places and stops: see `place_links`."""
        if mode not in VIA_STATIONS:
            street_mode = travel.foot if mode == "walk" else mode
            units = travel.units_per_second(street_mode)
            limit = cost_limit(travel.limit_s(street_mode), units)
            key: tuple[Any, ...] = ("stops", id(places), street_mode, leaving, limit, units)
            return self.once(
                key, lambda: timed(self._costs(places, street_mode, limit, leaving=leaving), units), places
            )
        used = ("walk", VIA_STATIONS[mode])
        key = (
            "stations", id(places), mode, leaving, id(stations), travel.foot, travel.longest_s, travel.parking_min,
            travel.docking_min, *((travel.limit_s(m), travel.units_per_second(m)) for m in used),
        )  # fmt: skip
        return self.once(
            key,
            lambda: place_links(
                self.network, places, travel, mode, leaving=leaving, stations=stations, threads=self.threads
            ),
            places, stations,
        )  # fmt: skip

    def _costs(self, places: Places, mode: str, limit: int, *, leaving: bool) -> Links:
        """Costs between places and stops up to a limit, taken from a larger table where there is one: one of a
        farther limit, or of more places.
        """
        ways = (leaving, not leaving) if self._alike(mode) else (leaving,)
        whole, rows = self._part_of.get(id(places), (places, None))
        for way in ways:
            known = self._tables.get((id(places), mode, way))
            if known is not None and known[0] >= limit:
                return _within(known[1], limit)
            known = None if rows is None else self._tables.get((id(whole), mode, way))
            if rows is not None and known is not None and known[0] >= limit:
                return _within(_rows(known[1], rows), limit)
        network = self.network
        found = street_costs(
            network.modes[mode], self.attached(places, mode), network.stops[mode], limit, towards=not leaving,
            threads=self.threads,
        )  # fmt: skip
        self._tables[id(places), mode, leaving] = limit, found
        self._kept.append(places)
        return found

    def _alike(self, mode: str) -> bool:
        """Whether every street of a mode costs the same both ways, so that ways there and back are the same."""
        graph = self.network.modes[mode].graph
        return self.once(("alike", mode), lambda: bool((graph.forward == graph.backward).all()))

    def direct(
        self, roots: Places, targets: Places, mode: str, limit_s: int, units: float, *, towards: bool
    ) -> DirectSearch:
        """A search along streets from roots to targets (or from targets to roots when `towards`)."""
        network = self.network
        key = ("direct", id(roots), id(targets), mode, limit_s, units, towards)

        def make() -> DirectSearch:
            return DirectSearch(
                network.modes[mode], self.points(roots, mode, towards=towards),
                self.points(targets, mode, towards=towards), limit_s, units, towards=towards,
            )  # fmt: skip

        return self.once(key, make, roots, targets)

    def table(
        self, day: date, base: int, horizon: int, travel: Travel, opened: Opened | None, draw: int, *, mirror: bool
    ) -> DayTable:
        """The trips of one window (see `day_table`), mirrored in time or not."""
        timetable = self.network.timetable
        assert timetable is not None
        part, trips = (None, None) if opened is None else (opened.positions, opened.trips)
        key = (
            day, base, horizon, travel.step_free, travel.bicycle_on_board, None if part is None else part.tobytes(),
            None if trips is None else trips.tobytes(), travel.seed, draw, mirror,
        )  # fmt: skip
        found = self._days.get(key)
        if found is None:
            if mirror:
                found = mirrored(self.table(day, base, horizon, travel, opened, draw, mirror=False))
            else:
                found = day_table(
                    timetable, day, base, horizon, step_free=travel.step_free, bicycles=travel.bicycle_on_board,
                    opened=part, trips=trips, seed=(travel.seed, draw),
                )  # fmt: skip
            while len(self._days) >= MOST_TABLES:
                self._days.pop(next(iter(self._days)))
            self._days[key] = found
        return found

    def paths(self, travel: Travel, *, towards: bool) -> Footpaths:
        """Footpaths between stops."""
        network, mode = self.network, travel.transfer_mode
        timetable = network.timetable
        assert timetable is not None
        units, slack = travel.units_per_second(mode), travel.boarding_slack_s
        key = ("paths", mode, int(travel.max_transfer_m * 1000), units, slack, towards)
        return self.once(
            key,
            lambda: footpaths(
                timetable, stop_walks_of(network, travel), units, slack, towards=towards, on_foot=mode == "walk"
            ),
        )


def stop_walks_of(network: Network, travel: Travel) -> StopWalks:
    """Walks between stops for this way of travelling: the stored ones where they are enough."""
    limit = int(travel.max_transfer_m * 1000)
    stored = network.walks
    assert stored is not None
    if travel.transfer_mode == "walk" and limit <= stored.limit:
        row = np.repeat(np.arange(len(stored.offset) - 1), np.diff(stored.offset))
        kept = stored.cost <= limit
        offset = np.concatenate([[0], np.cumsum(np.bincount(row[kept], minlength=len(stored.offset) - 1))])
        return StopWalks(offset.astype(np.int64), stored.to[kept], stored.cost[kept], limit)
    return stop_walks(network.modes[travel.transfer_mode].graph, network.stops[travel.transfer_mode], limit)


def _rows(costs: Links, rows: npt.NDArray[np.integer]) -> Links:
    """The links of some places."""
    first = costs.offset[rows]
    counts = costs.offset[rows + 1] - first
    offset = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    taken = np.repeat(first - offset[:-1], counts) + np.arange(offset[-1])
    return Links(offset, costs.other[taken], costs.seconds[taken])


def _within(costs: Links, limit: int) -> Links:
    """The pairs within a limit."""
    kept = costs.seconds <= limit
    sums = np.concatenate([[0], np.cumsum(kept, dtype=np.int64)])
    return Links(sums[costs.offset], costs.other[kept], costs.seconds[kept])
