from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.hubs.plan.hubs import of


def test_a_hub_may_say_where_it_stands_and_answer_the_ladder() -> None:
    assert of().place is None
    assert of().ladder == {}
    found = of(place={"lon": 5.36, "lat": 43.3}, ladder={"bikes_parked": True, "payment": 3, "booking": "one app"})
    assert found.place is not None
    assert found.place.lat == 43.3
    assert found.ladder == {"bikes_parked": True, "payment": 3, "booking": "one app"}
    with pytest.raises(ValidationError):
        of(place={"lon": 5.36, "lat": 143.3})
