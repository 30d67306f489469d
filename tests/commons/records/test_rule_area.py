from __future__ import annotations

from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portee.commons.records.rule_area import MOST_CORNERS, RuleArea
from tests.commons.examples import refused, taken

SQUARE = ["43.30, 5.37", "43.30, 5.38", "43.31, 5.38", "43.31, 5.37"]


def area(**changes: Any) -> dict[str, Any]:
    return {"outline": SQUARE, "forbids": ["park"], **changes}


def test_a_rule_may_have_a_place_hours_and_vehicles() -> None:
    whole = area(vehicles=["scooter"], days=["monday"], starts="22:00", ends="06:00", since="2026-01-01")
    assert taken("charter-rule", area=whole)
    assert RuleArea.model_validate(whole).corners[1] == (5.38, 43.30)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"outline": SQUARE[:2]}, "outline"),
        ({"outline": [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]}, "crosses itself"),
        ({"outline": ["43.30, 5.37", "43.31, 5.38", "43.32, 5.39"]}, "crosses itself"),
        ({"outline": [*SQUARE[:3], SQUARE[1]]}, "crosses itself"),
        ({"outline": ["95, 5.37", *SQUARE[1:]]}, "no place on Earth"),
        ({"outline": ["<script>", *SQUARE[1:]]}, "outline"),
        ({"outline": [f"43.{k:04}, 5.3" for k in range(MOST_CORNERS + 1)]}, "outline"),
        ({"forbids": []}, "forbids nothing"),
        ({"forbids": ["breathe"]}, "forbids"),
        ({"maximum_speed_kmh": 0}, "maximum_speed_kmh"),
        ({"starts": "22:00"}, "one end of the hours"),
        ({"starts": "22:00", "ends": "22:00"}, "ends when it starts"),
        ({"starts": "25:00", "ends": "26:00"}, "starts"),
        ({"since": "2026-05-01", "until": "2026-04-01"}, "ends before it begins"),
    ],
)
def test_an_area_that_nobody_could_keep_to_is_refused(changes: dict[str, Any], told: str) -> None:
    assert told in refused("charter-rule", area=area(**changes))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=7, unique=True))
def test_an_outline_is_taken_exactly_when_geometers_take_it(corners: list[tuple[int, int]]) -> None:
    polygon = shapely.Polygon(corners)
    values = area(outline=[f"{lat}, {lon}" for lon, lat in corners])
    try:
        RuleArea.model_validate(values)
        sound = True
    except ValidationError:
        sound = False
    # Touching itself in a point leaves a polygon valid for none of both.
    assert sound == (polygon.is_valid and polygon.area > 0)
