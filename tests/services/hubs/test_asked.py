from __future__ import annotations

from typing import Any

import pytest

from portee.core.errors import ParameterError
from portee.services.hubs.asked import ByReach, SitingAsked


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "how much may be opened"),
        ({"budget": 9.0}, "needs costs"),
        ({"count": 1, "model": "covering"}, "within what"),
        ({"count": 1, "within_min": 0.0}, "0 minutes are impossible"),
        ({"count": 1, "by_reach": ByReach()}, "counts minutes to hubs"),
        ({"count": 1, "model": "p-centre", "capacity": "room"}, "p-median alone"),
        ({"count": 1, "model": "p-centre", "equity": {"poor": 2.0}}, "nobody counts more"),
        ({"count": 1, "gap": 1.0}, "gap or the time"),
        ({"count": 1, "model": "gravity"}, "no model 'gravity'"),
    ],
)
def test_questions_that_cannot_be_answered(options: dict[str, Any], says: str) -> None:
    with pytest.raises(ParameterError, match=says):
        SitingAsked("residents", **options)


def test_set_covering_needs_no_limit() -> None:
    assert SitingAsked("residents", "set-covering", within_min=10.0).share == 1.0


@pytest.mark.parametrize("options", [{"needed": 0.0}, {"pick_up_min": -1.0}])
def test_coverage_by_reach_that_cannot_be(options: dict[str, float]) -> None:
    with pytest.raises(ParameterError):
        ByReach(**options)  # type: ignore[arg-type]
