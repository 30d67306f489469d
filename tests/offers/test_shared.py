from __future__ import annotations

from typing import Any

import pytest
import shapely

from portee.core.errors import ParameterError
from portee.offers.pricing import PricingPlan, Segment
from portee.offers.shared import FreeVehicle, SharedSystem, Station, VehicleType
from portee.offers.zones import Rule, Zone

BIKE = VehicleType("bike", "bicycle", "human")
CARGO = VehicleType(
    "cargo", "cargo_bicycle", "electric_assist", 60_000.0, default_pricing_plan="b", pricing_plans=("a",)
)
PLANS = (PricingPlan("a"), PricingPlan("b", price=2.0, per_min=(Segment(0, 0.1, 1),)), PricingPlan("c"))


def system(**changes: Any) -> SharedSystem:
    return SharedSystem(**({"id": "s", "vehicle_types": (BIKE, CARGO), "plans": PLANS} | changes))


def test_a_service_is_built_by_hand_with_little() -> None:
    service = SharedSystem(
        "velos-du-quartier",
        vehicle_types=(VehicleType("velo", "bicycle"),),
        stations=(Station("gare", "Gare", 5.38, 43.30), Station("mairie", "Mairie", 5.37, 43.31, capacity=10)),
        plans=(PricingPlan("trajet", price=1.0),),
        requires=("smartphone", "age_18"),
    )
    assert service.timezone == "Europe/Paris"
    assert service.stations_for("bicycle") == service.stations
    assert service.return_constraint("velo") == "any_station"
    assert service.plans_for("velo") == service.plans
    assert service.replace(name="Vélos").name == "Vélos"
    assert service.name == ""


def test_plans_of_a_type() -> None:
    assert [plan.id for plan in system().plans_for("cargo")] == ["b", "a"]
    assert [plan.id for plan in system().plans_for("bike")] == ["a", "b", "c"]  # it names none: any may be meant
    with pytest.raises(ParameterError, match="no vehicle type 'tram'"):
        system().plans_for("tram")
    with pytest.raises(ParameterError, match="no pricing plan 'z'"):
        system().plan("z")


def test_stations_for_a_form_factor() -> None:
    stations = (
        Station("1", "told", 5.0, 43.0, vehicle_types={"bike": 2}),
        Station("2", "none just now", 5.0, 43.0, vehicle_types={"cargo": 0}),
        Station("3", "not told", 5.0, 43.0),
    )
    service = system(stations=stations)
    assert [s.id for s in service.stations_for("bicycle")] == ["1", "3"]
    assert [s.id for s in service.stations_for("cargo_bicycle")] == ["2", "3"]
    assert service.stations_for("car") == ()
    with pytest.raises(ParameterError, match="form_factor"):
        service.stations_for("rocket")


def test_where_rides_end_is_deduced() -> None:
    stations = (Station("1", "", 5.0, 43.0),)
    vehicles = (FreeVehicle("v", 5.0, 43.0, "bike"),)
    assert system(stations=stations).return_constraint("bike") == "any_station"
    assert system(stations=stations, vehicles=vehicles).return_constraint("bike") == "hybrid"
    assert system(vehicles=vehicles).return_constraint("bike") == "free_floating"
    told = VehicleType("bike", "bicycle", return_constraint="roundtrip_station")
    assert system(vehicle_types=(told, CARGO)).return_constraint("bike") == "roundtrip_station"


def test_the_caller_cannot_reach_into_a_station() -> None:
    counts = {"z": 1, "a": 2}
    station = Station("1", "", 5.0, 43.0, vehicle_types=counts)
    counts["z"] = 99
    assert list(station.vehicle_types.items()) == [("a", 2), ("z", 1)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": " "}, "no usable id"),
        ({"id": "a\nb"}, "no usable id"),
        ({"timezone": "Europe/Atlantis"}, "time zone"),
        ({"timezone": "../../etc/passwd"}, "time zone"),
        ({"opening_hours": " "}, "opening_hours"),
        ({"requires": ("helmet",)}, "bank_card"),
        ({"vehicle_types": (BIKE, BIKE, CARGO)}, "Two of the vehicle_types have the id 'bike'"),
        ({"plans": (*PLANS, PricingPlan("a"))}, "Two of the plans"),
        ({"stations": (Station("1", "", 5.0, 43.0), Station("1", "", 5.1, 43.0))}, "Two of the stations"),
        ({"vehicles": (FreeVehicle("v", 5.0, 43.0, "bike"),) * 2}, "Two of the vehicles"),
        ({"plans": ()}, "names the pricing plan 'a'"),
        (
            {"stations": (Station("1", "", 5.0, 43.0, vehicle_types={"car": 1}),)},
            "Station 1 names the vehicle type 'car'",
        ),
        ({"vehicles": (FreeVehicle("v", 5.0, 43.0, "car"),)}, "names the vehicle type 'car'"),
        ({"vehicles": (FreeVehicle("v", 5.0, 43.0, "bike", pricing_plan="z"),)}, "names the pricing plan 'z'"),
        ({"zones": (Zone("Z", shapely.box(0, 0, 1, 1), (Rule(vehicle_types=("car",)),)),)}, "Zone Z names"),
        ({"global_rules": (Rule(vehicle_types=("car",)),)}, "global rule names"),
    ],
)
def test_impossible_systems_are_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ParameterError, match=words) as caught:
        system(**changes)
    assert caught.value.mend


@pytest.mark.parametrize(
    "values",
    [
        {"form_factor": "rocket"},
        {"propulsion": "steam"},
        {"return_constraint": "anywhere"},
        {"max_range_m": -1.0},
        {"grams_co2": float("nan")},
    ],
)
def test_impossible_types_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=next(iter(values))):
        VehicleType(**(dict[str, Any]({"id": "t", "form_factor": "car"}) | values))


@pytest.mark.parametrize(
    "values",
    [
        {"lon": 181.0},
        {"lat": float("nan")},
        {"capacity": -1},
        {"vehicles_available": -1},
        {"docks_available": -2},
        {"vehicle_types": {"bike": -1}},
        {"area": shapely.Point(5, 43)},
    ],
)
def test_impossible_stations_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ParameterError):
        Station(**(dict[str, Any]({"id": "1", "name": "", "lon": 5.0, "lat": 43.0}) | values))


@pytest.mark.parametrize("values", [{"lat": 91.0}, {"range_m": -5.0}, {"id": ""}])
def test_impossible_vehicles_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ParameterError):
        FreeVehicle(**(dict[str, Any]({"id": "v", "lon": 5.0, "lat": 43.0, "type": "bike"}) | values))
