from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import SourceError
from portee.sources.osm.elevation import ground_heights
from tests.sources.osm.files import LAT, LON, STEP, write_raster

WEST, NORTH, CELL = LON, LAT, 0.001


def grid(values: list[list[float]]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


def at(raster: Path, *points: tuple[float, float]) -> list[float]:
    """Heights at (column, row) of cell centres, rows counted southwards."""
    columns, rows = np.array(points, dtype=float).T
    heights = ground_heights(raster, WEST + (columns + 0.5) * CELL, NORTH - (rows + 0.5) * CELL)
    return [float(height) for height in heights]


def raster(path: Path, values: list[list[float]], nodata: float | None = None) -> Path:
    return write_raster(path / "dem.tif", grid(values), west=WEST, north=NORTH, cell=CELL, nodata=nodata)


def test_heights_at_cell_centres_and_between(tmp_path: Path) -> None:
    path = raster(tmp_path, [[0, 10], [20, 50]])
    assert at(path, (0, 0), (1, 0), (0, 1), (1, 1)) == pytest.approx([0, 10, 20, 50], abs=1e-3)
    assert at(path, (0.5, 0), (0, 0.5), (0.5, 0.5), (0.25, 0)) == pytest.approx([5, 10, 20, 2.5], abs=1e-3)


def test_half_a_cell_at_the_border_is_flat_and_beyond_is_unknown(tmp_path: Path) -> None:
    path = raster(tmp_path, [[0, 10], [20, 50]])
    inside, outside = at(path, (-0.4, 0), (-0.6, 0))
    assert inside == pytest.approx(0, abs=1e-3)
    assert np.isnan(outside)


def test_cells_without_data_are_left_out(tmp_path: Path) -> None:
    path = raster(tmp_path, [[7, -9999, -9999], [7, -9999, -9999], [7, -9999, -9999]], nodata=-9999)
    assert at(path, (0.5, 1))[0] == pytest.approx(7)
    assert np.isnan(at(path, (0, 0), (2, 1))[1])


def test_another_projection(tmp_path: Path) -> None:
    """A plane in Lambert 93: heights are its eastings."""
    from pyproj import Transformer

    x, y = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True).transform(LON, LAT)
    columns = np.arange(60, dtype=np.float32) * 10 + 5
    heights = np.tile(columns, (60, 1))
    path = write_raster(tmp_path / "l93.tif", heights, crs="EPSG:2154", west=x - 300, north=y + 300, cell=10)
    assert ground_heights(path, np.array([LON]), np.array([LAT]))[0] == pytest.approx(300, abs=0.01)


def test_large_rasters_are_read_coarser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from portee.sources.osm import elevation, tables

    heights = np.tile(np.arange(40, dtype=np.float32), (40, 1))
    path = write_raster(tmp_path / "dem.tif", heights, west=WEST, north=NORTH, cell=CELL)
    slopes = tables.read_table("slopes")
    monkeypatch.setattr(elevation, "read_table", lambda _: {"sampling": {**slopes["sampling"], "most_cells": 100}})
    assert at(path, (20, 20), (10, 5), (0, 0), (39, 39))[:2] == pytest.approx([20, 10], abs=0.6)


def test_elsewhere(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "dem.tif", grid([[1, 2], [3, 4]]), west=100.0, north=10.0)
    with pytest.raises(SourceError, match="another place"):
        ground_heights(path, np.array([LON]), np.array([LAT]))


def test_no_data_at_all(tmp_path: Path) -> None:
    path = raster(tmp_path, [[-1, -1], [-1, -1]], nodata=-1)
    with pytest.raises(SourceError, match="another place"):
        at(path, (0, 0))


def test_no_projection(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "dem.tif", grid([[1, 2], [3, 4]]), crs=None)
    with pytest.raises(SourceError, match="projection"):
        ground_heights(path, np.array([LON]), np.array([LAT]))


def test_not_a_raster(tmp_path: Path) -> None:
    (tmp_path / "dem.tif").write_text("heights", encoding="utf-8")
    with pytest.raises(SourceError, match="raster"):
        ground_heights(tmp_path / "dem.tif", np.array([LON]), np.array([LAT]))


def test_cut_short(tmp_path: Path) -> None:
    whole = write_raster(tmp_path / "a.tif", np.random.default_rng(1).random((300, 300)).astype(np.float32))
    (tmp_path / "b.tif").write_bytes(whole.read_bytes()[:2000])
    with pytest.raises(SourceError, match="raster"):
        ground_heights(tmp_path / "b.tif", np.array([LON + STEP]), np.array([LAT + STEP]))


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        ground_heights(tmp_path / "dem.tif", np.array([LON]), np.array([LAT]))
