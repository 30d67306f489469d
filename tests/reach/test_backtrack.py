"""Rides read back from labels: they connect in time, and there are no more than needed."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portee.reach import Travel, Window, reach
from portee.reach.backtrack import labels_of, rides_of
from portee.reach.reach import ThreadBlocks
from portee.reach.transit import TransitSearch
from tests.worlds import DAY, random_places, random_world

TODAY = date(1970, 1, 1) + timedelta(days=DAY + 1)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1))
@example(266)  # two trips of one vehicle tell the same wait between them
@example(518)
def test_rides_connect_and_are_as_few_as_the_labels_allow(seed: int) -> None:
    world = random_world(seed)
    places = random_places(np.random.default_rng(seed), 1, 4, 3)
    travel = Travel(max_time_min=60, max_walk_min=10, max_rides=3)
    blocks = reach(world, places, places, travel, Window(TODAY, 28_800, 10), threads=1).blocks
    assert isinstance(blocks, ThreadBlocks)
    assert isinstance(blocks.search, TransitSearch)
    labels = labels_of(blocks.search, 0)
    for stop, lane in np.argwhere(labels.best[-1] < labels.rules.infinite).tolist():
        rides = rides_of(labels, stop, lane)
        arrival = int(labels.best[-1][stop, lane])
        fewest = 1 + next(k for k in range(3) if labels.best[k][stop, lane] == arrival)
        assert len(rides) <= fewest
        assert rides[-1].alight == arrival
        assert rides[0].walked_from == -1
        assert all(ride.board <= ride.alight for ride in rides)
        assert all(a.alight + labels.rules.slack <= b.board for a, b in itertools.pairwise(rides))
