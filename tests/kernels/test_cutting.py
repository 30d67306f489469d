"""Layout of a window's trips: no overtaking within a part, nothing lost, order kept."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.cutting import fill_events, split_overtaking
from tests import naive

Times = list[tuple[int, int]]


@st.composite
def instances(draw: st.DrawFn) -> tuple[list[int], list[list[tuple[int, Times]]]]:
    """Stops of each pattern, and its instances (shift, [(arrival, departure), …]) by departure."""
    lengths = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    patterns = []
    for length in lengths:
        trips = []
        for _ in range(draw(st.integers(0, 6))):
            time = draw(st.integers(0, 30))
            calls = []
            for _ in range(length):
                wait, move = draw(st.integers(0, 8)), draw(st.integers(0, 20))
                calls.append((time, time + wait))
                time += wait + move
            trips.append((draw(st.integers(-20, 20)), calls))
        patterns.append(sorted(trips, key=lambda trip: trip[1][0][1] + trip[0]))
    return lengths, patterns


def _arrays(patterns: list[list[tuple[int, Times]]]) -> tuple[np.ndarray, ...]:
    trips = [trip for group in patterns for trip in group]
    number = [p for p, group in enumerate(patterns) for _ in group]
    first = np.cumsum([0, *(len(calls) for _, calls in trips)])[:-1]
    flat = [call for _, calls in trips for call in calls]
    return (
        np.array(number, np.int32),
        np.array(first, np.int64),
        np.array([shift for shift, _ in trips], np.int32),
        np.array([a for a, _ in flat], np.int32),
        np.array([d for _, d in flat], np.int32),
    )


@given(instances())
def test_no_instance_overtakes_another_of_its_part(made: tuple[list[int], list[list[tuple[int, Times]]]]) -> None:
    lengths, patterns = made
    number, first, shift, arrival, departure = _arrays(patterns)
    part = split_overtaking(number, np.array(lengths, np.int32), first, shift, arrival, departure)
    expected: list[int] = []
    parts = 0
    for group in patterns:
        moved = [[(a + shift, d + shift) for a, d in calls] for shift, calls in group]
        lines = naive.parts_without_overtaking(moved)
        line_of = {t: k for k, line in enumerate(lines) for t in line}
        expected += [parts + line_of[t] for t in range(len(group))]
        parts += len(lines)
        for line in lines:
            for ahead, behind in itertools.pairwise(line):
                assert all(
                    a <= b for x, y in zip(moved[ahead], moved[behind], strict=True) for a, b in zip(x, y, strict=True)
                )
    assert part.tolist() == expected


@given(instances(), st.integers(1, 60))
def test_events_lie_by_part_position_and_trip(
    made: tuple[list[int], list[list[tuple[int, Times]]]], horizon: int
) -> None:
    lengths, patterns = made
    _, first, shift, arrival, departure = _arrays(patterns)
    sizes = [len(group) for group in patterns]
    part_offset = np.cumsum([0, *sizes]).astype(np.int32)
    events = np.cumsum([0, *(length * size for length, size in zip(lengths, sizes, strict=True))]).astype(np.int64)
    out = np.zeros((2, events[-1]), np.int16)
    fill_events(
        part_offset, np.array(lengths, np.int32), events, first, shift, horizon, arrival, departure, out[0], out[1]
    )

    def seen(time: int) -> int:
        return -1 if time < 0 else 32767 if time > horizon else time

    expected = [
        (seen(group[t][1][q][0] + group[t][0]), seen(group[t][1][q][1] + group[t][0]))
        for group, length in zip(patterns, lengths, strict=True)
        for q in range(length)
        for t in range(len(group))
    ]
    assert list(zip(*out.tolist(), strict=True)) == expected
