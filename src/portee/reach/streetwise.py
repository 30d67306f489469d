"""Travel along streets alone, in whole seconds: between places, and between places and stops."""

from __future__ import annotations

import os

import numpy as np
import numpy.typing as npt

from portee.core.threads import each
from portee.kernels.egress import Links
from portee.kernels.joining import join_rows
from portee.kernels.shortest import UNREACHED, workspace
from portee.kernels.tables import Points, point_space, reach_table, transposed
from portee.network.network import ModeStreets, Network
from portee.network.snapping import Snapped, attach, snap
from portee.reach.options import Travel
from portee.territory.places import Places

__all__ = [
    "VIA_STATIONS",
    "DirectSearch",
    "Stations",
    "attached_places",
    "cost_limit",
    "join_legs",
    "least",
    "place_links",
    "street_costs",
    "street_links",
    "timed",
    "turned",
]

CHUNK = 256

VIA_STATIONS = {"park_and_ride": "car", "docked_bicycle": "bicycle", "docked_e_scooter": "e_scooter"}
"""Ways of reaching stops that go by a station, and the street mode ridden to or from it."""


def attached_places(network: Network, places: Places, mode: str) -> Snapped:
    """Where places enter the streets of a mode."""
    return snap(network.streets, network.modes[mode].grid, places.lon, places.lat)


def _seconds(cost: npt.NDArray[np.int32], units: float) -> npt.NDArray[np.int32]:
    return np.ceil(cost / units).astype(np.int32)


