from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.gains import reached_by_hub

NEVER = np.iinfo(np.int32).max


def test_a_way_by_the_hub_by_hand() -> None:
    """4 minutes to the hub leave 6 of 10: the opportunity at 6 is reached, that at 7 is not, that of today stays."""
    to_hub, onward = np.array([[240]], np.int32), np.array([[360, 420, NEVER]], np.int32)
    worth = np.array([5.0, 7.0, 11.0])
    assert reached_by_hub(to_hub, onward, worth, 600).tolist() == [[5.0]]
    assert reached_by_hub(to_hub, onward, worth, 600, np.array([[False, False, True]])).tolist() == [[16.0]]
    assert reached_by_hub(to_hub, onward, worth, 600, np.array([[True, False, True]])).tolist() == [[16.0]]


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_as_pair_by_pair(seed: int, keeps: bool) -> None:
    rng = np.random.default_rng(seed)
    n, m, k = rng.integers(1, 6, 3)
    to_hub, onward = (rng.integers(0, 12, shape).astype(np.int32) for shape in ((n, m), (m, k)))
    to_hub[rng.random((n, m)) < 0.2] = NEVER
    onward[rng.random((m, k)) < 0.2] = NEVER
    worth, today = rng.integers(0, 5, k).astype(np.float64), rng.random((n, k)) < 0.3
    found = reached_by_hub(to_hub, onward, worth, 10, today if keeps else None)
    for i in range(n):
        for j in range(m):
            way = int(to_hub[i, j]) + onward[j].astype(np.int64) <= 10
            reached = way | today[i] if keeps else way
            assert found[i, j] == worth[reached].sum()
    assert (reached_by_hub(to_hub, onward, worth, 11, today) >= reached_by_hub(to_hub, onward, worth, 10, today)).all()
