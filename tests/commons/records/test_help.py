from __future__ import annotations

from tests.commons.examples import refused, taken


def test_help_is_asked_or_offered() -> None:
    assert "kind" in refused("help", kind="gift")


def test_an_offer_answers_a_request() -> None:
    assert "id of a need" in refused("help", answers="need/x")
    assert taken("help", kind="offer", answers="help/y")
