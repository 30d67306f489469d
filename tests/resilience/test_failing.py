"""A service that fails: the same as a timetable from which it was taken, where no vehicle runs on as another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.timetable_draft import TimetableDraft
from portee.reach.options import Travel, Window
from portee.reach.transit import TransitSearch, transit_search
from portee.resilience.failing import without_calls
from tests.worlds import TODAY, random_places, random_world

TRAVEL, WINDOW = Travel(max_walk_min=4, max_time_min=40, max_transfer_m=300), Window(TODAY, 8 * 3600, 7)


def _times(search: TransitSearch) -> list[list[list[int]]]:
    scratch = search.scratch()
    return [search.samples(root, scratch)[:, 0].tolist() for root in range(3)]


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_it_is_as_if_the_timetable_had_none_of_it(seed: int) -> None:
    rng, network = np.random.default_rng(seed), random_world(seed).network
    timetable = network.timetable
    assert timetable is not None
    ends = random_places(rng, 3, 4, 3), random_places(rng, 4, 4, 3, "d")
    patterns, stops = rng.random(timetable.pattern_count) < 0.3, rng.random(timetable.stop_count) < 0.2
    whole = transit_search(network, *ends, TRAVEL, WINDOW)
    before = _times(whole)
    failing = _times(without_calls(whole, patterns, stops))
    assert _times(whole) == before
    draft = TimetableDraft(timetable)
    draft.patterns = [
        pattern.take(np.full(len(pattern), not gone)).replace(
            pickup=pattern.pickup & ~stops[pattern.stops], dropoff=pattern.dropoff & ~stops[pattern.stops]
        )
        for pattern, gone in zip(draft.patterns, patterns.tolist(), strict=True)
    ]
    if not sum(map(len, draft.patterns)):
        return
    edited = replace(network, timetable=draft.packed())
    assert failing == _times(transit_search(edited, *ends, TRAVEL, WINDOW))
    assert (np.array(failing) >= np.array(before)).all()


def test_nothing_that_fails_changes_nothing() -> None:
    network = random_world(4).network
    timetable = network.timetable
    assert timetable is not None
    ends = random_places(np.random.default_rng(1), 3, 4, 3), random_places(np.random.default_rng(2), 4, 4, 3, "d")
    search = transit_search(network, *ends, TRAVEL, WINDOW)
    none = np.zeros(timetable.pattern_count, np.bool_), np.zeros(timetable.stop_count, np.bool_)
    assert _times(without_calls(search, *none)) == _times(search)
