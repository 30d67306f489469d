"""Ways of commuting by public transport that begin with a ride: one's own bicycle, a docked one, a car left at a stop.

With one home the ride to the stop is priced by its length. For many homes it is priced as its longest one: never less
than it costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from portee.core.declared import Words
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.offers.conditions import Verdict, verdict
from portee.offers.cost import MonthlyCost
from portee.offers.services import Dock, Docked, Loan, ParkAndRide
from portee.people.profile import Vehicle
from portee.reach.kinds import ByTransit
from portee.reach.options import Travel
from portee.reach.own_vehicles import CYCLES, DRIVES, cycle_speed, driven_network, grams_of, running_cost
from portee.reach.priced import at_most, parking_cost, shared_cost, together
from portee.reach.street_commute import StreetCommuteSearch
from portee.reach.streetwise import Stations
from portee.reach.ways import Way
from portee.territory.places import Places

if TYPE_CHECKING:
    from portee.reach.choices import Situation

__all__ = [
    "FED_KINDS", "LONGEST_RIDE_TO_STOP_MIN", "Feeder", "dock_places", "docks_of", "fed_ways", "feeders_of",
    "rides_to_stops",
]  # fmt: skip

LONGEST_RIDE_TO_STOP_MIN = 15.0
"""A ride to a stop longer than this is a ride all the way for most people; it also bounds the search."""

MOST_PARKS = 4
"""Car parks tried from one home, the nearest ones by car."""

FED_KINDS = ("bike_and_ride", "docked_and_ride", "park_and_ride")
"""Kinds of way that need a vehicle at the stop: not for those who go on with a child by the hand."""

CYCLE_MODES = {"bicycle": "bicycle", "e_bike": "bicycle", "e_scooter": "e_scooter"}
TO_THE_STOP = {
    "bicycle": Words(fr="à vélo jusqu'à l'arrêt", en="by bicycle to the stop"),
    "e_bike": Words(fr="à vélo électrique jusqu'à l'arrêt", en="by e-bike to the stop"),
    "e_scooter": Words(fr="en trottinette jusqu'à l'arrêt", en="by e-scooter to the stop"),
}
LEFT_THERE = "A bicycle or scooter left at a stop is assumed to be at hand at the stop where one comes back."


@dataclass(frozen=True, eq=False)
class Feeder:
    """A ride between home and the stop.

    Attributes:
        id, words, kind: its name, and what the way that it begins is called.
        changes: of the way of travelling. stations: car park or docks. network: a variant, None for the usual one.
        cost: beside the fare. verdict: who may use it. grams_km: g CO2e per kilometre of it. notes: remarks.
    """

    id: str
    words: Words
    kind: str
    changes: dict[str, Any]
    cost: MonthlyCost
    verdict: Verdict
    grams_km: float
    stations: Stations | None = None
    network: Network | None = None
    notes: tuple[str, ...] = ()


def fed_ways(situation: Situation, feeders: Sequence[Feeder], fares: Sequence[Way]) -> Iterator[Way]:
    """Every ride to the stop with every fare that one may use."""
    for feeder in feeders:
        for fare in fares:
            if not fare.usable or not isinstance(fare.search, ByTransit):
                continue
            travel = replace(fare.search.travel, **feeder.changes)
            cost, notes = together(fare.cost, feeder.cost), (*fare.notes, *feeder.notes)
            if situation.home is None and cost.by_distance:
                longest = travel.max_bicycle_min
                speed = max(travel.bicycle_speed_kmh, travel.e_scooter_speed_kmh)
                cost = at_most(cost, longest, longest / 60 * speed)
                notes = (*notes, "The price of a ride to a stop is that of its longest allowed duration.")
            yield Way(
                f"{feeder.id}+{fare.id}",
                Words(fr=f"{fare.title.fr}, {feeder.words.fr}", en=f"{fare.title.en}, {feeder.words.en}"),
                feeder.kind,
                replace(fare.search, travel=travel, stations=feeder.stations, network=feeder.network), cost,
                feeder.verdict, feeder.grams_km, notes,
            )  # fmt: skip


def feeders_of(situation: Situation, service: Docked | Loan | ParkAndRide | None = None) -> Iterator[Feeder]:
    """Rides to the stop by a service, or by the vehicles of the profile."""
    if situation.network.timetable is None:
        return
    if service is None:
        for vehicle in {vehicle.kind: vehicle for vehicle in reversed(situation.profile.vehicles)}.values():
            if vehicle.kind in CYCLE_MODES:
                cost, notes = running_cost(situation, vehicle, vehicle.kind)
                yield _own(situation, vehicle, vehicle.kind, TO_THE_STOP[vehicle.kind], cost, notes)
    elif isinstance(service, Loan):
        if service.vehicle in CYCLE_MODES:
            vehicle = Vehicle(kind=service.vehicle, energy=service.energy, ownership="lent")
            cost, notes = running_cost(situation, vehicle, service.id, eur_month=service.eur_month)
            made = _own(situation, vehicle, service.id, service.title, cost, notes)
            yield replace(made, verdict=verdict((*CYCLES, *service.eligibility), situation.facts))
    elif isinstance(service, Docked):
        yield _docked(situation, service)
    else:
        yield from _parked(situation, service)


def rides_to_stops(situation: Situation) -> Iterator[tuple[str, Travel]]:
    """Street mode and way of travelling of each ride to a stop by a vehicle of one's own, or by one that is lent."""
    services = (service for service in situation.offers.services if isinstance(service, Loan))
    for service in (None, *services):
        for feeder in feeders_of(situation, service):
            yield feeder.changes["access"], replace(situation.travel, **feeder.changes)