def street_costs(
    part: ModeStreets, sources: Snapped, targets: Snapped, limit: int, *, towards: bool, threads: int = 1
) -> Links:
    """Costs between sources and targets within a limit, in the mode's cost units (as `seconds` of the links).

    Rows by source; towards: travel goes from the targets to the sources.
    """
    count, other = len(sources.edge), len(targets.edge)
    if count > 2 * other and other:
        other_way = street_costs(part, targets, sources, limit, towards=not towards, threads=threads)
        return turned(other_way, count)
    graph = part.graph.searching(towards)
    starts, ends = attach(part.graph, sources, towards=towards), attach(part.graph, targets, towards=towards)

    def chunk(lo: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        space, marks = workspace(part.graph.node_count), point_space(other)
        return reach_table(graph, starts, lo, min(lo + size, count), ends, limit, space, marks)  # type: ignore[no-any-return]

    size = max(CHUNK, -(-count // 64))
    tables = each(chunk, range(0, count, size), threads)
    lengths = np.concatenate([np.zeros(1, np.int64), *(np.diff(offset) for offset, _, _ in tables)])
    other_index = np.concatenate([np.zeros(0, np.int32), *(target for _, target, _ in tables)])
    cost = np.concatenate([np.zeros(0, np.int32), *(price for _, _, price in tables)])
    return Links(np.cumsum(lengths), other_index, cost)


def cost_limit(seconds: int, units: float) -> int:
    """Cost that is covered within a time."""
    return int(min(seconds * units, int(UNREACHED) - 1))


def timed(costs: Links, units: float) -> Links:
    """Costs as seconds, rounded up."""
    return costs._replace(seconds=_seconds(costs.seconds, units))


def street_links(
    part: ModeStreets,
    sources: Snapped,
    targets: Snapped,
    seconds: int,
    units: float,
    *,
    towards: bool,
    threads: int = 1,
) -> Links:
    """Seconds between sources and targets within a limit, rows by source.

    towards: travel goes from the targets to the sources.
    """
    return timed(
        street_costs(part, sources, targets, cost_limit(seconds, units), towards=towards, threads=threads), units
    )


class DirectSearch:
    """Dense rows of seconds along streets from chunks of sources to all targets.

    Args:
        part: streets of a mode. sources, targets: where they attach, or points attached for the same direction.
        seconds: longest time. units: cost units per second. towards: travel goes from the targets to the sources.
    """

    def __init__(
        self,
        part: ModeStreets,
        sources: Snapped | Points,
        targets: Snapped | Points,
        seconds: int,
        units: float,
        *,
        towards: bool,
    ) -> None:
        self._graph = part.graph.searching(towards)
        self._starts, self._ends = (
            ends if isinstance(ends, Points) else attach(part.graph, ends, towards=towards)
            for ends in (sources, targets)
        )
        self._targets = len(targets.edge)
        self._nodes = part.graph.node_count
        self._limit, self._units = int(min(seconds * units, int(UNREACHED) - 1)), units

    def scratch(self) -> tuple[object, object]:
        return workspace(self._nodes), point_space(self._targets)

    def rows(self, lo: int, hi: int, scratch: tuple[object, object]) -> npt.NDArray[np.int32]:
        """int32 (hi - lo, targets) seconds, UNREACHED beyond the limit."""
        offset, target, cost = reach_table(self._graph, self._starts, lo, hi, self._ends, self._limit, *scratch)
        dense = np.full((hi - lo, self._targets), UNREACHED, np.int32)
        dense[np.repeat(np.arange(hi - lo), np.diff(offset)), target] = _seconds(cost, self._units)
        return dense


class Stations:
    """Places where a ride of one's own begins or ends: car parks, docks of shared bicycles."""

    def __init__(
        self, network: Network, places: Places, modes: tuple[str, ...] = ("car", "walk", "wheelchair")
    ) -> None:
        self.places = places
        self.by_mode = {mode: attached_places(network, places, mode) for mode in modes}

    def __getitem__(self, mode: str) -> Snapped:
        return self.by_mode[mode]


def join_legs(first: Links, second: Links, between: int, most: int, columns: int) -> Links:
    """Least seconds by one leg and then another: rows of `first`, `columns` columns of `second`, `between` added."""
    offset, column, seconds, _ = join_rows(*first, *second, between, most, columns)
    return Links(offset, column, seconds)


def turned(links: Links, columns: int) -> Links:
    """The same pairs by their other end."""
    return Links(*transposed(links.offset, links.other, links.seconds, columns))


def place_links(
    network: Network,
    places: Places,
    travel: Travel,
    mode: str,
    *,
    leaving: bool,
    stations: Stations | None,
    threads: int,
) -> Links:
    """Seconds between places and stops by a street mode, rows by place; leaving: from the places to the stops."""
    threads = threads or os.cpu_count() or 1

    def links(street_mode: str, sources: Snapped, targets: Snapped, leaving: bool = leaving) -> Links:
        return street_links(
            network.modes[street_mode], sources, targets, travel.limit_s(street_mode),
            travel.units_per_second(street_mode), towards=not leaving, threads=threads,
        )  # fmt: skip

    if mode not in VIA_STATIONS:
        street_mode = travel.foot if mode == "walk" else mode
        return links(street_mode, attached_places(network, places, street_mode), network.stops[street_mode])
    assert stations is not None
    foot, stops = travel.foot, len(network.stops[travel.foot].edge)
    if mode == "park_and_ride":
        drive = links("car", attached_places(network, places, "car"), stations["car"])
        walk = links(foot, stations[foot], network.stops[foot])
        return join_legs(drive, walk, round(travel.parking_min * 60), travel.longest_s, stops)
    ride_mode = VIA_STATIONS[mode]
    to_dock = links(foot, attached_places(network, places, foot), stations[foot])
    ride = links(ride_mode, stations[ride_mode], stations[ride_mode])
    from_dock = links(foot, stations[foot], network.stops[foot])
    docking = round(travel.docking_min * 60)
    ridden = join_legs(to_dock, ride, docking, travel.longest_s, len(stations.places))
    by_dock = join_legs(ridden, from_dock, docking, travel.longest_s, stops)
    # Whoever is nearer to the stop than to a dock walks.
    on_foot = links(foot, attached_places(network, places, foot), network.stops[foot])
    return least(on_foot, by_dock, stops)


def least(a: Links, b: Links, columns: int) -> Links:
    """The lesser of two tables of links, pair by pair; a pair may be missing in one of them."""
    rows = len(a.offset) - 1
    row = np.concatenate([np.repeat(np.arange(rows), np.diff(part.offset)) for part in (a, b)])
    other, seconds = np.concatenate([a.other, b.other]), np.concatenate([a.seconds, b.seconds])
    key = row.astype(np.int64) * columns + other
    order = np.lexsort((seconds, key))
    kept = order[np.concatenate([[True], np.diff(key[order]) != 0])] if len(order) else order
    offset = np.concatenate([[0], np.cumsum(np.bincount(row[kept], minlength=rows))]).astype(np.int64)
    return Links(offset, other[kept].astype(np.int32), seconds[kept].astype(np.int32))
