"""The directed graph of one mode, derived from the streets: arcs, forbidden turns, the connected main part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from portee.kernels.shortest import Graph
from portee.network.streets import Streets

__all__ = ["ISLAND_NODES", "ModeGraph", "mode_graph"]

Int32 = npt.NDArray[np.int32]

ISLAND_NODES = 40
"""Junctions that make a disconnected piece an island people live on, not a courtyard or a mapping mistake."""


@dataclass(frozen=True, eq=False)
class ModeGraph:
    """Arcs that one mode may use, both ways of searching.

    Forbidden turns make copies of a junction: whoever comes from the restricted edge arrives in a copy that lacks the
    forbidden exits. n nodes with copies, a arcs, e edges.

    Attributes:
        mode: one of `portee.network.streets.MODES`.
        ahead: arcs leaving each node; ahead_edge int32 (a,): the street edge of each arc, as edge × 2 + (1 when
            travelled against the edge's direction).
        back: the same arcs by their head, for searching towards a point; back_edge likewise.
        node_of_copy: int32 (n,), the street node each node stands for.
        forward, backward: int32 (e,), cost of an edge by direction, negative where forbidden.
        main: bool (e,), edges where points may attach: the largest connected part, and islands of ISLAND_NODES or more.
    """

    mode: str
    ahead: Graph
    ahead_edge: Int32
    back: Graph
    back_edge: Int32
    node_of_copy: Int32
    forward: Int32
    backward: Int32
    main: npt.NDArray[np.bool_]

    @property
    def node_count(self) -> int:
        return len(self.node_of_copy)

    def searching(self, towards: bool) -> Graph:
        """The graph to search from a point (`towards` False) or to a point (True)."""
        return self.back if towards else self.ahead


def _rows(tail: Int32, head: Int32, cost: Int32, edge: Int32, nodes: int) -> tuple[Graph, Int32]:
    order = np.lexsort((edge, head, tail))
    offset = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(tail, minlength=nodes), out=offset[1:])
    return Graph(offset, head[order], cost[order]), edge[order]


def _with_turn_copies(
    streets: Streets, tail: Int32, head: Int32, cost: Int32, edge: Int32
) -> tuple[Int32, Int32, Int32, Int32, Int32]:
    """Arcs with one copy of a junction per restricted way of entering it; the copies' street nodes come last."""
    nodes = streets.node_count
    entering: dict[tuple[int, int], list[int]] = {}
    turns = zip(
        streets.car_turn_from.tolist(), streets.car_turn_via.tolist(), streets.car_turn_to.tolist(), strict=True
    )
    for come, via, go in turns:
        entering.setdefault((come, via), []).append(go)
    if not entering:
        return tail, head, cost, edge, np.arange(nodes, dtype=np.int32)
    by_tail = np.argsort(tail, kind="stable")
    start = np.searchsorted(tail[by_tail], np.arange(nodes + 1))
    head = head.copy()
    street_node = list(range(nodes))
    more: list[tuple[int, int, int, int]] = []
    arcs_of_edge: dict[int, list[int]] = {}
    wanted = np.isin(edge >> 1, np.array([come for come, _ in entering], np.int32))
    for arc in np.flatnonzero(wanted).tolist():
        arcs_of_edge.setdefault(int(edge[arc]) >> 1, []).append(arc)
    for (come, via), banned in sorted(entering.items()):
        copy = len(street_node)
        used = False
        for arc in arcs_of_edge.get(come, []):
            if head[arc] == via:
                head[arc] = copy
                used = True
        if not used:
            continue
        street_node.append(via)
        for arc in by_tail[start[via] : start[via + 1]].tolist():
            if int(edge[arc]) >> 1 not in banned:
                more.append((copy, arc, int(cost[arc]), int(edge[arc])))
    if more:
        # heads are read last: an exit may itself lead into a restricted junction
        tail = np.concatenate([tail, np.array([m[0] for m in more], np.int32)])
        head = np.concatenate([head, head[np.array([m[1] for m in more], np.int64)]])
        cost = np.concatenate([cost, np.array([m[2] for m in more], np.int32)])
        edge = np.concatenate([edge, np.array([m[3] for m in more], np.int32)])
    return tail, head, cost, edge, np.array(street_node, np.int32)


def _main_part(streets: Streets, permitted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Edges of the part with the greatest street length and of every island large enough, directions ignored."""
    nodes = streets.node_count
    ends = streets.edge_from[permitted], streets.edge_to[permitted]
    joined = coo_array((np.ones(len(ends[0]), np.int8), ends), shape=(nodes, nodes))
    parts, label = connected_components(joined, directed=False)
    edge_label = label[streets.edge_from]
    length = np.bincount(edge_label[permitted], weights=streets.edge_length_mm[permitted].astype(np.float64))
    if not len(length):
        return permitted
    kept = np.bincount(label, minlength=parts) >= ISLAND_NODES
    kept[int(np.argmax(length))] = True
    main: npt.NDArray[np.bool_] = permitted & kept[edge_label]
    return main


def mode_graph(streets: Streets, mode: str, *, main: npt.NDArray[np.bool_] | None = None) -> ModeGraph:
    """Derive the graph of a mode from the streets and their costs; main: where that is known already."""
    forward, backward = streets.cost_forward[mode], streets.cost_backward[mode]
    ahead = np.flatnonzero(forward >= 0).astype(np.int32)
    against = np.flatnonzero(backward >= 0).astype(np.int32)
    tail = np.concatenate([streets.edge_from[ahead], streets.edge_to[against]]).astype(np.int32)
    head = np.concatenate([streets.edge_to[ahead], streets.edge_from[against]]).astype(np.int32)
    cost = np.concatenate([forward[ahead], backward[against]]).astype(np.int32)
    edge = np.concatenate([ahead * 2, against * 2 + 1]).astype(np.int32)
    copies = np.arange(streets.node_count, dtype=np.int32)
    if mode == "car":
        tail, head, cost, edge, copies = _with_turn_copies(streets, tail, head, cost, edge)
    nodes = len(copies)
    ahead_graph, ahead_edge = _rows(tail, head, cost, edge, nodes)
    back_graph, back_edge = _rows(head, tail, cost, edge, nodes)
    return ModeGraph(
        mode=mode,
        ahead=ahead_graph,
        ahead_edge=ahead_edge,
        back=back_graph,
        back_edge=back_edge,
        node_of_copy=copies,
        forward=forward,
        backward=backward,
        main=_main_part(streets, (forward >= 0) | (backward >= 0)) if main is None else main,
    )
