"""Cut ways and gates → numbered graph, in an order that keeps neighbours close in memory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.sources.osm.barriers import Gates
from portee.sources.osm.raw import RawOsm
from portee.sources.osm.split import Edges

__all__ = ["Graph", "build_graph", "hilbert_position"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Graph:
    """Numbered graph. n nodes, e edges, g shape points.

    Attributes:
        node: int64 (n,), index in the nodes of RawOsm; a barrier's node may come twice.
        edge_from, edge_to: int64 (e,), node numbers.
        edge_way: int64 (e,), index of the way in RawOsm.
        source: int64 (e,), index in Edges, or -1 - i for gate i.
        length_mm: int32 (e,), at least 1.
        geometry_offset: int64 (e + 1,).
        geometry_node: int64 (g,), index in the nodes of RawOsm.
    """

    node: Ints
    edge_from: Ints
    edge_to: Ints
    edge_way: Ints
    source: Ints
    length_mm: npt.NDArray[np.int32]
    geometry_offset: Ints
    geometry_node: Ints


def build_graph(raw: RawOsm, edges: Edges, gates: Gates) -> Graph:
    """Number nodes along a Hilbert curve, so that a search around a place touches few memory pages.

    The numbering depends on places and ids only, not on the order of the file.
    """
    e, b, n = len(edges.way), len(gates.node), len(raw.node_id)
    # Copies of barrier nodes are numbered n, n + 1, … until the renumbering below.
    first = np.concatenate([edges.first, gates.node])
    last = np.concatenate([edges.last, n + np.arange(b)])
    first[gates.after[gates.after_end == 0]] = n + np.flatnonzero(gates.after_end == 0)
    last[gates.after[gates.after_end == 1]] = n + np.flatnonzero(gates.after_end == 1)
    way = np.concatenate([edges.way, edges.way[gates.before]])
    length = np.maximum(np.rint(np.concatenate([edges.length_mm, np.zeros(b)])), 1)
    original = np.concatenate([np.arange(n), gates.node])

    used = np.zeros(n + b, dtype=bool)
    used[first] = used[last] = True
    chosen = np.flatnonzero(used)
    place = original[chosen]
    curve = hilbert_position(raw.node_lon_e7[place], raw.node_lat_e7[place])
    order = np.lexsort((chosen >= n, raw.node_id[place], curve))
    number = np.zeros(n + b, dtype=np.int64)
    number[chosen[order]] = np.arange(len(chosen))

    edge_from, edge_to = number[first], number[last]
    # The first inner shape point tells parallel edges of one way apart, whatever the order of the file.
    points = np.concatenate([edges.offset, edges.offset[-1] + 2 * np.arange(1, b + 1)])
    point = np.concatenate([edges.point, np.repeat(gates.node, 2)])
    second = raw.node_id[point[np.minimum(points[:-1] + 1, max(len(point) - 1, 0))]] if e + b else np.zeros(0)
    edge_order = np.lexsort((second, raw.way_id[way], edge_to, edge_from))
    counts = np.diff(points)[edge_order]
    offset = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    pick = np.arange(offset[-1]) + np.repeat(points[:-1][edge_order] - offset[:-1], counts)
    source = np.concatenate([np.arange(e), -1 - np.arange(b)])
    return Graph(
        node=place[order],
        edge_from=edge_from[edge_order],
        edge_to=edge_to[edge_order],
        edge_way=way[edge_order],
        source=source[edge_order],
        length_mm=np.minimum(length, np.iinfo(np.int32).max)[edge_order].astype(np.int32),
        geometry_offset=offset,
        geometry_node=point[pick],
    )


def hilbert_position(lon_e7: npt.NDArray[np.int32], lat_e7: npt.NDArray[np.int32], order: int = 20) -> Ints:
    """Position along a Hilbert curve over the bounding box (n,), int64 in [0, 4**order).

    Cell by cell descent of Hilbert (1891), doi:10.1007/BF01199431: swap and mirror the quadrant at each level.
    """
    if not len(lon_e7):
        return np.zeros(0, dtype=np.int64)
    x, y = (_to_grid(values, order) for values in (lon_e7, lat_e7))
    position = np.zeros(len(x), dtype=np.int64)
    side = 1 << order
    for level in range(order - 1, -1, -1):
        bit = 1 << level
        right, up = (x & bit) > 0, (y & bit) > 0
        position += bit * bit * ((3 * right) ^ up)
        flip = ~up & right
        x, y = np.where(flip, side - 1 - x, x), np.where(flip, side - 1 - y, y)
        x, y = np.where(up, x, y), np.where(up, y, x)
    return position


def _to_grid(values: npt.NDArray[np.int32], order: int) -> Ints:
    low = int(values.min())
    span = max(int(values.max()) - low, 1)
    return np.asarray((values.astype(np.int64) - low) * ((1 << order) - 1) // span)
