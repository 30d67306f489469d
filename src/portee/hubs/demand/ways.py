"""Minutes, kilometres and money of today's ways and of the services of a hub, for one kind of resident.

Everything is of one way; money is half of an outing's. Minutes are weighed: a minute on foot, of waiting or on a
bicycle counts as more than one on board.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from portee.hubs.demand.assumptions import Assumptions
from portee.hubs.demand.eligible import able_to_use, solidarity
from portee.hubs.demand.prices import cheapest, open_tariffs
from portee.hubs.plan.services import Service
from portee.hubs.plan.tariffs import Tariff
from portee.people.profile import Profile

__all__ = ["OwnCosts", "ServiceWay", "Tables", "is_offered", "own_ways", "service_way"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WALK_KMH = 3.6
"""Speed at which walks were searched; those of a profile are as much longer as it is slower."""
CAR, CYCLE = ("car", "van"), ("bicycle", "e_bike", "cargo_bike")
RIDDEN: Mapping[str, str] = {
    "shared_car": "car", "e_bike": "bicycle", "bike": "bicycle", "cargo_bike": "bicycle", "scooter": "e_scooter",
    "carpool_stop": "car",
}  # fmt: skip
"""How one rides on from the hub."""
FROM_HOME: Mapping[str, str] = {"bike_loan": "bicycle", "on_demand": "car"}
"""Services that begin at home."""
CYCLED = frozenset({"e_bike", "bike", "cargo_bike", "scooter", "bike_loan"})
ELECTRIC = frozenset({"e_bike", "cargo_bike"})
WITH_VEHICLES = frozenset({"shared_car", "e_bike", "bike", "cargo_bike", "scooter", "bike_loan"})


@dataclass(frozen=True)
class OwnCosts:
    """EUR of today's ways: a trip by public transport, a kilometre and a trip's parking by car, a km by bicycle."""

    transit: float = 0.0
    car_km: float = 0.0
    parking: float = 0.0
    bicycle_km: float = 0.0


@dataclass(frozen=True, eq=False)
class Tables:
    """Minutes and kilometres; c cells, d destinations, m moments. Infinite where one does not get there.

    Attributes:
        walk, bicycle, car: minutes, float64 (c, d). transit: minutes at each moment, float64 (m, c, d).
        bicycle_km, car_km: float64 (c, d).
        to_hub: minutes on foot from each cell, float64 (c,).
        ride, ride_km: from the hub by "bicycle", "e_scooter" and "car", each float64 (d,).
        weights: what draws people to each destination, by purpose, float64 (purposes, d).
        moment: which moment holds, int64 (3, 24), by day type and hour.
        costs: of today's ways.
    """

    walk: Floats
    bicycle: Floats
    car: Floats
    transit: Floats
    bicycle_km: Floats
    car_km: Floats
    to_hub: Floats
    ride: Mapping[str, Floats]
    ride_km: Mapping[str, Floats]
    weights: Floats
    moment: Ints
    costs: OwnCosts


@dataclass(frozen=True, eq=False)
class OwnWays:
    """Today's ways of one kind of resident. By row: walk, bicycle, car, float64 (3, c, d); then public transport.

    Attributes:
        utility, minutes, eur: of the rows, −∞ and infinite where impossible. transit_utility, transit_minutes: float64
            (m, c, d). transit_eur: of a way.
    """

    utility: Floats
    minutes: Floats
    eur: Floats
    transit_utility: Floats
    transit_minutes: Floats
    transit_eur: float


@dataclass(frozen=True, eq=False)
class ServiceWay:
    """One service for one kind of resident and purpose; each float64 (c, d).

    Attributes:
        utility: −∞ where it cannot be used. minutes: one way. eur: of the outing. hours, km: of the outing.
        tariff: which of `tariffs`, int64 (c, d).
    """

    utility: Floats
    minutes: Floats
    eur: Floats
    hours: Floats
    km: Floats
    tariff: Ints
    tariffs: tuple[Tariff, ...]


def is_offered(service: Service) -> bool:
    """Whether there is anything to use: a service of vehicles has some."""
    if service.kind not in WITH_VEHICLES:
        return service.kind in RIDDEN or service.kind in FROM_HOME
    return any(thing.vehicle and thing.count > 0 for thing in service.things)


def own_ways(profile: Profile, tables: Tables, assumptions: Assumptions, income: float | None) -> OwnWays:
    """Today's ways. Nobody goes longer than their profile accepts."""
    a, limits = assumptions, profile.limits
    minute, euro = a.minute, a.euro(income)
    kinds = {vehicle.kind for vehicle in profile.vehicles}
    most = limits.max_time_min
    walk = tables.walk * (WALK_KMH / profile.walking.speed_kmh)
    cycles = limits.cycles and not profile.walking.wheelchair and bool(kinds & set(CYCLE))
    faster = _gain(a) if "e_bike" in kinds else 1.0
    cycle = np.where(cycles, tables.bicycle * faster, np.inf)
    cycle = np.where(cycle <= limits.max_cycle_min, cycle, np.inf)
    drives = bool(kinds & set(CAR)) and "B" in (profile.licences or ())
    car = np.where(drives, tables.car, np.inf)
    minutes = np.stack([walk, cycle, car])
    minutes = np.where(minutes <= most, minutes, np.inf)
    going = np.isfinite(minutes)
    km = np.where(going, np.stack([np.zeros_like(walk), tables.bicycle_km, tables.car_km]), 0.0)
    costs = tables.costs
    rate = np.array([0.0, costs.bicycle_km, costs.car_km])[:, None, None]
    eur = rate * km + np.array([0.0, 0.0, costs.parking])[:, None, None]
    weigh = np.array([a["walk_weight"], a["cycle_weight"], 1.0])[:, None, None]
    constant = np.array([0.0, a["constant_cycle"], 0.0])[:, None, None]
    spent = np.where(going, minutes, 0.0)
    utility = np.where(going, constant - minute * weigh * spent - euro * eur, -np.inf)
    fare = 0.0 if profile.passes else costs.transit
    ridden = np.where(tables.transit <= most, tables.transit, np.inf)
    rides = np.isfinite(ridden)
    by_transit = np.where(
        rides, -minute * a["transit_weight"] * np.where(rides, ridden, 0.0) - euro * fare, -np.inf
    )  # fmt: skip
    return OwnWays(utility, minutes, eur, by_transit, ridden, fare)


