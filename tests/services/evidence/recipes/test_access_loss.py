from __future__ import annotations

import pytest

from portee.core.errors import SourceError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.access_loss import ACCESS_LOSS
from tests.services.evidence.kitchen import access

STILL = {"name": "no bus", "modifications": [{"type": "cancel", "modes": ["bus"]}]}
TWICE = {"name": "another file", "modifications": [{"type": "cancel", "modes": ["bus"]}]}


def test_without_buses_access_is_lost(ground: Ground) -> None:
    figured = ACCESS_LOSS.run(access(scenario=STILL), ground)
    assert 0 < figured.value < 100
    assert figured.low is not None
    assert figured.high is not None
    assert figured.low <= figured.value <= figured.high
    assert figured.scenario is not None
    assert ACCESS_LOSS.run(access(scenario=TWICE), ground).scenario == figured.scenario


def test_nothing_that_happens_loses_nothing(ground: Ground) -> None:
    figured = ACCESS_LOSS.run(access(scenario={"name": "n", "modifications": []}), ground)
    assert figured.value == 0


def test_a_loss_needs_a_scenario(ground: Ground) -> None:
    with pytest.raises(SourceError, match="there is no scenario"):
        ACCESS_LOSS.run(access(), ground)
