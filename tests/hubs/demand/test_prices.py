from __future__ import annotations

from datetime import date

import numpy as np

from portee.hubs.demand.prices import cheapest, open_tariffs, outing_eur
from portee.hubs.plan.tariffs import Tariff
from tests.hubs.plan.hubs import WORDS

FULL = Tariff.model_validate(
    {
        "id": "full", "title": WORDS,
        "prices": [
            {"from": "2027-01-01", "until": "2027-12-31", "per_trip": 1, "per_km": 0.5, "per_hour": 2, "per_month": 6,
             "steps": [{"from": 0, "to": 2, "eur": 3}, {"from": 2, "eur": 7}]},
            {"from": "2028-01-01", "per_trip": 100},
        ],
    }
)  # fmt: skip
HALF = Tariff.model_validate(
    {"id": "half", "title": WORDS, "solidarity": True, "paid_by": {"residents": 0.5, "city": 0.5},
     "prices": [{"from": "2027-01-01", "per_trip": 20}]}
)  # fmt: skip
FIRMS = Tariff.model_validate(
    {"id": "firms", "title": WORDS, "paid_by": {"employers": 1}, "prices": [{"from": "2027-01-01"}]}
)  # fmt: skip


def test_an_outing_adds_up_and_shares_the_month() -> None:
    eur = outing_eur(FULL, date(2027, 5, 1), np.array([1.0, 2.0]), np.array([10.0, 20.0]), 3.0)
    assert eur.tolist() == [1 + 3 + 5 + 2 + 2, 1 + 7 + 10 + 4 + 2]


def test_the_period_of_the_day_holds() -> None:
    one = np.ones(1)
    assert outing_eur(FULL, date(2028, 1, 1), one, one, 1.0).tolist() == [100]
    assert (
        outing_eur(FULL, date(2020, 1, 1), one, one, 1.0).tolist()
        == outing_eur(FULL, date(2027, 1, 1), one, one, 1.0).tolist()
    )


def test_the_cheapest_open_tariff_is_taken() -> None:
    assert open_tariffs([FULL, HALF, FIRMS], solidarity=False) == (FULL,)
    assert open_tariffs([FULL, HALF, FIRMS], solidarity=True) == (FULL, HALF)
    eur, which = cheapest([FULL, HALF], date(2027, 5, 1), np.array([0.5, 9.0]), np.array([1.0, 99.0]), 6.0)
    assert which.tolist() == [0, 1]
    assert eur[1] == 10
    assert np.isinf(cheapest([], date(2027, 5, 1), np.ones(1), np.ones(1), 1.0)[0]).all()
