"""The street network of the synthetic city: what is kept of the cuts, and the tags that each street gets."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from portee.sources.synthetic.frame import Floats, Frame
from portee.sources.synthetic.mesh import Mesh
from portee.sources.synthetic.naming import name_lines
from portee.sources.synthetic.pieces import Piece
from portee.sources.synthetic.relief import Relief
from portee.sources.synthetic.tagging import tags_of

__all__ = ["ARTERIAL", "Network", "Restriction", "Way", "build_network"]

RANK = {
    "motorway": 9.0,
    "motorway_link": 9.0,
    "primary": 0.1,
    "secondary": 0.2,
    "tertiary": 0.3,
    "residential": 2.0,
    "service": 3.0,
    "track": 3.0,
    "footway": 6.0,
    "steps": 6.0,
}
"""Weight in the spanning tree that keeps the network whole: lower is kept first, motorways last, being one way."""

ARTERIAL = ("primary", "secondary", "tertiary")


@dataclass(frozen=True)
class Way:
    """An OSM way to be: vertices and tags."""

    vertices: tuple[int, ...]
    tags: dict[str, str]


@dataclass(frozen=True)
class Restriction:
    """A turn that is forbidden: indices of two ways, the vertex they meet in, and OSM's restriction value."""

    from_way: int
    via: int
    to_way: int
    kind: str


@dataclass(frozen=True)
class Network:
    """Streets of the territory.

    Attributes:
        x, y: vertices in plan metres, (n,).
        pieces: streets between junctions that exist.
        ways: the same, joined to ways; every way of the network and some that stand apart.
        node_tags: tags of barrier and crossing nodes, by vertex.
        restrictions: forbidden turns.
    """

    x: Floats
    y: Floats
    pieces: tuple[Piece, ...]
    ways: tuple[Way, ...]
    node_tags: dict[int, dict[str, str]] = field(default_factory=dict)
    restrictions: tuple[Restriction, ...] = ()


def build_network(frame: Frame, relief: Relief, mesh: Mesh) -> Network:
    """Keep one connected network of the mesh, thin it out, tag it, and join it to ways."""
    rng = frame.rng("streets")
    pieces = _largest(_pieces(mesh, relief))
    _mark_tree(pieces, rng)
    pieces = _thin_out(mesh, pieces, rng)
    names = name_lines(frame, mesh)
    node_tags = _barriers(pieces, rng)
    dice = rng.uniform(size=(len(mesh.lines), 4)).tolist()
    tagged = [tags_of(piece, mesh.lines[piece.line], names[piece.line], dice[piece.line]) for piece in pieces]
    ways = _join(pieces, tagged)
    restrictions = _restrictions(mesh, ways, rng)
    ways += _apart(frame, mesh, relief, rng)
    return Network(np.array(mesh.x), np.array(mesh.y), tuple(pieces), tuple(ways), node_tags, tuple(restrictions))


def _pieces(mesh: Mesh, relief: Relief) -> list[Piece]:
    """Every street line cut at the vertices where lines meet."""
    lines = [mesh.expand(line.vertices) for line in mesh.lines]
    degree: dict[int, int] = {}
    for vertices in lines:
        for k, v in enumerate(vertices):
            degree[v] = degree.get(v, 0) + (1 if k in (0, len(vertices) - 1) else 2)
    x, y = np.array(mesh.x), np.array(mesh.y)
    z = relief.height(x, y)
    pieces = []
    for index, vertices in enumerate(lines):
        start = 0
        for k in range(1, len(vertices)):
            if k == len(vertices) - 1 or degree[vertices[k]] > 2:
                run = vertices[start : k + 1]
                length = float(np.hypot(np.diff(x[run]), np.diff(y[run])).sum())
                if length > 0.0:
                    climb = float(z[run[-1]] - z[run[0]]) / length
                    line = mesh.lines[index]
                    pieces.append(Piece(index, run, line.kind, line.style, length, climb))
                start = k
    return pieces


def _ends(pieces: list[Piece]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], int]:
    """Compact numbers of the first and last vertex of each piece, and how many vertices there are."""
    ends = np.array([(p.vertices[0], p.vertices[-1]) for p in pieces], dtype=np.int64).reshape(-1, 2)
    vertices, compact = np.unique(ends, return_inverse=True)
    compact = compact.reshape(-1, 2)
    return compact[:, 0], compact[:, 1], len(vertices)


def _largest(pieces: list[Piece]) -> list[Piece]:
    a, b, count = _ends(pieces)
    _n, label = connected_components(coo_matrix((np.ones(len(a)), (a, b)), shape=(count, count)), directed=False)
    biggest = int(np.bincount(label[a], weights=[len(p.vertices) for p in pieces]).argmax())
    return [piece for piece, at in zip(pieces, label[a].tolist(), strict=True) if at == biggest]


