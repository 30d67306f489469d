from __future__ import annotations

from tests.commons.examples import refused, taken


def test_a_version_has_three_numbers() -> None:
    assert "version" in refused("publication", version="1.0")
    assert taken("publication", version="1.10.2")
