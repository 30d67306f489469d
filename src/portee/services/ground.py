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
from portee.sources.osm.ground import read_ground

__all__ = ["OPENSTREETMAP", "base_of_area", "sea"]

OPENSTREETMAP = Words("© les contributeurs d'OpenStreetMap", "© OpenStreetMap contributors")


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
    found = read_ground(osm)
    shore, rail = found.shore, found.rail
    water = [*found.water, *sea(shore, bounds)]
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


def sea(shore: Sequence[BaseGeometry], bounds: tuple[float, float, float, float]) -> list[BaseGeometry]:
    """Polygons of the sea within bounds in degrees: what lies to the right of the coast, as OpenStreetMap draws it."""
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
