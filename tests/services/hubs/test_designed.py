from __future__ import annotations

import polars as pl
import pytest

from portee.services.hubs.designed import DEMAND, GAINS, INTERVALS, SENSITIVITY, TOTALS, DesignedHub
from tests.hubs.plan.hubs import of


def test_trips_of_a_year_are_those_of_all_services() -> None:
    demand, gains, sensitivity, intervals = (
        pl.DataFrame(schema=dict(schema)) for schema in (DEMAND, GAINS, SENSITIVITY, INTERVALS)
    )
    totals = pl.DataFrame({"service": ["a", "b"], "trips_year": [3.0, 4.5]})
    found = DesignedHub(of(), of(), demand, totals, gains, sensitivity, intervals, (), (), (), (), {})
    assert found.trips_year == pytest.approx(7.5)


def test_columns_tell_their_units() -> None:
    for schema in (DEMAND, TOTALS, GAINS, INTERVALS):
        for name, kind in schema.items():
            if kind == pl.Float64 and name not in ("people", "members", "vehicles"):
                assert name.startswith(("trips_", "new_trips_", "hours_", "km_", "eur_", "minutes_")) or (
                    name in ("surplus_eur_month", "written_trips_year")
                )
