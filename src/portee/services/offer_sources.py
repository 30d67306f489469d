"""Services that open files tell of, GBFS and GTFS-Flex, in the shapes in which people declare services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import shapely

from portee.core.declared import Words
from portee.offers.areas import area_from
from portee.offers.catalogue import FlexFeed, SharedFeed
from portee.offers.conditions import Condition
from portee.offers.on_demand import Booking, OnDemandService
from portee.offers.pricing import PricingPlan
from portee.offers.ride_prices import RidePrice, price_of
from portee.offers.running import LATEST_S, RideArea, RideTimes
from portee.offers.services import Dock, Docked, FreeFloating, OnDemand, RideZone
from portee.offers.shared import SharedSystem, VehicleType
from portee.offers.tariffs import Tariff

__all__ = ["docked_services", "floating_services", "on_demand_services", "shared_notes"]

FORMS = (("bicycle", "bicycle"), ("scooter_standing", "e_scooter"), ("scooter", "e_scooter"))
"""Form factors of GBFS that are ridden along streets and for which speeds are known, and what they are here."""

ASSUMED = tuple(Condition.model_validate({"fact": fact, "is": True}) for fact in ("bank_card", "smartphone"))
"""What a shared system is taken to ask when nobody tells: rather too much than an offer that turns out to be closed."""

ASSISTED = ("electric_assist", "electric")
FREE_STANDING = ("free_floating", "hybrid")


def docked_services(system: SharedSystem, feed: SharedFeed | None = None) -> tuple[Docked, ...]:
    """The bicycles and scooters of a system between its stations, at the price of the first plan of each."""
    feed = feed or SharedFeed(path="")
    found = []
    for form, vehicle in FORMS:
        stations = [station for station in system.stations_for(form) if station.rents and station.returns]
        types = [kind for kind in system.types_of(form) if system.return_constraint(kind.id) != "free_floating"]
        if len(stations) < 2 or not types:
            continue
        docks = [
            Dock(id=_safe(s.id, k), lon=s.lon, lat=s.lat, name=s.name) for k, s in enumerate(stations)
        ]  # fmt: skip
        told = _common(system, feed, types, vehicle)
        found.append(Docked.model_validate({**told, "kind": "docked", "stations": _unlike(docks)}))
    return tuple(found)


def floating_services(system: SharedSystem, feed: SharedFeed) -> tuple[FreeFloating, ...]:
    """The bicycles and scooters of a system that stand anywhere; none without a mean walk to one."""
    found: list[FreeFloating] = []
    for form, vehicle in FORMS:
        types = [kind for kind in system.types_of(form) if system.return_constraint(kind.id) in FREE_STANDING]
        if not types or feed.walk_min is None:
            continue
        told = _common(system, feed, types, vehicle)
        zones = _zones(system, types[0].id)
        rules = [rule for rule in system.global_rules if rule.applies_to(types[0].id)]
        elsewhere = not rules or (rules[0].ride_end_allowed and not rules[0].station_parking)
        found.append(
            FreeFloating.model_validate(
                {
                    **told, "id": f"{told['id']}.free", "kind": "free_floating", "walk_min": feed.walk_min,
                    "zones": zones, "elsewhere": elsewhere, "combined": system.combine_rules,
                }
            )
        )  # fmt: skip
    return tuple(found)


def shared_notes(system: SharedSystem, feed: SharedFeed) -> tuple[str, ...]:
    """What a reader must know of a shared system beyond its own remarks."""
    notes = []
    if feed.eligibility is None and not system.requires:
        notes.append(
            f"GBFS does not tell what '{system.id}' asks of people: it is taken to ask a bank card and a smartphone."
        )
    standing = any(
        system.return_constraint(kind.id) in FREE_STANDING for form, _ in FORMS for kind in system.types_of(form)
    )  # fmt: skip
    if standing and feed.walk_min is None:
        notes.append(f"Vehicles of '{system.id}' that stand anywhere are left out: 'walk_min' says how far one walks.")
    if any(len(system.plans_for(kind.id)) > 1 for form, _ in FORMS for kind in system.types_of(form)):
        notes.append(f"Rides of '{system.id}' are priced by the first of its plans.")
    return tuple(notes)


def _zones(system: SharedSystem, kind: str) -> list[RideZone]:
    """The rules of a type by area, in their order."""
    found = []
    for zone in system.zones:
        rules = [rule for rule in zone.rules if rule.applies_to(kind)]
        area = area_from(shapely.MultiPolygon(shapely.get_parts(zone.geometry)))
        for rule in rules if system.combine_rules else rules[:1]:
            if area is not None:
                found.append(
                    RideZone(area=area, may_end=rule.ride_end_allowed, stations_only=rule.station_parking)
                )  # fmt: skip
    return found


def _common(system: SharedSystem, feed: SharedFeed, types: Sequence[VehicleType], vehicle: str) -> dict[str, object]:
    electric = vehicle == "bicycle" and all(kind.propulsion in ASSISTED for kind in types)
    plans: tuple[PricingPlan, ...] = system.plans_for(types[0].id)
    price: RidePrice | None = price_of(plans[0]) if plans else None
    told = feed.eligibility is not None or system.requires
    eligibility = (feed.eligibility or ()) if told else ASSUMED
    asked = [
        Condition.model_validate({"fact": "age", "at_least": ADULT} if need == "age_18" else {"fact": need, "is": True})
        for need in system.requires
    ]
    name = system.name or system.id
    return {
        "id": f"{_safe(system.id, 0)}.{vehicle}",
        "title": Words(fr=name, en=name),
        "vehicle": "e_bike" if electric else vehicle,
        "price": price,
        "eur_month": feed.eur_month,
        "availability": feed.availability,
        "eligibility": (*eligibility, *asked),
    }


ADULT = 18
"""What the requirement "age_18" says (`portee.offers.shared.REQUIREMENTS`)."""


def _safe(id: str, number: int) -> str:
    """An id that can be declared."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "_.:-") else "-" for c in id).lstrip("_.:-")
    return plain[:80] or f"n{number}"


