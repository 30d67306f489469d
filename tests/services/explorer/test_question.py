from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portee.core.errors import ParameterError
from portee.services.explorer import Question

DAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"lon": float("nan")}, "no place on Earth"),
        ({"lat": 91.0}, "no place on Earth"),
        ({"direction": "up"}, "Unknown direction"),
        ({"minutes": 0}, "longest time"),
        ({"minutes": 91}, "longest time"),
        ({"there_s": -1}, "time"),
        ({"back_s": 86_400}, "time"),
        ({"budget_eur": -1.0, "profile": "x"}, "budget"),
        ({"budget_eur": 20.0}, "asks for a kind of resident"),
    ],
)
def test_what_cannot_be_asked(wrong: dict[str, Any], what: str) -> None:
    with pytest.raises(ParameterError, match=what):
        Question(**{"lon": 5.0, "lat": 43.0, "day": DAY, **wrong})


def test_both_ways_are_two() -> None:
    assert Question(5.0, 43.0, DAY, direction="both").ways == ("there", "back")
    assert Question(5.0, 43.0, DAY, direction="back").ways == ("back",)
