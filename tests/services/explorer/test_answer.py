from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.services.explorer import LONGEST_MIN, Targets
from portee.services.explorer.answer import counted, reached_within


@pytest.fixture(scope="module")
def one_kind(village_targets: Targets) -> Targets:
    return village_targets


@given(seed=st.integers(0, 2**32 - 1), limit=st.integers(5, LONGEST_MIN))
def test_counts_are_sums_of_what_is_no_farther(one_kind: Targets, seed: int, limit: int) -> None:
    rng = np.random.default_rng(seed)
    minutes = rng.uniform(0, 120, len(one_kind.places))
    minutes[rng.random(len(minutes)) < 0.2] = np.inf
    found = counted(one_kind, "jobs", minutes, limit)
    weights, times = one_kind.weights["jobs"], one_kind.of("jobs", minutes)
    assert found.reached == pytest.approx(sum(w for w, t in zip(weights, times, strict=True) if t <= limit))
    assert reached_within(one_kind, minutes, limit) == {
        kind: counted(one_kind, kind, minutes, limit).reached for kind in one_kind.kinds
    }
    assert found.total == weights.sum()
    assert (np.diff(found.by_minute) >= 0).all()
    assert 0 <= found.share <= 1


def test_nothing_within_reach(one_kind: Targets) -> None:
    found = counted(one_kind, "jobs", np.full(len(one_kind.places), np.inf), 45)
    assert found.reached == 0
    assert found.nearest_min == np.inf
