"""The best stop on the way equals trying every stop, minute by minute."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.chains import NEVER, one_stop, two_stops
from tests import naive

LIMIT = 60


def _tables(rng: np.random.Generator, rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Tables as timetables give them: whoever must be there later may leave later, with gaps of no service."""
    first = 400
    minutes = first + np.arange(columns)
    leave = minutes - rng.integers(1, 25, (rows, 1)) - np.sort(rng.integers(0, 8, (rows, columns)), axis=1)[:, ::-1]
    home = minutes + rng.integers(1, 25, (rows, 1)) + np.sort(rng.integers(0, 8, (rows, columns)), axis=1)[:, ::-1]
    for table in (leave, home):
        table[rng.random((rows, columns)) < 0.1] = NEVER
    return leave.astype(np.int32), home.astype(np.int32)


def _hours(rng: np.random.Generator, stops: int) -> tuple[np.ndarray, np.ndarray]:
    return rng.integers(395, 430, stops).astype(np.int32), rng.integers(440, 520, stops).astype(np.int32)


def _work(rng: np.random.Generator, stops: int, jobs: int) -> tuple[np.ndarray, ...]:
    start = rng.integers(440, 470, jobs).astype(np.int32)
    end = (start + rng.integers(0, 20, jobs)).astype(np.int32)
    must_go = (start - rng.integers(1, 40, (stops, jobs))).astype(np.int32)
    may_come = (end + rng.integers(1, 40, (stops, jobs))).astype(np.int32)
    must_go[rng.random(must_go.shape) < 0.1] = NEVER
    start[rng.random(jobs) < 0.1] = NEVER
    return must_go, may_come, start, end


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_one_stop_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    stops, jobs = int(rng.integers(1, 5)), int(rng.integers(1, 6))
    leave, home = _tables(rng, stops, 120)
    must_go, may_come, start, end = _work(rng, stops, jobs)
    opens, closes = _hours(rng, stops)
    found = [np.empty(jobs, np.int32) for _ in range(3)]
    one_stop(leave, 400, home, 400, must_go, may_come, opens, closes, 5, start, end, LIMIT, *found)
    for j in range(jobs):
        expected = naive.best_stop(
            lambda c, t: naive.entry(leave, c, t, 400, NEVER), lambda c, t: naive.entry(home, c, t, 400, NEVER),
            [None if v == NEVER else int(v) for v in must_go[:, j]],
            [None if v == NEVER else int(v) for v in may_come[:, j]],
            opens.tolist(), closes.tolist(), 5, None if start[j] == NEVER else int(start[j]), int(end[j]), LIMIT,
        )  # fmt: skip
        assert (int(found[0][j]), int(found[1][j]), int(found[2][j])) == (expected or (int(NEVER), int(NEVER), -1))


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1))
def test_two_stops_are_the_best_pair(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b, jobs = int(rng.integers(1, 4)), int(rng.integers(1, 4)), int(rng.integers(1, 4))
    leave, home = _tables(rng, a, 120)
    between, again = _tables(rng, a * b, 120)
    must_go, may_come, start, end = _work(rng, b, jobs)
    (opens_a, closes_a), (opens_b, closes_b) = _hours(rng, a), _hours(rng, b)
    found = [np.empty(jobs, np.int32) for _ in range(4)]
    two_stops(
        leave, 400, home, 400, between, 400, again, 400, must_go, may_come, opens_a, closes_a, opens_b, closes_b,
        3, 4, start, end, LIMIT, *found,
    )  # fmt: skip
    for j in range(jobs):
        best = (int(NEVER), int(NEVER), -1, -1)
        least = 2 * LIMIT + 1
        for second in range(b):
            for first in range(a):
                if start[j] == NEVER or must_go[second, j] == NEVER or may_come[second, j] == NEVER:
                    continue
                row = first * b + second
                by, left = int(must_go[second, j]) - 4, int(may_come[second, j]) + 4
                if by < opens_b[second] or by + 4 > closes_b[second] or left > closes_b[second]:
                    continue
                go, come = naive.entry(between, row, by, 400, NEVER), naive.entry(again, row, left, 400, NEVER)
                if go is None or come is None:
                    continue
                if go - 3 < opens_a[first] or go > closes_a[first] or come + 3 > closes_a[first]:
                    continue
                gone = naive.entry(leave, first, go - 3, 400, NEVER)
                at_home = naive.entry(home, first, come + 3, 400, NEVER)
                if gone is None or at_home is None:
                    continue
                way, way_back = int(start[j]) - gone, at_home - int(end[j])
                if way <= LIMIT and way_back <= LIMIT and way + way_back < least:
                    least, best = way + way_back, (way, way_back, first, second)
        assert tuple(int(part[j]) for part in found) == best


def test_a_stop_that_opens_after_work_starts_is_no_stop() -> None:
    leave = np.full((1, 200), 0, np.int32)
    leave[0] = 400 + np.arange(200) - 10
    home = (400 + np.arange(200) + 10).astype(np.int32)[None]
    go, come = np.array([[450]], np.int32), np.array([[520]], np.int32)
    start, end = np.array([460], np.int32), np.array([510], np.int32)
    out, back, chosen = (np.empty(1, np.int32) for _ in range(3))
    for opens, possible in ((440, True), (441, True), (445, True), (446, False), (470, False)):
        one_stop(
            leave, 400, home, 400, go, come, np.array([opens], np.int32), np.array([600], np.int32), 5,
            start, end, 60, out, back, chosen,
        )  # fmt: skip
        assert (chosen[0] == 0) == possible
    # There by 445, ten minutes from home: gone at 435, 25 minutes before work; back at 525 + 10, 25 after it.
    assert (out[0], back[0]) == (NEVER, NEVER)
    one_stop(
        leave, 400, home, 400, go, come, np.array([400], np.int32), np.array([600], np.int32), 5, start, end, 60,
        out, back, chosen,
    )  # fmt: skip
    assert (out[0], back[0]) == (25, 25)
