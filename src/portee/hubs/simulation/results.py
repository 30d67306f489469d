"""What all replications of a service tell together, each figure with its 95 % confidence interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portee.hubs.simulation.given import Simulated, Span
from portee.hubs.simulation.happened import Outcome
from portee.hubs.simulation.intervals import Interval, of_means, of_shares
from portee.hubs.simulation.measured import CHARGING, HIRED, Measured

__all__ = ["GroupResult", "ServiceResult", "result_of", "shares_by_group"]

MINUTES = 60.0


@dataclass(frozen=True)
class GroupResult:
    """How one group fares, or all who come to one station; group None is everyone.

    Attributes:
        users: simulated over all replications. users_day: who come, a day. served: share of them.
        lost: share lost by cause, `no_vehicle`, `no_charge`, `no_dock`, `closed`.
        wait_min, wait_p90_min: mean wait of those served, and the wait that one in ten exceeds, minutes.
    """

    group: str | None
    users: int
    users_day: Interval
    served: Interval
    lost: dict[str, Interval]
    wait_min: Interval
    wait_p90_min: Interval


@dataclass(frozen=True, eq=False)
class ServiceResult:
    """One service over all replications.

    Attributes:
        everyone, groups: how users fare. stations: how those fare who come to each, named by it.
        vehicles, chargers, docks: in all; None without limit.
        used: share of vehicle hours hired. hires_vehicle_day: hires of one vehicle a day. km_day: driven a day.
        charging: vehicles that charge at a time. charger_use: over chargers, None without a limit or a battery.
        kwh_day: put into batteries a day, warm-up counted. moves_day: vehicles moved by staff a day, likewise.
        by_hour: float64 (168, 5) as in `Measured`, mean of replications. events: over all replications.
    """

    given: Simulated
    span: Span
    replications: int
    everyone: GroupResult
    groups: tuple[GroupResult, ...]
    stations: tuple[GroupResult, ...]
    vehicles: int
    chargers: int | None
    docks: int | None
    used: Interval
    hires_vehicle_day: Interval
    km_day: Interval
    charging: Interval
    charger_use: Interval | None
    kwh_day: Interval
    moves_day: Interval
    by_hour: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    events: int


def shares_by_group(given: Simulated, measures: Sequence[Measured]) -> dict[str, Interval]:
    """Share served of each group."""
    found = {}
    for group in given.groups:
        counts = [_counts(one, _of_group(given, group)) for one in measures]
        found[group] = of_shares([int(each[Outcome.served]) for each in counts], [int(each.sum()) for each in counts])
    return found


def result_of(given: Simulated, span: Span, measures: Sequence[Measured]) -> ServiceResult:
    """All figures of a service."""
    vehicles, whole_days = given.vehicles, span.days + span.warm_up_days
    chargers = _sum([station.chargers for station in given.stations])
    battery = any(kind.battery_kwh is not None for kind in given.fleet)
    charging = of_means([float(one.means[CHARGING - 1]) for one in measures])
    served = [int(one.counts[:, Outcome.served].sum()) for one in measures]
    return ServiceResult(
        given=given, span=span, replications=len(measures),
        everyone=_group(span, measures, None, _of_group(given, None)),
        groups=tuple(_group(span, measures, group, _of_group(given, group)) for group in given.groups),
        stations=tuple(
            _group(span, measures, station.id, _at_station(given, station.id)) for station in given.stations
        ),
        vehicles=vehicles, chargers=chargers if battery else None,
        docks=_sum([station.docks for station in given.stations]),
        used=of_means([_over(float(one.means[HIRED - 1]), vehicles) for one in measures]),
        hires_vehicle_day=of_means([_over(count, vehicles * span.days) for count in served]),
        km_day=of_means([one.km / span.days for one in measures]), charging=charging,
        charger_use=_scaled(charging, 1 / chargers) if battery and chargers else None,
        kwh_day=of_means([one.kwh_charged / whole_days for one in measures]),
        moves_day=of_means([one.moves / whole_days for one in measures]),
        by_hour=np.mean([one.by_hour for one in measures], axis=0), events=sum(one.events for one in measures),
    )  # fmt: skip


def _of_group(given: Simulated, group: str | None) -> list[int]:
    """Places of the streams of a group."""
    return [place for place, stream in enumerate(given.arrivals) if group in (None, stream.group)]


def _at_station(given: Simulated, station: str) -> list[int]:
    return [place for place, stream in enumerate(given.arrivals) if stream.station == station]


def _counts(one: Measured, mine: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    counts: np.ndarray[tuple[int], np.dtype[np.int64]] = one.counts[mine].sum(axis=0)
    return counts


def _group(span: Span, measures: Sequence[Measured], group: str | None, mine: list[int]) -> GroupResult:
    counts = [_counts(one, mine) for one in measures]
    users = [int(each.sum()) for each in counts]
    waits = [_waits(one, mine) for one in measures]
    means = of_means([float(each.mean()) if len(each) else np.nan for each in waits])
    tails = of_means([float(np.quantile(each, 0.9)) if len(each) else np.nan for each in waits])
    return GroupResult(
        group=group, users=sum(users), users_day=of_means([count / span.days for count in users]),
        served=of_shares([int(each[Outcome.served]) for each in counts], users),
        lost={
            cause.name: of_shares([int(each[cause]) for each in counts], users)
            for cause in Outcome if cause != Outcome.served
        },
        wait_min=_scaled(means, MINUTES), wait_p90_min=_scaled(tails, MINUTES),
    )  # fmt: skip


def _waits(one: Measured, mine: list[int]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.concatenate([one.waits[place] for place in mine]) if mine else np.zeros(0)


def _scaled(given: Interval, factor: float) -> Interval:
    return Interval(given.mean * factor, given.low * factor, given.high * factor)


def _over(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _sum(values: Sequence[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total
