"""A hub simulated from its file: the example, a table of demand, several stations, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

import portee
from portee.core.errors import ParameterError
from portee.hubs.plan.checks import read_hub
from portee.hubs.simulation.given import Arrivals, Fleet, Law, Relocation, Simulated, Station
from portee.services.hubs.designed import DEMAND
from portee.services.hubs.simulated_tables import groups_table, simulated_facts
from tests.hubs.simulation.services import flat, queue

SHORT: dict[str, Any] = {"days": 28, "replications": 4}


def test_the_example_is_simulated_twice_alike() -> None:
    once, again, other = (portee.hub_simulation("fabriques", seed=seed, **SHORT) for seed in (1, 1, 2))
    assert simulated_facts(once) == simulated_facts(again) != simulated_facts(other)
    services = [result.given.service for result in once.results]
    assert services + [each.service for each in once.skipped] == [each.id for each in read_hub("fabriques").services]
    assert once.users > 0
    # A bicycle hired by the month takes five months to fill the hub, a car a week.
    assert [result.span.warm_up_days for result in once.results] == [7, 153]


def test_another_service_changes_no_result() -> None:
    cars, more = queue(2, 1.0, Law(1.0)), replace(queue(1, 2.0, Law(1.0)), service="more")
    alone, both = (portee.hub_simulation(services, **SHORT) for services in ([cars], [cars, more]))
    assert groups_table(alone).equals(groups_table(both).filter(pl.col("service") == "cars"))


def test_a_table_of_demand_takes_the_place_of_use() -> None:
    rows = [["a", "autopartage", "plein", "workday", 8, 1.0, 0.0, 2.0, 12.0]]
    table = pl.DataFrame(rows, schema=dict(DEMAND), orient="row")
    found = portee.hub_simulation("fabriques", table, **SHORT)
    cars = found.results[0]
    assert [group.group for group in cars.groups] == ["a", "artisans"]
    assert found.sources == {"autopartage": "demand", "velos": "use"}
    low, high = cars.groups[0].users_day.low, cars.groups[0].users_day.high
    assert low <= 5 / 7 <= high


def test_staff_between_stations_serves_more() -> None:
    ends = (Station("up", (4,)), Station("down", (4,)))
    ways = (Arrivals("all", "up", flat(1.0), Law(0.3), to="down"),)
    alone = Simulated("bikes", ends, (Fleet("bike"),), ways)
    staffed = replace(alone, relocation=Relocation((6, 2), at_hours=tuple(float(hour) for hour in range(0, 168, 2))))
    shares = [portee.hub_simulation([each], **SHORT).results[0].everyone.served.mean for each in (alone, staffed)]
    assert shares[0] < 0.1
    assert shares[1] > 0.4


def test_a_size_that_is_enough_serves_all_groups() -> None:
    found = portee.hub_simulation("fabriques", size_to=0.9, days=182, replications=6)
    assert [each.given.service for each in found.sized] == ["autopartage", "velos"]
    for each in found.sized:
        assert each.vehicles
        assert all(share.low >= 0.9 for share in each.shares.values())
        assert each.now == sum(
            result.vehicles for result in found.results if result.given.service == each.given.service
        )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"replications": 1}, "no interval"),
        ({"seed": -1}, "no seed"),
        ({"processes": 0}, "processes cannot run"),
        ({"size_to": 1.0}, "not a share"),
        ({"year": 2050}, "outside the years"),
        ({"days": 0}, "from 1 up"),
        ({"warm_up_days": -1}, "from 0 up"),
        ({"patience_min": -1.0}, "cannot be waited"),
        ({"held_min": float("nan")}, "cannot be waited"),
        ({"held_min": 1e12}, "Give a number from 0 to 10080"),
        ({"days": 10_000_000}, "days are too many"),
        ({"days": 36_000, "replications": 10_000}, "is the most"),
        ({"replications": 20_000}, "replications are too many"),
    ],
)
def test_what_cannot_be_is_refused(options: dict[str, Any], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        portee.hub_simulation("fabriques", **options)


def test_a_hub_without_hires_and_a_table_for_ready_services_are_refused() -> None:
    plan = read_hub("fabriques")
    idle = plan.model_copy(update={"services": plan.services[-1:]})
    with pytest.raises(ParameterError, match="No service of the hub can be simulated"):
        portee.hub_simulation(idle)
    with pytest.raises(ParameterError, match="Two services have one name"):
        portee.hub_simulation([queue(1, 1.0, Law(1.0))] * 2)
    with pytest.raises(ParameterError, match="their own arrivals"):
        portee.hub_simulation([queue(1, 1.0, Law(1.0))], pl.DataFrame())
