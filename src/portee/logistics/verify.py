"""Whether a plan keeps every promise, found by an arithmetic of its own: it shares nothing with the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from portee.core.errors import ParameterError
from portee.logistics.goods import MICRO, Load, Order, Site, Vehicle
from portee.logistics.plan import Plan, Round, Stop
from portee.logistics.problem import FAR, Problem

__all__ = ["broken", "refuse_broken"]

TOLERANCE = 1e-6
"""Of sums of kilograms and litres."""


def broken(problem: Problem, plan: Plan) -> list[str]:
    """Everything in a plan that does not hold, as sentences; empty for a plan that does.

    Looked at: each order once, or told unserved; known vehicles, each once; rounds from and to the own site; times that
    follow from the tables; windows, opening hours and loading; goods that are ready; kilograms, parcels and litres all
    along each trip; range, driver hours and reloads; kilometres and costs.
    """
    return [*_orders(problem, plan), *_fleet(problem, plan), *_rounds(problem, plan)]


def refuse_broken(problem: Problem, plan: Plan) -> None:
    """Raises ParameterError, with the first of the promises, when a plan breaks one."""
    found = broken(problem, plan)
    if found:
        more = f" ({len(found) - 1} more.)" if len(found) > 1 else ""
        raise ParameterError(
            f"The plan breaks a promise: {found[0]}{more}", mend="Nothing was written. Please report it with the plan."
        )


def _orders(problem: Problem, plan: Plan) -> Iterator[str]:
    times = Counter(id for one in plan.rounds for id in one.orders)
    times.update(plan.unserved)
    known = {order.id for order in problem.orders}
    for id in sorted(known):
        if times[id] != 1:
            yield f"order '{id}' is told {times[id]} times."
    for id in sorted(set(times) - known):
        yield f"there is no order '{id}'."


def _fleet(problem: Problem, plan: Plan) -> Iterator[str]:
    counts = {vehicle.id: vehicle.count for vehicle in problem.vehicles}
    used = Counter((one.vehicle, one.number) for one in plan.rounds)
    for (id, number), times in sorted(used.items()):
        if id not in counts:
            yield f"there is no vehicle '{id}'."
        elif not 1 <= number <= counts[id]:
            yield f"there are {counts[id]} vehicles '{id}', and number {number} goes out."
        if times > 1:
            yield f"vehicle '{id}' number {number} goes out in {times} rounds."


def _rounds(problem: Problem, plan: Plan) -> Iterator[str]:
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    for one in plan.rounds:
        vehicle = vehicles.get(one.vehicle)
        if vehicle is not None:
            for what in _round(problem, one, vehicle):
                yield f"vehicle '{one.vehicle}' number {one.number}: {what}"


def _round(problem: Problem, one: Round, vehicle: Vehicle) -> Iterator[str]:
    sites = {site.id: (row, site) for row, site in enumerate(problem.sites)}
    orders = {order.id: (len(problem.sites) + row, order) for row, order in enumerate(problem.orders)}
    stops = one.stops
    if len(stops) < 2 or not (stops[0].at_site and stops[-1].at_site):
        yield "it does not begin and end at a site."
        return
    if any(stop.place not in (sites if stop.at_site else orders) for stop in stops):
        yield "it stops at a place that is not known."
        return
    rows = [sites[stop.place][0] if stop.at_site else orders[stop.place][0] for stop in stops]
    metres, before = 0, None
    for place, stop in enumerate(stops):
        if before is not None:
            seconds = int(problem.seconds[vehicle.profile, rows[place - 1], rows[place]])
            length = int(problem.metres[vehicle.profile, rows[place - 1], rows[place]])
            metres += length
            if max(seconds, length) >= FAR:
                yield f"there is no way from '{before.place}' to '{stop.place}'."
            if stop.arrives_s < before.leaves_s + seconds:
                yield f"it is at '{stop.place}' {before.leaves_s + seconds - stop.arrives_s} s too soon."
        if not stop.arrives_s <= stop.begins_s <= stop.leaves_s:
            yield f"at '{stop.place}' its times do not rise."
        if stop.at_site:
            yield from _at_site(stop, sites[stop.place][1], vehicle, last=place == len(stops) - 1)
        else:
            yield from _at_door(stop, orders[stop.place][1])
        before = stop
    yield from _loads([None if stop.at_site else orders[stop.place][1] for stop in stops], stops, vehicle)
    yield from _day(one, vehicle, metres)


def _at_site(stop: Stop, site: Site, vehicle: Vehicle, *, last: bool) -> Iterator[str]:
    if stop.place != vehicle.home:
        yield f"it stops at the site '{stop.place}', its own is '{vehicle.home}'."
    if not site.opens_s <= stop.begins_s <= site.closes_s:
        yield f"'{site.id}' is closed when it is there."
    if not last and stop.leaves_s - stop.begins_s < site.load_s:
        yield f"it does not take the {site.load_s} s of loading at '{site.id}'."


def _at_door(stop: Stop, order: Order) -> Iterator[str]:
    if stop.begins_s < order.from_s:
        yield f"order '{order.id}' is served {order.from_s - stop.begins_s} s before its window."
    if stop.begins_s > order.until_s:
        yield f"order '{order.id}' is served {stop.begins_s - order.until_s} s after its window."
    if stop.leaves_s - stop.begins_s < order.service_s:
        yield f"order '{order.id}' is served for less than {order.service_s} s."


def _loads(visits: list[Order | None], stops: tuple[Stop, ...], vehicle: Vehicle) -> Iterator[str]:
    """Each trip begins with all that it will deliver, and ends with all that it has picked up."""
    first = 0
    while first < len(visits) - 1:
        last = next(place for place in range(first + 1, len(visits)) if visits[place] is None)
        trip = [order for order in visits[first + 1 : last] if order is not None]
        loads = [_sum([order.delivery for order in trip])]
        for done in range(1, len(trip) + 1):
            kept = [order.delivery for order in trip[done:]] + [order.pickup for order in trip[:done]]
            loads.append(_sum(kept))
        room = vehicle.capacity
        for unit, held, most in (
            ("kg", max(load.kg for load in loads), room.kg),
            ("parcels", max(load.parcels for load in loads), room.parcels),
            ("litres", max(load.litres for load in loads), room.litres),
        ):
            if held > most + TOLERANCE:
                yield f"it holds {held:g} {unit}, and has room for {most:g}."
        for order in trip:
            if order.ready_s > stops[first].begins_s:
                yield f"order '{order.id}' is ready {order.ready_s - stops[first].begins_s} s after loading."
        first = last


def _sum(loads: list[Load]) -> Load:
    total = Load()
    for load in loads:
        total = total + load
    return total


def _day(one: Round, vehicle: Vehicle, metres: int) -> Iterator[str]:
    first, last = one.stops[0].begins_s, one.stops[-1].arrives_s
    worked = last - first
    if first < vehicle.starts_s or last > vehicle.ends_s:
        yield "its driver works outside the hours."
    if vehicle.longest_s is not None and worked > vehicle.longest_s:
        yield f"its driver works {worked} s, and may {vehicle.longest_s}."
    if vehicle.range_m is not None and metres > vehicle.range_m:
        yield f"it drives {metres} m on one charge, and can {vehicle.range_m}."
    reloads = sum(stop.at_site for stop in one.stops) - 2
    if reloads > vehicle.reloads:
        yield f"it reloads {reloads} times, and may {vehicle.reloads}."
    if metres != one.metres:
        yield f"it is told to drive {one.metres} m, and drives {metres}."
    cost = (
        round(vehicle.cost_day * MICRO)
        + metres * round(vehicle.cost_km * MICRO / 1000)
        + worked * round(vehicle.cost_hour * MICRO / 3600)
    )
    if cost != one.micro:
        yield f"it is told to cost {one.micro} millionths of a euro, and costs {cost}."
