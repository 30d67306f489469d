from __future__ import annotations

from tests.commons.examples import refused, taken


def test_a_place_is_moved_by_at_least_100_m() -> None:
    assert "near_within_m" in refused("statement", near_within_m=50)
    assert taken("statement", near_within_m=100)
