from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.nearest_minutes import NEAREST_MINUTES
from tests.services.evidence.kitchen import without_timetable


def test_half_of_the_residents_are_nearer(ground: Ground) -> None:
    figured = NEAREST_MINUTES.run(without_timetable(goals={"files": ["childcare.csv"]}, within_min=120), ground)
    assert figured.unit == "minutes"
    assert figured.low is not None
    assert figured.high is not None
    assert 0 < figured.low <= figured.value <= figured.high


def test_more_places_are_never_farther(ground: Ground) -> None:
    few, many = (
        NEAREST_MINUTES.run(without_timetable(goals={"files": files}, within_min=120), ground).value
        for files in (["childcare.csv"], ["childcare.csv", "shops.csv"])
    )
    assert many <= few


def test_too_short_a_look_is_told(ground: Ground) -> None:
    with pytest.raises(ParameterError, match="Half of the residents"):
        NEAREST_MINUTES.run(without_timetable(goals={"files": ["training.csv"]}, within_min=0.1), ground)
