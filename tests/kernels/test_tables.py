"""Tables between points on edges against a plain graph in which the points are nodes."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.shortest import workspace
from portee.kernels.tables import point_space, reach_table, transposed
from portee.network.modegraph import mode_graph
from portee.network.snapping import Snapped, attach
from portee.network.streets import Streets
from tests import naive
from tests.worlds import grid_streets, with_turns


def _points(rng: np.random.Generator, count: int, edges: npt.NDArray[np.int64]) -> Snapped:
    """Points on few edges, so that several share one, some at its ends or in the same place, some attached to none."""
    some = rng.choice(edges, 3)
    return Snapped(
        np.where(rng.random(count) < 0.1, -1, rng.choice(some, count)).astype(np.int32),
        rng.choice([0.0, 0.25, 0.5, 1 / 3, 1.0], count),
        rng.integers(0, 40_000, count).astype(np.int32),
    )


def _plain(points: Snapped) -> list[naive.Point]:
    return list(zip(points.edge.tolist(), points.along.tolist(), points.aside_mm.tolist(), strict=True))


def _streets(streets: Streets, mode: str) -> list[naive.Street]:
    columns = (streets.edge_from, streets.edge_to, streets.cost_forward[mode], streets.cost_backward[mode])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _barred(streets: Streets) -> set[tuple[int, int, int]]:
    columns = (streets.car_turn_from, streets.car_turn_via, streets.car_turn_to)
    return set(zip(*(column.tolist() for column in columns), strict=True))


def _pairs(offset: npt.NDArray[np.int64], other: npt.NDArray[np.int32], cost: npt.NDArray[np.int32]) -> naive.Pairs:
    rows = [other[a:b].tolist() for a, b in itertools.pairwise(offset)]
    assert rows == [sorted(set(row)) for row in rows]
    row = np.repeat(np.arange(len(offset) - 1), np.diff(offset)).tolist()
    return {(i, j): c for i, j, c in zip(row, other.tolist(), cost.tolist(), strict=True)}


@settings(max_examples=300)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["walk", "car"]), st.booleans(), st.integers(0, 900_000))
def test_all_pairs_equal_the_plain_graph(seed: int, mode: str, towards: bool, limit: int) -> None:
    rng = np.random.default_rng(seed)
    streets = with_turns(grid_streets(3, 3, rng=rng), rng, int(rng.integers(0, 10)))
    graph = mode_graph(streets, mode)
    usable = np.flatnonzero((graph.forward >= 0) | (graph.backward >= 0))
    sources, targets = _points(rng, 4, usable), _points(rng, 5, usable)
    leaving, arriving = attach(graph, sources, towards=towards), attach(graph, targets, towards=towards)
    space, marks = workspace(graph.node_count), point_space(5)
    rows = graph.searching(towards)
    found = _pairs(*reach_table(rows, leaving, 0, 4, arriving, limit, space, marks))
    ends = (targets, sources) if towards else (sources, targets)
    barred = _barred(streets) if mode == "car" else set()
    expected = naive.along_streets(_streets(streets, mode), barred, _plain(ends[0]), _plain(ends[1]), limit)
    assert found == ({(i, j): c for (j, i), c in expected.items()} if towards else expected)
    offset, other, cost = reach_table(rows, leaving, 1, 3, arriving, limit, space, marks)
    assert _pairs(offset, other, cost) == {(i - 1, j): c for (i, j), c in found.items() if 1 <= i < 3}


def test_two_points_in_one_place_of_a_one_way_street_meet() -> None:
    streets = grid_streets(2, 2)
    streets.cost_forward["walk"][0] = -1
    graph = mode_graph(streets, "walk")
    place = Snapped(np.zeros(1, np.int32), np.full(1, 0.4), np.full(1, 7, np.int32))
    for towards in (False, True):
        points = attach(graph, place, towards=towards)
        rows = graph.searching(towards)
        table = reach_table(rows, points, 0, 1, points, 10**6, workspace(graph.node_count), point_space(1))
        assert _pairs(*table) == {(0, 0): 14}


def test_a_table_larger_than_its_first_room_keeps_every_pair() -> None:
    streets = grid_streets(3, 3)
    graph = mode_graph(streets, "walk")
    rng = np.random.default_rng(5)
    places = Snapped(rng.integers(0, 12, 60).astype(np.int32), rng.random(60), np.zeros(60, np.int32))
    points = attach(graph, places)
    table = reach_table(graph.ahead, points, 0, 60, points, 10**8, workspace(9), point_space(60))
    assert len(table[1]) == 3600
    assert _pairs(*table) == naive.along_streets(
        _streets(streets, "walk"), set(), _plain(places), _plain(places), 10**8
    )


@given(st.lists(st.lists(st.integers(0, 6), unique=True), max_size=6), st.data())
def test_transposed_turns_pairs_round(rows: list[list[int]], data: st.DataObject) -> None:
    pairs = [(i, j) for i, row in enumerate(rows) for j in sorted(row)]
    costs = data.draw(st.lists(st.integers(0, 99), min_size=len(pairs), max_size=len(pairs)))
    offset = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int64)
    other = np.array([j for _, j in pairs], np.int32)
    turned = transposed(offset, other, np.array(costs, np.int32), 7)
    assert len(turned[0]) == 8
    assert _pairs(*turned) == {(j, i): c for (i, j), c in zip(pairs, costs, strict=True)}
    assert _pairs(*transposed(turned[0], turned[1], turned[2], len(rows))) == dict(zip(pairs, costs, strict=True))
