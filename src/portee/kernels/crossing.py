"""Which streets the ways from a place go by, what going round one of them costs, and what is left without it."""

from __future__ import annotations

import numpy as np

from portee.kernels.jit import kernel
from portee.kernels.shortest import UNREACHED, search
from portee.kernels.tables import collect, seek

__all__ = ["detour_cost", "worth_through_edges", "worth_without_edge"]

FIRST_TRY, WIDER = 8, 4
"""A detour is looked for within this many times the arc's cost, then as many times wider each time."""


@kernel
def worth_through_edges(
    graph, arc_tail, arc_edge, detour, points, source, targets, limit, worth, space, marks, last, seen, bound
):
    """Worth of the targets within a limit of a point, and for each edge of those that may be lost when it is closed.

    arc_tail, arc_edge int32 (a,): tail and edge of each arc. detour int32 (a,): what going round the edge of an arc
    adds at most, UNREACHED where that is not known; a target stays within the limit if its way and that do.
    points, targets: `Points` of the graph; worth float64 (k,) of targets. The edges where the point and a target stand
    cannot be gone round.
    last int32 (k,), seen int32 (e,): scratch. Adds to bound float64 (e,). Returns the worth within the limit.
    """
    dist, parent, order = space.dist, space.parent, space.order
    settled = seek(graph, points, source, limit, space)
    count = collect(points, source, settled, targets, limit, space, marks)
    for k in range(count):
        last[marks.found[k]] = -1
    offset, point, cost = targets.arrive_offset, targets.arrive_point, targets.arrive_cost
    for rank in range(settled):
        node = order[rank]
        for k in range(offset[node], offset[node + 1]):
            if cost[k] <= limit - dist[node] and dist[node] + cost[k] == marks.cost[point[k]]:
                last[point[k]] = node
    seen[:] = -1
    total = 0.0
    own = points.edge[source]
    for k in range(count):
        target = marks.found[k]
        value = worth[target]
        if value == 0.0:
            continue
        total += value
        bound[own] += value
        seen[own] = target
        there = targets.edge[target]
        if there != own:
            bound[there] += value
            seen[there] = target
        node = last[target]
        spare = limit - marks.cost[target]
        while node >= 0 and parent[node] >= 0:
            arc = parent[node]
            edge = arc_edge[arc]
            if detour[arc] > spare and seen[edge] != target:
                bound[edge] += value
                seen[edge] = target
            node = arc_tail[arc]
    return total


@kernel
def detour_cost(graph, tail, head, direct, limit, space):
    """What going from a node to another costs more than an arc of cost `direct`, which the graph does not have.

    UNREACHED where that is beyond the limit; 0 where it costs no more.
    """
    start, nothing = np.empty(1, np.int32), np.zeros(1, np.int32)
    start[0] = tail
    within = min(np.int64(limit), max(np.int64(direct) * FIRST_TRY, np.int64(1)))
    while True:
        search(graph, start, nothing, within, space)
        if space.stamp[head] == space.era[0]:
            return max(np.int64(space.dist[head]) - direct, np.int64(0))
        if within >= limit:
            return np.int64(UNREACHED)
        within = min(np.int64(limit), within * WIDER)


@kernel
def worth_without_edge(graph, points, source, targets, limit, worth, closed, space, marks):
    """Worth of the targets within a limit of a point when an edge is closed.

    graph: its arcs on the closed edge cost UNREACHED. Points and targets on that edge cannot be left or reached.
    """
    if points.edge[source] == closed:
        return 0.0
    settled = seek(graph, points, source, limit, space)
    count = collect(points, source, settled, targets, limit, space, marks)
    total = 0.0
    for k in range(count):
        target = marks.found[k]
        if targets.edge[target] != closed:
            total += worth[target]
    return total
