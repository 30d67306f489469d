"""Every cause has a name and a number of its own."""

from __future__ import annotations

from portee.hubs.simulation.happened import Outcome


def test_served_comes_first_and_causes_follow() -> None:
    assert [each.name for each in Outcome] == ["served", "no_vehicle", "no_charge", "no_dock", "closed"]
    assert [int(each) for each in Outcome] == list(range(5))
