"""The street map as an OSM PBF: streets, barriers, crossings, coast, land use, tracks, stops and points of interest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium
import osmium.osm.mutable as osm
import shapely

from portee.sources.synthetic.crossings import along, axis_within
from portee.sources.synthetic.frame import Floats, Frame
from portee.sources.synthetic.mesh import Mesh
from portee.sources.synthetic.opportunities import Poi
from portee.sources.synthetic.relief import Relief
from portee.sources.synthetic.routes import Line, Stop
from portee.sources.synthetic.skeleton import Skeleton
from portee.sources.synthetic.streets import Network

__all__ = ["MapContent", "write_map"]

LAND_USE = {
    "park": {"leisure": "park"},
    "port": {"landuse": "industrial", "industrial": "port"},
    "industrial": {"landuse": "industrial"},
    "business": {"landuse": "commercial"},
    "shopping": {"landuse": "retail"},
    "wild": {"natural": "scrub"},
}
TRACK_GAP = 2.5


@dataclass(frozen=True)
class MapContent:
    """Everything that goes on the map."""

    frame: Frame
    relief: Relief
    skeleton: Skeleton
    mesh: Mesh
    network: Network
    lines: list[Line]
    stops: dict[str, Stop]
    pois: list[Poi]


class _Drawing:
    """Nodes, then ways, then relations, each numbered from 1 in the order they are drawn."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.x: list[float] = []
        self.y: list[float] = []
        self.tags: dict[int, dict[str, str]] = {}
        self.ways: list[tuple[list[int], dict[str, str]]] = []

    def node(self, x: float, y: float, tags: dict[str, str] | None = None) -> int:
        self.x.append(x)
        self.y.append(y)
        if tags:
            self.tags[len(self.x)] = tags
        return len(self.x)

    def line(self, points: Floats, tags: dict[str, str]) -> None:
        closed = len(points) > 3 and bool((points[0] == points[-1]).all())
        nodes = [self.node(float(p[0]), float(p[1])) for p in (points[:-1] if closed else points)]
        self.ways.append(([*nodes, nodes[0]] if closed else nodes, tags))


def write_map(path: Path, content: MapContent) -> dict[str, int]:
    """Write the PBF; returns numbers of nodes, ways and relations."""
    frame, network = content.frame, content.network
    drawing = _Drawing(frame)
    number: dict[int, int] = {}

    def of(vertex: int) -> int:
        if vertex not in number:
            number[vertex] = drawing.node(
                float(content.mesh.x[vertex]), float(content.mesh.y[vertex]), network.node_tags.get(vertex)
            )
        return number[vertex]

    for way in network.ways:
        drawing.ways.append(([of(v) for v in way.vertices], way.tags))
    for face in content.mesh.blocks:
        if face.style in LAND_USE:
            ring = [of(v) for v in content.mesh.expand(face.ring, closed=True)]
            drawing.ways.append(([*ring, ring[0]], LAND_USE[face.style]))
    _coast(drawing, content)
    _tracks(drawing, content)
    for stop in content.stops.values():
        if stop.kind == 2:
            drawing.node(stop.x, stop.y, {"railway": "subway_entrance", "name": stop.name})
        elif stop.kind == 0 and not stop.parent:
            drawing.node(stop.x, stop.y, {"highway": "bus_stop", "name": stop.name, "ref": stop.id})
    for poi in content.pois:
        drawing.node(poi.x, poi.y, poi.tags)

    lon, lat = frame.to_lonlat(drawing.x, drawing.y)
    path.unlink(missing_ok=True)
    with osmium.SimpleWriter(str(path)) as target:
        for index, place in enumerate(zip(np.round(lon, 7).tolist(), np.round(lat, 7).tolist(), strict=True), start=1):
            target.add_node(osm.Node(id=index, version=1, location=place, tags=drawing.tags.get(index, {})))
        for index, (nodes, tags) in enumerate(drawing.ways, start=1):
            target.add_way(osm.Way(id=index, version=1, nodes=nodes, tags=tags))
        for index, rule in enumerate(network.restrictions, start=1):
            members = [("w", rule.from_way + 1, "from"), ("n", number[rule.via], "via"), ("w", rule.to_way + 1, "to")]
            tags = {"type": "restriction", "restriction": rule.kind}
            target.add_relation(osm.Relation(id=index, version=1, members=members, tags=tags))
    return {"nodes": len(drawing.x), "ways": len(drawing.ways), "relations": len(network.restrictions)}


def _coast(drawing: _Drawing, content: MapContent) -> None:
    """Coastlines with the land on their left."""
    inner = shapely.box(*content.frame.bounds).buffer(-1.0)
    shore = shapely.get_exterior_ring(shapely.orient_polygons(content.relief.land))
    merged = shapely.line_merge(shapely.intersection(shore, inner), directed=True)
    for part in shapely.get_parts(merged).tolist():
        drawing.line(np.array(part.coords), {"natural": "coastline"})
    island = shapely.orient_polygons(content.relief.island)
    drawing.line(shapely.get_coordinates(island), {"natural": "coastline"})
    middle = content.relief.island.centroid
    drawing.node(middle.x, middle.y, {"place": "islet", "name": "Îlot des Gabians"})


def _tracks(drawing: _Drawing, content: MapContent) -> None:
    """Railway with its station, metro tunnels and tram tracks."""
    rail = axis_within(content.frame, content.skeleton.railway)
    marks = np.linspace(0.0, rail.length, max(2, round(rail.length / 60.0)))
    for side in (-TRACK_GAP, TRACK_GAP):
        drawing.line(np.array([along(rail, at, side) for at in marks.tolist()]), {"railway": "rail", "usage": "main"})
    km = content.frame.km
    at = rail.interpolate(rail.project(shapely.Point(0.1 * km, 1.4 * km)))
    drawing.node(at.x, at.y, {"railway": "station", "public_transport": "station", "name": "Gare Centrale"})
    for line in content.lines:
        if line.mode == 1:
            tags = {"railway": "subway", "tunnel": "yes", "layer": "-2", "name": f"Métro {line.number}"}
            drawing.line(line.shape, tags)
        elif line.mode == 0:
            drawing.line(line.shape, {"railway": "tram", "name": f"Tramway {line.number}"})
