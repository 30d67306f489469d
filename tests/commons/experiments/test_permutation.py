from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from portee.commons.experiments.did import common_start, two_period_did
from portee.commons.experiments.panel import NEVER, Panel
from portee.commons.experiments.permutation import DRAWN, common_means, event_means, permuted, redealt
from tests.commons.experiments.panels import planted


def naive_chance(panel: Panel, effect: float = 0.0) -> float:
    """Every other set of treated clusters, one by one."""
    start = common_start(panel)
    values = panel.values.copy()
    values[panel.treated, start:] -= effect
    changes = values[:, start:].mean(axis=1) - values[:, :start].mean(axis=1)
    clusters = np.unique(panel.cluster).tolist()
    chosen = {int(group) for group in panel.cluster[panel.treated]}

    def apart(groups: set[int]) -> float:
        inside = np.isin(panel.cluster, list(groups))
        return float(abs(changes[inside].mean() - changes[~inside].mean()))

    every = [apart(set(groups)) for groups in itertools.combinations(clusters, len(chosen))]
    return sum(value >= apart(chosen) - 1e-9 for value in every) / len(every)


@pytest.mark.parametrize(("cluster", "seed"), [(1, 0), (2, 1), (3, 2)])
def test_all_assignments_are_those_of_the_slow_twin(cluster: int, seed: int) -> None:
    panel = planted({3: 6, NEVER: 6}, 6, lambda _: 0.2, seed=seed, cluster=cluster)
    found = permuted(panel)
    assert found is not None
    assert found.listed
    assert found.p == pytest.approx(naive_chance(panel))


def test_the_interval_holds_the_effects_that_are_not_refused() -> None:
    panel = planted({3: 6, NEVER: 7}, 6, lambda _: 1.0, seed=3)
    found = permuted(panel)
    assert found is not None
    assert found.low < 1 < found.high
    for inside in (found.low + 1e-6, two_period_did(panel).estimate, found.high - 1e-6):
        assert naive_chance(panel, inside) > 0.05
    for outside in (found.low - 1e-6, found.high + 1e-6):
        assert naive_chance(panel, outside) <= 0.05


def test_with_so_few_assignments_that_none_is_rare_there_is_no_end() -> None:
    found = permuted(planted({3: 2, NEVER: 2}, 6, lambda _: 5.0))
    assert found is not None
    assert found.tried == 6
    assert found.p >= 1 / 6
    assert math.isinf(found.low)
    assert math.isinf(found.high)


def test_many_assignments_are_drawn_with_a_seed() -> None:
    panel = planted({3: 20, NEVER: 20}, 6, lambda _: 0.05)
    one, other = permuted(panel, seed=1), permuted(panel, seed=1)
    assert one is not None
    assert one == other
    assert (one.listed, one.tried) == (False, DRAWN)
    assert one.p == pytest.approx(two_period_did(panel).p, abs=0.03)


def test_clusters_are_dealt_out_whole() -> None:
    panel = planted({2: 4, 4: 6, NEVER: 8}, 6, lambda _: 1.0, cluster=2)
    dealt = redealt(panel)
    assert dealt is not None
    assert dealt[0].shape == (DRAWN, 9)
    assert (np.sort(dealt[0], axis=1) == np.sort(panel.start[::2])).all()


def test_clusters_of_several_units_count_by_their_units() -> None:
    panel = planted({3: 5, NEVER: 7}, 6, lambda _: 1.0, cluster=1)
    panel = Panel.of(panel.values, panel.start, cluster=[0, 0, 0, 1, 1, 2, 3, 3, 4, 5, 6, 6])
    found = permuted(panel)
    assert found is not None
    assert found.tried == 21
    assert found.p == pytest.approx(naive_chance(panel))


def test_with_many_clusters_fewer_assignments_are_drawn() -> None:
    panel = Panel.of(np.zeros((20_000, 3)) + np.arange(20_000)[:, None] % 7, [1] * 5000 + [NEVER] * 15_000)
    dealt = redealt(panel)
    assert dealt is not None
    assert dealt[0].size <= 16_000_000


def test_a_cluster_treated_in_part_cannot_be_dealt_out() -> None:
    panel = planted({3: 6, NEVER: 6}, 6, lambda _: 1.0, cluster=4)
    assert redealt(panel) is None
    assert permuted(panel) is None


@pytest.mark.parametrize("starts", [{3: 4, 5: 5, NEVER: 6}, {2: 3, 4: 3, 7: 5}, {3: 5, NEVER: 6}])
@pytest.mark.parametrize("lag", [0, 2])
def test_means_since_the_start_are_those_of_the_library(starts: dict[int, int], lag: int) -> None:
    pytest.importorskip("diff_diff")
    from portee.commons.experiments.staggered import staggered_effects

    panel = planted(starts, 10, lambda since: 1 + since, seed=4)
    found = event_means(panel.values, np.ones(len(panel.units)), panel.start[None, :], lag)[0]
    assert found == pytest.approx(staggered_effects(panel).study.mean_from(lag).estimate)


def test_common_means_are_the_two_period_difference() -> None:
    panel = planted({4: 5, NEVER: 6}, 9, lambda _: 1.0)
    found = common_means(panel.values, np.ones(11), panel.start[None, :], 1, 2)[0]
    assert found == pytest.approx(two_period_did(panel, first=1, lag=2).estimate)


@pytest.mark.slow
@pytest.mark.parametrize("starts", [{4: 1, 6: 1, NEVER: 10}, {4: 5, 6: 5, NEVER: 10}])
def test_few_treated_units_are_covered_as_often_as_said(starts: dict[int, int]) -> None:
    every = [permuted(planted(starts, 10, lambda _: 1.0, seed=seed), seed=seed) for seed in range(300)]
    inside = np.mean([found.low <= 1 <= found.high for found in every if found is not None])
    assert inside == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / 300))


@pytest.mark.slow
def test_without_effect_it_is_refused_as_often_as_the_level() -> None:
    every = [permuted(planted({4: 3, 6: 3, NEVER: 8}, 9, lambda _: 0.0, seed=seed), seed=seed) for seed in range(300)]
    refused = np.mean([found.p <= 0.05 for found in every if found is not None])
    assert refused == pytest.approx(0.05, abs=4 * math.sqrt(0.95 * 0.05 / 300))
