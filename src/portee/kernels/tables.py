"""From points on edges to points on edges: who is within a limit of whom, and at what cost.

Points sit on edges, between two nodes. A point is left through the arcs that start on its edge and reached
through the arcs that end there; two points of one edge also meet along it, without passing a node.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import inlined, kernel
from portee.kernels.shortest import search

__all__ = [
    "PointSpace",
    "Points",
    "collect",
    "point_space",
    "points_from_node_costs",
    "reach_table",
    "seek",
    "transposed",
]


class Points(NamedTuple):
    """k points attached to the edges of one graph.

    leave_offset int32 (k + 1,) into leave_node, leave_cost int32: where a search from the point starts.
    arrive_offset int32 (n + 1,) by node, into arrive_point, arrive_cost int32: which points a settled node opens.
    edge int32 (k,), -1 for a point that is not attached; along float64 (k,) in [0, 1] from the edge's start;
    aside int32 (k,): cost between the point and its edge.
    edge_sorted int32 (k,) with point_by_edge int32 (k,): the points in order of their edge.
    forward, backward int32: cost of each edge by direction, negative where forbidden.
    """

    leave_offset: npt.NDArray[np.int32]
    leave_node: npt.NDArray[np.int32]
    leave_cost: npt.NDArray[np.int32]
    arrive_offset: npt.NDArray[np.int32]
    arrive_point: npt.NDArray[np.int32]
    arrive_cost: npt.NDArray[np.int32]
    edge: npt.NDArray[np.int32]
    along: npt.NDArray[np.float64]
    aside: npt.NDArray[np.int32]
    edge_sorted: npt.NDArray[np.int32]
    point_by_edge: npt.NDArray[np.int32]
    forward: npt.NDArray[np.int32]
    backward: npt.NDArray[np.int32]


class PointSpace(NamedTuple):
    """Scratch for the points reached by one search: cost int32 (k,) valid where stamp == era[0]; found lists them."""

    cost: npt.NDArray[np.int32]
    stamp: npt.NDArray[np.int32]
    era: npt.NDArray[np.int32]
    found: npt.NDArray[np.int32]


def point_space(points: int) -> PointSpace:
    """Scratch for up to `points` targets."""
    return PointSpace(
        np.zeros(points, np.int32), np.zeros(points, np.int32), np.zeros(1, np.int32), np.zeros(points, np.int32)
    )


@inlined
def _offer(best, stamp, found, era, point, cost, count):
    """Keep the least cost of a point. Returns the count of points found."""
    if stamp[point] != era:
        stamp[point] = era
        best[point] = cost
        found[count] = point
        return count + 1
    best[point] = min(best[point], cost)
    return count


@kernel
def points_from_node_costs(space, settled, targets, limit, marks):
    """Costs of the targets opened by the nodes settled in the last search. Returns how many are within the limit."""
    best, stamp, found, order, dist = marks.cost, marks.stamp, marks.found, space.order, space.dist
    offset, point, cost = targets.arrive_offset, targets.arrive_point, targets.arrive_cost
    marks.era[0] += 1
    era = marks.era[0]
    count = 0
    for rank in range(settled):
        node = order[rank]
        near = dist[node]
        for k in range(offset[node], offset[node + 1]):
            if cost[k] <= limit - near:
                count = _offer(best, stamp, found, era, point[k], near + cost[k], count)
    return count


@kernel
def _along_own_edge(sources, source, targets, limit, marks, count):
    edge = sources.edge[source]
    first = np.searchsorted(targets.edge_sorted, edge)
    for k in range(first, len(targets.edge_sorted)):
        if targets.edge_sorted[k] != edge:
            break
        target = targets.point_by_edge[k]
        gap = targets.along[target] - sources.along[source]
        whole = targets.forward[edge] if gap >= 0 else targets.backward[edge]
        if whole < 0 and gap == 0:  # in one place of a street that runs the other way only
            whole = targets.backward[edge]
        if whole < 0:
            continue
        cost = np.int64(np.rint(abs(gap) * whole)) + sources.aside[source] + targets.aside[target]
        if cost <= limit:
            count = _offer(marks.cost, marks.stamp, marks.found, marks.era[0], target, cost, count)
    return count


@kernel
def seek(graph, sources, source, limit, space):
    """Bounded search from one point; returns how many nodes were settled."""
    lo, hi = sources.leave_offset[source], sources.leave_offset[source + 1]
    return search(graph, sources.leave_node[lo:hi], sources.leave_cost[lo:hi], limit, space)


@kernel
def collect(sources, source, settled, targets, limit, space, marks):
    """Targets within the limit of the search just made from a point, listed in `marks`; returns how many."""
    count = points_from_node_costs(space, settled, targets, limit, marks)
    if sources.edge[source] >= 0:
        count = _along_own_edge(sources, source, targets, limit, marks, count)
    return count


@kernel
def reach_table(graph, sources, lo, hi, targets, limit, space, marks):
    """All pairs (source in lo .. hi, target) within the limit, in compressed rows.

    Returns offset int64 (hi - lo + 1,), target int32, cost int32; each row in rising order of target.
    """
    offset = np.zeros(hi - lo + 1, np.int64)
    room = 1024
    target = np.empty(room, np.int32)
    cost = np.empty(room, np.int32)
    size = 0
    for source in range(lo, hi):
        settled = seek(graph, sources, source, limit, space)
        count = collect(sources, source, settled, targets, limit, space, marks)
        if size + count > room:
            room = 2 * (size + count)
            wider = np.empty(room, np.int32)
            wider[:size] = target[:size]
            target = wider
            wider = np.empty(room, np.int32)
            wider[:size] = cost[:size]
            cost = wider
        found = np.sort(marks.found[:count])
        for k in range(count):
            target[size + k] = found[k]
            cost[size + k] = marks.cost[found[k]]
        size += count
        offset[source - lo + 1] = size
    return offset, target[:size].copy(), cost[:size].copy()


@kernel
def transposed(offset, target, cost, targets):
    """The same pairs by target: offset int64 (targets + 1,), source int32, cost int32, sources rising."""
    turned = np.zeros(targets + 1, np.int64)
    for k in range(len(target)):
        turned[target[k] + 1] += 1
    for t in range(targets):
        turned[t + 1] += turned[t]
    slot = turned[:-1].copy()
    source = np.empty(len(target), np.int32)
    price = np.empty(len(target), np.int32)
    for row in range(len(offset) - 1):
        for k in range(offset[row], offset[row + 1]):
            place = slot[target[k]]
            source[place] = row
            price[place] = cost[k]
            slot[target[k]] = place + 1
    return turned, source, price
