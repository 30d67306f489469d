"""GeoJSON areas of a feed to sound polygons."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from portee.sources.gbfs.fields import FieldError
from portee.sources.gbfs.positions import Point, check_exchanged

__all__ = ["area_of", "is_counterclockwise", "vertices_of"]

_FEWEST = 3
_LEAST_DEG2 = 1e-12
"""An area below this (about 100 square centimetres) is a line that rounding has opened."""


def vertices_of(value: object) -> int:
    """How many positions the rings of a GeoJSON area hold, before any is looked at."""
    coordinates = value.get("coordinates") if isinstance(value, dict) else None
    polygons = coordinates if isinstance(coordinates, list) else []
    rings = [ring for polygon in polygons if isinstance(polygon, list) for ring in polygon]
    return sum(len(ring) for ring in rings if isinstance(ring, list))


def area_of(value: object, field: str, anchor: Point | None) -> tuple[shapely.Geometry, bool]:
    """A GeoJSON Polygon or MultiPolygon as a sound polygon or multipolygon, and whether it had to be mended.

    Outlines that cross themselves are mended; heights are ignored.

    Raises:
        FieldError: it is none, a coordinate is no number or outside the world, or nothing is left of it.
    """
    if value is None:
        raise FieldError(field, "is missing")
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise FieldError(field, "is neither a Polygon nor a MultiPolygon")
    assert isinstance(value, dict)
    coordinates = value.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise FieldError(field, "has no coordinates")
    parts = [_polygon(rings, field) for rings in polygons]
    drawn = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    sound = bool(shapely.is_valid(drawn))
    area: shapely.Geometry = drawn if sound else _mended(drawn)
    if shapely.is_empty(area) or shapely.area(area) < _LEAST_DEG2:
        raise FieldError(field, "encloses nothing")
    inner = shapely.point_on_surface(area)
    check_exchanged((float(shapely.get_x(inner)), float(shapely.get_y(inner))), anchor)
    return area, not sound


def is_counterclockwise(value: object) -> bool:
    """Whether all outlines of a GeoJSON area that was read run counterclockwise, as RFC 7946 wants them."""
    assert isinstance(value, dict)
    polygons = [value["coordinates"]] if value["type"] == "Polygon" else value["coordinates"]
    return all(bool(shapely.is_ccw(shapely.linearrings(_ring(rings[0], "geometry")))) for rings in polygons)


def _polygon(rings: object, field: str) -> shapely.Polygon:
    if not isinstance(rings, list) or not rings:
        raise FieldError(field, "has a polygon without outline")
    outline, *holes = [_ring(ring, field) for ring in rings]
    return shapely.Polygon(outline, holes)


def _ring(ring: object, field: str) -> npt.NDArray[np.float64]:
    if not isinstance(ring, list) or len(ring) < _FEWEST:
        raise FieldError(field, "has an outline of fewer than three points")
    for position in ring:
        numbers = isinstance(position, list) and len(position) >= 2
        if not numbers or any(isinstance(x, bool) or not isinstance(x, int | float) for x in position[:2]):
            raise FieldError(field, "has a position that is no pair of numbers")
    try:
        points = np.array([position[:2] for position in ring], dtype=np.float64)
    except OverflowError as problem:
        raise FieldError(field, "has a coordinate that is not a finite number") from problem
    if not np.isfinite(points).all():
        raise FieldError(field, "has a coordinate that is not a finite number")
    if (np.abs(points[:, 0]) > 180).any() or (np.abs(points[:, 1]) > 90).any():
        raise FieldError(field, "has a coordinate outside the world")
    return points if (points[0] == points[-1]).all() else np.vstack((points, points[:1]))


def _mended(drawn: shapely.Geometry) -> shapely.Geometry:
    """The areas among what a crossing outline encloses; lines and points are left out."""
    parts = shapely.get_parts(shapely.make_valid(drawn))
    flat = shapely.get_parts(parts)
    areas = flat[shapely.get_type_id(flat) == shapely.GeometryType.POLYGON]
    return shapely.union_all(areas)
