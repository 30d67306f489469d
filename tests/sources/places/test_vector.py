"""Vector layers become WGS 84, whatever they were in."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import pytest
import shapely

from portee.core.errors import SourceError, Where
from portee.sources.places.vector import read_parquet, read_vector, to_wgs84

HERE = Where(file="f")


def points(*pairs: tuple[float, float]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array([shapely.Point(*pair) for pair in pairs], dtype=object)


@pytest.mark.parametrize("crs", ["EPSG:4326", "OGC:CRS84", "EPSG:2154", "EPSG:3035", "EPSG:3857"])
def test_longitude_comes_first_in_any_system(crs: str) -> None:
    there = geopandas.GeoSeries(points((5.37, 43.3)), crs="EPSG:4326").to_crs(crs)
    back = to_wgs84(np.asarray(there.array, dtype=object), pyproj.CRS.from_user_input(crs), HERE)
    np.testing.assert_allclose(shapely.get_coordinates(back), [[5.37, 43.3]], atol=1e-8)


def test_heights_are_left_out() -> None:
    assert not shapely.has_z(to_wgs84(np.array([shapely.Point(5, 43, 100)]), pyproj.CRS.from_epsg(4326), HERE)).any()


def test_empty_and_far_geometries_are_refused() -> None:
    with pytest.raises(SourceError, match=r"Row 2 has no geometry"):
        to_wgs84(np.array([shapely.Point(5, 43), shapely.Point()]), pyproj.CRS.from_epsg(4326), HERE)
    with pytest.raises(SourceError, match="does not cover"):
        to_wgs84(points((1e30, 1e30)), pyproj.CRS.from_epsg(3035), HERE)


def geoparquet(path: Path, **column: object) -> Path:
    described = {"encoding": "WKB", "geometry_types": ["Point"], **column}
    geo = {"version": "1.0.0", "primary_column": "g", "columns": {"g": described}}
    table = pa.table({"g": [shapely.to_wkb(shapely.Point(5, 43))], "id": ["a"], "parts": [[1, 2]]})
    pq.write_table(table.replace_schema_metadata({b"geo": json.dumps(geo).encode()}), path)
    return path


def test_geoparquet_without_crs_is_wgs84_and_null_crs_is_unknown(tmp_path: Path) -> None:
    table = read_parquet(geoparquet(tmp_path / "a.parquet"))
    assert table.geometry is not None
    assert table.frame.columns == ["id"]
    assert table.dropped[0].examples == ("parts",)
    with pytest.raises(SourceError, match="which coordinate system"):
        read_parquet(geoparquet(tmp_path / "b.parquet", crs=None))
    with pytest.raises(SourceError, match="is not known"):
        read_parquet(geoparquet(tmp_path / "c.parquet", crs={"type": "nonsense"}))
    with pytest.raises(SourceError, match="not encoded as WKB"):
        read_parquet(geoparquet(tmp_path / "d.parquet", encoding="point"))


def test_damaged_geometry(tmp_path: Path) -> None:
    path = geoparquet(tmp_path / "a.parquet")
    table = pq.read_table(path)
    damaged = table.set_column(0, "g", pa.array([b"\x01\x02"]))
    pq.write_table(damaged, path)
    with pytest.raises(SourceError, match="geometry is damaged"):
        read_parquet(path)


def test_filter_while_reading_parquet(tmp_path: Path) -> None:
    pl.DataFrame({"a": range(1000)}).write_parquet(tmp_path / "t.parquet")
    table = read_parquet(tmp_path / "t.parquet", lambda frame: frame.filter(pl.col("a") % 100 == 7))
    assert table.frame["a"].to_list() == table.rows.tolist() == list(range(7, 1000, 100))


def test_ending_that_lies(tmp_path: Path) -> None:
    (tmp_path / "v.geojson").write_text("<OGRVRTDataSource/>", encoding="utf-8")
    with pytest.raises(SourceError, match="is not GeoJSON, in spite of its ending"):
        read_vector(tmp_path / "v.geojson")
