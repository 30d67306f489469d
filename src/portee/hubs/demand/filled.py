"""A plan with the use that the model gives: by tariff and year, where nobody wrote it by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portee.hubs.demand.assumptions import Assumptions
from portee.hubs.demand.estimate import Demand
from portee.hubs.plan.services import Service
from portee.hubs.plan.tariffs import Use
from portee.hubs.plan.whole import HubPlan

__all__ = ["TariffUse", "filled", "use_by_tariff"]

WEEKS = 365.25 / 7
MONTHS = 12
SLACK = 0.99
"""Hours are rounded when they are written: a plan stays below the most that its vehicles have."""
DIGITS = 1
"""Of trips and members of a year: finer ones would say nothing."""


@dataclass(frozen=True)
class TariffUse:
    """Use of a service under a tariff in a usual year. members: mean of the year. hours, km, eur: of one trip."""

    service: int
    tariff: str
    trips: float
    new: float
    members: float
    hours: float
    km: float
    eur: float


def members_of(demand: Demand, place: int, people: float, services: Sequence[Service], a: Assumptions) -> float:
    """Members that the trips of one flow make: no more than the people who think of the hub."""
    flow = demand.flows[place]
    uses = a[f"uses_month.{services[flow.service].kind}"]
    return min(demand.year(flow) / MONTHS / uses, people * a["considers"])


def use_by_tariff(demand: Demand, services: Sequence[Service], assumptions: Assumptions) -> tuple[TariffUse, ...]:
    """Use of a usual year by service and tariff, in their order."""
    sums: dict[tuple[int, str], list[float]] = {}
    for place, flow in enumerate(demand.flows):
        one = sums.setdefault((flow.service, flow.tariff), [0.0] * 6)
        members = members_of(demand, place, demand.gains[flow.profile].people, services, assumptions)
        parts = (demand.year(flow), demand.year(flow, new=True), members, flow.hours, flow.km, flow.eur)
        for k, part in enumerate(parts):
            one[k] += part
    order = {
        (number, tariff.id): (number, k) for number, service in enumerate(services)
        for k, tariff in enumerate(service.tariffs)
    }  # fmt: skip
    return tuple(
        TariffUse(*key, *one[:3], *(part / one[0] if one[0] else 0.0 for part in one[3:]))
        for key, one in sorted(sums.items(), key=lambda item: order[item[0]])
    )


def filled(
    plan: HubPlan, uses: Sequence[TariffUse], assumptions: Assumptions, *, replace_use: bool = False
) -> tuple[HubPlan, dict[str, float]]:
    """The plan with the modelled use, and by service the share of it that its vehicles allow, below 1.

    What was written by hand stays, unless `replace_use`. Use grows over the first years. A plan asks for no more hours
    (or loans) than its vehicles have: where the model gives more, the plan has what they can do at the very most.
    """
    by_service: dict[int, list[TariffUse]] = {}
    for use in uses:
        by_service.setdefault(use.service, []).append(use)
    services, short = list(plan.services), {}
    for number, found in by_service.items():
        service = services[number]
        kept = tuple(
            use for use in service.use if not use.modelled
            and not (replace_use and use.tariff in {one.tariff for one in found})
        )  # fmt: skip
        taken = {use.tariff for use in kept}
        added = [one for one in found if one.tariff not in taken and one.trips > 0]
        part = _part(service, kept, added)
        if part < 1:
            short[service.id] = part
        new = tuple(_use(one, service, plan.years, assumptions.ramp, part) for one in added)
        services[number] = service.model_copy(update={"use": (*kept, *new)})
    return plan.model_copy(update={"services": tuple(services)}), short


def _part(service: Service, kept: Sequence[Use], added: Sequence[TariffUse]) -> float:
    """Share of the added use that the vehicles allow, at most 1: a loan takes one of them, a hire its hours."""
    vehicles = sum(thing.count for thing in service.things if thing.vehicle)
    if service.kind == "bike_loan":
        free, asked = vehicles - sum(_most(use.members) for use in kept), sum(one.members for one in added)
    else:
        free = vehicles * service.open_hours * WEEKS - sum(_most(use.trips) * use.hours for use in kept)
        asked = sum(one.trips * one.hours for one in added)
    if not vehicles or asked <= free:
        return 1.0
    return SLACK * max(free, 0.0) / asked


def _most(by_year: float | tuple[float, ...]) -> float:
    return max(by_year) if isinstance(by_year, tuple) else by_year


def _use(one: TariffUse, service: Service, years: int, ramp: Sequence[float], part: float) -> Use:
    def by_year(value: float) -> tuple[float, ...]:
        grown: Mapping[int, float] = dict(enumerate(ramp))
        return tuple(round(value * part * grown.get(year, ramp[-1]), DIGITS) for year in range(min(years, len(ramp))))

    tariff = next(tariff for tariff in service.tariffs if tariff.id == one.tariff)
    members = by_year(one.members)
    return Use(
        tariff=one.tariff, trips=by_year(one.trips), members=members,
        beneficiaries=members if tariff.solidarity else None, hours=round(one.hours, 2), km=round(one.km, 1),
        modelled=True,
    )  # fmt: skip
