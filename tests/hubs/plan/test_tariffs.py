from __future__ import annotations

import pytest
from pydantic import ValidationError

from portee.hubs.plan.tariffs import Period, Tariff
from tests.hubs.plan.hubs import WORDS


def test_the_step_of_the_hours_sets_the_price() -> None:
    period = Period.model_validate(
        {"from": "2027-01-01", "per_trip": 1, "steps": [{"from": 0, "to": 2, "eur": 3}, {"from": 2, "eur": 7}]}
    )
    assert [period.trip(hours) for hours in (0, 1.99, 2, 100)] == [4, 4, 8, 8]


def test_a_price_is_paid_whole() -> None:
    tariff = {"id": "t", "title": WORDS, "prices": [{"from": "2027-01-01"}]}
    assert Tariff.model_validate(tariff).paid_by == {"residents": 1.0}
    with pytest.raises(ValidationError):
        Tariff.model_validate({**tariff, "paid_by": {"residents": 0.5, "city": 0.4}})
