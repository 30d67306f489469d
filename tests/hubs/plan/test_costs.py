from __future__ import annotations

import pytest
from pydantic import ValidationError

from portee.hubs.plan.costs import PARTIES, PAYERS, Cost
from tests.hubs.plan.hubs import own


def test_a_cost_is_a_figure_or_an_amount_with_its_source() -> None:
    assert Cost.model_validate({"figure": "hub.software"}).eur is None
    for wrong in ({}, {"eur": 3}, {"figure": "hub.software", "eur": 3, "source": "s"}, {**own(3), "key": "k"}, own(-1)):
        with pytest.raises(ValidationError):
            Cost.model_validate(wrong)


def test_those_who_pay_are_parties() -> None:
    assert set(PAYERS) < set(PARTIES)
