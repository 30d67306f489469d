"""Ways along the streets: as cheap as the search says, in one piece, from place to place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.shortest import workspace
from portee.kernels.tables import point_space, reach_table
from portee.network.network import mode_streets
from portee.network.paths import edge_part, street_path
from portee.network.snapping import Snapped, attach, snap
from tests.worlds import grid_streets, random_places

FAR = 10_000_000


def _one(snapped: Snapped, i: int) -> Snapped:
    return Snapped(snapped.edge[i : i + 1], snapped.along[i : i + 1], snapped.aside_mm[i : i + 1])


@given(st.integers(0, 2**32 - 1), st.sampled_from(["walk", "car"]))
def test_the_way_costs_what_the_search_says_and_is_one_piece(seed: int, mode: str) -> None:
    rng = np.random.default_rng(seed)
    streets = grid_streets(4, 3, rng=rng)
    part = mode_streets(streets, mode)
    if not part.graph.main.any():
        return
    places = random_places(rng, 4, 4, 3)
    snapped = snap(streets, part.grid, places.lon, places.lat)
    points = attach(part.graph, snapped)
    offset, target, cost = reach_table(
        part.graph.ahead, points, 0, 4, points, FAR, workspace(part.graph.node_count), point_space(4)
    )
    for i in range(4):
        known = {int(target[k]): int(cost[k]) for k in range(offset[i], offset[i + 1])}
        for j in range(4):
            path = street_path(streets, part.graph, _one(snapped, i), _one(snapped, j), FAR)
            if j not in known:
                assert path is None
                continue
            assert path is not None
            assert path.cost == known[j]
            steps = np.hypot(np.diff(path.lon) * 81_500, np.diff(path.lat) * 111_000)
            aside = (int(snapped.aside_mm[i]) + int(snapped.aside_mm[j])) / 1000
            assert path.length_m == pytest.approx(steps.sum() + aside, rel=0.02, abs=2.0)


def test_a_part_of_an_edge_turns_round_with_its_ends() -> None:
    streets = grid_streets(2, 1)
    lon, lat = edge_part(streets, 0, 0.25, 0.75)
    back_lon, back_lat = edge_part(streets, 0, 0.75, 0.25)
    assert lon[::-1].tolist() == back_lon.tolist()
    assert lat[::-1].tolist() == back_lat.tolist()
    whole = streets.geometry_lon_e7[-1] - streets.geometry_lon_e7[0]
    assert (lon[-1] - lon[0]) * 1e7 == pytest.approx(whole / 2)


def test_a_point_without_a_street_has_no_way() -> None:
    streets = grid_streets(2, 2)
    part = mode_streets(streets, "walk")
    nowhere = Snapped(np.array([-1], np.int32), np.zeros(1), np.zeros(1, np.int32))
    here = Snapped(np.array([0], np.int32), np.zeros(1), np.zeros(1, np.int32))
    assert street_path(streets, part.graph, nowhere, here, FAR) is None
