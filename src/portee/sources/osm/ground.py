"""OSM file → what a map is drawn on beside the streets: water, coast, rails, land use, buildings, names of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.errors import SourceError

__all__ = ["GroundShapes", "PlaceName", "read_ground"]

RAILS = ("rail", "light_rail", "tram", "subway")
STREAMS = ("river", "canal", "stream")

GREEN = {
    "landuse": ("forest", "grass", "meadow", "orchard", "vineyard", "farmland", "recreation_ground", "cemetery",
                "village_green", "allotments"),
    "leisure": ("park", "garden", "nature_reserve", "golf_course", "pitch"),
    "natural": ("wood", "scrub", "heath", "grassland", "wetland"),
}  # fmt: skip
BUILT = {"landuse": ("residential", "commercial", "retail", "industrial", "port", "railway", "military", "quarry")}
"""Key → values (wiki.openstreetmap.org/wiki/Key:landuse and others) drawn in the colour of plants and of towns."""

RANKS = {"city": 1, "town": 2, "suburb": 3, "village": 3, "quarter": 4, "hamlet": 4, "neighbourhood": 5}
"""Key "place" of nodes → how prominent a name is, 1 the most."""

LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class PlaceName:
    """A name on the map: at a point in degrees, by language ("" as it is called there), rank 1 the most prominent."""

    lon: float
    lat: float
    names: Mapping[str, str]
    rank: int


@dataclass(frozen=True, eq=False)
class GroundShapes:
    """Shapes in degrees. water, green, built, buildings: polygons; shore, rail, streams: lines."""

    water: tuple[BaseGeometry, ...] = ()
    shore: tuple[BaseGeometry, ...] = ()
    rail: tuple[BaseGeometry, ...] = ()
    streams: tuple[BaseGeometry, ...] = ()
    green: tuple[BaseGeometry, ...] = ()
    built: tuple[BaseGeometry, ...] = ()
    buildings: tuple[BaseGeometry, ...] = ()
    places: tuple[PlaceName, ...] = ()


def read_ground(osm: Path) -> GroundShapes:
    """Shapes of the ground. A shape that OpenStreetMap itself leaves broken is left out of the drawing.

    Raises:
        SourceError: the file is missing, is not OSM data or is cut short.
    """
    import osmium

    factory = osmium.geom.WKBFactory()
    shapes: dict[str, list[BaseGeometry]] = {
        name: [] for name in ("water", "shore", "rail", "streams", "green", "built", "buildings")
    }
    places: list[PlaceName] = []
    keys = osmium.filter.KeyFilter(
        "natural", "railway", "waterway", "landuse", "leisure", "building", "place"
    )  # fmt: skip
    try:
        for item in osmium.FileProcessor(str(osm)).with_areas(keys).with_filter(keys):
            tags = dict(item.tags)
            try:
                if isinstance(item, osmium.osm.Area):
                    if kind := area_kind(tags):
                        shapes[kind].append(shapely.from_wkb(factory.create_multipolygon(item)))
                elif isinstance(item, osmium.osm.Way):
                    if kind := line_kind(tags):
                        shapes[kind].append(shapely.from_wkb(factory.create_linestring(item)))
                elif isinstance(item, osmium.osm.Node) and tags.get("place") in RANKS and "name" in tags:
                    places.append(PlaceName(item.location.lon, item.location.lat, names_of(tags), RANKS[tags["place"]]))
            except (RuntimeError, osmium.InvalidLocationError, shapely.errors.GEOSException):
                continue
    except (RuntimeError, OSError) as problem:
        first = (str(problem).splitlines() or ["unreadable"])[0].rstrip(".")
        raise SourceError(
            f"The ground of the map cannot be read ({first}).", where=str(osm),
            mend="Download the extract again, or check that it is an .osm.pbf file.",
        ) from None  # fmt: skip
    return GroundShapes(**{name: tuple(found) for name, found in shapes.items()}, places=tuple(places))


def area_kind(tags: Mapping[str, str]) -> str | None:
    """What an area is drawn as, None for nothing."""
    if tags.get("natural") == "water" or tags.get("waterway") in ("dock", "riverbank"):
        return "water"
    if tags.get("building", "no") != "no":
        return "buildings"
    for name, chosen in (("green", GREEN), ("built", BUILT)):
        if any(tags.get(key) in values for key, values in chosen.items()):
            return name
    return None


def line_kind(tags: Mapping[str, str]) -> str | None:
    """What a line is drawn as, None for nothing: what runs in a tunnel is not seen."""
    if tags.get("natural") == "coastline":
        return "shore"
    if tags.get("tunnel") not in (None, "no"):
        return None
    if tags.get("railway") in RAILS:
        return "rail"
    return "streams" if tags.get("waterway") in STREAMS else None


def names_of(tags: Mapping[str, str]) -> dict[str, str]:
    """The names of a thing by language; "" is what it is called there."""
    told = {lang: tags[f"name:{lang}"] for lang in LANGUAGES if tags.get(f"name:{lang}")}
    return {"": tags["name"], **told}
