"""Riders and drivers matched: as many riders as possible, then as little detour as possible.

The problem is a bipartite matching whose one side takes several (drivers have seats), coupled by the way back: a rider
who needs it is served only when both ways are, with the same driver or another. It is solved exactly as a set-packing
programme over all rides that are possible (formulation as in Agatz, Erera, Savelsbergh and Wang, "Optimization for
dynamic ride-sharing: a review", 2012, doi:10.1016/j.ejor.2012.05.028), or, for many people, by insertion one rider at a
time, with a bound on what the best could be.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where
from portee.offers.carpool import Driver, Rider
from portee.offers.carpool_rides import Ride, Times, Way, best_ride, groups, singles

__all__ = ["MOST_RIDES", "Matching", "match"]

MOST_RIDES = 10_000
"""Possible rides, both ways together, up to which the exact programme is solved when the method is not chosen."""

Flags = npt.NDArray[np.bool_]
_SLACK = 1e-6
# The solver's own tolerance on whole numbers and constraints.


@dataclass(frozen=True, eq=False)
class Matching:
    """Who rides with whom.

    Attributes:
        out, back: rides by driver, rising; a driver without riders has none.
        served: bool (R,), riders served on all the ways they need.
        worth: sum of the worth of those served.
        detour_s: all detours together, seconds.
        bound: no matching has more worth; equal to `worth` when exact.
        exact: whether it is the best there is.
    """

    out: tuple[Ride, ...]
    back: tuple[Ride, ...]
    served: Flags
    worth: float
    detour_s: float
    bound: float
    exact: bool


def match(
    drivers: Sequence[Driver],
    riders: Sequence[Rider],
    out: Times,
    back: Times | None = None,
    *,
    method: Literal["auto", "exact", "greedy"] = "auto",
    most_rides: int = MOST_RIDES,
) -> Matching:
    """Match riders with drivers for the way out and, for riders who need it, the way back.

    The worth of the riders served comes first, the sum of detours second. A driver takes at most as many riders as
    there are seats (four at most), on each way; the detour for all together stays within the driver's limit.

    Args:
        drivers, riders: D and R of them.
        out: driving times of the way out.
        back: driving times of the way back; needed when a rider needs one.
        method: "exact" solves the programme whatever its size, "greedy" inserts riders one by one, "auto" is exact up
            to `most_rides` possible rides.
        most_rides: see `method`.

    Raises:
        ParameterError: times of another number of people, no times for a way back, or an unknown method.
    """
    _check(drivers, riders, out, back, method)
    needs_back = np.array([rider.back is not None for rider in riders], np.bool_)
    worth = np.array([rider.worth for rider in riders], np.float64)
    ways = [Way(drivers, riders, out, back=False)]
    if back is not None and needs_back.any():
        ways.append(Way(drivers, riders, back, back=True))
    alone = [singles(way) for way in ways]
    # A rider who cannot be served on one way takes no seat on the other.
    hopeful = alone[0].any(axis=0) & (alone[-1].any(axis=0) | ~needs_back)
    alone = [can & hopeful for can in alone]
    if method != "greedy":
        most = most_rides if method == "auto" else sys.maxsize
        found: list[list[Ride]] = []
        for way, can in zip(ways, alone, strict=True):
            rides = groups(way, can, most - sum(map(len, found)))
            if rides is None:
                break
            found.append(rides)
        else:
            return _matching(_packed(found, len(drivers), needs_back, worth), needs_back, worth, None)
    chosen = _inserted(riders, ways, alone, needs_back)
    return _matching(chosen, needs_back, worth, _bound(ways, alone, needs_back, worth))


def _packed(
    found: list[list[Ride]], drivers: int, needs_back: Flags, worth: npt.NDArray[np.float64]
) -> list[list[Ride]]:
    """The best choice among all possible rides, by whole-number programming (HiGHS)."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    rides = [(way, ride) for way, options in enumerate(found) for ride in options]
    if not rides:
        return [[] for _ in found]
    riders = len(worth)
    # Rows: each driver once a way; each rider once on the way out; ways out and back of one rider alike.
    entries: list[tuple[int, int, float]] = []
    for column, (way, ride) in enumerate(rides):
        entries.append((way * drivers + ride.driver, column, 1.0))
        for i in ride.riders:
            if way == 0:
                entries.append((2 * drivers + i, column, 1.0))
            if needs_back[i]:
                entries.append((2 * drivers + riders + i, column, 1.0 if way == 0 else -1.0))
    row, column_of, value = (np.array(part) for part in zip(*entries, strict=True))
    shape = (2 * drivers + 2 * riders, len(rides))
    upper = np.concatenate([np.ones(2 * drivers + riders), np.zeros(riders)])
    lower = np.concatenate([np.full(2 * drivers + riders, -np.inf), np.zeros(riders)])
    rules = LinearConstraint(coo_array((value, (row, column_of)), shape=shape).tocsr(), lower, upper)
    gain = np.array([sum(worth[i] for i in ride.riders) if way == 0 else 0.0 for way, ride in rides])
    detour = np.array([ride.detour_s for _, ride in rides])

    def solved(cost: npt.NDArray[np.float64], *more: LinearConstraint) -> npt.NDArray[np.float64]:
        result = milp(
            cost, constraints=[rules, *more], integrality=np.ones(len(rides)), bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0},
        )  # fmt: skip
        assert result.x is not None, result.message
        return np.asarray(np.round(result.x), np.float64)

    most = float(gain @ solved(-gain))
    kept = LinearConstraint(gain.reshape(1, -1), most - _SLACK * max(1.0, most), np.inf)
    choice = solved(detour, kept)
    chosen: list[list[Ride]] = [[] for _ in found]
    for (way, ride), taken in zip(rides, choice, strict=True):
        if taken:
            chosen[way].append(ride)
    return chosen


