from __future__ import annotations

import pytest

from tests.commons.examples import refused


@pytest.mark.parametrize("level", [-1, 5])
def test_a_level_is_from_0_to_4(level: int) -> None:
    assert "level" in refused("cell", level=level)


def test_effects_are_told_even_when_unknown() -> None:
    assert "'resilience' is missing" in refused("cell", resilience=None)
    assert "direction" in refused("cell", co2={"direction": "good", "why": {"fr": "x"}})
