"""The other cost of ways of least cost, against a plain graph in which points are nodes and every tie is followed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.carrying import Carried, carried_from
from portee.kernels.shortest import UNREACHED, workspace
from portee.kernels.tables import point_space
from portee.network.modegraph import mode_graph
from portee.network.snapping import Snapped, attach
from portee.network.streets import Streets
from tests import naive
from tests.journeys import barred_turns, street_costs
from tests.kernels.test_lengths import _at, _points, _slope
from tests.worlds import grid_streets, random_streets, with_turns

Pair = tuple[int, int]
Dearer = tuple[np.ndarray, np.ndarray]


def other_costs(
    streets: Streets, other: Streets, mode: str, sources: Snapped, targets: Snapped, limit: int
) -> dict[Pair, tuple[int, set[int]]]:
    """Least cost, and the other cost of every way that costs as little, for each pair within a limit."""
    plain, second = street_costs(streets, mode), street_costs(other, mode)
    barred = barred_turns(streets) if mode == "car" else set()
    cost, carried = ([c for _, _, ahead, against in table for c in (ahead, against)] for table in (plain, second))
    start = [n for a, b, _, _ in plain for n in (a, b)]
    end = [n for a, b, _, _ in plain for n in (b, a)]
    states = [s for s in range(len(cost)) if cost[s] >= 0]

    def may_follow(s: int, t: int) -> bool:
        return end[s] == start[t] and (s // 2, end[s], t // 2) not in barred

    def points(of: Snapped) -> list[tuple[int, float, int]]:
        return list(zip(of.edge.tolist(), of.along.tolist(), of.aside_mm.tolist(), strict=True))

    # An edge travelled in a direction is a node; so is each point: (before, after, cost, other cost).
    arcs = [(s, t, cost[t], carried[t]) for s in states for t in states if may_follow(s, t)]
    source0, target0 = len(cost), len(cost) + len(sources.edge)
    for i, (edge, along, aside) in enumerate(points(sources)):
        for s in (s for s in states if s // 2 == edge):
            rest = along if s % 2 else 1 - along
            arcs.append((source0 + i, s, round(rest * cost[s]) + aside, round(rest * carried[s]) + aside))
    for j, (edge, along, aside) in enumerate(points(targets)):
        for t in (t for t in states if t // 2 == edge):
            part = 1 - along if t % 2 else along
            both = round(part * cost[t]) + aside, round(part * carried[t]) + aside
            arcs += [(s, target0 + j, *both) for s in states if may_follow(s, t)]
            for i, (own, place, off) in enumerate(points(sources)):
                gap = place - along if t % 2 else along - place
                if own == edge and gap >= 0:
                    asides = off + aside
                    arcs.append((source0 + i, target0 + j, round(gap * cost[t]) + asides,
                                 round(gap * carried[t]) + asides))  # fmt: skip
    entering: dict[int, list[tuple[int, int, int]]] = {}
    for a, b, price, extra in arcs:
        entering.setdefault(b, []).append((a, price, extra))

    def sums(node: int, near: dict[int, int], known: dict[int, set[int]]) -> set[int]:
        if node not in known:
            before = [(a, m) for a, c, m in entering[node] if a in near and near[a] + c == near[node]]
            known[node] = {far + m for a, m in before for far in sums(a, near, known)}
        return known[node]

    found = {}
    for i in range(len(sources.edge)):
        near = naive.dijkstra([arc[:3] for arc in arcs], {source0 + i: 0}, limit)
        known = {source0 + i: {0}}
        for j in range(len(targets.edge)):
            if target0 + j in near:
                found[i, j] = near[target0 + j], sums(target0 + j, near, known)
    return found


def carried_of(streets: Streets, other: Streets, mode: str, towards: bool) -> Carried:
    graph = mode_graph(streets, mode)
    rows, edge = graph.searching(towards), graph.back_edge if towards else graph.ahead_edge
    forward, backward = other.cost_forward[mode], other.cost_backward[mode]
    arc = np.where(edge & 1, backward[edge >> 1], forward[edge >> 1]).astype(np.int32)
    ahead, against = (backward, forward) if towards else (forward, backward)
    tail = np.repeat(np.arange(graph.node_count, dtype=np.int32), np.diff(rows.offset))
    return Carried(tail, arc, ahead, against, streets.edge_from, streets.edge_to, graph.node_of_copy)


def _fast(
    streets: Streets,
    other: Streets,
    mode: str,
    sources: Snapped,
    targets: Snapped,
    limit: int,
    *,
    towards: bool = False,
) -> dict[Pair, tuple[int, int]]:
    graph = mode_graph(streets, mode)
    leaving, arriving = attach(graph, sources, towards=towards), attach(graph, targets, towards=towards)
    count = len(targets.edge)
    space, marks, sums = workspace(graph.node_count), point_space(count), np.full(graph.node_count, -7, np.int32)
    cost, extra = np.empty(count, np.int32), np.empty(count, np.int32)
    found = {}
    for i in range(len(sources.edge)):
        carried_from(
            graph.searching(towards), carried_of(streets, other, mode, towards), leaving, i, arriving, limit,
            space, marks, sums, cost, extra,
        )  # fmt: skip
        reached = cost != UNREACHED
        assert ((extra != UNREACHED) == reached).all()
        found.update({(i, int(j)): (int(cost[j]), int(extra[j])) for j in np.flatnonzero(reached)})
    return found


def dearer(streets: Streets, mode: str, factors: np.ndarray) -> Streets:
    """The streets with the costs of a mode multiplied."""
    costs = [
        {**table, mode: np.where(table[mode] < 0, -1, np.ceil(table[mode] * factors)).astype(np.int32)}
        for table in (streets.cost_forward, streets.cost_backward)
    ]
    return replace(streets, cost_forward=costs[0], cost_backward=costs[1])


@settings(max_examples=100)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["walk", "car"]), st.booleans(), st.sampled_from([90_000, 10**6]))
def test_the_other_cost_is_that_of_a_way_of_least_cost(seed: int, mode: str, towards: bool, limit: int) -> None:
    """Searched by dearer costs, told in the usual ones: of several ways that cost as little, any is right."""
    rng = np.random.default_rng(seed)
    streets = with_turns(grid_streets(3, 3, rng=rng), rng, int(rng.integers(0, 8)))
    usable = np.flatnonzero((streets.cost_forward[mode] >= 0) | (streets.cost_backward[mode] >= 0))
    felt = dearer(streets, mode, rng.choice([1, 1, 1.5, 2.25], streets.edge_count))
    sources, targets = _points(rng, 3, usable), _points(rng, 4, usable)
    found = _fast(felt, streets, mode, sources, targets, limit, towards=towards)
    if towards:
        there = other_costs(felt, streets, mode, targets, sources, limit)
        expected = {(i, j): told for (j, i), told in there.items()}
    else:
        expected = other_costs(felt, streets, mode, sources, targets, limit)
    assert {pair: cost for pair, (cost, _) in found.items()} == {pair: cost for pair, (cost, _) in expected.items()}
    for pair, (cost, real) in found.items():
        assert real in expected[pair][1]
        assert real <= cost


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_the_same_costs_are_carried_as_they_are(seed: int, towards: bool) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(4, 3, rng=rng)
    usable = np.flatnonzero((streets.cost_forward["walk"] >= 0) | (streets.cost_backward["walk"] >= 0))
    sources, targets = _points(rng, 3, usable), _points(rng, 4, usable)
    for cost, same in _fast(streets, streets, "walk", sources, targets, 400_000, towards=towards).values():
        assert cost == same


@pytest.mark.parametrize(("up", "down"), [(3000, 1000), (1000, 3000), (2000, 2000)])
def test_a_slope_keeps_its_direction(up: int, down: int) -> None:
    """From the middle of the middle street to the middle of the next: half a slope up, 0.5 m on the flat; all felt
    twice. Back again: half a slope down.
    """
    streets = _slope(up, down)
    felt = dearer(streets, "walk", np.full(3, 2.0))
    here, there = _at(1, 0.5), _at(2, 0.5)
    assert _fast(felt, streets, "walk", here, there, 10**6) == {(0, 0): (up + 1000, up // 2 + 500)}
    assert _fast(felt, streets, "walk", there, here, 10**6) == {(0, 0): (down + 1000, down // 2 + 500)}
    assert _fast(felt, streets, "walk", here, there, 10**6, towards=True) == {(0, 0): (down + 1000, down // 2 + 500)}
    # Two points of one street, and one place that is left by its door: the way aside is no more felt than it is long.
    assert _fast(felt, streets, "walk", _at(1, 0.25, 40), _at(1, 0.75, 60), 10**6) == {
        (0, 0): (up + 100, up // 2 + 100)
    }
    assert _fast(felt, streets, "walk", here, here, 10**6) == {(0, 0): (0, 0)}


def test_the_way_that_feels_shorter_is_told_by_its_real_cost() -> None:
    """One street of 3 m that feels like 9 m, and two of 2 m each: one walks the 4 m."""
    streets = random_streets(np.array([0, 30_000, 0]), np.array([0, 0, 30_000]), [(0, 1), (0, 2), (2, 1)])
    streets.edge_length_mm[:] = [3000, 2000, 2000]
    for table in (streets.cost_forward, streets.cost_backward):
        table["walk"][:] = streets.edge_length_mm
    felt = dearer(streets, "walk", np.array([3.0, 1.0, 1.0]))
    ends = _at(0, 0.0), _at(0, 1.0)
    assert _fast(streets, streets, "walk", *ends, 10**6) == {(0, 0): (3000, 3000)}
    assert _fast(felt, streets, "walk", *ends, 10**6) == {(0, 0): (4000, 4000)}
    assert _fast(felt, streets, "walk", *ends, 3999) == {}


def test_a_street_that_begins_where_it_ends() -> None:
    """A loop of 1 m entered 0.25 m from its beginning: by the side that costs less, told in the other cost."""
    streets = random_streets(np.array([0, 10_000]), np.zeros(2), [(0, 0), (0, 1)])
    for table in (streets.cost_forward, streets.cost_backward):
        table["walk"][:] = 1000
    for forward, backward, cost, other in ((1000, 1000, 250, 250), (100, 1000, 75, 750), (1000, -1, 750, 750)):
        ways = ({"walk": np.array([loop, 1000], np.int32)} for loop in (forward, backward))
        felt = replace(streets, cost_forward=next(ways), cost_backward=next(ways))
        found = _fast(felt, streets, "walk", _at(0, 0.25), _at(1, 0.5), 10**6)
        assert found == {(0, 0): (cost + 500, other + 500)}
