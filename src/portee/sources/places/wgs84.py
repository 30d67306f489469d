"""Geometries from bytes and from any coordinate system to WGS 84."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from portee.core.errors import SourceError, Where
from portee.sources.projections import projection

__all__ = ["WGS84", "decoded", "known_crs", "to_wgs84"]

WGS84 = pyproj.CRS.from_epsg(4326)


def to_wgs84(geometry: npt.NDArray[np.object_], crs: pyproj.CRS, where: Where) -> npt.NDArray[np.object_]:
    """Geometries in degrees WGS 84, longitude first, without heights.

    Raises:
        SourceError: a geometry is missing or empty, or falls outside the coordinate system.
    """
    empty = np.flatnonzero(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    if len(empty):
        more = f" ({len(empty):,} such rows)" if len(empty) > 1 else ""
        raise SourceError(
            f"Row {empty[0] + 1} has no geometry{more}.", where=where, mend="Draw it, or take the row out."
        )
    flat = shapely.force_2d(geometry)
    # GeoJSON and GeoParquet name WGS 84 in two ways that differ by the order of axes alone.
    if crs != WGS84 and crs.to_authority() not in (("EPSG", "4326"), ("OGC", "CRS84")):
        transformer = projection(crs, WGS84)

        def project(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

        flat = shapely.transform(flat, project)
    corners = shapely.bounds(flat)
    wrong = np.flatnonzero(~np.isfinite(corners).all(axis=1))
    if len(wrong):
        raise SourceError(
            f"Row {wrong[0] + 1} has coordinates that its coordinate system ({crs.name}) does not cover.",
            where=where,
            mend="Check which coordinate system the file is in, and set it.",
        )
    return np.asarray(flat, dtype=object)


def known_crs(value: Any, where: Where) -> pyproj.CRS:
    """The coordinate system of a file, from PROJJSON or any text that PROJ reads.

    Raises:
        SourceError: none is given, or it is not known.
    """
    if not value:
        raise SourceError(
            "The file does not say which coordinate system it is in.",
            where=where,
            mend="Add it (for a shapefile, the .prj file), or export the file in WGS 84.",
        )
    try:
        return pyproj.CRS.from_json_dict(value) if isinstance(value, dict) else pyproj.CRS.from_user_input(value)
    except (pyproj.exceptions.CRSError, TypeError, ValueError) as problem:
        raise SourceError(
            "The coordinate system of the file is not known.", where=where, mend="Export the file in WGS 84."
        ) from problem


def decoded(blobs: npt.NDArray[Any], where: Where) -> npt.NDArray[np.object_]:
    """Geometries from WKB; a null stays None.

    Raises:
        SourceError: bytes are no geometry.
    """
    try:
        return np.asarray(shapely.from_wkb(blobs), dtype=object)
    except (shapely.errors.GEOSException, TypeError, ValueError) as problem:
        raise SourceError(
            f"A geometry is damaged ({problem}).", where=where, mend="Export the file again."
        ) from problem
