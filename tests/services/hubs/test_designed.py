from __future__ import annotations

import polars as pl
import pytest

from portee.hubs.plan.checks import read_hub
from portee.services.hubs.designed import DEMAND, GAINS, INTERVALS, SENSITIVITY, TOTALS, DesignedHub
from tests.hubs.plan.hubs import of


def test_trips_of_a_year_are_those_of_all_services() -> None:
    demand, gains, sensitivity, intervals = (
        pl.DataFrame(schema=dict(schema)) for schema in (DEMAND, GAINS, SENSITIVITY, INTERVALS)
    )
    totals = pl.DataFrame({"service": ["a", "b"], "trips_year": [3.0, 4.5]})
    found = DesignedHub(of(), of(), demand, totals, gains, sensitivity, intervals, (), (), (), (), {})
    assert found.trips_year == pytest.approx(7.5)


def test_what_the_fleet_cannot_carry_is_told_of_modelled_use_alone() -> None:
    demand, gains, sensitivity, intervals = (
        pl.DataFrame(schema=dict(schema)) for schema in (DEMAND, GAINS, SENSITIVITY, INTERVALS)
    )
    plan = read_hub("fabriques")
    service = plan.services[0]
    use = service.use[0]
    totals = pl.DataFrame({"service": [service.id], "tariff": [use.tariff], "trips_year": [100.0]})

    def unmet(modelled: bool, short: dict[str, float]) -> float:
        filled = service.model_copy(update={"use": (use.model_copy(update={"modelled": modelled}),)})
        whole = plan.model_copy(update={"services": (filled,)})
        return DesignedHub(
            whole, plan, demand, totals, gains, sensitivity, intervals, (), (), (), (), {}, short=short
        ).unmet_trips_year

    assert unmet(True, {service.id: 0.4}) == pytest.approx(60)
    assert unmet(True, {}) == 0, "there are vehicles enough"
    assert unmet(False, {service.id: 0.4}) == 0, "use written by hand is not the model's"


def test_columns_tell_their_units() -> None:
    for schema in (DEMAND, TOTALS, GAINS, INTERVALS):
        for name, kind in schema.items():
            if kind == pl.Float64 and name not in ("people", "members", "vehicles"):
                assert name.startswith(("trips_", "new_trips_", "hours_", "km_", "eur_", "minutes_")) or (
                    name in ("surplus_eur_month", "written_trips_year")
                )
