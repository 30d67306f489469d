from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.indicators.catalogue import describe
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.equity import EQUITY, NAMES
from tests.services.evidence.kitchen import access


@pytest.mark.parametrize("measure", NAMES)
def test_each_measure_in_the_unit_of_its_indicator(measure: str, ground: Ground) -> None:
    figured = EQUITY.run(access(measure=measure), ground)
    assert figured.unit == describe(NAMES[measure]).unit
    assert figured.low is not None
    assert figured.high is not None
    assert figured.low <= figured.value <= figured.high


def test_equal_access_is_equal(ground: Ground) -> None:
    everything = access(within_min=240, how={"mode": "transit", "max_walk_min": 240}, interval="none")
    assert EQUITY.run({**everything, "measure": "gini"}, ground).value == pytest.approx(0, abs=1e-9)
    assert EQUITY.run({**everything, "measure": "palma"}, ground).value == pytest.approx(1)
    assert EQUITY.run({**everything, "measure": "fgt_0"}, ground).value == 0


def test_an_unknown_income_is_told(ground: Ground) -> None:
    with pytest.raises(ParameterError, match="no column 'wealth'"):
        EQUITY.run(access(measure="palma", income="wealth"), ground)
