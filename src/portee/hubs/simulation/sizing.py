"""The smallest fleet, then the fewest chargers and docks, with which every group is served well enough, surely enough.

All sizes meet the same users (common random numbers). A size is enough when, for every group, the lower end of the
95 % interval of the share served is at the target or above; of a group so rare that this could never be, the share
itself, and the group is told. Sizes are found by bisection: the one told is enough, and one less is not. Where more
never serves less (round trips, no waiting, energy no limit) it is the least of all; elsewhere a smaller one that is
enough by chance is not looked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from portee.core.errors import ParameterError, Where
from portee.core.progress import Progress
from portee.hubs.simulation.bounds import Bound, bound_of
from portee.hubs.simulation.given import Simulated, Span, Station
from portee.hubs.simulation.intervals import Interval
from portee.hubs.simulation.queues import least_servers
from portee.hubs.simulation.replications import replicate
from portee.hubs.simulation.results import shares_by_group

__all__ = ["Sized", "loads", "shared_out", "sized"]


@dataclass(frozen=True)
class Sized:
    """What is enough for a target.

    Attributes:
        given: the service with what is enough, as it was when that is impossible. now: vehicles that it has.
            vehicles: that are enough, None when no number is.
        chargers: None without a battery. docks: None where all vehicles come back to where they were taken.
        shares: served by group with what is enough, or with what can be had at most. before: with one vehicle less.
        bound: what no number of vehicles, chargers and docks can exceed.
        erlang_mean, erlang_peak: vehicles by Erlang B for the mean hour, and as if it were always the busiest hour.
    """

    target: float
    given: Simulated
    now: int
    vehicles: int | None
    chargers: int | None
    docks: int | None
    shares: dict[str, Interval]
    before: dict[str, Interval]
    bound: Bound
    erlang_mean: int
    erlang_peak: int


def sized(
    given: Simulated, span: Span, target: float, *, seed: int, replications: int, processes: int = 1,
    progress: Progress | None = None,
) -> Sized:  # fmt: skip
    """What is enough for a share served of `target` in every group.

    Raises:
        ParameterError: the target is no share below 1, or nobody comes.
    """
    if not 0 < target < 1:
        raise ParameterError(
            f"{target:g} is not a share to be served.", where=Where(field="target"),
            mend="Give a share above 0 and below 1, such as 0.95; to be sure of serving all takes no end of vehicles.",
        )  # fmt: skip
    if not any(stream.per_week for stream in given.arrivals):
        raise ParameterError(
            f"Nobody comes to service '{given.service}'.", where=Where(field="arrivals"), mend="Give it users."
        )

    def shares(tried: Simulated) -> dict[str, Interval]:
        found = replicate(
            tried, span, seed=seed, replications=replications, processes=processes, progress=progress
        )  # fmt: skip
        return shares_by_group(tried, found)

    def is_enough(tried: Simulated) -> bool:
        # Of a group of too few, as much as can be had must do; of one that nobody came of, there is no share.
        return all(
            share.mean >= min(target, bound.shares[group].mean) if group in bound.unsure else share.low >= target
            for group, share in shares(tried).items() if not math.isnan(share.mean)
        )  # fmt: skip

    bound = bound_of(given, span, target, seed=seed, replications=replications)
    mean, peak = loads(given)
    formulas = least_servers(mean, 1 - target), least_servers(peak, 1 - target)
    if not bound.possible:
        return Sized(target, given, given.vehicles, None, None, None, bound.shares, {}, bound, *formulas)
    free = replace(given, stations=tuple(replace(each, docks=None, chargers=None) for each in given.stations))
    vehicles = _least(0, max(formulas[0], 1), lambda count: is_enough(_with_vehicles(free, count)))
    found = _with_vehicles(free, vehicles)
    chargers = docks = None
    if any(kind.battery_kwh is not None for kind in given.fleet):
        without = found
        chargers = _least(0, vehicles, lambda count: is_enough(_with_chargers(without, count)))
        found = _with_chargers(without, chargers)
    if any(stream.to not in (None, stream.station) for stream in given.arrivals):
        free_docks = found
        docks = _least(vehicles, vehicles, lambda count: is_enough(_with_docks(free_docks, count)))
        found = _with_docks(free_docks, docks)
    before = shares(_with_vehicles(free, vehicles - 1)) if vehicles else {}
    return Sized(target, found, given.vehicles, vehicles, chargers, docks, shares(found), before, bound, *formulas)


def loads(given: Simulated) -> tuple[float, float]:
    """Vehicles wanted at a time if all were had at once, erlangs: in the mean hour, and in the busiest."""
    hourly = [
        sum(stream.by_hour[hour] * (stream.hours.mean + stream.held.mean) for stream in given.arrivals)
        for hour in range(len(given.arrivals[0].by_hour))
    ]
    return sum(hourly) / len(hourly), max(hourly)


def shared_out(count: int, weights: Sequence[float]) -> tuple[int, ...]:
    """So many things shared out by weights: one after the other to whoever has least for its weight (Webster).

    With one thing more nobody has less. All weights 0 count as equal.
    """
    weights = weights if any(weights) else [1.0] * len(weights)
    held = [0] * len(weights)
    for _ in range(count):
        quotients = [weight / (2 * have + 1) for weight, have in zip(weights, held, strict=True)]
        held[quotients.index(max(quotients))] += 1
    return tuple(held)


def _least(low: int, guess: int, is_enough: Callable[[int], bool]) -> int:
    """The number from `low` on that is enough while one less is not; from `guess` on it doubles until enough."""
    failed, tried = low - 1, max(low, guess)
    while not is_enough(tried):
        failed, tried = tried, max(2 * tried, tried + 1)
    while tried - failed > 1:
        middle = (failed + tried) // 2
        if is_enough(middle):
            tried = middle
        else:
            failed = middle
    return tried


def _with_vehicles(given: Simulated, count: int) -> Simulated:
    kinds = len(given.fleet)
    weights = [float(number) for station in given.stations for number in station.vehicles]
    if not any(weights):
        weights = [_load(given, station) for station in given.stations for _ in range(kinds)]
    held = shared_out(count, weights)
    return replace(
        given,
        stations=tuple(
            replace(station, vehicles=held[place * kinds : (place + 1) * kinds])
            for place, station in enumerate(given.stations)
        ),
    )


def _with_chargers(given: Simulated, count: int) -> Simulated:
    held = shared_out(count, [float(sum(station.vehicles)) for station in given.stations])
    return _each(given, [replace(each, chargers=have) for each, have in zip(given.stations, held, strict=True)])


def _with_docks(given: Simulated, count: int) -> Simulated:
    """A dock for each vehicle where it stands at first, and the others by how many users end there."""
    spare = count - given.vehicles
    held = shared_out(spare, [_ending(given, station) for station in given.stations])
    return _each(
        given,
        [replace(each, docks=sum(each.vehicles) + more) for each, more in zip(given.stations, held, strict=True)],
    )


def _each(given: Simulated, stations: Sequence[Station]) -> Simulated:
    return replace(given, stations=tuple(stations))


def _load(given: Simulated, station: Station) -> float:
    return sum(each.per_week * each.hours.mean for each in given.arrivals if each.station == station.id)


def _ending(given: Simulated, station: Station) -> float:
    return sum(each.per_week for each in given.arrivals if (each.to or each.station) == station.id)
