"""Two legs joined in the middle equal trying every middle."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.kernels.joining import join_rows


def _rows(pairs: dict[tuple[int, int], int], rows: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    ordered = sorted(pairs)
    counts = np.bincount([r for r, _ in ordered], minlength=rows) if ordered else np.zeros(rows, np.int64)
    return (
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.array([c for _, c in ordered], np.int32),
        np.array([pairs[key] for key in ordered], np.int32),
    )


@given(st.integers(0, 2**32 - 1), st.integers(0, 30), st.integers(0, 120))
def test_joined_legs_are_the_least_sums(seed: int, between: int, most: int) -> None:
    rng = np.random.default_rng(seed)
    first = {(r, m): int(rng.integers(0, 60)) for r in range(3) for m in range(4) if rng.random() < 0.6}
    second = {(m, c): int(rng.integers(0, 60)) for m in range(4) for c in range(5) if rng.random() < 0.6}
    expected = {}
    for row in range(3):
        for column in range(5):
            sums = [
                (first[row, m] + between + second[m, column], m)
                for m in range(4)
                if (row, m) in first and (m, column) in second
            ]
            if sums and min(sums)[0] <= most:
                expected[row, column] = min(sums)
    offset, column, cost, via = join_rows(*_rows(first, 3), *_rows(second, 4), between, most, 5)
    rows = np.repeat(np.arange(3), np.diff(offset))
    found = {
        (r, c): (s, v) for r, c, s, v in zip(rows.tolist(), column.tolist(), cost.tolist(), via.tolist(), strict=True)
    }
    assert found == expected
    assert list(found) == sorted(found)


def test_more_pairs_than_the_first_room() -> None:
    every = np.arange(50, dtype=np.int32)
    offset = np.arange(0, 2501, 50, dtype=np.int64)
    cost = np.ones(2500, np.int32)
    others = np.tile(every, 50)
    found = join_rows(offset, others, cost, offset, others, cost, 0, 10, 50)
    assert len(found[1]) == 2500
    assert set(found[2].tolist()) == {2}
    assert set(found[3].tolist()) == {0}
