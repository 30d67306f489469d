from __future__ import annotations

from tests.commons.examples import refused, taken


def test_the_framework_of_a_crosswalk_is_known() -> None:
    entry = {"framework": "Z", "code": "1", "match": "same", "checked": False}
    assert "framework" in refused("indicator", crosswalk=[entry])
    assert taken("indicator", crosswalk=[{**entry, "framework": "ISO 37120"}])
