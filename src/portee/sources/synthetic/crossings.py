"""What lies on and over the barriers: motorway carriageways, ramps, tracks, footbridges and underpasses."""

from __future__ import annotations

import itertools
import math

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from portee.sources.synthetic.frame import Floats, Frame
from portee.sources.synthetic.mesh import Mesh, StreetLine
from portee.sources.synthetic.skeleton import RAIL_HALF_WIDTH, ROAD_HALF_WIDTH, Skeleton

__all__ = ["add_crossings", "along", "axis_within"]


WORTH_A_BRIDGE = 12
"""Vertices of streets that a quarter must have for a bridge to be built for it."""


def axis_within(frame: Frame, points: Floats) -> shapely.LineString:
    """The part of a barrier's axis inside the frame."""
    part = shapely.intersection(shapely.LineString(points), shapely.box(*frame.bounds))
    return shapely.LineString(shapely.get_coordinates(part))


def along(line: shapely.LineString, at: float, offset: float = 0.0) -> Floats:
    """The point `at` metres along a line and `offset` metres to its left, (2,)."""
    at = min(max(at, 0.0), line.length)
    p = np.array(line.interpolate(at).coords[0])
    ahead = np.array(line.interpolate(min(at + 5.0, line.length)).coords[0])
    back = np.array(line.interpolate(max(at - 5.0, 0.0)).coords[0])
    way = (ahead - back) / max(float(math.hypot(*(ahead - back))), 1e-9)
    return np.asarray(p + offset * np.array([-way[1], way[0]]))


def add_crossings(mesh: Mesh, frame: Frame, skeleton: Skeleton) -> None:
    """Add the motorway with its ramps, and ways on foot over or under motorway and railway."""
    narrow = min(1.0, max(0.5, frame.scale**0.33))
    axis = axis_within(frame, skeleton.motorway)
    _motorway(mesh, frame, axis, narrow)
    rail = axis_within(frame, skeleton.railway)
    for line, half in ((axis, ROAD_HALF_WIDTH * narrow), (rail, RAIL_HALF_WIDTH * narrow)):
        _on_foot(mesh, frame, line, half)
    _reconnect(mesh, [(axis, ROAD_HALF_WIDTH * narrow), (rail, RAIL_HALF_WIDTH * narrow)])


def _motorway(mesh: Mesh, frame: Frame, axis: shapely.LineString, narrow: float) -> None:
    """Two carriageways, and a diamond of ramps at arterials far enough apart."""
    gap = 9.0 * narrow
    spots: list[tuple[float, int, int]] = []
    for line in mesh.lines:
        if line.style != "arterial" or not line.tags:
            continue
        ends = mesh.points([line.vertices[0], line.vertices[-1]])
        piece = shapely.LineString(mesh.points(line.vertices))
        if not piece.crosses(axis):
            continue
        at = float(shapely.line_locate_point(axis, piece.intersection(axis).centroid))
        side = _side(axis, ends)
        left, right = (0, -1) if side[0] > 0 else (-1, 0)
        if side[0] * side[1] < 0 and all(
            abs(at - other) > 1100.0 * max(0.3, frame.scale) ** 0.5 for other, _l, _r in spots
        ):
            spots.append((at, line.vertices[left], line.vertices[right]))
    run = 190.0 * max(0.4, min(1.0, frame.scale))
    marks: list[float] = sorted({0.0, axis.length, *np.arange(60.0, axis.length - 20, 60.0).tolist()})
    extra: list[float] = sorted(
        at + way * run for at, _l, _r in spots for way in (-1, 1) if 0 < at + way * run < axis.length
    )
    stations = sorted([*(m for m in marks if all(abs(m - e) > 12 for e in extra)), *extra])
    vertices: dict[tuple[int, float], int] = {}
    for sign in (1, -1):
        for at in stations:
            p = along(axis, at, sign * gap)
            vertices[sign, at] = mesh.add(p[0], p[1])
    tags = {"oneway": "yes", "ref": "A 999", "maxspeed": "90", "lanes": "2"}
    right_side = [vertices[-1, at] for at in stations]
    left_side = [vertices[1, at] for at in reversed(stations)]
    mesh.lines.append(StreetLine("motorway", "motorway", "motorway", right_side, dict(tags)))
    mesh.lines.append(StreetLine("motorway", "motorway", "motorway", left_side, dict(tags)))
    link = {"oneway": "yes", "maxspeed": "50"}
    for at, left, right in spots:
        for sign, junction in ((-1, right), (1, left)):
            for way in (-1, 1):
                mark = at + way * run
                if (sign, mark) not in vertices:
                    continue
                p = along(axis, at + way * run * 0.45, sign * gap * 2.6)
                ramp = [vertices[sign, mark], mesh.add(p[0], p[1]), junction]
                leaves = (way < 0) == (sign < 0)
                mesh.lines.append(
                    StreetLine("motorway_link", "motorway", "", ramp if leaves else ramp[::-1], dict(link))
                )


