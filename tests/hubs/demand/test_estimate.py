"""Laws of demand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.demand.estimate import demand_of, trips_of
from portee.hubs.demand.ways import Tables
from portee.hubs.plan.services import Service
from portee.people.profile import Profile
from tests.hubs.demand.towns import DAY, assumed, driver, service, tables, town

Town = tuple[Tables, np.ndarray]
towns = town()
KINDS = ["shared_car", "e_bike", "bike", "cargo_bike", "scooter", "bike_loan", "on_demand", "carpool_stop"]


def trips(at: Town, services: list[Service], who: Profile | None = None, **changes: float) -> np.ndarray:
    found = demand_of(at[0], at[1], [who or driver()], services, assumed(**changes), DAY)
    return found.by_service(len(services))


@given(towns)
def test_nothing_added_is_nothing_used(at: Town) -> None:
    for services in ([], [service(count=0)], [service("repair")]):
        found = demand_of(at[0], at[1], [driver()], services, assumed(), DAY)
        assert all(flow.trips.sum() == 0 for flow in found.flows)
        assert [gain.surplus for gain in found.gains] == [0.0]


@given(towns, st.sampled_from(KINDS))
def test_what_is_gained_is_gained_somewhere_and_nowhere_lost(at: Town, kind: str) -> None:
    (gain,) = demand_of(at[0], at[1], [driver()], [service(kind)], assumed(), DAY).gains
    assert gain.by_cell.shape == (at[1].shape[1],)
    assert (gain.by_cell >= 0).all()
    assert gain.by_cell.sum() == pytest.approx(gain.surplus)
    assert (gain.by_cell[at[1][0] == 0] == 0).all(), "where nobody lives nobody gains"


@given(towns, st.sampled_from(KINDS), st.floats(0, 20), st.floats(0, 20))
def test_dearer_is_never_used_more(at: Town, kind: str, price: float, more: float) -> None:
    other = service("bike_loan", id="other", per_trip=2.0)
    before = trips(at, [service(kind, per_trip=price), other])
    after = trips(at, [service(kind, per_trip=price + more), other])
    assert after[0] <= before[0] * (1 + 1e-9)
    assert after.sum() <= before.sum() * (1 + 1e-9)


def doubled(at: Town) -> Town:
    costs = at[0].costs
    return replace(at[0], costs=type(costs)(*(2 * getattr(costs, name) for name in costs.__dataclass_fields__))), at[1]


@given(towns, st.floats(600, 6000), st.sampled_from(KINDS))
def test_doubling_every_price_and_every_income_changes_nothing(at: Town, income: float, kind: str) -> None:
    def earning(eur: float) -> Profile:
        return driver(income=[{"source": "wage", "eur_month": eur}])

    def priced(times: float) -> Service:
        period = {
            "from": "2020-01-01", "per_trip": 2 * times, "per_km": 0.3 * times, "per_hour": times,
            "per_month": 5 * times, "steps": [{"from": 0, "to": 2, "eur": times}, {"from": 2, "eur": 3 * times}],
        }  # fmt: skip
        tariff = {"id": "t", "title": {"fr": "T", "en": "T"}, "prices": [period]}
        return service(kind, tariffs=[tariff])

    before = trips(at, [priced(1)], earning(income))
    after = trips(doubled(at), [priced(2)], earning(2 * income))
    assert after == pytest.approx(before, rel=1e-9)


@given(towns, st.sampled_from(["shared_car", "e_bike", "scooter", "bike", "carpool_stop"]), st.floats(0.2, 1))
def test_more_reach_is_never_less_demand(at: Town, kind: str, times: float) -> None:
    here = at[0]
    nearer = replace(here, ride={mode: minutes * times for mode, minutes in here.ride.items()})
    assert trips((nearer, at[1]), [service(kind)])[0] >= trips(at, [service(kind)])[0] * (1 - 1e-9)


@given(towns, st.floats(0.1, 1))
def test_a_hub_that_is_nearer_is_never_used_less(at: Town, times: float) -> None:
    nearer = replace(at[0], to_hub=at[0].to_hub * times)
    assert trips((nearer, at[1]), [service("e_bike")])[0] >= trips(at, [service("e_bike")])[0] * (1 - 1e-9)


@given(towns, st.sampled_from(KINDS))
def test_new_trips_are_part_of_all_and_bounded(at: Town, kind: str) -> None:
    found = demand_of(at[0], at[1], [driver()], [service(kind)], assumed(new_share=0.3), DAY)
    none = demand_of(at[0], at[1], [driver()], [service(kind)], assumed(new_share=0.0), DAY)
    a = assumed()
    most = a["considers"] * at[1].sum() * float(a.trips_day @ a.days_year) * a["tours_per_trip"]
    for flow, without in zip(found.flows, none.flows, strict=True):
        assert (flow.new <= flow.trips + 1e-12).all()
        assert without.new.sum() == 0
        assert flow.trips - flow.new == pytest.approx(without.trips, abs=1e-9)
    new = sum(found.year(flow, new=True) for flow in found.flows)
    assert new <= 0.3 * most * (1 + 1e-9)
    assert sum(found.year(flow) for flow in found.flows) <= most * (1 + 1e-9)


@given(towns, st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True), st.booleans())
def test_trips_alone_are_those_of_the_whole(at: Town, kinds: list[str], works: bool) -> None:
    services = [service(kind, opening="Mo-Sa 07:00-19:00") for kind in kinds]
    who = driver(status="employee" if works else "retired")
    whole = demand_of(at[0], at[1], [who], services, assumed(), DAY).by_service(len(services))
    assert trips_of(at[0], at[1], [who], services, assumed(), DAY) == pytest.approx(whole, rel=1e-9, abs=1e-12)


@given(towns)
def test_twice_the_people_are_twice_the_trips(at: Town) -> None:
    once, twice = trips(at, [service()]), trips((at[0], 2 * at[1]), [service()])
    assert twice == pytest.approx(2 * once)


NEAR = tables(np.array([[4.0, 8.0]]), np.array([4.0, 8.0]), np.array([0.1]), np.full((1, 1, 2), 45.0))
PEOPLE = np.array([[100.0]])


@pytest.mark.parametrize(
    ("asked", "changes"),
    [
        ({"kind": "shared_car"}, {"licences": []}),
        ({"kind": "shared_car"}, {"licences": None}),
        ({"kind": "e_bike"}, {"limits": {"cycles": False}}),
        ({"kind": "e_bike", "asks": ["smartphone"]}, {"smartphone": False}),
        ({"kind": "e_bike", "asks": ["bank_card"]}, {"bank_card": False}),
        ({"kind": "e_bike", "asks": ["deposit"]}, {"bank_card": False}),
        ({"kind": "e_bike", "asks": ["adult"]}, {"age": 17, "licences": []}),
        ({"kind": "e_bike", "channels": ["app", "web"]}, {"smartphone": False}),
        ({"kind": "e_bike", "payments": ["bank_card"]}, {"bank_card": False}),
        ({"kind": "carpool_stop"}, {"limits": {"carpool": False}}),
    ],
)
def test_who_does_not_have_what_is_asked_never_takes_it(asked: dict[str, Any], changes: dict[str, Any]) -> None:
    offered = service(**asked)
    assert trips((NEAR, PEOPLE), [offered])[0] > 0
    assert trips((NEAR, PEOPLE), [offered], driver(**changes))[0] == 0


def test_nobody_takes_a_service_at_hours_when_it_is_closed() -> None:
    found = demand_of(NEAR, PEOPLE, [driver()], [service(opening="Mo-Fr 10:00-12:00")], assumed(), DAY)
    (flow,) = found.flows
    assert flow.trips[0, 10:12].min() > 0
    assert flow.trips[0, :10].sum() == flow.trips[0, 12:].sum() == flow.trips[1:].sum() == 0


def test_tariffs_for_others_to_pay_and_for_small_means_are_not_open_to_all() -> None:
    words = {"fr": "T", "en": "T"}
    period = [{"from": "2020-01-01", "per_trip": 1}]
    firms = {"id": "firms", "title": words, "prices": period, "paid_by": {"employers": 1}}
    poor = {"id": "poor", "title": words, "prices": period, "solidarity": True}
    offered = service(tariffs=[firms, poor])
    assert trips((NEAR, PEOPLE), [offered])[0] == 0
    assert trips((NEAR, PEOPLE), [offered], driver(rights=["rsa"]))[0] > 0
    low = driver(income=[{"source": "rsa", "eur_month": 700}])
    assert trips((NEAR, PEOPLE), [offered], low)[0] > 0


def test_savings_and_lengths_follow_from_the_trips() -> None:
    """One place, one way today: what is saved by trip is the difference of the two ways."""
    town_ = tables(np.array([[4.0]]), np.array([4.0]), np.array([0.1]), np.full((1, 1, 1), 45.0))
    walker = driver(limits={"max_time_min": 60}, walking={"speed_kmh": 3.6})
    found = demand_of(town_, PEOPLE, [walker], [service(per_trip=3.0)], assumed(new_share=0.0), DAY)
    (flow,) = found.flows
    year = found.year(flow)
    assert flow.km / year == pytest.approx(8.0)
    hours = 2 * (4 / 30) + assumed()["stay_h"]
    assert flow.hours / year == pytest.approx(hours)
    assert flow.eur / year == pytest.approx(3 + hours)
    assert flow.eur_saved / year == pytest.approx(2 * 1.7 - 3 - hours)
    there = 0.1 / 3.6 * 60 + assumed()["pick_up_min"] / 2 + 8
    assert flow.minutes_saved / year == pytest.approx(2 * (45 - there))
    assert found.gains[0].surplus > 0


def test_a_commute_leaves_at_the_hours_of_the_profile() -> None:
    worker = driver(status="employee")
    found = demand_of(NEAR, PEOPLE, [worker], [service("bike_loan")], assumed(), DAY)
    (flow,) = found.flows
    looking = demand_of(NEAR, PEOPLE, [driver()], [service("bike_loan")], assumed(), DAY).flows[0]
    assert flow.trips[0, 8] > looking.trips[0, 8]
    assert flow.trips[0, 14] < looking.trips[0, 14]
