from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.network.streets import NOT_PERMITTED, Streets
from portee.sources.osm import read_streets
from portee.sources.osm.effort import cycling_effort, walking_effort
from portee.sources.osm.slopes import bridge_heights
from tests.sources.osm.files import STEP, OsmFile, edge_of_way, write_raster

CELLS = 80  # cells of a quarter step over twenty steps; grid column 0 is at cell 8


def ramp(tmp_path: Path, slope: float) -> Path:
    """Ground that climbs eastwards at a constant slope."""
    metres_per_cell = STEP / 4 * 81_095.6  # a degree of longitude at 43.3° N, near enough for a test
    heights = np.tile(np.arange(CELLS) * metres_per_cell * slope + 100, (CELLS, 1)).astype(np.float32)
    return write_raster(tmp_path / "dem.tif", heights)


def hill(tmp_path: Path) -> Path:
    """A ridge that runs north at grid column 3, 30 m high, falling to 0 two steps away."""
    columns = (np.arange(CELLS) + 0.5 - 8) / 4
    heights = np.maximum(0, 30 - 15 * np.abs(columns - 3))
    return write_raster(tmp_path / "dem.tif", np.tile(heights, (CELLS, 1)).astype(np.float32))


def eastwards(tmp_path: Path, dem: Path | None, **tags: str) -> Streets:
    """Way 1 over the ridge from column 1 to column 5, beside a street that keeps the file walkable."""
    content = OsmFile({i: (float(i), 0.0) for i in range(1, 6)} | {8: (1, 3), 9: (1, 4)})
    content.way(1, [1, 2, 3, 4, 5], **(tags or {"highway": "residential"})).way(2, [8, 9], highway="residential")
    return read_streets(content.write(tmp_path / "area.osm.pbf"), elevation=dem)[0]


def effort(streets: Streets, mode: str) -> tuple[float, float]:
    edge = edge_of_way(streets, 1)
    length = float(streets.edge_length_mm[edge])
    return streets.cost_forward[mode][edge] / length, streets.cost_backward[mode][edge] / length


def test_constant_slope_by_mode_and_direction(tmp_path: Path) -> None:
    streets = eastwards(tmp_path, ramp(tmp_path, 0.05))
    assert streets.elevation
    up, down = np.array([0.05]), np.array([-0.05])
    assert effort(streets, "walk") == pytest.approx((walking_effort(up)[0], walking_effort(down)[0]), rel=0.01)
    for mode in ("bicycle", "e_scooter"):
        expected = cycling_effort(mode, up)[0], cycling_effort(mode, down)[0]
        assert effort(streets, mode) == pytest.approx(expected, rel=0.02)
    assert effort(streets, "wheelchair") == pytest.approx((1, 1), abs=0.02)


def test_cars_and_lengths_do_not_feel_slopes(tmp_path: Path) -> None:
    flat, steep = eastwards(tmp_path, None), eastwards(tmp_path, ramp(tmp_path, 0.1))
    assert np.array_equal(flat.edge_length_mm, steep.edge_length_mm)
    assert np.array_equal(flat.cost_forward["car"], steep.cost_forward["car"])
    assert not flat.elevation


def test_flat_ground_changes_nothing(tmp_path: Path) -> None:
    without, flat = eastwards(tmp_path, None), eastwards(tmp_path, ramp(tmp_path, 0))
    for mode in without.cost_forward:
        assert np.array_equal(without.cost_forward[mode], flat.cost_forward[mode])


def test_a_ridge_is_felt_although_both_ends_are_level(tmp_path: Path) -> None:
    streets = eastwards(tmp_path, hill(tmp_path))
    assert effort(streets, "walk")[0] > 1.1
    assert effort(streets, "walk")[0] == pytest.approx(effort(streets, "walk")[1], rel=0.01)


@pytest.mark.parametrize("tags", [{"tunnel": "yes"}, {"bridge": "viaduct"}])
def test_bridges_and_tunnels_run_straight(tmp_path: Path, tags: dict[str, str]) -> None:
    streets = eastwards(tmp_path, hill(tmp_path), highway="residential", **tags)
    assert effort(streets, "walk") == pytest.approx((1, 1), abs=0.002)


