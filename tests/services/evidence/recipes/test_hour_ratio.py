from __future__ import annotations

import pytest

from portee.core.errors import SourceError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.hour_ratio import HOUR_RATIO
from tests.services.evidence.kitchen import MORNING, access, without_timetable


def test_an_hour_against_itself_is_one(ground: Ground) -> None:
    assert HOUR_RATIO.run(access(usual=MORNING), ground).value == 1


def test_the_night_leaves_less_than_the_morning(ground: Ground) -> None:
    night = {**MORNING, "depart": "03:00"}
    figured = HOUR_RATIO.run(access(when=night, usual=MORNING), ground)
    assert 0 < figured.value < 1
    assert "07:30" in figured.interval.fr


def test_streets_have_no_hours(ground: Ground) -> None:
    with pytest.raises(SourceError, match="by public transport alone"):
        HOUR_RATIO.run(without_timetable(usual=MORNING), ground)
