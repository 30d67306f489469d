"""A line that runs faster or slower."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenarios.worlds import (
    FEED,
    assert_same_timetable,
    changed,
    instead,
    minutes,
    named_world,
    problem_of,
    random_minutes,
    timetable,
    world_of_feed,
)
from tests.worlds import random_world


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.integers(2, 5))
def test_slower_and_faster_again_is_as_before(seed: int, factor: int) -> None:
    base = random_world(seed)
    slower, faster = (f"type: speed_line, line: r0, factor: {number}" for number in (factor, 1 / factor))
    made = changed(base, slower, faster)
    assert_same_timetable(timetable(made), timetable(base))
    np.testing.assert_array_equal(random_minutes(made, seed), random_minutes(base, seed))


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1), st.floats(0.1, 6))
def test_legs_are_longer_by_the_factor_and_halts_are_not(seed: int, factor: float) -> None:
    base = random_world(seed)
    before, after = timetable(base), timetable(changed(base, f"type: speed_line, line: r0, factor: {factor}"))
    for trip in range(before.pattern_trip_offset[1]):
        events = slice(*before.trip_event_offset[trip : trip + 2].tolist())
        arrival, departure = before.event_arrival[events].tolist(), before.event_departure[events].tolist()
        expected = [(arrival[0], departure[0])]
        for k in range(1, len(arrival)):
            reached = expected[-1][1] + round((arrival[k] - departure[k - 1]) * factor)
            expected.append((reached, reached + departure[k] - arrival[k]))
        made = list(zip(after.event_arrival[events].tolist(), after.event_departure[events].tolist(), strict=True))
        assert made == expected
    rest = slice(before.trip_event_offset[before.pattern_trip_offset[1]], None)
    np.testing.assert_array_equal(after.event_departure[rest], before.event_departure[rest])


def test_as_a_feed_with_other_times(tmp_path: Path) -> None:
    made = changed(world_of_feed(tmp_path / "a", FEED), "type: speed_line, line: '1', factor: 0.5")
    lines = []
    for line in str(FEED["stop_times.txt"]).splitlines():
        trip, arrival, departure, stop, place = line.split(",")
        if trip[0] == "r" and stop == "b":
            hour, minute, _ = arrival.split(":")
            early = f"{hour}:{int(minute) - 2:02}"
            arrival, departure = f"{early}:00", f"{early}:20"
        elif trip[0] == "r" and stop == "c":
            # Three minutes and forty seconds become half: with the halt, 08:02:20 and 1:50.
            hour, minute, _ = arrival.split(":")
            arrival = departure = f"{hour}:{int(minute) - 4:02}:10"
        lines.append(",".join((trip, arrival, departure, stop, place)))
    by_hand = world_of_feed(tmp_path / "b", {**FEED, "stop_times.txt": "\n".join(lines) + "\n"})
    assert_same_timetable(timetable(made), timetable(by_hand))
    np.testing.assert_array_equal(minutes(made), minutes(by_hand))
    before = minutes(world_of_feed(tmp_path / "c", FEED))
    assert minutes(made)[0, 0, 2] < before[0, 0, 2]


def test_a_line_by_frequency_keeps_its_frequencies() -> None:
    base = named_world()
    made = timetable(changed(base, "type: speed_line, line: '4', factor: 3"))
    assert_same_timetable(made, timetable(base), ignoring=("event_arrival", "event_departure"))
    assert (made.event_arrival[-1] - made.event_departure[-2]) == 720


def test_all_routes_of_the_name() -> None:
    base = instead(named_world(), route_short_name=("1", "T2", "1", "4"))
    made = timetable(changed(base, "type: speed_line, line: '1', factor: 2"))
    assert not np.array_equal(made.event_arrival[-4:-2], timetable(base).event_arrival[-4:-2])


def test_an_unknown_line() -> None:
    found = problem_of(named_world(), "type: speed_line, line: Gare - Hopitl, factor: 2")
    assert found == ("line", 3, "There is no line 'Gare - Hopitl'.", "Did you mean 'Gare - Hôpital'?")
