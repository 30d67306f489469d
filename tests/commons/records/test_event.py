from __future__ import annotations

from tests.commons.examples import refused, taken


def test_an_event_ends_after_it_starts() -> None:
    assert "ends before it starts" in refused("event", ends="2026-12-03T17:00")


def test_a_moment_is_a_day_or_a_minute() -> None:
    assert "starts" in refused("event", starts="tomorrow")
    assert taken("event", starts="2026-12-03", ends="2026-12-04")
