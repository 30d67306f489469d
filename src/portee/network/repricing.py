"""The graph of a mode, and the walks between stops, after some streets changed: made from those before.

What is made is bit for bit what `mode_graph` and `stop_walks` make anew, in a time that goes with what changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from portee.kernels.shortest import Graph, search, workspace
from portee.kernels.tables import point_space, reach_table
from portee.network.footpaths import StopWalks, stop_walks
from portee.network.modegraph import ModeGraph, mode_graph
from portee.network.snapping import Snapped, attach
from portee.network.streets import Streets

__all__ = ["repriced", "walks_after"]

Bool = npt.NDArray[np.bool_]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]

WHOLE_SHARE = 0.3
"""Share of streets, or of stops, that changed beyond which all is made anew: patching would take as long."""

ROUNDED = 10
"""Cost units by which a way there and the same way back may differ: each end of it is rounded by itself."""


class _Arcs(NamedTuple):
    """Arcs to add: the row they go to, the other end, cost and edge code, in this order of rows."""

    row: Int32
    head: Int32
    cost: Int32
    code: Int32


def _changed(before: ModeGraph, forward: Int32, backward: Int32) -> Bool:
    """Edges that cost something else, or are new: bool (e,)."""
    known = len(before.forward)
    changed = np.ones(len(forward), np.bool_)
    changed[:known] = (forward[:known] != before.forward) | (backward[:known] != before.backward)
    return changed


def _ranges(offset: npt.NDArray[np.integer], rows: npt.NDArray[np.integer]) -> tuple[Int64, Int64]:
    """Places of all arcs of some rows, and which of the rows each is of."""
    first = offset[rows].astype(np.int64)
    counts = offset[rows + 1] - first
    owner = np.repeat(np.arange(len(rows)), counts)
    return np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts), owner


def repriced(before: ModeGraph, streets: Streets) -> ModeGraph:
    """The graph of other costs of a mode. Places may enter where they could before, and not by a new street.

    Args:
        before: the graph of streets that differ from these in costs, and in the edges that are added at the end.
        streets: with the new costs of the mode.
    """
    mode = before.mode
    forward, backward = streets.cost_forward[mode], streets.cost_backward[mode]
    main = np.concatenate([before.main, np.zeros(len(forward) - len(before.main), np.bool_)])
    main = before.main if len(main) == len(before.main) else main
    changed = _changed(before, forward, backward)
    edges = np.flatnonzero(changed).astype(np.int32)
    if len(edges) > WHOLE_SHARE * len(forward):
        return mode_graph(streets, mode, main=main)
    made = _patched(before, streets, forward, backward, changed, edges)
    if made is None:
        return mode_graph(streets, mode, main=main)
    (ahead, ahead_edge), (back, back_edge) = made
    return replace(
        before, ahead=ahead, ahead_edge=ahead_edge, back=back, back_edge=back_edge, forward=forward, backward=backward,
        main=main,
    )  # fmt: skip


def _patched(
    before: ModeGraph, streets: Streets, forward: Int32, backward: Int32, changed: Bool, edges: Int32
) -> list[tuple[Graph, Int32]] | None:
    """Both ways of searching; None where copies of junctions, made for forbidden turns, come or go."""
    junctions = streets.node_count
    nodes = np.unique(np.concatenate([streets.edge_from[edges], streets.edge_to[edges]]))
    of_copy = before.node_of_copy[junctions:]
    more = _new_arcs(before, streets, forward, backward, edges)
    if len(of_copy) or len(streets.car_turn_from):
        turning = np.isin(more.code >> 1, np.concatenate([streets.car_turn_from, streets.car_turn_to]))
        if before.mode == "car" and (turning.any() or np.isin(more.row, of_copy).any()):
            return None
    rows = np.concatenate([nodes, junctions + np.flatnonzero(np.isin(of_copy, nodes))]).astype(np.int64)
    found: list[tuple[Graph, Int32]] = []
    for way, graph, codes in (("ahead", before.ahead, before.ahead_edge), ("back", before.back, before.back_edge)):
        places, _ = _ranges(graph.offset, rows)
        places = places[changed[codes[places] >> 1]]
        code = codes[places]
        now = np.where(code & 1, backward[code >> 1], forward[code >> 1])
        gone = places[now < 0]
        if way == "ahead" and (graph.head[gone] >= junctions).any():
            return None
        cost = np.array(graph.cost)
        cost[places] = now
        made = Graph(graph.offset, graph.head, cost), codes
        if len(gone):
            made = _without(*made, gone)
        if len(more.row):
            made = _with(*made, more if way == "ahead" else _turned(more))
        found.append(made)
    return found


def _new_arcs(before: ModeGraph, streets: Streets, forward: Int32, backward: Int32, edges: Int32) -> _Arcs:
    """Arcs of some edges that there were none of before, by tail, head and edge."""
    known = len(before.forward)
    old = edges < known
    parts = []
    for now, was, ends, against in (
        (forward, before.forward, (streets.edge_from, streets.edge_to), 0),
        (backward, before.backward, (streets.edge_to, streets.edge_from), 1),
    ):
        shut = np.ones(len(edges), np.bool_)
        shut[old] = was[edges[old]] < 0
        added = edges[shut & (now[edges] >= 0)]
        parts.append((ends[0][added], ends[1][added], now[added], added * 2 + against))
    tail, head, cost, code = (np.concatenate(part).astype(np.int32) for part in zip(*parts, strict=True))
    order = np.lexsort((code, head, tail))
    return _Arcs(tail[order], head[order], cost[order], code[order])


def _turned(arcs: _Arcs) -> _Arcs:
    """The same arcs by their head."""
    order = np.lexsort((arcs.code, arcs.row, arcs.head))
    return _Arcs(arcs.head[order], arcs.row[order], arcs.cost[order], arcs.code[order])


def _shifted(offset: Int32, rows: npt.NDArray[np.integer], by: int) -> Int32:
    """Offsets of rows of which some have one arc more, or less, for each time they are named."""
    steps = np.bincount(rows + 1, minlength=len(offset)).astype(np.int32)
    return (offset + by * np.cumsum(steps, dtype=np.int32)).astype(np.int32)


def _without(graph: Graph, codes: Int32, gone: Int64) -> tuple[Graph, Int32]:
    rows = np.searchsorted(graph.offset, gone, side="right") - 1
    head, cost, code = (_cut(column, gone) for column in (graph.head, graph.cost, codes))
    return Graph(_shifted(graph.offset, rows, -1), head, cost), code


def _cut(column: Int32, gone: Int64) -> Int32:
    """A column without some places, rising; whole runs are copied at once."""
    ends = np.concatenate([gone, [len(column)]])
    starts = np.concatenate([[0], gone + 1])
    kept = np.flatnonzero(starts < ends)
    return np.concatenate([column[:0], *(column[starts[k] : ends[k]] for k in kept.tolist())])


def _with(graph: Graph, codes: Int32, arcs: _Arcs) -> tuple[Graph, Int32]:
    places, owner = _ranges(graph.offset, arcs.row.astype(np.int64))
    head, code = graph.head[places], codes[places]
    first = (head < arcs.head[owner]) | ((head == arcs.head[owner]) & (code < arcs.code[owner]))
    at = graph.offset[arcs.row] + np.bincount(owner[first], minlength=len(arcs.row))
    made = (
        np.insert(column, at, more)
        for column, more in ((graph.head, arcs.head), (graph.cost, arcs.cost), (codes, arcs.code))
    )
    heads, costs, edges = made
    return Graph(_shifted(graph.offset, arcs.row, 1), heads, costs), edges


def walks_after(
    before: ModeGraph, after: ModeGraph, streets: Streets, known: Snapped, stops: Snapped, walks: StopWalks
) -> StopWalks:
    """Walks between stops once streets changed, or stops were added: of stops that can come to neither, as before.

    Args:
        before, after: graphs of the mode that is walked; after: of `streets`.
        known: where the stops were, of which `walks` were made. stops: where they are: the same, then new ones.
    """
    again = _stops_to_walk_from(before, after, streets, known, stops, walks.limit)
    rows = np.flatnonzero(again)
    count = len(stops.edge)
    if not len(rows):
        return walks
    if len(rows) > WHOLE_SHARE * count:
        return stop_walks(after, stops, walks.limit)
    some = Snapped(stops.edge[rows], stops.along[rows], stops.aside_mm[rows])
    space, marks = workspace(after.node_count), point_space(count)
    sources, targets = attach(after, some), attach(after, stops)
    offset, to, cost = reach_table(after.ahead, sources, 0, len(rows), targets, walks.limit, space, marks)
    row = np.repeat(rows, np.diff(offset))
    others = row != to
    counts = np.bincount(row[others], minlength=count)
    old = np.zeros(count, np.int64)
    old[: len(known.edge)] = np.diff(walks.offset)
    counts[~again] = old[~again]
    stay = np.repeat(~again[: len(known.edge)], np.diff(walks.offset))
    new = np.repeat(again, counts)
    columns = []
    for was, now in ((walks.to, to), (walks.cost, cost)):
        column = np.empty(len(new), np.int32)
        column[~new], column[new] = was[stay], now[others]
        columns.append(column)
    return StopWalks(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), columns[0], columns[1], walks.limit)


def _stops_to_walk_from(
    before: ModeGraph, after: ModeGraph, streets: Streets, known: Snapped, stops: Snapped, limit: int
) -> Bool:
    """Stops that are new, stand on a changed street, or can come to an end of one, or to a new stop: bool (s,)."""
    count, old = len(stops.edge), len(known.edge)
    again = np.zeros(count, np.bool_)
    again[old:] = True
    changed = _changed(before, after.forward, after.backward)
    again |= (stops.edge >= 0) & changed[stops.edge]
    edges = np.flatnonzero(changed)
    space = workspace(after.node_count)
    if len(edges):
        ends = np.unique(np.concatenate([streets.edge_from[edges], streets.edge_to[edges]])).astype(np.int32)
        search(before.back, ends, np.zeros(len(ends), np.int32), limit, space)
        points = attach(before, known)
        near = (space.stamp == space.era[0])[points.leave_node]
        cost = points.leave_cost[near].astype(np.int64) + space.dist[points.leave_node[near]]
        owner = np.repeat(np.arange(old), np.diff(points.leave_offset))[near]
        again[owner[cost <= limit]] = True
    if count > old:
        new = Snapped(stops.edge[old:], stops.along[old:], stops.aside_mm[old:])
        sources, targets = attach(after, new, towards=True), attach(after, stops, towards=True)
        _, found, _ = reach_table(
            after.back, sources, 0, count - old, targets, limit + ROUNDED, space, point_space(count)
        )  # fmt: skip
        again[found] = True
    return again
