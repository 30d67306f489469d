"""From the file of a hub to what is simulated: its vehicles, chargers and hours, and who comes when.

Who comes is read in a table of demand by kind of resident and hour, else in the file's `use` of one year, spread over
the week as assumed. What is not said, and what was assumed for it, is noted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from portee.core.declared import Words
from portee.core.parameters import Figures
from portee.hubs.plan.opening import open_shares, open_spans
from portee.hubs.plan.services import Service, Thing
from portee.hubs.plan.tariffs import Tariff, Use
from portee.hubs.plan.whole import HubPlan
from portee.hubs.simulation.assumptions import Assumed, day_type_of
from portee.hubs.simulation.given import ALWAYS, Arrivals, Fleet, Law, Simulated, Station
from portee.hubs.simulation.stations import arrivals_between, relocation_of, stations_of

__all__ = ["Chosen", "DemandRow", "Note", "Prepared", "Skipped", "prepared"]

HIRED = ("shared_car", "e_bike", "bike", "cargo_bike", "scooter", "bike_loan", "other")
"""Kinds of services whose vehicles are hired; the others have none, or a driver."""
WEEKS_YEAR = 365.25 / 7
MONTH_H = 365.25 / 12 * 24
MINUTES = 60.0
LEAST = 1e-6
"""Hours or km below which no spread is worked out: the square would be rounding alone."""


@dataclass(frozen=True)
class DemandRow:
    """Hires wanted on one day of a type, in one hour of departure: `portee hub design` writes such a table."""

    profile: str
    service: str
    day_type: str
    hour: int
    trips_day: float
    hours_trip: float
    km_trip: float
    tariff: str = ""


@dataclass(frozen=True)
class Note:
    """A remark that a result must carry: a key of its words, and what stands in them."""

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Skipped:
    """A service that is not simulated, and why: a key of the words."""

    service: str
    title: Words
    why: str


@dataclass(frozen=True)
class Prepared:
    """A service ready to simulate. titles: of its groups. source: where demand comes from. loan: hired by the month."""

    simulated: Simulated
    title: Words
    titles: Mapping[str, Words]
    source: Literal["demand", "use"]
    loan: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Chosen:
    """What is chosen for a simulation rather than told by the file.

    Attributes:
        year: of the plan, whose vehicles and use are taken. patience_min: None as assumed; held_min: a vehicle is kept
            for whoever reserves on the way. lengths: law of hours and km.
    """

    year: int
    patience_min: float | None = None
    held_min: float = 0.0
    lengths: Literal["lognormal", "exponential", "fixed"] = "lognormal"


def prepared(
    plan: HubPlan, chosen: Chosen, assumed: Assumed, figures: Figures, rows: Sequence[DemandRow] = ()
) -> tuple[tuple[Prepared, ...], tuple[Skipped, ...]]:
    """Services that can be simulated, and those that cannot."""
    ready, skipped = [], []
    for service in plan.services:
        found = _service(plan, service, chosen, assumed, figures, [row for row in rows if row.service == service.id])
        if isinstance(found, str):
            skipped.append(Skipped(service.id, service.title, found))
        else:
            ready.append(found)
    return tuple(ready), tuple(skipped)


def check_room(plan: HubPlan, year: int) -> None:
    """Refuse, before anything long, a plan whose vehicles have not all a place. Raises ParameterError."""
    for service in plan.services:
        things = [thing for thing in service.things if _there(thing, year - plan.start)]
        vehicles = [thing for thing in things if thing.vehicle and thing.count]
        if service.kind in HIRED and vehicles:
            whole = _station(service.id, vehicles, things, energy=True)
            if service.stations:
                stations_of(service, whole)


def _service(
    plan: HubPlan, service: Service, chosen: Chosen, assumed: Assumed, figures: Figures, rows: Sequence[DemandRow]
) -> Prepared | str:
    if service.kind not in HIRED:
        return "skipped_kind"
    year = chosen.year - plan.start
    things = [thing for thing in service.things if _there(thing, year)]
    vehicles = [thing for thing in things if thing.vehicle and thing.count]
    if not vehicles:
        return "skipped_no_vehicles"
    loan = service.kind == "bike_loan"
    notes = list(_opening_notes(service))
    if loan:
        arrivals, source = _loans(service, year, assumed), "use"
        notes.append(Note("note_loans", {"days": assumed.loan_patience_h / 24}))
    elif rows:
        arrivals, source = _of_rows(service.id, rows, chosen, assumed), "demand"
        notes.append(Note("note_demand", {}))
        kept = _not_of_residents(service, rows)
        if kept:
            arrivals += [stream for stream in _of_use(service, year, chosen, assumed) if stream.group in kept]
            notes.append(Note("note_kept", {"tariffs": ", ".join(kept), "year": chosen.year}))
    else:
        arrivals, source = _of_use(service, year, chosen, assumed), "use"
        notes.append(Note("note_use", {"year": chosen.year}))
    if not any(stream.per_week for stream in arrivals):
        return "skipped_nobody"
    fleet, told = _fleet(vehicles, things, assumed, figures, loan=loan)
    stations: tuple[Station, ...] = (
        _station(service.id, vehicles, things, energy=any(kind.battery_kwh for kind in fleet)),
    )  # fmt: skip
    if service.stations:
        whole = stations[0]
        stations, arrivals = stations_of(service, whole), arrivals_between(service, arrivals)
        notes += _station_notes(service, sum(whole.vehicles))
    simulated = Simulated(
        service.id, stations, fleet, tuple(arrivals), open_spans(service.opening) if service.opening else ALWAYS,
        relocation_of(service),
    )  # fmt: skip
    titles = {tariff.id: tariff.title for tariff in service.tariffs}
    return Prepared(simulated, service.title, titles, "demand" if source == "demand" else "use", loan,
                    (*notes, *told))  # fmt: skip


def _there(thing: Thing, year: int) -> bool:
    return thing.first <= year and (thing.renewed or year < thing.first + thing.life)


def _opening_notes(service: Service) -> Iterator[Note]:
    if service.opening is None and service.open_hours < sum(end - begin for begin, end in ALWAYS):
        yield Note("note_open_unknown", {"hours": service.open_hours})


def _station_notes(service: Service, vehicles: int) -> Iterator[Note]:
    yield Note("note_stations", {"stations": len(service.stations), "share": service.one_way * 100})
    held = sum(station.vehicles for station in service.stations)
    if held < vehicles:
        yield Note("note_stations_spare", {"spare": vehicles - held})


# Who comes


def _loans(service: Service, year: int, assumed: Assumed) -> list[Arrivals]:
    """Hires of a month, as many a month as there are members; they begin at any hour that is open."""
    week = open_shares(service.opening).ravel()
    members = dict.fromkeys((use.tariff for use in service.use), 0.0)
    for use in service.use:
        members[use.tariff] += _in_year(use.members, year)
    return [
        Arrivals(
            tariff, service.id, _spread(count * 12 / WEEKS_YEAR, week), Law(MONTH_H, "exponential"),
            patience=Law(assumed.loan_patience_h),
        )
        for tariff, count in members.items()
    ]  # fmt: skip


def _of_use(service: Service, year: int, chosen: Chosen, assumed: Assumed) -> list[Arrivals]:
    tariffs = {tariff.id: tariff for tariff in service.tariffs}
    shares = open_shares(service.opening)
    return [
        _arrivals(
            service.id, use.tariff,
            _spread(
                _in_year(use.trips, year) / WEEKS_YEAR, (assumed.weeks[_who(tariffs.get(use.tariff))] * shares).ravel()
            ),
            _law(use.hours, assumed.hours_cv, chosen), _law(use.km, assumed.km_cv, chosen), chosen, assumed,
        )
        for use in _together(service.use, year)
    ]  # fmt: skip


def _not_of_residents(service: Service, rows: Sequence[DemandRow]) -> list[str]:
    """Tariffs in use that residents pay nothing of, and that the table does not name: it knows of residents alone."""
    told = {row.tariff for row in rows}
    used = {use.tariff for use in service.use}
    return [
        tariff.id for tariff in service.tariffs
        if tariff.id in used - told and not tariff.paid_by.get("residents", 0.0)
    ]  # fmt: skip


def _of_rows(station: str, rows: Sequence[DemandRow], chosen: Chosen, assumed: Assumed) -> list[Arrivals]:
    found = []
    for profile in dict.fromkeys(row.profile for row in rows):
        mine = [row for row in rows if row.profile == profile]
        hourly = {(row.day_type, row.hour): 0.0 for row in mine}
        for row in mine:
            hourly[row.day_type, row.hour] += row.trips_day
        week = tuple(hourly.get((day_type_of(day), hour), 0.0) for day in range(7) for hour in range(24))
        weights = [row.trips_day for row in mine]
        hours, km = [row.hours_trip for row in mine], [row.km_trip for row in mine]
        found.append(
            _arrivals(
                station, profile, week, _mixed(hours, weights, assumed.hours_cv, chosen),
                _mixed(km, weights, assumed.km_cv, chosen), chosen, assumed,
            )
        )  # fmt: skip
    return found


def _arrivals(
    station: str, group: str, week: tuple[float, ...], hours: Law, km: Law, chosen: Chosen, assumed: Assumed
) -> Arrivals:
    patience = assumed.patience_h if chosen.patience_min is None else chosen.patience_min / MINUTES
    return Arrivals(group, station, week, hours, km, Law(patience), Law(chosen.held_min / MINUTES))


def _together(uses: Iterable[Use], year: int) -> list[Use]:
    """One row per tariff: trips added up, hours and km of the mean trip."""
    found: dict[str, Use] = {}
    for use in uses:
        before = found.get(use.tariff)
        if before is None:
            found[use.tariff] = use
            continue
        a, b = _in_year(before.trips, year), _in_year(use.trips, year)
        whole = a + b or 1.0
        hours, km = ((a * x + b * y) / whole for x, y in ((before.hours, use.hours), (before.km, use.km)))
        found[use.tariff] = before.model_copy(update={"trips": a + b, "hours": hours, "km": km})
    return list(found.values())


def _who(tariff: Tariff | None) -> str:
    return "firms" if tariff is not None and tariff.paid_by.get("employers", 0.0) > 0.5 else "residents"


def _spread(per_week: float, weights: Any) -> tuple[float, ...]:
    total = float(np.sum(weights))
    return tuple((per_week * np.asarray(weights) / total).tolist() if total else [0.0] * len(weights))


def _in_year(value: float | tuple[float, ...], year: int) -> float:
    return value[min(year, len(value) - 1)] if isinstance(value, tuple) else value


def _law(mean: float, cv: float, chosen: Chosen) -> Law:
    return Law(mean, chosen.lengths, cv)


def _mixed(values: Sequence[float], weights: Sequence[float], cv: float, chosen: Chosen) -> Law:
    """One law for hires of several means: the mean of all, and their spread together with that within each."""
    total = sum(weights)
    if not total:
        return Law(0.0)
    mean = sum(map(math.prod, zip(values, weights, strict=True))) / total
    square = sum(weight * value**2 * (1 + cv**2) for value, weight in zip(values, weights, strict=True)) / total
    return Law(mean, chosen.lengths, math.sqrt(max(square / mean**2 - 1, 0.0)) if mean > LEAST else cv)


# What there is


def _fleet(
    vehicles: Sequence[Thing], things: Sequence[Thing], assumed: Assumed, figures: Figures, *, loan: bool
) -> tuple[tuple[Fleet, ...], list[Note]]:
    points = [thing.charge_kw for thing in things if not thing.vehicle and thing.charge_kw and thing.count]
    fleet, notes, without = [], [], []
    for place, thing in enumerate(vehicles):
        name = f"{place + 1}"
        kw = min([*([thing.charge_kw] if thing.charge_kw else []), *([max(points)] if points else [])], default=None)
        per_km = _kwh_per_km(thing, figures)
        if loan or thing.battery_kwh is None or kw is None or per_km is None:
            fleet.append(Fleet(name))
            without.append(thing)
        else:
            fleet.append(Fleet(name, thing.battery_kwh * (1 - assumed.battery_kept), per_km, kw))
    if loan:
        notes.append(Note("note_loan_energy", {}))
    else:
        if len(vehicles) > 1:
            notes.append(Note("note_alike", {}))
        notes += [Note("note_no_energy", {"thing": thing.title}) for thing in without]
        if len(without) < len(vehicles) and not points:
            notes.append(Note("note_all_charged", {}))
    return tuple(fleet), notes


def _kwh_per_km(thing: Thing, figures: Figures) -> float | None:
    if thing.battery_kwh is not None and thing.range_km is not None:
        return thing.battery_kwh / thing.range_km
    cost = thing.per_100km
    if cost is None:
        return None
    if cost.figure is None:
        return None
    value = figures.number(cost.figure) if cost.key is None else figures.table(cost.figure)[cost.key]
    return value / 100


def _station(id: str, vehicles: Sequence[Thing], things: Sequence[Thing], *, energy: bool) -> Station:
    points = [thing.count for thing in things if not thing.vehicle and thing.charge_kw and thing.count]
    docks = [thing.count * thing.places for thing in things if thing.places is not None]
    return Station(
        id, tuple(thing.count for thing in vehicles), sum(docks) if docks else None,
        sum(points) if energy and points else None,
    )  # fmt: skip
