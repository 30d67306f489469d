"""Areas as people draw them in a file: rings, polygons with holes, or several polygons, as GeoJSON writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from portee.core.declared import Wrong

if TYPE_CHECKING:
    from shapely.geometry import MultiPolygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["Area", "area_from", "shape_of"]

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Ring = Annotated[tuple[tuple[Longitude, Latitude], ...], Field(min_length=3, max_length=20_000)]
Polygons = tuple[tuple[Ring, ...], ...]

POINT, RING, POLYGON = 1, 2, 3
"""How deep the lists of a point, a ring and a polygon are."""

MOST_POINTS = 200_000


def _depth(value: Any) -> int:
    deep = 0
    while isinstance(value, (list, tuple)):
        if not value:
            raise Wrong("The area is empty.", "Give at least three points, each [longitude, latitude].")
        value, deep = value[0], deep + 1
    return deep


def _nested(value: Any) -> Any:
    """A ring or a polygon as a list of polygons."""
    if value is None:
        return None
    deep = _depth(value)
    if deep <= POINT:
        raise Wrong("This is no area.", "Give points such as [[5.36, 43.30], [5.38, 43.30], [5.37, 43.32]].")
    return [[value]] if deep == RING else [value] if deep == POLYGON else value


def _sound(value: Polygons) -> Polygons:
    import shapely

    if not value or not all(value):
        raise Wrong("The area is empty.", "Give at least three points, each [longitude, latitude].")
    if sum(len(ring) for polygon in value for ring in polygon) > MOST_POINTS:
        raise Wrong(f"The area has more than {MOST_POINTS} points.", "Draw it in less detail.")
    if not all(shapely.is_valid(shapely.Polygon(polygon[0], polygon[1:])) for polygon in value):
        raise Wrong("The outline of the area crosses itself.", "Draw it without crossings.")
    return value


Area = Annotated[Polygons, BeforeValidator(_nested), AfterValidator(_sound)]
"""Degrees WGS 84, longitude first: one ring, one polygon (its outline, then its holes) or a list of polygons."""


def shape_of(area: Polygons) -> MultiPolygon:
    """The area as one geometry, degrees WGS 84; polygons that overlap are joined."""
    import shapely

    joined = shapely.union_all([shapely.Polygon(polygon[0], polygon[1:]) for polygon in area])
    return shapely.MultiPolygon([part for part in shapely.get_parts(joined) if isinstance(part, shapely.Polygon)])


def area_from(geometry: BaseGeometry) -> Polygons | None:
    """The polygons of a geometry, points and lines left out; None when there is no polygon."""
    import shapely

    parts = [p for p in shapely.get_parts(shapely.get_parts(geometry)) if isinstance(p, shapely.Polygon)]
    found = tuple(
        tuple(tuple((float(x), float(y)) for x, y in ring.coords) for ring in (part.exterior, *part.interiors))
        for part in parts
        if not part.is_empty
    )
    return found or None
