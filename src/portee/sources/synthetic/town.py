"""From great lines to blocks: the mesh of one synthetic territory, with the ways inside its blocks."""

from __future__ import annotations

import itertools
import math

import numpy as np
import shapely

from portee.sources.synthetic.frame import Floats, Frame, WaveNoise
from portee.sources.synthetic.mesh import Face, Mesh, StreetLine, Styles
from portee.sources.synthetic.relief import Relief
from portee.sources.synthetic.skeleton import Quarters, Skeleton

__all__ = ["lay_out"]

Segment = tuple[int, int]


def _key(a: int, b: int) -> Segment:
    return (a, b) if a < b else (b, a)


def lay_out(frame: Frame, relief: Relief, quarters: Quarters, skeleton: Skeleton) -> Mesh:
    """Put arterials and superblocks in a mesh, cut these into blocks, and lay ways inside some blocks."""
    mesh = Mesh(frame, relief, Styles(frame, relief, quarters))
    streets = _arterials(mesh, skeleton)
    faces: list[Face] = []
    for block in skeleton.superblocks:
        ring = [mesh.vertex(px, py) for px, py in shapely.get_coordinates(shapely.orient_polygons(block))[:-1]]
        ring = [v for k, v in enumerate(ring) if v != ring[k - 1]]
        if len(ring) > 2:
            faces.append(Face(tuple(ring), ""))
    _frontage(mesh, frame, quarters, skeleton, faces, streets)
    mesh.cut_all(faces)
    _inside(mesh, frame)
    return mesh


def _arterials(mesh: Mesh, skeleton: Skeleton) -> dict[Segment, None]:
    """Arterials as street lines; where they cross a corridor they are bridges, or now and then underpasses."""
    streets: dict[Segment, None] = {}
    corridors = [skeleton.motorway_corridor, skeleton.rail_corridor]
    crossing = 0
    for index, piece in skeleton.inner:
        line = [mesh.vertex(px, py) for px, py in np.array(piece.coords)]
        line = [v for k, v in enumerate(line) if k == 0 or v != line[k - 1]]
        if len(line) < 2:
            continue
        great = skeleton.arterials[index]
        middle = piece.interpolate(0.5, normalized=True)
        tags: dict[str, str] = {}
        if any(corridor.contains(middle) for corridor in corridors):
            crossing += 1
            under = crossing % 3 == 0
            tags = {"tunnel": "yes", "layer": "-1"} if under else {"bridge": "yes", "layer": "1"}
        mesh.lines.append(StreetLine(great.kind, "arterial", great.name_key, line, tags))
        for a, b in itertools.pairwise(line):
            streets[_key(a, b)] = None
    return streets


def _frontage(
    mesh: Mesh,
    frame: Frame,
    quarters: Quarters,
    skeleton: Skeleton,
    faces: list[Face],
    streets: dict[Segment, None],
) -> None:
    """Streets that run along motorway and railway for a while, where people live."""
    noise = WaveNoise(frame.rng("frontage"), 700.0 * max(0.4, frame.scale))
    edge = shapely.union_all([skeleton.motorway_corridor.boundary, skeleton.rail_corridor.boundary])
    shapely.prepare(edge)
    for face in faces:
        ring = [*face.ring, face.ring[0]]
        points = mesh.points(ring)
        middle = (points[:-1] + points[1:]) / 2
        beside = shapely.dwithin(shapely.points(middle), edge, 1.0)
        wanted = beside & (quarters.density(*middle.T) > 0.16) & (noise(*middle.T) > 0.15)
        run: list[int] = []
        for k in range(len(ring) - 1):
            if wanted[k] and _key(ring[k], ring[k + 1]) not in streets:
                run = run or [ring[k]]
                run.append(ring[k + 1])
                streets[_key(ring[k], ring[k + 1])] = None
            elif run:
                mesh.lines.append(StreetLine("residential", "suburb", "", run))
                run = []
        if run:
            mesh.lines.append(StreetLine("residential", "suburb", "", run))


def _street_segments(mesh: Mesh) -> dict[Segment, None]:
    found: dict[Segment, None] = {}
    for line in mesh.lines:
        vertices = mesh.expand(line.vertices)
        for a, b in itertools.pairwise(vertices):
            found[_key(a, b)] = None
    return found


