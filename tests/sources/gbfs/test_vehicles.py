from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from portee.core.errors import SourceError
from portee.offers.shared import FreeVehicle, VehicleType
from portee.sources.gbfs import vehicles
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.positions import anchor_of
from portee.sources.gbfs.vehicles import assumed_types, named_types, read_types, read_vehicles
from tests.sources.gbfs.feeds import WRITTEN, document, feed2, feed3, vehicle

BIKE = {"vehicle_type_id": "b", "form_factor": "bicycle", "propulsion_type": "human"}


def types_of(tmp_path: Path, *given: Any) -> tuple[tuple[VehicleType, ...], Findings]:
    read, findings = document(tmp_path, feed2(vehicle_types={"vehicle_types": list(given)}), "vehicle_types")
    return read_types(read, {"p"}, findings), findings


def free(tmp_path: Path, *given: Any, at: Any = None) -> tuple[tuple[FreeVehicle, ...], Findings]:
    read, findings = document(tmp_path, feed2(free_bike_status={"bikes": list(given)}), "free_bike_status")
    anchor = anchor_of("Europe/Paris")
    return read_vehicles(read, {"b", "s"}, {"p"}, {"1"}, findings, at=at, anchor=anchor), findings


def test_types_of_both_versions(tmp_path: Path) -> None:
    for number, feed in enumerate((feed2(), feed3())):
        read, findings = document(tmp_path / str(number), feed, "vehicle_types")
        name = ("", "Engin")[number]
        assert read_types(read, {"p"}, findings) == (
            VehicleType("b", "bicycle", "human", name=name, default_pricing_plan="p"),
            VehicleType("s", "scooter_standing", "electric", 30_000.0, name=name),
        )
        assert findings.dropped == ()


def test_everything_a_type_may_tell(tmp_path: Path) -> None:
    more = {"pricing_plan_ids": ["p", "p"], "g_CO2_km": 0, "return_constraint": "roundtrip_station", "name": "Vélo"}
    (kind,), _ = types_of(tmp_path, BIKE | more)
    assert kind == VehicleType(
        "b", "bicycle", "human", name="Vélo", pricing_plans=("p",), grams_co2=0.0, return_constraint="roundtrip_station"
    )


def test_plans_that_do_not_exist_are_not_named(tmp_path: Path) -> None:
    (kind,), findings = types_of(tmp_path, BIKE | {"default_pricing_plan_id": "ghost", "pricing_plan_ids": ["p", "x"]})
    assert kind.default_pricing_plan is None
    assert kind.pricing_plans == ("p",)
    (lost,) = findings.dropped
    assert (lost.what, lost.count) == ("vehicle_types.json: names of pricing plans", 2)
    assert lost.examples == ("b: ghost", "b: x")


