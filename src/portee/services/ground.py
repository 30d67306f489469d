"""Ground to draw a map on: the streets of a network, with the water, coast and rails of its OpenStreetMap extract."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from portee.network.network import Network
from portee.reports.basemap import base_from_streets
from portee.reports.maplayers import BaseMap, Words

__all__ = ["base_of_area"]

_RAILS = ("rail", "light_rail", "tram", "subway")


def base_of_area(network: Network, osm: Path, bounds: tuple[float, float, float, float]) -> BaseMap:
    """Streets, water, coast and rails of an area.

    Args:
        network: for the streets.
        osm: the extract it was built from, for the rest.
        bounds: west, south, east, north in degrees.
    """
    water, shore, rail = _ground(osm)
    return base_from_streets(
        network.streets,
        bounds=bounds,
        water=_array(water),
        shore=_array(shore),
        rail=_array(rail),
        attribution=Words("© les contributeurs d'OpenStreetMap", "© OpenStreetMap contributors"),
    )


def _array(shapes: Sequence[shapely.Geometry]) -> npt.NDArray[np.object_]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def _ground(osm: Path) -> tuple[list[shapely.Geometry], list[shapely.Geometry], list[shapely.Geometry]]:
    """Polygons of water, lines of coast, lines of rails."""
    import osmium

    factory = osmium.geom.WKBFactory()
    water: list[shapely.Geometry] = []
    shore: list[shapely.Geometry] = []
    rail: list[shapely.Geometry] = []
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
