from __future__ import annotations

import pytest

from portee.core.errors import SourceError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.cumulative_access import CUMULATIVE_ACCESS
from portee.services.evidence.recipes.lowest_hour import LOWEST_HOUR
from tests.services.evidence.kitchen import MORNING, access, without_timetable


def test_it_is_the_lowest_and_says_which(ground: Ground) -> None:
    hours = (3, 8, 12)
    alone = {
        hour: CUMULATIVE_ACCESS.run(access(when={**MORNING, "depart": f"{hour:02d}:00"}), ground).value
        for hour in hours
    }
    figured = LOWEST_HOUR.run(access(hours=hours), ground)
    assert figured.value == min(alone.values())
    assert alone[3] == figured.value
    assert figured.caveats[0].fr == "L'heure la plus basse commence à 3 h."


def test_hours_are_departures(ground: Ground) -> None:
    with pytest.raises(SourceError, match="departures by public transport"):
        LOWEST_HOUR.run(without_timetable(hours=[3, 4]), ground)
