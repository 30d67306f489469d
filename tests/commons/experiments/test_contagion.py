from __future__ import annotations

import math

import numpy as np
import pytest

from portee.commons.experiments.contagion import draw_contagion, fit_contagion
from portee.commons.experiments.near_graph import graph_of_pairs, near_graph
from portee.core.errors import ParameterError

X, Y = np.random.default_rng(0).uniform(0, 10_000, (2, 800))
GRAPH = near_graph(X, Y, 600)


def test_planted_figures_are_recovered() -> None:
    fits = [fit_contagion(GRAPH, draw_contagion(GRAPH, 0.02, 0.4, 12, seed), 12) for seed in range(40)]
    for name, planted in (("own", 0.02), ("pull", 0.4)):
        found = [getattr(fit, name) for fit in fits]
        estimates = np.array([one.estimate for one in found])
        assert estimates.mean() == pytest.approx(planted, abs=4 * estimates.std() / math.sqrt(40))
        assert np.mean([one.error for one in found]) == pytest.approx(estimates.std(), rel=0.4)
        assert np.mean([one.low < planted < one.high for one in found]) >= 0.8


def test_without_pull_none_is_found() -> None:
    fits = [fit_contagion(GRAPH, draw_contagion(GRAPH, 0.08, 0.0, 12, seed), 12) for seed in range(20)]
    assert np.mean([fit.pull.low > 0 for fit in fits]) < 0.2
    assert np.mean([fit.pull.estimate for fit in fits]) < 0.02


def test_the_estimate_is_likelier_than_its_neighbours() -> None:
    when = draw_contagion(GRAPH, 0.03, 0.3, 10, 5)
    fit = fit_contagion(GRAPH, when, 10)

    def likelihood(own: float, pull: float) -> float:
        total = 0.0
        for turn in range(1, 11):
            for place in range(len(GRAPH)):
                if 0 <= when[place] < turn:
                    continue
                links = range(GRAPH.offset[place], GRAPH.offset[place + 1])
                seen = sum(float(GRAPH.weight[k]) for k in links if 0 <= when[GRAPH.other[k]] < turn)
                rate = own + pull * seen
                total += math.log(-math.expm1(-rate)) if when[place] == turn else -rate
        return total

    own, pull = fit.own.estimate, fit.pull.estimate
    best = likelihood(own, pull)
    assert all(likelihood(own * a, pull * b) < best for a, b in ((1.02, 1), (0.98, 1), (1, 1.02), (1, 0.98)))


def test_rounds_are_those_of_the_seed_and_only_grow() -> None:
    one = draw_contagion(GRAPH, 0.05, 0.2, 8, 3)
    assert one.tolist() == draw_contagion(GRAPH, 0.05, 0.2, 8, 3).tolist()
    longer = draw_contagion(GRAPH, 0.05, 0.2, 12, 3)
    assert longer[one > 0].tolist() == one[one > 0].tolist()


def test_what_tells_nothing_is_refused() -> None:
    graph = graph_of_pairs(3, [(0, 1)])
    with pytest.raises(ParameterError, match="2 places took it up"):
        fit_contagion(graph, [1, 2, -1], 3)
    with pytest.raises(ParameterError, match="one per place"):
        fit_contagion(graph, [1, 2], 3)
    with pytest.raises(ParameterError, match="one per place"):
        fit_contagion(graph, [1, 2, 9], 3)
