"""What the way of least cost amounts to in another cost: the minutes of a way that was chosen for its comfort."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import inlined, kernel
from portee.kernels.shortest import UNREACHED
from portee.kernels.tables import collect, seek

__all__ = ["Carried", "carried_from"]

Int32 = npt.NDArray[np.int32]


class Carried(NamedTuple):
    """Another cost of one graph as it is searched.

    arc_tail, arc int32 (a,): tail and other cost of each arc; ahead, against int32 (e,): other cost of each edge from
    its first end and from its last one, as searched; first, last int32 (e,): ends of each edge; end_of_node int32 (n,):
    the end that each node stands for.
    """

    arc_tail: Int32
    arc: Int32
    ahead: Int32
    against: Int32
    first: Int32
    last: Int32
    end_of_node: Int32


@inlined
def _part(at_first, whole, other, along, ahead, against, spent, leaving):
    """Other cost of the part of an edge between a point and one of its ends.

    at_first: whether that is the first end, or both: then the cost that was spent tells which part was travelled.
    whole: cost of the part's direction when the end is the first one. ahead, against: other cost of the whole edge.
    """
    if at_first and other and (whole < 0 or np.rint(along * whole) != spent):
        at_first = False
    if at_first:
        return np.rint(along * (against if leaving else ahead))
    return np.rint((1.0 - along) * (ahead if leaving else against))


@kernel
def carried_from(graph, carried, points, source, targets, limit, space, marks, sums, out_cost, out_other):
    """Least cost, and the other cost of that way, from one point to every target within a limit.

    carried: `Carried` of the graph; points, targets: `Points` of it; sums int32 (n,) is scratch.
    Fills out_cost and out_other int32 (k,), UNREACHED beyond the limit. The way between a point and its street counts
    alike in both. Of several ways of least cost one with the least other cost at its last junction counts.
    """
    dist, parent, order = space.dist, space.parent, space.order
    out_cost[:] = UNREACHED
    out_other[:] = UNREACHED
    settled = seek(graph, points, source, limit, space)
    count = collect(points, source, settled, targets, limit, space, marks)
    for rank in range(settled):
        node = order[rank]
        arc = parent[node]
        if arc < 0:
            edge, end = points.edge[source], carried.end_of_node[node]
            part = _part(
                end == carried.first[edge], points.backward[edge], end == carried.last[edge], points.along[source],
                carried.ahead[edge], carried.against[edge], dist[node] - points.aside[source], True,
            )  # fmt: skip
            sums[node] = np.int32(part) + points.aside[source]
        else:
            sums[node] = sums[carried.arc_tail[arc]] + carried.arc[arc]
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
            edge, end = targets.edge[target], carried.end_of_node[node]
            part = _part(
                end == carried.first[edge], targets.forward[edge], end == carried.last[edge], targets.along[target],
                carried.ahead[edge], carried.against[edge], cost[k] - targets.aside[target], False,
            )  # fmt: skip
            out_other[target] = min(out_other[target], sums[node] + np.int32(part) + targets.aside[target])
    for k in range(count):
        target = marks.found[k]
        if out_other[target] != UNREACHED:
            continue
        # Along the edge that both stand on.
        edge = targets.edge[target]
        gap = targets.along[target] - points.along[source]
        ahead = gap > 0 or (gap == 0 and points.forward[edge] >= 0)
        whole = carried.ahead[edge] if ahead else carried.against[edge]
        out_other[target] = np.int32(np.rint(abs(gap) * whole)) + points.aside[source] + targets.aside[target]
    return settled
