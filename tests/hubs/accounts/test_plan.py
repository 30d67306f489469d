from __future__ import annotations

import pytest
from pydantic import ValidationError

from portee.hubs.accounts.plan import PARTIES, PAYERS, Cost, Period, Tariff, Thing
from tests.hubs.accounts.hubs import WORDS, own


def test_a_cost_is_a_figure_or_an_amount_with_its_source() -> None:
    assert Cost.model_validate({"figure": "hub.software"}).eur is None
    for wrong in ({}, {"eur": 3}, {"figure": "hub.software", "eur": 3, "source": "s"}, {**own(3), "key": "k"}, own(-1)):
        with pytest.raises(ValidationError):
            Cost.model_validate(wrong)


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


def test_consumption_goes_with_the_price_of_energy() -> None:
    with pytest.raises(ValidationError):
        Thing.model_validate({"title": WORDS, "count": 1, "how": "new", "price": own(1), "per_100km": own(17)})


def test_those_who_pay_are_parties() -> None:
    assert set(PAYERS) < set(PARTIES)
