"""One place that nobody prepared, to many that are: a prepared search of which the origin alone is exchanged.

What a search depends on is the destinations and their links to the stops, the hours cut from the timetable, the
footpaths. None of it changes with the origin, whose own links take a few milliseconds.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from portee.core.errors import OutsideNetworkError
from portee.kernels.egress import Links
from portee.kernels.shortest import UNREACHED, workspace
from portee.kernels.tables import point_space, reach_table
from portee.network.snapping import attach
from portee.reach.kinds import Along, ByTransit
from portee.reach.links import LinkStore
from portee.reach.opening import only_stops
from portee.reach.options import Travel, Window
from portee.reach.street_commute import StreetCommuteSearch
from portee.reach.street_legs import along_limits
from portee.reach.streetwise import VIA_STATIONS, DirectSearch, attached_places, cost_limit, place_links, timed
from portee.reach.transit import TransitSearch, transit_search
from portee.territory.places import Places

__all__ = ["FromOrigin", "OriginTimes", "prepare_street", "prepare_transit"]

Int32 = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OriginTimes:
    """Ways between one place and n others. seconds: int32 (n,), UNREACHED beyond the limit; km: float64 (n,), ridden or
    walked along streets alone; 0 by public transport, infinite where there is no way.
    """

    seconds: Int32
    km: Floats


class FromOrigin(Protocol):
    """A search that takes any place."""

    def times(self, origin: Places) -> OriginTimes:
        """Ways between the one place and the targets. Raises OutsideNetworkError when no street is near it."""
        ...


class _Transit(FromOrigin):
    def __init__(
        self, store: LinkStore, way: ByTransit, search: TransitSearch, direct: tuple[Places, str], percentile: float
    ) -> None:
        self._store, self._way, self._search = store, way, search
        self._targets, self._mode = direct
        self._ends = store.points(self._targets, self._mode, towards=search.flipped)
        self._percentile = np.array([percentile])
        self._spare: deque[Any] = deque()
        travel, leaving = way.travel, not search.flipped
        leg = travel.access_mode if leaving else travel.egress_mode
        self._to_stops = None if leg in VIA_STATIONS else _ToStops(store, travel, leg, leaving=leaving)

    def times(self, origin: Places) -> OriginTimes:
        search, travel, network = self._search, self._way.travel, self._store.network
        leaving = not search.flipped
        at = attached_places(network, origin, self._mode)
        _require_street(at.attached)
        links = (
            self._to_stops.links(origin)
            if self._to_stops is not None
            else place_links(
                network, origin, travel, travel.access_mode if leaving else travel.egress_mode, leaving=leaving,
                stations=self._way.stations, threads=1,
            )
        )  # fmt: skip
        opened = self._way.opened
        if opened is not None:
            links = only_stops(links, opened.first if leaving else opened.last)
        if not leaving:
            # As in `search_of_links`: the first vehicle of the mirror is the last one left, which needs no slack.
            links = Links(links.offset, links.other, links.seconds - search.rules.slack)
        part = network.modes[self._mode]
        direct = DirectSearch(
            part, attach(part.graph, at, towards=not leaving), self._ends, travel.limit_s(self._mode),
            travel.units_per_second(self._mode), towards=not leaving,
        )  # fmt: skip
        one = replace(search, access=links, direct=direct)
        try:
            scratch = self._spare.pop()
        except IndexError:
            scratch = one.scratch()
        seconds = one.percentiles(0, 1, self._percentile, scratch)[0, 0]
        self._spare.append(scratch)
        return OriginTimes(seconds, np.where(seconds == UNREACHED, np.inf, 0.0))


class _ToStops:
    """Links between one place and the stops by a street mode, the stops attached to the streets once."""

    def __init__(self, store: LinkStore, travel: Travel, leg: str, *, leaving: bool) -> None:
        network = store.network
        self._network, self._mode, self._towards = network, travel.foot if leg == "walk" else leg, not leaving
        self._part = network.modes[self._mode].graph
        stops = network.stops[self._mode]
        self._stops = len(stops.edge)
        self._ends = store.once(
            ("stops as points", self._mode, self._towards),
            lambda: attach(self._part, stops, towards=self._towards),
        )  # fmt: skip
        self._units = travel.units_per_second(self._mode)
        self._limit = cost_limit(travel.limit_s(self._mode), self._units)

    def links(self, origin: Places) -> Links:
        starts = attach(self._part, attached_places(self._network, origin, self._mode), towards=self._towards)
        space, marks = workspace(self._part.node_count), point_space(self._stops)
        graph = self._part.searching(self._towards)
        offset, stop, cost = reach_table(graph, starts, 0, 1, self._ends, self._limit, space, marks)
        return timed(Links(offset, stop, cost), self._units)


class _Street(FromOrigin):
    def __init__(
        self, store: LinkStore, search: StreetCommuteSearch, way: Along, limits: tuple[int, int], *, towards: bool
    ) -> None:
        self._store, self._search, self._way, self._towards = store, search, way, towards
        self._limit_s, self._extra_s = limits

    def times(self, origin: Places) -> OriginTimes:
        at = attached_places(self._store.network, origin, self._way.mode)
        _require_street(at.attached)
        all_seconds, all_km = self._search.starting_at(at, towards=self._towards).leg(0, 1, towards=self._towards)
        seconds, km = all_seconds[0], all_km[0]
        if self._way.most_kmh is not None:
            # As `along_legs` has it: no faster than that on average, what is added apart.
            slow = np.full(len(km), np.inf)
            reached = seconds != UNREACHED
            slow[reached] = np.ceil(km[reached] / self._way.most_kmh * 3600) + self._extra_s
            held = np.maximum(seconds, slow)
            seconds = np.where(held <= self._limit_s, held, UNREACHED).astype(np.int32)
        return OriginTimes(seconds, km)


def _require_street(attached: npt.NDArray[np.bool_]) -> None:
    if not attached.all():
        raise OutsideNetworkError("The place is too far from any street.", mend="Give another place.")


_preparing = threading.Lock()
"""Stores of links are not to be filled by several threads at once."""


def prepare_transit(
    store: LinkStore, targets: Places, way: ByTransit, window: Window, *, percentile: float = 50.0
) -> FromOrigin:
    """By public transport: from the origin in a window of departures, to the origin in one of arrivals.

    Args:
        store: links of the network of the way. targets: the many places. way, window: as searched.
        percentile: of travel time over the minutes of the window.

    Raises:
        ParameterError, NoServiceError: as `transit_search`.
    """
    with _preparing:
        # In place of the origin, until it is known.
        seed = store.subset(targets, np.array([0]))
        ends = (targets, seed) if window.arrive else (seed, targets)
        search = transit_search(
            store.network, *ends, way.travel, window, stations=way.stations, opened=way.opened, store=store
        )
        mode = "bicycle" if way.travel.bicycle_on_board else way.travel.foot
        return _Transit(store, way, search, (targets, mode), percentile)


def prepare_street(
    store: LinkStore, targets: Places, way: Along, longest_min: float, *, towards: bool = False
) -> FromOrigin:
    """Along streets alone: from the origin, or towards it.

    Args:
        store: links of the network of the way. targets: the many places. way: as searched; its area and hours are not
            looked at.
        longest_min: longest minutes, what is added to each way included.
    """
    with _preparing:
        limit_s, extra_s = along_limits(way, longest_min)
        seed = store.subset(targets, np.array([0]))
        search = StreetCommuteSearch(store, seed, targets, way.mode, limit_s, way.units, extra_s)
        return _Street(store, search, way, (limit_s, extra_s), towards=towards)
