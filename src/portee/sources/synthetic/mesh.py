"""Superblocks cut into blocks: a planar mesh whose faces are split until each is as small as its quarter wants.

A face is a ring of vertices. A cut that ends on a street inserts a vertex in it; the neighbour on the other side finds
that vertex when it expands its own ring. So every junction is one vertex, whoever made it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from portee.sources.synthetic.frame import Floats, Frame, WaveNoise
from portee.sources.synthetic.plan import CENTRE, DISTRICTS
from portee.sources.synthetic.relief import Relief
from portee.sources.synthetic.skeleton import Quarters, bend

__all__ = ["Face", "Mesh", "StreetLine", "Styles"]

Segment = tuple[int, int]
HILLY = 0.075
SAME = 0.6
"""Great lines that meet within so many metres meet in one vertex."""
ROOM = 9.0
"""Metres that must stay between a new street and the sides of its block."""
LARGE = 250_000.0
"""A face of more m² may hold town and wild land: its densest part decides."""


@dataclass
class StreetLine:
    """A street as it was cut: kind (an OSM highway value, or "void"), style of its quarter, name key, vertices."""

    kind: str
    style: str
    name_key: str
    vertices: list[int]
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Face:
    """A block or superblock: ring of vertices (not closed, anticlockwise) and style."""

    ring: tuple[int, ...]
    style: str


@dataclass(frozen=True)
class _Style:
    """How a quarter is cut: block area in m², least width in m, irregularity 0..1, sway of its streets."""

    area: float
    width: float
    jitter: float
    sway: float


STYLES = {
    "old": _Style(3_000, 34, 0.40, 0.10),
    "centre": _Style(8_000, 55, 0.12, 0.02),
    "grid": _Style(10_500, 70, 0.02, 0.0),
    "suburb": _Style(13_000, 62, 0.20, 0.09),
    "hillside": _Style(14_000, 58, 0.25, 0.14),
    "estate": _Style(34_000, 110, 0.18, 0.08),
    "industrial": _Style(48_000, 140, 0.08, 0.02),
    "business": _Style(34_000, 120, 0.12, 0.10),
    "shopping": _Style(60_000, 160, 0.05, 0.03),
    "port": _Style(60_000, 110, 0.04, 0.0),
    "fringe": _Style(45_000, 110, 0.30, 0.14),
    "rural": _Style(320_000, 260, 0.35, 0.16),
    "wild": _Style(4e6, 900, 0.4, 0.2),
}


class Styles:
    """Which character the streets have at a spot."""

    def __init__(self, frame: Frame, relief: Relief, quarters: Quarters) -> None:
        self._frame, self._relief, self._quarters = frame, relief, quarters

    def at(self, x: float, y: float, area: float) -> str:
        """Style of a face around (x, y), metres, of `area` m²."""
        u, v = x / self._frame.km, y / self._frame.km
        far = math.hypot(u - CENTRE[0], v - CENTRE[1])
        reach = math.sqrt(area) * 0.5
        around = (
            np.array([[0, 0], [reach, 0], [-reach, 0], [0, reach], [0, -reach]]) if area > 2.5e5 else np.zeros((1, 2))
        )
        density = float(self._quarters.density(x + around[:, 0], y + around[:, 1]).max())
        if far < 0.42:
            return "old"
        for style, cx, cy, radius in DISTRICTS:
            if math.hypot(u - cx, v - cy) < radius:
                return style
        if density < 0.025:
            return "wild"
        if density < 0.075:
            return "rural"
        if density < 0.13:
            return "fringe"
        if math.hypot(*self._relief.gradient_at(x, y)) > HILLY:
            return "hillside"
        if far < 1.15:
            return "centre"
        return "suburb"


class Mesh:
    """Vertices, streets and faces, grown by cutting."""

    def __init__(self, frame: Frame, relief: Relief, styles: Styles) -> None:
        self.x: list[float] = []
        self.y: list[float] = []
        self.lines: list[StreetLine] = []
        self.blocks: list[Face] = []
        self._split: dict[Segment, int] = {}
        self._at: dict[tuple[int, int], list[int]] = {}
        self._relief, self.styles = relief, styles
        self._rng = frame.rng("mesh")
        self._noise = WaveNoise(frame.rng("sway"), 420.0)
        self._turn = WaveNoise(frame.rng("turn"), 500.0)

    def vertex(self, x: float, y: float) -> int:
        """The vertex within SAME metres of this spot, made when there is none."""
        column, row = math.floor(x), math.floor(y)
        for dx in (0, -1, 1):
            for dy in (0, -1, 1):
                for v in self._at.get((column + dx, row + dy), ()):
                    if math.hypot(self.x[v] - x, self.y[v] - y) < SAME:
                        return v
        made = self.add(x, y)
        self._at.setdefault((column, row), []).append(made)
        return made

    def add(self, x: float, y: float) -> int:
        """A new vertex."""
        self.x.append(float(x))
        self.y.append(float(y))
        return len(self.x) - 1

    def expand(self, line: Iterable[int], closed: bool = False) -> list[int]:
        """The line with every vertex that was inserted in it since."""
        given = list(line)
        if closed:
            given.append(given[0])
        out = [given[0]]
        stack = [(a, b) for a, b in itertools.pairwise(given)][::-1]
        while stack:
            a, b = stack.pop()
            middle = self._split.get((a, b) if a < b else (b, a))
            if middle is None:
                out.append(b)
            else:
                stack.append((middle, b))
                stack.append((a, middle))
        return out[:-1] if closed else out

    def insert(self, a: int, b: int, x: float, y: float) -> int:
        """A vertex in the unsplit segment a-b."""
        middle = self.add(x, y)
        self._split[(a, b) if a < b else (b, a)] = middle
        return middle

    def points(self, line: Iterable[int]) -> Floats:
        """Coordinates of vertices, (n, 2) metres."""
        return np.array([(self.x[v], self.y[v]) for v in line])

    def cut_all(self, faces: list[Face]) -> None:
        """Cut faces until each is a block; blocks and cuts are kept in the mesh."""
        stack = faces[::-1]
        while stack:
            face = stack.pop()
            ring = self.expand(face.ring, closed=True)
            halves = self._cut(ring)
            if halves is None:
                points = self.points(ring)
                centre, area = _centroid(points)
                self.blocks.append(
                    Face(tuple(ring), self.styles.at(float(centre[0]), float(centre[1]), min(abs(area), 2e5)))
                )
            else:
                stack.extend(Face(tuple(half), face.style) for half in halves[::-1])

    def _cut(self, ring: list[int]) -> tuple[list[int], list[int]] | None:
        points = self.points(ring)
        centre, area = _centroid(points)
        name = self.styles.at(float(centre[0]), float(centre[1]), area)
        style = STYLES[name]
        around = float(np.hypot(*(_following(points) - points).T).sum())
        if 4 * math.pi * area < 0.11 * around * around and area < 4e5:
            return None
        if area < style.area * float(self._rng.uniform(0.75, 1.7)):
            return None
        gx, gy = self._relief.gradient_at(float(centre[0]), float(centre[1]))
        hilly = math.hypot(gx, gy) > HILLY and name not in ("old", "port", "industrial")
        if hilly:
            axis = math.atan2(gx, -gy)
        else:
            sides = _following(points) - points
            lengths = np.hypot(sides[:, 0], sides[:, 1])
            angles = np.arctan2(sides[:, 1], sides[:, 0])
            axis = 0.25 * math.atan2(
                float((lengths * np.sin(4 * angles)).sum()), float((lengths * np.cos(4 * angles)).sum())
            )
        along, across = np.array([math.cos(axis), math.sin(axis)]), np.array([-math.sin(axis), math.cos(axis)])
        long, short = float(np.ptp(points @ along)), float(np.ptp(points @ across)) * (1.5 if hilly else 1.0)
        if long < short:
            along, across = across, along
            long, short = short, long
        if long < 1.8 * style.width:
            return None
        for attempt in range(3):
            tilt = style.jitter * float(self._rng.uniform(-0.6, 0.6)) + (0.35 * attempt if attempt else 0.0)
            way = across * math.cos(tilt) + along * math.sin(tilt)
            through = centre + along * long * style.jitter * float(self._rng.uniform(-0.2, 0.2))
            halves = self._cut_through(ring, points, through, way, name, style)
            if halves is not None:
                return halves
        return None

    def _cut_through(
        self, ring: list[int], points: Floats, through: Floats, way: Floats, name: str, style: _Style
    ) -> tuple[list[int], list[int]] | None:
        normal = np.array([-way[1], way[0]])
        side = (points - through) @ normal
        after = _following(side)
        hits = np.flatnonzero((side > 0) != (after > 0))
        if len(hits) < 2 or len(hits) % 2:
            return None
        share = side[hits] / (side[hits] - after[hits])
        spots = points[hits] + share[:, None] * (points[(hits + 1) % len(ring)] - points[hits])
        where = (spots - through) @ way
        order = np.argsort(where, kind="stable")
        pairs = [(order[k], order[k + 1]) for k in range(0, len(order), 2)]
        first, last = max(
            pairs, key=lambda pair: (where[pair[0]] < 0 < where[pair[1]], where[pair[1]] - where[pair[0]])
        )
        if where[last] - where[first] < 0.7 * style.width:
            return None
        ends = [self._end(ring, points, int(hits[k]), spots[k], 0.22 * style.width) for k in (first, last)]
        i, j = sorted((ring_index for ring_index, _spot, _new in ends))
        if ends[0][0] > ends[1][0]:
            ends = ends[::-1]
        count = len(ring)
        new_first, new_last = ends[0][2], ends[1][2]
        if i == j and not (new_first and new_last):
            return None
        lower = list(range(i + 1, j + (1 if new_last else 0)))
        upper = [*range(j + 1, count), *range(i + (1 if new_first else 0))]
        if len(lower) < 1 or len(upper) < 1:
            return None
        line = bend(ends[0][1], ends[1][1], self._relief, self._noise, style.sway, 38.0)
        left = np.vstack([points[lower], line[::-1]])
        right = np.vstack([points[upper], line])
        least = 0.24 * style.area
        if (
            _centroid(left)[1] < least
            or _centroid(right)[1] < least
            or not _clear(points, line, [(index, new) for index, _spot, new in ends])
        ):
            return None
        made: list[int] = []
        for index, spot, new in ends:
            made.append(self.insert(ring[index], ring[(index + 1) % count], spot[0], spot[1]) if new else ring[index])
        inner = [self.add(px, py) for px, py in line[1:-1]]
        street = [made[0], *inner, made[1]]
        self.lines.append(StreetLine("residential", name, "", street))
        return [*[ring[k] for k in lower], *street[::-1]], [*[ring[k] for k in upper], *street]

    def _end(self, ring: list[int], points: Floats, index: int, spot: Floats, snap: float) -> tuple[int, Floats, bool]:
        """Where a cut ends: an existing corner within `snap` metres, or a new vertex in the side `index`."""
        follower = (index + 1) % len(ring)
        gaps = [float(math.hypot(*(spot - points[k]))) for k in (index, follower)]
        nearest = index if gaps[0] <= gaps[1] else follower
        if min(gaps) < max(4.0, min(snap, 14.0)):
            return nearest, points[nearest], False
        return index, spot, True


def _clear(points: Floats, line: Floats, ends: list[tuple[int, bool]]) -> bool:
    """Whether a cut lies inside the ring and touches it at its two ends only.

    Args:
        points: the ring, (n, 2). line: the cut, (m, 2).
        ends: side the cut starts and ends on, and whether inside that side (else at its corner).
    """
    a, b = points, _following(points)
    sides = np.ones(len(points), dtype=bool)
    for index, new in ends:
        sides[index] = False
        if not new:
            sides[index - 1] = False
    p, q = line[:-1, None], line[1:, None]
    over = (_turn(p, q, a[sides]) > 0) != (_turn(p, q, b[sides]) > 0)
    across = (_turn(a[sides], b[sides], p) > 0) != (_turn(a[sides], b[sides], q) > 0)
    if bool((over & across).any()):
        return False
    inner = line[1:-1] if len(line) > 2 else 0.5 * (line[:1] + line[1:])
    d = b - a
    gap = inner[:, None, :] - a[None]
    t = (gap * d).sum(axis=2) / np.maximum((d * d).sum(axis=1), 1e-9)
    off = gap - np.minimum(np.maximum(t, 0.0), 1.0)[:, :, None] * d
    if (off * off).sum(axis=2).min() < ROOM * ROOM:
        return False
    above = (a[:, 1] > inner[:, 1:]) != (b[:, 1] > inner[:, 1:])
    rise = np.where(d[:, 1] == 0, 1e-9, d[:, 1])
    right = inner[:, :1] < d[:, 0] * (inner[:, 1:] - a[:, 1]) / rise + a[:, 0]
    return bool(((above & right).sum(axis=1) % 2 == 1).all())


def _turn(a: Floats, b: Floats, c: Floats) -> Floats:
    """Positive where c lies left of the line from a to b."""
    return np.asarray(
        (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    )


def _following(values: Floats) -> Floats:
    """Values moved up by one place, the first one last: the next corner of a ring for each corner."""
    return np.concatenate((values[1:], values[:1]))


def _centroid(points: Floats) -> tuple[Floats, float]:
    """Centroid and area (positive when anticlockwise) of a ring."""
    base = points[0]
    x, y = (points - base).T
    after_x, after_y = _following(x), _following(y)
    cross = x * after_y - after_x * y
    area = 0.5 * float(cross.sum())
    if abs(area) < 1e-6:
        return points.mean(axis=0), 0.0
    cx = float(((x + after_x) * cross).sum()) / (6 * area)
    cy = float(((y + after_y) * cross).sum()) / (6 * area)
    return base + np.array([cx, cy]), area