def _mark_tree(pieces: list[Piece], rng: np.random.Generator) -> None:
    """Mark the pieces without which the network would fall apart (a spanning tree that prefers greater streets)."""
    a, b, count = _ends(pieces)
    weight = np.array([RANK.get(p.kind, 2.0) for p in pieces]) + rng.uniform(0.01, 1.0, len(pieces))
    weight += np.array([4.0 * min(p.grade, 0.5) if p.kind == "residential" else 0.0 for p in pieces])
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((weight, high, low))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (low[order][1:] != low[order][:-1]) | (high[order][1:] != high[order][:-1])
    chosen = order[first]
    index = {(int(low[k]), int(high[k])): int(k) for k in chosen}
    tree = minimum_spanning_tree(
        coo_matrix((weight[chosen], (low[chosen], high[chosen])), shape=(count, count))
    ).tocoo()
    for u, v in zip(tree.row.tolist(), tree.col.tolist(), strict=True):
        pieces[index[min(u, v), max(u, v)]].tree = True


def _thin_out(mesh: Mesh, pieces: list[Piece], rng: np.random.Generator) -> list[Piece]:
    """Remove some streets, cut some into two dead ends, make some steps, pedestrian streets and one-way streets."""
    drop = {
        "suburb": 0.10,
        "hillside": 0.10,
        "fringe": 0.20,
        "estate": 0.18,
        "rural": 0.2,
        "centre": 0.02,
        "grid": 0.02,
    }
    cut = {"suburb": 0.12, "hillside": 0.12, "fringe": 0.12, "estate": 0.22, "business": 0.08, "grid": 0.03}
    oneway = {"old": 0.5, "centre": 0.55, "grid": 0.4, "suburb": 0.16, "hillside": 0.12, "port": 0.2}
    kept: list[Piece] = []
    for piece, draw in zip(pieces, rng.uniform(size=(len(pieces), 4)).tolist(), strict=True):
        if piece.kind != "residential":
            kept.append(piece)
            continue
        style = piece.style
        if style == "wild" or (style == "rural" and draw[0] < 0.7):
            piece.kind = "track"
        elif style in ("rural", "fringe") or (style in ("industrial", "port", "shopping") and draw[0] < 0.5):
            piece.kind = "unclassified"
        if piece.tree:
            if style == "old" and draw[0] < 0.45:
                piece.kind = "living_street"
            kept.append(piece)
        elif piece.grade > 0.105 and piece.length < 260:
            piece.kind = "steps" if piece.length < 130 else "footway"
            kept.append(piece)
        elif draw[1] < drop.get(style, 0.06):
            continue
        elif draw[2] < cut.get(style, 0.0) and piece.length > 70:
            kept += _two_dead_ends(mesh, piece, draw[3] < 0.45)
        elif style == "old" and draw[0] < 0.55:
            piece.kind = "pedestrian"
            kept.append(piece)
        else:
            piece.oneway = draw[3] < oneway.get(style, 0.05)
            if not piece.oneway and style in ("centre", "suburb", "grid") and draw[0] > 0.96:
                piece.kind = "cycleway" if draw[3] > 0.5 else "footway"
            kept.append(piece)
    return kept


def _two_dead_ends(mesh: Mesh, piece: Piece, joined: bool) -> list[Piece]:
    """Open a gap of about 24 m in the middle of a street; a footpath may still join the two ends."""
    points = mesh.points(piece.vertices)
    steps = np.hypot(*np.diff(points, axis=0).T)
    at = np.concatenate([[0.0], np.cumsum(steps)])
    total = float(at[-1])
    ends = []
    for mark in (total / 2 - 12.0, total / 2 + 12.0):
        k = min(int(np.searchsorted(at, mark, side="right")) - 1, len(steps) - 1)
        spot = points[k] + (mark - at[k]) / steps[k] * (points[k + 1] - points[k])
        ends.append((k, mesh.add(spot[0], spot[1])))
    (k0, first), (k1, second) = ends
    left = [*piece.vertices[: k0 + 1], first]
    right = [second, *piece.vertices[k1 + 1 :]]
    length = total / 2 - 12.0
    made = [Piece(piece.line, run, piece.kind, piece.style, length, piece.climb, True) for run in (left, right)]
    if joined:
        path = [first, *piece.vertices[k0 + 1 : k1 + 1], second]
        made.append(Piece(piece.line, path, "footway", piece.style, 24.0, piece.climb, True))
    return made


