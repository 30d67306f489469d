from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from portee.commons.experiments.did import common_event_study, common_start, permutation_test, two_period_did
from portee.commons.experiments.panel import NEVER, Panel
from portee.core.errors import ParameterError
from tests.commons.experiments.panels import planted

STARTS = {6: 20, NEVER: 30}


def test_a_planted_effect_is_recovered() -> None:
    every = [two_period_did(planted(STARTS, 12, lambda _: 2.0, seed=seed)) for seed in range(50)]
    estimates = np.array([found.estimate for found in every])
    assert estimates.mean() == pytest.approx(2, abs=4 * estimates.std() / np.sqrt(50))
    assert np.mean([found.error for found in every]) == pytest.approx(estimates.std(), rel=0.3)
    assert max(found.p for found in every) < 1e-6


def test_an_effect_that_comes_late_is_seen_after_its_lag() -> None:
    panel = planted(STARTS, 12, lambda since: 2.0 * (since >= 3), noise=0.01)
    assert two_period_did(panel).estimate == pytest.approx(1, abs=0.02)
    assert two_period_did(panel, lag=3).estimate == pytest.approx(2, abs=0.02)


def test_it_is_the_four_means() -> None:
    panel = planted(STARTS, 8, lambda _: 1.0, seed=3)
    values, treated = panel.values, panel.treated
    four = [values[t][:, p].mean() for t in (treated, ~treated) for p in (slice(6, 8), slice(2, 6))]
    assert two_period_did(panel, first=2).estimate == pytest.approx(four[0] - four[1] - four[2] + four[3])


@pytest.mark.parametrize(("cluster", "shared"), [(1, 0.0), (5, 0.4)])
def test_errors_are_those_of_a_regression_by_another_hand(cluster: int, shared: float) -> None:
    diff_diff = pytest.importorskip("diff_diff")
    panel = planted({1: 20, NEVER: 30}, 2, lambda _: 1.0, cluster=cluster, shared=shared)
    changes = panel.values[:, 1] - panel.values[:, 0]
    design = np.column_stack([np.ones(50), panel.treated])
    bread = np.linalg.inv(design.T @ design)
    left = changes - design @ (bread @ design.T @ changes)
    meat = np.zeros((2, 2))
    for group in np.unique(panel.cluster):
        score = design[panel.cluster == group].T @ left[panel.cluster == group]
        meat += np.outer(score, score)
    clusters = len(np.unique(panel.cluster))
    variance = (bread @ meat @ bread)[1, 1] * clusters / (clusters - 1) * 49 / 48
    found = two_period_did(panel)
    assert found.error == pytest.approx(np.sqrt(variance))
    assert found.freedom == clusters - 1
    long = pd.DataFrame(
        {
            "value": panel.values.ravel(), "treated": np.repeat(panel.treated, 2).astype(int),
            "post": np.tile([0, 1], 50), "group": np.repeat(panel.cluster, 2),
        }
    )  # fmt: skip
    other = diff_diff.DifferenceInDifferences(cluster="group").fit(long, "value", "treated", "post")
    assert found.estimate == pytest.approx(other.att)
    # The regression on all rows counts rows where ours counts units: (2n − 1)/(2n − 4) for (n − 1)/(n − 2).
    ratio = np.sqrt(49 / 48 / (99 / 96))
    assert found.error == pytest.approx(other.se * ratio, rel=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize(("cluster", "shared"), [(1, 0.0), (4, 0.5)])
def test_intervals_cover_the_truth_as_often_as_they_say(cluster: int, shared: float) -> None:
    inside = 0
    for seed in range(400):
        panel = planted(
            {4: 48, NEVER: 48}, 8, lambda _: 1.0, seed=seed, cluster=cluster, shared=shared, noise=0.5
        )  # fmt: skip
        found = two_period_did(panel)
        inside += found.low < 1 < found.high
    assert inside / 400 == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 400))


def test_alike_units_make_wider_intervals() -> None:
    panel = planted({4: 40, NEVER: 40}, 8, lambda _: 1.0, cluster=8, shared=0.6)
    alone = Panel.of(panel.values, panel.start)
    assert two_period_did(panel).error > 1.5 * two_period_did(alone).error


def test_event_study_shows_nothing_before_and_the_effect_after() -> None:
    study = common_event_study(planted(STARTS, 12, lambda since: 1 + 0.5 * since, noise=0.05))
    assert study.since.tolist() == [-6, -5, -4, -3, -2, 0, 1, 2, 3, 4, 5]
    before = study.since < 0
    assert np.abs(study.effect[before]).max() < 0.08
    assert study.effect[~before] == pytest.approx(1 + 0.5 * np.arange(6), abs=0.08)


def test_one_period_each_side_is_the_event_study() -> None:
    panel = planted({1: 10, NEVER: 10}, 2, lambda _: 1.0)
    study, found = common_event_study(panel), two_period_did(panel)
    assert study.effect[0] == pytest.approx(found.estimate)
    assert study.mean_from(0).error == pytest.approx(found.error)


def naive_permutation(panel: Panel) -> float:
    start = common_start(panel)
    changes = panel.values[:, start:].mean(axis=1) - panel.values[:, :start].mean(axis=1)
    clusters = np.unique(panel.cluster)
    chosen = {int(group) for group in panel.cluster[panel.treated]}

    def apart(groups: set[int]) -> float:
        inside = np.isin(panel.cluster, list(groups))
        return float(abs(changes[inside].mean() - changes[~inside].mean()))

    all_ = [apart(set(groups)) for groups in itertools.combinations(clusters.tolist(), len(chosen))]
    return sum(value >= apart(chosen) - 1e-9 for value in all_) / len(all_)


@pytest.mark.parametrize(("cluster", "seed"), [(1, 0), (2, 1), (3, 2)])
def test_permutations_are_all_assignments(cluster: int, seed: int) -> None:
    panel = planted({3: 6, NEVER: 6}, 6, lambda _: 0.2, seed=seed, cluster=cluster)
    found = permutation_test(panel)
    assert found is not None
    assert found.listed
    assert found.p == pytest.approx(naive_permutation(panel))


def test_many_assignments_are_drawn_with_a_seed() -> None:
    panel = planted({3: 20, NEVER: 20}, 6, lambda _: 0.05)
    one, other = permutation_test(panel, seed=1), permutation_test(panel, seed=1)
    assert one is not None
    assert one == other
    assert not one.listed
    assert one.p == pytest.approx(two_period_did(panel).p, abs=0.03)


def test_a_cluster_treated_in_part_cannot_be_permuted() -> None:
    panel = planted({3: 6, NEVER: 6}, 6, lambda _: 1.0, cluster=4)
    assert permutation_test(panel) is None


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ParameterError, match="No unit is treated"):
        two_period_did(planted({NEVER: 5}, 4, lambda _: 1.0))
    with pytest.raises(ParameterError, match="no control"):
        two_period_did(planted({2: 5}, 4, lambda _: 1.0))
    with pytest.raises(ParameterError, match="2 different periods"):
        two_period_did(planted({1: 5, 2: 5, NEVER: 3}, 4, lambda _: 1.0))
    with pytest.raises(ParameterError, match="Nothing was measured 2"):
        two_period_did(planted(STARTS, 8, lambda _: 1.0), lag=2)
    with pytest.raises(ParameterError, match="baseline"):
        two_period_did(planted(STARTS, 8, lambda _: 1.0), first=6)
    with pytest.raises(ParameterError, match="too few for a standard error"):
        two_period_did(planted({2: 1, NEVER: 1}, 4, lambda _: 1.0))
