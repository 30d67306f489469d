"""Which origins a change of the network can matter to: those that can come to something that changed at all.

Whoever cannot come to any changed stop or street within the longest time, at any minute that matters, by what there was
before, has the same journeys after the change: the first changed thing of any journey is come to by unchanged ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.core.errors import NoServiceError
from portee.kernels.egress import Links
from portee.kernels.shortest import UNREACHED, workspace
from portee.kernels.tables import Points, point_space, reach_table
from portee.network.modegraph import ModeGraph
from portee.network.network import Network
from portee.network.snapping import Snapped, attach
from portee.network.timetable import Timetable
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.reach.streetwise import DirectSearch, attached_places, cost_limit, timed
from portee.reach.transit import LAST_LANE_VALUE, search_of_links
from portee.territory.places import Places

__all__ = ["Changed", "affected_origins", "changed_stops", "what_changed"]

Bool = npt.NDArray[np.bool_]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]

MARGIN_MIN = 1.25
"""Minutes added to the longest time: one comes to a place at any second, which is looked at every minute, and lengths
are rounded."""

MOST_LEAD_S = 3600
"""What nobody boards takes no time to ride; a number that is never the least one where there are others."""


@dataclass(frozen=True, eq=False)
class Changed:
    """What differs between two networks for those on foot.

    Attributes:
        stops: rows of the timetable before. new: where stops that are new enter the streets.
        edges: streets with another cost, of the network after. nodes: their ends.
        lead_s: least seconds from leaving a changed stop to the next one, 0 where streets changed.
    """

    stops: Int64
    lead_s: int
    new: Snapped
    edges: Int64
    nodes: Int32

    def __bool__(self) -> bool:
        return bool(len(self.stops) or len(self.new.edge) or len(self.edges))


def what_changed(before: Network, after: Network, mode: str) -> Changed:
    """Stops where a trip can be boarded otherwise, or that are new, and streets of a mode with another cost."""
    old, now = before.timetable, after.timetable
    new = Snapped(np.zeros(0, np.int32), np.zeros(0), np.zeros(0, np.int32))
    if old is not None and now is not None and now.stop_count > old.stop_count:
        there, known = after.stops[mode], old.stop_count
        new = Snapped(there.edge[known:], there.along[known:], there.aside_mm[known:])
    edges, streets = _changed_edges(before, after, mode), after.streets
    nodes = np.unique(np.concatenate([streets.edge_from[edges], streets.edge_to[edges]])).astype(np.int32)
    stops, lead_s = _boarded_otherwise(old, now)
    return Changed(stops, 0 if len(edges) else lead_s, new, edges, nodes)


def changed_stops(before: Timetable | None, after: Timetable | None) -> Int64:
    """Stops of the timetable before where one boards a trip that runs otherwise after, or did before; rows, rising."""
    return _boarded_otherwise(before, after)[0]


def _boarded_otherwise(before: Timetable | None, after: Timetable | None) -> tuple[Int64, int]:
    """`changed_stops`, and the least seconds that one rides to the next stop from any of them, or from a new one."""
    if before is after or before is None or after is None:
        return np.zeros(0, np.int64), 0
    if any(len(timetable.transfer_type) for timetable in (before, after)) and not _same_transfers(before, after):
        return np.arange(before.stop_count), 0
    contents = _contents(before, after)
    differ = set(contents[0]) ^ set(contents[1])
    stops, lead = set[int](), []
    for timetable, one in zip((before, after), contents, strict=True):
        changed = np.array([content in differ for content in one], np.bool_)
        for pattern in np.flatnonzero(changed).tolist():
            boarded, least = _first_legs(timetable, pattern)
            stops.update(boarded)
            lead.append(least)
        # Who stays seated from or into a changed trip may ride on otherwise, though that trip's own calls are the same.
        beside = _of_blocks(timetable, changed)
        stops |= beside
        lead += [0] * bool(beside)
    # A stop that is new is come to through streets near it.
    return np.array(sorted(stop for stop in stops if stop < before.stop_count), np.int64), min(lead, default=0)


def _first_legs(timetable: Timetable, pattern: int) -> tuple[list[int], int]:
    """Stops where a pattern is boarded, and the least seconds to the next stop from any of them."""
    a, b = timetable.pattern_offset[pattern : pattern + 2].tolist()
    first, last = timetable.pattern_trip_offset[pattern : pattern + 2].tolist()
    lo, hi = timetable.trip_event_offset[[first, last]].tolist()
    arrival, departure = (
        events[lo:hi].reshape(-1, b - a) for events in (timetable.event_arrival, timetable.event_departure)
    )
    boards = timetable.pattern_pickup[a : b - 1]
    legs = (arrival[:, 1:] - departure[:, :-1])[:, boards]
    return timetable.pattern_stop[a : b - 1][boards].tolist(), max(0, int(legs.min(initial=MOST_LEAD_S)))


def _same_transfers(before: Timetable, after: Timetable) -> bool:
    names = ("from", "to", "type", "min_time", "from_route", "to_route")
    return all(
        np.array_equal(getattr(before, f"transfer_{name}"), getattr(after, f"transfer_{name}")) for name in names
    )  # fmt: skip


def _of_blocks(timetable: Timetable, changed: Bool) -> set[int]:
    """Stops of every trip that a vehicle runs in a block with a trip of a changed pattern: bool (p,)."""
    if not (timetable.trip_block >= 0).any():
        return set()
    pattern_of_trip = np.repeat(np.arange(timetable.pattern_count), np.diff(timetable.pattern_trip_offset))
    blocks = np.unique(timetable.trip_block[changed[pattern_of_trip] & (timetable.trip_block >= 0)])
    patterns = np.unique(pattern_of_trip[np.isin(timetable.trip_block, blocks) & (timetable.trip_block >= 0)])
    found: set[int] = set()
    for pattern in patterns.tolist():
        a, b = (int(v) for v in timetable.pattern_offset[pattern : pattern + 2])
        found.update(int(stop) for stop in timetable.pattern_stop[a:b])
    return found


def _contents(before: Timetable, after: Timetable) -> tuple[list[bytes], list[bytes]]:
    """All that happens on each pattern of both timetables."""
    days = [timetable.service_active for timetable in (before, after)]
    if days[0].shape[1] == days[1].shape[1] and before.service_first_day == after.service_first_day:
        _, kinds = np.unique(np.concatenate(days), axis=0, return_inverse=True)
        kinds = kinds.reshape(-1).astype(np.int32)
        return _told(before, kinds[: len(days[0])]), _told(after, kinds[len(days[0]) :])
    return _told(before, np.arange(len(days[0]))), _told(after, -1 - np.arange(len(days[1])))


def _told(timetable: Timetable, kind_of_service: npt.NDArray[np.integer]) -> list[bytes]:
    found = []
    drawn = timetable.frequency_exact == 0
    for pattern in range(timetable.pattern_count):
        a, b = timetable.pattern_offset[pattern : pattern + 2].tolist()
        first, last = timetable.pattern_trip_offset[pattern : pattern + 2].tolist()
        lo, hi = timetable.trip_event_offset[[first, last]].tolist()
        parts = [
            timetable.pattern_stop[a:b], timetable.pattern_pickup[a:b], timetable.pattern_dropoff[a:b],
            timetable.event_arrival[lo:hi], timetable.event_departure[lo:hi],
            kind_of_service[timetable.trip_service[first:last]], timetable.trip_wheelchair[first:last],
        ]  # fmt: skip
        if len(drawn):
            rows = np.flatnonzero((timetable.frequency_trip >= first) & (timetable.frequency_trip < last))
            # The place of a frequency decides what is drawn for it.
            parts += [timetable.frequency_trip[rows] - first, np.where(drawn[rows], rows, -1)]
            parts += [getattr(timetable, f"frequency_{name}")[rows] for name in ("start", "end", "headway", "exact")]
        found.append(b"|".join(part.tobytes() for part in parts))
    return found


def _changed_edges(before: Network, after: Network, mode: str) -> npt.NDArray[np.int64]:
    known = before.streets.edge_count
    differ = np.ones(after.streets.edge_count, np.bool_)
    tables = (
        (before.streets.cost_forward, after.streets.cost_forward),
        (before.streets.cost_backward, after.streets.cost_backward),
    )
    differ[:known] = np.any([now[mode][:known] != was[mode] for was, now in tables], axis=0)
    return np.flatnonzero(differ)


def affected_origins(
    store: LinkStore, after: Network, origins: Places, travel: Travel, window: Window, changed: Changed,
    longest_min: float,
) -> Bool:  # fmt: skip
    """Origins that can come to something that changed within the longest time, in a window of departures: bool (n,).

    Args:
        store: links of the network before. after: the network after.
        origins: where journeys begin. travel: by public transport and on foot. window: of departures.
        changed: for those on foot. longest_min: minutes beyond which nothing is counted.
    """
    if not changed:
        return np.zeros(len(origins), np.bool_)
    mode = travel.foot
    found = _standing_there(store, after, origins, mode, changed)
    # One must be at a stop some time before what is boarded there, and then ride at least to the next one.
    before_s = 0 if len(changed.edges) else travel.boarding_slack_s + changed.lead_s
    longest = min(longest_min + MARGIN_MIN, 240.0) - before_s / 60
    if longest <= 0:
        return found
    # Something may be come to on a walk between stops, which has a limit of its own.
    changing_min = travel.max_transfer_m * 60 / (travel.walk_speed_kmh * 1000)
    walk_min = max(travel.limit_s(mode) / 60, changing_min)
    # What is boarded there is a ride too.
    rides = travel.max_rides - (0 if len(changed.edges) else 1)
    wider = replace(travel, max_time_min=longest, max_walk_min=walk_min, max_rides=max(rides, 1))
    part, units, limit_s = store.network.modes[mode], wider.units_per_second(mode), wider.limit_s(mode)
    there = _anything_of(store.network, changed, mode)
    direct = DirectSearch(part, there, store.points(origins, mode, towards=True), limit_s, units, towards=True)
    found |= direct.rows(0, 1, direct.scratch())[0] != UNREACHED
    if not rides:
        return found
    coming = _from_stops(store.network, there, changed, mode, cost_limit(limit_s, units), units)
    going = store.stops(origins, travel, "walk", leaving=True)
    # One is there at any minute from the first departure to the longest time after the last one.
    minutes = window.minutes + int(np.ceil(longest))
    most = max(1, (LAST_LANE_VALUE - 2 * wider.longest_s - 4000) // 60)
    for begin in range(0, minutes, most):
        second = window.start_s + begin * 60
        day = window.day + timedelta(days=second // DAY_S)
        lanes = Window(day, second % DAY_S, min(most, minutes - begin), arrive=True)
        try:
            search = search_of_links(store, wider, lanes, going, coming, direct)
        except NoServiceError:  # past midnight there may be no day of service any more: one walks
            continue
        found |= (search.samples(0, search.scratch()) != UNREACHED).any(axis=(1, 2))
    return found


def _standing_there(store: LinkStore, after: Network, places: Places, mode: str, changed: Changed) -> Bool:
    """Places on a street that changed, or with a changed stop: they need not pass its ends. bool (n,)."""
    before = store.network
    marked = _marked(after.streets.edge_count, before, mode, changed)
    entered = [store.attached(places, mode).edge]
    if after.modes[mode].grid is not before.modes[mode].grid:
        entered.append(attached_places(after, places, mode).edge)
    found: Bool = np.any([(edge >= 0) & marked[edge] for edge in entered], axis=0)
    return found


def _marked(count: int, before: Network, mode: str, changed: Changed) -> Bool:
    """Streets that changed, or where a changed or a new stop stands: bool (count,)."""
    marked = np.zeros(count, np.bool_)
    stops = before.stops[mode].edge[changed.stops] if len(changed.stops) else np.zeros(0, np.int32)
    for edges in (changed.edges, stops, changed.new.edge):
        marked[edges[edges >= 0]] = True
    return marked


def _anything_of(network: Network, changed: Changed, mode: str) -> Points:
    """All that changed as one point, to search towards: a changed stop, a new one, or an end of a changed street."""
    graph = network.modes[mode].graph
    nodes, costs = [changed.nodes], [np.zeros(len(changed.nodes), np.int32)]
    some = [changed.new]
    if len(changed.stops):
        stops, rows = network.stops[mode], changed.stops
        some.append(Snapped(stops.edge[rows], stops.along[rows], stops.aside_mm[rows]))
    for snapped in some:
        # A new street has no place on the graph before; its ends have.
        known = snapped.edge < len(graph.forward)
        points = attach(
            graph, Snapped(np.where(known, snapped.edge, -1), snapped.along, snapped.aside_mm), towards=True
        )
        nodes.append(points.leave_node)
        costs.append(points.leave_cost)
    node, cost = np.concatenate(nodes).astype(np.int32), np.concatenate(costs).astype(np.int32)
    nowhere = attach(graph, Snapped(np.full(1, -1, np.int32), np.zeros(1), np.zeros(1, np.int32)), towards=True)
    return nowhere._replace(leave_offset=np.array([0, len(node)], np.int32), leave_node=node, leave_cost=cost)


def _from_stops(network: Network, there: Points, changed: Changed, mode: str, limit: int, units: float) -> Links:
    """Least seconds from stops to anything that changed, as one row of links; at a changed stop one is there."""
    graph: ModeGraph = network.modes[mode].graph
    stops = network.stops[mode]
    count = len(stops.edge)
    ends = attach(graph, stops, towards=True)
    walked = reach_table(graph.back, there, 0, 1, ends, limit, workspace(graph.node_count), point_space(count))
    found = timed(Links(*walked), units)
    least = np.full(count, UNREACHED, np.int32)
    least[found.other] = found.seconds
    # On one street with something that changed one need not pass its ends.
    marked = _marked(max(len(graph.forward), int(changed.edges.max(initial=0)) + 1), network, mode, changed)
    least[(stops.edge >= 0) & marked[stops.edge]] = 0
    least[changed.stops] = 0
    near = np.flatnonzero(least != UNREACHED)
    return Links(np.array([0, len(near)], np.int64), near.astype(np.int32), least[near])
