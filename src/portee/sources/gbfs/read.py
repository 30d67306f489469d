"""A GBFS feed to one system of shared vehicles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portee.core.errors import ParameterError, SourceError, Where
from portee.core.provenance import Provenance, sha256_of
from portee.offers.shared import REQUIREMENTS, SharedSystem, VehicleType
from portee.sources.gbfs import stations as of_stations
from portee.sources.gbfs import vehicles as of_vehicles
from portee.sources.gbfs import zones as of_zones
from portee.sources.gbfs.archive import FeedFiles, by_language
from portee.sources.gbfs.fields import Document, FieldError, identifier, read_document, told, words
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.hours import read_hours
from portee.sources.gbfs.plans import checked_exchange, read_plans
from portee.sources.gbfs.positions import anchor_of
from portee.sources.gbfs.vehicles import assumed_types, read_types, read_vehicles

__all__ = ["read_gbfs"]

_FILES = (
    "vehicle_types",
    "station_information",
    "station_status",
    "vehicle_status",
    "free_bike_status",
    "system_pricing_plans",
    "geofencing_zones",
    "system_hours",
    "system_calendar",
)


def read_gbfs(
    path: Path | str,
    *,
    exchange: Mapping[str, float] | None = None,
    requires: Sequence[str] = (),
    at: datetime | None = None,
) -> SharedSystem:
    """Read a GBFS feed of version 2.0 to 2.3 or 3.0 from files on disk; nothing is fetched.

    What is wrong in single stations, vehicles, plans, zones or values is left out, counted in the provenance and
    noted. What makes the feed unusable is one error that names file and field.

    Args:
        path: folder or zip of the feed's JSON files. gbfs.json is not needed; where it names files otherwise than
            GBFS does, these are found by it.
        exchange: euros for one unit of each other currency that prices may be in, such as {"CHF": 1.05}.
        requires: what the service asks of a person, of `REQUIREMENTS`; GBFS does not tell.
        at: the moment the state of stations and vehicles is wanted for; without an offset it is in the feed's own
            time zone. Given, it finds zones and services that have ended, and counts that are too old to be used (see
            `portee.sources.gbfs.ages`). None takes the state as it was when the feed was written.

    Raises:
        SourceError: the files cannot be read as GBFS, a price is in a currency without exchange rate, no object of a
            list is usable, the service has ended by `at`, or nothing usable is in the feed.
        ParameterError: an exchange rate or a requirement is impossible.
    """
    path = Path(path)
    rates = checked_exchange(exchange)
    for word in requires:
        if word not in REQUIREMENTS:
            raise ParameterError(
                f"'{str(word)[:40]}' is not something a service asks.",
                where=Where(field="requires"),
                mend=f"Choose from {', '.join(REQUIREMENTS)}.",
            )
    findings = Findings()
    with FeedFiles(path) as feed:
        _discover(feed, findings)
        information = read_document(feed, "system_information", findings)
        files = {name: read_document(feed, name, findings) for name in _FILES if name in feed}
        system = _system(information, files, rates, at, findings)
    counts = {
        "vehicle_types": len(system.vehicle_types),
        "stations": len(system.stations),
        "vehicles": len(system.vehicles),
        "usable_vehicles": sum(vehicle.usable for vehicle in system.vehicles),
        "plans": len(system.plans),
        "zones": len(system.zones),
    }
    if not any(counts[name] for name in ("stations", "vehicles", "plans", "zones")):
        reasons = "; ".join(findings.notes[:5])
        raise SourceError(
            "The feed has no usable station, vehicle, price or zone." + (f" {reasons}" if reasons else ""),
            where=str(path),
            mend="Check that all its files are there.",
        )
    states = [files[name].updated for name in ("station_status", "vehicle_status", "free_bike_status") if name in files]
    dates = [moment for moment in states if moment is not None] or [m for m in [information.updated] if m is not None]
    digest, size = sha256_of(path)
    provenance = Provenance(
        source="gbfs",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        date=max(dates).isoformat() if dates else None,
        licence=_licence(information, findings),
        rows=counts,
        dropped=findings.dropped,
        notes=findings.notes,
    )
    return system.replace(requires=tuple(dict.fromkeys(requires)), provenance=(provenance,), notes=provenance.notes)


def _system(
    information: Document,
    files: Mapping[str, Document],
    rates: Mapping[str, float],
    at: datetime | None,
    findings: Findings,
) -> SharedSystem:
    id, timezone = _identity(information)
    if at is not None:
        at = (at.replace(tzinfo=ZoneInfo(timezone)) if at.tzinfo is None else at).astimezone(UTC)
    _refuse_ended(information, at, findings)
    anchor = anchor_of(timezone)
    free = _free(files, information, findings)
    plans = read_plans(files.get("system_pricing_plans"), rates, findings)
    plan_ids = frozenset(plan.id for plan in plans)
    types = _types(files, free, plan_ids, findings)
    type_ids = frozenset(kind.id for kind in types)
    stations = of_stations.read_stations(
        files.get("station_information"), files.get("station_status"), type_ids, findings, at=at, anchor=anchor
    )
    vehicles = read_vehicles(
        free, type_ids, plan_ids, frozenset(station.id for station in stations), findings, at=at, anchor=anchor
    )
    standing = [(vehicle.lon, vehicle.lat) for vehicle in vehicles]
    zones = of_zones.read_zones(files.get("geofencing_zones"), type_ids, standing, findings, at=at, anchor=anchor)
    file = information.file
    return SharedSystem(
        id=id,
        name=told(words, information.data, "name", file=file, of=id, findings=findings) or id,
        operator=told(words, information.data, "operator", file=file, of=id, findings=findings),
        timezone=timezone,
        vehicle_types=types,
        stations=stations,
        vehicles=vehicles,
        plans=plans,
        zones=zones.zones,
        global_rules=zones.global_rules,
        combine_rules=zones.combine,
        opening_hours=read_hours(information, files.get("system_hours"), files.get("system_calendar"), findings),
    )


def _identity(information: Document) -> tuple[str, str]:
    try:
        id = identifier(information.data, "system_id")
        timezone = identifier(information.data, "timezone")
    except FieldError as problem:
        raise information.error(
            f"data.{problem.field}", f"The {problem.field} {problem.why}.", "GBFS wants it in every feed."
        ) from problem
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise information.error(
            "data.timezone", f"'{timezone[:60]}' is not a known time zone.", "A name such as Europe/Paris is wanted."
        ) from problem
    return id, timezone


def _refuse_ended(information: Document, at: datetime | None, findings: Findings) -> None:
    """Refuse a service that had ended by the moment asked (`termination_date`, version 3)."""
    value = information.data.get("termination_date")
    if value is None:
        return
    try:
        last = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        findings.drop(information.file, "values of termination_date", "it is no date", str(value))
        return
    if at is not None and at.date() > last:
        raise information.error(
            "data.termination_date",
            f"The service ended on {last.isoformat()}, before the moment asked.",
            "Ask for an earlier moment, or give a feed that is still alive.",
        )
    findings.note(f"The service ends on {last.isoformat()}.")


def _free(files: Mapping[str, Document], information: Document, findings: Findings) -> Document | None:
    """The file of free vehicles, which changed its name in version 3."""
    names = ("vehicle_status", "free_bike_status")
    there = [name for name in (names if information.major >= 3 else names[::-1]) if name in files]
    if len(there) == 2:
        findings.note(f"Of {files[there[0]].file} and {files[there[1]].file} the first is read.")
    return files[there[0]] if there else None


def _types(
    files: Mapping[str, Document], free: Document | None, plans: frozenset[str], findings: Findings
) -> tuple[VehicleType, ...]:
    # A list of free vehicles that is empty just now still says that the service has them.
    returning = "hybrid" if free is not None and "station_information" in files else None
    document = files.get("vehicle_types")
    if document is not None:
        types = read_types(document, plans, findings)
        return tuple(replace(t, return_constraint=t.return_constraint or returning) for t in types)
    named = (
        *of_stations.named_types(files.get("station_status")),
        *of_vehicles.named_types(free),
        *of_zones.named_types(files.get("geofencing_zones")),
    )
    return assumed_types(named, returning, findings)


def _licence(information: Document, findings: Findings) -> str | None:
    for name in ("license_id", "license_url"):
        text = told(words, information.data, name, file=information.file, of=name, findings=findings)
        if text:
            return text
    return None


def _discover(feed: FeedFiles, findings: Findings) -> None:
    """Find files that gbfs.json names otherwise, and note those it names that are not here."""
    if "gbfs" not in feed:
        return
    try:
        content: Any = json.loads(feed.read("gbfs"))
        data = content["data"]
        feeds = data["feeds"] if "feeds" in data else data[by_language(data)]["feeds"]
        entries = [(str(entry["name"]), str(entry["url"])) for entry in feeds]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, AttributeError):
        findings.note("gbfs.json cannot be understood; files are found by their names.")
        return
    absent = []
    for name, url in entries:
        if name in feed or name not in ("system_information", *_FILES):
            continue
        try:
            base = PurePosixPath(urlsplit(url).path).name.lower().removesuffix(".json")
        except ValueError:
            base = ""
        if base in feed.names:
            feed.alias(name, base)
        else:
            absent.append(name)
    if absent:
        findings.note(f"gbfs.json names files that are not here: {', '.join(sorted(set(absent)))}.")
