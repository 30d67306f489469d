"""The great lines of the synthetic city: barriers, arterials, and the superblocks that they enclose.

Arterials are drawn as bent radials and rings around the harbour on ground that can be built on. Motorway and railway
are corridors: an arterial crosses them only where a bridge was kept, and bridges are few.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from portee.sources.synthetic.frame import Floats, Frame, WaveNoise
from portee.sources.synthetic.plan import CENTRE, MOTORWAY, NUCLEI, PRIORITY, RAILWAY
from portee.sources.synthetic.relief import Relief, smooth_line

__all__ = ["RAIL_HALF_WIDTH", "ROAD_HALF_WIDTH", "Arterial", "Quarters", "Skeleton", "bend", "draw_skeleton"]

ROAD_HALF_WIDTH, RAIL_HALF_WIDTH = 32.0, 20.0
CLASSES = ("tertiary", "secondary", "primary")


@dataclass(frozen=True)
class Arterial:
    """One great street: class as in OSM's highway, key of its name, points in metres (n, 2)."""

    kind: str
    name_key: str
    points: Floats


@dataclass(frozen=True)
class Skeleton:
    """Great lines in plan metres.

    Attributes:
        arterials: before they are cut at each other.
        motorway, railway: axes, (n, 2).
        motorway_corridor, rail_corridor: the ground they take.
        superblocks: polygons enclosed by arterials, corridors, coast and frame.
        inner: noded pieces of arterials that some superblock or bridge needs, with the index of the arterial.
    """

    arterials: tuple[Arterial, ...]
    motorway: Floats
    railway: Floats
    motorway_corridor: BaseGeometry
    rail_corridor: BaseGeometry
    superblocks: tuple[shapely.Polygon, ...]
    inner: tuple[tuple[int, shapely.LineString], ...]


