"""Graphs and walks patched where streets changed, against the same made anew."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.tables import reach_table
from portee.network import repricing
from portee.network.footpaths import StopWalks, stop_walks
from portee.network.modegraph import ModeGraph, mode_graph
from portee.network.repricing import repriced, walks_after
from portee.network.snapping import Snapped, segment_grid, snap
from portee.network.streets import Streets
from portee.scenarios.streets import with_street
from tests.worlds import grid_streets, random_places, with_turns

SEEDS = st.integers(0, 2**32 - 1)


def assert_same_graph(one: ModeGraph, other: ModeGraph) -> None:
    """All but where places may enter."""
    for name in ("ahead_edge", "back_edge", "node_of_copy", "forward", "backward"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        assert getattr(one, name).dtype == getattr(other, name).dtype
    for way in ("ahead", "back"):
        for mine, theirs in zip(getattr(one, way), getattr(other, way), strict=True):
            np.testing.assert_array_equal(mine, theirs)
            assert mine.dtype == theirs.dtype == np.int32


def assert_same_walks(one: StopWalks, other: StopWalks) -> None:
    for name in ("offset", "to", "cost"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        assert getattr(one, name).dtype == getattr(other, name).dtype
    assert one.limit == other.limit


def _changed(streets: Streets, mode: str, rng: np.random.Generator, share: float, *, closing: bool) -> Streets:
    """Some edges closed, opened or at another price, each way by itself, and perhaps one more street."""
    if not closing and rng.random() < 0.5 and streets.node_count > 1:
        ends = rng.choice(streets.node_count, 2, replace=False)
        between = [(5.001, 43.0005)] if rng.random() < 0.5 else []
        streets = with_street(
            streets, "new", (int(ends[0]), int(ends[1])), between, (mode,), 30, bool(rng.random() < 0.5)
        )
    for table in (streets.cost_forward, streets.cost_backward):
        costs = table[mode].copy()
        some = rng.random(len(costs)) < share
        drawn = np.where(rng.random(len(costs)) < 0.4, -1, rng.integers(1, 400_000, len(costs)))
        costs[some] = -1 if closing else drawn[some]
        table[mode] = costs.astype(np.int32)
    return streets


def _copied(streets: Streets) -> Streets:
    """The same with tables of its own, to write to."""
    held = {field.name: getattr(streets, field.name) for field in fields(streets)}
    return Streets(**{**held, "cost_forward": dict(held["cost_forward"]), "cost_backward": dict(held["cost_backward"])})


@pytest.mark.parametrize("whole", [0.0, 1.0])
@settings(max_examples=150)
@given(SEEDS, st.sampled_from(["walk", "car", "car"]), st.floats(0, 0.5), st.booleans())
def test_a_patched_graph_is_the_one_made_anew(whole: float, seed: int, mode: str, share: float, closing: bool) -> None:
    rng = np.random.default_rng(seed)
    base = grid_streets(5, 4, rng=rng)
    base = with_turns(base, rng, int(rng.integers(0, 4))) if mode == "car" else base
    before = mode_graph(base, mode)
    streets = _changed(_copied(base), mode, rng, share, closing=closing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repricing, "WHOLE_SHARE", whole)
        after = repriced(before, streets)
    assert_same_graph(after, mode_graph(streets, mode))
    known = base.edge_count
    np.testing.assert_array_equal(after.main[:known], before.main)
    assert not after.main[known:].any()


def test_a_patch_is_made_beside_forbidden_turns_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a hundred worlds with turns, most are patched, not made anew."""

    def refused(*_asked: object, **_more: object) -> None:
        return None

    patched = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        base = with_turns(grid_streets(5, 4, rng=rng), rng, 2)
        before = mode_graph(base, "car")
        streets = _changed(_copied(base), "car", rng, 0.05, closing=True)
        with monkeypatch.context() as patch:
            patch.setattr(repricing, "mode_graph", refused)
            patched += repriced(before, streets) is not None
    assert patched > 60


@settings(max_examples=150)
@given(SEEDS, st.floats(0, 0.3), st.integers(0, 2), st.sampled_from([0, 90_000, 200_000, 500_000]))
def test_patched_walks_are_those_made_anew(seed: int, share: float, more: int, limit: int) -> None:
    rng = np.random.default_rng(seed)
    base = grid_streets(6, 5, rng=rng)
    before = mode_graph(base, "walk")
    at = random_places(rng, 8 + more, 6, 5)
    stops = snap(base, segment_grid(base, before.main), at.lon, at.lat)
    stops = Snapped(np.where(rng.random(8 + more) < 0.1, -1, stops.edge).astype(np.int32), stops.along, stops.aside_mm)
    known = Snapped(stops.edge[:8], stops.along[:8], stops.aside_mm[:8])
    walks = stop_walks(before, known, limit)
    streets = _changed(_copied(base), "walk", rng, share, closing=False)
    after = repriced(before, streets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repricing, "WHOLE_SHARE", 1.0)
        found = walks_after(before, after, streets, known, stops, walks)
    assert_same_walks(found, stop_walks(after, stops, limit))


def test_walks_are_the_same_ones_where_nothing_changed() -> None:
    base = grid_streets(4, 4)
    graph = mode_graph(base, "walk")
    at = random_places(np.random.default_rng(1), 5, 4, 4)
    stops = snap(base, segment_grid(base, graph.main), at.lon, at.lat)
    walks = stop_walks(graph, stops, 300_000)
    assert walks_after(graph, repriced(graph, base), base, stops, stops, walks) is walks


def test_stops_far_from_a_change_are_not_walked_from_again(monkeypatch: pytest.MonkeyPatch) -> None:
    base = grid_streets(30, 2)
    graph = mode_graph(base, "walk")
    at = random_places(np.random.default_rng(1), 40, 30, 2)
    stops = snap(base, segment_grid(base, graph.main), at.lon, at.lat)
    walks = stop_walks(graph, stops, 300_000)
    streets = _copied(base)
    closed = streets.cost_forward["walk"].copy()
    closed[0] = -1
    streets.cost_forward["walk"] = closed
    after = repriced(graph, streets)
    rows: list[int] = []

    def counted(*asked: Any) -> Any:
        rows.append(asked[3])
        return reach_table(*asked)

    monkeypatch.setattr(repricing, "reach_table", counted)
    assert_same_walks(walks_after(graph, after, streets, stops, stops, walks), stop_walks(after, stops, 300_000))
    assert 0 < rows[0] < 20
