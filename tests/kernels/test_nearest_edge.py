"""The nearest edge by grid against a look at every segment."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from portee.kernels.nearest_edge import metres_per_e7, nearest_edges
from portee.network.snapping import segment_grid
from tests import naive
from tests.worlds import ORIGIN, STEP_E7, grid_streets


@given(st.integers(0, 2**32 - 1), st.sampled_from([40.0, 300.0, 1600.0]), st.booleans())
def test_the_nearest_usable_segment_is_found(seed: int, radius: float, some_closed: bool) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(5, 4, rng=rng)
    usable = rng.random(streets.edge_count) < (0.5 if some_closed else 1.1)
    if not usable.any():
        usable[0] = True
    grid = segment_grid(streets, usable)
    count = 8
    spread = float(rng.choice([1.0, 4.0]))
    lon = (ORIGIN[0] * 1e7 + rng.uniform(-2 * spread, 4 + 2 * spread, count) * STEP_E7).astype(np.int64)
    lat = (ORIGIN[1] * 1e7 + rng.uniform(-2 * spread, 3 + 2 * spread, count) * STEP_E7).astype(np.int64)
    lon[0], lat[0] = streets.geometry_lon_e7[0], streets.geometry_lat_e7[0]
    edge, segment = np.full(count, -7, np.int32), np.full(count, -7, np.int32)
    within, distance = np.zeros(count), np.zeros(count)
    shape = streets.geometry_lon_e7, streets.geometry_lat_e7
    nearest_edges(lon, lat, *shape, grid, radius, edge, segment, within, distance)
    numbers = [s for s in range(len(grid.segment_edge)) if grid.segment_edge[s] >= 0 and usable[grid.segment_edge[s]]]
    for i in range(count):
        mx, my = metres_per_e7(lat[i])
        ends = [
            tuple((int(shape[k % 2][s + k // 2]) - int((lon, lat)[k % 2][i])) * (mx, my)[k % 2] for k in range(4))
            for s in numbers
        ]
        far, number, share = naive.nearest_edge(0.0, 0.0, ends)
        if far > radius:
            assert edge[i] == segment[i] == -1
        else:
            assert (distance[i], segment[i], within[i]) == (far, numbers[number], share)
            assert edge[i] == grid.segment_edge[numbers[number]]


@pytest.mark.parametrize("lat", [-60.0, 0.0, 43.3, 69.9])
def test_metres_per_degree_are_those_of_the_ellipsoid(lat: float) -> None:
    mx, my = metres_per_e7(round(lat * 1e7))
    geod = Geod(ellps="WGS84")
    east = geod.inv(5.0, lat, 5.001, lat)[2]
    north = geod.inv(5.0, lat - 0.0005, 5.0, lat + 0.0005)[2]
    assert math.isclose(mx * 10_000, east, rel_tol=1e-6)
    assert math.isclose(my * 10_000, north, rel_tol=1e-6)


@pytest.mark.parametrize(("lon", "lat"), [(43.0, 5.0), (-170.0, -43.0), (5.0, 90.0), (180.0, -90.0)])
def test_points_on_the_other_side_of_the_earth_are_near_nothing(lon: float, lat: float) -> None:
    streets = grid_streets(3, 3)
    grid = segment_grid(streets, np.ones(streets.edge_count, np.bool_))
    edge, segment = np.zeros(1, np.int32), np.zeros(1, np.int32)
    place = np.array([round(lon * 1e7)], np.int64), np.array([round(lat * 1e7)], np.int64)
    shape = streets.geometry_lon_e7, streets.geometry_lat_e7
    nearest_edges(*place, *shape, grid, 1600.0, edge, segment, np.zeros(1), np.zeros(1))
    assert edge[0] == segment[0] == -1
