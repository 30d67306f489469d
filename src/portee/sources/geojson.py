"""GeoJSON features and their areas, read with suspicion (RFC 7946, https://www.rfc-editor.org/rfc/rfc7946)."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.errors import SourceError, Where

__all__ = ["MAX_BYTES", "NotAnArea", "area_of", "features_of", "refuse_size"]

MAX_BYTES = 100_000_000
"""Largest collection read: a hundred times the size of the low-emission zones of all France."""


class NotAnArea(ValueError):
    """A geometry cannot be used as an area; the text says why, and goes on after "its"."""


def refuse_size(size: int, where: Where, mend: str) -> None:
    """Refuse a file of more than `MAX_BYTES`; ask before reading it. Raises SourceError."""
    if size > MAX_BYTES:
        most = f"{MAX_BYTES / 1e6:,.0f}"
        raise SourceError(f"The file has {size / 1e6:,.0f} MB; at most {most} MB are read.", where=where, mend=mend)


def features_of(data: bytes, where: Where, mend: str) -> list[Any]:
    """The list of features of a FeatureCollection, as JSON gives them.

    Args:
        data: the bytes of the file, UTF-8 with or without a byte order mark.
        where: the file, for messages.
        mend: what to do about a file that is none, for messages.

    Raises:
        SourceError: more than `MAX_BYTES`, not JSON, or not a FeatureCollection.
    """
    refuse_size(len(data), where, mend)
    try:
        content = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as problem:
        reason = " ".join(str(problem).split())[:120].rstrip(".")
        raise SourceError(f"This is not JSON ({reason}).", where=where, mend=mend) from problem
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise SourceError("This is not a GeoJSON FeatureCollection.", where=where, mend=mend)
    features = content.get("features")
    if not isinstance(features, list):
        raise SourceError("The FeatureCollection has no list of features.", where=where, mend=mend)
    return features


def area_of(geometry: Any) -> tuple[BaseGeometry, bool]:
    """A valid polygon or multipolygon in degrees, flat, and whether its outline had to be mended.

    Mending (shapely.make_valid) keeps the areas and lets go of lines and points that are left over.

    Raises:
        NotAnArea: the geometry is of another kind, cannot be read, is empty, or is not in degrees.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise NotAnArea(f"geometry is {str(kind)[:30]}, not an area")
    try:
        shape = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.errors.ShapelyError, ValueError, RecursionError) as problem:
        raise NotAnArea("outline cannot be read") from problem
    if shape.is_empty:
        raise NotAnArea("outline is empty")
    west, south, east, north = shape.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise NotAnArea("coordinates are not degrees")
    if shape.is_valid:
        return shape, False
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    mended = shapely.union_all([part for part in parts if part.geom_type == "Polygon"])
    if mended.is_empty:
        raise NotAnArea("outline holds no area")
    return mended, True


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")
