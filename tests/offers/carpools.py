"""Small carpools for tests, and their slow, obvious twin: every order of stops, every departure, every assignment."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from portee.offers.carpool import Driver, Rider
from portee.offers.carpool_rides import Ride, Times

__all__ = ["HERE", "best_worth_and_detour", "check_ride", "draw", "slow_detour", "times_between"]

HERE = (5.4, 43.3)


def times_between(origins: Any, destinations: Any, count: int) -> Times:
    """Times between points of a grid of streets (x, y in seconds): the first `count` are drivers, the others riders."""
    a, b = np.array(origins, np.float64).reshape(-1, 2), np.array(destinations, np.float64).reshape(-1, 2)

    def apart(one: Any, other: Any) -> Any:
        return np.abs(one[:, None] - other).sum(axis=2)

    points = np.concatenate([a[count:], b[count:]])
    return Times(
        driver=np.abs(a[:count] - b[:count]).sum(axis=1),
        to_origin=apart(a[:count], a[count:]),
        ride=np.abs(a[count:] - b[count:]).sum(axis=1),
        to_destination=apart(b[count:], b[:count]),
        between=apart(points, points),
    )


def draw(
    seed: int, drivers: int, riders: int, *, back: bool = True, size: int = 40
) -> tuple[list[Driver], list[Rider], Times, Times]:
    """People on a small grid, with narrow windows and limits; times are whole seconds."""
    rng = np.random.default_rng(seed)
    origins = rng.integers(0, size, (drivers + riders, 2))
    destinations = rng.integers(0, size, (drivers + riders, 2))
    out, home = times_between(origins, destinations, drivers), times_between(destinations, origins, drivers)

    def window(longest: int) -> tuple[int, int]:
        start = int(rng.integers(0, 40))
        return start, start + int(rng.integers(0, longest))

    cars = [
        Driver(
            f"d{j}",
            HERE,
            HERE,
            window(15),
            window(15) if rng.random() < 0.9 else None,
            int(rng.integers(1, 4)),
            float(rng.integers(0, 120)) / 60,
        )
        for j in range(drivers)
    ]
    people = [
        Rider(
            f"r{i}",
            HERE,
            HERE,
            window(4 * size),
            window(4 * size) if back and rng.random() < 0.6 else None,
            float(rng.choice([1, 1, 2])),
        )
        for i in range(riders)
    ]
    return cars, people, out, home


def _point(times: Times, rider: int, gets_in: bool) -> int:
    return rider if gets_in else rider + len(times.ride)


def _driven(
    j: int, stops: Sequence[tuple[int, bool]], departure: float, riders: Sequence[Rider], times: Times, back: bool
) -> tuple[list[float], float] | None:
    """When riders get in or out, and the driver's arrival; None when somebody is late. The car waits for riders."""
    assert times.between is not None
    now = departure + float(times.to_origin[j, stops[0][0]])
    hours: list[float] = []
    for k, (i, gets_in) in enumerate(stops):
        if k:
            now += float(times.between[_point(times, *stops[k - 1]), _point(times, i, gets_in)])
        window = riders[i].back if back else riders[i].out
        if window is None or (not gets_in and now > window[1]):
            return None
        if gets_in:
            now = max(now, window[0])
        hours.append(now)
    return hours, now + float(times.to_destination[stops[-1][0], j])


def slow_detour(
    j: int, group: Sequence[int], drivers: Sequence[Driver], riders: Sequence[Rider], times: Times, *, back: bool
) -> float | None:
    """Least detour by trying every order of stops at every second of departure; None when nothing fits."""
    window = drivers[j].back if back else drivers[j].out
    if window is None or len(group) > drivers[j].seats:
        return None
    best: float | None = None
    for stops in itertools.permutations([(i, gets_in) for i in group for gets_in in (True, False)]):
        if any(stops.index((i, True)) > stops.index((i, False)) for i in group):
            continue
        for departure in range(window[0], window[1] + 1):
            driven = _driven(j, stops, departure, riders, times, back)
            if driven is not None:
                detour = driven[1] - departure - float(times.driver[j])
                if detour <= drivers[j].detour_limit_min * 60 and (best is None or detour < best):
                    best = detour
    return best


def _ways(
    drivers: Sequence[Driver], riders: Sequence[Rider], times: Times, *, back: bool
) -> dict[frozenset[int], float]:
    """Least sum of detours of one way for each set of riders who can all be taken."""
    found: dict[frozenset[int], float] = {}
    known: dict[tuple[int, tuple[int, ...]], float | None] = {}
    for taken in itertools.product(range(-1, len(drivers)), repeat=len(riders)):
        total: float | None = 0.0
        for j in set(taken) - {-1}:
            group = tuple(i for i, by in enumerate(taken) if by == j)
            if (j, group) not in known:
                known[j, group] = slow_detour(j, group, drivers, riders, times, back=back)
            detour = known[j, group]
            total = None if total is None or detour is None else total + detour
        served = frozenset(i for i, by in enumerate(taken) if by >= 0)
        if total is not None and total < found.get(served, np.inf):
            found[served] = total
    return found


def best_worth_and_detour(
    drivers: Sequence[Driver], riders: Sequence[Rider], out: Times, back: Times
) -> tuple[float, float]:
    """The most worth, and the least detour that comes with it, by trying every assignment."""
    there = _ways(drivers, riders, out, back=False)
    home = _ways(drivers, riders, back, back=True)
    best = (0.0, 0.0)
    for served, detour in there.items():
        needing = frozenset(i for i in served if riders[i].back is not None)
        if needing in home:
            worth = sum(riders[i].worth for i in served)
            best = max(best, (worth, -(detour + home[needing])))
    return best[0], -best[1]


def check_ride(ride: Ride, drivers: Sequence[Driver], riders: Sequence[Rider], times: Times, *, back: bool) -> None:
    """Assert that a ride keeps every promise: order, seats, windows, detour."""
    driver = drivers[ride.driver]
    window = driver.back if back else driver.out
    assert window is not None
    assert len(ride.riders) <= driver.seats
    assert sorted(ride.stops) == sorted((i, gets_in) for i in ride.riders for gets_in in (True, False))
    assert all(ride.stops.index((i, True)) < ride.stops.index((i, False)) for i in ride.riders)
    driven = _driven(ride.driver, ride.stops, ride.departure_s, riders, times, back)
    assert driven is not None
    hours, arrival = driven
    assert list(ride.at_s) == hours
    assert ride.detour_s == arrival - ride.departure_s - times.driver[ride.driver] <= driver.detour_limit_min * 60
    assert window[0] <= ride.departure_s <= window[1]
