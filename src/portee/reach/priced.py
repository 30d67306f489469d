"""From fares, vehicles and services to what a month of commuting costs."""

from __future__ import annotations

import math
from dataclasses import replace

from portee.offers.cost import UNKNOWN, MonthlyCost
from portee.offers.fares import Fare
from portee.offers.services import CarShare, Docked, FreeFloating, OnDemand, ParkAndRide
from portee.offers.vehicles import VehicleCost

__all__ = [
    "at_most", "car_share_cost", "fare_cost", "on_demand_cost", "parking_cost", "shared_cost", "together",
    "vehicle_month",
]  # fmt: skip

DAYS_OF_A_TRIP = 0.5
"""A day is a trip there and one back."""


def fare_cost(fare: Fare) -> MonthlyCost:
    """Passes and tickets together, each ticket with its own cap: for any number of trips, `Fare.cost_eur_month`."""
    tickets = [product for product in fare.products if product.per_trip_eur]
    alone = tickets[0] if len(tickets) == 1 else None
    open_ended = [product.per_trip_eur for product in tickets if product is alone or product.cap_eur_month is None]
    return MonthlyCost(
        fixed_eur=fare.fixed_eur_month,
        per_trip_eur=math.fsum(open_ended),
        cap_eur=None if alone is None else alone.cap_eur_month,
        parts={product.id: product.fixed_eur_month for product in fare.products if product.fixed_eur_month},
        capped=tuple(
            (product.per_trip_eur, product.cap_eur_month)
            for product in tickets
            if product is not alone and product.cap_eur_month is not None
        ),
    )


def together(fare: MonthlyCost, beside: MonthlyCost) -> MonthlyCost:
    """Both costs; those beside a fare are not in its cap. At most one of them prices rides by a plan or by minutes."""
    capped = (*fare.capped, *beside.capped)
    if fare.cap_eur is not None and beside.per_trip_eur:
        capped = (*capped, (beside.per_trip_eur, math.inf))
    per_trip = fare.per_trip_eur + (0.0 if fare.cap_eur is not None else beside.per_trip_eur)
    return MonthlyCost(
        fixed_eur=fare.fixed_eur + beside.fixed_eur, per_trip_eur=per_trip, cap_eur=fare.cap_eur,
        per_km_eur=fare.per_km_eur + beside.per_km_eur,
        per_minute_eur=fare.per_minute_eur + beside.per_minute_eur,
        free_minutes=max(fare.free_minutes, beside.free_minutes),
        full_fixed_eur=fare.full_fixed_eur + beside.full_fixed_eur, parts={**fare.parts, **beside.parts},
        capped=capped, plan=fare.plan or beside.plan, known=fare.known and beside.known,
    )  # fmt: skip


def at_most(cost: MonthlyCost, longest_min: float, longest_km: float) -> MonthlyCost:
    """The same with every ride at the price of the dearest one up to a length, as a price by trip.

    For where the length of each ride is not told: never less than it costs.
    """
    if not cost.by_distance:
        return cost
    rides = [float(cost.ride_eur(longest_km, minutes)) for minutes in range(1, math.ceil(longest_min) + 1)]
    without = replace(cost, per_km_eur=0.0, per_minute_eur=0.0, free_minutes=0.0, plan=None)
    dearest = max([*rides, float(cost.ride_eur(longest_km, longest_min))])
    return together(without, MonthlyCost(per_trip_eur=dearest))


def vehicle_month(cost: VehicleCost, *, parking_eur: float = 0.0) -> MonthlyCost:
    """A vehicle that is there anyway: its running cost, and a place to park at work; the rest is told beside."""
    parts = {"work_parking": parking_eur} if parking_eur else {}
    return MonthlyCost(
        fixed_eur=parking_eur, per_km_eur=cost.running_eur_km, full_fixed_eur=cost.fixed_eur_month, parts=parts
    )


def shared_cost(service: Docked | FreeFloating) -> MonthlyCost:
    """A subscription, and each ride by its plan; not known when nothing is told of prices."""
    plan = service.plan
    if plan is None:
        return UNKNOWN
    month = service.eur_month or 0.0
    charged = plan if plan.price or plan.per_min or plan.per_km else None
    return MonthlyCost(fixed_eur=month, plan=charged, parts={service.id: month} if month else {})


def parking_cost(service: ParkAndRide) -> MonthlyCost:
    """A place in a car park beside a stop: each trip bears half of a day."""
    if service.eur_day is None and service.eur_month is None:
        return UNKNOWN
    month = service.eur_month or 0.0
    return MonthlyCost(
        fixed_eur=month, per_trip_eur=(service.eur_day or 0.0) * DAYS_OF_A_TRIP,
        parts={service.id: month} if month else {},
    )  # fmt: skip


def on_demand_cost(service: OnDemand) -> MonthlyCost:
    """Each ride; not known when its price is not told."""
    return UNKNOWN if service.eur_trip is None else MonthlyCost(per_trip_eur=service.eur_trip)


def car_share_cost(service: CarShare, hours_at_work: float) -> MonthlyCost:
    """A shared car kept from home to home: each trip bears half of the hours at work, and its own time."""
    month = service.eur_month
    return MonthlyCost(
        fixed_eur=month, per_trip_eur=service.eur_hour * hours_at_work * DAYS_OF_A_TRIP,
        per_km_eur=service.eur_km, per_minute_eur=service.eur_hour / 60, parts={service.id: month} if month else {},
    )  # fmt: skip