class Quarters:
    """How densely a spot is lived in, 0 in the wild to about 2 in the old centre."""

    def __init__(self, frame: Frame, relief: Relief) -> None:
        km = frame.km
        x, y = relief.grid_x, relief.grid_y
        u, v = x / km, y / km
        r2 = (u - CENTRE[0]) ** 2 + (v - CENTRE[1]) ** 2
        total = 1.5 * np.exp(-r2 / 0.75**2) + 0.62 * np.exp(-r2 / 2.5**2)
        for _name, cx, cy, radius, weight in NUCLEI:
            total = total + weight * np.exp(-((u - cx) ** 2 + (v - cy) ** 2) / radius**2)
        for quarter in PRIORITY:
            near = ((u - quarter.x) ** 2 + (v - quarter.y) ** 2) / quarter.radius**2
            total = total + 0.75 * np.exp(-(near**2))
        steep = np.clip((0.24 - relief.slope(x, y)) / 0.10, 0.0, 1.0)
        high = np.clip((170.0 * min(1.3, frame.scale) + 20 - relief.smooth_height(x, y)) / 40.0, 0.0, 1.0)
        noise = WaveNoise(frame.rng("density"), 900.0 * min(1.0, frame.scale))
        self._grid = total * (1.0 + 0.22 * noise(x, y)) * steep * high
        self._relief = relief

    def density(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
        """Density at plan metres, no unit: 1 is about 10,000 residents per km²."""
        return self._relief.sample(self._grid, x, y)

    def density_at(self, x: float, y: float) -> float:
        """The same for one spot."""
        return self._relief.sample_at(self._grid, x, y)


def bend(start: Floats, end: Floats, relief: Relief, noise: WaveNoise, sway: float, step: float) -> Floats:
    """Points from start to end, both included: swayed by the noise and pushed along the contours on slopes."""
    gap = end - start
    length = float(math.hypot(*gap))
    count = max(1, round(length / step))
    share = np.linspace(0.0, 1.0, count + 1)[1:-1]
    if not len(share):
        return np.array([start, end])
    line = start + share[:, None] * gap
    normal = np.array([-gap[1], gap[0]]) / length
    window = np.sin(math.pi * share)
    middle = (start + end) / 2
    push = sway * length * window * float(noise(middle[0], middle[1]))
    ends = relief.smooth_height(np.array([start[0], end[0]]), np.array([start[1], end[1]]))
    ramp = ends[0] + share * (ends[1] - ends[0])
    for _ in range(2):
        spot = line + push[:, None] * normal
        gx, gy = relief.gradient(spot[:, 0], spot[:, 1])
        rise = gx * normal[0] + gy * normal[1]
        miss = relief.smooth_height(spot[:, 0], spot[:, 1]) - ramp
        push = push - 0.6 * window * miss * rise / (rise * rise + 0.01)
    limit = 0.2 * length * window
    push = np.clip(push, -limit, limit)
    return np.vstack([start, line + push[:, None] * normal, end])


def _pace(frame: Frame, ring: int) -> float:
    """Metres between hubs on a ring, and between that ring and the next: growing outwards."""
    return float(560.0 * max(frame.scale, 0.16) ** 0.4 * (0.85 + 0.06 * ring))


def _hubs(frame: Frame, relief: Relief, quarters: Quarters, barriers: BaseGeometry) -> list[list[Floats | None]]:
    """Hubs on rings around the harbour; None where no street can go."""
    rng = frame.rng("hubs")
    west, south, east, north = frame.bounds
    spacing = _pace(frame, 2)
    reach = math.hypot(max(-west, east), max(-south, north))
    inside = shapely.box(*frame.bounds)
    dry = relief.land.buffer(-70.0 * min(1.0, frame.scale + 0.3))
    warp = [WaveNoise(frame.rng(f"warp {axis}"), 1700.0 * max(frame.scale, 0.3)) for axis in "xy"]
    rings: list[list[Floats | None]] = []
    radius, ring = 0.62 * spacing, 0
    while radius < reach:
        pace = _pace(frame, ring)
        count = max(6, round(2 * math.pi * radius / (pace * 1.1)))
        angle = 2 * math.pi * (np.arange(count) + rng.uniform(0, 1) + rng.uniform(-0.2, 0.2, count)) / count
        far = radius + rng.uniform(-0.14, 0.14, count) * pace
        x = CENTRE[0] * frame.km + far * np.cos(angle)
        y = CENTRE[1] * frame.km + far * np.sin(angle)
        shift = 0.2 * min(pace, 1000.0) * min(1.0, radius / (2 * spacing))
        x, y = x + shift * warp[0](x, y), y + shift * warp[1](x, y)
        density = quarters.density(x, y)
        slope = relief.slope(x, y)
        row: list[Floats | None] = []
        for k in range(count):
            spot = shapely.Point(x[k], y[k])
            outside = not inside.contains(spot)
            good = outside or (dry.contains(spot) and slope[k] < 0.20 and density[k] > 0.015)
            good = good and spot.distance(barriers) > 75.0
            row.append(np.array([x[k], y[k]]) if good else None)
        rings.append(row)
        radius += pace
        ring += 1
    return rings


def _links(frame: Frame, rings: list[list[Floats | None]]) -> list[tuple[Floats, Floats, str, str]]:
    """Radial and ring links between hubs: start, end, class, name key."""
    rng = frame.rng("links")
    links: list[tuple[Floats, Floats, str, str]] = []
    weight: dict[tuple[int, int], int] = {}
    parent: dict[tuple[int, int], tuple[int, int]] = {}
    for k in range(len(rings) - 1, 0, -1):
        for i, hub in enumerate(rings[k]):
            if hub is None:
                continue
            near = [(float(math.hypot(*(hub - other))), j) for j, other in enumerate(rings[k - 1]) if other is not None]
            if not near:
                continue
            gap, j = min(near)
            pace = _pace(frame, k)
            if gap < 2.0 * pace:
                parent[k, i] = (k - 1, j)
                weight[k - 1, j] = weight.get((k - 1, j), 1) + weight.get((k, i), 1)
    trail: dict[tuple[int, int], str] = {}
    for k, row in enumerate(rings):
        for i, hub in enumerate(row):
            if hub is None or (k, i) not in parent:
                continue
            up = parent[k, i]
            heaviest = max((weight.get(child, 1), child) for child, above in parent.items() if above == up)[1]
            trail[k, i] = trail[up] if heaviest == (k, i) and up in trail else f"radial {k} {i}"
            load = weight.get((k, i), 1)
            kind = CLASSES[2 if load >= 7 or k <= 1 else 1 if load >= 3 else 0]
            above = rings[up[0]][up[1]]
            assert above is not None
            links.append((above, hub, kind, trail[k, i]))
    beltway = max(1, min(3, len(rings) // 3))
    for k, row in enumerate(rings):
        for i, hub in enumerate(row):
            other = row[(i + 1) % len(row)]
            if hub is None or other is None or (k > 2 and k != beltway and rng.uniform() < 0.15):
                continue
            kind = "primary" if k == beltway else "secondary" if k in (0, 1, beltway + 2) else "tertiary"
            links.append((hub, other, kind, f"ring {k} {i * 6 // len(row)}"))
    return links


def _few_crossings(frame: Frame, lines: list[Arterial], axes: list[shapely.LineString]) -> list[Arterial]:
    """Drop arterials that run along a barrier or cross it too near to another crossing."""
    spacing = 600.0 * max(frame.scale, 0.16) ** 0.5
    taken: list[tuple[int, float]] = []
    kept: list[tuple[int, Arterial]] = []
    wide = [axis.buffer(ROAD_HALF_WIDTH + 5) for axis in axes]
    order = sorted(range(len(lines)), key=lambda k: (-CLASSES.index(lines[k].kind), k))
    for k in order:
        line = shapely.LineString(lines[k].points)
        crossings: list[tuple[int, float]] = []
        good = True
        for axis, barrier in enumerate(axes):
            if line.intersection(wide[axis]).length > 130.0:
                good = False
                break
            crossings += [
                (axis, shapely.line_locate_point(barrier, point))
                for point in shapely.get_parts(line.intersection(barrier)).tolist()
                if not point.is_empty
            ]
        if good and all(abs(at - other) > spacing for axis, at in crossings for same, other in taken if same == axis):
            taken += crossings
            kept.append((k, lines[k]))
    return [line for _k, line in sorted(kept, key=lambda pair: pair[0])]


def draw_skeleton(frame: Frame, relief: Relief, quarters: Quarters) -> Skeleton:
    """Draw barriers and arterials and find the superblocks between them."""
    noise = WaveNoise(frame.rng("bends"), 800.0 * max(frame.scale, 0.3))
    box = shapely.box(*frame.bounds)
    motorway = smooth_line(np.array(MOTORWAY) * frame.km, 60.0)
    railway = smooth_line(np.array(RAILWAY) * frame.km, 60.0)
    axes = [shapely.LineString(motorway), shapely.LineString(railway)]
    narrow = min(1.0, max(0.5, frame.scale**0.33))
    barriers = shapely.union_all(axes)
    rings = _hubs(frame, relief, quarters, barriers)
    links = _links(frame, rings)
    lines = [Arterial(kind, name, bend(a, b, relief, noise, 0.07, 45.0)) for a, b, kind, name in links]

    shore = shapely.simplify(relief.land.buffer(-130.0 * narrow).buffer(88.0 * narrow), 4.0)
    promenade = max(shapely.get_parts(shore).tolist(), key=lambda part: part.area)
    ring = np.array(shapely.segmentize(promenade.exterior, 60.0).coords)
    lived = quarters.density(ring[:, 0], ring[:, 1]) > 0.07
    sea_near = shapely.distance(shapely.points(ring), shapely.LineString(relief.coast)) < 190.0
    near_harbour = np.hypot(ring[:, 0] - CENTRE[0] * frame.km, ring[:, 1]) < 0.75 * frame.km
    use = lived & (sea_near | near_harbour)
    start = 0
    corniche: list[Arterial] = []
    for k in range(1, len(ring) + 1):
        if k == len(ring) or not use[k]:
            if k - start >= 4 and use[start]:
                corniche.append(Arterial("secondary", "corniche", ring[start:k]))
            start = k
        elif not use[start]:
            start = k
    if corniche:
        coast_road = shapely.union_all([shapely.LineString(line.points) for line in corniche])
        for row in rings:
            for hub in row:
                if hub is None:
                    continue
                spot = shapely.Point(hub)
                gap = spot.distance(coast_road)
                if 60.0 < gap < _pace(frame, 3):
                    foot = np.array(shapely.shortest_line(spot, coast_road).coords[-1])
                    way = (foot - hub) / gap
                    lines.append(
                        Arterial(
                            "tertiary",
                            f"quay {int(hub[0])}",
                            np.vstack([bend(hub, foot, relief, noise, 0.05, 45.0), foot + way * 0.5]),
                        )
                    )
    lines = _few_crossings(frame, lines + corniche, axes)

    corridors = (
        axes[0].buffer(ROAD_HALF_WIDTH * narrow, cap_style="flat"),
        axes[1].buffer(RAIL_HALF_WIDTH * narrow, cap_style="flat"),
    )
    blocks, net = _superblocks(relief, box, lines, corridors)
    islets = [shapely.Polygon(hole).buffer(1.0) for block in blocks for hole in block.interiors]
    if islets:
        apart = shapely.union_all(islets)
        lines = [line for line in lines if not shapely.LineString(line.points).intersects(apart)]
        blocks, net = _superblocks(relief, box, lines, corridors)
    inner = _useful_pieces(net, lines, blocks, corridors)
    return Skeleton(tuple(lines), motorway, railway, *corridors, tuple(blocks), tuple(inner))


def _superblocks(
    relief: Relief,
    box: shapely.Polygon,
    lines: list[Arterial],
    corridors: tuple[BaseGeometry, BaseGeometry],
) -> tuple[list[shapely.Polygon], BaseGeometry]:
    taken = shapely.union_all(list(corridors))
    edges = [box.boundary, shapely.intersection(relief.land.boundary, box), shapely.intersection(taken.boundary, box)]
    drawn = [shapely.intersection(shapely.LineString(line.points), box) for line in lines]
    net = shapely.union_all([*edges, *drawn], grid_size=0.1)
    faces = shapely.polygonize(shapely.get_parts(net))
    ground = shapely.difference(shapely.intersection(relief.land, box), taken)
    shapely.prepare(ground)
    return [face for face in shapely.get_parts(faces).tolist() if ground.contains(face.representative_point())], net


def _useful_pieces(
    net: BaseGeometry,
    lines: list[Arterial],
    blocks: list[shapely.Polygon],
    corridors: tuple[BaseGeometry, BaseGeometry],
) -> list[tuple[int, shapely.LineString]]:
    """Pieces of arterials that bound a superblock or cross a corridor; what dangles inside a superblock is left out."""
    border = shapely.union_all([face.exterior for face in blocks])
    useful = shapely.union_all([border.buffer(0.5), *corridors])
    shapely.prepare(useful)
    tree = shapely.STRtree([shapely.LineString(line.points) for line in lines])
    inner: list[tuple[int, shapely.LineString]] = []
    for piece in shapely.get_parts(net).tolist():
        hits = tree.query(piece.interpolate(0.5, normalized=True), predicate="dwithin", distance=0.3)
        if len(hits) and useful.contains(piece):
            inner.append((int(max(hits, key=lambda h: (CLASSES.index(lines[h].kind), -h))), piece))
    return inner
