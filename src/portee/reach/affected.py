"""Which origins a change of the network can matter to: those that can come to a changed place at all.

Whoever cannot come to any changed stop or street within the longest time, at any minute that matters, by what there was
before, has the same journeys after the change: the first changed thing of any journey is come to by unchanged ones.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.network.network import Network
from portee.network.timetable import Timetable
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.reach.streetwise import attached_places
from portee.reach.transit import LAST_LANE_VALUE, transit_search
from portee.territory.places import Places

__all__ = ["affected_origins", "changed_points", "changed_stops", "standing_on_changed"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

MOST_POINTS = 5_000
"""Changed places beyond which all origins are searched again: looking would take as long."""

MARGIN_MIN = 3
"""Minutes added to the longest time, for the way between a street and what stands beside it."""


def changed_stops(before: Timetable | None, after: Timetable | None) -> npt.NDArray[np.int64]:
    """Stops of the timetable before that a trip serves otherwise after, or at other times; rows, rising."""
    if before is after or before is None or after is None:
        return np.zeros(0, np.int64)
    calls = [_calls(timetable) for timetable in (before, after)]
    differ = calls[0].symmetric_difference(calls[1])
    stops = {stop for pattern in differ for stop in pattern[0]}
    if any(len(timetable.transfer_type) for timetable in (before, after)) and not _same_transfers(before, after):
        return np.arange(before.stop_count)
    # Who stays seated from or into a changed trip may ride on otherwise, though that trip's own calls are the same.
    for timetable in (before, after):
        stops |= _of_blocks(timetable, {pattern[1] for pattern in differ})
    known = before.stop_count
    # A stop that is new is come to through streets near it.
    return np.array(sorted(stop for stop in stops if stop < known), np.int64)


def _same_transfers(before: Timetable, after: Timetable) -> bool:
    names = ("from", "to", "type", "min_time", "from_route", "to_route")
    return all(
        np.array_equal(getattr(before, f"transfer_{name}"), getattr(after, f"transfer_{name}")) for name in names
    )  # fmt: skip


def _of_blocks(timetable: Timetable, contents: set[bytes]) -> set[int]:
    """Stops of every trip that a vehicle runs in a block with a trip of patterns of some contents."""
    if not (timetable.trip_block >= 0).any():
        return set()
    changed = np.array([content in contents for _, content in _contents(timetable)], np.bool_)
    pattern_of_trip = np.repeat(np.arange(timetable.pattern_count), np.diff(timetable.pattern_trip_offset))
    blocks = np.unique(timetable.trip_block[changed[pattern_of_trip] & (timetable.trip_block >= 0)])
    patterns = np.unique(pattern_of_trip[np.isin(timetable.trip_block, blocks) & (timetable.trip_block >= 0)])
    found: set[int] = set()
    for pattern in patterns.tolist():
        a, b = (int(v) for v in timetable.pattern_offset[pattern : pattern + 2])
        found.update(int(stop) for stop in timetable.pattern_stop[a:b])
    return found


def _calls(timetable: Timetable) -> set[tuple[tuple[int, ...], bytes]]:
    """Every pattern with all that happens on it, by content."""
    return set(_contents(timetable))


def _contents(timetable: Timetable) -> list[tuple[tuple[int, ...], bytes]]:
    """The stops of each pattern, and all that happens on it."""
    found = []
    active = timetable.service_active
    for pattern in range(timetable.pattern_count):
        a, b = (int(v) for v in timetable.pattern_offset[pattern : pattern + 2])
        first, last = (int(v) for v in timetable.pattern_trip_offset[pattern : pattern + 2])
        lo, hi = int(timetable.trip_event_offset[first]), int(timetable.trip_event_offset[last])
        rows = (timetable.frequency_trip >= first) & (timetable.frequency_trip < last)
        parts = (
            timetable.pattern_pickup[a:b], timetable.pattern_dropoff[a:b], timetable.event_arrival[lo:hi],
            timetable.event_departure[lo:hi], active[timetable.trip_service[first:last]],
            timetable.frequency_trip[rows] - first, timetable.frequency_start[rows], timetable.frequency_end[rows],
            timetable.frequency_headway[rows],
        )  # fmt: skip
        stops = tuple(int(stop) for stop in timetable.pattern_stop[a:b])
        found.append((stops, b"|".join(np.ascontiguousarray(part).tobytes() for part in parts)))
    return found


def changed_points(before: Network, after: Network, mode: str) -> tuple[Floats, Floats] | None:
    """Longitude and latitude of all that changed; None for too many, or for ends of streets beside a one-way one.

    A point at a junction may stand on a street that is one-way for the mode, and then one that comes to the junction
    by another street does not come to the point.

    Stops, both ends of the streets of a mode, and the stops that stand on such a street: who gets off there may be on
    it without having come by its ends.
    """
    lon: list[Floats] = []
    lat: list[Floats] = []
    timetable = before.timetable
    stops = changed_stops(timetable, after.timetable)
    if timetable is not None and len(stops):
        lon.append(np.asarray(timetable.stop_lon)[stops])
        lat.append(np.asarray(timetable.stop_lat)[stops])
    if after.timetable is not None and timetable is not None and after.timetable.stop_count > timetable.stop_count:
        lon.append(np.asarray(after.timetable.stop_lon)[timetable.stop_count :])
        lat.append(np.asarray(after.timetable.stop_lat)[timetable.stop_count :])
    streets, changed = after.streets, _changed_edges(before, after, mode)
    nodes = np.unique(np.concatenate([streets.edge_from[changed], streets.edge_to[changed]]))
    was = before.streets
    one_way = (was.cost_forward[mode] < 0) != (was.cost_backward[mode] < 0)
    if np.isin(nodes, np.concatenate([was.edge_from[one_way], was.edge_to[one_way]])).any():
        return None
    lon.append(streets.node_lon_e7[nodes] / 1e7)
    lat.append(streets.node_lat_e7[nodes] / 1e7)
    for network in (before, after):
        if network.timetable is not None:
            on = np.isin(network.stops[mode].edge, changed)
            lon.append(np.asarray(network.timetable.stop_lon)[on])
            lat.append(np.asarray(network.timetable.stop_lat)[on])
    points = np.concatenate(lon), np.concatenate(lat)
    return None if len(points[0]) > MOST_POINTS else points


def standing_on_changed(before: Network, after: Network, places: Places, mode: str) -> Bool:
    """Places that enter the streets of a mode by one that changed, and so need not pass its ends: bool (n,)."""
    changed = _changed_edges(before, after, mode)
    entered = [attached_places(network, places, mode).edge for network in (before, after)]
    here: Bool = np.isin(entered[0], changed) | np.isin(entered[1], changed)
    return here


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
    store: LinkStore, origins: Places, travel: Travel, window: Window, points: tuple[Floats, Floats],
    longest_min: float,
) -> Bool:  # fmt: skip
    """Origins that can come to one of some points within the longest time, in a window of departures: bool (n,).

    Those that stand on a changed street are not looked for here: see `standing_on_changed`.

    Args:
        store: links of the network before.
        origins: where journeys begin. travel: by public transport. window: of departures.
        points: longitude and latitude of what changed. longest_min: minutes beyond which nothing is counted.
    """
    found = np.zeros(len(origins), np.bool_)
    if not len(points[0]):
        return found
    longest = min(longest_min + MARGIN_MIN, 240.0)
    # A point may be passed on a walk between stops, which has a limit of its own.
    changing_min = travel.max_transfer_m * 60 / (travel.walk_speed_kmh * 1000)
    walk_min = None if travel.max_walk_min is None else max(travel.max_walk_min, changing_min)
    wider = replace(travel, max_time_min=longest, max_walk_min=walk_min)
    places = Places(np.array([str(k) for k in range(len(points[0]))], object), *points)
    # One is there at any minute from the first departure to the longest time after the last one.
    minutes = window.minutes + int(np.ceil(longest))
    most = max(1, (LAST_LANE_VALUE - 2 * wider.longest_s - 4000) // 60)
    for begin in range(0, minutes, most):
        second = window.start_s + begin * 60
        day = window.day + timedelta(days=second // DAY_S)
        part = Window(day, second % DAY_S, min(most, minutes - begin), arrive=True)
        search = transit_search(store.network, origins, places, wider, part, store=store)
        found |= search.from_any(search.scratch())
    return found
