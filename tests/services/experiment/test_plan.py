from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.services.experiment.plan import plan_experiment, plan_record
from tests.services.experiment.examples import example


def test_the_example_is_large_enough_and_both_ways_agree(tmp_path: Path) -> None:
    plan = plan_experiment(example(tmp_path) / "protocol.yaml")
    (one,) = plan.planned
    assert one.simulated is not None
    assert one.power == pytest.approx(one.simulated.power, abs=4 * one.simulated.error)
    assert one.power > 0.8
    assert one.needed is not None
    assert one.needed[0] <= 16
    assert 0 < one.detectable < 0.03
    assert plan.axes == ()
    json.dumps(plan_record(plan), allow_nan=False)


def test_too_small_an_experiment_says_what_would_do(tmp_path: Path) -> None:
    plan = plan_experiment(example(tmp_path, changes={"smallest: 0.03": "smallest: 0.01"}) / "protocol.yaml")
    assert [axis.kind for axis in plan.axes] == ["underpowered"]
    record = plan_record(plan)["hypotheses"][0]
    assert record["needed_treated"] > 16


def test_a_single_unit_has_no_power(tmp_path: Path) -> None:
    plan = plan_experiment(example(tmp_path, "single") / "protocol.yaml")
    assert plan.single
    assert plan.planned[0].simulated is None
    assert plan_record(plan)["hypotheses"][0]["power"] is None


def test_no_effect_is_beyond_any_sample(tmp_path: Path) -> None:
    plan = plan_experiment(example(tmp_path, changes={"smallest: 0.03": "smallest: 0.0000001"}) / "protocol.yaml")
    assert plan.planned[0].needed is None
