"""Small problems of rounds drawn by hypothesis, and the slow, obvious way to solve them."""

from __future__ import annotations

from itertools import pairwise, permutations, product

import numpy as np
from hypothesis import strategies as st

from portee.logistics.goods import MICRO, Load, Order, Site, Vehicle
from portee.logistics.problem import FAR, Problem

HOUR = 3600


def line_problem(orders: tuple[Order, ...], vehicles: tuple[Vehicle, ...], sites: tuple[Site, ...] = ()) -> Problem:
    """Places along a line, `lon` in minutes of drive, 5 m a second."""
    sites = sites or (Site("depot", 0.0, 0.0),)
    at = np.array([*(site.lon for site in sites), *(order.lon for order in orders)])
    seconds = np.round(60 * np.abs(at[:, np.newaxis] - at)).astype(np.int64)
    profiles = 1 + max(vehicle.profile for vehicle in vehicles)
    return Problem(sites, orders, vehicles, np.stack([seconds] * profiles), np.stack([5 * seconds] * profiles))


@st.composite
def problems(draw: st.DrawFn, most: int = 4, reloads: int = 0) -> Problem:
    """Orders with windows, loads and returns; two kinds of vehicles; some ways that do not exist."""
    count = draw(st.integers(1, most))
    orders = []
    for number in range(count):
        first = draw(st.integers(0, 4)) * HOUR
        orders.append(
            Order(
                f"o{number}", 0.0, 0.0, first, first + draw(st.integers(1, 4)) * HOUR, draw(st.integers(0, 10)) * 60,
                Load(draw(st.integers(0, 5)), draw(st.integers(0, 2))), Load(draw(st.integers(0, 3)), 0),
            )
        )  # fmt: skip
    vehicles = tuple(
        Vehicle(
            name, "depot", 0, draw(st.integers(1, 2)), Load(room, 4), 0, 8 * HOUR,
            draw(st.sampled_from([None, 3 * HOUR])),
            draw(st.sampled_from([None, 30_000])), reloads, 0.0, cost, draw(st.sampled_from([0.0, 5.0])),
        )
        for name, room, cost in (("bike", 6, 0.2), ("van", 12, 0.5))
    )  # fmt: skip
    size = count + 1
    # Ways are the shortest ones, as those along streets are; an order may be cut off.
    ways = draw(st.lists(st.integers(60, 3000), min_size=size * size, max_size=size * size))
    seconds = np.array(ways, np.int64).reshape(1, size, size)
    np.fill_diagonal(seconds[0], 0)
    for middle in range(size):
        seconds[0] = np.minimum(seconds[0], seconds[0][:, [middle]] + seconds[0][[middle], :])
    metres = 4 * seconds
    cut = draw(st.integers(1, 4 * size))
    if cut < size:
        for table in (seconds, metres):
            table[0, :, cut] = FAR
            table[0, cut, cut] = 0
    return Problem((Site("depot", 0.0, 0.0, load_s=300),), tuple(orders), vehicles, seconds, metres)


def best_by_hand(problem: Problem) -> tuple[int, int]:
    """Fewest orders left, then least cost in millionths of a euro, by trying everything; no reload, no cost of time."""
    fleet = [vehicle for vehicle in problem.vehicles for _ in range(vehicle.count)]
    choices = product(range(-1, len(fleet)), repeat=len(problem.orders))
    known: dict[tuple[int, tuple[int, ...]], int | None] = {}
    best = (len(problem.orders), 0)
    for choice in choices:
        cost, left = 0, choice.count(-1)
        for number, vehicle in enumerate(fleet):
            own = tuple(order for order, taken in enumerate(choice) if taken == number)
            key = (problem.vehicles.index(vehicle), own)
            if key not in known:
                known[key] = _cheapest(problem, vehicle, own)
            found = known[key]
            if found is None:
                break
            cost += found
        else:
            best = min(best, (left, cost))
    return best


def _cheapest(problem: Problem, vehicle: Vehicle, own: tuple[int, ...]) -> int | None:
    if not own:
        return 0
    costs = [_cost(problem, vehicle, order) for order in permutations(own)]
    return min((cost for cost in costs if cost is not None), default=None)


def _cost(problem: Problem, vehicle: Vehicle, order: tuple[int, ...]) -> int | None:
    orders = [problem.orders[place] for place in order]
    for done in range(len(orders) + 1):
        aboard = [o.delivery for o in orders[done:]] + [o.pickup for o in orders[:done]]
        if sum(load.kg for load in aboard) > vehicle.capacity.kg:
            return None
        if sum(load.parcels for load in aboard) > vehicle.capacity.parcels:
            return None
    rows = [0, *(place + 1 for place in order), 0]
    metres = sum(int(problem.metres[0, a, b]) for a, b in pairwise(rows))
    if metres >= FAR or (vehicle.range_m is not None and metres > vehicle.range_m):
        return None
    # Of all minutes to start at, one is enough that is feasible: time costs nothing here.
    for start in range(0, vehicle.ends_s, 60):
        end = _end(problem, rows, orders, start)
        if end is not None and end <= vehicle.ends_s and end - start <= vehicle.work_s:
            return round(vehicle.cost_day * MICRO) + metres * vehicle.micro_metre
    return None


def _end(problem: Problem, rows: list[int], orders: list[Order], start: int) -> int | None:
    clock = start + problem.sites[0].load_s
    for place, order in enumerate(orders):
        clock = max(clock + int(problem.seconds[0, rows[place], rows[place + 1]]), order.from_s)
        if clock > order.until_s:
            return None
        clock += order.service_s
    return clock + int(problem.seconds[0, rows[-2], 0])