def test_a_tunnel_in_three_pieces_runs_straight(tmp_path: Path) -> None:
    content = OsmFile({i: (float(i), 0.0) for i in range(1, 6)} | {6: (6, 0)})
    content.way(1, [1, 2, 3], highway="residential", tunnel="yes").way(2, [3, 4], highway="residential", tunnel="yes")
    content.way(3, [4, 5], highway="residential", tunnel="yes").way(4, [5, 6], highway="residential")
    content.nodes[7] = (0, 0)
    content.way(5, [7, 1], highway="residential")
    streets, _ = read_streets(content.write(tmp_path / "area.osm.pbf"), elevation=hill(tmp_path))
    for way in (1, 2, 3):
        edge = edge_of_way(streets, way)
        assert streets.cost_forward["walk"][edge] == pytest.approx(streets.edge_length_mm[edge], rel=0.002)


def test_wheelchairs_are_stopped_by_steep_slopes_unless_vouched_for(tmp_path: Path) -> None:
    dem = ramp(tmp_path, 0.1)
    streets = eastwards(tmp_path, dem)
    edge = edge_of_way(streets, 1)
    assert streets.cost_forward["wheelchair"][edge] == streets.cost_backward["wheelchair"][edge] == NOT_PERMITTED
    assert streets.cost_forward["walk"][edge] != NOT_PERMITTED
    vouched = eastwards(tmp_path, dem, highway="residential", wheelchair="yes")
    assert effort(vouched, "wheelchair") == pytest.approx((2, 2))


def test_a_pushed_bicycle_climbs_like_a_walker(tmp_path: Path) -> None:
    flat, steep = (eastwards(tmp_path, dem, highway="footway") for dem in (None, ramp(tmp_path, 0.1)))
    ratio = effort(steep, "bicycle")[0] / effort(flat, "bicycle")[0]
    assert ratio == pytest.approx(effort(steep, "walk")[0], rel=1e-4)


def test_ferries_stay_level(tmp_path: Path) -> None:
    streets = eastwards(tmp_path, hill(tmp_path), route="ferry", duration="00:10")
    edge = edge_of_way(streets, 1)
    assert streets.cost_forward["walk"][edge] == pytest.approx(600_000, abs=1)


def test_unknown_heights_are_taken_as_flat_and_told(tmp_path: Path) -> None:
    heights = np.full((CELLS, CELLS), -1, dtype=np.float32)
    heights[:, :16] = 50
    dem = write_raster(tmp_path / "dem.tif", heights, nodata=-1)
    content = OsmFile({1: (0, 0), 2: (1, 0), 3: (6, 0)})
    content.way(1, [1, 2], highway="residential").way(2, [2, 3], highway="residential")
    streets, provenance = read_streets(content.write(tmp_path / "area.osm.pbf"), elevation=dem)
    for way in (1, 2):
        edge = edge_of_way(streets, way)
        assert streets.cost_forward["walk"][edge] == streets.edge_length_mm[edge]
    digest = hashlib.sha256(dem.read_bytes()).hexdigest()
    note = f"slopes from dem.tif, sha256 {digest}; 1 edges run where it tells no height and are taken as flat there"
    assert provenance.notes == (note,)


@given(st.lists(st.floats(0.5, 50), min_size=1, max_size=6), st.floats(-50, 50), st.floats(-50, 50))
def test_a_chain_of_bridge_pieces_is_one_straight_line(lengths: list[float], begin: float, end: float) -> None:
    """Bridge pieces in a row between two streets on the ground; terrain under the bridge is far off."""
    n = len(lengths) + 3
    edge_from, edge_to = np.arange(n - 1), np.arange(1, n)
    length = np.array([10.0, *lengths, 10.0]) * 1000
    structure = np.array([False, *[True] * len(lengths), False])
    ground = np.full(n, -999.0)
    ground[[0, 1, -2, -1]] = [begin, begin, end, end]
    heights = bridge_heights(edge_from, edge_to, length, structure, ground)
    along = np.concatenate([[0], np.cumsum(length[1:-1])])
    expected = begin + (end - begin) * along / along[-1]
    assert heights[1:-1] == pytest.approx(expected, abs=1e-6)


def test_a_bridge_that_never_touches_the_ground_keeps_the_terrain() -> None:
    ground = np.array([1.0, 5.0, 9.0])
    heights = bridge_heights(
        np.array([0, 1]), np.array([1, 2]), np.array([1e4, 1e4]), np.array([True, True]), ground.copy()
    )
    assert heights.tolist() == ground.tolist()
