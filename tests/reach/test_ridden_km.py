"""What is ridden for every pair, against reading one journey after the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.reach.backtrack import labels_of, rides_of
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.reach.ridden_km import middle_minute, ridden_there
from portee.reach.tracing import metres_along
from portee.reach.transit import transit_search
from tests.worlds import TODAY, random_places, random_world

SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=60)
@given(SEEDS, st.booleans(), st.sampled_from([1, 9]))
def test_kilometres_are_those_of_the_soonest_journey_with_a_vehicle(seed: int, arrive: bool, minutes: int) -> None:
    world = random_world(seed)
    rng = np.random.default_rng(seed)
    here, there = random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "w")
    travel = Travel(max_time_min=60, max_walk_min=8, draws=1)
    window = Window(TODAY, 8 * 3600 + 900, minutes, arrive)
    timetable = world.network.timetable
    assert timetable is not None
    grams = np.arange(len(timetable.route_id), dtype=np.float64) + 100.0
    found = ridden_there(LinkStore(world.network), here, there, travel, window, grams, threads=2)
    search = transit_search(world.network, here, there, travel, middle_minute(window))
    along = metres_along(timetable)
    for root, target in np.ndindex(4 if arrive else 3, 3 if arrive else 4):
        pair = (target, root) if arrive else (root, target)
        labels = labels_of(search, root)
        lo, hi = search.egress.offset[target : target + 2]
        ends_at = zip(search.egress.other[lo:hi].tolist(), search.egress.seconds[lo:hi].tolist(), strict=True)
        reached = [
            (int(labels.best[-1][stop, 0]) + search.after + seconds, stop)
            for stop, seconds in ends_at
            if labels.best[-1][stop, 0] < search.rules.infinite
        ]
        reached = [pair for pair in reached if pair[0] <= search.rules.longest]
        if not reached:
            assert np.isnan(found.km[pair])
            continue
        metres = weighed = 0.0
        table = search.tables[0]
        for ride in rides_of(labels, min(reached)[1], 0):
            if ride.part != ride.alight_part:
                return  # the vehicle ran on as another trip: read by the tests of tracing
            pattern = int(table.part_pattern[ride.part])
            base, count = timetable.pattern_offset[pattern], int(np.diff(timetable.pattern_offset)[pattern])
            ends = [ride.board_position, ride.alight_position]
            first, last = (count - 1 - at for at in ends) if table.reversed else ends
            length = abs(along[base + last] - along[base + first])
            metres += length
            weighed += length * grams[timetable.pattern_route[pattern]]
        assert found.km[pair] == pytest.approx(metres / 1000)
        assert found.kg[pair] == pytest.approx(weighed / 1e6)


def test_the_middle_of_a_window() -> None:
    window = Window(TODAY, 7 * 3600, 60)
    assert middle_minute(window) == replace(window, start_s=7 * 3600 + 1800, minutes=1)
    assert middle_minute(replace(window, minutes=1)) == replace(window, minutes=1)


def test_a_line_of_unknown_emissions_is_not_known() -> None:
    world = random_world(5)
    timetable = world.network.timetable
    assert timetable is not None
    rng = np.random.default_rng(5)
    here, there = random_places(rng, 6, 4, 3), random_places(rng, 6, 4, 3, "w")
    unknown = np.full(len(timetable.route_id), np.nan)
    found = ridden_there(
        LinkStore(world.network), here, there, Travel(max_walk_min=8), Window(TODAY, 8 * 3600, 30), unknown
    )  # fmt: skip
    assert np.isfinite(found.km).any()
    assert np.isnan(found.kg).all()
