from __future__ import annotations

from tests.commons.examples import refused, taken


def test_members_are_territories() -> None:
    assert "id of a need" in refused("zone-group", members=["need/x"])
    assert taken("zone-group", members=["territory/x"])
