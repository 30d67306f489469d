"""The way along the streets between two points: its cost, its length and its shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import metres_per_e7
from portee.kernels.shortest import Workspace, search, workspace
from portee.network.modegraph import ModeGraph
from portee.network.snapping import Snapped, attach
from portee.network.streets import Streets

__all__ = ["StreetPath", "edge_part", "street_path"]

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StreetPath:
    """A way between two points.

    Attributes:
        cost: in the mode's cost unit, the straight ends between the points and their edges included.
        length_m: metres, the straight ends included.
        lon, lat: float64 (p,), degrees, from edge to edge.
        names: names of the streets in the order met.
    """

    cost: int
    length_m: float
    lon: Float64
    lat: Float64
    names: tuple[str, ...]


def edge_part(streets: Streets, edge: int, start: float, end: float) -> tuple[Float64, Float64]:
    """Shape of an edge between two shares of its length, in degrees, in the order start → end."""
    lo, hi = streets.geometry_offset[edge], streets.geometry_offset[edge + 1]
    lon = streets.geometry_lon_e7[lo:hi].astype(np.float64)
    lat = streets.geometry_lat_e7[lo:hi].astype(np.float64)
    mx, my = metres_per_e7(int(lat[0]))
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(lon) * mx, np.diff(lat) * my))])
    along = along / along[-1] if along[-1] > 0 else np.linspace(0.0, 1.0, len(along))
    low, high = min(start, end), max(start, end)
    inside = along[(along > low) & (along < high)]
    marks = np.concatenate([[low], inside, [high]])
    x, y = np.interp(marks, along, lon) / 1e7, np.interp(marks, along, lat) / 1e7
    return (x, y) if start <= end else (x[::-1], y[::-1])


def _pieces_to(graph: ModeGraph, space: Workspace, node: int) -> tuple[int, list[tuple[int, bool]]]:
    """Seed node of the way to a node, and (edge, travelled against its direction) along it, in order."""
    pieces: list[tuple[int, bool]] = []
    while (arc := int(space.parent[node])) >= 0:
        code = int(graph.ahead_edge[arc])
        pieces.append((code >> 1, bool(code & 1)))
        node = int(np.searchsorted(graph.ahead.offset, arc, side="right")) - 1
    return node, pieces[::-1]


def street_path(streets: Streets, graph: ModeGraph, source: Snapped, target: Snapped, limit: int) -> StreetPath | None:
    """The least costly way from one point to another (each the only one of its Snapped), None beyond the limit."""
    if source.edge[0] < 0 or target.edge[0] < 0:
        return None
    starts, ends = attach(graph, source), attach(graph, target)
    space = workspace(graph.node_count)
    settled = search(graph.ahead, starts.leave_node, starts.leave_cost, limit, space)
    reached = np.zeros(graph.node_count, np.bool_)
    reached[space.order[:settled]] = True
    best, last = limit + 1, -1
    for node in np.flatnonzero(np.diff(ends.arrive_offset) & reached):
        for k in range(ends.arrive_offset[node], ends.arrive_offset[node + 1]):
            if (cost := int(space.dist[node]) + int(ends.arrive_cost[k])) < best:
                best, last = cost, int(node)
    edge, a, b = int(source.edge[0]), float(source.along[0]), float(target.along[0])
    if edge == target.edge[0]:
        whole = int(graph.forward[edge] if b >= a else graph.backward[edge])
        if whole < 0 and a == b:  # in one place of a street that runs the other way only
            whole = int(graph.backward[edge])
        cost = round(abs(b - a) * whole) + int(starts.aside[0]) + int(ends.aside[0])
        if whole >= 0 and cost <= min(best, limit):
            return _assembled(streets, cost, [(edge, a, b)], source, target)
    if best > limit:
        return None
    seed, pieces = _pieces_to(graph, space, last)
    first = int(graph.node_of_copy[seed])
    spans = [(edge, a, 1.0 if streets.edge_to[edge] == first else 0.0)]
    spans += [(e, 1.0, 0.0) if against else (e, 0.0, 1.0) for e, against in pieces]
    final, end_node = int(target.edge[0]), int(graph.node_of_copy[last])
    spans.append((final, 0.0 if streets.edge_from[final] == end_node else 1.0, b))
    return _assembled(streets, best, spans, source, target)


def _assembled(
    streets: Streets, cost: int, spans: list[tuple[int, float, float]], source: Snapped, target: Snapped
) -> StreetPath:
    parts = [edge_part(streets, *span) for span in spans]
    length = sum(abs(b - a) * float(streets.edge_length_mm[e]) for e, a, b in spans)
    length += float(source.aside_mm[0]) + float(target.aside_mm[0])
    names: list[str] = []
    for e, _, _ in spans:
        number = int(streets.edge_name[e])
        if number >= 0 and (not names or names[-1] != streets.names[number]):
            names.append(streets.names[number])
    return StreetPath(
        cost,
        length / 1000,
        np.concatenate([lon for lon, _ in parts]),
        np.concatenate([lat for _, lat in parts]),
        tuple(names),
    )
