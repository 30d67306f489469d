"""What GBFS and GTFS-Flex tell becomes services that can be searched, with what they do not tell said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import shapely

from portee.core.declared import declared_of
from portee.offers.areas import shape_of
from portee.offers.catalogue import FlexFeed, SharedFeed
from portee.offers.on_demand import Booking, Duration, OnDemandService, RideWindow
from portee.offers.pricing import PricingPlan, Segment, price_eur
from portee.offers.shared import SharedSystem, Station, VehicleType
from portee.services.offer_sources import docked_services, floating_services, on_demand_services, shared_notes

DAY = date(2026, 11, 24)
PLAN = PricingPlan("ride", price=1.0, per_min=(Segment(30, 0.1, 1),))
ANYWHERE = shapely.box(5.3, 43.2, 5.4, 43.3)


def system(*, docked: bool = True, requires: tuple[str, ...] = ()) -> SharedSystem:
    kind = VehicleType(
        "bike", "bicycle", "human", default_pricing_plan="ride", pricing_plans=("ride",),
        return_constraint="any_station" if docked else "free_floating",
    )  # fmt: skip
    stations = tuple(Station(f"s{k}", f"Station {k}", 5.3 + k / 100, 43.3) for k in range(3))
    return SharedSystem(
        "velo", "Vélo", vehicle_types=(kind,), stations=stations if docked else (), plans=(PLAN,), requires=requires
    )


def test_docks_become_a_service_at_the_price_of_the_plan() -> None:
    """1 € and 30 minutes free, then 0.10 € a minute: 40 minutes cost 2 €."""
    (service,) = docked_services(system(), SharedFeed(path="", eur_month=3))
    assert service.vehicle == "bicycle"
    assert [station.id for station in service.stations] == ["s0", "s1", "s2"]
    assert service.eur_month == 3
    assert service.plan is not None
    assert float(price_eur(service.plan, 40, 5)) == pytest.approx(2.0)


def test_nobody_is_taken_to_be_welcome_without_a_word() -> None:
    (silent,) = docked_services(system())
    assert {condition.fact for condition in silent.eligibility} == {"bank_card", "smartphone"}
    (told,) = docked_services(system(requires=("licence_b", "age_18")))
    assert [str(condition) for condition in told.eligibility] == ["licence_b is True", "age at least 18.0"]
    (open_to_all,) = docked_services(system(), declared_of({"path": "", "eligibility": []}, SharedFeed, "f"))
    assert open_to_all.eligibility == ()
    assert any("bank card" in note for note in shared_notes(system(), SharedFeed(path="")))
    assert shared_notes(system(requires=("age_18",)), SharedFeed(path="")) == ()


def test_vehicles_that_stand_anywhere_need_a_walk() -> None:
    free = system(docked=False)
    assert docked_services(free) == ()
    assert floating_services(free, SharedFeed(path="")) == ()
    assert any("walk_min" in note for note in shared_notes(free, SharedFeed(path="")))
    (service,) = floating_services(free, SharedFeed(path="", walk_min=4))
    assert (service.walk_min, service.elsewhere) == (4, True)


def ride(id: str = "tad", **changes: object) -> OnDemandService:
    values: dict[str, object] = {
        "id": id, "name": "Taxi-bus", "pickup": ANYWHERE, "dropoff": ANYWHERE,
        "windows": (RideWindow(6 * 3600, 20 * 3600, 6 * 3600, 21 * 3600),), "days": frozenset({DAY}),
    }  # fmt: skip
    return OnDemandService(**{**values, **changes})  # type: ignore[arg-type]


def test_rides_keep_their_areas_days_and_hours() -> None:
    far = shapely.MultiPolygon([shapely.box(6, 43, 6.1, 43.1), shapely.box(7, 43, 7.1, 43.1)])
    (service,), notes = on_demand_services([ride(), ride("back", dropoff=far)], FlexFeed(path="", eur_trip=2))
    assert notes == ()
    assert service.eur_trip == 2
    assert len(service.every_ride) == 2
    first, second = service.every_ride
    assert first.runs_on(DAY)
    assert not first.runs_on(DAY + timedelta(days=1))
    assert first.pickup is not None
    assert shape_of(first.pickup).equals(ANYWHERE)
    assert second.dropoff is not None
    assert shape_of(second.dropoff).equals(far)
    assert first.hours is not None
    assert (first.hours[0].from_, first.hours[0].until) == (6 * 3600, 21 * 3600)


def test_a_price_that_no_file_tells_is_not_known_and_booking_by_page_takes_a_smartphone() -> None:
    page = Booking("same_day", notice_min=60, url="https://example.org")
    (service,), _ = on_demand_services([ride(booking=page, mean=Duration(1.5, 300))], FlexFeed(path=""))
    assert service.eur_trip is None
    assert [condition.fact for condition in service.eligibility] == ["smartphone"]
    assert (service.booked_min, service.slower, service.added_min) == (60, 1.5, 5)


def test_rides_between_stops_are_left_out_and_it_is_told() -> None:
    services, notes = on_demand_services([ride(pickup=shapely.MultiPoint([(5.3, 43.3)]))], FlexFeed(path=""))
    assert services == ()
    assert "left out" in notes[0]
