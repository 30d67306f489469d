"""What journeys use is enough to make them; what pairs cannot do without equals intersecting plain sets."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.egress import Links
from portee.kernels.lanes import Cut, Footpaths, Rules, lane_space
from portee.kernels.rounds import ride_each_round
from portee.kernels.shortest import UNREACHED
from portee.kernels.tracing import trail_of
from portee.kernels.using import Elements, count_critical, no_sets, used_by_labels
from portee.network.daytable import DayTable, day_table, mirrored
from tests.kernels.test_rounds import INFINITE, random_footpaths
from tests.worlds import TODAY, random_timetable

SEEDS = st.integers(0, 2**32 - 1)


def _labels(cut: Cut, paths: Footpaths, stops: np.ndarray, seconds: np.ndarray, rules: Rules) -> np.ndarray:
    space = lane_space(len(paths.stay), rules.lanes, cut)
    best = np.empty((rules.rides, *space.best.shape), np.int16)
    ride_each_round(cut, paths, stops, seconds, rules, space, best)
    return best


def _only(cut: Cut, patterns: set[int], stops: set[int]) -> Cut:
    """The cut where only some patterns run and only some stops are served."""
    length = np.diff(cut.position_offset)
    part = np.repeat(np.arange(len(length)), length)
    alive = np.isin(part, list(patterns)) & np.isin(cut.position_stop, list(stops))
    calls = [
        (stop, int(p), int(q))
        for stop in range(len(cut.call_offset) - 1)
        for p, q in zip(
            cut.call_pattern[cut.call_offset[stop] : cut.call_offset[stop + 1]],
            cut.call_position[cut.call_offset[stop] : cut.call_offset[stop + 1]],
            strict=True,
        )
        if alive[cut.position_offset[p] + q]
    ]
    seats = [
        int(onward) if onward >= 0 and {int(cut.trip_pattern[trip]), int(cut.trip_pattern[onward])} <= patterns else -1
        for trip, onward in enumerate(cut.seat_next)
    ]
    counts = np.bincount([stop for stop, _, _ in calls], minlength=len(cut.call_offset) - 1)
    return cut._replace(
        position_board=cut.position_board & alive,
        position_alight=cut.position_alight & alive,
        call_offset=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        call_pattern=np.array([p for _, p, _ in calls], np.int32),
        call_position=np.array([q for _, _, q in calls], np.int32),
        seat_next=np.array(seats, np.int32),
    )


def _check(table: DayTable, rng: np.random.Generator, rules: Rules, least: int, *, before: int) -> None:
    cut, stops = table.cut, len(table.cut.call_offset) - 1
    paths, _ = random_footpaths(rng, stops)
    access = np.flatnonzero(rng.random(stops) < 0.5).astype(np.int32)
    seconds = rng.integers(least, 900, len(access)).astype(np.int32)
    best = _labels(cut, paths, access, seconds, rules)
    none, patterns = np.zeros(0), len(cut.event_offset)
    elements = Elements(np.arange(patterns, dtype=np.int32), np.arange(patterns, patterns + stops, dtype=np.int32))
    index = np.full(best.shape, 77, np.int32)
    offset, element = no_sets()
    offset[1 : before + 1] = np.arange(1, before + 1)  # lists of an earlier search stay
    element[:before] = 99
    trail = trail_of(cut, paths, best, access, seconds, none, none)
    offset, element, sets = used_by_labels(cut, trail, rules, elements, offset, element, before, index)
    told, reached = index[:, :, : rules.lanes], best[:, :, : rules.lanes] < INFINITE
    assert element[:before].tolist() == [99] * before
    assert (told >= 0).tolist() == reached.tolist()
    assert set(np.unique(told[reached])) <= set(range(before, sets))
    for one in rng.permutation(np.unique(told[reached]))[:12]:
        used = element[offset[one] : offset[one + 1]].tolist()
        assert len(used) == len(set(used))
        ridden = {e for e in used if e < patterns}
        assert ridden
        alone = _only(cut, ridden, {e - patterns for e in used if e >= patterns})
        again = _labels(alone, paths, access, seconds, rules)[:, :, : rules.lanes]
        np.testing.assert_array_equal(again[told == one], best[:, :, : rules.lanes][told == one])


@settings(max_examples=80)
@given(SEEDS, st.integers(1, 4), st.sampled_from([1, 10, 40]), st.sampled_from([900, 3600]))
def test_what_a_journey_uses_is_all_it_needs(seed: int, rides: int, lanes: int, longest: int) -> None:
    rng = np.random.default_rng(seed)
    timetable = random_timetable(rng, int(rng.integers(2, 9)), span=4000)
    rules = Rules(lanes, 60, longest, rides, 60, INFINITE)
    _check(day_table(timetable, TODAY, 0, (lanes - 1) * 60 + longest), rng, rules, 0, before=3)


@settings(max_examples=40)
@given(SEEDS, st.integers(1, 3))
def test_the_mirror_of_time_is_read_alike(seed: int, rides: int) -> None:
    rng = np.random.default_rng(seed)
    timetable = random_timetable(rng, int(rng.integers(2, 9)), span=4000)
    rules = Rules(10, 60, 3600, rides, 60, INFINITE)
    _check(mirrored(day_table(timetable, TODAY, 600, 9 * 60 + 3600)), rng, rules, -60, before=0)


def test_lists_grow() -> None:
    """More lists, and longer ones, than there was room for."""
    rng = np.random.default_rng(3)
    timetable = random_timetable(rng, 6, span=4000)
    cut = day_table(timetable, TODAY, 0, 9 * 60 + 3600).cut
    rules = Rules(10, 60, 3600, 4, 60, INFINITE)
    paths, _ = random_footpaths(rng, 6)
    access, seconds = np.arange(3, dtype=np.int32), np.zeros(3, np.int32)
    best = _labels(cut, paths, access, seconds, rules)
    trail = trail_of(cut, paths, best, access, seconds, np.zeros(0), np.zeros(0))
    elements = Elements(np.arange(len(cut.event_offset), dtype=np.int32), np.full(6, -1, np.int32))
    index = np.empty(best.shape, np.int32)
    wide = used_by_labels(cut, trail, rules, elements, *no_sets(), 0, index)
    tight = used_by_labels(
        cut, trail, rules, elements, np.zeros(1, np.int32), np.zeros(0, np.int32), 0, np.empty(best.shape, np.int32)
    )
    assert wide[2] == tight[2] > 3
    np.testing.assert_array_equal(wide[0][: wide[2] + 1], tight[0][: wide[2] + 1])
    np.testing.assert_array_equal(wide[1][: wide[0][wide[2]]], tight[1][: wide[0][wide[2]]])


@settings(max_examples=150)
@given(SEEDS, st.sampled_from([10, 50, 100]))
def test_what_pairs_cannot_do_without(seed: int, percentile: int) -> None:
    rng = np.random.default_rng(seed)
    draws, rides, stops, lanes, width, targets, elements = 2, 2, 3, 5, 16, 4, 4
    rules = Rules(lanes, 60, 600, rides, 60, INFINITE)
    after = int(rng.choice([0, 60]))
    best = np.full((draws, rides, stops, width), INFINITE, np.int16)
    arrivals = np.sort(rng.choice([200, 500, 640, 800, INFINITE], (draws, rides, stops, lanes)), axis=-1)
    best[..., :lanes] = np.minimum.accumulate(arrivals, axis=1)
    used = [rng.permutation(elements)[: rng.integers(1, 4)].tolist() for _ in range(6)]
    offset = np.concatenate([[0], np.cumsum([len(one) for one in used])]).astype(np.int32)
    element = np.array([e for one in used for e in one], np.int32)
    index = rng.integers(0, 6, best.shape).astype(np.int32)
    pairs = [(t, s, int(rng.integers(0, 100))) for t in range(targets) for s in range(stops) if rng.random() < 0.7]
    links = Links(
        np.searchsorted([t for t, _, _ in pairs], np.arange(targets + 1)).astype(np.int64),
        np.array([s for _, s, _ in pairs], np.int32),
        np.array([w for _, _, w in pairs], np.int32),
    )
    direct = rng.choice([int(UNREACHED), int(UNREACHED), 300, 700], targets).astype(np.int32)
    worth = rng.integers(0, 4, targets).astype(np.float64)
    rank = -(-percentile * draws * lanes // 100) - 1
    expected, reached = np.zeros(elements), 0.0
    for t in range(targets):
        if direct[t] <= rules.longest:
            reached += worth[t]
            continue
        without = []
        for draw in range(draws):
            for lane in range(lanes):
                ways = [
                    set(used[index[draw, r, s, m]])
                    for target, s, walk in pairs
                    if target == t
                    for m in range(lane, lanes)
                    for r in range(rides)
                    if best[draw, r, s, m] + walk + after <= lane * 60 + rules.longest
                ]
                if ways:
                    without.append(set.intersection(*ways))
        if len(without) > rank:
            reached += worth[t]
            for e in range(elements):
                if sum(e not in needed for needed in without) <= rank:
                    expected[e] += worth[t]
    room, lost, bound = np.zeros(elements, np.int32), np.zeros(elements, np.int32), np.zeros(elements)
    told = count_critical(best, index, offset, element, links, direct, after, rules, rank, worth, room, lost, bound)
    assert told == reached
    assert bound.tolist() == expected.tolist()
    assert not lost.any()
