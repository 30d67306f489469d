"""From stops to destinations and percentiles over the window, against plain lists."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.egress import (
    Links,
    percentile_rank,
    percentile_rows,
    relative_lanes,
    rows_of,
    sample_rows,
    window_rows,
)
from portee.kernels.lanes import Rules, lane_space, padded
from portee.kernels.shortest import UNREACHED
from portee.network.daytable import day_table
from tests import naive
from tests.kernels.test_rounds import random_footpaths, trips_of
from tests.worlds import TODAY, random_timetable

INFINITE = 30_000
RANKS = np.array([1.0, 5.0, 25.0, 50.0, 90.0, 100.0])


def _links(rng: np.random.Generator, rows: int, stops: int, most: int) -> tuple[Links, list[dict[int, int]]]:
    plain = [{s: int(rng.integers(0, most)) for s in range(stops) if rng.random() < 0.5} for _ in range(rows)]
    flat = [item for row in plain for item in row.items()]
    return Links(
        np.cumsum([0, *(len(row) for row in plain)]).astype(np.int64),
        np.array([s for s, _ in flat], np.int32),
        np.array([w for _, w in flat], np.int32),
    ), plain


def _direct(rng: np.random.Generator, rows: int) -> npt.NDArray[np.int32]:
    return np.where(rng.random(rows) < 0.5, UNREACHED, rng.integers(0, 2000, rows)).astype(np.int32)


def _expected(times: list[float]) -> list[int]:
    found = [naive.percentile(times, p) for p in RANKS.tolist()]
    return [int(UNREACHED) if math.isinf(v) else int(v) for v in found]


@given(st.floats(0.01, 100), st.integers(1, 2000))
def test_the_rank_is_the_nearest(percentile: float, samples: int) -> None:
    rank = percentile_rank(percentile, samples)
    assert 0 <= rank < samples
    below = rank / samples * 100  # what share of the samples lies before the one chosen
    assert below < percentile + 1e-6
    assert (rank + 1) / samples * 100 >= percentile - 1e-6


@pytest.mark.parametrize(("p", "samples", "rank"), [(50, 60, 29), (50, 61, 30), (25, 4, 0), (5, 60, 2), (7, 100, 6)])
def test_the_rank_of_whole_numbers_is_exact(p: float, samples: int, rank: int) -> None:
    assert percentile_rank(float(p), samples) == rank


@given(st.integers(0, 2**32 - 1), st.integers(1, 3), st.sampled_from([1, 5, 16, 20]), st.integers(0, 120))
def test_percentiles_and_samples_equal_plain_lists(seed: int, draws: int, lanes: int, after: int) -> None:
    rng = np.random.default_rng(seed)
    stops, targets, longest = 4, 5, 1800
    rules = Rules(lanes, 60, longest, 4, 60, INFINITE)
    width = padded(lanes)
    plain: list[dict[int, int]] = []
    relative = np.zeros((draws, stops, width), np.int16)
    for draw in range(draws):
        best = np.full((stops, width), INFINITE, np.int16)
        for m in range(lanes):
            # Lanes rise with the minute only by chance here: nothing after the rounds relies on it.
            reached = {s: int(rng.integers(0, longest)) for s in range(stops) if rng.random() < 0.7}
            for s, time in reached.items():
                best[s, m] = m * 60 + time
            plain.append({s: time + after for s, time in reached.items()})
        relative_lanes(best, rules, after, relative[draw])
    links, egress = _links(rng, targets, stops, 900)
    direct = _direct(rng, targets)
    out = np.zeros((len(RANKS), targets), np.int32)
    percentile_rows(relative, links, direct, rules, RANKS, np.zeros(draws * width, np.int16), out)
    samples = np.zeros((targets, draws * lanes), np.int32)
    sample_rows(relative, links, direct, rules, samples)
    for d in range(targets):
        alone = math.inf if direct[d] == UNREACHED else int(direct[d])
        times = naive.window(plain, egress[d], alone, longest)
        assert samples[d].tolist() == [int(UNREACHED) if math.isinf(t) else t for t in times]
        assert out[:, d].tolist() == _expected(times)


@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 7, 20]))
def test_rows_of_a_matrix_equal_one_plain_search_per_minute(seed: int, lanes: int) -> None:
    rng = np.random.default_rng(seed)
    stops, origins, targets, longest = int(rng.integers(2, 7)), 2, 3, 2400
    rules = Rules(lanes, 60, longest, 3, 60, INFINITE)
    table = day_table(random_timetable(rng, stops, span=3000), TODAY, 0, (lanes - 1) * 60 + longest)
    paths, walks = random_footpaths(rng, stops)
    access, reached = _links(rng, origins, stops, 900)
    links, egress = _links(rng, targets, stops, 900)
    direct = np.stack([_direct(rng, targets) for _ in range(origins)])
    trips, seats = trips_of(table)
    cut = table.cut
    int(np.diff(cut.trip_offset).max(initial=0))
    space = lane_space(stops, lanes, cut)
    out = np.zeros((origins, len(RANKS), targets), np.int32)
    window_rows(
        cut, paths, access, direct, links, rules, 0, RANKS, space,
        np.zeros((1, stops, padded(lanes)), np.int16), np.zeros(padded(lanes), np.int16), out,
    )  # fmt: skip
    for o in range(origins):
        alone = {d: int(direct[o, d]) for d in range(targets) if direct[o, d] != UNREACHED}
        minutes = [
            naive.depart_at(trips, seats, walks, paths.stay.tolist(), reached[o], egress, alone, 60 * m, longest, 3, 60)
            for m in range(lanes)
        ]
        for d in range(targets):
            assert out[o, :, d].tolist() == _expected([row[d] for row in minutes])


def test_more_samples_than_sixteen_bits_count_are_counted() -> None:
    draws, lanes = 72, 480
    rules = Rules(lanes, 60, 1200, 4, 60, INFINITE)
    relative = np.full((draws, 1, lanes), 600, np.int16)
    links = Links(np.array([0, 1], np.int64), np.zeros(1, np.int32), np.full(1, 100, np.int32))
    out = np.zeros((len(RANKS), 1), np.int32)
    direct = np.full(1, UNREACHED, np.int32)
    percentile_rows(relative, links, direct, rules, RANKS, np.zeros(draws * lanes, np.int16), out)
    assert out[:, 0].tolist() == [700] * len(RANKS)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 4), max_size=6))
def test_rows_of_links_are_copied_in_their_order(seed: int, rows: list[int]) -> None:
    links, plain = _links(np.random.default_rng(seed), 5, 4, 900)
    found = rows_of(links, np.array(rows, np.int64))
    assert found.offset.dtype == links.offset.dtype
    for k, row in enumerate(rows):
        own = slice(found.offset[k], found.offset[k + 1])
        assert dict(zip(found.other[own].tolist(), found.seconds[own].tolist(), strict=True)) == dict(plain[row])
