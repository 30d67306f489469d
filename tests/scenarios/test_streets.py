"""Costs of streets by length and speed, the nearest junction, and streets with one more."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.streets import MODES, NOT_PERMITTED
from portee.scenarios.streets import cost_of, length_m, nearest_junction, times, with_street
from tests.scenarios.grounds import COLUMNS, at, frozen, streets_of

SEEDS = st.integers(0, 2**32 - 1)
DEGREE_NORTH_M = 111_092.7
"""At 43° north: 111,132.95 - 559.82 cos 2φ + 1.18 cos 4φ (WGS 84)."""


@given(st.integers(0, 10**8), st.sampled_from(MODES[:-1]))
def test_a_level_street_costs_its_length(length: int, mode: str) -> None:
    assert cost_of(length, mode, 0).tolist() == max(length, 1)


@given(st.integers(1, 10**8), st.sampled_from([5.0, 30.0, 36.0, 130.0]))
def test_cars_pay_milliseconds(length: int, kmh: float) -> None:
    assert abs(int(cost_of(length, "car", kmh)) - length * 3.6 / kmh) <= 0.5 or length * 3.6 / kmh < 0.5
    assert cost_of([100_000], "car", 36).tolist() == [10_000]
    assert cost_of([100_000], "car", 36).dtype == np.int32


@given(st.lists(st.integers(1, 10**6), max_size=6), st.floats(0.001, 100))
def test_times_is_rounded_and_never_nothing(costs: list[int], factor: float) -> None:
    found = times(np.array(costs, np.int32), factor)
    assert found.dtype == np.int32
    assert found.tolist() == [max(1, round(cost * factor)) for cost in costs]
    assert times(np.array(costs, np.int32), 1).tolist() == costs


def test_no_cost_is_too_high_for_a_search() -> None:
    assert times(np.array([2**31 - 1], np.int32), 100).tolist() == [2_000_000_000]


@settings(max_examples=40)
@given(SEEDS)
def test_the_nearest_junction_is_the_least_of_all(seed: int) -> None:
    streets = streets_of(seed)
    lon, lat = at(*np.random.default_rng(seed).uniform(-1, 5, 2).tolist())
    node, metres = nearest_junction(streets, lon, lat)
    # Metres of a degree at 43° north, to one in ten thousand.
    away = [
        math.hypot((a / 1e7 - lon) * 81_541.0, (b / 1e7 - lat) * DEGREE_NORTH_M)
        for a, b in zip(streets.node_lon_e7.tolist(), streets.node_lat_e7.tolist(), strict=True)
    ]
    assert away[node] == pytest.approx(min(away), rel=1e-3)
    assert metres == pytest.approx(min(away), rel=1e-3)


def test_lengths_are_those_on_the_ground() -> None:
    assert length_m([50_000_000, 50_000_000], [430_000_000, 430_012_000]) == pytest.approx(133.311, abs=0.01)
    assert length_m([0], [0]) == 0


@settings(max_examples=30)
@given(SEEDS, st.sets(st.sampled_from(MODES), min_size=1), st.booleans(), st.integers(0, 2))
def test_one_more_edge_and_all_others_as_before(seed: int, modes: set[str], one_way: bool, bends: int) -> None:
    streets = streets_of(seed)
    before = frozen(streets)
    rng = np.random.default_rng(seed + 2)
    a, b = rng.choice(streets.node_count, 2, replace=False).tolist()
    between = [(x, y) for x, y in (at(*p) for p in rng.uniform(0, 3, (bends, 2)).tolist())]
    name = str(rng.choice(["Pont", "Rue 1", "Aaa"]))
    more = with_street(streets, name, (a, b), between, sorted(modes), 30, one_way)
    assert frozen(streets) == before
    count = streets.edge_count
    assert more.edge_count == count + 1
    texts = [more.names[k] for k in more.edge_name.tolist()]
    assert texts == [*(streets.names[k] for k in streets.edge_name.tolist()), name]
    assert list(more.names) == sorted(set(more.names))
    for column in ("edge_from", "edge_to", "edge_length_mm", "edge_osm_way", "edge_flags", "geometry_offset"):
        old, new = getattr(streets, column), getattr(more, column)
        np.testing.assert_array_equal(new[: len(old)], old)
        assert new.dtype == old.dtype
        assert len(new) == len(old) + 1
    assert (more.edge_from[-1], more.edge_to[-1]) == (a, b)
    first, last = more.geometry_offset[-2:].tolist()
    assert (last - first, last) == (2 + bends, len(more.geometry_lon_e7))
    assert len(more.geometry_lat_e7) == last
    assert more.geometry_lon_e7[[first, last - 1]].tolist() == streets.node_lon_e7[[a, b]].tolist()
    assert more.geometry_lat_e7[[first, last - 1]].tolist() == streets.node_lat_e7[[a, b]].tolist()
    metres = length_m(more.geometry_lon_e7[first:last], more.geometry_lat_e7[first:last])
    assert more.edge_length_mm[-1] == max(1, round(metres * 1000))
    for mode in MODES:
        ahead, back = more.cost_forward[mode], more.cost_backward[mode]
        np.testing.assert_array_equal(ahead[:-1], streets.cost_forward[mode])
        np.testing.assert_array_equal(back[:-1], streets.cost_backward[mode])
        usual = int(cost_of(more.edge_length_mm[-1], mode, 30)) if mode in modes else NOT_PERMITTED
        both = not one_way or mode in ("walk", "wheelchair")
        assert (ahead[-1], back[-1]) == (usual, usual if both else NOT_PERMITTED)


def test_streets_without_a_name_stay_without() -> None:
    streets = streets_of()
    streets.edge_name[::2] = -1
    more = with_street(streets, "Aaa", (0, COLUMNS), [], ["walk"], 30, one_way=False)
    assert (more.edge_name[:-1][::2] == -1).all()
    assert (more.edge_name[:-1][1::2] == streets.edge_name[1::2] + 1).all()
