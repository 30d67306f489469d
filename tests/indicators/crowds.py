"""People after the same opportunities: what hypothesis draws for measures with competition, and a published example."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from tests.indicators.laws import Matrix

__all__ = ["SHEN_JOBS", "SHEN_MINUTES", "SHEN_PEOPLE", "Crowd", "crowds"]

SHEN_MINUTES = np.asarray([[15.0, 30.0, 100.0], [30.0, 15.0, 100.0], [100.0, 100.0, 15.0]])
SHEN_JOBS = np.asarray([100_000.0, 100_000.0, 10_000.0])
SHEN_PEOPLE = np.asarray([50_000.0, 150_000.0, 10_000.0])
"""A suburb A, a city B and a satellite town C, three employment centres, and an exponential decay of 0.1 per minute:
Shen 1998, p. 349, as taken up by Soukhov et al. 2023."""


@dataclass(frozen=True)
class Crowd:
    """Travel times ([groups,] origins, destinations), opportunities (destinations,) and people ([groups,] origins)."""

    minutes: Matrix
    opportunities: Matrix
    people: Matrix


@st.composite
def crowds(draw: st.DrawFn, groups: int | None = None, least_people: int = 0) -> Crowd:
    origins, destinations = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    shape = (origins,) if groups is None else (groups, origins)
    time = st.one_of(st.just(math.inf), st.integers(0, 120).map(float), st.floats(0, 120))
    cells = math.prod(shape) * destinations
    minutes = draw(st.lists(time, min_size=cells, max_size=cells))
    offers = draw(st.lists(st.integers(0, 500).map(float), min_size=destinations, max_size=destinations))
    residents = st.integers(least_people, 400).map(float)
    people = draw(st.lists(residents, min_size=math.prod(shape), max_size=math.prod(shape)))
    return Crowd(
        np.asarray(minutes).reshape(*shape, destinations), np.asarray(offers), np.asarray(people).reshape(shape)
    )