def service_way(
    profile: Profile, service: Service, tables: Tables, assumptions: Assumptions, income: float | None, *,
    stay_h: float, day: date,
) -> ServiceWay | None:  # fmt: skip
    """What a service is to a kind of resident, None where they cannot use it at all."""
    a, limits = assumptions, profile.limits
    tariffs = open_tariffs(service.tariffs, solidarity=solidarity(profile, a.poverty_line))
    if not is_offered(service) or not able_to_use(profile, service).yes or not tariffs:
        return None
    shape = tables.walk.shape
    walk, wait, ride, km = (np.zeros(shape) for _ in range(4))
    kind = service.kind
    if kind in RIDDEN:
        on_foot = tables.to_hub * (WALK_KMH / profile.walking.speed_kmh)
        on_foot = np.where(on_foot <= profile.walking.max_min, on_foot, np.inf)
        walk = np.broadcast_to(on_foot[:, None], shape)
        ride = np.broadcast_to(tables.ride[RIDDEN[kind]][None, :], shape)
        km = np.broadcast_to(tables.ride_km[RIDDEN[kind]][None, :], shape)
    else:
        by = FROM_HOME[kind]
        ride, km = getattr(tables, by), getattr(tables, f"{by}_km")
    if kind in ELECTRIC or (kind == "bike_loan" and any(thing.per_100km is not None for thing in service.things)):
        ride = ride * _gain(a)
    if kind in ("carpool_stop", "on_demand"):
        ride, km = ride * a["detour"], km * (a["detour"] if kind == "on_demand" else 1.0)
        wait = np.full(shape, a["wait_min"])
    elif kind != "bike_loan":
        wait = np.full(shape, a["pick_up_min"] / 2)
    cycled = kind in CYCLED
    minutes = walk + wait + ride
    usable = np.isfinite(minutes) & (minutes <= limits.max_time_min)
    if cycled:
        usable &= ride <= limits.max_cycle_min
    hours = np.where(usable, 2 * np.where(usable, ride, 0.0) / 60 + stay_h, 0.0)
    length = np.where(usable, 2 * np.where(usable, km, 0.0), 0.0)
    eur, tariff = cheapest(tariffs, day, hours, length, a[f"uses_month.{kind}"])
    weighed = (
        a["walk_weight"] * np.where(usable, walk, 0.0) + a["wait_weight"] * wait
        + (a["cycle_weight"] if cycled else 1.0) * np.where(usable, ride, 0.0)
    )  # fmt: skip
    constant = a["constant_shared"] + (a["constant_cycle"] if cycled else 0.0)
    utility = np.where(usable, constant - a.minute * weighed - a.euro(income) * eur / 2, -np.inf)
    return ServiceWay(utility, np.where(usable, minutes, np.inf), eur, hours, length, tariff, tariffs)


def _gain(assumptions: Assumptions) -> float:
    """Minutes by e-bike over those by bicycle."""
    return assumptions.bicycle_kmh / (assumptions.bicycle_kmh + assumptions.e_bike_gain)
