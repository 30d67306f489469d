"""Bounded Dijkstra against the plain one: every node, every distance, every parent."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.shortest import UNREACHED, Graph, Workspace, search, workspace
from tests import naive

BIG = int(UNREACHED) - 1


def _graph(arcs: list[naive.Arc], nodes: int) -> tuple[Graph, list[naive.Arc]]:
    """The arcs in compressed rows, and the same arcs in the same order."""
    ordered = sorted(arcs)
    offset = np.zeros(nodes + 1, np.int32)
    for tail, _, _ in ordered:
        offset[tail + 1] += 1
    return Graph(
        np.cumsum(offset, dtype=np.int32),
        np.array([head for _, head, _ in ordered], np.int32),
        np.array([cost for _, _, cost in ordered], np.int32),
    ), ordered


def _search(graph: Graph, seeds: list[tuple[int, int]], limit: int, space: Workspace) -> dict[int, int]:
    nodes = np.array([node for node, _ in seeds], np.int32)
    costs = np.array([cost for _, cost in seeds], np.int32)
    settled = search(graph, nodes, costs, limit, space)
    order = space.order[:settled].tolist()
    assert len(set(order)) == len(order)
    distances = [int(space.dist[node]) for node in order]
    assert distances == sorted(distances)
    assert all(space.stamp[node] == space.era[0] for node in order)
    return dict(zip(order, distances, strict=True))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[naive.Arc]]:
    nodes = draw(st.integers(1, 12))
    node = st.integers(0, nodes - 1)
    return nodes, draw(st.lists(st.tuples(node, node, st.integers(0, 9)), max_size=40))


@given(graphs(), st.data(), st.integers(0, 25))
def test_every_node_within_the_limit_is_found_at_its_least_cost(
    made: tuple[int, list[naive.Arc]], data: st.DataObject, limit: int
) -> None:
    nodes, arcs = made
    graph, ordered = _graph(arcs, nodes)
    space = workspace(nodes)
    for _ in range(2):  # the second search starts from used scratch
        seeds = data.draw(st.lists(st.tuples(st.integers(0, nodes - 1), st.integers(0, 30)), max_size=4))
        least: dict[int, int] = {}
        for node, cost in seeds:
            least[node] = min(least.get(node, cost), cost)
        found = _search(graph, seeds, limit, space)
        assert found == naive.dijkstra(ordered, least, limit)
        for node, distance in found.items():
            arc = int(space.parent[node])
            if arc < 0:
                assert least[node] == distance
            else:
                tail, head, cost = ordered[arc]
                assert head == node
                assert found[tail] + cost == distance


def test_costs_near_the_end_of_the_integers_do_not_wrap_round() -> None:
    graph, _ = _graph([(0, 1, BIG - 5), (1, 2, 4), (1, 3, 6)], 4)
    assert _search(graph, [(0, 1)], BIG, workspace(4)) == {0: 1, 1: BIG - 4, 2: BIG}


def test_scratch_is_cleared_when_its_counter_is_used_up() -> None:
    graph, _ = _graph([(0, 1, 1), (1, 2, 1)], 3)
    space = workspace(3)
    _search(graph, [(0, 0)], 10, space)
    space.era[0] = BIG
    space.stamp[:] = BIG
    assert _search(graph, [(1, 0)], 10, space) == {1: 0, 2: 1}
    assert space.era[0] == 1


def test_without_a_seed_nothing_is_reached() -> None:
    graph, _ = _graph([(0, 1, 1)], 2)
    assert _search(graph, [], 10, workspace(2)) == {}
