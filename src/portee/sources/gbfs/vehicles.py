"""Vehicle types and free vehicles (`vehicle_types.json`, and `vehicle_status.json` or `free_bike_status.json`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from portee.offers.shared import FORM_FACTORS, PROPULSIONS, RETURNS, FreeVehicle, VehicleType
from portee.sources.gbfs.ages import is_current
from portee.sources.gbfs.fields import (
    Document,
    FieldError,
    Record,
    flag,
    identifier,
    moment,
    number,
    optional_id,
    texts,
    told,
    words,
)
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.positions import Point, position

__all__ = ["MAX_TYPES", "MAX_VEHICLES", "assumed_types", "named_types", "read_types", "read_vehicles"]

MAX_TYPES = 10_000
"""Most vehicle types read."""
MAX_VEHICLES = 500_000
"""Most vehicles read: far more than any service has in one area."""


def read_types(document: Document, plans: Collection[str], findings: Findings) -> tuple[VehicleType, ...]:
    """The vehicle types of a feed. Names of plans that do not exist are left out, unknown kinds are read as "other".

    Args:
        document: vehicle_types.json.
        plans: ids of the pricing plans there are.
        findings: collects what is left out.

    Raises:
        SourceError: no type is usable.
    """
    what = "vehicle_types"
    records = document.records(what, MAX_TYPES, findings)
    types: dict[str, VehicleType] = {}
    for record in records:
        try:
            kind = _type(document, record, plans, findings)
        except FieldError as problem:
            findings.drop(document.file, what, str(problem), record.name_of("vehicle_type_id"))
            continue
        if kind.id in types:
            findings.drop(document.file, what, "vehicle_type_id is that of an earlier type", kind.id)
            continue
        types[kind.id] = kind
    document.refuse_all_lost(what, len(records), len(types), findings)
    return tuple(types.values())


def assumed_types(named: Iterable[str], returning: str | None, findings: Findings) -> tuple[VehicleType, ...]:
    """Types of a feed without vehicle_types.json: bicycles without motor, as GBFS says, unless other files name types.

    Args:
        named: ids of types that other files of the feed name.
        returning: where their rides end, of `RETURNS`, None to deduce it.
        findings: collects remarks.
    """
    ids = tuple(dict.fromkeys(named))
    if not ids:
        findings.note("The feed has no vehicle_types.json: its vehicles are taken as bicycles without motor.")
        return (VehicleType("bicycle", "bicycle", "human", return_constraint=returning),)
    findings.note(f"The feed has no vehicle_types.json: what its {len(ids):,} types are is not known.")
    return tuple(VehicleType(id, "other", name=id, return_constraint=returning) for id in ids)


def named_types(document: Document | None) -> tuple[str, ...]:
    """Ids of all vehicle types that the file of free vehicles names, in order."""
    found: dict[str, None] = {}
    for what in ("vehicles", "bikes"):
        vehicles = document.data.get(what) if document is not None else None
        for vehicle in vehicles if isinstance(vehicles, list) else ():
            id = vehicle.get("vehicle_type_id") if isinstance(vehicle, dict) else None
            if isinstance(id, str) and id.strip():
                found[id.strip()] = None
    return tuple(found)


def read_vehicles(
    document: Document | None,
    types: Collection[str],
    plans: Collection[str],
    stations: Collection[str],
    findings: Findings,
    *,
    at: datetime | None,
    anchor: Point | None,
) -> tuple[FreeVehicle, ...]:
    """The free vehicles of a feed; those that stand at a station are counted there, not here.

    Args:
        document: vehicle_status.json or free_bike_status.json.
        types, plans, stations: ids there are. A feed without vehicle types gives its only one to all vehicles.
        findings: collects what is left out.
        at: moment asked (aware), to leave out a state that is too old for it.
        anchor: chief place of the time zone.

    Raises:
        SourceError: no vehicle is usable though there are some.
    """
    if document is None:
        return ()
    what = "vehicles" if "vehicles" in document.data.values else "bikes"
    records = document.records(what, MAX_VEHICLES, findings)
    if not is_current(document, at, findings):
        for record in records:
            findings.drop(document.file, what, "last_updated is more than a day before the moment asked", record.path)
        return ()
    vehicles: dict[str, FreeVehicle] = {}
    docked = 0
    for record in records:
        try:
            station = optional_id(record, "station_id")
            if station in stations:
                docked += 1
                continue
            vehicle = _vehicle(document, record, types, plans, findings, at=at, anchor=anchor)
        except FieldError as problem:
            findings.drop(document.file, what, str(problem), record.name_of("vehicle_id", "bike_id"))
            continue
        if vehicle.id in vehicles:
            findings.drop(document.file, what, "vehicle_id is that of an earlier vehicle", vehicle.id)
            continue
        vehicles[vehicle.id] = vehicle
    document.refuse_all_lost(what, len(records), len(vehicles) + docked, findings)
    if docked:
        findings.note(f"{document.file}: {docked:,} vehicles stand at stations and are counted there.")
    return tuple(vehicles.values())


def _type(document: Document, record: Record, plans: Collection[str], findings: Findings) -> VehicleType:
    id = identifier(record, "vehicle_type_id")
    file = document.file

    def enumerated(field: str, allowed: tuple[str, ...]) -> str | None:
        value = record.get(field)
        if value is None or value in allowed:
            return None if value is None else str(value)
        findings.drop(file, f"values of {field}", f"{field} is none that is known", f"{id}: {value}")
        return None

    named = told(texts, record, "pricing_plan_ids", file=file, of=id, findings=findings) or ()
    default = told(optional_id, record, "default_pricing_plan_id", file=file, of=id, findings=findings)
    for plan in dict.fromkeys(filter(None, (default, *named))):
        if plan not in plans:
            findings.drop(
                file, "names of pricing plans", "system_pricing_plans.json has no such plan_id", f"{id}: {plan}"
            )
    form_factor = enumerated("form_factor", FORM_FACTORS)
    if form_factor is None and record.get("form_factor") is None:
        raise FieldError("form_factor", "is missing")
    return VehicleType(
        id=id,
        form_factor=form_factor or "other",
        propulsion=enumerated("propulsion_type", PROPULSIONS),
        max_range_m=told(_at_least_0, record, "max_range_meters", file=file, of=id, findings=findings),
        name=told(words, record, "name", file=file, of=id, findings=findings) or "",
        default_pricing_plan=default if default in plans else None,
        pricing_plans=tuple(dict.fromkeys(plan for plan in named if plan in plans)),
        grams_co2=told(_at_least_0, record, "g_CO2_km", file=file, of=id, findings=findings),
        return_constraint=enumerated("return_constraint", RETURNS),
    )


def _vehicle(
    document: Document,
    record: Record,
    types: Collection[str],
    plans: Collection[str],
    findings: Findings,
    *,
    at: datetime | None,
    anchor: Point | None,
) -> FreeVehicle:
    field = "vehicle_id" if "vehicle_id" in record.values else "bike_id"
    id = identifier(record, field)
    lon, lat = position(record, anchor)
    kind = optional_id(record, "vehicle_type_id")
    if kind is None and len(types) == 1:
        kind = next(iter(types))
    if kind is None or kind not in types:
        raise FieldError("vehicle_type_id", "is missing" if kind is None else "is none of vehicle_types.json")
    plan = told(optional_id, record, "pricing_plan_id", file=document.file, of=id, findings=findings)
    if plan is not None and plan not in plans:
        why = "system_pricing_plans.json has no such plan_id"
        findings.drop(document.file, "names of pricing plans", why, f"{id}: {plan}")
        plan = None
    until = told(moment, record, "available_until", file=document.file, of=id, findings=findings)
    gone = until is not None and at is not None and until <= at
    return FreeVehicle(
        id=id,
        lon=lon,
        lat=lat,
        type=kind,
        range_m=told(_at_least_0, record, "current_range_meters", file=document.file, of=id, findings=findings),
        usable=not (flag(record, "is_reserved") or flag(record, "is_disabled") or gone),
        pricing_plan=plan,
    )


def _at_least_0(record: Record, name: str) -> float | None:
    return number(record, name, low=0)
