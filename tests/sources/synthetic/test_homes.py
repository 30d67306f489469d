from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.synthetic.homes import apportion


@given(st.lists(st.floats(1e-3, 1e6), min_size=1, max_size=60), st.integers(0, 100_000))
def test_apportioning_loses_nobody(weights: list[float], total: int) -> None:
    found = apportion(weights, total)
    assert found.sum() == total
    exact = np.array(weights) / sum(weights) * total
    assert (np.abs(found - exact) < 1 + 1e-6).all()
