from __future__ import annotations

from tests.commons.examples import refused, taken


def test_a_baseline_comes_before() -> None:
    assert "baseline does not begin before" in refused("experiment", baseline_from="2026-03-01")


def test_an_experiment_ends_after_it_starts() -> None:
    assert "ends before it starts" in refused("experiment", ends="2025-12-01")


def test_a_claim_without_evidence_is_refused() -> None:
    assert "evidence" in refused("experiment", claims=[{"text": {"fr": "Cela marche."}, "evidence": []}])
    assert "'evidence' is missing" in refused("experiment", claims=[{"text": {"fr": "Cela marche."}}])


def test_nothing_is_claimed_in_print_before_the_end() -> None:
    assert "has not ended" in refused("experiment", status="published", ends=None)


def test_an_experiment_has_rules_to_stop() -> None:
    assert "stop_rules" in refused("experiment", stop_rules=[])
    assert taken("experiment", claims=None)
