"""Small random worlds for tests: timetables, street grids, and both together, each from one seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from portee.network.network import Network, write_links, write_modes
from portee.network.store import draft
from portee.network.streets import MODES, Streets
from portee.network.timetable import Timetable
from portee.territory.places import Places
from portee.world import World

__all__ = [
    "DAY",
    "ORIGIN",
    "STEP_E7",
    "TODAY",
    "grid_streets",
    "places_at",
    "random_places",
    "random_streets",
    "random_timetable",
    "random_world",
    "store_network",
    "timetable_of",
    "with_turns",
]

DAY = 20_000
"""First day of every test calendar, days since 1970-01-01 (2024-10-04)."""

TODAY = date(1970, 1, 1) + timedelta(days=DAY + 1)
"""A date in the middle of it."""

ORIGIN = 5.0, 43.0
STEP_E7 = 12_000


def timetable_of(
    stops: int,
    patterns: Sequence[tuple[Sequence[int], Sequence[Sequence[tuple[int, int]]]]],
    *,
    lon: Sequence[float] | None = None,
    lat: Sequence[float] | None = None,
    pickup: dict[tuple[int, int], bool] | None = None,
    dropoff: dict[tuple[int, int], bool] | None = None,
    blocks: dict[tuple[int, int], int] | None = None,
    frequencies: Sequence[tuple[int, int, int, int, int]] = (),
    transfers: Sequence[tuple[int, int, int, int]] = (),
    active: Any = None,
    services: dict[tuple[int, int], int] | None = None,
    timezone: str = "Europe/Paris",
) -> Timetable:
    """A timetable from patterns [(stops, [[(arrival, departure), …], …])]; trips are numbered in the order given."""
    pickup, dropoff, blocks, services = pickup or {}, dropoff or {}, blocks or {}, services or {}
    position: list[tuple[int, bool, bool]] = []
    pattern_offset, trip_offset, event_offset = [0], [0], [0]
    arrival: list[int] = []
    departure: list[int] = []
    block: list[int] = []
    service: list[int] = []
    for p, (served, trips) in enumerate(patterns):
        for q, stop in enumerate(served):
            position.append((stop, pickup.get((p, q), True), dropoff.get((p, q), True)))
        pattern_offset.append(len(position))
        order = [t for _, t in sorted((calls[0][1], t) for t, calls in enumerate(trips))]
        for t in order:
            arrival += [a for a, _ in trips[t]]
            departure += [d for _, d in trips[t]]
            event_offset.append(len(arrival))
            block.append(blocks.get((p, t), -1))
            service.append(services.get((p, t), 0))
        trip_offset.append(len(block))
    empty = np.zeros(0, np.int32)
    count = len(block)
    table = np.array(transfers, np.int32).reshape(-1, 4)
    runs = np.array(frequencies, np.int32).reshape(-1, 5)
    return Timetable(
        stop_id=[f"s{i}" for i in range(stops)],
        stop_name=[f"Stop {i}" for i in range(stops)],
        stop_lon=np.array(lon if lon is not None else np.zeros(stops), np.float64),
        stop_lat=np.array(lat if lat is not None else np.zeros(stops), np.float64),
        stop_station=np.full(stops, -1, np.int32),
        stop_wheelchair=np.ones(stops, np.int8),
        route_id=[f"r{i}" for i in range(len(patterns))],
        route_short_name=[str(i) for i in range(len(patterns))],
        route_long_name=[""] * len(patterns),
        route_agency=[""] * len(patterns),
        route_color=[""] * len(patterns),
        route_type=np.full(len(patterns), 3, np.int16),
        service_id=[f"v{i}" for i in range(max(service, default=0) + 1)],
        service_first_day=DAY,
        service_active=np.ones((max(service, default=0) + 1, 7), np.bool_)
        if active is None
        else np.array(active, np.bool_),
        pattern_offset=np.array(pattern_offset, np.int32),
        pattern_stop=np.array([s for s, _, _ in position], np.int32),
        pattern_pickup=np.array([b for _, b, _ in position], np.bool_),
        pattern_dropoff=np.array([a for _, _, a in position], np.bool_),
        pattern_route=np.arange(len(patterns), dtype=np.int32),
        pattern_trip_offset=np.array(trip_offset, np.int32),
        pattern_shape=np.full(len(patterns), -1, np.int32),
        trip_id=[f"t{i}" for i in range(count)],
        trip_headsign=[""] * count,
        trip_service=np.array(service, np.int32),
        trip_block=np.array(block, np.int32),
        trip_wheelchair=np.ones(count, np.int8),
        trip_bikes=np.ones(count, np.int8),
        trip_event_offset=np.array(event_offset, np.int64),
        event_arrival=np.array(arrival, np.int32),
        event_departure=np.array(departure, np.int32),
        frequency_trip=runs[:, 0].copy(),
        frequency_start=runs[:, 1].copy(),
        frequency_end=runs[:, 2].copy(),
        frequency_headway=runs[:, 3].copy(),
        frequency_exact=runs[:, 4].astype(np.int8),
        transfer_from=table[:, 0].copy(),
        transfer_to=table[:, 1].copy(),
        transfer_type=table[:, 2].astype(np.int8),
        transfer_min_time=table[:, 3].copy(),
        transfer_from_trip=np.full(len(table), -1, np.int32),
        transfer_to_trip=np.full(len(table), -1, np.int32),
        transfer_from_route=np.full(len(table), -1, np.int32),
        transfer_to_route=np.full(len(table), -1, np.int32),
        pathway_from=empty,
        pathway_to=empty,
        pathway_seconds=empty,
        shape_offset=np.zeros(1, np.int64),
        shape_lon=np.zeros(0),
        shape_lat=np.zeros(0),
        timezone=timezone,
    )


def random_timetable(
    rng: np.random.Generator, stops: int, *, start: int = 0, span: int = 5400, **options: Any
) -> Timetable:
    """Up to six patterns of up to five stops with up to six trips each, some overtaking, some in blocks."""
    patterns = []
    blocks: dict[tuple[int, int], int] = {}
    pickup: dict[tuple[int, int], bool] = {}
    dropoff: dict[tuple[int, int], bool] = {}
    for p in range(int(rng.integers(1, 7))):
        length = int(rng.integers(2, 6))
        served = rng.integers(0, stops, length).tolist()
        trips = []
        for t in range(int(rng.integers(1, 7))):
            time = start + int(rng.integers(0, span))
            calls = []
            for _ in range(length):
                wait = int(rng.integers(0, 3)) * 30
                calls.append((time, time + wait))
                time += wait + int(rng.integers(1, 15)) * 30
            trips.append(calls)
            if rng.random() < 0.4:
                blocks[p, t] = int(rng.integers(0, 3))
        for q in range(length):
            pickup[p, q], dropoff[p, q] = bool(rng.random() > 0.1), bool(rng.random() > 0.1)
        patterns.append((served, trips))
    return timetable_of(stops, patterns, pickup=pickup, dropoff=dropoff, blocks=blocks, **options)


def grid_streets(columns: int, rows: int, *, cost: Any = None, rng: np.random.Generator | None = None) -> Streets:
    """A grid of streets about 100 m apart; with `rng`, some edges are missing, bent, one-way or slow."""
    lon0, lat0 = int(ORIGIN[0] * 1e7), int(ORIGIN[1] * 1e7)
    node_lon = np.array([lon0 + c * STEP_E7 for r in range(rows) for c in range(columns)], np.int32)
    node_lat = np.array([lat0 + r * STEP_E7 for r in range(rows) for c in range(columns)], np.int32)
    ends = [(r * columns + c, r * columns + c + 1) for r in range(rows) for c in range(columns - 1)]
    ends += [(r * columns + c, (r + 1) * columns + c) for r in range(rows - 1) for c in range(columns)]
    if rng is not None:
        ends = [pair if rng.random() < 0.5 else pair[::-1] for pair in ends if rng.random() > 0.15] or ends[:1]
    return random_streets(node_lon, node_lat, ends, rng)


def random_streets(
    node_lon: Any, node_lat: Any, ends: Sequence[tuple[int, int]], rng: np.random.Generator | None = None
) -> Streets:
    """Streets between given nodes; with `rng`, edges bend and some cost more or are forbidden one way."""
    shape_lon: list[int] = []
    shape_lat: list[int] = []
    offset = [0]
    length = []
    for a, b in ends:
        lon, lat = [int(node_lon[a])], [int(node_lat[a])]
        if rng is not None and rng.random() < 0.5:
            lon.append(int((node_lon[a] + node_lon[b]) // 2 + rng.integers(-4000, 4000)))
            lat.append(int((node_lat[a] + node_lat[b]) // 2 + rng.integers(-4000, 4000)))
        lon.append(int(node_lon[b]))
        lat.append(int(node_lat[b]))
        shape_lon += lon
        shape_lat += lat
        offset.append(len(shape_lon))
        metres = sum(
            float(np.hypot((lon[i + 1] - lon[i]) * 0.00815, (lat[i + 1] - lat[i]) * 0.0111))
            for i in range(len(lon) - 1)
        )
        length.append(max(1, round(metres * 1000)))
    base = np.array(length, np.int32)
    forward = {mode: base.copy() for mode in MODES}
    backward = {mode: base.copy() for mode in MODES}
    if rng is not None:
        for mode in MODES:
            forward[mode] = np.where(rng.random(len(base)) < 0.1, -1, base * rng.integers(1, 3, len(base))).astype(
                np.int32
            )
            backward[mode] = np.where(rng.random(len(base)) < 0.1, -1, base * rng.integers(1, 3, len(base))).astype(
                np.int32
            )
    none = np.zeros(0, np.int32)
    return Streets(
        node_lon_e7=np.asarray(node_lon, np.int32),
        node_lat_e7=np.asarray(node_lat, np.int32),
        node_osm_id=np.arange(len(node_lon), dtype=np.int64),
        edge_from=np.array([a for a, _ in ends], np.int32),
        edge_to=np.array([b for _, b in ends], np.int32),
        edge_length_mm=base,
        edge_osm_way=np.arange(len(base), dtype=np.int64),
        edge_name=np.full(len(base), -1, np.int32),
        edge_flags=np.zeros(len(base), np.uint8),
        geometry_offset=np.array(offset, np.int64),
        geometry_lon_e7=np.array(shape_lon, np.int32),
        geometry_lat_e7=np.array(shape_lat, np.int32),
        names=(),
        cost_forward=forward,
        cost_backward=backward,
        car_turn_from=none,
        car_turn_via=none,
        car_turn_to=none,
    )


def with_turns(streets: Streets, rng: np.random.Generator, count: int) -> Streets:
    """The same streets with some turns forbidden to cars."""
    turns = [
        (come, via, go)
        for come in range(streets.edge_count)
        for via in {int(streets.edge_from[come]), int(streets.edge_to[come])}
        for go in range(streets.edge_count)
        if via in (streets.edge_from[go], streets.edge_to[go])
    ]
    some = rng.permutation(len(turns))[:count]
    table = np.array([turns[k] for k in some], np.int32).reshape(-1, 3)
    return replace(
        streets, car_turn_from=table[:, 0].copy(), car_turn_via=table[:, 1].copy(), car_turn_to=table[:, 2].copy()
    )


def places_at(lon: Sequence[float], lat: Sequence[float], prefix: str = "p") -> Places:
    """Points with ids p0, p1, …"""
    ids = np.array([f"{prefix}{i}" for i in range(len(lon))], object)
    return Places(ids, np.array(lon, np.float64), np.array(lat, np.float64))


def random_places(rng: np.random.Generator, count: int, columns: int, rows: int, prefix: str = "p") -> Places:
    """Points somewhere around a grid of streets; some in the same place."""
    lon = ORIGIN[0] + rng.uniform(-0.3, columns - 0.7, count) * STEP_E7 / 1e7
    lat = ORIGIN[1] + rng.uniform(-0.3, rows - 0.7, count) * STEP_E7 / 1e7
    if count > 1 and rng.random() < 0.3:
        lon[-1], lat[-1] = lon[0], lat[0]
    return places_at(lon.tolist(), lat.tolist(), prefix)


def random_world(seed: int, *, columns: int = 4, rows: int = 3, blocks: bool = True, start: int = 28_800) -> World:
    """A few streets and stops with trips that start within 90 minutes of 08:00; some changes have rules."""
    rng = np.random.default_rng(seed)
    stops = int(rng.integers(3, 8))
    at = random_places(rng, stops, columns, rows)
    rules = [
        (int(a), int(b), int(rng.choice([2, 3])), int(rng.integers(0, 400)))
        for a, b in rng.integers(0, stops, (int(rng.integers(0, 4)), 2))
    ]
    timetable = random_timetable(
        rng, stops, start=start, lon=at.lon.tolist(), lat=at.lat.tolist(), transfers=sorted(rules)
    )
    trips = timetable.trip_count
    timetable = replace(
        timetable,
        stop_wheelchair=rng.choice([0, 1, 1, 2], stops).astype(np.int8),
        trip_wheelchair=rng.choice([0, 1, 1, 2], trips).astype(np.int8),
        trip_bikes=rng.choice([0, 1, 1, 2], trips).astype(np.int8),
        trip_block=timetable.trip_block if blocks else np.full(trips, -1, np.int32),
    )
    streets = with_turns(grid_streets(columns, rows, rng=rng), rng, int(rng.integers(0, 6)))
    return World(Network.of(streets, timetable, transfer_m=int(rng.choice([150, 400]))))


def store_network(
    folder: Path, streets: Streets, timetable: Timetable | None, keys: tuple[str, str] = ("one", "one")
) -> None:
    """Write a network as a build does; keys: of the streets, of the timetable."""
    with draft(folder) as work:
        if not work.reuse("streets", f"streets {keys[0]}"):
            work.write("streets", f"streets {keys[0]}", streets)
        modes = write_modes(work, streets, f"modes {keys[0]}")
        if timetable is not None:
            if not work.reuse("timetable", f"timetable {keys[1]}"):
                work.write("timetable", f"timetable {keys[1]}", timetable)
            write_links(work, streets, timetable, modes, f"links {keys}", 1000)
        work.facts.update(provenance=[], notes=["made for a test"], key=" ".join(keys))
