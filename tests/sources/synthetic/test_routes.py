from __future__ import annotations

import itertools
import math
from collections import defaultdict

import numpy as np
import pyogrio.raw
import pyproj
import shapely
from scipy.spatial import cKDTree

from portee.sources.synthetic import SyntheticTerritory
from tests.sources.synthetic.conftest import Feed


def metres(a: dict[str, str], b: dict[str, str]) -> float:
    east = (float(a["stop_lon"]) - float(b["stop_lon"])) * 111_320 * math.cos(math.radians(float(a["stop_lat"])))
    return math.hypot(east, (float(a["stop_lat"]) - float(b["stop_lat"])) * 111_132)


def test_bus_stops_are_250_to_500_m_apart(town_feed: Feed) -> None:
    along: dict[str, list[float]] = defaultdict(list)
    for row in town_feed["stop_times.txt"]:
        if row["trip_id"].startswith("B"):
            along[row["trip_id"]].append(float(row["shape_dist_traveled"]))
    gaps = [b - a for marks in along.values() for a, b in itertools.pairwise(marks)]
    usual = sum(200 <= gap <= 560 for gap in gaps)
    assert usual > 0.85 * len(gaps)


def test_stations_hold_their_platforms(town_feed: Feed) -> None:
    by_id = {row["stop_id"]: row for row in town_feed["stops.txt"]}
    children = [row for row in town_feed["stops.txt"] if row["parent_station"]]
    assert children
    for row in children:
        station = by_id[row["parent_station"]]
        assert station["location_type"] == "1"
        assert metres(row, station) < 60
    platforms = {row["parent_station"] for row in children if row["location_type"] == "0"}
    assert platforms == {row["stop_id"] for row in town_feed["stops.txt"] if row["location_type"] == "1"}


def test_each_direction_has_its_own_poles(town_feed: Feed) -> None:
    direction = {row["trip_id"]: (row["route_id"], row["direction_id"]) for row in town_feed["trips.txt"]}
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in town_feed["stop_times.txt"]:
        used[direction[row["trip_id"]]].add(row["stop_id"])
    for (route, side), stops in used.items():
        assert not stops & used[route, "1" if side == "0" else "0"], route


def test_most_residents_live_near_a_stop(town: SyntheticTerritory, town_feed: Feed) -> None:
    meta, _fids, wkb, values = pyogrio.raw.read(town.cells, columns=["ind"])
    middles = shapely.centroid(shapely.from_wkb(wkb))
    east, north = pyproj.Transformer.from_crs(4326, meta["crs"], always_xy=True).transform(
        [float(row["stop_lon"]) for row in town_feed["stops.txt"]],
        [float(row["stop_lat"]) for row in town_feed["stops.txt"]],
    )
    gaps, _index = cKDTree(np.column_stack([east, north])).query(shapely.get_coordinates(middles))
    people = values[0]
    assert 0.8 < people[gaps < 500].sum() / people.sum() < 1.0
