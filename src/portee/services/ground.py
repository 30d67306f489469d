"""Ground to draw a map on: the streets of a network, with the water, coast and rails of its OpenStreetMap extract."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from portee.network.network import Network
from portee.reports.basemap import base_from_streets
from portee.reports.maplayers import BaseMap, Words

__all__ = ["base_of_area"]

OPENSTREETMAP = Words("© les contributeurs d'OpenStreetMap", "© OpenStreetMap contributors")
_RAILS = ("rail", "light_rail", "tram", "subway")


def base_of_area(
    network: Network, osm: Path, bounds: tuple[float, float, float, float], attribution: Words = OPENSTREETMAP
) -> BaseMap:
    """Streets, water, coast and rails of an area.

    Args:
        network: for the streets.
        osm: the extract it was built from, for the rest.
        bounds: west, south, east, north in degrees.
        attribution: whom to thank.
    """
    water, shore, rail = _ground(osm)
    water += _sea(shore, bounds)
    return base_from_streets(
        network.streets,
        bounds=bounds,
        water=_array(water),
        shore=_array(shore),
        rail=_array(rail),
        attribution=attribution,
    )


def _array(shapes: Sequence[BaseGeometry]) -> npt.NDArray[np.object_]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def _ground(osm: Path) -> tuple[list[BaseGeometry], list[BaseGeometry], list[BaseGeometry]]:
    """Polygons of water, lines of coast, lines of rails."""
    import osmium

    factory = osmium.geom.WKBFactory()
    water: list[BaseGeometry] = []
    shore: list[BaseGeometry] = []
    rail: list[BaseGeometry] = []
    keys = osmium.filter.KeyFilter("natural", "railway", "waterway")
    for item in osmium.FileProcessor(str(osm)).with_areas(keys).with_filter(keys):
        tags = item.tags
        try:
            if isinstance(item, osmium.osm.Area):
                if tags.get("natural") == "water" or tags.get("waterway") == "dock":
                    water.append(shapely.from_wkb(factory.create_multipolygon(item)))
            elif isinstance(item, osmium.osm.Way):
                if tags.get("natural") == "coastline":
                    shore.append(shapely.from_wkb(factory.create_linestring(item)))
                elif tags.get("railway") in _RAILS and tags.get("tunnel") in (None, "no"):
                    rail.append(shapely.from_wkb(factory.create_linestring(item)))
        except RuntimeError:
            # A shape that OpenStreetMap itself leaves broken is left out of the drawing.
            continue
    return water, shore, rail


def _sea(shore: Sequence[BaseGeometry], bounds: tuple[float, float, float, float]) -> list[BaseGeometry]:
    """Polygons of the sea within bounds: what lies to the right of the coastline, as OpenStreetMap draws it."""
    frame = shapely.box(*bounds)
    lines = shapely.line_merge(shapely.unary_union(list(shore))) if shore else None
    if lines is None or not lines.intersects(frame):
        return []
    cut = shapely.unary_union([frame.exterior, lines.intersection(frame)])
    return [
        piece
        for piece in shapely.get_parts(shapely.polygonize([cut]))
        if _is_sea(piece, shapely.get_parts(lines).tolist())
    ]


def _is_sea(piece: BaseGeometry, lines: Sequence[BaseGeometry]) -> bool:
    """Whether a piece lies to the right of the coast where the coast is nearest to its middle."""
    inside = shapely.point_on_surface(piece)
    line = min(lines, key=lambda item: float(item.distance(inside)))
    along = line.project(inside)
    step = line.length * 1e-6
    before, after = line.interpolate(max(0.0, along - step)), line.interpolate(min(line.length, along + step))
    ahead, aside = (after.x - before.x, after.y - before.y), (inside.x - before.x, inside.y - before.y)
    return float(ahead[0] * aside[1] - ahead[1] * aside[0]) < 0
