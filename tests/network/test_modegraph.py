"""Graphs of a mode: every arc, every forbidden turn, one-way streets, the main part."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.shortest import Graph, workspace
from portee.kernels.tables import point_space, reach_table
from portee.network.modegraph import ISLAND_NODES, ModeGraph, mode_graph
from portee.network.snapping import Snapped, attach
from portee.network.streets import MODES, Streets
from tests import naive
from tests.journeys import barred_turns, street_costs
from tests.worlds import grid_streets, random_streets, with_turns


def _arcs(graph: Graph, edge: np.ndarray, *, back: bool) -> list[tuple[int, int, int, int]]:
    """(tail, head, cost, edge code) of every arc."""
    row = np.repeat(np.arange(len(graph.offset) - 1), np.diff(graph.offset)).tolist()
    ends = (graph.head.tolist(), row) if back else (row, graph.head.tolist())
    return list(zip(*ends, graph.cost.tolist(), edge.tolist(), strict=True))


def _line(count: int) -> Streets:
    """A straight street of `count` edges from node 0 on."""
    lon = np.arange(count + 1, dtype=np.int32) * 12_000 + 50_000_000
    return random_streets(lon, np.full(count + 1, 430_000_000, np.int32), [(i, i + 1) for i in range(count)])


def _cross(turns: list[tuple[int, int, int]]) -> Streets:
    """Node 0 in the middle; edges 0 west, 1 north, 2 east, 3 south, each from the middle outwards."""
    lon = np.array([0, -12_000, 0, 12_000, 0], np.int32) + 50_000_000
    lat = np.array([0, 0, 9_000, 0, -9_000], np.int32) + 430_000_000
    streets = random_streets(lon, lat, [(0, 1), (0, 2), (0, 3), (0, 4)])
    table = np.array(turns, np.int32).reshape(-1, 3)
    return replace(streets, car_turn_from=table[:, 0], car_turn_via=table[:, 1], car_turn_to=table[:, 2])


def _pairs(graph: ModeGraph) -> set[tuple[int, int]]:
    """Which of the middles of the first and the last edge are reached from which, by searches both ways."""
    last = len(graph.forward) - 1
    ends = Snapped(np.array([0, last], np.int32), np.array([0.5, 0.5]), np.zeros(2, np.int32))
    found = []
    for towards in (False, True):
        points = attach(graph, ends, towards=towards)
        space, marks = workspace(graph.node_count), point_space(2)
        offset, other, _ = reach_table(graph.searching(towards), points, 0, 2, points, 10**8, space, marks)
        rows = np.repeat([0, 1], np.diff(offset)).tolist()
        pairs = {(a, b)[:: -1 if towards else 1] for a, b in zip(rows, other.tolist(), strict=True)}
        found.append({(a, b) for a, b in pairs if a != b})
    assert found[0] == found[1]
    return found[0]


def _exits(graph: ModeGraph, come: int) -> list[int]:
    """Edges by which one may go on from the middle of the cross, coming from the end of an edge."""
    (arc,) = np.flatnonzero(graph.ahead_edge == come * 2 + 1)
    node = int(graph.ahead.head[arc])
    return sorted(
        {int(code) >> 1 for code in graph.ahead_edge[graph.ahead.offset[node] : graph.ahead.offset[node + 1]]}
    )


@given(st.integers(0, 2**32 - 1), st.integers(0, 12))
def test_what_follows_each_arc_is_what_may_follow(seed: int, turns: int) -> None:
    rng = np.random.default_rng(seed)
    streets = with_turns(grid_streets(3, 3, rng=rng), rng, turns)
    graph = mode_graph(streets, "car")
    plain, barred = street_costs(streets, "car"), barred_turns(streets)
    assert graph.node_of_copy[: streets.node_count].tolist() == list(range(streets.node_count))
    assert graph.node_count <= streets.node_count + len({turn[:2] for turn in barred})
    leaving: dict[int, set[int]] = {}
    for tail, head, cost, code in _arcs(graph.ahead, graph.ahead_edge, back=False):
        a, b, ahead, against = plain[code >> 1]
        ends = (b, a) if code & 1 else (a, b)
        assert (graph.node_of_copy[tail], graph.node_of_copy[head], cost) == (*ends, against if code & 1 else ahead)
        leaving.setdefault(tail, set()).add(code)
    for code in {code for codes in leaving.values() for code in codes}:
        via = plain[code >> 1][0 if code & 1 else 1]
        expected = {
            2 * go + way
            for go, (a, b, *costs) in enumerate(plain)
            for way in (0, 1)
            if costs[way] >= 0 and (a, b)[way] == via and (code >> 1, via, go) not in barred
        }
        heads = {h for _, h, _, c in _arcs(graph.ahead, graph.ahead_edge, back=False) if c == code}
        assert all(leaving.get(head, set()) == expected for head in heads)


@given(st.integers(0, 2**32 - 1), st.sampled_from(MODES))
def test_searching_backwards_uses_the_same_arcs(seed: int, mode: str) -> None:
    rng = np.random.default_rng(seed)
    graph = mode_graph(with_turns(grid_streets(3, 3, rng=rng), rng, 6), mode)
    assert sorted(_arcs(graph.ahead, graph.ahead_edge, back=False)) == sorted(
        _arcs(graph.back, graph.back_edge, back=True)
    )
    assert graph.searching(False) is graph.ahead
    assert graph.searching(True) is graph.back


def test_turns_are_forbidden_to_cars_alone() -> None:
    streets = _cross([(3, 0, 0)])
    assert mode_graph(streets, "bicycle").node_count == 5
    assert mode_graph(streets, "car").node_count == 6


def test_no_left_turn_leaves_the_other_ways_open() -> None:
    graph = mode_graph(_cross([(3, 0, 0)]), "car")
    assert _exits(graph, 3) == [1, 2, 3]
    assert _exits(graph, 2) == [0, 1, 2, 3]


def test_only_straight_on_is_the_other_turns_forbidden() -> None:
    graph = mode_graph(_cross([(3, 0, 0), (3, 0, 2), (3, 0, 3)]), "car")
    assert _exits(graph, 3) == [1]


def test_a_forbidden_u_turn_leaves_the_other_streets() -> None:
    assert _exits(mode_graph(_cross([(3, 0, 3)]), "car"), 3) == [0, 1, 2]


def test_chained_restricted_junctions_each_keep_their_rule() -> None:
    streets = _line(4)
    open_graph = mode_graph(streets, "car")
    assert _pairs(open_graph) == {(0, 1), (1, 0)}
    # Straight on at node 2 is forbidden to those who come from edge 1, whose turn at node 1 has a rule as well.
    for turns in ([(0, 1, 0), (1, 2, 2)], [(1, 2, 2), (1, 2, 1), (0, 1, 0)]):
        table = np.array(turns, np.int32)
        closed = replace(streets, car_turn_from=table[:, 0], car_turn_via=table[:, 1], car_turn_to=table[:, 2])
        graph = mode_graph(closed, "car")
        assert graph.node_count == streets.node_count + 2
        assert _pairs(graph) == {(1, 0)}


def test_a_one_way_street_is_travelled_its_way_alone() -> None:
    streets = _line(2)
    streets.cost_backward["bicycle"][:] = -1
    graph = mode_graph(streets, "bicycle")
    assert _arcs(graph.ahead, graph.ahead_edge, back=False) == [
        (0, 1, int(graph.forward[0]), 0),
        (1, 2, int(graph.forward[1]), 2),
    ]


@given(st.integers(0, 2**32 - 1), st.sampled_from(MODES))
def test_the_main_part_is_the_longest_connected_one(seed: int, mode: str) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(4, 3, rng=rng)
    open_edges = rng.random(streets.edge_count) < 0.6
    for costs in (streets.cost_forward, streets.cost_backward):
        costs[mode] = np.where(open_edges, costs[mode], -1).astype(np.int32)
    graph = mode_graph(streets, mode)
    plain = street_costs(streets, mode)
    usable = [e for e, (_, _, ahead, against) in enumerate(plain) if max(ahead, against) >= 0]
    if not usable:
        assert not graph.main.any()
        return
    parts: list[set[int]] = []
    for e in usable:
        touching = [p for p in parts if any({*plain[e][:2]} & {*plain[o][:2]} for o in p)]
        parts = [p for p in parts if p not in touching] + [{e}.union(*touching)]
    main = set(np.flatnonzero(graph.main).tolist())
    assert main in parts
    length = [sum(int(streets.edge_length_mm[e]) for e in part) for part in parts]
    assert sum(int(streets.edge_length_mm[e]) for e in main) == max(length)


def test_the_plain_graph_knows_forbidden_turns() -> None:
    """The twin itself, by hand: a square with one turn forbidden costs the way round it."""
    streets: list[naive.Street] = [(0, 1, 10, -1), (1, 2, 10, -1), (1, 3, 1, -1), (3, 1, 1, -1)]
    start, goal = [(0, 0.0, 0)], [(1, 1.0, 0)]
    assert naive.along_streets(streets, set(), start, goal, 99) == {(0, 0): 20}
    assert naive.along_streets(streets, {(0, 1, 1)}, start, goal, 99) == {(0, 0): 22}
    assert naive.along_streets(streets, {(0, 1, 1)}, start, goal, 21) == {}


def test_a_large_island_keeps_its_own_streets() -> None:
    def row(start: int, count: int) -> list[tuple[int, int]]:
        return [(start + k, start + k + 1) for k in range(count - 1)]

    small, large, mainland = 5, ISLAND_NODES, 60
    ends = row(0, small) + row(small, large) + row(small + large, mainland)
    nodes = small + large + mainland
    lon = 50_000_000 + 10_000 * np.arange(nodes)
    graph = mode_graph(random_streets(lon, np.full(nodes, 430_000_000), ends), "walk")
    assert graph.main.tolist() == [False] * (small - 1) + [True] * (large - 1) + [True] * (mainland - 1)
