"""Rounds for a problem, by PyVRP's iterated local search (Wouda, Lan and Kool 2024, doi:10.1287/ijoc.2023.0055).

The search stops after a number of iterations, never after a time: the same problem and seed give the same rounds.
"""

from __future__ import annotations

import warnings
from itertools import groupby
from typing import Any

import numpy as np
from pyvrp import (
    Client,
    Depot,
    Location,
    PenaltyParams,
    ProblemData,
    Route,
    Solution,
    SolveParams,
    VehicleType,
    solve,
)
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.stop import MaxIterations

from portee.core.errors import ParameterError
from portee.logistics.plan import Plan, Round, Stop
from portee.logistics.problem import FAR, Problem
from portee.logistics.unserved import hindrances

__all__ = ["DEFAULT_ITERATIONS", "route"]

DEFAULT_ITERATIONS = 4000
NO_LIMIT = np.iinfo(np.int64).max
PENALTY = 100_000
"""What a unit too much (gram, parcel, second, metre) costs at most during the search, as a multiple of the dearest unit
cost: PyVRP's own default, which is made for a unit cost of one."""
LEGS_FOR_ONE = 4
ROUNDS_FOR_ONE = 4
"""Legs and rounds that serving one more order is thought to take at most when it is weighed against leaving it."""


def route(problem: Problem, *, iterations: int = DEFAULT_ITERATIONS, seed: int = 0, start: Plan | None = None) -> Plan:
    """The cheapest rounds that were found.

    Orders that no vehicle could serve even alone are left, and so are those for which all vehicles together have no
    time or room; as few of these as the search finds.

    Args:
        problem: what is to be routed. iterations: of the search; more never give a worse plan with the same seed.
        seed: of its draws.
        start: a plan of this problem, or of one with fewer vehicles; the plan that comes back is never worse.

    Raises:
        ParameterError: iterations below one, a seed below zero.
    """
    if iterations < 1 or seed < 0:
        raise ParameterError(
            f"{iterations} iterations from the seed {seed} are no search.", mend="Give one or more, and zero or more."
        )
    alone = [not hindrances(problem, order) for order in range(len(problem.orders))]
    left = tuple(order.id for order, can in zip(problem.orders, alone, strict=True) if not can)
    chosen = [order for order, can in enumerate(alone) if can]
    part = problem.with_orders(chosen)
    if not chosen:
        found = Plan((), left, 0, seed)
    else:
        best = _best(part, iterations, seed, required=True)
        if not best.is_feasible():
            best = _best(part, iterations, seed, required=False)
        rounds = _rounds(part, best) if best.is_feasible() else ()
        served = {id for one in rounds for id in one.orders}
        missed = tuple(order.id for order in part.orders if order.id not in served)
        found = Plan(rounds, tuple(sorted((*left, *missed))), iterations, seed)
    return start if start is not None and start.rank() < found.rank() else found


def _best(problem: Problem, iterations: int, seed: int, *, required: bool) -> Solution:
    """The best solution found; orders may be left when not `required`, each at the price of several rounds."""
    unit = max(1, *(max(vehicle.micro_metre, vehicle.micro_second) for vehicle in problem.vehicles))
    prize = 0 if required else _prize(problem)
    params = SolveParams(penalty=PenaltyParams(max_penalty=float(max(PENALTY * unit, 10 * prize))))
    data = _data(problem, prize)
    with warnings.catch_warnings():
        # That no plan serves all is found out from the result.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        return solve(data, MaxIterations(iterations), seed, collect_stats=False, display=False, params=params).best


def _prize(problem: Problem) -> int:
    """More than what serving one more order costs."""
    longest = int(problem.metres[problem.metres < FAR].max())
    days = [v.micro_day + v.micro_second * v.work_s + LEGS_FOR_ONE * v.micro_metre * longest for v in problem.vehicles]
    return 1 + ROUNDS_FOR_ONE * max(days)


def _data(problem: Problem, prize: int) -> ProblemData:
    """The problem in PyVRP's terms; orders are required when there is no prize for them."""
    clients = [
        Client(
            location=problem.row_of(row), delivery=order.delivery.demand, pickup=order.pickup.demand,
            service_duration=order.service_s, tw_early=order.from_s, tw_late=order.until_s,
            release_time=order.ready_s, required=not prize, prize=prize,
        )
        for row, order in enumerate(problem.orders)
    ]  # fmt: skip
    depots = [
        Depot(location=row, tw_early=site.opens_s, tw_late=site.closes_s, service_duration=site.load_s)
        for row, site in enumerate(problem.sites)
    ]
    types = []
    for vehicle in problem.vehicles:
        home = problem.site_of(vehicle)
        types.append(
            VehicleType(
                num_available=vehicle.count, capacity=vehicle.capacity.room, start_depot=home, end_depot=home,
                fixed_cost=vehicle.micro_day, tw_early=vehicle.starts_s, tw_late=vehicle.ends_s,
                shift_duration=vehicle.work_s, unit_distance_cost=vehicle.micro_metre,
                unit_duration_cost=vehicle.micro_second, profile=vehicle.profile,
                reload_depots=[home] if vehicle.reloads else [], max_reloads=vehicle.reloads,
                max_distance=NO_LIMIT if vehicle.range_m is None else vehicle.range_m,
            )
        )  # fmt: skip
    locations = [Location(site.lon, site.lat) for site in problem.sites]
    locations += [Location(order.lon, order.lat) for order in problem.orders]
    # A way that does not exist takes longer than any day; no longer, so that penalties stay within their numbers.
    day = 1 + max(vehicle.ends_s for vehicle in problem.vehicles)
    away = (problem.seconds >= FAR) | (problem.metres >= FAR)
    longest = int(problem.metres[~away].max())
    seconds: Any = [np.where(a, day, np.minimum(t, day)) for a, t in zip(away, problem.seconds, strict=True)]
    metres: Any = [np.where(a, longest, t) for a, t in zip(away, problem.metres, strict=True)]
    return ProblemData(locations, clients, depots, types, metres, seconds)


def _rounds(problem: Problem, best: Solution) -> tuple[Round, ...]:
    """In order of vehicles, then of the first order served, so that equal plans are written alike."""
    routes = sorted(best.routes(), key=lambda one: (one.vehicle_type(), [stop.idx for stop in one.schedule()]))
    rounds = []
    for kind, own in groupby(routes, key=lambda one: one.vehicle_type()):
        rounds += [_round(problem, kind, number, one) for number, one in enumerate(own, 1)]
    return tuple(rounds)


def _round(problem: Problem, kind: int, number: int, one: Route) -> Round:
    vehicle, steps = problem.vehicles[kind], one.schedule()
    home = problem.site_of(vehicle)
    rows = [home if step.is_depot() else problem.row_of(step.idx) for step in steps]
    stops: list[Stop] = []
    for place, step in enumerate(steps):
        begins, leaves = step.start_time, step.end_time
        arrives = begins
        if place:
            arrives = stops[-1].leaves_s + int(problem.seconds[vehicle.profile, rows[place - 1], rows[place]])
        at_site = step.is_depot()
        name = vehicle.home if at_site else problem.orders[step.idx].id
        stops.append(Stop(name, at_site, arrives, begins, leaves))
    metres = one.distance()
    seconds = stops[-1].arrives_s - stops[0].begins_s
    cost = vehicle.micro_day + vehicle.micro_metre * metres + vehicle.micro_second * seconds
    return Round(vehicle.id, number, tuple(stops), metres, cost)
