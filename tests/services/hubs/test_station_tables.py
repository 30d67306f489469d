from __future__ import annotations

from dataclasses import replace

import pytest

from portee.hubs.plan.checks import read_hub
from portee.hubs.plan.whole import HubPlan
from portee.services.hubs.compare import HubComparison, compare_plans
from portee.services.hubs.simulate import hub_simulation
from portee.services.hubs.station_tables import station_table
from tests.services.hubs.compared import compared

STATIONS = [{"id": "gare", "share": 0.75, "vehicles": 6}, {"id": "port", "share": 0.25, "vehicles": 2}]


def simulated(*, stations: bool) -> HubComparison:
    plan = read_hub("fabriques-bikes")
    told = plan.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    service = next(one for one in told["services"] if one["kind"] == "e_bike")
    service["use"] = [{"tariff": service["tariffs"][0]["id"], "trips": 3000, "hours": 0.5, "km": 3}]
    if stations:
        service["stations"] = STATIONS
    plan = HubPlan.model_validate({**told, "services": [service]})
    found = compare_plans([plan])
    case = replace(found.designs[0], simulated=hub_simulation(plan, replications=2, days=28))
    return HubComparison((found.cases[0], case), found.figures)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_station_has_a_row_with_who_comes_and_who_is_served(lang: str) -> None:
    table = station_table(simulated(stations=True), lang)
    assert table is not None
    assert [row[1] for row in table.rows] == ["gare", "port"]
    assert [row[2] for row in table.rows] == ["6", "2"]
    assert all(len(row) == len(table.head) for row in table.rows)
    first, second = (float(str(row[3]).replace(",", ".")) for row in table.rows)
    assert first == pytest.approx(3 * second, rel=0.3), "shares of hires are those of the plan"


def test_a_service_in_one_place_has_no_stations() -> None:
    assert station_table(simulated(stations=False), "fr") is None
    assert station_table(compared(), "fr") is None
