"""Ground heights from a GeoTIFF."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.windows import Window

from portee.core.errors import SourceError
from portee.sources.osm.tables import read_table
from portee.sources.projections import projection

__all__ = ["ground_heights"]

Floats = npt.NDArray[np.float64]


def ground_heights(raster: Path, lon: Floats, lat: Floats) -> Floats:
    """Height in metres at each point, bilinear between the cell centres; NaN where the raster tells nothing.

    Cells without data are left out of the mean of their neighbours.

    Args:
        raster: GeoTIFF in any projection that PROJ knows; its first band is the height.
        lon, lat: degrees WGS 84 (p,).

    Raises:
        SourceError: the file is missing, is not a raster, tells no projection, or holds no height at any point.
    """
    if not raster.is_file():
        raise SourceError("There is no such file.", where=str(raster), mend="Check the path of the elevation raster.")
    try:
        with rasterio.open(raster) as source:
            heights = _sample(source, raster, lon, lat)
    except (RasterioError, pyproj.exceptions.ProjError) as problem:
        first = (str(problem).splitlines() or ["unreadable"])[0].rstrip(".")
        raise SourceError(
            f"This elevation file cannot be read as a raster ({first}).",
            where=str(raster),
            mend="Give a complete GeoTIFF.",
        ) from None
    if len(heights) and np.isnan(heights).all():
        raise _elsewhere(raster)
    return heights


def _elsewhere(raster: Path) -> SourceError:
    return SourceError(
        "The elevation covers another place than the streets, or holds no data there.",
        where=str(raster),
        mend="Give an elevation raster of the same area, or build without one.",
    )


def _sample(source: Any, raster: Path, lon: Floats, lat: Floats) -> Floats:
    if source.crs is None:
        raise SourceError(
            "The elevation raster does not tell its projection.",
            where=str(raster),
            mend="Assign one, for instance with `gdal_edit.py -a_srs EPSG:4326`.",
        )
    transformer = projection("EPSG:4326", pyproj.CRS.from_wkt(source.crs.to_wkt()))
    x, y = transformer.transform(lon, lat)
    inverse = ~source.transform
    # Cell centres lie at half indices of the raster's own grid.
    column = inverse.a * x + inverse.b * y + inverse.c - 0.5
    row = inverse.d * x + inverse.e * y + inverse.f - 0.5
    inside = (column >= -0.5) & (column <= source.width - 0.5) & (row >= -0.5) & (row <= source.height - 0.5)
    if not inside.any():
        raise _elsewhere(raster)
    left, top = max(math.floor(column[inside].min()), 0), max(math.floor(row[inside].min()), 0)
    right = min(math.ceil(column[inside].max()) + 2, source.width)
    bottom = min(math.ceil(row[inside].max()) + 2, source.height)
    step = math.ceil(math.sqrt((right - left) * (bottom - top) / read_table("slopes")["sampling"]["most_cells"]))
    shape = (max((bottom - top) // step, 1), max((right - left) // step, 1))
    window = Window(left, top, right - left, bottom - top)
    band = source.read(1, window=window, out_shape=shape, masked=True, resampling=Resampling.average)
    cells = band.astype(np.float64).filled(np.nan) * source.scales[0] + source.offsets[0]
    heights = np.full(len(lon), np.nan)
    heights[inside] = _bilinear(
        cells,
        (column[inside] - left + 0.5) * shape[1] / (right - left) - 0.5,
        (row[inside] - top + 0.5) * shape[0] / (bottom - top) - 0.5,
    )
    return heights


def _bilinear(cells: Floats, column: Floats, row: Floats) -> Floats:
    """Mean of the four cells around each point, by nearness, over those that hold data; NaN where none does."""
    rows, columns = cells.shape
    column, row = np.clip(column, 0, columns - 1), np.clip(row, 0, rows - 1)
    left, top = np.floor(column).astype(np.int64), np.floor(row).astype(np.int64)
    right, bottom = np.minimum(left + 1, columns - 1), np.minimum(top + 1, rows - 1)
    east, south = column - left, row - top
    total, weights = np.zeros(len(column)), np.zeros(len(column))
    for at_row, at_column, weight in (
        (top, left, (1 - east) * (1 - south)),
        (top, right, east * (1 - south)),
        (bottom, left, (1 - east) * south),
        (bottom, right, east * south),
    ):
        height = cells[at_row, at_column]
        known = ~np.isnan(height)
        total += np.where(known, height * weight, 0)
        weights += np.where(known, weight, 0)
    return np.where(weights > 0, total / np.where(weights > 0, weights, 1), np.nan)
