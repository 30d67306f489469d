"""Vehicles at hand: any of them can be told, each asks for its licence, and zones close streets to those they name."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any, get_args

import pytest
import shapely
from pydantic import ValidationError

from portee.core.parameters import Parameters
from portee.offers.cost import UNKNOWN
from portee.offers.low_emission import LowEmissionZone, ZoneRule
from portee.offers.vehicles import vehicle_cost
from portee.people.profile import Energy, Vehicle, VehicleKind
from portee.reach.choices import Situation, situation_of
from portee.reach.kinds import Along
from portee.reach.own_vehicles import driven_network, grams_of, own_vehicle_ways, running_cost, vehicle_ways
from portee.reach.ways import Way
from tests.reach.interviews import DAY, offers, someone, world_of

NOON = datetime(2026, 9, 5, 12)


def _situation(*vehicles: dict[str, Any], licences: Any = (), shelf: Any = None, **changes: Any) -> Situation:
    who = someone(vehicles=list(vehicles), licences=None if licences is None else list(licences), **changes)
    return situation_of(world_of(1).network, who, shelf or offers(), DAY, (NOON,))


def _ways(*vehicles: dict[str, Any], **options: Any) -> dict[str, Way]:
    return {way.id: way for way in own_vehicle_ways(_situation(*vehicles, **options))}


def _every_vehicle() -> list[dict[str, Any]]:
    found = []
    for kind in get_args(VehicleKind):
        for energy in get_args(Energy):
            told = {"kind": kind, "energy": energy}
            try:
                Vehicle.model_validate(told)
            except ValidationError:
                continue
            found.append(told)
    return found


@pytest.mark.parametrize("vehicle", _every_vehicle(), ids=lambda told: f"{told['kind']}-{told['energy']}")
def test_any_vehicle_is_a_way_and_none_is_free_by_accident(vehicle: dict[str, Any]) -> None:
    (way,) = _ways(vehicle, licences=["B", "A2"]).values()
    assert way.usable
    price = float(way.cost.month(40, 5, 20))
    assert price > 0
    assert way.cost.known == math.isfinite(price)
    if not way.cost.known:
        assert way.cost == UNKNOWN
        assert any("costs is not known" in note for note in way.notes)
    assert math.isnan(way.grams_km) or way.grams_km > 0


def test_vehicles_without_a_sourced_figure() -> None:
    unknown = {"motorcycle", "cargo_bike"}
    for told in _every_vehicle():
        (way,) = _ways(told, licences=["B", "A2"]).values()
        if told["kind"] in unknown or (told["kind"], told["energy"]) == ("moped", "electric"):
            assert not way.cost.known, told


def test_a_car_costs_what_its_figures_say() -> None:
    told = {
        "kind": "car",
        "energy": "diesel",
        "crit_air": "V4",
        "consumption_per_100km": 6,
        "parking_home_eur_month": 30,
    }
    situation = _situation(told, licences=["B"], shelf=offers(work_parking_eur_month=45.0))
    (way,) = own_vehicle_ways(situation)
    figures = situation.figures
    # 6 litres for 100 km at the price of diesel, and upkeep by the kilometre.
    per_km = 0.06 * figures.number("energy.diesel") + figures.table("vehicle.car.upkeep")["diesel"]
    assert way.cost.per_km_eur == pytest.approx(per_km)
    assert float(way.cost.month(40, 10)) == pytest.approx(45 + 400 * per_km)
    assert way.cost.parts == {"work_parking": 45}
    full = vehicle_cost("car", "diesel", figures, consumption=6, parking_home_eur_month=30, km_year=0.0)
    assert way.cost.full_fixed_eur == full.fixed_eur_month
    assert way.notes == ("Drives are timed in free-flowing traffic.",)
    (unknown,) = _ways(told, licences=["B"]).values()
    assert "What parking at work costs is not known: it is counted as free." in unknown.notes
    assert isinstance(way.search, Along)
    assert way.search.extra_min == 5


def test_a_rented_vehicle_costs_its_rent_and_energy() -> None:
    situation = _situation(licences=["B"], shelf=offers(work_parking_eur_month=45.0))
    car = Vehicle(kind="car", energy="electric", ownership="lent")
    month, notes = running_cost(situation, car, "loan", eur_month=70)
    assert notes == ()
    assert month.fixed_eur == 115
    assert month.parts == {"work_parking": 45, "loan": 70}
    assert month.per_km_eur == pytest.approx(
        situation.figures.table("vehicle.car.consumption")["electric"] / 100
        * situation.figures.number("energy.electricity_public")
    )  # fmt: skip
    human = Vehicle(kind="cargo_bike", energy="human", ownership="lent")
    month, _ = running_cost(situation, human, "loan", eur_month=20)
    assert (month.fixed_eur, month.per_km_eur, month.known) == (20, 0, True)
    # What the motor of a cargo bike uses is not known: neither is the price of its loan.
    electric = Vehicle(kind="cargo_bike", energy="electric", ownership="lent")
    assert running_cost(situation, electric, "loan", eur_month=20)[0] == UNKNOWN


@pytest.mark.parametrize(("kind", "energy", "licences", "usable"), [
    ("car", "petrol", ["B"], True), ("car", "petrol", ["AM", "A2"], False), ("car", "petrol", [], False),
    ("moped", "petrol", ["AM"], True), ("moped", "petrol", ["B"], True), ("moped", "petrol", [], False),
    # A car licence is none for a motorcycle.
    ("motorcycle", "petrol", ["B"], False), ("motorcycle", "petrol", ["A1"], True),
    ("motorcycle", "petrol", ["AM"], False), ("van", "diesel", ["B"], True),
    ("van", "diesel", ["A"], False), ("e_bike", "electric", [], True),
    ("car", "petrol", None, False), ("moped", "petrol", None, False), ("motorcycle", "petrol", None, False),
])  # fmt: skip
def test_each_vehicle_asks_for_its_licence(kind: str, energy: str, licences: Any, usable: bool) -> None:
    (way,) = _ways({"kind": kind, "energy": energy}, licences=licences).values()
    assert way.usable is usable
    if licences is None:
        assert way.verdict.answer == "unknown"


def test_who_does_not_cycle_rides_nothing_along_streets() -> None:
    for changes in ({"limits": {"cycles": False}}, {"walking": {"wheelchair": True}}, {"walking": {"pushchair": True}}):
        (way,) = _ways({"kind": "bicycle", "energy": "human"}, **changes).values()
        assert way.verdict.answer == "no"


def test_several_of_one_kind_are_told_apart() -> None:
    car = {"kind": "car", "energy": "petrol"}
    assert list(_ways(car, car, {"kind": "bicycle", "energy": "human"})) == ["own:car", "own:car:2", "own:bicycle:3"]


def _zone(vehicle_class: str, banned_from: str) -> LowEmissionZone:
    return LowEmissionZone("z", shapely.box(4, 42, 6, 44), rules={vehicle_class: ZoneRule(banned_from)})


@pytest.mark.parametrize(("vehicle", "closed", "note"), [
    ({"kind": "car", "energy": "diesel", "crit_air": "V4"}, True, False),
    ({"kind": "car", "energy": "petrol", "crit_air": "V2"}, False, False),
    ({"kind": "car", "energy": "electric"}, False, False),
    # What is not known is never taken for yes.
    ({"kind": "car", "energy": "petrol"}, True, True),
    ({"kind": "van", "energy": "diesel", "crit_air": "V4"}, False, False),
    ({"kind": "moped", "energy": "petrol"}, False, False),
])  # fmt: skip
def test_a_zone_closes_streets_to_the_vehicles_it_names(vehicle: dict[str, Any], closed: bool, note: bool) -> None:
    shelf = offers(zones=(_zone("car", "V3"),))
    situation = _situation(vehicle, licences=["B"], shelf=shelf)
    (way,) = own_vehicle_ways(situation)
    assert (way.search.network is not None) is closed
    assert any("Crit'Air class" in text for text in way.notes) is note
    if closed:
        # The same network for the same closures, so that its links are made once.
        again = driven_network(situation, Vehicle.model_validate(vehicle))[0]
        assert again is way.search.network
    # A vehicle of a service may go wherever that runs.
    if vehicle["kind"] == "car":
        lent = Vehicle.model_validate({**vehicle, "ownership": "lent"})
        assert next(vehicle_ways(situation, lent, "loan", eur_month=50)).search.network is None
        assert (next(vehicle_ways(situation, lent, "friend")).search.network is not None) is closed


def test_mopeds_are_held_to_their_speed() -> None:
    (moped,) = _ways({"kind": "moped", "energy": "petrol"}).values()
    (motorcycle,) = _ways({"kind": "motorcycle", "energy": "petrol"}).values()
    assert isinstance(moped.search, Along)
    assert isinstance(motorcycle.search, Along)
    assert moped.search.most_kmh == 45
    assert motorcycle.search.most_kmh is None
    assert moped.search.extra_min == 0


def test_speeds() -> None:
    speeds = {}
    for kind, energy in (
        ("bicycle", "human"), ("e_bike", "electric"), ("cargo_bike", "electric"), ("cargo_bike", "human"),
        ("e_scooter", "electric"),
    ):  # fmt: skip
        (way,) = _ways({"kind": kind, "energy": energy}).values()
        assert isinstance(way.search, Along)
        speeds[kind, energy] = way.search.speed_kmh
        assert way.search.limit_min == 12
    assert list(speeds.values()) == [12, 14, 14, 12, 18]


def test_prices_that_cannot_be_read_are_told_with_what_is_wrong() -> None:
    car = {"kind": "car", "energy": "petrol"}
    (way,) = _ways(car, licences=["B"], shelf=offers(parameters=_speeds_alone())).values()
    assert not way.cost.known
    assert any("There is no parameter" in note for note in way.notes)


def _speeds_alone() -> Parameters:
    from portee.core.parameters import shipped_parameters

    return Parameters(
        {name: value for name, value in shipped_parameters().items() if name.startswith(("speed", "clim"))}
    )


def test_emissions_without_a_figure_are_not_known() -> None:
    situation = _situation()
    assert math.isnan(grams_of(situation, "moped", "lpg", occupants=1))
    assert math.isnan(grams_of(situation, "rocket", "lpg", occupants=1))
    alone, shared = (grams_of(situation, "car", "petrol", occupants=n) for n in (1, 2))
    assert alone == pytest.approx(2 * shared)