def _side(axis: shapely.LineString, points: Floats) -> Floats:
    """Positive where a point lies left of a line."""
    out = []
    for p in points:
        at = shapely.line_locate_point(axis, shapely.Point(p))
        foot, left = along(axis, at), along(axis, at, 1.0)
        out.append(float((p - foot) @ (left - foot)))
    return np.array(out)


def _on_foot(mesh: Mesh, frame: Frame, axis: shapely.LineString, half: float) -> None:
    """Footbridges with steps, and level underpasses, half-way between the road crossings of a barrier."""
    bridges = [
        float(shapely.line_locate_point(axis, piece.intersection(axis).centroid))
        for line in mesh.lines
        if line.style == "arterial"
        and line.tags
        and (piece := shapely.LineString(mesh.points(line.vertices))).crosses(axis)
    ]
    marks = sorted([0.0, *bridges, axis.length])
    ends = [v for line in mesh.lines if line.style not in ("motorway", "arterial") for v in mesh.expand(line.vertices)]
    points = mesh.points(ends)
    distance = shapely.distance(shapely.points(points), axis)
    near = np.flatnonzero((distance < half + 35.0) & (distance > half - 1.0))
    if not len(near):
        return
    side = _side(axis, points[near])
    trees = [
        (cKDTree(points[near[side * sign > 0]]), near[side * sign > 0]) for sign in (1, -1) if (side * sign > 0).any()
    ]
    if len(trees) < 2:
        return
    for count, (low, high) in enumerate(itertools.pairwise(marks)):
        if high - low < 420.0 * max(0.35, frame.scale) ** 0.5:
            continue
        spot = along(axis, (low + high) / 2)
        found = [tree.query(spot) for tree, _index in trees]
        a, b = (ends[int(index[int(hit[1])])] for (_tree, index), hit in zip(trees, found, strict=True))
        start, stop = mesh.points([a, b])
        if math.hypot(*(stop - start)) > 2 * half + 150.0:
            continue
        first, last = start + 0.18 * (stop - start), start + 0.82 * (stop - start)
        p, q = mesh.add(first[0], first[1]), mesh.add(last[0], last[1])
        if count % 3 == 2:
            tags = {"tunnel": "yes", "layer": "-1", "lit": "no", "bicycle": "yes", "name": "Passage souterrain"}
            mesh.lines.append(StreetLine("footway", "crossing", "", [a, p, q, b], tags))
            continue
        mesh.lines.append(StreetLine("steps", "crossing", "", [a, p], {"incline": "up", "step_count": "32"}))
        mesh.lines.append(StreetLine("footway", "crossing", "", [p, q], {"bridge": "yes", "layer": "1"}))
        mesh.lines.append(StreetLine("steps", "crossing", "", [q, b], {"incline": "down", "step_count": "32"}))


def _reconnect(mesh: Mesh, barriers: list[tuple[shapely.LineString, float]]) -> None:
    """Bridge the barriers for cars where they would cut off a quarter altogether; then join what is still apart."""
    for axis, half in [*barriers, *barriers, (None, 0.0)]:
        vertices, label = _car_components(mesh)
        points = mesh.points(vertices)
        near = np.ones(len(points), dtype=bool)
        if axis is not None:
            near = np.abs(shapely.distance(shapely.points(points), axis) - half - 20.0) < 40.0
        main = int(np.bincount(label).argmax())
        sizes = np.bincount(label)
        mainland = np.flatnonzero(near & (label == main))
        if not len(mainland):
            continue
        tree = cKDTree(points[mainland])
        for part in np.unique(label[near & (label != main) & (sizes[label] >= WORTH_A_BRIDGE)]).tolist():
            shore = np.flatnonzero(near & (label == part))
            gap, hit = tree.query(points[shore])
            best = int(gap.argmin())
            a, b = vertices[int(shore[best])], vertices[int(mainland[int(hit[best])])]
            if gap[best] < 2 * half + 220.0:
                mesh.lines.append(StreetLine("residential", "crossing", "", [a, b], {"bridge": "yes", "layer": "1"}))


def _car_components(mesh: Mesh) -> tuple[list[int], npt.NDArray[np.int64]]:
    """Vertices on roads other than the motorway, and the number of the connected part that each belongs to."""
    pairs = [
        pair
        for line in mesh.lines
        if line.kind not in ("footway", "steps", "motorway", "motorway_link")
        for pair in itertools.pairwise(mesh.expand(line.vertices))
    ]
    vertices, compact = np.unique(np.array(pairs, dtype=np.int64), return_inverse=True)
    a, b = compact.reshape(-1, 2).T
    graph = coo_matrix((np.ones(len(a)), (a, b)), shape=(len(vertices), len(vertices)))
    label = connected_components(graph, directed=False)[1].astype(np.int64)
    return vertices.tolist(), label
