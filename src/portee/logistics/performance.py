"""What rounds cost and what they do to the streets: figures of a plan, in all and per parcel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from portee.logistics.plan import Plan
from portee.logistics.problem import Problem

__all__ = ["Performance", "Traits", "performance"]

HOUR_S = 3600
MINUTE_S = 60
KM_M = 1000


@dataclass(frozen=True)
class Traits:
    """Of one kind of vehicle.

    Attributes:
        g_co2e_km: greenhouse gases of a kilometre, with the making of the vehicle where the source counts it.
        noisy: whether it has a combustion engine, heard while it drives.
        at_kerb: whether it takes room on the street while somebody is served.
        insertion: share of the hours that is insertion work.
    """

    g_co2e_km: float
    noisy: bool
    at_kerb: bool
    insertion: float = 0.0


@dataclass(frozen=True)
class Performance:
    """Of the rounds of one day; several are added.

    Attributes:
        parcels: delivered and picked up at doors. cost: euros. g_co2e: grams. km: driven.
        kerb_min: minutes of vehicles on the street while somebody is served.
        noise_h: hours that vehicles with a combustion engine drive.
        driver_h: hours of drivers. insertion_h: of them, of insertion work. rounds, trips: how many.
    """

    parcels: int = 0
    cost: float = 0.0
    g_co2e: float = 0.0
    km: float = 0.0
    kerb_min: float = 0.0
    noise_h: float = 0.0
    driver_h: float = 0.0
    insertion_h: float = 0.0
    rounds: int = 0
    trips: int = 0

    def __add__(self, other: Performance) -> Performance:
        return Performance(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def per_parcel(self, name: str) -> float | None:
        """A figure per parcel, None where there is none."""
        value: float = getattr(self, name)
        return value / self.parcels if self.parcels else None

    def jobs(self, days_year: float, hours_full_time: float) -> float:
        """Full-time jobs if every working day were like this one."""
        return self.driver_h * days_year / hours_full_time


def performance(
    problem: Problem, plan: Plan, traits: Mapping[str, Traits], *, sites: bool = True, counted: bool = True
) -> Performance:
    """Figures of a plan.

    Args:
        problem, plan: the plan must pass `portee.logistics.verify.broken`.
        traits: by vehicle id. sites: whether the daily cost of the sites is added.
        counted: whether its parcels are; those of supplies are counted at the doors.
    """
    orders = {order.id: order for order in problem.orders}
    total = Performance(cost=sum(site.cost_day for site in problem.sites) if sites else 0.0)
    for one in plan.rounds:
        own = traits[one.vehicle]
        served = [orders[id] for id in one.orders]
        at_doors = sum(stop.leaves_s - stop.begins_s for stop in one.stops if not stop.at_site)
        idle = sum(stop.leaves_s - stop.arrives_s for stop in one.stops[1:-1])
        first = one.stops[0]
        driving = one.seconds - idle - (first.leaves_s - first.begins_s)
        hours, km = one.seconds / HOUR_S, one.metres / KM_M
        total += Performance(
            sum(order.delivery.parcels + order.pickup.parcels for order in served) if counted else 0,
            one.micro / 1_000_000, own.g_co2e_km * km, km, at_doors / MINUTE_S if own.at_kerb else 0.0,
            driving / HOUR_S if own.noisy else 0.0, hours, own.insertion * hours, 1, one.trips,
        )  # fmt: skip
    return total
