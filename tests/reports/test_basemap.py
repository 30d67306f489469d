from __future__ import annotations

import numpy as np
import shapely

from portee.network.streets import MODES, NOT_PERMITTED, Streets
from portee.reports.basemap import METRES_PER_DEGREE, TOLERANCE_M, base_from_streets, street_classes

# name, car speed in km/h (None: closed to cars), open to walkers
EDGES = (("motorway", 90, False), ("major", 50, True), ("street", 30, True), ("path", None, True), ("", None, False))
METRE_E7 = 1e7 / 111_195.0


def streets() -> Streets:
    """A straight road to the east of ten edges of 100 m with a point in the middle, two of each class."""
    n = 2 * len(EDGES)
    ends = np.round(np.arange(n + 1) * 100 * METRE_E7).astype(np.int32)
    shape = np.round(np.arange(2 * n + 1) * 50 * METRE_E7).astype(np.int32)
    points = np.concatenate([shape[2 * i : 2 * i + 3] for i in range(n)])
    car = [NOT_PERMITTED if speed is None else round(100_000 * 3.6 / speed) for _, speed, _ in EDGES for _ in range(2)]
    walk = [100_000 if open_to_walkers else NOT_PERMITTED for *_, open_to_walkers in EDGES for _ in range(2)]
    closed = np.full(n, NOT_PERMITTED, dtype=np.int32)
    forward = dict.fromkeys(MODES, closed) | {"walk": np.array(walk, dtype=np.int32)}
    forward["car"] = np.array(car, dtype=np.int32)
    backward = dict.fromkeys(MODES, closed)
    # One edge is open against the direction of its way only; it counts as well.
    turned = np.arange(n) == 4
    backward["car"] = np.where(turned, forward["car"], NOT_PERMITTED).astype(np.int32)
    forward["car"] = np.where(turned, NOT_PERMITTED, forward["car"]).astype(np.int32)
    none = np.zeros(0, dtype=np.int32)
    return Streets(
        node_lon_e7=ends,
        node_lat_e7=np.zeros(n + 1, dtype=np.int32),
        node_osm_id=np.arange(n + 1, dtype=np.int64),
        edge_from=np.arange(n, dtype=np.int32),
        edge_to=np.arange(1, n + 1, dtype=np.int32),
        edge_length_mm=np.full(n, 100_000, dtype=np.int32),
        edge_osm_way=np.arange(n, dtype=np.int64),
        edge_name=np.full(n, -1, dtype=np.int32),
        edge_flags=np.zeros(n, dtype=np.uint8),
        geometry_offset=np.arange(0, 3 * n + 1, 3, dtype=np.int64),
        geometry_lon_e7=points.astype(np.int32),
        geometry_lat_e7=np.zeros(3 * n, dtype=np.int32),
        names=(),
        cost_forward=forward,
        cost_backward=backward,
        car_turn_from=none,
        car_turn_via=none,
        car_turn_to=none,
    )


def test_classes_come_from_speed_and_permission() -> None:
    assert street_classes(streets()).tolist() == [name for name, *_ in EDGES for _ in range(2)]


def test_edges_are_joined_and_straightened() -> None:
    base = base_from_streets(streets())
    assert set(base.lines) == {"motorway", "major", "street", "path"}
    for number, name in enumerate(("motorway", "major", "street", "path")):
        (line,) = base.lines[name]
        assert len(line) == 2
        east = sorted(line[:, 0])
        np.testing.assert_allclose(
            east, [number * 200 * METRE_E7 / 1e7, (number + 1) * 200 * METRE_E7 / 1e7], atol=2e-7
        )


def test_bounds_leave_out_the_rest() -> None:
    base = base_from_streets(streets(), bounds=(-0.001, -0.001, 0.0001, 0.001))
    assert set(base.lines) == {"motorway"}


def test_too_many_points_leave_out_paths_first() -> None:
    assert set(base_from_streets(streets(), most_points=6).lines) == {"motorway", "major", "street"}
    assert base_from_streets(streets(), most_points=0).lines == {}


def test_lines_are_those_of_each_edge_merged_and_simplified_on_its_own() -> None:
    """The slow way: every class merged, simplified to its tolerance, one line after the other."""
    road = streets()
    classes = street_classes(road)
    scale = np.array([METRES_PER_DEGREE, METRES_PER_DEGREE])
    degrees = np.stack([road.geometry_lon_e7, road.geometry_lat_e7], axis=1) / 1e7
    for most, times in ((1000, 1.0), (7, 4.0)):
        base = base_from_streets(road, most_points=most)
        for name, lines in base.lines.items():
            edges = np.flatnonzero(classes == name)
            parts = [shapely.LineString(degrees[3 * e : 3 * e + 3] * scale) for e in edges]
            merged = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(parts)))
            slow = [
                shapely.get_coordinates(shapely.simplify(line, times * TOLERANCE_M[name], preserve_topology=False))
                for line in merged
            ]
            assert len(slow) == len(lines)
            for found, own in zip(lines, slow, strict=True):
                np.testing.assert_array_equal(found, own / scale)


def test_rail_and_water_are_kept() -> None:
    rail = np.array([shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]])], dtype=object)
    water = np.array([shapely.box(0, 0, 1, 1)], dtype=object)
    base = base_from_streets(streets(), rail=rail, shore=rail, water=water)
    assert len(base.lines["rail"]) == len(base.lines["shore"]) == 2
    assert len(base.water) == 1
