"""Lengths of ways of least cost against a plain graph in which points are nodes and every tie is followed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.lengths import Lengths, lengths_from
from portee.kernels.shortest import UNREACHED, workspace
from portee.kernels.tables import point_space, reach_table
from portee.network.modegraph import ModeGraph, mode_graph
from portee.network.snapping import Snapped, attach
from portee.network.streets import Streets
from tests import naive
from tests.journeys import barred_turns, street_costs
from tests.worlds import grid_streets, random_streets, with_turns

Pair = tuple[int, int]


def ways_of_least_cost(
    streets: Streets, mode: str, sources: Snapped, targets: Snapped, limit: int
) -> dict[Pair, tuple[int, set[float]]]:
    """Least cost, and the metres of every way that costs as little, for each pair within a limit."""
    plain = street_costs(streets, mode)
    barred = barred_turns(streets) if mode == "car" else set()
    metres = [mm / 1000 for mm in streets.edge_length_mm.tolist()]
    cost = [c for _, _, ahead, against in plain for c in (ahead, against)]
    start = [n for a, b, _, _ in plain for n in (a, b)]
    end = [n for a, b, _, _ in plain for n in (b, a)]
    states = [s for s in range(len(cost)) if cost[s] >= 0]

    def may_follow(s: int, t: int) -> bool:
        return end[s] == start[t] and (s // 2, end[s], t // 2) not in barred

    def points(of: Snapped) -> list[tuple[int, float, int]]:
        return list(zip(of.edge.tolist(), of.along.tolist(), of.aside_mm.tolist(), strict=True))

    # An edge travelled in a direction is a node; so is each point: (edge before, edge after, cost, metres).
    arcs = [(s, t, cost[t], metres[t // 2]) for s in states for t in states if may_follow(s, t)]
    first_source, first_target = len(cost), len(cost) + len(sources.edge)
    for i, (edge, along, aside) in enumerate(points(sources)):
        for s in (s for s in states if s // 2 == edge):
            rest = along if s % 2 else 1 - along
            arcs.append((first_source + i, s, round(rest * cost[s]) + aside, rest * metres[edge]))
    for j, (edge, along, aside) in enumerate(points(targets)):
        for t in (t for t in states if t // 2 == edge):
            part = 1 - along if t % 2 else along
            price = round(part * cost[t]) + aside
            arcs += [(s, first_target + j, price, part * metres[edge]) for s in states if may_follow(s, t)]
            for i, (other, place, off) in enumerate(points(sources)):
                gap = place - along if t % 2 else along - place
                if other == edge and gap >= 0:
                    price = round(gap * cost[t]) + off + aside
                    arcs.append((first_source + i, first_target + j, price, gap * metres[edge]))
    entering: dict[int, list[tuple[int, int, float]]] = {}
    for a, b, price, length in arcs:
        entering.setdefault(b, []).append((a, price, length))

    def lengths(node: int, near: dict[int, int], known: dict[int, set[float]]) -> set[float]:
        if node not in known:
            before = [(a, m) for a, c, m in entering[node] if a in near and near[a] + c == near[node]]
            known[node] = {round(far + m, 6) for a, m in before for far in lengths(a, near, known)}
        return known[node]

    found = {}
    for i in range(len(sources.edge)):
        near = naive.dijkstra([arc[:3] for arc in arcs], {first_source + i: 0}, limit)
        known = {first_source + i: {0.0}}
        for j in range(len(targets.edge)):
            if first_target + j in near:
                found[i, j] = near[first_target + j], lengths(first_target + j, near, known)
    return found


def _lengths(streets: Streets, graph: ModeGraph, towards: bool) -> Lengths:
    edge = graph.back_edge if towards else graph.ahead_edge
    rows = graph.searching(towards)
    return Lengths(
        np.repeat(np.arange(graph.node_count, dtype=np.int32), np.diff(rows.offset)),
        streets.edge_length_mm[edge >> 1],
        streets.edge_length_mm,
        streets.edge_from,
        streets.edge_to,
        graph.node_of_copy,
    )


def _fast(
    streets: Streets, mode: str, sources: Snapped, targets: Snapped, limit: int, *, towards: bool = False
) -> dict[Pair, tuple[int, float]]:
    graph = mode_graph(streets, mode)
    leaving, arriving = attach(graph, sources, towards=towards), attach(graph, targets, towards=towards)
    count = len(targets.edge)
    space, marks, scratch = workspace(graph.node_count), point_space(count), np.full(graph.node_count, np.nan)
    cost, metres = np.empty(count, np.int32), np.empty(count)
    found = {}
    for i in range(len(sources.edge)):
        lengths_from(
            graph.searching(towards), _lengths(streets, graph, towards), leaving, i, arriving, limit,
            space, marks, scratch, cost, metres,
        )  # fmt: skip
        reached = cost != UNREACHED
        assert (np.isfinite(metres) == reached).all()
        found.update({(i, int(j)): (int(cost[j]), float(metres[j])) for j in np.flatnonzero(reached)})
    return found


def _points(rng: np.random.Generator, count: int, edges: np.ndarray) -> Snapped:
    """Points on few edges, some at their ends or in the same place, some beside the street, some attached to none."""
    some = rng.choice(edges, 3)
    return Snapped(
        np.where(rng.random(count) < 0.1, -1, rng.choice(some, count)).astype(np.int32),
        rng.choice([0.0, 0.25, 0.5, 1 / 3, 1.0], count),
        rng.choice([0, 0, 7000, 30_000], count).astype(np.int32),
    )


def _agree(found: dict[Pair, tuple[int, float]], expected: dict[Pair, tuple[int, set[float]]]) -> None:
    assert {pair: cost for pair, (cost, _) in found.items()} == {pair: cost for pair, (cost, _) in expected.items()}
    for pair, (_, metres) in found.items():
        assert min(abs(metres - other) for other in expected[pair][1]) < 1e-5, (pair, metres, expected[pair])


@settings(max_examples=150)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["walk", "car"]), st.booleans(), st.sampled_from([90_000, 10**6]))
def test_lengths_are_those_of_a_way_of_least_cost(seed: int, mode: str, towards: bool, limit: int) -> None:
    """Where several ways cost as little, the length of any of them is right."""
    rng = np.random.default_rng(seed)
    streets = with_turns(grid_streets(3, 3, rng=rng), rng, int(rng.integers(0, 8)))
    usable = np.flatnonzero((streets.cost_forward[mode] >= 0) | (streets.cost_backward[mode] >= 0))
    sources, targets = _points(rng, 3, usable), _points(rng, 4, usable)
    found = _fast(streets, mode, sources, targets, limit, towards=towards)
    if not towards:
        _agree(found, ways_of_least_cost(streets, mode, sources, targets, limit))
        return
    turned = ways_of_least_cost(streets, mode, targets, sources, limit)
    _agree(found, {(i, j): told for (j, i), told in turned.items()})


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_costs_are_those_of_a_table(seed: int, towards: bool) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(4, 3, rng=rng)
    graph = mode_graph(streets, "bicycle")
    usable = np.flatnonzero((graph.forward >= 0) | (graph.backward >= 0))
    sources, targets = _points(rng, 3, usable), _points(rng, 4, usable)
    leaving, arriving = attach(graph, sources, towards=towards), attach(graph, targets, towards=towards)
    offset, other, cost = reach_table(
        graph.searching(towards), leaving, 0, 3, arriving, 400_000, workspace(graph.node_count), point_space(4)
    )
    row = np.repeat(np.arange(3), np.diff(offset)).tolist()
    table = {(i, j): c for i, j, c in zip(row, other.tolist(), cost.tolist(), strict=True)}
    found = _fast(streets, "bicycle", sources, targets, 400_000, towards=towards)
    assert {pair: c for pair, (c, _) in found.items()} == table


def _slope(forward: int, backward: int, length: int = 1000) -> Streets:
    """Three streets in a row; the middle one costs more one way than the other."""
    streets = random_streets(np.array([0, 10_000, 20_000, 30_000]), np.zeros(4), [(0, 1), (1, 2), (2, 3)])
    streets.edge_length_mm[:] = length
    for name, cost in (("cost_forward", forward), ("cost_backward", backward)):
        getattr(streets, name)["walk"][:] = [length, cost, length]
    return streets


def _at(edge: int, along: float, aside: int = 0) -> Snapped:
    return Snapped(np.array([edge], np.int32), np.array([along]), np.array([aside], np.int32))


@pytest.mark.parametrize(("up", "down"), [(3000, 1000), (1000, 3000), (2000, 2000)])
def test_a_slope_is_as_long_up_as_down(up: int, down: int) -> None:
    """From the middle of the middle street half of it is left, 0.5 m, and half of the next: 1 m in all, both ways."""
    streets = _slope(up, down)
    middle = _at(1, 0.5)
    assert _fast(streets, "walk", middle, _at(2, 0.5), 10**6) == {(0, 0): (up // 2 + 500, 1.0)}
    assert _fast(streets, "walk", middle, _at(0, 0.5), 10**6) == {(0, 0): (down // 2 + 500, 1.0)}
    assert _fast(streets, "walk", _at(2, 0.5), middle, 10**6) == {(0, 0): (down // 2 + 500, 1.0)}
    assert _fast(streets, "walk", _at(0, 0.5), middle, 10**6) == {(0, 0): (up // 2 + 500, 1.0)}
    # Searched from the other end, to come from where the way led to.
    assert _fast(streets, "walk", middle, _at(2, 0.5), 10**6, towards=True) == {(0, 0): (down // 2 + 500, 1.0)}
    assert _fast(streets, "walk", _at(0, 0.5), middle, 10**6, towards=True) == {(0, 0): (down // 2 + 500, 1.0)}


def test_two_points_of_one_street_meet_along_it() -> None:
    """0.5 m of a street of 1 m, whatever the walk aside costs; round the block where the street runs one way."""
    streets = _slope(2000, -1)
    here, there = _at(1, 0.25, 40), _at(1, 0.75, 60)
    assert _fast(streets, "walk", here, there, 10**6) == {(0, 0): (1000 + 100, 0.5)}
    assert _fast(streets, "walk", there, here, 10**6) == {}
    assert _fast(streets, "walk", there, here, 10**6, towards=True) == {(0, 0): (1000 + 100, 0.5)}
    assert _fast(streets, "walk", here, here, 10**6) == {(0, 0): (80, 0.0)}


def test_a_street_that_begins_where_it_ends() -> None:
    """A loop of 1 m, entered 0.25 m from its beginning: 0.25 m back against it, 0.75 m on with it."""
    streets = random_streets(np.array([0, 10_000]), np.zeros(2), [(0, 0), (0, 1)])
    streets.edge_length_mm[:] = 1000
    for forward, backward, cost, metres in (
        (1000, 1000, 250, 0.25), (100, 1000, 75, 0.75), (1000, -1, 750, 0.75), (10_000, 400, 100, 0.25),
    ):  # fmt: skip
        streets.cost_forward["walk"][:] = [forward, 1000]
        streets.cost_backward["walk"][:] = [backward, 1000]
        found = _fast(streets, "walk", _at(0, 0.25), _at(1, 0.5), 10**6)
        assert found == {(0, 0): (cost + 500, metres + 0.5)}
        # To arrive there, the other direction of the loop is the one that counts.
        came = _fast(streets, "walk", _at(1, 0.5), _at(0, 0.25), 10**6)
        first, second = forward * 0.25, backward * 0.75 if backward >= 0 else np.inf
        assert came == {(0, 0): (500 + min(first, second), 0.5 + (0.25 if first <= second else 0.75))}


def test_nothing_is_as_long_as_it_is_far() -> None:
    streets = _slope(1000, 1000)
    assert _fast(streets, "walk", _at(0, 0.0), _at(2, 1.0), 2999) == {}
    assert _fast(streets, "walk", _at(0, 0.0), _at(2, 1.0), 3000) == {(0, 0): (3000, 3.0)}
    assert _fast(streets, "walk", _at(-1, 0.0), _at(2, 1.0), 10**6) == {}
    assert _fast(streets, "walk", _at(0, 0.0), _at(-1, 0.0), 10**6) == {}
