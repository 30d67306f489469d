from __future__ import annotations

from tests.commons.examples import refused


def test_a_mission_asks_for_some_hours_of_somebody() -> None:
    assert "hours" in refused("mission", hours=0)
    assert "people_wanted" in refused("mission", people_wanted=0)
