from __future__ import annotations

import pytest

from portee.core.errors import SourceError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.access_loss import ACCESS_LOSS
from portee.services.evidence.recipes.critical_line import CRITICAL_LINE
from tests.services.evidence.kitchen import access, without_timetable


def test_the_line_is_named_and_costs_what_its_failing_costs(ground: Ground) -> None:
    figured = CRITICAL_LINE.run(access(), ground)
    assert figured.value > 0
    assert figured.caveats[0].fr.startswith("La ligne qui compte le plus : ")
    everything = {"name": "n", "modifications": [{"type": "cancel", "modes": ["bus", "tram"]}]}
    assert figured.value <= ACCESS_LOSS.run(access(scenario=everything), ground).value + 1e-9


def test_streets_have_no_lines(ground: Ground) -> None:
    with pytest.raises(SourceError, match="Only public transport"):
        CRITICAL_LINE.run(without_timetable(), ground)
