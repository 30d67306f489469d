from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from portee.hubs.demand.estimate import demand_of
from portee.hubs.demand.filled import filled, use_by_tariff
from portee.hubs.plan.tariffs import Use
from portee.hubs.plan.whole import HubPlan
from tests.hubs.demand.towns import DAY, assumed, driver, service, tables
from tests.hubs.plan.hubs import of

NEAR = tables(np.array([[4.0, 8.0]]), np.array([4.0, 8.0]), np.array([0.1]), np.full((1, 1, 2), 45.0))


def designed(plan: HubPlan, people: float = 1000.0, **options: bool) -> tuple[HubPlan, dict[str, float]]:
    a = assumed()
    demand = demand_of(NEAR, np.array([[people]]), [driver()], plan.services, a, DAY)
    return filled(plan, use_by_tariff(demand, plan.services, a), a, **options)


def plan_of(**changes: Any) -> HubPlan:
    return of(services=[service("e_bike", count=50, **changes).model_dump(by_alias=True)])


def test_use_grows_to_the_usual_and_is_told_as_modelled() -> None:
    plan, short = designed(plan_of())
    (use,) = plan.services[0].use
    assert use.modelled
    assert isinstance(use.trips, tuple)
    a, last = assumed(), use.trips[-1]
    assert use.trips == pytest.approx([0.5 * last, 0.8 * last, last], abs=0.1)
    assert isinstance(use.members, tuple)
    assert use.members[-1] == pytest.approx(min(last / 12 / a["uses_month.e_bike"], 1000 * a["considers"]), abs=0.1)
    assert use.hours > a["stay_h"]
    assert 8 <= use.km <= 16
    assert not short


def test_what_is_written_by_hand_stays_and_what_was_modelled_is_modelled_again() -> None:
    own = {"tariff": "t", "trips": 5.0}
    assert designed(plan_of(use=[own]))[0].services[0].use == (Use(tariff="t", trips=5.0),)
    again = designed(plan_of(use=[{**own, "modelled": True}]))[0].services[0].use
    assert again == designed(plan_of())[0].services[0].use
    assert designed(plan_of(use=[own]), replace_use=True)[0].services[0].use == again


def test_a_plan_asks_for_no_more_hours_than_its_vehicles_have() -> None:
    plan = of(services=[service("e_bike", count=1).model_dump(by_alias=True)])
    found, short = designed(plan, people=200_000)
    (use,) = found.services[0].use
    assert 0 < short["e-bike"] < 1
    assert isinstance(use.trips, tuple)
    assert use.trips[-1] * use.hours <= 168 * 52.18


def test_members_are_no_more_than_those_who_think_of_it() -> None:
    a = assumed(**{"uses_month.e_bike": 1e-3})
    services = [service("e_bike")]
    demand = demand_of(NEAR, np.array([[100.0]]), [driver()], services, a, DAY)
    (use,) = use_by_tariff(demand, services, a)
    assert use.members == pytest.approx(100 * a["considers"])


def test_beneficiaries_are_told_of_solidarity_tariffs() -> None:
    words = {"fr": "T", "en": "T"}
    poor = {"id": "poor", "title": words, "solidarity": True, "prices": [{"from": "2020-01-01", "per_trip": 1}]}
    a, services = assumed(), [service("e_bike", count=50, tariffs=[poor])]
    demand = demand_of(NEAR, np.array([[500.0]]), [driver(rights=["rsa"])], services, a, DAY)
    plan = of(services=[one.model_dump(by_alias=True) for one in services])
    (use,) = filled(plan, use_by_tariff(demand, services, a), a)[0].services[0].use
    assert use.beneficiaries == use.members


def test_a_plan_lends_no_more_bicycles_than_there_are() -> None:
    found, short = designed(of(services=[service("bike_loan", count=3).model_dump(by_alias=True)]), people=100_000)
    (use,) = found.services[0].use
    assert isinstance(use.members, tuple)
    assert 2.5 < use.members[-1] <= 3
    assert short["bike-loan"] < 1
