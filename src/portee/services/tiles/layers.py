"""What tiles show: layers of shapes with a few words each, found by place and zoom.

Layers: water, waterway, landuse (class "green" or "built"), building, rail, street (class "motorway", "major",
"street" or "path", with its name), place (names, rank 1 the most prominent).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.errors import SourceError
from portee.network.network import Network
from portee.network.streets import Streets
from portee.reports.basemap import street_classes
from portee.services.ground import sea
from portee.services.tiles.mercator import to_square
from portee.sources.osm.ground import PlaceName, read_ground

__all__ = [
    "EXTRA_LAYERS",
    "GroundSources",
    "Layer",
    "check_shapes",
    "drawn_out",
    "ground_bounds",
    "ground_layers",
    "street_layer",
]

Properties = dict[str, Any]
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

FROM_ZOOM = {
    "water": 0, "sea": 0, "waterway": 9, "green": 8, "built": 8, "building": 14, "rail": 9, "motorway": 6, "major": 9,
    "street": 12, "path": 14,
}  # fmt: skip
"""The least zoom that shows a thing: below it, it would be a blur."""

RANK_FROM_ZOOM = {1: 0, 2: 8, 3: 10, 4: 12, 5: 13}

AROUND, LEAST_AROUND = 0.15, 0.02
"""How much more than the streets is drawn: a share of each side, and degrees at least."""

EXTRA_LAYERS = ("coast", "water", "waterway", "landuse", "building", "rail")
"""Layers that may come from files of their own, where the extract holds streets alone or is cut at the coast."""

BINARY = ("geometry", "geom", "wkb")
"""Columns in which a Parquet file without a word about its shapes may have them, as well-known binary in degrees."""

GREEN_CLASSES = frozenset({"cemetery", "forest", "grass", "park", "wood", "pitch", "meadow"})
"""Values of a column `class` of land use that are drawn in the colour of plants; all others are built on."""


@dataclass(frozen=True)
class GroundSources:
    """Where the ground comes from.

    Attributes:
        network: for the streets.
        osm: the extract it was built from, None for streets alone.
        extra: layer of `EXTRA_LAYERS` → file of shapes (GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, Parquet with WKB);
            "coast" holds lines with the sea on their right.
        names: names of neighbourhoods with the points where they are written, for places without any in the extract.
    """

    network: Network
    osm: Path | None = None
    extra: Mapping[str, Path] = field(default_factory=dict)
    names: tuple[PlaceName, ...] = ()


@dataclass(frozen=True, eq=False)
class Layer:
    """Shapes of one layer in shares of the square.

    Attributes:
        name: of the layer.
        shapes: (n,). properties: of each. from_zoom: (n,), least zoom that shows it.
        tree: finds shapes by place.
    """

    name: str
    shapes: npt.NDArray[np.object_]
    properties: Sequence[Properties]
    from_zoom: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        object.__setattr__(self, "tree", shapely.STRtree(self.shapes))

    tree: shapely.STRtree = field(init=False)


def _layer(name: str, shapes: Iterable[Any], properties: Sequence[Properties], from_zoom: Sequence[int]) -> Layer:
    found = np.empty(len(properties), dtype=object)
    found[:] = list(shapes)
    return Layer(name, found, properties, np.array(from_zoom, np.int64))


def _squared(shapes: Iterable[Any]) -> npt.NDArray[np.object_]:
    """Shapes in degrees to shares of the square, mended where they cross themselves."""
    given = list(shapes)
    found = np.empty(len(given), dtype=object)
    found[:] = given
    if not len(found):
        return found
    moved = shapely.transform(shapely.force_2d(found), lambda points: to_square(points[:, 0], points[:, 1]))
    return np.asarray(np.where(shapely.is_valid(moved), moved, shapely.make_valid(moved)))


def street_layer(streets: Streets) -> Layer:
    """The streets of a network, one shape per edge, with class and name."""
    classes = street_classes(streets)
    kept = np.flatnonzero(classes != "")
    offset = np.asarray(streets.geometry_offset)
    points = to_square(np.asarray(streets.geometry_lon_e7) / 1e7, np.asarray(streets.geometry_lat_e7) / 1e7)
    lengths = (offset[kept + 1] - offset[kept]).astype(np.int64)
    owner = np.repeat(np.arange(len(kept)), lengths)
    first = np.repeat(offset[kept] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    shapes = shapely.linestrings(points[np.arange(len(owner)) + first], indices=owner) if len(kept) else []
    names = np.asarray(streets.edge_name)[kept].tolist()
    properties = [
        {"class": kind, "name": streets.names[name]} if name >= 0 else {"class": kind}
        for kind, name in zip(classes[kept].tolist(), names, strict=True)
    ]
    return _layer("street", shapes, properties, [FROM_ZOOM[row["class"]] for row in properties])


def ground_bounds(network: Network) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees: those of the streets and `AROUND` of their sides more, all around."""
    west, south, east, north = network.bounds
    wide, tall = max((east - west) * AROUND, LEAST_AROUND), max((north - south) * AROUND, LEAST_AROUND)
    return west - wide, south - tall, east + wide, north + tall


def drawn_out(shore: Sequence[BaseGeometry], bounds: tuple[float, float, float, float]) -> list[BaseGeometry]:
    """Coasts whose ends lie within bounds, as where an extract ends, go straight on to the nearest side.

    Without it nothing would tell on which side of the last point the sea lies.
    """
    frame = shapely.box(*bounds)
    found: list[BaseGeometry] = []
    merged = shapely.line_merge(shapely.unary_union(list(shore))) if shore else shapely.MultiLineString()
    for line in shapely.get_parts(merged).tolist():
        points = list(line.coords)
        if points[0] != points[-1]:
            for end, place in ((points[0], 0), (points[-1], len(points) + 1)):
                here = shapely.Point(end)
                if frame.contains(here):
                    side = shapely.get_coordinates(shapely.shortest_line(here, frame.exterior))[-1]
                    # A little beyond, so that the line crosses the side.
                    beyond = side + (side - np.array(end)) * 1e-3
                    points.insert(place, tuple(beyond.tolist()))
        found.append(shapely.LineString(points))
    return found


