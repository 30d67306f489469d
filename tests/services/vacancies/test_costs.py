from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from portee.core.parameters import Figures, shipped_parameters
from portee.services.vacancies.costs import NO_EXPENSE, UNKNOWN, loan_cost, mobility_package, pass_cost

TODAY, BEFORE = date(2026, 11, 10), date(2001, 1, 1)


def _figures(day: date = TODAY) -> Figures:
    return Figures(shipped_parameters(), day)


def test_an_e_bike_by_hand() -> None:
    figures = _figures()
    price, years = figures.number("vehicle.e_bike.price_new"), figures.number("vehicle.e_bike.lifetime")
    upkeep = figures.table("vehicle.e_bike.upkeep")["electric"]
    found = loan_cost("e_bike", "electric", 200.0, _figures())
    # 1,967 euros over ten years are 16.39 a month, and 200 km of upkeep at 2.5 cents 5 more.
    assert found.kind == "vehicle"
    assert found.eur == pytest.approx(price / years / 12 + 200 * upkeep)
    assert found.eur == pytest.approx(16.39 + 5, abs=0.01)
    assert found.values == {"km_month": 200.0}


def test_more_kilometres_never_cost_less() -> None:
    for kind, energy in (("e_bike", "electric"), ("moped", "petrol"), ("car", "electric")):
        costs = [loan_cost(kind, energy, km, _figures()).eur or 0 for km in (0.0, 100.0, 1000.0)]
        assert 0 < costs[0] < costs[1] < costs[2]


def test_what_an_employer_may_pay() -> None:
    found = mobility_package(_figures())
    assert (found.kind, found.eur) == ("package", _figures().number("law.mobility_package"))


def test_what_is_not_known_is_said_to_be() -> None:
    assert mobility_package(_figures(BEFORE)) is UNKNOWN
    assert loan_cost("e_bike", "electric", 10.0, _figures(BEFORE)) is UNKNOWN
    assert loan_cost("moped", "electric", 10.0, _figures()) is UNKNOWN  # no consumption is known
    assert UNKNOWN.eur is None
    assert NO_EXPENSE.eur is None


def test_fares_are_a_mean_over_people() -> None:
    fares, people = np.array([[40.0, 20.0], [np.inf, 10.0]]), np.array([[3.0, 1.0], [5.0, 0.0]])
    # 3 × 40 and 1 × 20: 35. Those for whom there is no fare, or nobody, do not count.
    assert pass_cost(fares, people).eur == pytest.approx(35)
    assert pass_cost(np.full((1, 1), np.inf), np.ones((1, 1))) is UNKNOWN
    assert pass_cost(np.ones((1, 1)), np.zeros((1, 1))) is UNKNOWN
