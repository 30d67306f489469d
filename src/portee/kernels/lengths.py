"""How long the way of least cost is: lengths carried along the tree of a search."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import inlined, kernel
from portee.kernels.shortest import UNREACHED
from portee.kernels.tables import collect, seek

__all__ = ["Lengths", "lengths_from"]

Int32 = npt.NDArray[np.int32]


class Lengths(NamedTuple):
    """Lengths of one graph as it is searched, in millimetres.

    arc_tail, arc_length int32 (a,): tail and length of each arc; edge_length, edge_first, edge_last int32 (e,): length
    and ends of each edge; end_of_node int32 (n,): the end that each node stands for.
    """

    arc_tail: Int32
    arc_length: Int32
    edge_length: Int32
    edge_first: Int32
    edge_last: Int32
    end_of_node: Int32


@inlined
def _share(end, here, other, along, whole, spent):
    """Share of an edge between a point and an end of it, for what the part cost: `along` when that is the end `here`.

    An edge that ends where it begins has both parts at one node: then the cost tells which one was travelled.
    """
    if end != here:
        return 1.0 - along
    if here == other and (whole < 0 or np.rint(along * whole) != spent):
        return 1.0 - along
    return along


@kernel
def lengths_from(graph, lengths, points, source, targets, limit, space, marks, length, out_cost, out_length):
    """Least cost, and the length of that way, from one point to every target within a limit.

    lengths: `Lengths` of the graph; points, targets: `Points` of it; length float64 (n,) is scratch.
    Fills out_cost int32 (k,), UNREACHED beyond the limit, and out_length float64 (k,) metres, infinite beyond. The
    way between a point and its street counts as cost, not as length.
    """
    dist, parent, order = space.dist, space.parent, space.order
    arc_tail, arc_length, edge_length = lengths.arc_tail, lengths.arc_length, lengths.edge_length
    first, last, end_of_node = lengths.edge_first, lengths.edge_last, lengths.end_of_node
    out_cost[:] = UNREACHED
    out_length[:] = np.inf
    settled = seek(graph, points, source, limit, space)
    count = collect(points, source, settled, targets, limit, space, marks)
    for rank in range(settled):
        node = order[rank]
        arc = parent[node]
        if arc < 0:
            edge = points.edge[source]
            part = _share(
                end_of_node[node], first[edge], last[edge], points.along[source], points.backward[edge],
                dist[node] - points.aside[source],
            )  # fmt: skip
            length[node] = part * edge_length[edge]
        else:
            length[node] = length[arc_tail[arc]] + arc_length[arc]
    for k in range(count):
        target = marks.found[k]
        out_cost[target] = marks.cost[target]
    offset, point, cost = targets.arrive_offset, targets.arrive_point, targets.arrive_cost
    for rank in range(settled):
        node = order[rank]
        for k in range(offset[node], offset[node + 1]):
            target = point[k]
            if cost[k] > limit - dist[node] or dist[node] + cost[k] != out_cost[target]:
                continue
            edge = targets.edge[target]
            part = _share(
                end_of_node[node], first[edge], last[edge], targets.along[target], targets.forward[edge],
                cost[k] - targets.aside[target],
            )  # fmt: skip
            out_length[target] = min(out_length[target], (length[node] + part * edge_length[edge]) / 1000.0)
    for k in range(count):
        target = marks.found[k]
        if np.isinf(out_length[target]):  # along the edge that both stand on
            gap = abs(targets.along[target] - points.along[source])
            out_length[target] = gap * edge_length[targets.edge[target]] / 1000.0
    return settled
