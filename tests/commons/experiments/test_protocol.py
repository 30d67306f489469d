from __future__ import annotations

import math

import pytest

from portee.core.errors import SourceError
from tests.commons.experiments.protocols import protocol


def test_a_whole_protocol() -> None:
    told = protocol()
    assert told.registered_before
    assert told.lag == 0
    assert told.hypotheses[0].effect == 1
    assert told.design(told.hypotheses[0]).ratio == 1


def test_a_lag_in_months_is_rounded_up_to_periods() -> None:
    assert protocol({"until: 2025-Q4": "until: 2025-Q4\nlag_months: 4"}).lag == 2


def test_registered_late_is_known() -> None:
    assert not protocol({"2024-12-01": "2025-01-01"}).registered_before


def test_shares_are_planned_as_shares_or_by_their_deviation() -> None:
    share = {'unit: {fr: "par jour", en: "per day"}, spread: 1': "unit: {fr: a, en: a}, kind: share, baseline: 0.3"}
    once = protocol({**share, "{level: 0.05}": "{level: 0.05, analysis: post}", "smallest: 1": "smallest: 0.1"})
    assert once.design(once.hypotheses[0]).outcome == "share"
    change = protocol({**share, "smallest: 1": "smallest: 0.1"})
    assert change.design(change.hypotheses[0]).spread == pytest.approx(math.sqrt(0.21))


def test_a_fall_is_expected_below_nothing() -> None:
    assert protocol({"says: rises": "says: falls"}).hypotheses[0].effect == -1


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"unit: a, from: 2025-Q1": "unit: a, from: 2024-Q3"}, "before the baseline ends"),
        ({"unit: a, from: 2025-Q1": "unit: a, from: 2026-Q1"}, "after the last period"),
        ({"to: 2024-Q4": "to: 2024-Q3"}, "neither before nor after"),
        ({"unit: a, from: 2025-Q1": "unit: a, from: spring"}, "no quarter"),
        ({"{unit: c}": "{unit: a}"}, "'a' is there twice"),
        ({"to: 2024-Q4": "to: 2025-Q4"}, "does not end before"),
        ({"until: 2025-Q4": "until: 2925-Q4"}, "more than 1200"),
        ({"outcome: trips, says": "outcome: jobs, says"}, "no outcome 'jobs'"),
        ({", spread: 1": ""}, "standard deviation"),
        ({", spread: 1": ", kind: share"}, "usual value"),
        ({", above: 5": ""}, "one bound"),
        ({"smallest: 1": "smallest: 0"}, "'smallest'"),
        ({"kind: service": "kind: miracle"}, "'kind'"),
        ({"2024-12-01": "soon"}, "'registered'"),
        ({"stop_rules:": "stoprules:"}, "Did you mean 'stop_rules'"),
    ],
)
def test_what_does_not_hold_together_is_told_with_its_line(changes: dict[str, str], what: str) -> None:
    with pytest.raises(SourceError, match=what) as told:
        protocol(changes)
    assert told.value.where is not None
    assert told.value.where.file == "p.yaml"


def test_claims_and_hypotheses_have_their_own_ids() -> None:
    claim = '  - {id: c, statement: {fr: "a", en: "a"}}\n'
    with pytest.raises(SourceError, match="claim is there twice"):
        protocol(more=f"claims:\n{claim}{claim}")
