from __future__ import annotations

from tests.commons.examples import refused, taken


def test_consequences_are_graduated() -> None:
    one = {"step": 2, "what": {"fr": "x"}, "decided_by": {"fr": "x"}}
    assert "not graduated" in refused("charter-rule", consequences=[one])


def test_a_rule_somebody_objects_to_is_not_published() -> None:
    objection = {"by": "stakeholder/x", "date": "2026-01-01", "says": "objects"}
    assert "objects to is published" in refused("charter-rule", status="published", consents=[objection])
    assert taken("charter-rule", consents=[objection])
