"""Journeys in time: which sets of lines reach what, and when."""

from __future__ import annotations

import numpy as np

from portee.kernels.egress import Links
from portee.resilience import journeys as module
from portee.resilience.journeys import Journeys, most_used, near_links, sets_in_time

DUE = np.array([100, 160, 220], np.int32)
ONE, TWO = frozenset({1}), frozenset({2, 3})


def _journeys(*told: tuple[int, int, int, int]) -> Journeys:
    """(target, minute, arrival, place of its lines)."""
    target, minute, arrival, place = (np.array(column) for column in zip(*told, strict=True))
    return Journeys(
        target.astype(np.int64), minute.astype(np.int64), arrival.astype(np.int32), place.astype(np.int64), (ONE, TWO)
    )


def test_one_may_wait_for_a_journey_of_a_later_minute_that_is_in_time() -> None:
    # Target 0 by line 1 from minute 1, arriving at 90: who leaves at minute 0 waits for it. Target 1 by 2 and 3.
    found = _journeys((0, 1, 90, 0), (1, 2, 215, 1))
    sets, bits = sets_in_time([found], np.array([4.0, 1.0]), DUE, 1)
    assert sets == [ONE, TWO]
    assert (bits & np.uint64(1) > 0).tolist() == [[True, True, False], [False] * 3]
    assert (bits & np.uint64(2) > 0).tolist() == [[False] * 3, [False, False, True]]


def test_of_several_journeys_the_earliest_counts_and_those_of_several_searches_are_joined() -> None:
    sets, bits = sets_in_time([_journeys((0, 0, 120, 0)), _journeys((0, 0, 99, 0), (0, 0, 130, 0))], np.ones(1), DUE, 1)
    assert sets[0] == ONE
    assert (bits[0] & np.uint64(1)).tolist() == [1, 0, 0]


def test_the_lines_that_reach_most_come_first_and_those_that_reach_nothing_are_left_out() -> None:
    found = _journeys((0, 0, 90, 0), (1, 0, 90, 1), (1, 1, 90, 1))
    assert most_used(found, np.array([1.0, 5.0])) == [2, 3, 1]
    assert most_used(found, np.array([1.0, 0.0])) == [1]


def test_the_nearest_stops_of_each_row_are_kept_in_their_order() -> None:
    seconds = np.array([9, 1, 8, 2, 7, 3, 5], np.int32)
    links = Links(np.array([0, 6, 7], np.int64), np.arange(7, dtype=np.int32), seconds)
    near = near_links(links)
    assert near.offset.tolist() == [0, module.MOST_STOPS, module.MOST_STOPS + 1]
    assert near.other.tolist() == [1, 3, 4, 5, 6]
    assert near.seconds.tolist() == [1, 2, 7, 3, 5]