def _own(
    situation: Situation, vehicle: Vehicle, id: str, words: Words, cost: MonthlyCost, notes: tuple[str, ...]
) -> Feeder:
    mode = CYCLE_MODES[vehicle.kind]
    longest = min(situation.travel.max_bicycle_min, LONGEST_RIDE_TO_STOP_MIN)
    speed = {f"{mode}_speed_kmh": cycle_speed(situation, vehicle)}
    return Feeder(
        id, words, "bike_and_ride", {"access": mode, "max_bicycle_min": longest, **speed}, cost,
        verdict(CYCLES, situation.facts), grams_of(situation, vehicle.kind, vehicle.energy, occupants=1),
        notes=(*notes, LEFT_THERE),
    )  # fmt: skip


def dock_places(docks: Sequence[Dock]) -> Places:
    """Stations or car parks as places."""
    return Places(
        np.array([dock.id for dock in docks], dtype=object), np.array([dock.lon for dock in docks]),
        np.array([dock.lat for dock in docks]),
    )  # fmt: skip


def docks_of(situation: Situation, service: Docked) -> Stations:
    """The stations of a service on the streets, made once."""
    return situation.kept.once(
        ("docks", id(service)),
        lambda: Stations(
            situation.network, dock_places(service.stations), ("walk", "wheelchair", CYCLE_MODES[service.vehicle])
        ), service,
    )  # fmt: skip


def shared_vehicle(service_vehicle: str) -> Vehicle:
    """A shared vehicle, for its speed and emissions."""
    return Vehicle.model_validate(
        {"kind": service_vehicle, "energy": "human" if service_vehicle == "bicycle" else "electric"}
    )


def _docked(situation: Situation, service: Docked) -> Feeder:
    vehicle, mode = shared_vehicle(service.vehicle), CYCLE_MODES[service.vehicle]
    speed = {f"{mode}_speed_kmh": cycle_speed(situation, vehicle)}
    return Feeder(
        service.id, service.title, "docked_and_ride", {"access": f"docked_{mode}", "egress": "walk", **speed},
        shared_cost(service), verdict((*CYCLES, *service.eligibility), situation.facts),
        grams_of(situation, vehicle.kind, vehicle.energy, occupants=1), docks_of(situation, service),
    )  # fmt: skip


def _parked(situation: Situation, service: ParkAndRide) -> Iterator[Feeder]:
    """One's own car to each of the nearest car parks: it stands there in the evening, where one left it.

    For one home only: from many homes the drive has no one length, and no price.
    """
    car = next((vehicle for vehicle in situation.profile.vehicles if vehicle.kind in ("car", "van")), None)
    if car is None or situation.home is None or situation.stores is None:
        return
    network, kept_out = driven_network(situation, car)
    store, longest = situation.stores.of(network), int(situation.longest_min * 60)
    parks = dock_places(service.places)
    drive = StreetCommuteSearch(store, situation.home, parks, "car", longest, 1000.0).commutes()
    there = np.maximum(drive.out[0], drive.back[0])
    cost, notes = running_cost(situation, car, "car")
    # Where one parks is paid to the car park, not at work.
    cost = together(parking_cost(service), replace(cost, fixed_eur=0.0 if cost.known else cost.fixed_eur, parts={}))
    for row in np.argsort(there, kind="stable")[:MOST_PARKS].tolist():
        if there[row] == UNREACHED:
            continue
        park = service.places[row]
        name = park.name or park.id
        yield Feeder(
            f"{service.id}:{park.id}",
            Words(fr=f"{service.title.fr} ({name})", en=f"{service.title.en} ({name})"), "park_and_ride",
            {"access": "park_and_ride", "egress": "walk"}, cost,
            verdict((*DRIVES, *service.eligibility), situation.facts),
            grams_of(situation, car.kind, car.energy, occupants=1),
            situation.kept.once(
                ("park", id(service), row), lambda row=row: Stations(situation.network, parks.take(np.array([row]))),  # type: ignore[misc]
                service,
            ),
            network, (*notes, *kept_out, "Drives are timed in free-flowing traffic."),
        )  # fmt: skip
