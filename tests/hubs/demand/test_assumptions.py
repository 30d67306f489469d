from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.core.parameters import Parameter, Parameters
from portee.hubs.demand.assumptions import MODELLED, central, demand_parameters
from tests.hubs.demand.towns import DAY, assumed


def test_every_assumption_has_bounds_a_unit_and_words() -> None:
    a, bounds, figures = central(DAY)
    assert {bound.name for bound in bounds} == set(a.values)
    assert all(bound.low < bound.high for bound in bounds)
    assert {f"uses_month.{kind}" for kind in MODELLED} < set(a.values)
    for bound in bounds:
        declared = demand_parameters()[bound.parameter]
        assert declared.note is not None
        assert bound.parameter in figures.used
    assert a.departures.sum(axis=1) == pytest.approx([1, 1, 1])
    assert a.days_year.sum() == pytest.approx(365.25)
    assert float(a.trips_day @ [5, 1, 1]) == pytest.approx(19.7)


def test_a_euro_counts_less_to_whoever_has_more() -> None:
    a = assumed()
    assert a.euro(None) == a["cost_sensitivity"]
    assert a.euro(2 * a.reference_income) == pytest.approx(a["cost_sensitivity"] / 2)
    assert a.euro(0) == a.euro(a.least_income) == pytest.approx(4 * a["cost_sensitivity"])
    assert a.minute == pytest.approx(a["cost_sensitivity"] * a["value_of_time"] / 60)


def test_names_that_there_are_not_are_refused() -> None:
    with pytest.raises(ParameterError, match="no assumption 'hope'"):
        assumed(hope=1.0)
    declared = demand_parameters()["hub_demand.nest"].model_dump(by_alias=True)
    declared["values"][0]["value"] = {"low": 1.0, "central": 0.5, "high": 0.7}
    with pytest.raises(ParameterError, match="low ≤ central ≤ high"):
        central(DAY, Parameters({"hub_demand.nest": Parameter.model_validate(declared)}))
