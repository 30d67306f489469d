"""The latest lane in time equals looking at every lane from the last one down."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.deadlines import BY_STREET, NOWHERE, deadline_rows, latest_lanes
from portee.kernels.egress import Links
from portee.kernels.lanes import Rules
from portee.kernels.shortest import UNREACHED
from tests import naive

INFINITE = 30_000


def _stair(rng: np.random.Generator, stops: int, lanes: int, longest: int) -> np.ndarray:
    """Arrivals that rise with the lane, dropped where the journey would last too long, as a search leaves them."""
    best = np.full((stops, lanes), INFINITE, np.int16)
    for stop in range(stops):
        departures = np.sort(rng.integers(0, lanes * 60, rng.integers(0, 6)))
        for lane in range(lanes):
            later = departures[departures >= lane * 60]
            if len(later):
                arrival = int(later[0]) + 300
                if arrival - lane * 60 <= longest:
                    best[stop, lane] = arrival
    return best


def _case(seed: int) -> tuple[np.ndarray, Links, np.ndarray, Rules, int, int]:
    rng = np.random.default_rng(seed)
    stops, lanes, targets = int(rng.integers(1, 5)), int(rng.integers(1, 40)), int(rng.integers(1, 5))
    longest, after = int(rng.integers(5, 40)) * 60, int(rng.choice([0, 60]))
    rules = Rules(lanes, 60, longest, 4, 60, INFINITE)
    pairs = [(t, s) for t in range(targets) for s in range(stops) if rng.random() < 0.6]
    counts = np.bincount([t for t, _ in pairs], minlength=targets) if pairs else np.zeros(targets, np.int64)
    links = Links(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.array([s for _, s in pairs], np.int32),
        rng.integers(0, 300, len(pairs)).astype(np.int32),
    )
    direct = np.where(rng.random(targets) < 0.5, UNREACHED, rng.integers(0, 2000, targets)).astype(np.int32)
    return _stair(rng, stops, lanes, longest), links, direct, rules, after, targets


def _expected(
    best: np.ndarray, links: Links, direct: np.ndarray, rules: Rules, after: int, target: int, due: int
) -> tuple[int, int] | None:
    def arrival(lane: int) -> float:
        ways = [lane * 60 + int(direct[target])] if direct[target] != UNREACHED else []
        for k in range(links.offset[target], links.offset[target + 1]):
            time = int(best[links.other[k], lane])
            if time != INFINITE:
                ways.append(time + after + int(links.seconds[k]))
        return min(ways, default=np.inf)

    return naive.latest_in_time(arrival, 60, rules.lanes, due, rules.longest)


@settings(max_examples=150)
@given(st.integers(0, 2**32 - 1), st.integers(0, 60))
def test_the_latest_departure_in_time(seed: int, minute: int) -> None:
    best, links, direct, rules, after, targets = _case(seed)
    due = minute * 60
    deadline = np.full(targets, due, np.int32)
    deadline[0] = -1
    seconds, lane, stop = (np.empty(targets, np.int32) for _ in range(3))
    deadline_rows(best, after, links, direct, rules, deadline, seconds, lane, stop)
    assert (seconds[0], lane[0], stop[0]) == (UNREACHED, -1, NOWHERE)
    for target in range(1, targets):
        expected = _expected(best, links, direct, rules, after, target, due)
        if expected is None:
            assert (seconds[target], lane[target], stop[target]) == (UNREACHED, -1, NOWHERE)
            continue
        assert (int(lane[target]), int(seconds[target])) == expected
        left = expected[0] * 60
        if stop[target] == BY_STREET:
            assert left + int(direct[target]) <= due
        else:
            own = slice(links.offset[target], links.offset[target + 1])
            walk = dict(zip(links.other[own].tolist(), links.seconds[own].tolist(), strict=True))
            assert int(best[stop[target], expected[0]]) + after + walk[int(stop[target])] <= due


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_the_table_of_all_minutes(seed: int) -> None:
    best, links, direct, rules, after, targets = _case(seed)
    table = np.empty((targets, 50), np.int16)
    latest_lanes(best, after, links, direct, rules, 50, table)
    for target in range(targets):
        for minute in range(50):
            expected = _expected(best, links, direct, rules, after, target, minute * 60)
            assert table[target, minute] == (-1 if expected is None else expected[0])
