"""A simulated hub as tables, with units in the names of columns; `_low` and `_high` are ends of a 95 % interval."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from portee.hubs.simulation.given import WEEK_H
from portee.hubs.simulation.intervals import Interval
from portee.hubs.simulation.measured import CHARGING, HIRED, MOVING, STANDING, WAITING
from portee.hubs.simulation.results import GroupResult, ServiceResult
from portee.hubs.simulation.sizing import Sized
from portee.services.hubs.simulate import SimulatedHub

__all__ = [
    "DAYS",
    "SIZING",
    "figures_table",
    "groups_table",
    "hours_table",
    "services_table",
    "simulated_facts",
    "sizing_table",
    "stations_table",
]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SIZING = (
    "service", "group", "target_share", "vehicles", "chargers", "docks", "served_share", "served_share_low",
    "served_share_high", "served_share_one_vehicle_less", "served_share_at_most", "always_closed_share",
    "always_too_far_share", "simulated_users", "erlang_mean_hour_vehicles", "erlang_busiest_hour_vehicles",
)  # fmt: skip
"""Columns of the table of sizes."""
MANY = 10_000
"""Rows read before types are settled: all of them."""


def groups_table(found: SimulatedHub) -> pl.DataFrame:
    """One row per service and group; group "" is everyone."""
    return _table(
        {"service": result.given.service, **_of_group(group)}
        for result in found.results for group in (result.everyone, *result.groups)
    )  # fmt: skip


def services_table(found: SimulatedHub) -> pl.DataFrame:
    """One row per service: vehicles, chargers, docks, and how they were used."""
    return _table(_of_service(found, result) for result in found.results)


def stations_table(found: SimulatedHub) -> pl.DataFrame:
    """One row per station, of services with several: vehicles at first, and how those fare who come there."""
    rows = [
        {"service": result.given.service, "station": station.id, "vehicles": sum(station.vehicles), **_of_users(users)}
        for result in found.results if len(result.stations) > 1
        for station, users in zip(result.given.stations, result.stations, strict=True)
    ]  # fmt: skip
    columns = ("service", "station", "vehicles", *_of_users(found.results[0].everyone))
    return _table(rows) if rows else pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


def hours_table(found: SimulatedHub) -> pl.DataFrame:
    """One row per service and hour of the week: mean numbers of vehicles and of users who wait."""
    columns = {
        "hired_vehicles": HIRED, "moving_vehicles": MOVING, "charging_vehicles": CHARGING,
        "standing_vehicles": STANDING, "waiting_users": WAITING,
    }  # fmt: skip
    return _table(
        {
            "service": result.given.service, "day": DAYS[hour // 24], "hour": hour % 24,
            **{name: float(result.by_hour[hour, place - 1]) for name, place in columns.items()},
        }
        for result in found.results for hour in range(WEEK_H)
    )  # fmt: skip


def sizing_table(found: SimulatedHub) -> pl.DataFrame:
    """One row per service and group with what is enough for the target; no vehicles where no number is."""
    rows = [row for each in found.sized for row in _of_sizing(each)]
    return _table(rows) if rows else pl.DataFrame(schema=dict.fromkeys(SIZING, pl.String))


def figures_table(found: SimulatedHub) -> pl.DataFrame:
    """Figures and assumptions read, with their sources."""
    return _table(
        {
            "figure": row["parameter"], "value": str(row["value"]), "unit": row["unit"], "source": row["source"],
            "url": row["url"] or "", "checked": row["checked"], "expired": row["expired"],
        }
        for row in found.figures
    )  # fmt: skip


def simulated_facts(found: SimulatedHub) -> dict[str, Any]:
    """All tables as JSON values, with what was asked, notes and what is not simulated."""
    tables = {
        "groups": groups_table(found), "services": services_table(found), "stations": stations_table(found),
        "sizing": sizing_table(found),
        "hours": hours_table(found), "figures": figures_table(found),
    }  # fmt: skip
    return {
        "id": found.plan.id if found.plan else None, "asked": dict(found.asked),
        **{name: [_plain(row) for row in table.to_dicts()] for name, table in tables.items()},
        "skipped": [{"service": each.service, "why": each.why} for each in found.skipped],
        "notes": [
            {"service": service, "note": note.key, **{name: str(value) for name, value in note.values.items()}}
            for service, notes in found.notes.items() for note in notes
        ],
    }  # fmt: skip


def _table(rows: Iterator[Mapping[str, Any]] | Any) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=MANY)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """JSON has no NaN and no infinity."""
    return {name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in row.items()}  # fmt: skip


def _ends(name: str, interval: Interval) -> dict[str, float]:
    return {name: interval.mean, f"{name}_low": interval.low, f"{name}_high": interval.high}


def _of_group(group: GroupResult) -> dict[str, Any]:
    return {"group": group.group or "", **_of_users(group)}


def _of_users(group: GroupResult) -> dict[str, Any]:
    row: dict[str, Any] = {"simulated_users": group.users}
    row |= _ends("users_day", group.users_day) | _ends("served_share", group.served)
    for cause, share in group.lost.items():
        row |= _ends(f"lost_{cause}_share", share)
    return row | _ends("wait_mean_min", group.wait_min) | _ends("wait_p90_min", group.wait_p90_min)


def _of_service(found: SimulatedHub, result: ServiceResult) -> dict[str, Any]:
    row: dict[str, Any] = {
        "service": result.given.service, "demand_from": found.sources[result.given.service],
        "vehicles": result.vehicles, "chargers": result.chargers, "docks": result.docks,
        "days": result.span.days, "warm_up_days": result.span.warm_up_days, "replications": result.replications,
    }  # fmt: skip
    nothing = Interval(math.nan, math.nan, math.nan)
    row |= _ends("vehicle_use_share", result.used) | _ends("hires_vehicle_day", result.hires_vehicle_day)
    row |= _ends("driven_km_day", result.km_day) | _ends("charging_vehicles", result.charging)
    row |= _ends("charger_use_share", result.charger_use or nothing) | _ends("charged_kwh_day", result.kwh_day)
    return row | _ends("moved_vehicles_day", result.moves_day)


def _of_sizing(each: Sized) -> Iterator[dict[str, Any]]:
    for group, share in each.shares.items():
        before, most = each.before.get(group), each.bound.shares[group]
        yield {
            "service": each.given.service, "group": group, "target_share": each.target, "vehicles": each.vehicles,
            "chargers": each.chargers, "docks": each.docks, **_ends("served_share", share),
            "served_share_one_vehicle_less": before.mean if before else None,
            "served_share_at_most": most.mean, "always_closed_share": each.bound.closed[group],
            "always_too_far_share": each.bound.too_far[group], "simulated_users": each.bound.users[group],
            "erlang_mean_hour_vehicles": each.erlang_mean, "erlang_busiest_hour_vehicles": each.erlang_peak,
        }  # fmt: skip