def ground_layers(sources: GroundSources) -> tuple[Layer, ...]:
    """All layers, in the order in which they are drawn. Raises SourceError."""
    network = sources.network
    found: dict[str, list[tuple[Any, Properties, int]]] = {
        name: [] for name in ("water", "waterway", "landuse", "building", "rail")
    }
    places = list(sources.names)
    bounds = ground_bounds(network)
    extra = dict(sources.extra)
    coast = _shapes(extra.pop("coast"), bounds) if "coast" in extra else []
    if sources.osm is not None:
        ground = read_ground(sources.osm)
        places = [*ground.places, *places]
        water = [*ground.water, *sea(drawn_out(ground.shore, bounds), bounds)]
        for name, kind, shapes in (
            ("water", "water", water), ("waterway", "waterway", ground.streams), ("landuse", "green", ground.green),
            ("landuse", "built", ground.built), ("building", "building", ground.buildings),
            ("rail", "rail", ground.rail),
        ):  # fmt: skip
            properties = {"class": kind} if name == "landuse" else {}
            found[name] += [(shape, properties, FROM_ZOOM[kind]) for shape in _squared(shapes)]
    lines = [line for shape in coast for line in shapely.get_parts(shape) if line.geom_type == "LineString"]
    found["water"] += [(shape, {}, FROM_ZOOM["water"]) for shape in _squared(sea(drawn_out(lines, bounds), bounds))]
    for name, path in sorted(extra.items()):
        found[name] += _from_file(name, path, bounds)
    layers = [
        _layer(name, [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
        for name, rows in found.items()
        if rows
    ]
    layers.append(street_layer(network.streets))
    if places:
        layers.append(_place_layer(places))
    return tuple(layers)


def _place_layer(places: Sequence[PlaceName]) -> Layer:
    points = to_square([place.lon for place in places], [place.lat for place in places])
    properties = [
        {"rank": place.rank, **{f"name_{lang}" if lang else "name": text for lang, text in place.names.items()}}
        for place in places
    ]
    shapes = [shapely.Point(x, y) for x, y in points.tolist()]
    return _layer("place", shapes, properties, [RANK_FROM_ZOOM[place.rank] for place in places])


def _from_file(name: str, path: Path, bounds: Bounds) -> list[tuple[Any, Properties, int]]:
    """Rows of a file of shapes, its column `class` read for land use."""
    table = _table(path, bounds)
    kinds = table["class"].astype(str).tolist() if "class" in table.columns else [""] * len(table)
    rows = []
    for shape, kind in zip(_squared(table.geometry.tolist()), kinds, strict=True):
        if shape is None or shape.is_empty:
            continue
        if name == "landuse":
            drawn = "green" if kind in GREEN_CLASSES else "built"
            rows.append((shape, {"class": drawn}, FROM_ZOOM[drawn]))
        else:
            rows.append((shape, {}, FROM_ZOOM[name]))
    return rows


def _shapes(path: Path, bounds: Bounds) -> list[BaseGeometry]:
    return [shape for shape in _table(path, bounds).geometry.tolist() if shape is not None and not shape.is_empty]


def _table(path: Path, bounds: Bounds) -> Any:
    """Shapes of a file in degrees that touch the drawn area: a file of all seas holds much more. Raises SourceError."""
    import geopandas

    try:
        if path.suffix == ".parquet":
            table = _parquet(path)
        else:
            # A box with its own reference system is taken to that of the file.
            frame = geopandas.GeoSeries([shapely.box(*bounds)], crs="EPSG:4326")
            table = geopandas.read_file(path, bbox=frame).to_crs("EPSG:4326")
    except (OSError, ValueError, RuntimeError) as problem:
        raise _unreadable(path, problem) from None
    return table[table.geometry.intersects(shapely.box(*bounds))]


def check_shapes(path: Path) -> None:
    """Whether a file holds shapes, without reading them. Raises SourceError."""
    import pyarrow.parquet as pq
    import pyogrio

    try:
        if path.suffix == ".parquet":
            schema = pq.read_schema(path)
            if b"geo" not in (schema.metadata or {}) and not set(schema.names) & set(BINARY):
                raise ValueError("it has no column of shapes")
        elif pyogrio.read_info(path)["geometry_type"] is None:
            raise ValueError("it has no shapes")
    except (OSError, ValueError, RuntimeError) as problem:
        raise _unreadable(path, problem) from None


def _unreadable(path: Path, problem: Exception) -> SourceError:
    return SourceError(
        f"The ground of the map cannot be read ({str(problem).splitlines()[0][:120]}).", where=str(path),
        mend="Give GeoJSON, GeoPackage or GeoParquet, or remove it from the workspace.",
    )  # fmt: skip


def _parquet(path: Path) -> Any:
    """GeoParquet, or Parquet with a column of well-known binary in degrees."""
    import geopandas
    import pandas

    try:
        return geopandas.read_parquet(path).to_crs("EPSG:4326")
    except ValueError:
        table = pandas.read_parquet(path)
        column = next((name for name in BINARY if name in table.columns), None)
        if column is None:
            raise
        return geopandas.GeoDataFrame(
            table.drop(columns=[column]), geometry=shapely.from_wkb(table[column].to_numpy()), crs="EPSG:4326"
        )
