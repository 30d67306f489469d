"""Origins that a change can matter to, against searching both worlds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from portee.network.closing import without_edges
from portee.network.network import Network
from portee.network.timetable_draft import TimetableDraft
from portee.reach import reach
from portee.reach.affected import affected_origins, changed_points, changed_stops, standing_on_changed
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.world import World
from tests.worlds import TODAY, random_places, random_world

TRAVEL = Travel(max_walk_min=3, max_time_min=16, max_transfer_m=200)
WINDOW = Window(TODAY, 8 * 3600, 8)


def _without_route(network: Network, route: int) -> Network:
    assert network.timetable is not None
    draft = TimetableDraft(network.timetable)
    draft.change([route], lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    return replace(network, timetable=draft.packed())


@settings(max_examples=100)
@example(0, True, False)  # a junction beside a one-way street
@given(st.integers(0, 2**32 - 1), st.booleans(), st.booleans())
def test_who_is_left_alone_has_the_same_times(seed: int, street: bool, blocks: bool) -> None:
    rng, before = np.random.default_rng(seed), random_world(seed, blocks=blocks).network
    if street:
        closed = rng.random(before.streets.edge_count) < 0.15
        after = without_edges(before, "walk", closed)
    else:
        after = _without_route(before, 0)
        # A day without any trip at all cannot be asked about.
        assume(after.timetable is not None and after.timetable.trip_count > 0)
    origins, there = random_places(rng, 5, 4, 3), random_places(rng, 6, 4, 3, "d")
    points = changed_points(before, after, "walk")
    if points is None:  # everybody is searched again
        return
    touched = affected_origins(LinkStore(before), origins, TRAVEL, WINDOW, points, TRAVEL.max_time_min)
    touched |= standing_on_changed(before, after, origins, "walk")
    one, other = (
        reach(World(network), origins, there, TRAVEL, WINDOW, percentiles=(1.0, 50.0, 100.0)).minutes()
        for network in (before, after)
    )
    np.testing.assert_array_equal(one[~touched], other[~touched])


def test_the_end_of_a_street_beside_a_one_way_one_is_not_looked_for() -> None:
    before = random_world(0).network
    closed = np.zeros(before.streets.edge_count, np.bool_)
    ahead, back = before.streets.cost_forward["walk"], before.streets.cost_backward["walk"]
    closed[np.flatnonzero((ahead < 0) != (back < 0))[0]] = True
    assert changed_points(before, without_edges(before, "walk", closed), "walk") is None


def test_nothing_changed_touches_nobody() -> None:
    network = random_world(3).network
    assert not len(changed_stops(network.timetable, network.timetable))
    points = changed_points(network, network, "walk")
    assert points is not None
    assert not len(points[0])
    origins = random_places(np.random.default_rng(1), 5, 4, 3)
    assert not affected_origins(LinkStore(network), origins, TRAVEL, WINDOW, points, 16).any()


def test_stops_of_a_line_that_is_gone_are_changed_and_no_others() -> None:
    network = random_world(5).network
    timetable = network.timetable
    assert timetable is not None
    gone = _without_route(network, 0).timetable
    of_route = {
        int(stop)
        for pattern in np.flatnonzero(timetable.pattern_route == 0).tolist()
        for stop in timetable.pattern_stop[timetable.pattern_offset[pattern] : timetable.pattern_offset[pattern + 1]]
    }
    assert set(changed_stops(timetable, gone).tolist()) == of_route
