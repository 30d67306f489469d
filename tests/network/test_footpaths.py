"""Walks between stops, and what feeds rule on changing vehicles, against a plain table of pairs."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.lanes import Footpaths
from portee.network.footpaths import StopWalks, footpaths, stop_walks
from portee.network.modegraph import mode_graph
from portee.network.snapping import Snapped, segment_grid, snap
from portee.network.timetable import Timetable
from tests import naive
from tests.journeys import street_times
from tests.worlds import grid_streets, random_places, timetable_of

ONE_TRIP = [([0, 1], [[(0, 0), (60, 60)]])]


def _walks(pairs: naive.Pairs, stops: int) -> StopWalks:
    ordered = sorted(pairs)
    offset = np.cumsum([0, *(sum(a == s for a, _ in ordered) for s in range(stops))]).astype(np.int64)
    return StopWalks(
        offset,
        np.array([b for _, b in ordered], np.int32),
        np.array([pairs[p] for p in ordered], np.int32),
        10**6,
    )


def _pairs(offset: npt.NDArray[np.int64], to: npt.NDArray[np.int32], cost: npt.NDArray[np.generic]) -> naive.Pairs:
    row = np.repeat(np.arange(len(offset) - 1), np.diff(offset)).tolist()
    assert sorted(zip(row, to.tolist(), strict=True)) == list(zip(row, to.tolist(), strict=True))
    return {(a, b): c for a, b, c in zip(row, to.tolist(), cost.tolist(), strict=True)}


def _found(paths: Footpaths) -> tuple[naive.Pairs, list[int]]:
    return _pairs(paths.offset, paths.to, paths.seconds), paths.stay.tolist()


def _timetable(stops: int, rules: list[tuple[int, int, int, int]], pathways: naive.Pairs | None = None) -> Timetable:
    table = sorted((pathways or {}).items())
    return replace(
        timetable_of(stops, ONE_TRIP, transfers=rules),
        pathway_from=np.array([a for (a, _), _ in table], np.int32),
        pathway_to=np.array([b for (_, b), _ in table], np.int32),
        pathway_seconds=np.array([s for _, s in table], np.int32),
    )


@given(st.integers(0, 2**32 - 1), st.sampled_from(["walk", "bicycle"]), st.sampled_from([0, 150_000, 400_000]))
def test_stops_within_the_limit_are_joined_along_streets(seed: int, mode: str, limit: int) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(3, 3, rng=rng)
    at = random_places(rng, 5, 3, 3)
    graph = mode_graph(streets, mode)
    stops = snap(streets, segment_grid(streets, graph.main), at.lon, at.lat)
    stops = Snapped(np.where(rng.random(5) < 0.1, -1, stops.edge).astype(np.int32), stops.along, stops.aside_mm)
    walks = stop_walks(graph, stops, limit)
    expected = street_times(streets, mode, stops, stops, limit)
    assert _pairs(walks.offset, walks.to, walks.cost) == {(a, b): c for (a, b), c in expected.items() if a != b}
    assert walks.limit == limit


@given(st.integers(0, 2**32 - 1), st.sampled_from([800.0, 1000.0, 1234.5]), st.sampled_from([0, 60, 500]))
def test_rules_of_the_feed_are_applied(seed: int, speed: float, slack: int) -> None:
    rng = np.random.default_rng(seed)
    stops = 5
    costs = {(a, b): int(rng.integers(0, 900_000)) for a in range(stops) for b in range(stops) if a != b}
    costs = {pair: cost for pair, cost in costs.items() if rng.random() < 0.5}
    inside = {(int(a), int(b)): int(rng.integers(0, 400)) for a, b in rng.integers(0, stops, (3, 2))}
    rules = [
        (int(a), int(b), int(rng.integers(0, 4)), int(rng.integers(-1, 900)))
        for a, b in rng.integers(0, stops, (int(rng.integers(0, 9)), 2))
    ]
    paths = footpaths(_timetable(stops, rules, inside), _walks(costs, stops), speed, slack)
    seconds = {pair: math.ceil(cost / speed) for pair, cost in costs.items()}
    known = [rule for rule in rules if rule[3] >= 0 or rule[2] != 2]
    assert _found(paths) == naive.change_rules(seconds, inside, known, stops, slack)
    turned = footpaths(_timetable(stops, rules, inside), _walks(costs, stops), speed, slack, towards=True)
    pairs, stay = _found(paths)
    assert _found(turned) == ({(b, a): s for (a, b), s in pairs.items()}, stay)


def test_a_least_time_counts_the_boarding_slack_in() -> None:
    walks = _walks({(0, 1): 100_000}, 2)
    paths = footpaths(_timetable(2, [(0, 1, 2, 300), (1, 1, 2, 90)]), walks, 1000.0, 60)
    assert _found(paths) == ({(0, 1): 240}, [0, 30])
    longer = footpaths(_timetable(2, [(0, 1, 2, 120)]), walks, 1000.0, 60)
    assert _found(longer) == ({(0, 1): 100}, [0, 0])


def test_a_forbidden_change_is_forbidden_in_its_direction_alone() -> None:
    walks = _walks({(0, 1): 100_000, (1, 0): 100_000}, 2)
    paths = footpaths(_timetable(2, [(0, 1, 3, -1), (1, 1, 3, -1)]), walks, 1000.0, 60)
    assert _found(paths) == ({(1, 0): 100}, [0, -1])


def test_a_pathway_replaces_a_longer_walk_and_never_a_shorter_one() -> None:
    walks = _walks({(0, 1): 100_000, (1, 0): 30_000}, 3)
    inside = {(0, 1): 45, (1, 0): 45, (1, 2): 70, (2, 2): 5}
    assert _found(footpaths(_timetable(3, [], inside), walks, 1000.0, 60))[0] == {(0, 1): 45, (1, 0): 30, (1, 2): 70}


def test_a_least_time_between_stops_that_are_not_joined_joins_nothing() -> None:
    assert _found(footpaths(_timetable(2, [(0, 1, 2, 300)]), _walks({}, 2), 1000.0, 60)) == ({}, [0, 0])


@pytest.mark.parametrize(
    "field", ["transfer_from_trip", "transfer_to_trip", "transfer_from_route", "transfer_to_route"]
)
def test_rules_of_single_trips_or_routes_are_not_rules_of_stops(field: str) -> None:
    timetable = replace(_timetable(2, [(0, 1, 3, -1)]), **{field: np.zeros(1, np.int32)})  # type: ignore[arg-type]
    assert _found(footpaths(timetable, _walks({(0, 1): 100_000}, 2), 1000.0, 60)) == ({(0, 1): 100}, [0, 0])


def test_hours_of_walking_or_waiting_do_not_wrap_round() -> None:
    rules = [(0, 0, 2, 100_000), (1, 0, 2, 100_000)]
    paths = footpaths(_timetable(2, rules), _walks({(0, 1): 50_000_000, (1, 0): 1000}, 2), 1000.0, 60)
    pairs, stay = _found(paths)
    assert min(pairs.values()) > 32_000
    assert stay[0] > 32_000


def test_pathways_may_hold_stairs_and_are_not_for_wheels() -> None:
    timetable = replace(
        timetable_of(2, [([0, 1], [[(0, 0), (60, 60)]])]),
        pathway_from=np.array([0], np.int32),
        pathway_to=np.array([1], np.int32),
        pathway_seconds=np.array([30], np.int32),
    )
    walks = StopWalks(np.zeros(3, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32), 1000)
    assert footpaths(timetable, walks, 1000.0, 60).seconds.tolist() == [30]
    assert footpaths(timetable, walks, 1000.0, 60, on_foot=False).seconds.tolist() == []
