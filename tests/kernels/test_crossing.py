"""Streets that ways go by, and what closing one leaves, against plain searches street by street."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.crossing import detour_cost, worth_through_edges, worth_without_edge
from portee.kernels.shortest import UNREACHED, Graph, workspace
from portee.kernels.tables import point_space
from portee.network.modegraph import ModeGraph, mode_graph
from portee.network.snapping import attach, segment_grid, snap
from tests import naive
from tests.worlds import grid_streets, random_places

SEEDS = st.integers(0, 2**32 - 1)


def _arcs(graph: Graph, edge: np.ndarray, closed: int) -> list[tuple[int, int, int]]:
    tail = np.repeat(np.arange(len(graph.offset) - 1), np.diff(graph.offset))
    return [
        (int(t), int(h), int(c))
        for t, h, c, e in zip(tail, graph.head, graph.cost, edge, strict=True)
        if e >> 1 != closed
    ]


def _without(part: ModeGraph, closed: int) -> Graph:
    return part.ahead._replace(cost=np.where(part.ahead_edge >> 1 == closed, UNREACHED, part.ahead.cost))


@settings(max_examples=80)
@given(SEEDS, st.sampled_from([150_000, 400_000, 5_000_000]))
def test_going_round_an_arc(seed: int, limit: int) -> None:
    rng = np.random.default_rng(seed)
    part = mode_graph(grid_streets(5, 4, rng=rng), "bicycle")
    tail = np.repeat(np.arange(part.node_count), np.diff(part.ahead.offset))
    space = workspace(part.node_count)
    for arc in rng.permutation(len(tail))[:6].tolist():
        edge, start, end = int(part.ahead_edge[arc]) >> 1, int(tail[arc]), int(part.ahead.head[arc])
        own = int(part.ahead.cost[arc])
        found = naive.dijkstra(_arcs(part.ahead, part.ahead_edge, edge), {start: 0}, limit).get(end)
        expected = int(UNREACHED) if found is None else max(0, found - own)
        assert detour_cost(_without(part, edge), start, end, own, limit, space) == expected


@settings(max_examples=80)
@given(SEEDS, st.sampled_from([100_000, 300_000, 900_000]))
def test_closing_an_edge(seed: int, limit: int) -> None:
    """The bound with any true detours is never less than what is lost, and counts what stands on the edge."""
    rng = np.random.default_rng(seed)
    streets = grid_streets(5, 4, rng=rng)
    part = mode_graph(streets, "bicycle")
    grid = segment_grid(streets, part.main)
    places = [random_places(rng, count, 5, 4) for count in (3, 8)]
    ends = [snap(streets, grid, at.lon, at.lat) for at in places]
    starts, targets = (attach(part, at) for at in ends)
    worth = rng.integers(0, 4, 8).astype(np.float64)
    tail = np.repeat(np.arange(part.node_count, dtype=np.int32), np.diff(part.ahead.offset))
    edge, space, marks = (part.ahead_edge >> 1).astype(np.int32), workspace(part.node_count), point_space(8)
    around = np.array(
        [
            detour_cost(_without(part, int(edge[a])), tail[a], part.ahead.head[a], part.ahead.cost[a], limit, space)
            for a in range(len(edge))
        ],
        np.int32,
    )
    unknown = np.full(len(edge), UNREACHED, np.int32)
    roads = [
        (int(a), int(b), int(f), int(g))
        for a, b, f, g in zip(streets.edge_from, streets.edge_to, part.forward, part.backward, strict=True)
    ]
    sources, goals = (
        [(int(e), float(s), int(m)) for e, s, m in zip(at.edge, at.along, at.aside_mm, strict=True)] for at in ends
    )
    last, seen = np.empty(8, np.int32), np.empty(streets.edge_count, np.int32)
    for source in range(3):
        bounds = []
        pairs = naive.along_streets(roads, set(), [sources[source]], goals, limit)
        reached = sum(worth[target] for _, target in pairs)
        for detour in (unknown, around):
            bound = np.zeros(streets.edge_count)
            assert reached == worth_through_edges(
                part.ahead, tail, edge, detour, starts, source, targets, limit, worth, space, marks, last, seen, bound
            )
            bounds.append(bound)
        assert (bounds[1] <= bounds[0]).all()
        for closed in range(streets.edge_count):
            open_roads = [(a, b, -1, -1) if e == closed else (a, b, f, g) for e, (a, b, f, g) in enumerate(roads)]
            kept = naive.along_streets(open_roads, set(), [sources[source]], goals, limit)
            left = sum(worth[target] for _, target in kept)
            assert left == worth_without_edge(
                _without(part, closed), starts, source, targets, limit, worth, closed, space, marks
            )
            assert reached - left <= bounds[1][closed]
            standing = {target for _, target in pairs if closed in (sources[source][0], goals[target][0])}
            assert bounds[1][closed] >= sum(worth[target] for target in standing)
