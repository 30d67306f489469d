from __future__ import annotations

from tests.commons.examples import refused


def test_an_aid_says_who_receives_it() -> None:
    assert "receives" in refused("aid", receives="anybody")


def test_days_are_days() -> None:
    assert "valid_until" in refused("aid", valid_until="December")
