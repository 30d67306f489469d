"""Which riders a driver can take together: stops in their best order, within the detour limit and all time windows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.offers.carpool import Driver, Rider

__all__ = ["MOST_ABOARD", "Ride", "Times", "Way", "aboard", "best_ride", "groups", "singles"]

MOST_ABOARD = 4
"""Most riders whose order of stops is worked out for one drive: there are 2,520 orders of four, 113,400 of five."""

Seconds = npt.NDArray[np.float64]
Window = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Times:
    """Driving times one way, seconds, infinite where there is no way. D drivers, R riders.

    For the way back origins and destinations change places: `driver` is then from the driver's work to the driver's
    home, `to_origin` from the driver's work to the rider's work, and so on.

    Attributes:
        driver: (D,) from each driver's origin to the own destination.
        to_origin: (D, R) from the driver's origin to the rider's origin.
        ride: (R,) from each rider's origin to the own destination.
        to_destination: (R, D) from the rider's destination to the driver's destination.
        between: (2 R, 2 R) between all points of riders, origins first and destinations after them; None when it is
            not known, and then a driver takes one rider at most: the detour for two could only be guessed.

    Raises:
        ParameterError: shapes do not go together, or a time is negative or not a number.
    """

    driver: Seconds
    to_origin: Seconds
    ride: Seconds
    to_destination: Seconds
    between: Seconds | None = None

    def __post_init__(self) -> None:
        drivers, riders = len(self.driver), len(self.ride)
        wanted = {
            "to_origin": (drivers, riders),
            "to_destination": (riders, drivers),
            "driver": (drivers,),
            "ride": (riders,),
            "between": (2 * riders, 2 * riders),
        }
        for name, shape in wanted.items():
            values = getattr(self, name)
            if values is None:
                continue
            if values.shape != shape:
                raise ParameterError(
                    f"The times have shape {values.shape} where {shape} is needed.",
                    where=Where(field=name),
                    mend=f"There are {drivers} drivers and {riders} riders.",
                )
            if not (values >= 0).all():
                raise ParameterError(
                    "A time is negative or not a number.",
                    where=Where(field=name),
                    mend="Give seconds; infinite where there is no way.",
                )


@dataclass(frozen=True)
class Ride:
    """One driver's way with riders.

    Attributes:
        driver: index of the driver.
        riders: indices of the riders, rising.
        stops: in the order of the drive: the rider, and whether the rider gets in (True) or out (False).
        departure_s: the driver's departure, seconds after midnight: the earliest that makes the trip shortest.
        at_s: when riders get in or out at each stop, same length as `stops`.
        detour_s: seconds by which the driver's trip is longer than without riders, waiting included.
    """

    driver: int
    riders: tuple[int, ...]
    stops: tuple[tuple[int, bool], ...]
    departure_s: float
    at_s: tuple[float, ...]
    detour_s: float


def aboard(ride: Ride) -> tuple[tuple[int, ...], ...]:
    """The riders aboard on each stretch of a drive, from the start to the first stop, …, from the last stop to the end.

    With the lengths of the same stretches this is what `portee.offers.carpool.cost_shares` asks for.
    """
    stretches: list[tuple[int, ...]] = [()]
    for rider, gets_in in ride.stops:
        now = set(stretches[-1])
        stretches.append(tuple(sorted(now | {rider} if gets_in else now - {rider})))
    return tuple(stretches)


class Way:
    """One way of all people: who is there, their time windows, and the times between their places.

    Args:
        drivers, riders: D and R of them.
        times: driving times of this way.
        back: whether it is the way back.

    Attributes:
        room: riders each driver takes at most, length D.
    """

    def __init__(self, drivers: Sequence[Driver], riders: Sequence[Rider], times: Times, *, back: bool) -> None:
        self.times = times
        self.leave = [_window(driver, back) for driver in drivers]
        self.stay = [_window(rider, back) for rider in riders]
        self.limit_s = [driver.detour_limit_min * 60 for driver in drivers]
        self.room = [1 if times.between is None else min(driver.seats, MOST_ABOARD) for driver in drivers]
        # Plain lists: one number taken out of an array costs more than all else in `best_ride`.
        self.direct: list[float] = times.driver.tolist()
        self.to_origin: list[list[float]] = times.to_origin.tolist()
        self.ride: list[float] = times.ride.tolist()
        self.to_destination: list[list[float]] = times.to_destination.tolist()
        self.between: list[list[float]] = [] if times.between is None else times.between.tolist()


def singles(way: Way) -> npt.NDArray[np.bool_]:
    """Which driver can take which rider alone: bool (D, R)."""
    times = way.times
    leave = np.array(way.leave, np.float64).reshape(-1, 2)
    stay = np.array(way.stay, np.float64).reshape(-1, 2)
    latest = np.minimum(leave[:, 1:], stay[:, 1] - times.ride - times.to_origin)
    with np.errstate(invalid="ignore"):  # infinite less infinite: no way at all
        driven = times.to_origin + times.ride + times.to_destination.T
        waited = stay[:, 0] + times.ride + times.to_destination.T - latest
        detour = np.maximum(driven, waited) - times.driver[:, None]
    in_time = (leave[:, :1] <= latest) & (stay[:, 0] + times.ride <= stay[:, 1])
    return np.asarray(in_time & np.isfinite(detour) & (detour <= np.array(way.limit_s)[:, None]))


def groups(way: Way, alone: npt.NDArray[np.bool_], most: int) -> list[Ride] | None:
    """Every set of riders that a driver can take, with its best order; None when there are more than `most`.

    A set is tried when all its smaller sets can be taken: without one of its riders the car could keep to the same
    hours, so that a set that is too large stays too large. This holds where times are shortest times.

    Args:
        way: the people and times.
        alone: bool (D, R), who can be taken alone; pairs that are false are left out.
        most: number of rides above which to give up.
    """
    found: list[Ride] = []
    for j, room in enumerate(way.room):
        level: dict[tuple[int, ...], Ride | None] = {
            (i,): best_ride(way, j, (i,)) for i in np.flatnonzero(alone[j]).tolist()
        }
        size = 1
        while level:
            found += [ride for ride in level.values() if ride is not None]
            if len(found) > most:
                return None
            size += 1
            if size > room:
                break
            wider: dict[tuple[int, ...], Ride | None] = {}
            by_start: dict[tuple[int, ...], list[int]] = {}
            for group in level:
                by_start.setdefault(group[:-1], []).append(group[-1])
            for start, ends in by_start.items():
                for one, other in combinations(ends, 2):
                    whole = (*start, one, other)
                    if all(whole[:k] + whole[k + 1 :] in level for k in range(size)):
                        ride = best_ride(way, j, whole)
                        if ride is not None:
                            wider[whole] = ride
            level = wider
    return found


def best_ride(way: Way, j: int, group: tuple[int, ...]) -> Ride | None:
    """The trip of driver `j` with a set of riders that has the least detour, or None when there is none.

    A car that comes before the rider's earliest departure waits, which counts as detour. Of equal detours the first
    order found is kept, riders first in `group` first.
    """
    start, end = way.leave[j]
    limit = way.direct[j] + way.limit_s[j]
    shift = len(way.ride)
    best: tuple[float, tuple[tuple[int, bool], ...], float] | None = None

    def leg(a: int, b: int) -> float:
        if a < 0:
            return way.to_origin[j][b]
        return way.ride[a] if b == a + shift else way.between[a][b]

    def extend(at: int, driven: float, clock: float, latest: float, stops: tuple[tuple[int, bool], ...]) -> None:
        """Add one stop. driven: seconds since the departure without waiting; clock: the earliest time at this stop
        whatever the departure; latest: departure that still sets everyone down in time.
        """
        nonlocal best
        # The trip lasts at least as long as it is driven, and from the latest departure to now.
        least = max(driven, clock - latest)
        if latest < start or least > limit or (best is not None and least >= best[0]):
            return
        if len(stops) == 2 * len(group):
            home = way.to_destination[at - shift][j]
            whole = max(driven + home, clock + home - latest)
            if whole <= limit and (best is None or whole < best[0]):
                best = (whole, stops, max(start, min(latest, clock - driven)))
            return
        for rider in group:
            if (rider, False) in stops:
                continue
            gets_in = (rider, True) not in stops
            point = rider if gets_in else rider + shift
            time = leg(at, point)
            if gets_in:
                now = max(clock + time, way.stay[rider][0])
                extend(point, driven + time, now, latest, (*stops, (rider, True)))
            elif clock + time <= way.stay[rider][1]:
                in_time = min(latest, way.stay[rider][1] - driven - time)
                extend(point, driven + time, clock + time, in_time, (*stops, (rider, False)))

    extend(-1, 0.0, -math.inf, float(end), ())
    if best is None:
        return None
    whole, order, departure = best
    return Ride(j, tuple(sorted(group)), order, departure, _hours(way, order, departure, leg), whole - way.direct[j])


def _hours(
    way: Way, stops: tuple[tuple[int, bool], ...], departure: float, leg: Callable[[int, int], float]
) -> tuple[float, ...]:
    """When riders get in or out, for a departure."""
    at, now, hours = -1, departure, []
    for rider, gets_in in stops:
        point = rider if gets_in else rider + len(way.ride)
        now += leg(at, point)
        now = max(now, way.stay[rider][0]) if gets_in else now
        hours.append(now)
        at = point
    return tuple(hours)


def _window(person: Driver | Rider, back: bool) -> Window:
    """Departures of a driver, or stay of a rider; a window that never opens when the way back is not wanted."""
    if not back:
        return person.out
    return person.back if person.back is not None else (1, 0)
