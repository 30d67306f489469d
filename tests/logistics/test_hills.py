"""How far a battery goes where the way climbs: never further than on the flat, and less the steeper it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.logistics.hills import hilly_range_m, hilly_share
from portee.logistics.problem import FAR


def test_half_as_fast_up_and_a_quarter_faster_down() -> None:
    # 1 km at 18 km/h takes 200 s on the flat; 400 s up and 160 s down take what 2.8 km would.
    seconds, metres = np.array([[0, 400], [160, 0]]), np.array([[0, 1000], [1000, 0]])
    assert hilly_share(seconds, metres, 18.0) == pytest.approx(2000 / 2800)
    assert hilly_range_m(50_000, 2000 / 2800) == 35_714


def test_flat_ways_none_at_all_and_those_that_lead_one_way_only_take_nothing() -> None:
    flat = np.array([[0, 200], [200, 0]]), np.array([[0, 1000], [1000, 0]])
    assert hilly_share(*flat, 18.0) == 1.0
    nothing = np.array([[0, FAR], [900, 0]]), np.array([[0, FAR], [1000, 0]])
    assert hilly_share(*nothing, 18.0) == 1.0
    assert hilly_range_m(None, 0.5) is None
    assert hilly_range_m(1, 0.5) == 1


@given(
    st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 5000)), min_size=2, max_size=2),
    st.floats(5, 30), st.integers(0, 5000),
)  # fmt: skip
def test_a_longer_climb_never_lengthens_the_range(ways: list[tuple[int, int]], speed: float, more: int) -> None:
    (there, out), (back, home) = ways
    seconds, metres = np.array([[0, there], [back, 0]]), np.array([[0, out], [home, 0]])
    steeper = np.array([[0, there + more], [back, 0]])
    share = hilly_share(seconds, metres, speed)
    assert 0 < hilly_share(steeper, metres, speed) <= share <= 1
