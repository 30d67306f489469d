from __future__ import annotations

import math

import numpy as np
import pytest

from portee.commons.experiments.influence import fit_influence
from portee.commons.experiments.near_graph import graph_of_pairs, near_graph
from portee.commons.experiments.spread import draw_thresholds, spread
from portee.core.errors import ParameterError

X, Y = np.random.default_rng(0).uniform(0, 10_000, (2, 600))
SEEDS = np.arange(0, 600, 12)


@pytest.mark.parametrize("planted", [0.4, 0.8])
def test_a_planted_weight_is_recovered(planted: float) -> None:
    graph = near_graph(X, Y, 700, planted)
    fits = [fit_influence(graph, spread(graph, draw_thresholds(600, seed), SEEDS)) for seed in range(60)]
    estimates = np.array([fit.weight.estimate for fit in fits])
    assert estimates.mean() == pytest.approx(planted, abs=4 * estimates.std() / math.sqrt(60) + 0.01)
    assert np.mean([fit.weight.error for fit in fits]) == pytest.approx(estimates.std(), rel=0.4)
    assert np.mean([fit.weight.low < planted < fit.weight.high for fit in fits]) > 0.85
    assert all(fit.own == 0 for fit in fits)


def test_only_shares_of_weights_count() -> None:
    graph, other = near_graph(X, Y, 700, 0.6), near_graph(X, Y, 700, 1.0)
    when = spread(graph, draw_thresholds(600, 1), SEEDS)
    assert fit_influence(graph, when).weight.estimate == pytest.approx(fit_influence(other, when).weight.estimate)


def test_those_who_saw_nobody_new_count_as_beginners() -> None:
    graph = near_graph(X, Y, 700, 0.6)
    when = spread(graph, draw_thresholds(600, 2), SEEDS)
    alone = int(np.flatnonzero(when < 0)[0])
    changed = when.copy()
    changed[alone] = int(when.max()) + 5
    assert fit_influence(graph, changed).own == 1


def test_what_tells_nothing_is_refused() -> None:
    graph = graph_of_pairs(3, [(0, 1), (1, 2)])
    with pytest.raises(ParameterError, match="2 places followed"):
        fit_influence(graph, [0, 1, 2])
    with pytest.raises(ParameterError, match="one per place"):
        fit_influence(graph, [0, 1])
