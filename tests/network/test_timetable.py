"""What the timetable counts."""

from __future__ import annotations

import numpy as np
import pytest

from tests.worlds import random_timetable, timetable_of


def test_it_counts_stops_patterns_and_trips() -> None:
    timetable = timetable_of(
        4,
        [([0, 1], [[(0, 0), (60, 60)], [(90, 90), (120, 130)]]), ([1, 2, 3], [[(5, 5), (6, 6), (7, 7)]])],
    )
    assert (timetable.stop_count, timetable.pattern_count, timetable.trip_count) == (4, 2, 3)


def test_it_cannot_be_changed() -> None:
    timetable = random_timetable(np.random.default_rng(1), 3)
    with pytest.raises(AttributeError):
        timetable.timezone = "Europe/Rome"  # type: ignore[misc]
