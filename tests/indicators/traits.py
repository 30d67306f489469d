"""What hypothesis draws for the laws of likeness: tables of traits with gaps, categories and weights."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from portee.indicators.traits import Traits, ranges_of

__all__ = ["of", "tables_of_traits"]


def of(values: object, weights: object = None, categorical: object = None) -> Traits:
    """Traits with weights of 1 and ranges of their own, where not told."""
    table = np.asarray(values, dtype=np.float64)
    p = table.shape[1]
    kinds = np.zeros(p, bool) if categorical is None else np.asarray(categorical, dtype=bool)
    return Traits(table, np.ones(p) if weights is None else np.asarray(weights, float), ranges_of(table), kinds)


@st.composite
def tables_of_traits(draw: st.DrawFn, least: int = 1, most: int = 8, whole: bool = False) -> Traits:
    n, p = draw(st.integers(least, most)), draw(st.integers(1, 5))
    kinds = draw(st.lists(st.booleans(), min_size=p, max_size=p))
    number = st.one_of(st.integers(-3, 3).map(float), st.floats(-100, 100))
    cells = []
    for _ in range(n):
        row = []
        for kind in kinds:
            value = st.integers(0, 2).map(float) if kind else number
            row.append(draw(value if whole else st.one_of(st.just(float("nan")), value)))
        cells.append(row)
    weights = draw(
        st.lists(st.one_of(st.just(0.0), st.floats(0.1, 5)), min_size=p, max_size=p).filter(
            lambda found: sum(found) > 0
        )
    )
    return of(cells, weights, kinds)