def _barriers(pieces: list[Piece], rng: np.random.Generator) -> dict[int, dict[str, str]]:
    """Bollards on some footpaths, gates on some tracks, car parks and yards."""
    found: dict[int, dict[str, str]] = {}
    for piece, draw in zip(pieces, rng.uniform(size=len(pieces)).tolist(), strict=True):
        middle = piece.vertices[len(piece.vertices) // 2]
        if len(piece.vertices) < 3:
            continue
        if piece.kind in ("footway", "pedestrian") and draw < 0.10:
            found[middle] = {"barrier": "bollard", "bicycle": "yes", "foot": "yes"}
        elif piece.kind == "track" and draw < 0.25:
            found[middle] = {"barrier": "gate", "access": "no", "foot": "yes", "bicycle": "yes"}
        elif piece.kind == "service" and piece.style in ("industrial", "port", "business") and draw < 0.15:
            found[middle] = {"barrier": "lift_gate", "access": "private", "foot": "yes"}
        elif piece.kind == "footway" and draw > 0.96:
            found[middle] = {"barrier": "cycle_barrier", "foot": "yes", "wheelchair": "no"}
    return found


def _join(pieces: list[Piece], tagged: list[dict[str, str]]) -> list[Way]:
    """Join pieces that follow each other on a line and carry the same tags; arterials stay cut at every junction."""
    ways: list[Way] = []
    line = -1
    run: list[int] = []
    tags: dict[str, str] = {}
    for piece, own in zip(pieces, tagged, strict=True):
        mergeable = piece.kind not in ARTERIAL and piece.line == line and own == tags
        if mergeable and run[-1] == piece.vertices[0]:
            run.extend(piece.vertices[1:])
            continue
        if run:
            ways.append(Way(tuple(run), tags))
        line, run, tags = piece.line, list(piece.vertices), own
    ways.append(Way(tuple(run), tags))
    return ways


def _restrictions(mesh: Mesh, ways: list[Way], rng: np.random.Generator) -> list[Restriction]:
    """Forbid a left turn at some junctions of arterials, and a U-turn at a few."""
    at: dict[int, list[int]] = {}
    for index, way in enumerate(ways):
        if way.tags.get("highway") in ARTERIAL and way.tags.get("junction") is None:
            for v in (way.vertices[0], way.vertices[-1]):
                at.setdefault(v, []).append(index)
    found: list[Restriction] = []
    for via, meeting in at.items():
        if len(meeting) < 3 or rng.uniform() > 0.3:
            continue
        angles = []
        for index in meeting:
            vertices = ways[index].vertices
            other = vertices[1] if vertices[0] == via else vertices[-2]
            angles.append(math.atan2(mesh.y[other] - mesh.y[via], mesh.x[other] - mesh.x[via]))
        source = int(rng.integers(len(meeting)))
        turns = [(a - angles[source]) % (2 * math.pi) for a in angles]
        target = max((k for k in range(len(meeting)) if k != source), key=lambda k: turns[k])
        if math.pi * 1.2 < turns[target] < math.pi * 1.8 and meeting[source] != meeting[target]:
            found.append(Restriction(meeting[source], via, meeting[target], "no_left_turn"))
        if rng.uniform() < 0.3:
            found.append(Restriction(meeting[source], via, meeting[source], "no_u_turn"))
    return found


def _apart(frame: Frame, mesh: Mesh, relief: Relief, rng: np.random.Generator) -> list[Way]:
    """Ways that nothing joins to the rest: the paths of the islet, and private yards."""
    shape = np.array(relief.island.buffer(-35.0 * min(1.0, frame.scale + 0.2)).exterior.coords)[::3]
    ring = [mesh.add(p[0], p[1]) for p in shape[:-1]]
    if len(ring) < 4:
        return []
    across = [ring[0], mesh.add(*shape[:-1].mean(axis=0)), ring[len(ring) // 2]]
    found = [
        Way((*ring, ring[0]), {"highway": "footway", "name": "Sentier de l'Îlot", "surface": "dirt"}),
        Way(tuple(across), {"highway": "footway", "surface": "dirt"}),
    ]
    yards = [face for face in mesh.blocks if face.style in ("industrial", "port", "business")]
    for face in yards[:: max(1, len(yards) // 4)][:4]:
        points = mesh.points(face.ring)
        middle = points.mean(axis=0)
        a = mesh.add(*(middle + rng.uniform(4, 9, 2)))
        b = mesh.add(*(middle - rng.uniform(14, 22, 2)))
        found.append(Way((a, b), {"highway": "service", "access": "private"}))
    return found
