from __future__ import annotations

import math

import numpy as np
import pytest

from portee.commons.experiments.did import common_event_study
from portee.commons.experiments.panel import NEVER
from portee.commons.experiments.pretrend import pre_trend
from portee.core.errors import ParameterError
from tests.commons.experiments.panels import planted

STARTS = {6: 30, NEVER: 30}


def test_parallel_groups_pass() -> None:
    found = pre_trend(common_event_study(planted(STARTS, 12, lambda _: 3.0, seed=1)))
    assert not found.diverged
    assert found.periods == 5
    assert found.slope.low < 0 < found.slope.high


def test_groups_that_drift_are_found_with_their_slope() -> None:
    found = pre_trend(common_event_study(planted(STARTS, 12, lambda _: 0.0, drift=0.2)))
    assert found.diverged
    assert found.joint_p < 1e-4
    assert found.slope.estimate == pytest.approx(0.2, abs=4 * found.slope.error)


def test_the_slope_is_that_of_least_squares() -> None:
    study = common_event_study(planted(STARTS, 12, lambda _: 0.0, drift=0.1))
    before = study.since < 0
    points = np.append(study.since[before], -1), np.append(study.effect[before], 0.0)
    assert pre_trend(study).slope.estimate == pytest.approx(np.polyfit(*points, 1)[0])


@pytest.mark.slow
def test_parallel_groups_are_blamed_as_often_as_the_level() -> None:
    blamed = [
        pre_trend(common_event_study(planted({5: 20, NEVER: 20}, 8, lambda _: 1.0, seed=seed))).diverged
        for seed in range(600)
    ]
    assert np.mean(blamed) == pytest.approx(0.05, abs=4 * math.sqrt(0.05 * 0.95 / 600))


def test_few_clusters_leave_the_verdict_to_the_slope() -> None:
    found = pre_trend(common_event_study(planted({6: 5, NEVER: 5}, 8, lambda _: 1.0, drift=1.0)))
    assert math.isnan(found.joint_p)
    assert found.diverged


def test_one_period_before_shows_no_trend() -> None:
    with pytest.raises(ParameterError, match="only one period"):
        pre_trend(common_event_study(planted({1: 10, NEVER: 10}, 4, lambda _: 1.0)))
