from __future__ import annotations

from tests.commons.examples import refused, taken


def test_a_scope_speaks_of_something() -> None:
    assert "parts" in refused("scope", parts=[])
    assert "motives" in refused("scope", motives=["leisure"])
    assert taken("scope", outside=None)
