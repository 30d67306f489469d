from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.experiments.near_graph import NearGraph, graph_of_pairs
from portee.commons.experiments.spread import draw_thresholds, spread
from portee.core.errors import ParameterError
from tests.commons.experiments.graphs import random_graph

LINE = graph_of_pairs(5, [(0, 1), (1, 2), (2, 3), (3, 4)])


def naive(graph: NearGraph, thresholds: list[float], seeds: list[int]) -> list[int]:
    rounds = dict.fromkeys(seeds, 0)
    for turn in range(1, len(graph) + 1):
        new = []
        for place in range(len(graph)):
            seen = sum(
                float(graph.weight[k])
                for k in range(graph.offset[place], graph.offset[place + 1])
                if int(graph.other[k]) in rounds
            )
            if place not in rounds and seen > 0 and seen >= thresholds[place] - 1e-12:
                new.append(place)
        rounds.update(dict.fromkeys(new, turn))
    return [rounds.get(place, -1) for place in range(len(graph))]


places = st.integers(2, 14)


@given(st.integers(0, 10_000), places, st.data())
def test_it_spreads_as_in_the_slow_twin(seed: int, count: int, data: st.DataObject) -> None:
    graph, thresholds = random_graph(seed, count), draw_thresholds(count, seed)
    seeds = data.draw(st.lists(st.integers(0, count - 1), max_size=4))
    assert spread(graph, thresholds, seeds).tolist() == naive(graph, thresholds.tolist(), seeds)


@given(st.integers(0, 10_000), places, st.data())
def test_more_seeds_never_mean_fewer_adopters_nor_later_ones(seed: int, count: int, data: st.DataObject) -> None:
    graph, thresholds = random_graph(seed, count), draw_thresholds(count, seed)
    few = data.draw(st.sets(st.integers(0, count - 1), max_size=4))
    more = few | data.draw(st.sets(st.integers(0, count - 1), max_size=4))
    small, large = (spread(graph, thresholds, sorted(seeds)) for seeds in (few, more))
    reached = small >= 0
    assert (large[reached] >= 0).all()
    assert (large[reached] <= small[reached]).all()


def test_along_a_line() -> None:
    assert spread(LINE, [0.5] * 5, [0]).tolist() == [0, 1, 2, 3, 4]
    assert spread(LINE, [0.6] * 5, [0]).tolist() == [0, -1, -1, -1, -1]
    assert spread(LINE, [0.6] * 5, [0, 2]).tolist() == [0, 1, 0, -1, -1]
    assert spread(LINE, [0.5] * 5, []).tolist() == [-1] * 5


def test_thresholds_are_those_of_the_seed() -> None:
    assert draw_thresholds(50, 2).tolist() == draw_thresholds(50, 2).tolist()
    assert 0 < draw_thresholds(1000).min() < draw_thresholds(1000).max() <= 1


def test_what_is_no_spread_is_refused() -> None:
    with pytest.raises(ParameterError, match="one per place"):
        spread(LINE, [0.5] * 4, [0])
    with pytest.raises(ParameterError, match="above 0"):
        spread(LINE, [0.0] * 5, [0])
    with pytest.raises(ParameterError, match="no place 5"):
        spread(LINE, np.full(5, 0.5), [5])
