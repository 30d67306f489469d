"""Rides to the stop joined to fares: which there are, what they cost, and for whom."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.network import Network
from portee.offers.services import Docked, Loan, ParkAndRide
from portee.reach.cases import evaluate
from portee.reach.choices import Situation, situation_of
from portee.reach.fare_ways import fare_ways
from portee.reach.feeder_ways import FED_KINDS, dock_places, docks_of, fed_ways, feeders_of
from portee.reach.kinds import ByTransit
from portee.reach.ways import Stores, Way
from tests.offers.shelf import tariff
from tests.reach.interviews import DAY, Interview, busy_world, interview, line_world, offers, shift, someone
from tests.worlds import grid_streets, places_at

TITLE = {"fr": "x", "en": "x"}
DOCKS = [{"id": "a", "lon": 5.0, "lat": 43.0}, {"id": "b", "lon": 5.0036, "lat": 43.0}]
PASS = offers((tariff("month", "month", 20),))
WEEK = {**shift("08:45", "17:20", "mon,tue,wed,fri,sat"), "weeks_per_year": 48}


def _docked(**told: Any) -> Docked:
    return Docked.model_validate(
        {"kind": "docked", "id": "velo", "title": TITLE, "vehicle": "bicycle", "stations": DOCKS, **told}
    )


def _park(**told: Any) -> ParkAndRide:
    return ParkAndRide.model_validate(
        {"kind": "park_and_ride", "id": "pr", "title": {"fr": "P+R", "en": "P+R"}, "places": DOCKS, **told}
    )


def _loan(**told: Any) -> Loan:
    return Loan.model_validate(
        {
            "kind": "loan",
            "id": "loan",
            "title": TITLE,
            "vehicle": "e_bike",
            "energy": "electric",
            "eur_month": 10,
            **told,
        }
    )


def _situation(shelf: Any, *, home: bool = True, seed: int = 1, **changes: Any) -> Situation:
    asked = interview(seed, busy_world(seed))
    options: dict[str, Any] = {"home": asked.home, "stores": asked.stores} if home else {}
    return situation_of(asked.network, someone(**changes), shelf, DAY, (), **options)


def _fed(situation: Situation, service: Any = None) -> list[Way]:
    return list(fed_ways(situation, tuple(feeders_of(situation, service)), fare_ways(situation)))


def _search(way: Way) -> ByTransit:
    assert isinstance(way.search, ByTransit)
    return way.search


def test_one_ride_to_the_stop_for_each_kind_of_cycle() -> None:
    vehicles = [
        {"kind": "bicycle", "energy": "human"}, {"kind": "car", "energy": "petrol"},
        {"kind": "e_bike", "energy": "electric"}, {"kind": "bicycle", "energy": "human", "bought": "new"},
        {"kind": "e_scooter", "energy": "electric"}, {"kind": "cargo_bike", "energy": "human"},
    ]  # fmt: skip
    found = _fed(_situation(PASS, vehicles=vehicles, limits={"max_cycle_min": 40}))
    assert sorted(way.id for way in found) == [
        "bicycle+transit:month", "e_bike+transit:month", "e_scooter+transit:month"
    ]  # fmt: skip
    speeds = {way.id.partition("+")[0]: _search(way).travel for way in found}
    assert [speeds[kind].bicycle_speed_kmh for kind in ("bicycle", "e_bike")] == [12, 14]
    assert speeds["e_scooter"].access == "e_scooter"
    assert {travel.max_bicycle_min for travel in speeds.values()} == {15}
    assert {travel.egress for travel in speeds.values()} == {"walk"}
    assert all(way.kind == "bike_and_ride" and way.kind in FED_KINDS for way in found)
    assert found[0].title.fr.startswith("month, ")
    assert any("left at a stop" in note for note in found[0].notes)
    assert _fed(_situation(PASS)) == []


def test_every_fare_that_one_may_use_can_be_ridden_to() -> None:
    two = offers((
        tariff("one", "month", 20, network="a", opens={"agencies": ["one"]}),
        tariff("two", "month", 30, network="b", opens={"agencies": ["two"]}),
        tariff("check", "month", 1, network="c", eligibility=[{"fact": "age", "below": 26}]),
    ))  # fmt: skip
    found = _fed(_situation(two, vehicles=[{"kind": "bicycle", "energy": "human"}], age=None))
    assert {way.id for way in found} == {f"bicycle+transit:{fare}" for fare in ("one", "two", "one+two")}


def test_with_one_home_a_ride_has_its_own_price_and_for_many_that_of_the_longest() -> None:
    """20 commutes: a pass of 10, 40 rides of m minutes: 1 and 0.10 for each minute begun, at most 12: 2.20."""
    service = _docked(eur_trip=1, eur_per_min=0.1)
    (one,) = _fed(_situation(PASS, schedule=WEEK), service)
    assert one.cost.plan is not None
    assert float(one.cost.month(40, 0.5, 3.5)) == pytest.approx(10 + 40 * 1.4)
    assert float(one.cost.month(40, 0, 0)) == pytest.approx(10)
    (many,) = _fed(_situation(PASS, home=False, schedule=WEEK), service)
    assert not many.cost.by_distance
    assert float(many.cost.month(40)) == pytest.approx(10 + 40 * 2.2)
    assert "The price of a ride to a stop is that of its longest allowed duration." in many.notes
    flat = _fed(_situation(PASS, home=False, schedule=WEEK), _docked(eur_month=5))
    assert float(flat[0].cost.month(40)) == pytest.approx(15)
    assert not any("longest allowed" in note for note in flat[0].notes)


def test_a_ride_of_unknown_price_is_no_free_ride() -> None:
    for home in (True, False):
        (way,) = _fed(_situation(PASS, home=home), _docked())
        assert not way.cost.known
        assert way.cost.month(40) == math.inf


def test_docks_are_put_on_the_streets_once() -> None:
    situation, service = _situation(PASS), _docked(eur_trip=0)
    (way,) = _fed(situation, service)
    assert _search(way).stations is docks_of(situation, service)
    assert _search(way).travel.access == "docked_bicycle"
    assert docks_of(situation, service)["bicycle"].edge.shape == (2,)
    assert docks_of(situation, service)["walk"].edge.shape == (2,)
    assert dock_places(service.stations).ids.tolist() == ["a", "b"]


def test_a_lent_bicycle_goes_to_the_stop_too_and_a_lent_car_does_not() -> None:
    situation = _situation(PASS, schedule=WEEK)
    (way,) = _fed(situation, _loan())
    assert way.kind == "bike_and_ride"
    # 20 / 2 for the pass and 10 for the bicycle.
    assert way.cost.fixed_eur == pytest.approx(20)
    assert way.cost.per_km_eur > 0
    assert _fed(situation, _loan(vehicle="moped", energy="petrol")) == []
    (barred,) = _fed(situation, _loan(eligibility=[{"fact": "age", "at_least": 60}]))
    assert not barred.usable


CAR = {"kind": "car", "energy": "petrol", "crit_air": "V2"}


def _line() -> Interview:
    """Home 490 m before the first stop of the line."""
    world, _, work = line_world()
    return Interview(Stores(world.network), places_at([4.9999], [43.0]), work)


def test_one_way_for_each_of_the_nearest_car_parks() -> None:
    asked = _line()
    places = [{"id": f"p{k}", "lon": 5 + 0.0012 * k, "lat": 43, "name": f"Park {k}"} for k in range(6)]
    shelf = PASS.replace(services=(_park(places=places, eur_day=1),))
    who = someone(vehicles=[CAR], licences=["B"], schedule=WEEK)
    found = [way for way in asked.case(who, shelf).ways if way.kind == "park_and_ride"]
    assert [way.id for way in found] == [f"pr:p{k}+transit:month" for k in range(4)]
    assert found[0].title.en == "month, P+R (Park 0)"
    # 20 / 2 for the pass, 20 days of parking, and what the car burns by the kilometre.
    assert float(found[0].cost.month(40)) == pytest.approx(10 + 20)
    assert found[0].cost.per_km_eur > 0
    assert all(way.usable for way in found)
    assert len(_search(found[1]).stations.places) == 1  # type: ignore[union-attr]
    walking = someone(vehicles=[CAR], licences=[], schedule=WEEK)
    barred = [way for way in asked.case(walking, shelf).ways if way.kind == "park_and_ride"]
    assert len(barred) == 4
    assert not any(way.usable for way in barred)


def test_without_a_car_or_for_many_homes_nobody_parks() -> None:
    asked = _line()
    shelf = PASS.replace(services=(_park(eur_day=1),))
    assert not [way for way in asked.case(someone(licences=["B"]), shelf).ways if way.kind == "park_and_ride"]
    many = situation_of(asked.network, someone(vehicles=[CAR], licences=["B"]), shelf, DAY, ())
    assert list(feeders_of(many, shelf.services[0])) == []  # type: ignore[arg-type]


def test_park_and_ride_by_hand() -> None:
    """1.5 streets of 97.8 m to the car park at the second corner, a walk of none to the stop there, the bus, work."""
    world, _, work = line_world()
    assert world.network.timetable is not None
    timetable = replace(world.network.timetable, stop_lon=np.array([5.0036, 5.0132]))
    network = Network.of(grid_streets(12, 2), timetable)
    asked = Interview(Stores(network), places_at([5.0], [43.0]), work)
    shelf = PASS.replace(services=(_park(places=[DOCKS[1]], eur_day=0.5),))
    who = someone(vehicles=[CAR], licences=["B"], walking={"max_min": 3}, schedule=WEEK, limits={"max_time_min": 25})
    case = asked.case(who, shelf)
    within = evaluate(asked.daily(), case)
    row = [way.id for way in within.ways].index("pr:b+transit:month")
    assert within.possible[row].tolist() == [True, False]
    legs = within.legs[row]
    metres = 3 * float(network.streets.edge_length_mm[0]) / 1e3
    assert legs.out_km[0] == pytest.approx(metres / 1000, rel=1e-3)
    assert legs.out_min[0] == pytest.approx(metres / 60, abs=0.02)
    # 10 for the pass, 20 × 0.50 for parking, 40 × 0.29 km by the kilometre.
    per_km = within.ways[row].cost.per_km_eur
    assert within.eur[row, 0] == pytest.approx(10 + 10 + 40 * metres / 1000 * per_km, rel=1e-3)
    # On foot the stop is too far.
    assert not within.possible[[way.id for way in within.ways].index("transit:month"), 0]


@settings(max_examples=10)
@given(st.integers(0, 2**32 - 1))
def test_a_price_for_many_homes_is_never_less_than_that_of_one(seed: int) -> None:
    asked = interview(seed, busy_world(seed))
    rng = np.random.default_rng(seed)
    docks = [
        {"id": f"d{k}", "lon": 5 + float(rng.uniform(0, 0.004)), "lat": 43 + float(rng.uniform(0, 0.0025))}
        for k in range(3)
    ]
    shelf = PASS.replace(services=(_docked(stations=docks, eur_trip=0.5, included_min=1, eur_per_min=0.2),))
    who = someone(vehicles=[{"kind": "bicycle", "energy": "human"}], schedule=shift("08:30", "09:10"))
    within = evaluate(asked.daily(), asked.case(who, shelf))
    many = situation_of(asked.network, who, shelf, DAY, ())
    bound = {
        way.id: float(way.cost.month(many.use.trips_per_month))
        for way in [*_fed(many, shelf.services[0]), *_fed(many)]
    }  # fmt: skip
    for w, way in enumerate(within.ways):
        if way.id in bound:
            at = within.possible[w]
            assert (within.eur[w, at] <= bound[way.id] + 1e-9).all()
