from __future__ import annotations

import pytest
from pydantic import ValidationError

from portee.hubs.integration.answers import LadderAnswers
from tests.hubs.plan.hubs import of


def test_a_hub_may_say_where_it_stands_and_answer_the_ladder() -> None:
    assert of().place is None
    assert of().ladder == LadderAnswers()
    found = of(place={"lon": 5.36, "lat": 43.3}, ladder={"wayfinding": True, "shops_near": 3})
    assert found.place is not None
    assert found.place.lat == 43.3
    assert found.ladder == LadderAnswers(wayfinding=True, shops_near=3)
    with pytest.raises(ValidationError):
        of(place={"lon": 5.36, "lat": 143.3})
