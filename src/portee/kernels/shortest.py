"""Bounded shortest paths on a directed graph with integer costs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.jit import inlined, kernel

__all__ = ["UNREACHED", "Graph", "Workspace", "search", "workspace"]

UNREACHED = np.int32(2_147_483_647)


class Graph(NamedTuple):
    """Directed graph in compressed rows: arcs of node i are `offset[i] .. offset[i + 1]`.

    offset int32 (n + 1,), head int32 (a,), cost int32 (a,) ≥ 0.
    """

    offset: npt.NDArray[np.int32]
    head: npt.NDArray[np.int32]
    cost: npt.NDArray[np.int32]


class Workspace(NamedTuple):
    """Scratch of one search thread over n nodes, made once and reused without clearing.

    dist int32 (n,) is valid where stamp (n,) equals era[0]; parent int32 (n,) is the arc used, -1 at a seed;
    order int32 (n,) lists settled nodes by rising distance; heap_* hold the queue.
    """

    dist: npt.NDArray[np.int32]
    stamp: npt.NDArray[np.int32]
    era: npt.NDArray[np.int32]
    parent: npt.NDArray[np.int32]
    order: npt.NDArray[np.int32]
    heap_cost: npt.NDArray[np.int32]
    heap_node: npt.NDArray[np.int32]
    place: npt.NDArray[np.int32]


def workspace(nodes: int) -> Workspace:
    """Scratch for graphs of up to `nodes` nodes."""
    return Workspace(
        dist=np.zeros(nodes, np.int32),
        stamp=np.zeros(nodes, np.int32),
        era=np.zeros(1, np.int32),
        parent=np.zeros(nodes, np.int32),
        order=np.zeros(nodes, np.int32),
        heap_cost=np.zeros(nodes + 1, np.int32),
        heap_node=np.zeros(nodes + 1, np.int32),
        place=np.zeros(nodes, np.int32),
    )


@inlined
def _sift_up(heap_cost, heap_node, place, slot):
    cost, node = heap_cost[slot], heap_node[slot]
    while slot > 0:
        above = (slot - 1) >> 2
        if heap_cost[above] <= cost:
            break
        heap_cost[slot] = heap_cost[above]
        heap_node[slot] = heap_node[above]
        place[heap_node[slot]] = slot
        slot = above
    heap_cost[slot] = cost
    heap_node[slot] = node
    place[node] = slot


@inlined
def _sift_down(heap_cost, heap_node, place, size):
    cost, node = heap_cost[0], heap_node[0]
    slot = 0
    while True:
        child = 4 * slot + 1
        if child >= size:
            break
        least = child
        for other in range(child + 1, min(child + 4, size)):
            if heap_cost[other] < heap_cost[least]:
                least = other
        if heap_cost[least] >= cost:
            break
        heap_cost[slot] = heap_cost[least]
        heap_node[slot] = heap_node[least]
        place[heap_node[slot]] = slot
        slot = least
    heap_cost[slot] = cost
    heap_node[slot] = node
    place[node] = slot


@kernel
def search(graph, seed_node, seed_cost, limit, space):
    """Dijkstra from several seeds, settling nodes at distance ≤ limit. Returns how many were settled.

    Nodes seen beyond the limit are not queued. Distances are read from `space` (see `Workspace`).
    """
    offset, head, cost = graph.offset, graph.head, graph.cost
    dist, stamp, parent, order, place = space.dist, space.stamp, space.parent, space.order, space.place
    heap_cost, heap_node = space.heap_cost, space.heap_node
    if space.era[0] == 2_147_483_646:
        stamp[:] = 0
        space.era[0] = 0
    space.era[0] += 1
    era = space.era[0]
    size = 0
    for i in range(len(seed_node)):
        node, start = seed_node[i], seed_cost[i]
        if start > limit or (stamp[node] == era and dist[node] <= start):
            continue
        if stamp[node] != era:
            stamp[node] = era
            place[node] = size
            size += 1
        dist[node] = start
        parent[node] = -1
        slot = place[node]
        heap_cost[slot] = start
        heap_node[slot] = node
        _sift_up(heap_cost, heap_node, place, slot)
    settled = 0
    while size > 0:
        near = heap_cost[0]
        node = heap_node[0]
        size -= 1
        if size > 0:
            heap_cost[0] = heap_cost[size]
            heap_node[0] = heap_node[size]
            _sift_down(heap_cost, heap_node, place, size)
        order[settled] = node
        settled += 1
        for arc in range(offset[node], offset[node + 1]):
            if cost[arc] > limit - near:
                continue
            far = near + cost[arc]
            other = head[arc]
            if stamp[other] == era:
                if dist[other] <= far:
                    continue
            else:
                stamp[other] = era
                place[other] = size
                size += 1
            dist[other] = far
            parent[other] = arc
            slot = place[other]
            heap_cost[slot] = far
            heap_node[slot] = other
            _sift_up(heap_cost, heap_node, place, slot)
    return settled