def test_kinds_that_are_not_known(tmp_path: Path) -> None:
    (kind,), findings = types_of(tmp_path, BIKE | {"form_factor": "hoverboard", "propulsion_type": "antigravity"})
    assert (kind.form_factor, kind.propulsion) == ("other", None)
    assert [lost.what for lost in findings.dropped] == [
        "vehicle_types.json: values of form_factor",
        "vehicle_types.json: values of propulsion_type",
    ]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"vehicle_type_id": "b"}, "vehicle_type_id is that of an earlier type"),
        ({"vehicle_type_id": None}, "vehicle_type_id is missing"),
        ({"form_factor": None}, "form_factor is missing"),
    ],
)
def test_unusable_types_are_left_out(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    found, findings = types_of(tmp_path, BIKE, BIKE | {"vehicle_type_id": "c"} | changes)
    assert [kind.id for kind in found] == ["b"]
    assert findings.dropped[0].why == why


def test_values_of_a_type_that_lie(tmp_path: Path) -> None:
    (kind,), findings = types_of(tmp_path, BIKE | {"max_range_meters": -5, "g_CO2_km": "0", "name": "<b>Vélo</b>"})
    assert (kind.max_range_m, kind.grams_co2, kind.name) == (None, None, "")
    assert {lost.why for lost in findings.dropped} == {"is negative", "is text, not a number", "holds markup"}


def test_without_types_vehicles_are_bicycles() -> None:
    findings = Findings()
    assert assumed_types((), None, findings) == (VehicleType("bicycle", "bicycle", "human"),)
    assert "bicycles without motor" in findings.notes[0]


def test_types_that_only_other_files_name() -> None:
    findings = Findings()
    assert assumed_types(("t", "u", "t"), "hybrid", findings) == (
        VehicleType("t", "other", name="t", return_constraint="hybrid"),
        VehicleType("u", "other", name="u", return_constraint="hybrid"),
    )
    assert "what its 2 types are is not known" in findings.notes[0]


def test_vehicles_of_both_versions(tmp_path: Path) -> None:
    for number, feed in enumerate((feed2(), feed3())):
        name = ("free_bike_status", "vehicle_status")[number]
        read, findings = document(tmp_path / str(number), feed, name)
        assert read_vehicles(read, {"b", "s"}, {"p"}, (), findings, at=None, anchor=None) == (
            FreeVehicle("x", 5.37, 43.31, "s", 12_000.0),
            FreeVehicle("y", 5.37, 43.31, "s", 12_000.0, usable=False),
        )
        assert named_types(read) == ("s",)


def test_what_makes_a_vehicle_unusable(tmp_path: Path) -> None:
    until = {"available_until": "2026-05-04T12:00:00+02:00"}
    given = (vehicle("a"), vehicle("b", is_reserved=1), vehicle("c", is_disabled=True), vehicle("d", **until))
    found, _ = free(tmp_path, *given, at=WRITTEN)
    assert [one.usable for one in found] == [True, False, False, True]
    found, _ = free(tmp_path, *given, at=WRITTEN + timedelta(hours=2))
    assert [one.usable for one in found] == [True, False, False, False]


def test_vehicles_at_stations_are_counted_there(tmp_path: Path) -> None:
    docked = {"bike_id": "d", "station_id": "1", "is_reserved": False, "is_disabled": False}
    found, findings = free(tmp_path, docked, vehicle("a", station_id="unknown"))
    assert [one.id for one in found] == ["a"]
    assert findings.notes == ("free_bike_status.json: 1 vehicles stand at stations and are counted there.",)


def test_a_plan_of_its_own(tmp_path: Path) -> None:
    found, findings = free(tmp_path, vehicle("a", pricing_plan_id="p"), vehicle("b", pricing_plan_id="ghost"))
    assert [one.pricing_plan for one in found] == ["p", None]
    assert findings.dropped[0].what == "free_bike_status.json: names of pricing plans"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"lat": 0, "lon": 0}, "lat and lon are 0, which is no place"),
        ({"lat": 5.37, "lon": 43.31}, "lat is the longitude, it seems: latitude and longitude look exchanged"),
        ({"lat": None}, "lat is missing"),
        ({"lon": "5.37"}, "lon is text, not a number"),
        ({"lon": float("nan")}, "lon is not a finite number"),
        ({"bike_id": "good"}, "vehicle_id is that of an earlier vehicle"),
        ({"vehicle_type_id": "ghost"}, "vehicle_type_id is none of vehicle_types.json"),
        ({"vehicle_type_id": None}, "vehicle_type_id is missing"),
        ({"is_reserved": "no"}, "is_reserved is neither true nor false"),
    ],
)
def test_unusable_vehicles_are_left_out(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    found, findings = free(tmp_path, vehicle("good"), vehicle("bad", **changes))
    assert [one.id for one in found] == ["good"]
    (lost,) = findings.dropped
    assert (lost.what, lost.count, lost.why) == ("free_bike_status.json: bikes", 1, why)


def test_a_range_that_lies_is_not_known(tmp_path: Path) -> None:
    (found,), findings = free(tmp_path, vehicle("a", current_range_meters=-3))
    assert found.range_m is None
    assert findings.dropped[0].what == "free_bike_status.json: values of current_range_meters"


def test_a_feed_of_unusable_vehicles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="None of the 2 bikes is usable: lat is missing") as caught:
        free(tmp_path, vehicle("a", lat=None), vehicle("b", lat=None))
    assert caught.value.where is not None
    assert caught.value.where.field == "lat"


def test_vehicles_of_another_day_are_left_out(tmp_path: Path) -> None:
    found, findings = free(tmp_path, vehicle("a"), vehicle("b"), at=WRITTEN + timedelta(days=2))
    assert found == ()
    assert (findings.dropped[0].count, findings.dropped[0].what) == (2, "free_bike_status.json: bikes")


def test_the_number_of_vehicles_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vehicles, "MAX_VEHICLES", 1)
    with pytest.raises(SourceError, match="at most 1 are read"):
        free(tmp_path, vehicle("a"), vehicle("b"))


def test_the_only_type_is_that_of_all(tmp_path: Path) -> None:
    read, findings = document(
        tmp_path, feed2(free_bike_status={"bikes": [vehicle("a", vehicle_type_id=None)]}), "free_bike_status"
    )
    (found,) = read_vehicles(read, {"bicycle"}, (), (), findings, at=None, anchor=None)
    assert found.type == "bicycle"
