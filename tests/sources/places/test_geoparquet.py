"""GeoParquet by its specification, and plain Parquet."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from portee.core.errors import SourceError
from portee.sources.places.geoparquet import read_parquet


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
