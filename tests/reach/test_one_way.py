"""Ways there along streets, against `reach` and the tree of a plain search."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.reach.links import LinkStore
from portee.reach.one_way import way_there
from portee.reach.options import Travel
from portee.reach.reach import reach
from portee.reach.streetwise import attached_places
from portee.world import World
from tests.kernels.test_lengths import ways_of_least_cost
from tests.worlds import grid_streets, random_places, with_turns

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=60)
@given(
    SEEDS, st.sampled_from(["walk", "bicycle", "car"]), st.sampled_from([(2, 5), (5, 2), (3, 3)]),
    st.sampled_from([2.0, 20.0]), st.sampled_from([None, 3.0]),
)  # fmt: skip
def test_minutes_are_those_of_reach_and_kilometres_those_of_the_way(
    seed: int, mode: str, counts: tuple[int, int], longest: float, walk: float | None
) -> None:
    rng = np.random.default_rng(seed)
    network = Network.of(with_turns(grid_streets(4, 3, rng=rng), rng, 5), modes=(mode,))
    here, there = (random_places(rng, count, 4, 3, name) for count, name in zip(counts, ("p", "w"), strict=True))
    travel = Travel(mode=mode, max_time_min=longest, max_walk_min=walk, parking_min=1.0)
    found = way_there(LinkStore(network), here, there, travel, mode, threads=2)
    asked = reach(World(network), here, there, travel).minutes()[:, 0, :]
    assert found.minutes == pytest.approx(asked)
    a, b = (attached_places(network, places, mode) for places in (here, there))
    ways = ways_of_least_cost(network.streets, mode, a, b, 10**9)
    for i, j in np.ndindex(*counts):
        if np.isfinite(found.minutes[i, j]):
            _, lengths = ways[i, j]
            assert min(abs(found.km[i, j] - metres / 1000) for metres in lengths) < 1e-8
        else:
            assert np.isinf(found.km[i, j])
