"""From the stations in the file of a hub to those simulated: who comes to which, where they end, who moves vehicles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from portee.core.errors import ParameterError, Where
from portee.hubs.plan.services import Service
from portee.hubs.plan.stations import StationPlan
from portee.hubs.simulation.assumptions import day_type_of
from portee.hubs.simulation.given import Arrivals, Relocation, Station
from portee.hubs.simulation.sizing import shared_out

__all__ = ["arrivals_between", "ends_of", "relocation_of", "stations_of"]

MINUTES = 60.0


def stations_of(service: Service, whole: Station) -> tuple[Station, ...]:
    """The service's stations. Kinds of vehicles are given out in the order of the file, station after station.

    Args:
        whole: all vehicles, docks and chargers of the year, as if they were at one station.

    Raises:
        ParameterError: the stations have more than is there in the year.
    """
    plans = service.stations
    held = [plan.vehicles for plan in plans]
    _check_enough(service, "vehicles", sum(held), sum(whole.vehicles))
    docks = _told(service, "docks", whole.docks)
    if docks is None and whole.docks is not None:
        # A dock for each vehicle where it stands at first, the others by share; too few are told by the station.
        _check_enough(service, "docks", sum(held), whole.docks)
        more = shared_out(whole.docks - sum(held), [plan.share for plan in plans])
        docks = [mine + spare for mine, spare in zip(held, more, strict=True)]
    chargers = _told(service, "chargers", whole.chargers)
    if chargers is None and whole.chargers is not None:
        chargers = [*shared_out(whole.chargers, [float(count) for count in held])]
    kinds = _kinds(held, whole.vehicles)
    return tuple(
        Station(plan.id, kinds[k], None if docks is None else docks[k], None if chargers is None else chargers[k])
        for k, plan in enumerate(plans)
    )


def _told(service: Service, field: str, there: int | None) -> list[int] | None:
    values = [getattr(plan, field) for plan in service.stations]
    if any(value is None for value in values):
        return None
    if there is not None:
        _check_enough(service, field, sum(values), there)
    return values


def _check_enough(service: Service, field: str, wanted: int, there: int) -> None:
    if wanted > there:
        raise ParameterError(
            f"The stations of '{service.id}' take {wanted} {field}; its things of this year have {there}.",
            where=Where(field=f"services.{service.id}.stations"), mend="Give the stations fewer, or the things more.",
        )  # fmt: skip


def _kinds(held: Sequence[int], there: Sequence[int]) -> list[tuple[int, ...]]:
    left, found = list(there), []
    for wanted in held:
        mine = []
        for kind, count in enumerate(left):
            taken = min(wanted, count)
            mine.append(taken)
            left[kind] -= taken
            wanted -= taken  # noqa: PLW2901 - what is still to be found
        found.append(tuple(mine))
    return found


def arrivals_between(service: Service, streams: Iterable[Arrivals]) -> list[Arrivals]:
    """Users shared out over stations; of those who go one way, over the other stations by their shares."""
    found = []
    for stream in streams:
        for start in service.stations:
            for end, share in ends_of(service, start):
                if start.share * share:
                    week = tuple(rate * start.share * share for rate in stream.by_hour)
                    found.append(
                        replace(stream, station=start.id, by_hour=week, to=None if end == start.id else end)
                    )  # fmt: skip
    return found


def ends_of(service: Service, start: StationPlan) -> list[tuple[str, float]]:
    """Where hires from a station end, and shares that sum to one."""
    others = sum(plan.share for plan in service.stations if plan is not start)
    # Where all begin at one station, there are no one-way hires: the plan refuses them.
    return [
        (plan.id, 1 - service.one_way if plan is start else service.one_way * (plan.share / (others or 1.0)))
        for plan in service.stations
    ]


def relocation_of(service: Service) -> Relocation | None:
    """Staff as the service tells it; `at` on every day of its types."""
    told = service.relocation
    if told is None:
        return None
    days = [day for day in range(7) if day_type_of(day) in told.days]
    return Relocation(
        tuple(told.targets.get(plan.id, plan.vehicles) for plan in service.stations),
        tuple(24.0 * day + hour for day in days for hour in sorted(set(told.at))),
        told.below, told.staff, told.minutes / MINUTES, told.km, told.above,
    )  # fmt: skip
