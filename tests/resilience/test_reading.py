"""Routes and stops as elements, and what the journeys of a search use."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.kernels.rounds import ride_each_round
from portee.reach.links import LinkStore
from portee.reach.transit import TransitSearch, transit_search
from portee.resilience.alternatives import find_alternatives
from portee.resilience.critical_transit import critical_lines
from portee.resilience.reading import Reading, Rooms, numbered
from portee.world import World
from tests.resilience.line_worlds import TRAVEL, WINDOW, asked_of, lines_world, met, running

SEEDS = st.integers(0, 2**32 - 1)


def test_each_on_its_own_or_by_group_and_nameless_ones_are_left_out() -> None:
    names, number = numbered(["a", "b", "c"], None)
    assert (names, number.tolist()) == (["a", "b", "c"], [0, 1, 2])
    names, number = numbered(["a", "b", "c", "d"], ["y", "", "x", "y"])
    assert (names, number.tolist()) == (["y", "x"], [0, -1, 1, 0])
    with pytest.raises(ParameterError, match="1 groups do not match 2 routes or stops"):
        numbered(["a", "b"], ["y"])


@settings(max_examples=8)
@given(SEEDS)
def test_those_left_out_run_in_any_case_whoever_asks(seed: int) -> None:
    """The same groups mean the same to what must run and to what may fail."""
    world, asked = lines_world(seed, 3), asked_of(seed)
    groups = ["", "b", "c"]
    found = find_alternatives(world, asked, 2, WINDOW, travel=TRAVEL, groups=groups, threads=1)
    named = {"b": "r1", "c": "r2"}
    for origin, sets in enumerate(found):
        for lines in sets:
            assert lines <= {"b", "c"}
            assert met(running(world, {"r0", *(named[line] for line in lines)}), asked, 2)[origin]
    ranked = critical_lines(world, asked, WINDOW, travel=TRAVEL, groups=groups, threads=1)
    assert list(ranked.ids) == ["b", "c"]


def _search(world: World, seed: int) -> TransitSearch:
    asked = asked_of(seed)
    return transit_search(
        world.network, asked.origins, asked.destinations, asked.within(TRAVEL), WINDOW, store=LinkStore(world.network)
    )


@settings(max_examples=8)
@given(SEEDS)
def test_labels_are_those_of_the_search_and_their_lists_hold_lines_of_the_world(seed: int) -> None:
    world = lines_world(seed, 3)
    search = _search(world, seed)
    assert world.network.timetable is not None
    reading, rooms = Reading.of(search, np.asarray(world.network.timetable.pattern_route)), Rooms(search)
    with rooms.one() as room, rooms.one() as other:
        assert room is not other
        for root in range(6):
            offset, element, sets = reading.read(root, room)
            assert set(element[: offset[sets]].tolist()) <= {0, 1, 2}
            lo, hi = search.access.offset[root : root + 2]
            stops, seconds = search.access.other[lo:hi], search.access.seconds[lo:hi]
            for draw, table in enumerate(search.tables):
                best = np.empty_like(room.best[draw])
                ride_each_round(table.cut, search.paths, stops, seconds, search.rules, other.scratch.lanes, best)
                np.testing.assert_array_equal(best, room.best[draw])
            assert room.index[..., : int(search.rules.lanes)].max(initial=-1) < sets
        kept = room
    with rooms.one() as again:
        assert again in (kept, other)
