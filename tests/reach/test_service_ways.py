"""Ways by services: for whom, where, when and at which price."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.kernels.shortest import UNREACHED
from portee.offers.riding import may_end
from portee.offers.services import Carpooling, CarShare, Docked, FreeFloating, Loan, OnDemand, ParkAndRide, Service
from portee.offers.shared import SharedSystem, VehicleType
from portee.offers.zones import Rule, Zone
from portee.reach.cases import evaluate
from portee.reach.choices import Situation, situation_of
from portee.reach.fare_ways import fare_ways
from portee.reach.kinds import Along, ByDock
from portee.reach.service_ways import grounds_of, service_ways
from portee.reach.ways import Stores, Way
from tests.offers.shelf import tariff
from tests.reach.interviews import DAY, Interview, busy_world, interview, line_world, offers, shift, someone

TITLE = {"fr": "Un service", "en": "A service"}
BOX = [[4.99, 42.99], [5.003, 42.99], [5.003, 43.01], [4.99, 43.01]]
DOCKS = [{"id": "a", "lon": 5.0, "lat": 43.0}, {"id": "b", "lon": 5.0132, "lat": 43.0}]


def _service(shape: Any, kind: str, **told: Any) -> Any:
    return shape.model_validate({"kind": kind, "id": kind, "title": TITLE, **told})


EVERY: dict[str, Service] = {
    "loan": _service(Loan, "loan", vehicle="e_bike", energy="electric", eur_month=10),
    "docked": _service(Docked, "docked", vehicle="bicycle", stations=DOCKS, eur_trip=1),
    "free_floating": _service(FreeFloating, "free_floating", vehicle="e_scooter", walk_min=3, eur_trip=1),
    "carpool": _service(Carpooling, "carpool"),
    "on_demand": _service(OnDemand, "on_demand", eur_trip=2),
    "car_share": _service(CarShare, "car_share", eur_hour=3, eur_km=0.2),
    "park_and_ride": _service(ParkAndRide, "park_and_ride", places=DOCKS, eur_day=1),
}


def _situation(*services: Service, seed: int = 1, **changes: Any) -> Situation:
    told = {"licences": ["B"], **changes}
    return situation_of(busy_world(seed).network, someone(**told), offers(services=services), DAY, ())


def _ways(*services: Service, **options: Any) -> dict[str, Way]:
    return {way.id: way for way in service_ways(_situation(*services, **options))}


def _along(way: Way) -> Along:
    assert isinstance(way.search, Along)
    return way.search


def test_one_way_for_each_service() -> None:
    found = _ways(*EVERY.values())
    assert list(found) == [name for name in EVERY if name != "park_and_ride"]
    assert {way.kind for way in found.values()} == set(found)
    assert all(way.title.fr == "Un service" for way in found.values())
    assert all(way.usable for way in found.values())


def test_fares_join_what_brings_people_to_stops() -> None:
    situation = _situation(*EVERY.values())
    shelf = situation.offers.replace(tariffs=(tariff("month", "month", 20),))
    situation = situation_of(situation.network, situation.profile, shelf, DAY, ())
    ids = [way.id for way in service_ways(situation, fare_ways(situation))]
    assert [id for id in ids if "+" in id] == ["loan+transit:month", "docked+transit:month"]


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_nobody_gets_what_asks_for_what_they_lack_or_what_is_not_known(kind: str) -> None:
    for fact in ("bank_card", "smartphone"):
        service = EVERY[kind].model_copy(
            update={
                "eligibility": _service(Carpooling, "carpool", eligibility=[{"fact": fact, "is": True}]).eligibility
            }
        )
        for known, answer in ((False, "no"), (None, "unknown"), (True, "yes")):
            for way in _ways(service, **{fact: known}).values():
                assert way.verdict.answer == answer
                assert way.usable is (answer == "yes")


@pytest.mark.parametrize(("kind", "changes", "usable"), [
    ("car_share", {"licences": []}, False), ("car_share", {"licences": None}, False),
    ("carpool", {"licences": []}, True),
    ("carpool", {"limits": {"carpool": False}}, False), ("docked", {"limits": {"cycles": False}}, False),
    ("free_floating", {"walking": {"wheelchair": True}}, False), ("on_demand", {"walking": {"wheelchair": True}}, True),
    ("loan", {"limits": {"cycles": False}}, False),
])  # fmt: skip
def test_what_each_kind_asks_for_itself(kind: str, changes: dict[str, Any], usable: bool) -> None:
    assert _ways(EVERY[kind], **changes)[kind].usable is usable


def test_a_lent_moped_and_a_lent_car_ask_for_their_licences() -> None:
    for vehicle, energy, licences, usable in (
        ("moped", "petrol", ["AM"], True), ("moped", "petrol", [], False), ("car", "electric", ["AM"], False),
        ("car", "electric", ["B"], True),
    ):  # fmt: skip
        loan = _service(Loan, "loan", vehicle=vehicle, energy=energy, eur_month=10)
        assert _ways(loan, licences=licences)["loan"].usable is usable


def test_days_of_a_service() -> None:
    for told, runs in (
        ({"ends": DAY - timedelta(days=1)}, False), ({"ends": DAY}, True), ({"begins": DAY + timedelta(days=1)}, False),
        ({"begins": DAY}, True),
    ):  # fmt: skip
        assert bool(_ways(_service(Carpooling, "carpool", **told))) is runs


def test_remarks() -> None:
    planned = _service(Docked, "docked", vehicle="bicycle", stations=DOCKS, planned=True, availability=0.8)
    notes = _ways(planned)["docked"].notes
    assert notes == (
        "The service 'docked' does not exist yet.",
        "The service 'docked' is available 80% of the time; times assume that it is.",
        "What the service 'docked' costs is not known, so that no budget is sure to pay for it.",
    )
    ahead = _ways(_service(OnDemand, "on_demand", eur_trip=1, booked_days=2))["on_demand"].notes
    assert ahead == ("The service 'on_demand' is booked 2 days ahead or more.",)
    (soon,) = _ways(_service(OnDemand, "on_demand", eur_trip=1, booked_min=90))["on_demand"].notes
    assert soon == "The service 'on_demand' is booked 90 minutes ahead or more."
    rolling = _ways(EVERY["carpool"], walking={"wheelchair": True})["carpool"].notes
    assert rolling[-1] == "Whether the service 'carpool' takes a wheelchair is not known."
    assert "Carpooling assumes that a driver is found both ways." in _ways(EVERY["carpool"])["carpool"].notes
    assert "is 3 minutes on average" in _ways(EVERY["free_floating"])["free_floating"].notes[0]


def test_times_of_each_kind() -> None:
    found = _ways(
        _service(Carpooling, "carpool", wait_min=7, slower=1.5), EVERY["free_floating"], EVERY["docked"],
        _service(OnDemand, "on_demand", eur_trip=2, wait_min=6, added_min=3, slower=2),
        _service(CarShare, "car_share", eur_hour=3, eur_km=0.2, wait_min=4),
    )  # fmt: skip
    assert (_along(found["carpool"]).extra_min, _along(found["carpool"]).slower) == (7, 1.5)
    assert (_along(found["on_demand"]).extra_min, _along(found["on_demand"]).slower) == (9, 2)
    assert _along(found["car_share"]).extra_min == 4
    floating = _along(found["free_floating"])
    assert (floating.mode, floating.speed_kmh, floating.extra_min, floating.limit_min) == ("e_scooter", 18, 3, 12)
    docked = found["docked"].search
    assert isinstance(docked, ByDock)
    assert (docked.mode, docked.speed_kmh, docked.docking_min) == ("bicycle", 12, 1)


def test_prices_of_a_seat() -> None:
    situation = _situation()
    half = (
        situation.figures.table("vehicle.car.consumption")["petrol"] / 100 * situation.figures.number("energy.petrol")
    )
    half = (half + situation.figures.table("vehicle.car.upkeep")["petrol"]) / 2
    seat = _ways(EVERY["carpool"])["carpool"]
    assert seat.cost.per_km_eur == pytest.approx(half)
    line = _ways(_service(Carpooling, "carpool", eur_km=0.1, eur_trip=0.5))["carpool"]
    assert float(line.cost.month(40, 10)) == pytest.approx(40 * (0.5 + 1))
    # Of four in a car each has a quarter of its emissions.
    two, four = (_ways(_service(Carpooling, "carpool", people=n))["carpool"].grams_km for n in (2, 4))
    assert two == pytest.approx(2 * four)


def test_rides_within_an_area_on_days_and_hours() -> None:
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    who = someone(schedule=shift("08:45", "16:45"), walking={"max_min": 1}, limits={"max_time_min": 60})

    def reach(**told: Any) -> list[bool]:
        ride = _service(OnDemand, "on_demand", eur_trip=1, wait_min=5, **told)
        dear = tariff("dear", "month", 900)
        return asked.within(who, offers((dear,), (ride,)), budget_eur=20).reach.tolist()  # type: ignore[no-any-return]

    whole = [[4.99, 42.99], [5.02, 42.99], [5.02, 43.01], [4.99, 43.01]]
    assert reach() == reach(area=whole) == [True, False]
    assert reach(area=BOX) == [False, False]
    assert reach(days="sat") == [True, False]
    assert reach(days="mon-fri") == [False, False]
    assert reach(hours=[{"from": "07:00", "until": "19:00"}]) == [True, False]
    assert reach(hours=[{"from": "08:30", "until": "19:00"}]) == [False, False]
    assert reach(hours=[{"from": "07:00", "until": "09:00"}, {"from": "16:30", "until": "18:00"}]) == [True, False]
    there = {"pickup": BOX, "dropoff": [[5.01, 42.99], [5.02, 42.99], [5.02, 43.01], [5.01, 43.01]]}
    back = {"pickup": there["dropoff"], "dropoff": BOX}
    assert reach(rides=[there]) == [False, False]
    assert reach(rides=[there, back]) == [True, False]


def test_vehicles_are_left_where_the_rules_allow() -> None:
    """Home lies in the area, work outside it: by a scooter that may not be left there one does not go to work."""
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    who = someone(schedule=shift("08:45", "16:45"), walking={"max_min": 1})

    def reach(**told: Any) -> bool:
        scooter = _service(FreeFloating, "free_floating", vehicle="e_scooter", walk_min=2, eur_trip=1, **told)
        case = asked.case(who, offers(services=(scooter,)))
        way = next(way for way in case.ways if way.id == "free_floating")
        return bool(evaluate(asked.daily(), case, [way]).reach[0])

    assert reach()
    assert not reach(area=BOX)
    assert reach(area=[[4.9, 42.9], [5.1, 42.9], [5.1, 43.1], [4.9, 43.1]])
    at_work = [[5.013, 42.99], [5.014, 42.99], [5.014, 43.01], [5.013, 43.01]]
    assert not reach(no_parking=at_work)
    assert not reach(zones=[{"area": at_work, "may_end": False}])
    assert not reach(zones=[{"area": at_work, "stations_only": True}])
    assert reach(zones=[{"area": at_work, "may_end": True}, {"area": at_work, "may_end": False}])
    assert not reach(elsewhere=False)


RULES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans(), st.sampled_from([None, True, False])), max_size=4
)


@settings(max_examples=40)
@given(RULES, st.booleans(), st.booleans())
def test_grounds_are_those_of_the_system_that_they_were_read_from(rules: Any, elsewhere: bool, combined: bool) -> None:
    zones = [
        {"area": [[x, y], [x + 2, y], [x + 2, y + 2], [x, y + 2]], "may_end": end, "stations_only": stations}
        for x, y, end, stations in rules
    ]
    service = _service(
        FreeFloating, "free_floating", vehicle="bicycle", walk_min=1, zones=zones, elsewhere=elsewhere,
        combined=combined,
    )  # fmt: skip
    system = SharedSystem(
        "s", vehicle_types=(VehicleType("t", "bicycle"),), combine_rules=combined,
        zones=tuple(
            Zone("", shapely.box(x, y, x + 2, y + 2), (Rule(ride_end_allowed=end, station_parking=stations),))
            for x, y, end, stations in rules
        ),
        global_rules=(Rule(ride_end_allowed=elsewhere),),
    )  # fmt: skip
    lon, lat = (axis.ravel() for axis in np.meshgrid(np.arange(-0.5, 6, 1.0), np.arange(-0.5, 6, 1.0)))
    grounds = grounds_of(service)
    expected = may_end(system, "t", lon, lat)
    if grounds is None:
        assert expected.all()
    else:
        np.testing.assert_array_equal(grounds(lon, lat), expected)


def test_a_free_floating_ride_by_hand() -> None:
    """1.076 km at 18 km/h are 3.59 minutes and 2 on foot to the scooter: 6 whole ones; 4 are paid: 1 + 4 × 0.20."""
    world, home, work = line_world()
    asked = Interview(Stores(world.network), home, work)
    who = someone(
        schedule={**shift("08:45", "16:45", "mon,tue,wed,fri,sat"), "weeks_per_year": 48}, walking={"max_min": 1}
    )
    scooter = _service(FreeFloating, "free_floating", vehicle="e_scooter", walk_min=2, eur_trip=1, eur_per_min=0.2)
    case = asked.case(who, offers(services=(scooter,)))
    within = evaluate(asked.daily(), case)
    row = [way.id for way in within.ways].index("free_floating")
    assert within.legs[row].out[0] == 6 * 60
    assert within.legs[row].out[1] == UNREACHED
    assert within.legs[row].out_min[0] == pytest.approx(4)
    assert within.eur[row, 0] == pytest.approx(40 * (1 + 4 * 0.2))
    assert math.isinf(within.eur[row, 1])


def test_equal_services_share_their_searches() -> None:
    """The same objects each time ways are made for a situation, so that nothing is searched twice."""
    asked = interview(1, busy_world(1))
    ride = _service(OnDemand, "on_demand", eur_trip=1, hours=[{"from": "07:00", "until": "20:00"}])
    case = asked.case(someone(licences=["B"]), offers(services=(ride, EVERY["docked"], EVERY["free_floating"])))
    again = case.situated(case.situation)
    for one, other in zip(case.ways, again.ways, strict=True):
        assert one.search == other.search
