from __future__ import annotations

import numpy as np
import pytest

from portee.hubs.demand.estimate import demand_of
from portee.hubs.demand.filled import use_by_tariff
from portee.services.hubs.design_frames import demand_frame, intervals_frame, totals_frame
from tests.hubs.demand.towns import DAY, assumed, driver, service, tables
from tests.hubs.plan.hubs import of

NEAR = tables(np.array([[4.0]]), np.array([4.0]), np.array([0.1]), np.full((1, 1, 1), 45.0))


def test_written_use_stands_beside_the_modelled_one() -> None:
    own = {"tariff": "t", "trips": (5.0, 7.0)}
    services = [service("e_bike", count=4, use=[own]), service("on_demand", count=0)]
    plan = of(services=[one.model_dump(by_alias=True) for one in services])
    demand = demand_of(NEAR, np.array([[100.0]]), [driver()], plan.services, assumed(), DAY)
    bikes, asked = totals_frame(plan, use_by_tariff(demand, plan.services, assumed())).to_dicts()
    assert bikes["written_trips_year"] == 7
    assert asked["written_trips_year"] is None
    assert bikes["trips_vehicle_day"] == pytest.approx(bikes["trips_year"] / 365.25 / 4)
    assert asked["trips_vehicle_day"] is None
    frame = demand_frame(demand, [driver()], plan.services)
    assert set(frame["service"]) == {"e-bike", "on-demand"}
    assert frame["trips_day"].min() > 0  # type: ignore[operator]


def test_no_draw_gives_no_interval_and_unused_services_have_none() -> None:
    plan = of(services=[service("e_bike").model_dump(by_alias=True), service("repair").model_dump(by_alias=True)])
    assert intervals_frame(plan, np.zeros((0, 2)), 0).height == 0
    drawn = np.stack([np.arange(101.0), np.zeros(101)], axis=1)
    every, bikes = intervals_frame(plan, drawn, 3).to_dicts()
    assert (every["service"], bikes["service"]) == ("", "e-bike")
    assert [bikes[f"trips_year_p{p}"] for p in ("05", "50", "95")] == [5, 50, 95]
    assert (bikes["draws"], bikes["seed"]) == (101, 3)
