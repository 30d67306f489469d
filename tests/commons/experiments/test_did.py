from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from portee.commons.experiments.did import common_event_study, two_period_did
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


def naive_cr2(panel: Panel) -> tuple[float, float]:
    """Standard error and degrees of freedom of Bell and McCaffrey by matrices, for one period before and one after."""
    changes = panel.values[:, 1] - panel.values[:, 0]
    count = len(changes)
    design = np.column_stack([np.ones(count), panel.treated.astype(float)])
    bread = np.linalg.inv(design.T @ design)
    hat = design @ bread @ design.T
    left = changes - hat @ changes
    variance, columns = 0.0, []
    for group in np.unique(panel.cluster):
        rows = np.flatnonzero(panel.cluster == group)
        values, vectors = np.linalg.eigh(np.eye(len(rows)) - hat[np.ix_(rows, rows)])
        root = vectors @ np.diag(values**-0.5) @ vectors.T
        weights = root @ design[rows] @ bread[:, 1]
        variance += float(weights @ left[rows]) ** 2
        columns.append((np.eye(count) - hat)[:, rows] @ weights)
    inner = np.array(columns) @ np.array(columns).T
    return float(np.sqrt(variance)), float(np.trace(inner) ** 2 / np.sum(inner**2))


@pytest.mark.parametrize(
    ("starts", "cluster"),
    [({1: 20, NEVER: 30}, 1), ({1: 20, NEVER: 30}, 5), ({1: 3, NEVER: 9}, 1), ({1: 10, NEVER: 14}, 4)],
)
def test_errors_and_freedom_are_those_of_matrices(starts: dict[int, int], cluster: int) -> None:
    # In the last one a cluster is treated in part.
    panel = planted(starts, 2, lambda _: 1.0, cluster=cluster, shared=0.4)
    error, freedom = naive_cr2(panel)
    found = two_period_did(panel)
    assert found.error == pytest.approx(error)
    assert found.freedom == pytest.approx(freedom)


def test_the_estimate_is_that_of_another_library() -> None:
    diff_diff = pytest.importorskip("diff_diff")
    panel = planted({1: 20, NEVER: 30}, 2, lambda _: 1.0, cluster=5, shared=0.4)
    long = pd.DataFrame(
        {
            "value": panel.values.ravel(), "treated": np.repeat(panel.treated, 2).astype(int),
            "post": np.tile([0, 1], 50), "group": np.repeat(panel.cluster, 2),
        }
    )  # fmt: skip
    other = diff_diff.DifferenceInDifferences(cluster="group").fit(long, "value", "treated", "post")
    found = two_period_did(panel)
    assert found.estimate == pytest.approx(other.att)
    # CR2 stretches residuals a little more than CR1 with few clusters.
    assert other.se < found.error < 1.2 * other.se


def test_one_treated_cluster_gives_no_interval() -> None:
    panel = planted({2: 4, NEVER: 16}, 6, lambda _: 1.0, cluster=4)
    found = two_period_did(panel)
    assert np.isfinite(found.estimate)
    assert np.isnan([found.error, found.low, found.high, found.p]).all()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("starts", "cluster"), [({4: 48, NEVER: 48}, 1), ({4: 48, NEVER: 48}, 4), ({4: 4, NEVER: 12}, 1)]
)
def test_intervals_cover_the_truth_as_often_as_they_say(starts: dict[int, int], cluster: int) -> None:
    inside = 0
    for seed in range(400):
        shared = 0.5 * (cluster > 1)
        found = two_period_did(planted(starts, 8, lambda _: 1.0, seed=seed, cluster=cluster, shared=shared))
        inside += found.low < 1 < found.high
    assert inside / 400 == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 400))


@pytest.mark.slow
def test_two_treated_units_give_intervals_that_are_wide_rather_than_wrong() -> None:
    every = [two_period_did(planted({4: 2, NEVER: 10}, 8, lambda _: 0.0, seed=seed)) for seed in range(300)]
    assert np.mean([found.low < 0 < found.high for found in every]) >= 0.95


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
