from __future__ import annotations

import pytest

from portee.services.hubs.figures_compared import FIGURES
from tests.services.hubs.compared import compared


def test_every_figure_has_a_value_for_doing_nothing_and_for_each_design() -> None:
    found = compared()
    assert all(len(one.values) == 3 for one in found.figures)
    assert tuple(one.name for one in found.figures) == FIGURES[FIGURES.index("trips") :], (
        "without demand, those of the files alone"
    )
    assert found.figure("trips").values == (0, 100, 300)
    assert found.figure("beneficiaries").values == (0, 10, 10)


def test_doing_nothing_costs_and_serves_nothing() -> None:
    for one in compared().figures:
        assert one.values[0] in (0, None), one.name


def test_shares_are_of_residents() -> None:
    found = compared()
    assert found.figure("served_all").values == (0, 0.75, 1)
    assert found.figure("offline_all").values == (0, 0, 1)
    assert found.figure("left_out").values == (0, 0.25, 0)


def test_money_is_in_euros() -> None:
    found = compared()
    first = found.cases[1].accounts.statements
    assert found.figure("result_last").values[1] == pytest.approx(first.years[-1].result / 100)
    assert found.figure("tariffs_per_trip").values[1] == pytest.approx(2)
    assert found.figure("public_per_trip").values[1] == pytest.approx(1), "half of the tariff, from the town"