def _inserted(riders: Sequence[Rider], ways: list[Way], alone: list[Flags], needs_back: Flags) -> list[list[Ride]]:
    """Riders one by one, those of most worth and fewest possible drivers first, each where the detour grows least."""
    current: list[dict[int, Ride]] = [{} for _ in ways]
    choices = sum(can.sum(axis=0) for can in alone)
    order = sorted(np.flatnonzero(alone[0].any(axis=0)).tolist(), key=lambda i: (-riders[i].worth, choices[i], i))
    for i in order:
        taken: list[Ride] = []
        for k, way in enumerate(ways):
            if k == 1 and not needs_back[i]:
                break
            best: tuple[float, Ride] | None = None
            for j in np.flatnonzero(alone[k][:, i]).tolist():
                before = current[k].get(j)
                group = (*(before.riders if before else ()), i)
                if len(group) > way.room[j]:
                    continue
                ride = best_ride(way, j, group)
                grown = ride.detour_s - (before.detour_s if before else 0.0) if ride else np.inf
                if ride is not None and (best is None or grown < best[0]):
                    best = (grown, ride)
            if best is None:
                break
            taken.append(best[1])
        if len(taken) == (2 if needs_back[i] else 1):
            for k, ride in enumerate(taken):
                current[k][ride.driver] = ride
    return [list(rides.values()) for rides in current]


def _bound(ways: list[Way], alone: list[Flags], needs_back: Flags, worth: npt.NDArray[np.float64]) -> float:
    """Most worth that any matching could have: each way by itself, as if riders of one car caused no further detour."""
    from scipy.optimize import linear_sum_assignment

    bounds = []
    for k, (way, can) in enumerate(zip(ways, alone, strict=True)):
        by_seat = np.repeat(can & needs_back if k == 1 else can, np.array(way.room, np.int64), axis=0)
        gain = np.where(by_seat, worth, 0.0)
        row, column = linear_sum_assignment(gain, maximize=True)
        others = worth[alone[0].any(axis=0) & ~needs_back].sum() if k == 1 else 0.0
        bounds.append(float(gain[row, column].sum() + others))
    return min(bounds)


def _matching(
    chosen: list[list[Ride]], needs_back: Flags, worth: npt.NDArray[np.float64], bound: float | None
) -> Matching:
    out, back = (sorted(rides, key=lambda ride: ride.driver) for rides in (*chosen, [])[:2])
    there, home = (np.zeros(len(worth), np.bool_) for _ in range(2))
    for flags, rides in ((there, out), (home, back)):
        flags[[i for ride in rides for i in ride.riders]] = True
    served = there & (home | ~needs_back)
    total = float(worth[served].sum())
    return Matching(
        out=tuple(out),
        back=tuple(back),
        served=served,
        worth=total,
        detour_s=sum(ride.detour_s for ride in (*out, *back)),
        bound=total if bound is None else bound,
        exact=bound is None,
    )


def _check(drivers: Sequence[Driver], riders: Sequence[Rider], out: Times, back: Times | None, method: str) -> None:
    for name, times in (("out", out), ("back", back)):
        if times is not None and (len(times.driver), len(times.ride)) != (len(drivers), len(riders)):
            raise ParameterError(
                f"The times are of {len(times.driver)} drivers and {len(times.ride)} riders.",
                where=Where(field=name),
                mend=f"Give the times of {len(drivers)} drivers and {len(riders)} riders.",
            )
    if back is None and any(rider.back is not None for rider in riders):
        raise ParameterError(
            "Some riders need a way back, and its times are missing.",
            where=Where(field="back"),
            mend="Give the times of the way back, or riders without one.",
        )
    if method not in ("auto", "exact", "greedy"):
        raise ParameterError(
            f"Unknown method '{method}'.", where=Where(field="method"), mend="Choose auto, exact or greedy."
        )