def _unlike(docks: Sequence[Dock]) -> list[Dock]:
    """The same stations, those whose ids have become alike numbered."""
    seen: dict[str, int] = {}
    found = []
    for dock in docks:
        seen[dock.id] = seen.get(dock.id, 0) + 1
        found.append(dock if seen[dock.id] == 1 else dock.model_copy(update={"id": f"{dock.id}:{seen[dock.id]}"}))
    return found


def on_demand_services(
    services: Iterable[OnDemandService], feed: FlexFeed, tariffs: Iterable[Tariff] = ()
) -> tuple[tuple[OnDemand, ...], tuple[str, ...]]:
    """Rides on demand of a feed, one service for each line, way of booking and duration; and remarks.

    The areas at both ends are the true ones, with their days and hours. Rides between stops alone are left out: one
    would have to walk to the stop, which is not searched.

    Args:
        services: of the feed. feed: what it does not tell. tariffs: among which the price of a ride is looked up.
    """
    prices = {tariff.id: tariff.price_eur for tariff in tariffs if tariff.kind == "single"}
    groups: dict[object, list[OnDemandService]] = {}
    left_out = []
    for service in services:
        if area_from(service.pickup) is None or area_from(service.dropoff) is None:
            left_out.append(service.id)
            continue
        # Bookings hold sets of days: they are compared by what they say.
        groups.setdefault((service.name, repr(service.mean), repr(service.booking), service.price_rule), []).append(
            service
        )
    notes = []
    if left_out:
        notes.append(
            f"{len(left_out)} kinds of rides on demand to or from stops are left out, such as '{left_out[0]}'."
        )
    made: list[OnDemand] = []
    for number, rides in enumerate(groups.values()):
        ridden = _on_demand(rides, feed, prices, number)
        if ridden is not None:
            made.append(ridden)
    return tuple(_with_own_ids(made)), tuple(notes)


def _with_own_ids(services: Sequence[OnDemand]) -> list[OnDemand]:
    seen: dict[str, int] = {}
    found = []
    for service in services:
        seen[service.id] = seen.get(service.id, 0) + 1
        again = seen[service.id]
        found.append(service if again == 1 else service.model_copy(update={"id": f"{service.id}:{again}"}))
    return found


def _on_demand(
    rides: Sequence[OnDemandService], feed: FlexFeed, prices: dict[str, float], number: int
) -> OnDemand | None:
    first = rides[0]
    areas = [area for ride in rides if (area := _ride(ride)) is not None]
    if not areas:
        return None
    price = prices.get(first.price_rule or "") if feed.eur_trip is None else feed.eur_trip
    told: dict[str, object] = {
        "kind": "on_demand",
        "id": _safe(first.name or first.id, number),
        "title": Words(fr=first.name or first.id, en=first.name or first.id),
        "rides": areas,
        "eur_trip": price,
        "eligibility": (*feed.eligibility, *_to_book(first.booking)),
        "wait_min": feed.wait_min,
        **_ahead(first.booking),
    }
    if first.mean is not None:
        told["slower"] = min(MOST_SLOWER, max(1.0, first.mean.factor))
        told["added_min"] = min(MOST_ADDED_MIN, first.mean.offset_s / 60)
    return OnDemand.model_validate(told)


MOST_SLOWER, MOST_ADDED_MIN = 4.0, 240.0
"""The limits of `portee.offers.services.OnDemand`."""


def _ride(service: OnDemandService) -> RideArea | None:
    hours = [
        RideTimes.model_validate(
            {
                "from": window.start_s, "until": min(window.drop_end_s, LATEST_S),
                "last_pickup": min(window.end_s, window.drop_end_s),
                "first_dropoff": max(window.start_s, window.drop_start_s),
            }
        )
        for window in service.windows
        if window.start_s < min(window.drop_end_s, LATEST_S) and max(window.end_s, window.drop_start_s) <= LATEST_S
    ]  # fmt: skip
    if not hours:
        return None
    return RideArea.model_validate(
        {
            "pickup": area_from(service.pickup), "dropoff": area_from(service.dropoff), "hours": tuple(hours),
            "dates": service.days,
        }
    )  # fmt: skip


def _to_book(booking: Booking | None) -> tuple[Condition, ...]:
    """What booking takes: where only a page or an app is told, a smartphone."""
    if booking is None or booking.kind == "none" or not booking.internet_only:
        return ()
    return (Condition.model_validate({"fact": "smartphone", "is": True}),)


def _ahead(booking: Booking | None) -> dict[str, object]:
    if booking is None:
        return {}
    if booking.kind == "same_day":
        return {"booked_min": booking.notice_min}
    return {"booked_days": min(366, booking.days)} if booking.kind == "days_before" else {}
