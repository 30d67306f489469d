"""Why an order cannot be served: which constraint, by how much, and what would make it possible."""

from __future__ import annotations

from dataclasses import dataclass

from portee.logistics.goods import Load, Order, Vehicle
from portee.logistics.plan import Plan
from portee.logistics.problem import FAR, Problem

__all__ = ["CONSTRAINTS", "Hindrance", "Unserved", "explain", "hindrances"]

CONSTRAINTS = (
    "no_vehicle",
    "no_way",
    "kg",
    "parcels",
    "litres",
    "window",
    "driver_hours",
    "site_closed",
    "range",
    "fleet",
    "supply",
)
"""no_way: the streets do not lead there and back; window: it ends before the soonest arrival; driver_hours: the round
for it alone is longer than a driver's day, or ends after it; site_closed: the site has closed before the return; fleet:
it could be served alone, but all vehicles together have no time or room left; supply: nothing is brought in time to the
micro-hub that it leaves from, which is named instead of a vehicle."""


@dataclass(frozen=True)
class Hindrance:
    """What keeps one vehicle from one order.

    Attributes:
        vehicle: id, or that of a micro-hub for the constraint "supply". constraint: one of `CONSTRAINTS`.
        by: how much is missing, in `unit`: s, m, kg, parcels or litres; None where no amount would help.
    """

    vehicle: str
    constraint: str
    by: float | None
    unit: str


@dataclass(frozen=True)
class Unserved:
    """Why an order is in no round.

    Attributes:
        order: id. hindrances: the least of each vehicle; of constraint "fleet" when each could serve it alone.
        alone_s: seconds of the shortest round that would serve it alone, None where there is none.
    """

    order: str
    hindrances: tuple[Hindrance, ...]
    alone_s: int | None


def hindrances(problem: Problem, order: int) -> tuple[Hindrance, ...]:
    """What keeps each vehicle from serving an order alone, the first for each; empty when one of them can."""
    found = []
    for vehicle in problem.vehicles:
        hindrance = _first(problem, problem.orders[order], problem.row_of(order), vehicle)
        if hindrance is None:
            return ()
        found.append(hindrance)
    return tuple(found)


def explain(problem: Problem, plan: Plan) -> tuple[Unserved, ...]:
    """Why each unserved order of a plan is left."""
    places = {order.id: place for place, order in enumerate(problem.orders)}
    told = []
    for id in plan.unserved:
        order = places[id]
        found = hindrances(problem, order)
        if found:
            told.append(Unserved(id, found, None))
            continue
        can = [v for v in problem.vehicles if _first(problem, problem.orders[order], problem.row_of(order), v) is None]
        lengths = [_alone(problem, problem.orders[order], problem.row_of(order), vehicle) for vehicle in can]
        fleet = tuple(
            Hindrance(v.id, "fleet", float(back - begins), "s")
            for v, (begins, _, back) in zip(can, lengths, strict=True)
        )
        told.append(Unserved(id, fleet, min(back - begins for begins, _, back in lengths)))
    return tuple(told)


def _first(problem: Problem, order: Order, row: int, vehicle: Vehicle) -> Hindrance | None:
    home = problem.site_of(vehicle)
    seconds, metres = problem.seconds[vehicle.profile], problem.metres[vehicle.profile]
    there, back = (home, row), (row, home)
    if max(seconds[there], seconds[back], metres[there], metres[back]) >= FAR:
        return Hindrance(vehicle.id, "no_way", None, "")
    for unit, most, needed in _needs(order, vehicle.capacity):
        if needed > most:
            return Hindrance(vehicle.id, unit, needed - most, unit)
    length = int(metres[there]) + int(metres[back])
    if vehicle.range_m is not None and length > vehicle.range_m:
        return Hindrance(vehicle.id, "range", float(length - vehicle.range_m), "m")
    site = problem.sites[home]
    begins = max(vehicle.starts_s, site.opens_s, order.ready_s)
    if begins > site.closes_s:
        return Hindrance(vehicle.id, "site_closed", float(begins - site.closes_s), "s")
    soonest = begins + site.load_s + int(seconds[there])
    if soonest > order.until_s:
        return Hindrance(vehicle.id, "window", float(soonest - order.until_s), "s")
    served = max(soonest, order.from_s)
    home_again = served + order.service_s + int(seconds[back])
    if home_again > site.closes_s:
        return Hindrance(vehicle.id, "site_closed", float(home_again - site.closes_s), "s")
    if home_again > vehicle.ends_s:
        return Hindrance(vehicle.id, "driver_hours", float(home_again - vehicle.ends_s), "s")
    leaves, _, ends = _alone(problem, order, row, vehicle)
    if ends - leaves > vehicle.work_s:
        return Hindrance(vehicle.id, "driver_hours", float(ends - leaves - vehicle.work_s), "s")
    return None


def _needs(order: Order, room: Load) -> list[tuple[str, float, float]]:
    """Each unit with the room and what the order needs of it; delivering and picking up never are aboard together."""
    scale = (1000.0, 1.0, 10.0)
    needed = [max(pair) for pair in zip(order.delivery.demand, order.pickup.demand, strict=True)]
    units = ("kg", "parcels", "litres")
    return [
        (unit, has / by, needs / by)
        for unit, has, needs, by in zip(units, room.room, needed, scale, strict=True)
    ]  # fmt: skip


def _alone(problem: Problem, order: Order, row: int, vehicle: Vehicle) -> tuple[int, int, int]:
    """The round for one order alone that starts as late as it can: begins, serves, ends."""
    home = problem.site_of(vehicle)
    site = problem.sites[home]
    out, back = (int(problem.seconds[vehicle.profile][way]) for way in ((home, row), (row, home)))
    soonest = max(vehicle.starts_s, site.opens_s, order.ready_s)
    begins = min(max(soonest, order.from_s - out - site.load_s), max(soonest, site.closes_s))
    served = max(begins + site.load_s + out, order.from_s)
    return begins, served, served + order.service_s + back
