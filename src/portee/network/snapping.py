"""Points enter the network along their nearest edge, not at its nearest junction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import SegmentGrid, build_grid, metres_per_e7, nearest_edges, share_along
from portee.kernels.tables import Points
from portee.network.modegraph import ModeGraph
from portee.network.streets import Streets

__all__ = ["FAR_METRES", "NEAR_METRES", "Snapped", "attach", "count_moved", "segment_grid", "snap"]

Int64 = npt.NDArray[np.int64]

NEAR_METRES, FAR_METRES = 300.0, 1600.0
"""Points attach within the first radius; those with no edge there, within the second."""

CELL_METRES = 120.0
ASIDE_MM_PER_S = 1000.0
"""Speed from a point to its street for modes whose cost is a time (car): walking at 3.6 km/h."""


@dataclass(frozen=True, eq=False)
class Snapped:
    """Where k points attach to the edges of a mode.

    Attributes:
        edge: int32 (k,), -1 for a point with no edge within `FAR_METRES`.
        along: float64 (k,), share of the edge's length from its start.
        aside_mm: int32 (k,), straight distance between the point and the edge.
        moved: how many points were nearer to an edge outside the main part, and were moved to the main part.
    """

    edge: npt.NDArray[np.int32]
    along: npt.NDArray[np.float64]
    aside_mm: npt.NDArray[np.int32]
    moved: int = 0

    @property
    def attached(self) -> npt.NDArray[np.bool_]:
        return self.edge >= 0


def segment_grid(streets: Streets, usable: npt.NDArray[np.bool_]) -> SegmentGrid:
    """Grid over the segments of the usable edges."""
    lon, lat = streets.geometry_lon_e7, streets.geometry_lat_e7
    segment_edge = np.repeat(np.arange(streets.edge_count, dtype=np.int32), np.diff(streets.geometry_offset))
    segment_edge[streets.geometry_offset[1:] - 1] = -1
    west, south, east, north = (int(v) for v in (lon.min(), lat.min(), lon.max(), lat.max()))
    mx, my = metres_per_e7((south + north) // 2)
    width, height = int(CELL_METRES / mx), int(CELL_METRES / my)
    columns, rows = (east - west) // width + 1, (north - south) // height + 1
    offset, cells = build_grid(lon, lat, segment_edge, usable, west, south, width, height, columns, rows)
    return SegmentGrid(west, south, width, height, columns, rows, offset, cells, segment_edge)


def snap(streets: Streets, grid: SegmentGrid, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> Snapped:
    """Attach points to the nearest edge of a grid. lon, lat: degrees, shape (k,)."""
    x, y = np.rint(lon * 1e7).astype(np.int64), np.rint(lat * 1e7).astype(np.int64)
    k = len(x)
    edge, segment = np.full(k, -1, np.int32), np.full(k, -1, np.int32)
    within, distance = np.zeros(k), np.zeros(k)
    shape = streets.geometry_lon_e7, streets.geometry_lat_e7
    nearest_edges(x, y, *shape, grid, NEAR_METRES, edge, segment, within, distance)
    far = np.flatnonzero(edge < 0)
    if len(far):
        e, s, w, d = edge[far], segment[far], within[far], distance[far]
        nearest_edges(x[far], y[far], *shape, grid, FAR_METRES, e, s, w, d)
        edge[far], segment[far], within[far], distance[far] = e, s, w, d
    aside = np.where(edge >= 0, np.rint(distance * 1000), 0).astype(np.int32)
    return Snapped(edge, share_along(*shape, streets.geometry_offset, edge, segment, within), aside)


def count_moved(
    streets: Streets, graph: ModeGraph, snapped: Snapped, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> int:
    """How many snapped points were nearer to an edge outside the main part, and so were moved to the main part."""
    islands = ((graph.forward >= 0) | (graph.backward >= 0)) & ~graph.main
    if not islands.any():
        return 0
    stray = snap(streets, segment_grid(streets, islands), lon, lat)
    return int((stray.attached & (~snapped.attached | (stray.aside_mm < snapped.aside_mm))).sum())


def _arcs_of(graph: ModeGraph, snapped: Snapped, *, towards: bool) -> tuple[npt.NDArray[np.int32], Int64]:
    """(point, arc) of every arc of the edge that a point is on, when searching in a direction."""
    arc_edge = graph.back_edge if towards else graph.ahead_edge
    if len(snapped.edge) == 1:
        # One place, as somebody asks about: looked up without a mark for each edge of a city.
        edge = snapped.edge[0]
        arcs = np.flatnonzero((arc_edge == 2 * edge) | (arc_edge == 2 * edge + 1)) if edge >= 0 else np.zeros(0, int)
    else:
        used = np.zeros(len(graph.forward), np.bool_)
        used[snapped.edge[snapped.edge >= 0]] = True
        arcs = np.flatnonzero(used[arc_edge >> 1])
    order = arcs[np.argsort(arc_edge[arcs] >> 1, kind="stable")]
    arc_of = arc_edge[order] >> 1
    first, last = np.searchsorted(arc_of, snapped.edge), np.searchsorted(arc_of, snapped.edge, side="right")
    first, last = np.where(snapped.edge < 0, 0, first), np.where(snapped.edge < 0, 0, last)
    counts = last - first
    point = np.repeat(np.arange(len(first), dtype=np.int32), counts)
    slot = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
    return point, order[slot]


def _links(
    graph: ModeGraph, snapped: Snapped, aside: npt.NDArray[np.int32], point: npt.NDArray[np.int32], arc: Int64,
    *, leaving: bool, towards: bool,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:  # fmt: skip
    """(node, cost) of every arc by which points are left, or reached, when searching in a direction."""
    rows = graph.searching(towards)
    arc_edge = graph.back_edge if towards else graph.ahead_edge
    # Share of the arc that is travelled: from the point to the arc's head when leaving, from its tail when arriving.
    with_edge = (arc_edge[arc] & 1 == 0) != towards
    along = snapped.along[point]
    share = np.where(with_edge != leaving, along, 1 - along)
    cost = np.rint(share * rows.cost[arc]).astype(np.int32) + aside[point]
    node = rows.head[arc] if leaving else (np.searchsorted(rows.offset, arc, side="right") - 1).astype(np.int32)
    return node, cost


def attach(graph: ModeGraph, snapped: Snapped, *, towards: bool = False) -> Points:
    """Points ready for searches on a mode's graph, from points (`towards` False) or to them (True)."""
    k = len(snapped.edge)
    aside = (
        snapped.aside_mm if graph.mode != "car" else np.rint(snapped.aside_mm * 1000 / ASIDE_MM_PER_S).astype(np.int32)
    )
    point, arc = _arcs_of(graph, snapped, towards=towards)
    node, cost = _links(graph, snapped, aside, point, arc, leaving=True, towards=towards)
    leave_offset = np.zeros(k + 1, np.int32)
    np.cumsum(np.bincount(point, minlength=k), out=leave_offset[1:])
    from_node, arrive_cost = _links(graph, snapped, aside, point, arc, leaving=False, towards=towards)
    order = np.lexsort((point, from_node))
    # How many start before each node: counting over all nodes of a city costs more than filling.
    steps = np.concatenate([[-1], from_node[order], [graph.node_count]])
    arrive_offset = np.repeat(np.arange(len(order) + 1, dtype=np.int32), np.diff(steps))
    by_edge = np.argsort(snapped.edge, kind="stable").astype(np.int32)
    ahead, against = (graph.backward, graph.forward) if towards else (graph.forward, graph.backward)
    return Points(
        leave_offset=leave_offset,
        leave_node=node,
        leave_cost=cost,
        arrive_offset=arrive_offset,
        arrive_point=point[order],
        arrive_cost=arrive_cost[order],
        edge=snapped.edge,
        along=snapped.along,
        aside=aside,
        edge_sorted=snapped.edge[by_edge],
        point_by_edge=by_edge,
        forward=ahead,
        backward=against,
    )
