"""Ways of commuting by services: loans, shared vehicles, a seat in somebody's car, rides on demand, a shared car.

Vehicles of a service are taken to be allowed wherever it runs, low-emission zones included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.core.errors import ParameterError
from portee.offers.areas import shape_of
from portee.offers.conditions import Condition, verdict
from portee.offers.cost import UNKNOWN, MonthlyCost
from portee.offers.riding import may_end
from portee.offers.services import (
    Carpooling,
    CarShare,
    Docked,
    FreeFloating,
    Loan,
    OnDemand,
    ParkAndRide,
    RideZone,
    Service,
)
from portee.offers.shared import SharedSystem, VehicleType
from portee.offers.vehicles import vehicle_cost
from portee.offers.zones import Rule, Zone
from portee.people.profile import Vehicle
from portee.reach.feeder_ways import CYCLE_MODES, docks_of, fed_ways, feeders_of, shared_vehicle
from portee.reach.kinds import Along, ByDock
from portee.reach.own_vehicles import (
    CYCLES,
    DRIVES,
    NAMES,
    NEEDS,
    cycle_speed,
    driven_network,
    grams_of,
    vehicle_ways,
)
from portee.reach.priced import car_share_cost, on_demand_cost, shared_cost
from portee.reach.served import Grounds, Served, rides_served
from portee.reach.ways import Way

if TYPE_CHECKING:
    from portee.network.network import Network
    from portee.reach.choices import Situation

__all__ = ["grounds_of", "service_ways"]

RIDES_ALONG = (Condition.model_validate({"fact": "carpool", "is": True}),)
TYPE = "vehicle"
FORMS = {"bicycle": "bicycle", "e_bike": "bicycle", "e_scooter": "scooter_standing"}


def service_ways(situation: Situation, fares: Sequence[Way] | None = None) -> Iterator[Way]:
    """Ways by every service that runs on the day.

    Args:
        situation: who travels.
        fares: ways by public transport; services that bring people to stops are joined to those that one may use.
    """
    for service in situation.offers.services:
        if service.runs_on(situation.day):
            for way in _ways(situation, service, fares or ()):
                yield replace(way, notes=(*way.notes, *_told(situation, service, way.cost)))


def _told(situation: Situation, service: Service, cost: MonthlyCost) -> Iterator[str]:
    if service.planned:
        yield f"The service '{service.id}' does not exist yet."
    availability = getattr(service, "availability", None)
    if availability is not None:
        yield f"The service '{service.id}' is available {availability:.0%} of the time; times assume that it is."
    if not cost.known:
        yield f"What the service '{service.id}' costs is not known, so that no budget is sure to pay for it."
    if isinstance(service, OnDemand) and service.booked_days:
        yield f"The service '{service.id}' is booked {service.booked_days} days ahead or more."
    elif isinstance(service, OnDemand) and service.booked_min:
        yield f"The service '{service.id}' is booked {service.booked_min} minutes ahead or more."
    if situation.profile.walking.wheelchair and isinstance(service, (Carpooling, OnDemand, CarShare)):
        yield f"Whether the service '{service.id}' takes a wheelchair is not known."


def _ways(situation: Situation, service: Service, fares: Sequence[Way]) -> Iterator[Way]:
    if isinstance(service, Loan):
        yield from _loan(situation, service)
    elif isinstance(service, Docked):
        yield _docked(situation, service)
    elif isinstance(service, FreeFloating):
        yield _free_floating(situation, service)
    elif isinstance(service, Carpooling):
        yield _carpool(situation, service)
    elif isinstance(service, OnDemand):
        yield _on_demand(situation, service)
    elif not isinstance(service, ParkAndRide):
        yield _car_share(situation, service)
    if isinstance(service, (Docked, Loan, ParkAndRide)):
        yield from fed_ways(situation, tuple(feeders_of(situation, service)), fares)


def _loan(situation: Situation, service: Loan) -> Iterator[Way]:
    vehicle = Vehicle(kind=service.vehicle, energy=service.energy, ownership="lent")
    may = verdict((*NEEDS.get(service.vehicle, CYCLES), *service.eligibility), situation.facts)
    for way in vehicle_ways(situation, vehicle, service.id, eur_month=service.eur_month):
        # The name of a toll that is paid follows that of the vehicle.
        beside = {lang: way.title.in_(lang).removeprefix(NAMES[vehicle.kind].in_(lang)) for lang in ("fr", "en")}
        title = Words(fr=service.title.fr + beside["fr"], en=service.title.en + beside["en"])
        yield replace(way, title=title, kind="loan", verdict=may)


def _docked(situation: Situation, service: Docked) -> Way:
    vehicle, travel = shared_vehicle(service.vehicle), situation.travel
    return Way(
        service.id, service.title, "docked",
        ByDock(
            CYCLE_MODES[service.vehicle], situation.profile.limits.max_cycle_min, cycle_speed(situation, vehicle),
            docks_of(situation, service), travel.foot, travel.walk_speed_kmh, travel.max_walk_min or 0.0,
            travel.docking_min,
        ),
        shared_cost(service), verdict((*CYCLES, *service.eligibility), situation.facts),
        grams_of(situation, vehicle.kind, vehicle.energy, occupants=1),
    )  # fmt: skip


def _free_floating(situation: Situation, service: FreeFloating) -> Way:
    vehicle = shared_vehicle(service.vehicle)
    grounds = situation.kept.once(("grounds", id(service)), lambda: _served_on(grounds_of(service)), service)
    return Way(
        service.id, service.title, "free_floating",
        Along(
            CYCLE_MODES[service.vehicle], situation.profile.limits.max_cycle_min, cycle_speed(situation, vehicle),
            extra_min=service.walk_min, served=grounds,
        ),
        shared_cost(service), verdict((*CYCLES, *service.eligibility), situation.facts),
        grams_of(situation, vehicle.kind, vehicle.energy, occupants=1),
        (f"The walk to a vehicle of '{service.id}' is {service.walk_min:g} minutes on average: it may be longer.",),
    )  # fmt: skip


def _served_on(grounds: Grounds | None) -> Served | None:
    return None if grounds is None else Served(grounds=grounds)


def grounds_of(service: FreeFloating) -> Grounds | None:
    """Where vehicles may be left, as `portee.offers.riding.may_end` tells it; None for anywhere.

    Both ends of a commute are an end of one of its legs, so that both must lie on such ground.
    """
    rules: list[RideZone] = list(service.zones)
    elsewhere = service.elsewhere
    if service.no_parking is not None:
        rules.append(RideZone(area=service.no_parking, may_end=False))
    if service.area is not None:
        rules.append(RideZone(area=service.area))
        elsewhere = False
    if not rules and elsewhere:
        return None
    told = [Rule(ride_end_allowed=rule.may_end, station_parking=rule.stations_only) for rule in rules]
    zones = tuple(Zone(service.id, shape_of(rule.area), (one,)) for rule, one in zip(rules, told, strict=True))
    system = SharedSystem(
        service.id, vehicle_types=(VehicleType(TYPE, FORMS[service.vehicle], return_constraint="free_floating"),),
        zones=zones, global_rules=(Rule(ride_end_allowed=elsewhere),), combine_rules=service.combined,
    )  # fmt: skip

    def allowed(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        return may_end(system, TYPE, lon, lat)

    return allowed


def _carpool(situation: Situation, service: Carpooling) -> Way:
    cost, notes = _seat_cost(situation, service)
    return Way(
        service.id, service.title, "carpool",
        Along(
            "car", situation.longest_min, extra_min=service.wait_min, slower=service.slower, network=_round(situation)
        ),
        cost,
        verdict((*RIDES_ALONG, *service.eligibility), situation.facts),
        grams_of(situation, "car", "petrol", occupants=service.people),
        ("Carpooling assumes that a driver is found both ways.", *notes),
    )  # fmt: skip


def _seat_cost(situation: Situation, service: Carpooling) -> tuple[MonthlyCost, tuple[str, ...]]:
    per_km = service.eur_km
    if per_km is None:
        try:
            driver = vehicle_cost("car", "petrol", situation.figures, km_year=0.0, ownership="lent")
        except ParameterError as problem:
            return UNKNOWN, (problem.what,)
        per_km = driver.running_eur_km / service.people
    return MonthlyCost(per_trip_eur=service.eur_trip, per_km_eur=per_km), ()


def _on_demand(situation: Situation, service: OnDemand) -> Way:
    wait = service.wait_min
    served = situation.kept.once(
        ("rides", id(service)), lambda: rides_served(service.every_ride, wait), service
    )  # fmt: skip
    return Way(
        service.id, service.title, "on_demand",
        Along(
            "car", situation.longest_min, extra_min=wait + service.added_min, slower=service.slower, served=served,
            network=_round(situation),
        ),
        on_demand_cost(service), verdict(service.eligibility, situation.facts),
        grams_of(situation, "car", "diesel", occupants=1),
    )  # fmt: skip


def _car_share(situation: Situation, service: CarShare) -> Way:
    return Way(
        service.id, service.title, "car_share",
        Along("car", situation.longest_min, extra_min=service.wait_min, network=_round(situation)),
        car_share_cost(service, situation.work_hours), verdict((*DRIVES, *service.eligibility), situation.facts),
        grams_of(situation, "car", "petrol", occupants=1),
    )  # fmt: skip


def _round(situation: Situation) -> Network | None:
    """The streets of drivers who go round every toll."""
    return driven_network(situation, None)[0]
