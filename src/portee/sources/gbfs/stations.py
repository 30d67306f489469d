"""Stations of a feed: where they are (`station_information.json`) and how they stand (`station_status.json`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import shapely

from portee.offers.shared import Station
from portee.sources.gbfs.ages import is_current, is_silent
from portee.sources.gbfs.areas import area_of, vertices_of
from portee.sources.gbfs.fields import Document, FieldError, Record, count, flag, identifier, moment, told, words
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.positions import Point, position

__all__ = ["MAX_AREA_VERTICES", "MAX_STATIONS", "named_types", "read_stations"]

MAX_STATIONS = 100_000
"""Most stations read."""
MAX_AREA_VERTICES = 2_000_000
"""Most corners of the areas of all virtual stations together."""

_WHAT = "stations"
_STATES = "states of stations"


@dataclass(frozen=True)
class _State:
    vehicles: int | None
    docks: int | None
    rents: bool
    returns: bool
    types: Mapping[str, int]
    reported: datetime | None


def named_types(status: Document | None) -> tuple[str, ...]:
    """Ids of all vehicle types that station_status.json names, in order."""
    stations = status.data.get(_WHAT) if status is not None else None
    found: dict[str, None] = {}
    for station in stations if isinstance(stations, list) else ():
        kinds = station.get("vehicle_types_available") if isinstance(station, dict) else None
        for kind in kinds if isinstance(kinds, list) else ():
            id = kind.get("vehicle_type_id") if isinstance(kind, dict) else None
            if isinstance(id, str) and id.strip():
                found[id.strip()] = None
    return tuple(found)


def read_stations(
    information: Document | None,
    status: Document | None,
    types: Collection[str],
    findings: Findings,
    *,
    at: datetime | None,
    anchor: Point | None,
) -> tuple[Station, ...]:
    """The stations of a feed with their state.

    A station of which no state is told neither rents nor returns, unless the feed has no station_status.json at all.
    Where a state is told twice, that reported last holds. Unusable states, those of stations that stopped reporting
    and those too old for the moment asked leave the counts unknown.

    Args:
        information, status: station_information.json and station_status.json.
        types: ids of vehicle types there are.
        findings: collects what is left out.
        at: moment asked (aware).
        anchor: chief place of the time zone.

    Raises:
        SourceError: no station is usable though there are some, or there are too many.
    """
    if information is None:
        if status is not None:
            findings.note("The feed has no station_information.json: where its stations are is not known.")
        return ()
    records = information.records(_WHAT, MAX_STATIONS, findings)
    corners = sum(vertices_of(record.get("station_area")) for record in records)
    if corners > MAX_AREA_VERTICES:
        raise information.error(
            f"data.{_WHAT}",
            f"The areas of the stations have {corners:,} corners; at most {MAX_AREA_VERTICES:,} are read.",
            "Give the feed of one service in one area.",
        )
    stations: dict[str, Station] = {}
    for record in records:
        try:
            station = _station(information, record, findings, anchor)
        except FieldError as problem:
            findings.drop(information.file, _WHAT, str(problem), record.name_of("station_id"))
            continue
        if station.id in stations:
            findings.drop(information.file, _WHAT, "station_id is that of an earlier station", station.id)
            continue
        stations[station.id] = station
    information.refuse_all_lost(_WHAT, len(records), len(stations), findings)
    if status is None:
        if stations:
            findings.note("The feed has no station_status.json: all stations are taken as open, their counts unknown.")
        return tuple(stations.values())
    states = _states(status, stations, types, findings, at=at)
    return tuple(_with_state(station, states.get(station.id), status.file, findings) for station in stations.values())


def _station(document: Document, record: Record, findings: Findings, anchor: Point | None) -> Station:
    id = identifier(record, "station_id")
    file = document.file
    lon, lat = position(record, anchor)
    area = None
    if record.get("station_area") is not None:
        area = _area(document, record, id, findings, anchor)
    virtual = told(_virtual, record, "is_virtual_station", file=file, of=id, findings=findings)
    if record.get("station_opening_hours") is not None:
        findings.see(f"{file}: stations with opening hours of their own, which are not used", id)
    return Station(
        id=id,
        name=told(words, record, "name", file=file, of=id, findings=findings) or id,
        lon=lon,
        lat=lat,
        capacity=told(count, record, "capacity", file=file, of=id, findings=findings),
        is_virtual=bool(virtual) or area is not None,
        area=area,
    )


def _area(
    document: Document, record: Record, id: str, findings: Findings, anchor: Point | None
) -> shapely.Geometry | None:
    try:
        area, mended = area_of(record.get("station_area"), "station_area", anchor)
    except FieldError as problem:
        findings.drop(document.file, "areas of stations", str(problem), id)
        return None
    if mended:
        findings.see(f"{document.file}: station areas whose outline crosses itself, mended", id)
    return area


def _states(
    status: Document,
    stations: Mapping[str, Station],
    types: Collection[str],
    findings: Findings,
    *,
    at: datetime | None,
) -> dict[str, _State]:
    current = is_current(status, at, findings)
    states: dict[str, _State] = {}
    for record in status.records(_WHAT, MAX_STATIONS, findings):
        try:
            id = identifier(record, "station_id")
            if id not in stations:
                raise FieldError("station_id", "is none that station_information.json places")
            state = _state(status, record, id, types, findings)
        except FieldError as problem:
            findings.drop(status.file, _STATES, str(problem), record.name_of("station_id"))
            continue
        if not current or is_silent(state.reported, status):
            why = (
                "last_reported is more than a day before last_updated"
                if current
                else "last_updated is more than a day before the moment asked"
            )
            findings.drop(status.file, "counts of stations", why, id)
            state = replace(state, vehicles=None, docks=None, types={})
        if id in states:
            findings.drop(status.file, _STATES, "station_id is told twice; that reported last is kept", id)
            if not _later(state.reported, states[id].reported):
                continue
        states[id] = state
    return states


def _state(status: Document, record: Record, id: str, types: Collection[str], findings: Findings) -> _State:
    new = "num_vehicles_available" in record.values
    vehicles = count(record, "num_vehicles_available" if new else "num_bikes_available", required=True)
    docks = count(record, "num_docks_available")
    installed = flag(record, "is_installed")
    kinds = _kinds(status, record, id, types, findings)
    if kinds and sum(kinds.values()) != vehicles:
        findings.see(f"{status.file}: stations whose vehicles by type do not add up to their number", id)
    return _State(
        vehicles,
        docks,
        installed and flag(record, "is_renting"),
        installed and flag(record, "is_returning"),
        kinds,
        told(moment, record, "last_reported", file=status.file, of=id, findings=findings),
    )


def _kinds(status: Document, record: Record, id: str, types: Collection[str], findings: Findings) -> dict[str, int]:
    values = record.get("vehicle_types_available")
    kinds: dict[str, int] = {}
    for value in values if isinstance(values, list) else ():
        entry = Record(value if isinstance(value, dict) else {}, id)
        try:
            kind = identifier(entry, "vehicle_type_id")
            if kind not in types:
                raise FieldError("vehicle_type_id", "is none of vehicle_types.json")
            kinds[kind] = kinds.get(kind, 0) + (count(entry, "count", required=True) or 0)
        except FieldError as problem:
            findings.drop(status.file, "vehicles by type", str(problem), id)
    return kinds


def _with_state(station: Station, state: _State | None, file: str, findings: Findings) -> Station:
    if state is None:
        findings.see(f"{file}: stations without usable state, taken as closed", station.id)
        return replace(station, rents=False, returns=False)
    if station.capacity is not None and (state.vehicles or 0) > station.capacity:
        findings.see(f"{file}: stations that hold more vehicles than their capacity", station.id)
    return replace(
        station,
        rents=state.rents,
        returns=state.returns,
        vehicles_available=state.vehicles,
        docks_available=state.docks,
        vehicle_types=state.types,
    )


def _later(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and (other is None or one > other)


def _virtual(record: Record, name: str) -> bool:
    return flag(record, name, default=False)