def _inside(mesh: Mesh, frame: Frame) -> None:
    """Cul-de-sacs, car parks, footpaths and parks inside blocks."""
    rng = frame.rng("inside")
    streets = _street_segments(mesh)
    blocks = []
    for face in mesh.blocks:
        draw = rng.uniform(size=6)
        ring = mesh.expand(face.ring, closed=True)
        points = mesh.points(ring)
        area = _area(points)
        style = face.style
        if style in ("centre", "suburb", "grid", "estate") and area > 4000 and draw[0] < 0.035:
            style = "park"
            _park(mesh, ring, points, streets, rng)
        elif style == "estate" and area > 6000:
            _cul_de_sac(mesh, ring, points, streets, "service", style, 0.55 + 0.2 * draw[1], draw[2] < 0.75)
        elif style in ("suburb", "hillside", "fringe") and area > 8500 and draw[0] < 0.4:
            _cul_de_sac(mesh, ring, points, streets, "residential", style, 0.4 + 0.3 * draw[1], draw[2] < 0.3)
        elif style in ("industrial", "business", "shopping", "port") and area > 12000 and draw[0] < 0.7:
            _cul_de_sac(mesh, ring, points, streets, "service", style, 0.4 + 0.3 * draw[1], draw[2] < 0.2)
        elif style in ("rural", "wild") and draw[0] < 0.5:
            _cul_de_sac(mesh, ring, points, streets, "track", style, 0.3 + 0.5 * draw[1], draw[2] < 0.3)
        blocks.append(Face(face.ring, style))
    mesh.blocks = blocks


def _area(points: Floats) -> float:
    x, y = (points - points[0]).T
    return 0.5 * float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())


def _entry(mesh: Mesh, ring: list[int], points: Floats, streets: dict[Segment, None]) -> tuple[int, Floats] | None:
    """A new vertex in the middle of the longest street segment around a block, and its spot."""
    lengths = np.hypot(*(np.roll(points, -1, axis=0) - points).T)
    for k in np.argsort(-lengths, kind="stable")[:4].tolist():
        a, b = ring[k], ring[(k + 1) % len(ring)]
        if _key(a, b) in streets and lengths[k] > 16:
            spot = 0.5 * (points[k] + points[(k + 1) % len(ring)])
            del streets[_key(a, b)]
            middle = mesh.insert(a, b, spot[0], spot[1])
            streets[_key(a, middle)] = streets[_key(middle, b)] = None
            return middle, spot
    return None


def _cul_de_sac(
    mesh: Mesh,
    ring: list[int],
    points: Floats,
    streets: dict[Segment, None],
    kind: str,
    style: str,
    depth: float,
    through: bool,
) -> None:
    """A dead end into a block, sometimes prolonged by a footpath to the other side."""
    polygon = shapely.Polygon(points)
    entry = _entry(mesh, ring, points, streets)
    if entry is None:
        return
    start, spot = entry
    goal = np.array(polygon.representative_point().coords[0])
    over = goal + (goal - spot) * (2 * depth - 1.0) * 0.5
    further = shapely.LineString([goal, over])
    roomy = polygon.contains(further) and further.distance(polygon.exterior) > 8.0
    end = over if roomy else goal
    length = math.hypot(*(goal - spot))
    if length < 18 or not polygon.contains(shapely.LineString([spot + (goal - spot) / length, goal])):
        return
    bow = _bow(polygon, spot, goal, 0.12)
    vertices = [start, *(mesh.add(p[0], p[1]) for p in bow), mesh.add(goal[0], goal[1])]
    if roomy:
        vertices.append(mesh.add(end[0], end[1]))
    mesh.lines.append(StreetLine(kind, style, "", vertices))
    if through:
        gaps = np.hypot(*(points - end).T)
        way = (points - end) @ (goal - spot)
        for k in np.argsort(gaps, kind="stable").tolist():
            if (
                way[k] > 0
                and gaps[k] > 2
                and polygon.contains(shapely.LineString([end, points[k] + (end - points[k]) / gaps[k]]))
            ):
                if _touches_street(ring, k, streets):
                    mesh.lines.append(StreetLine("footway", style, "", [vertices[-1], ring[k]]))
                return


def _bow(polygon: shapely.Polygon, start: Floats, end: Floats, sway: float) -> list[Floats]:
    """The middle of a gentle bow from start to end when it stays inside a block, else nothing."""
    middle = 0.5 * (start + end) + sway * np.array([-(end - start)[1], (end - start)[0]])
    inside = polygon.contains(shapely.LineString([start + 0.05 * (middle - start), middle, end]))
    return [middle] if inside else []


def _touches_street(ring: list[int], k: int, streets: dict[Segment, None]) -> bool:
    before, after = ring[k - 1], ring[(k + 1) % len(ring)]
    return _key(before, ring[k]) in streets or _key(ring[k], after) in streets


def _park(mesh: Mesh, ring: list[int], points: Floats, streets: dict[Segment, None], rng: np.random.Generator) -> None:
    """Paths from corners of a park to its middle."""
    polygon = shapely.Polygon(points)
    heart = np.array(polygon.representative_point().coords[0])
    corners = [
        k
        for k in range(len(ring))
        if _touches_street(ring, k, streets)
        and polygon.contains(shapely.LineString([points[k] + 0.02 * (heart - points[k]), heart]))
    ]
    if len(corners) < 3:
        return
    middle = mesh.add(heart[0], heart[1])
    for k in sorted(rng.choice(corners, 3, replace=False).tolist()):
        bow = _bow(polygon, points[k], heart, 0.1)
        mesh.lines.append(StreetLine("footway", "park", "", [ring[k], *(mesh.add(p[0], p[1]) for p in bow), middle]))
