from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.experiments.near_graph import graph_of_pairs, near_graph
from portee.core.errors import ParameterError


@given(st.integers(0, 10_000), st.integers(1, 25), st.floats(1, 80))
def test_places_see_those_within_the_distance(seed: int, count: int, within: float) -> None:
    x, y = np.random.default_rng(seed).uniform(0, 100, (2, count))
    graph = near_graph(x, y, within, 0.8)
    assert len(graph) == count
    for place in range(count):
        near = [k for k in range(count) if k != place and np.hypot(x[k] - x[place], y[k] - y[place]) <= within]
        assert graph.seen(place).tolist() == near
        weights = graph.weight[graph.offset[place] : graph.offset[place + 1]]
        assert weights.sum() == pytest.approx(0.8 if near else 0)


def test_pairs_see_each_other_once() -> None:
    graph = graph_of_pairs(4, [(0, 1), (1, 0), (1, 2)])
    assert [graph.seen(k).tolist() for k in range(4)] == [[1], [0, 2], [1], []]
    assert graph.weight.tolist() == [1, 0.5, 0.5, 1]


def test_what_is_no_graph_is_refused() -> None:
    with pytest.raises(ParameterError, match="within 0 m"):
        near_graph([0, 1], [0, 1], 0)
    with pytest.raises(ParameterError, match="influence"):
        graph_of_pairs(2, [(0, 1)], 1.5)
    with pytest.raises(ParameterError, match="not there"):
        graph_of_pairs(2, [(0, 2)])
    with pytest.raises(ParameterError, match="one place twice"):
        graph_of_pairs(2, [(1, 1)])
