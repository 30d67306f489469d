"""In time by one lane or not, against trying every stop."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.arriving import NO_TIME, arriving_rows, time_left
from portee.kernels.egress import Links
from portee.kernels.shortest import UNREACHED

INFINITE = 30_000


def _naive(best: np.ndarray, lane: int, due: int, after: int, links: Links, direct: int, target: int) -> bool:
    """By the lane's arrival at any stop and the walk from there, or along streets from the lane's minute."""
    ways = [int(direct) + 60 * lane] if direct != UNREACHED else []
    for k in range(links.offset[target], links.offset[target + 1]):
        arrival = int(best[links.other[k], lane])
        if arrival != INFINITE:
            ways.append(arrival + after + int(links.seconds[k]))
    return any(way <= due for way in ways)


@given(st.integers(0, 2**32 - 1))
def test_one_is_in_time_exactly_when_some_stop_or_the_street_is(seed: int) -> None:
    rng = np.random.default_rng(seed)
    stops, lanes, targets = (int(n) for n in rng.integers(1, 6, 3))
    lane, due, after = int(rng.integers(0, lanes)), int(rng.integers(0, 2400)), int(rng.choice([0, 60]))
    best = rng.integers(0, 2400, (stops, lanes)).astype(np.int16)
    best[rng.random(best.shape) < 0.3] = INFINITE
    pairs = [(t, s) for t in range(targets) for s in range(stops) if rng.random() < 0.6]
    counts = np.bincount(np.array([t for t, _ in pairs], np.int64), minlength=targets)
    links = Links(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), np.array([s for _, s in pairs], np.int32),
        rng.integers(0, 600, len(pairs)).astype(np.int32),
    )  # fmt: skip
    direct = np.where(rng.random(targets) < 0.5, UNREACHED, rng.integers(0, 2400, targets)).astype(np.int32)
    asked = rng.random(targets) < 0.8
    left, found = np.empty(stops, np.int32), np.empty(targets, np.bool_)
    time_left(best, lane, due, after, INFINITE, left)
    arriving_rows(left, links, direct, due - 60 * lane, asked, found)
    expected = [
        not asked[target] or _naive(best, lane, due, after, links, direct[target], target) for target in range(targets)
    ]
    assert found.tolist() == expected


def test_the_second_that_is_left_counts() -> None:
    """Arrival at 900 s and 60 s after it leave 40 s before 1,000: a walk of 40 s is in time, one of 41 s is not."""
    left = np.empty(3, np.int32)
    time_left(np.array([[900], [941], [INFINITE]], np.int16), 0, 1000, 60, INFINITE, left)
    assert left.tolist() == [40, NO_TIME, NO_TIME]
    links = Links(np.array([0, 1, 2, 3], np.int64), np.array([0, 0, 1], np.int32), np.array([40, 41, 0], np.int32))
    found, nowhere = np.empty(3, np.bool_), np.full(3, UNREACHED, np.int32)
    arriving_rows(left, links, nowhere, 1000, np.ones(3, np.bool_), found)
    assert found.tolist() == [True, False, False]
