"""What hypothesis draws for the laws of the indicators."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

__all__ = ["Matrix", "tables"]

Matrix = npt.NDArray[np.float64]


@st.composite
def tables(draw: st.DrawFn, kinds: int | None = None) -> tuple[Matrix, Matrix]:
    """Travel times (origins, destinations), some infinite, and weights (destinations[, kinds])."""
    origins, destinations = draw(st.integers(1, 4)), draw(st.integers(1, 8))
    time = st.one_of(st.just(math.inf), st.integers(0, 120).map(float), st.floats(0, 120))
    rows = draw(
        st.lists(st.lists(time, min_size=destinations, max_size=destinations), min_size=origins, max_size=origins)
    )
    width = destinations * (kinds or 1)
    weights = draw(st.lists(st.integers(0, 50).map(float), min_size=width, max_size=width))
    shaped = np.asarray(weights).reshape(destinations, kinds) if kinds else np.asarray(weights)
    return np.asarray(rows), shaped
