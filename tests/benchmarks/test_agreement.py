from __future__ import annotations

import numpy as np
import pytest

from benchmarks.agreement import compare

BEYOND = np.inf


def test_agreement_counts_what_it_says() -> None:
    theirs = np.array([[10, 20, 30, 40], [BEYOND, BEYOND, 50, 60]], np.float64)
    ours = np.array([[10.9, 22.9, 27.0, 46.5], [BEYOND, 5.0, BEYOND, 60.0]], np.float64)
    found = compare(ours, theirs)
    assert found.same_reached == pytest.approx(75)
    assert (found.ours_alone, found.theirs_alone) == (1, 1)
    # Of five pairs both reach, rounded down ours differ by 0, +2, -3, +6 and 0.
    assert found.within_2 == pytest.approx(60)
    assert found.within_5 == pytest.approx(80)
    assert found.mean == pytest.approx(1)
