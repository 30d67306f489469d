from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.osm.graph import hilbert_position


def test_the_curve_steps_from_cell_to_cell() -> None:
    """On a full grid the curve visits every cell once and never jumps."""
    side = 16
    x, y = (axis.ravel().astype(np.int32) for axis in np.meshgrid(np.arange(side), np.arange(side)))
    position = hilbert_position(x, y, order=4)
    order = np.argsort(position)
    steps = np.abs(np.diff(x[order])) + np.abs(np.diff(y[order]))
    assert sorted(position.tolist()) == list(range(side * side))
    assert (steps == 1).all()


@given(
    st.lists(st.tuples(st.integers(-1_800_000_000, 1_800_000_000), st.integers(-900_000_000, 900_000_000)), min_size=1)
)
def test_positions_are_within_the_curve(points: list[tuple[int, int]]) -> None:
    lon, lat = np.array(points, dtype=np.int32).T
    position = hilbert_position(lon, lat)
    assert (position >= 0).all()
    assert (position < 4**20).all()


def test_no_points() -> None:
    assert len(hilbert_position(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32))) == 0
