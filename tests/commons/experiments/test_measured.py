from __future__ import annotations

import math
import sys

import pytest

from portee.commons.experiments.measured import measured_all
from portee.commons.experiments.power import power_of
from portee.core.errors import ParameterError
from tests.commons.experiments.protocols import measures, protocol

CLAIMS = """\
claims:
  - {id: up, statement: {fr: "Plus", en: "More"}, hypothesis: h, says: rises}
  - {id: down, statement: {fr: "Moins", en: "Less"}, hypothesis: h, says: falls}
  - {id: jobs, statement: {fr: "Des emplois", en: "Jobs"}}
"""


def test_an_effect_is_measured_and_claims_judged() -> None:
    told = protocol(more=CLAIMS)
    verdict = measured_all(told, measures())
    (found,) = verdict.found
    assert found.method == "did"
    assert found.effect is not None
    assert found.effect.estimate == pytest.approx(2, abs=0.2)
    assert found.trend is not None
    assert not found.trend.diverged
    assert found.permutation is not None
    assert found.permutation.tried == 6
    assert found.power == pytest.approx(power_of(told.design(told.hypotheses[0]), 1.0, 2, 2))
    assert [(j.held, j.reason) for j in verdict.judged] == [
        (True, "computed"), (False, "wrong-side"), (False, "no-evidence"),
    ]  # fmt: skip
    assert verdict.stops[0].holds is False


def test_a_stop_rule_holds_when_the_whole_interval_is_beyond() -> None:
    assert measured_all(protocol(), measures(9.0)).stops[0].holds is True
    fall = protocol({"above: 5": "below: -1"})
    assert measured_all(fall, measures(-9.0)).stops[0].holds is True
    assert measured_all(fall, measures(9.0)).stops[0].holds is False


def test_groups_that_went_apart_before_hold_no_claim() -> None:
    verdict = measured_all(protocol(more=CLAIMS), measures(0.0, drift=3.0))
    assert verdict.found[0].trend is not None
    assert verdict.found[0].trend.diverged
    assert verdict.judged[0].reason == "pre-trend"


def test_what_a_method_refuses_is_kept_as_a_reason() -> None:
    single = protocol({"{unit: a, from: 2025-Q1}, ": ""})
    verdict = measured_all(single, measures(asked=single))
    (found,) = verdict.found
    assert found.method == "synthetic"
    assert found.effect is None
    assert found.why_refused == "groups"
    assert math.isnan(found.power)
    assert verdict.stops[0].holds is None


def test_several_hypotheses_are_corrected() -> None:
    second = '  - {id: i, statement: {fr: "Plus.", en: "More."}, outcome: trips, says: changes, smallest: 2}\ngroups:'
    verdict = measured_all(protocol({"groups:": second}), measures())
    first, other = verdict.found
    assert first.effect is not None
    assert first.adjusted_p == pytest.approx(min(1, 2 * first.effect.p))
    assert other.adjusted_p >= first.adjusted_p


def test_a_missing_library_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "diff_diff", None)
    told = protocol({"sample:": "method: staggered\nsample:"})
    with pytest.raises(ParameterError, match="not installed"):
        measured_all(told, measures())
