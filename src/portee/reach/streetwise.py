"""Travel along streets alone, in whole seconds: between places, and between places and stops."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from portee.kernels.egress import Links
from portee.kernels.shortest import UNREACHED, workspace
from portee.kernels.tables import point_space, reach_table, transposed
from portee.network.network import ModeStreets, Network
from portee.network.snapping import Snapped, attach, snap
from portee.reach.options import Travel
from portee.territory.places import Places

__all__ = ["DirectSearch", "Stations", "attached_places", "join_legs", "place_links", "street_links"]

CHUNK = 256


def attached_places(network: Network, places: Places, mode: str) -> Snapped:
    """Where places enter the streets of a mode."""
    return snap(network.streets, network.modes[mode].grid, places.lon, places.lat)


def _seconds(cost: npt.NDArray[np.int32], units: float) -> npt.NDArray[np.int32]:
    return np.ceil(cost / units).astype(np.int32)


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
    limit = int(min(seconds * units, int(UNREACHED) - 1))
    count, other = len(sources.edge), len(targets.edge)
    if count > 2 * other and other:
        turned = street_links(part, targets, sources, seconds, units, towards=not towards, threads=threads)
        return Links(*transposed(turned.offset, turned.other, turned.seconds, count))
    graph = part.graph.searching(towards)
    starts, ends = attach(part.graph, sources, towards=towards), attach(part.graph, targets, towards=towards)

    def chunk(lo: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        space, marks = workspace(part.graph.node_count), point_space(other)
        return reach_table(graph, starts, lo, min(lo + size, count), ends, limit, space, marks)  # type: ignore[no-any-return]

    size = max(CHUNK, -(-count // 64))
    with ThreadPoolExecutor(max(1, threads)) as pool:
        tables = list(pool.map(chunk, range(0, count, size)))
    lengths = np.concatenate([np.zeros(1, np.int64), *(np.diff(offset) for offset, _, _ in tables)])
    other_index = np.concatenate([np.zeros(0, np.int32), *(target for _, target, _ in tables)])
    cost = np.concatenate([np.zeros(0, np.int32), *(price for _, _, price in tables)])
    return Links(np.cumsum(lengths), other_index, _seconds(cost, units))


class DirectSearch:
    """Dense rows of seconds along streets from chunks of sources to all targets."""

    def __init__(
        self, part: ModeStreets, sources: Snapped, targets: Snapped, seconds: int, units: float, *, towards: bool
    ) -> None:
        self._graph = part.graph.searching(towards)
        self._starts = attach(part.graph, sources, towards=towards)
        self._ends = attach(part.graph, targets, towards=towards)
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
    """Car parks where a drive ends and a walk to the stops begins."""

    def __init__(self, network: Network, parks: Places) -> None:
        self.by_car = attached_places(network, parks, "car")
        self.on_foot = {foot: attached_places(network, parks, foot) for foot in ("walk", "wheelchair")}


def join_legs(first: Links, second: Links, between: int, most: int) -> Links:
    """Least seconds by one leg and then another: rows of `first`, columns of `second`, `between` seconds added."""
    offset, columns, seconds = [0], [], []
    for row in range(len(first.offset) - 1):
        best: dict[int, int] = {}
        for k in range(first.offset[row], first.offset[row + 1]):
            middle, spent = int(first.other[k]), int(first.seconds[k]) + between
            for j in range(second.offset[middle], second.offset[middle + 1]):
                total = spent + int(second.seconds[j])
                column = int(second.other[j])
                if total <= most and total < best.get(column, most + 1):
                    best[column] = total
        columns += sorted(best)
        seconds += [best[c] for c in sorted(best)]
        offset.append(len(columns))
    return Links(np.array(offset, np.int64), np.array(columns, np.int32), np.array(seconds, np.int32))


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

    if mode != "park_and_ride":
        street_mode = travel.foot if mode == "walk" else mode
        return links(street_mode, attached_places(network, places, street_mode), network.stops[street_mode])
    assert stations is not None
    foot = travel.foot
    drive = links("car", attached_places(network, places, "car"), stations.by_car)
    walk = links(foot, stations.on_foot[foot], network.stops[foot])
    return join_legs(drive, walk, round(travel.parking_min * 60), travel.longest_s)


Rows = Callable[[int, int], npt.NDArray[np.int32]]
