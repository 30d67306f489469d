"""Hazard zones from polygons, rasters and waterways, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pyproj
import pytest
import rasterio
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon, box

from portee.core.errors import ParameterError, SourceError
from portee.network.closing import edges_entering
from portee.network.network import Network
from portee.offers.areas import shape_of
from portee.scenarios.kinds.hazard import Hazard, Zone
from portee.scenarios.scenario import apply_scenario
from portee.scenarios.shipped import shipped_scenario
from portee.sources.hazards import flood_replay, read_depth_raster, read_hazards, waterway_buffers
from portee.world import World
from tests.worlds import ORIGIN, STEP_E7, grid_streets

SQUARE = box(5.0, 43.0, 5.01, 43.01)
BOW = Polygon([(5, 43), (5.01, 43.01), (5.01, 43), (5, 43.01)])


def _geojson(folder: Path, *rows: tuple[Any, dict[str, Any]]) -> Path:
    path = folder / "flood.geojson"
    features = [
        {"type": "Feature", "geometry": json.loads(shapely.to_geojson(shape)), "properties": columns}
        for shape, columns in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def _raster(folder: Path, depth: Any, *, crs: str | None = "EPSG:2154", nodata: float | None = -9999) -> Path:
    path = folder / "depth.tif"
    values = np.asarray(depth, np.float32)
    # Cells of 10 m whose north-west corner lies in Marseille.
    place = rasterio.Affine(10, 0, 893_000, 0, -10, 6_247_000)
    with rasterio.open(
        path, "w", driver="GTiff", width=values.shape[1], height=values.shape[0], count=1, dtype="float32", crs=crs,
        transform=place, nodata=nodata,
    ) as file:  # fmt: skip
        file.write(values, 1)
    return path


def _metres2(zone: Zone) -> float:
    shape = geopandas.GeoSeries([shape_of(zone.area)], crs=4326).to_crs(2154)
    return float(shape.area.iloc[0])


def test_rows_of_geojson_are_zones_with_their_hours(tmp_path: Path) -> None:
    path = _geojson(
        tmp_path,
        (SQUARE, {"depth_m": 0.4, "intensity": None, "from": "07:30", "until": "09:00", "smoke": None}),
        (BOW, {"depth_m": None, "intensity": "0,5", "from": None, "until": None, "smoke": "oui"}),
    )
    found = read_hazards(path, licence="etalab-2.0")
    one, other = found.zones
    assert (one.depth_m, one.from_, one.until, one.smoke) == (0.4, 27_000, 32_400, False)
    assert (other.depth_m, other.intensity, other.smoke) == (None, 0.5, True)
    assert len(other.area) == 2
    assert shape_of(one.area).equals(SQUARE)
    assert found.provenance is not None
    assert (found.provenance.source, found.provenance.file) == ("hazard", "flood.geojson")
    assert found.provenance.licence == "etalab-2.0"
    assert Hazard(type="hazard", zones=found.zones).zones == found.zones


def test_a_geopackage_in_another_projection_is_read_in_degrees(tmp_path: Path) -> None:
    path = tmp_path / "flood.gpkg"
    frame = geopandas.GeoDataFrame({"depth_m": [1.2], "velocity_ms": [0.5]}, geometry=[SQUARE], crs=4326)
    frame.to_crs(2154).to_file(path)
    (zone,) = read_hazards(path).zones
    assert (zone.depth_m, zone.velocity_ms) == (1.2, 0.5)
    assert shape_of(zone.area).symmetric_difference(SQUARE).area < 1e-6 * SQUARE.area


@pytest.mark.parametrize(
    ("shape", "columns", "told"),
    [
        (SQUARE, {"hauteur": 1}, "no column 'depth_m' or 'intensity'"),
        (SQUARE, {"depth_m": "deep"}, "Row 1 has 'deep' as its depth_m"),
        (SQUARE, {"depth_m": "nan"}, "Row 1 has 'nan'"),
        (SQUARE, {"depth_m": -1}, "field 'depth_m': Row 1"),
        (SQUARE, {"intensity": 2}, "field 'intensity': Row 1"),
        (SQUARE, {"depth_m": None}, "Row 1: It tells no hazard"),
        (SQUARE, {"depth_m": 1, "from": "25h99"}, "field 'from'"),
        (SQUARE, {"depth_m": 1, "from": "09:00", "until": "08:00"}, "end before they begin"),
        (SQUARE, {"depth_m": 1, "smoke": "perhaps"}, "says 'perhaps' in 'smoke'"),
        (Point(5, 43), {"depth_m": 1}, "Row 1 is not a polygon"),
        (LineString([(5, 43), (5.1, 43)]), {"depth_m": 1}, "Row 1 is not a polygon"),
    ],
)
def test_a_wrong_row_is_told(tmp_path: Path, shape: Any, columns: dict[str, Any], told: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_hazards(_geojson(tmp_path, (shape, columns)))
    assert told in str(caught.value)
    assert "flood.geojson" in str(caught.value)


def test_cells_between_two_levels_make_a_zone_with_their_mean(tmp_path: Path) -> None:
    depth = [[0, 0.05, 0.1, 0.12], [0.2, 0.3, 0.31, 0.5], [0.51, 3.0, -9999, np.nan], [-1, 0, 0, 0]]
    found = read_depth_raster(_raster(tmp_path, depth))
    assert [zone.depth_m for zone in found.zones] == pytest.approx([0.11, 0.25, 0.405, 1.755])
    assert [_metres2(zone) for zone in found.zones] == pytest.approx([200] * 4, rel=1e-3)
    assert found.provenance is not None
    assert found.provenance.rows == {"cells": 8}
    to_degrees = pyproj.Transformer.from_crs(2154, 4326, always_xy=True).transform
    around = [*to_degrees(893_020, 6_246_990), *to_degrees(893_040, 6_247_000)]
    assert shape_of(found.zones[0].area).bounds == pytest.approx(around, abs=1e-5)


def test_a_dry_raster_has_no_zone(tmp_path: Path) -> None:
    assert read_depth_raster(_raster(tmp_path, [[0, 0], [0, -9999]])).zones == ()


@given(st.integers(0, 2**32 - 1))
def test_every_wet_cell_lies_in_one_zone(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    depth = np.random.default_rng(seed).choice([0.0, 0.1, 0.2, 0.4, 2.0], (5, 6))
    zones = read_depth_raster(_raster(tmp_path_factory.mktemp("r"), depth)).zones
    assert [round(zone.depth_m or 0, 6) for zone in zones] == sorted({round(float(d), 6) for d in depth[depth > 0]})
    for zone in zones:
        assert _metres2(zone) == pytest.approx(100 * (np.abs(depth - (zone.depth_m or 0)) < 1e-6).sum(), rel=1e-3)


def test_a_wrong_raster_is_refused(tmp_path: Path) -> None:
    for path, told in (
        (tmp_path / "none.tif", "no such file"),
        (_geojson(tmp_path, (SQUARE, {"depth_m": 1})), "cannot be read as a raster"),
    ):
        with pytest.raises(SourceError) as caught:
            read_depth_raster(path)
        assert told in str(caught.value)
    with pytest.raises(SourceError, match="projection"):
        read_depth_raster(_raster(tmp_path, [[1.0]], crs=None))
    with pytest.raises(SourceError, match="infinite"):
        read_depth_raster(_raster(tmp_path, [[np.inf]]))
    with pytest.raises(SourceError):
        read_depth_raster(_raster(tmp_path, [[9_000.0]]))


@pytest.mark.parametrize("levels", [(), (0.3, 0.3), (0.5, 0.3), (-1,), (float("nan"),)])
def test_wrong_levels_are_refused(tmp_path: Path, levels: tuple[float, ...]) -> None:
    with pytest.raises(ParameterError, match="levels"):
        read_depth_raster(_raster(tmp_path, [[1.0]]), levels_m=levels)


def test_a_buffer_is_as_wide_as_told_and_says_that_it_is_a_proxy() -> None:
    line = LineString([(5.4, 43.3), (5.4, 43.31)])
    found = waterway_buffers([line], 25, depth_m=0.6)
    (zone,) = found.zones
    length = geopandas.GeoSeries([line], crs=4326).to_crs(2154).length.iloc[0]
    assert _metres2(zone) == pytest.approx(50 * length + np.pi * 25**2, rel=0.01)
    assert zone.depth_m == 0.6
    assert found.provenance is None
    assert "proxy" in found.notes[0]
    assert "25 m" in found.notes[0]


def test_canals_and_covered_stretches_are_left_out_and_counted(tmp_path: Path) -> None:
    line = LineString([(5.4, 43.3), (5.4, 43.31)])
    path = _geojson(
        tmp_path,
        (line, {"waterway": "river", "tunnel": None}),
        (line, {"waterway": "canal", "tunnel": None}),
        (line, {"waterway": "stream", "tunnel": "yes"}),
        (SQUARE, {"waterway": "river", "tunnel": None}),
    )
    found = waterway_buffers(path, 25, depth_m=0.6)
    assert found.provenance is not None
    assert found.provenance.rows == {"waterways": 1}
    assert {dropped.why: dropped.count for dropped in found.provenance.dropped} == {
        "of another kind than river, stream": 1, "under ground": 1, "not a line": 1,
    }  # fmt: skip
    covered = waterway_buffers(path, 25, depth_m=0.6, covered=True, kinds=["stream"]).provenance
    assert covered is not None
    assert covered.rows == {"waterways": 1}
    with pytest.raises(SourceError, match="no such waterway"):
        waterway_buffers(path, 25, depth_m=0.6, kinds=["drain"])


@pytest.mark.parametrize(
    ("lines", "metres", "depth"),
    [([], 5, 1), ([SQUARE], 5, 1), ([LineString([(5, 43), (5, 44)])], 0, 1), ([LineString([(5, 43), (5, 44)])], 5, -1)],
)
def test_buffers_of_nothing_are_refused(lines: Any, metres: float, depth: float) -> None:
    with pytest.raises(ParameterError):
        waterway_buffers(lines, metres, depth_m=depth)


@given(st.floats(5, 200), st.floats(5, 200), st.integers(0, 2**32 - 1))
def test_a_wider_buffer_enters_every_street_of_a_narrower_one(one: float, other: float, seed: int) -> None:
    streets = grid_streets(4, 3)
    rng = np.random.default_rng(seed)
    line = LineString([(5 + x, 43 + y) for x, y in rng.uniform(0, 0.004, (4, 2))])
    narrow, wide = (
        edges_entering(streets, shape_of(waterway_buffers([line], metres, depth_m=1).zones[0].area))
        for metres in sorted((one, other))
    )
    assert not (narrow & ~wide).any()


def test_a_shipped_flood_is_built_from_waterways_and_says_so() -> None:
    world = World(Network.of(grid_streets(6, 3)))
    x, y = ORIGIN
    # Across the streets from west to east, half way between the second and the third junction.
    river = LineString([(x + 1.5 * STEP_E7 / 1e7, y - 0.01), (x + 1.5 * STEP_E7 / 1e7, y + 0.01)])
    scenario, layer = flood_replay(shipped_scenario("flood-2024-10-08"), world, [river])
    assert any("proxy" in note and "30 m" in note for note in layer.notes)
    assert (layer.zones[0].from_, layer.zones[0].until, layer.zones[0].depth_m) == (25_200, 36_000, 0.4)
    flooded = apply_scenario(scenario, world).network.streets
    assert int((flooded.cost_forward["car"] < 0).sum()) == 3
    assert (flooded.cost_forward["walk"] > 0).all()


def test_a_replay_of_something_else_is_no_flood() -> None:
    world = World(Network.of(grid_streets(2, 2)))
    with pytest.raises(ParameterError, match="no flood"):
        flood_replay(shipped_scenario("curfew-2023-06-30"), world, [LineString([(5, 43), (5, 44)])])
