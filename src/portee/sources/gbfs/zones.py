"""Zones with rules of a feed (`geofencing_zones.json`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import shapely

from portee.offers.zones import Rule, Zone
from portee.sources.gbfs.areas import area_of, is_counterclockwise, vertices_of
from portee.sources.gbfs.fields import Document, FieldError, Record, flag, moment, number, texts, told, words
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.positions import Point

__all__ = ["MAX_RULES", "MAX_VERTICES", "MAX_ZONES", "ZonesRead", "named_types", "read_zones"]

MAX_ZONES = 50_000
"""Most zones read."""
MAX_RULES = 1_000
"""Most rules of one zone read."""
MAX_VERTICES = 2_000_000
"""Most corners of all zones together."""

_WORLD = (-180.0, -90.0, 180.0, 90.0)
_RULES = "rules"
_SPEED = "maximum_speed_kph"


@dataclass(frozen=True)
class ZonesRead:
    """What geofencing_zones.json says.

    Attributes:
        zones, global_rules: in the order of the file, which is that of precedence.
        combine: whether the rules at a point hold together (version 2).
    """

    zones: tuple[Zone, ...] = ()
    global_rules: tuple[Rule, ...] = ()
    combine: bool = False


def named_types(document: Document | None) -> tuple[str, ...]:
    """Ids of all vehicle types that rules name, in order."""
    lists = [] if document is None else [document.data.get("global_rules")]
    for record in _features(document):
        properties = record.get("properties")
        lists.append(properties.get(_RULES) if isinstance(properties, dict) else None)
    found: dict[str, None] = {}
    for rule in (rule for rules in lists if isinstance(rules, list) for rule in rules):
        try:
            found |= dict.fromkeys(_types_told(rule))
        except FieldError:
            continue  # told when the rule itself is read
    return tuple(found)


def read_zones(
    document: Document | None,
    types: Collection[str],
    vehicles: Sequence[Point],
    findings: Findings,
    *,
    at: datetime | None,
    anchor: Point | None,
) -> ZonesRead:
    """The zones of a feed, in order of precedence.

    A zone means what its outline encloses. GBFS 2 gave a meaning to the direction in which outlines are drawn
    (counterclockwise for all that lies outside), against GeoJSON, which wants outlines counterclockwise; version 3
    took this back. Feeds of version 2 follow either. So a zone of version 2 that is drawn counterclockwise and forbids
    to start or end a ride is read as all that lies outside when more than half of the feed's own free vehicles stand
    inside, and else as its inside. Both are noted.

    The earlier zone goes before the later. Version 2 has no other way to tell where a service works than a zone in
    which everything is allowed; real feeds list it first and the parks in which rides may not end after it, though by
    the letter no such ban would ever hold. So in version 2 a zone with a restriction that lies wholly inside an
    earlier and larger zone which allows everything is put before it, and this is noted.

    Args:
        document: geofencing_zones.json.
        types: ids of vehicle types there are.
        vehicles: where the free vehicles stand.
        findings: collects what is left out.
        at: moment asked (aware); zones that ended before are left out.
        anchor: chief place of the time zone.

    Raises:
        SourceError: the file has no zones, or more or larger ones than are read.
    """
    if document is None:
        return ZonesRead()
    features = _features(document)
    collection = document.data.get("geofencing_zones")
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise document.error("data.geofencing_zones", "There is no collection of zones.", "GeoJSON has 'features'.")
    vertices = sum(vertices_of(record.get("geometry")) for record in features)
    for number_, most, what in ((len(features), MAX_ZONES, "zones"), (vertices, MAX_VERTICES, "corners")):
        if number_ > most:
            raise document.error(
                "data.geofencing_zones",
                f"The zones have {number_:,} {what}; at most {most:,} are read.",
                "Give the feed of one service in one area.",
            )
    standing = np.array(vehicles, dtype=np.float64).reshape(-1, 2)
    zones = []
    for record in features:
        try:
            zone = _zone(document, record, types, standing, findings, anchor)
        except FieldError as problem:
            findings.drop(document.file, "zones", str(problem), _name_of(record))
            continue
        if at is not None and zone.end is not None and zone.end <= at:
            findings.drop(document.file, "zones", "end is before the moment asked", zone.name or record.path)
            continue
        zones.append(zone)
    if document.major == 2:
        zones = _without_hidden_bans(document, zones, findings)
    given = document.data.get("global_rules")
    try:
        rules = _rules(document, given, types, "global_rules", findings)
    except FieldError as problem:
        raise document.error(
            "data.global_rules", f"The global rules cannot be read: {problem}.", "They are a list of rules."
        ) from problem
    if document.major >= 3 and given is None:
        findings.note(f"{document.file} has no global_rules: outside its zones everything is taken as allowed.")
    return ZonesRead(tuple(zones), rules, document.major == 2)


def _without_hidden_bans(document: Document, zones: list[Zone], findings: Findings) -> list[Zone]:
    """The zones, with those that restrict before an earlier one that allows everything around them."""
    free = [i for i, zone in enumerate(zones) if zone.rules and not any(_restricts(rule) for rule in zone.rules)]
    if not free:
        return zones
    areas = np.array([zone.geometry for zone in zones], dtype=object)
    rank = [(float(i), i) for i in range(len(zones))]
    allowing, covered = shapely.STRtree(areas).query(areas[free], predicate="covers")
    sizes = shapely.area(areas)
    for position, hidden in zip(allowing.tolist(), covered.tolist(), strict=True):
        earlier = free[position]
        smaller = sizes[hidden] < sizes[earlier]
        if earlier < hidden and smaller and any(_restricts(rule) for rule in zones[hidden].rules):
            rank[hidden] = min(rank[hidden], (earlier - 0.5, hidden))
    for i in range(len(zones)):
        if rank[i][0] < i:
            remark = "zones put before an earlier one that allows everything around them and would hide them"
            findings.see(f"{document.file}: {remark}", zones[i].name or f"zone {i}")
    return [zones[i] for i in sorted(range(len(zones)), key=rank.__getitem__)]


def _restricts(rule: Rule) -> bool:
    free = rule.ride_start_allowed and rule.ride_end_allowed and rule.ride_through_allowed
    return not free or rule.maximum_speed_kmh is not None or bool(rule.station_parking)


def _features(document: Document | None) -> list[Record]:
    collection = document.data.get("geofencing_zones") if document is not None else None
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        return []
    path = "data.geofencing_zones.features"
    return [Record(one if isinstance(one, dict) else {}, f"{path}[{i}]") for i, one in enumerate(features)]


def _zone(
    document: Document,
    record: Record,
    types: Collection[str],
    standing: npt.NDArray[np.float64],
    findings: Findings,
    anchor: Point | None,
) -> Zone:
    properties = record.get("properties")
    if not isinstance(properties, dict):
        raise FieldError("properties", "is missing")
    told_of = Record(properties, record.path)
    name = _name_of(record)
    area, mended = area_of(record.get("geometry"), "geometry", anchor)
    if mended:
        findings.see(f"{document.file}: zones whose outline crosses itself, mended", name)
    rules = _rules(document, properties.get(_RULES), types, name, findings)
    if document.major == 2 and is_counterclockwise(record.get("geometry")):
        forbids = any(not (rule.ride_start_allowed and rule.ride_end_allowed) for rule in rules)
        if forbids and len(standing) and shapely.intersects_xy(area, *standing.T).mean() > 0.5:
            findings.see(f"{document.file}: zones read as all that lies outside, for most free vehicles stand in", name)
            area = shapely.difference(shapely.box(*_WORLD), area)
        elif forbids:
            remark = "zones drawn counterclockwise, read as what they enclose although GBFS 2 means the outside"
            findings.see(f"{document.file}: {remark}", name)
    start, end = (
        told(moment, told_of, field, file=document.file, of=name, findings=findings) for field in ("start", "end")
    )
    if start is not None and end is not None and end <= start:
        raise FieldError("end", "is not after start")
    public = told(words, told_of, "name", file=document.file, of=name, findings=findings)
    return Zone(public or "", area, rules, start, end)


def _rules(document: Document, values: object, types: Collection[str], of: str, findings: Findings) -> tuple[Rule, ...]:
    if values is None:
        return ()
    if not isinstance(values, list):
        raise FieldError(_RULES, "is no list")
    if len(values) > MAX_RULES:
        raise FieldError(_RULES, f"has more than {MAX_RULES:,} rules")
    rules = []
    for value in values:
        try:
            rule = _rule(document, value, types, of, findings)
        except FieldError as problem:
            findings.drop(document.file, _RULES, str(problem), of)
            continue
        if rule is not None:
            rules.append(rule)
    return tuple(rules)


def _rule(document: Document, value: object, types: Collection[str], of: str, findings: Findings) -> Rule | None:
    if not isinstance(value, dict):
        raise FieldError(_RULES, "holds something that is no JSON object")
    record = Record(value, of)
    named = _types_told(value)
    known = tuple(dict.fromkeys(id for id in named if id in types))
    for id in named:
        if id not in types:
            why = "vehicle_types.json has no such vehicle_type_id"
            findings.drop(document.file, "names of vehicle types in rules", why, f"{of}: {id}")
    if named and not known:
        return None
    if "ride_start_allowed" in value or "ride_end_allowed" in value:
        start, end = flag(record, "ride_start_allowed"), flag(record, "ride_end_allowed")
    else:
        start = end = flag(record, "ride_allowed")
    # What else is unusable is left out alone: a ban on parking must not be lost for a speed written as text.
    through, parking, speed = (
        told(read, record, field, file=document.file, of=of, findings=findings)
        for read, field in ((flag, "ride_through_allowed"), (_optional_flag, "station_parking"), (_speed, _SPEED))
    )
    return Rule(start, end, through is None or bool(through), speed, None if parking is None else bool(parking), known)


def _types_told(rule: object) -> tuple[str, ...]:
    if not isinstance(rule, dict):
        return ()
    return texts(Record(rule, ""), "vehicle_type_ids" if "vehicle_type_ids" in rule else "vehicle_type_id")


def _optional_flag(record: Record, name: str) -> bool | None:
    return None if record.get(name) is None else flag(record, name)


def _speed(record: Record, name: str) -> float | None:
    return number(record, name, low=0)


def _name_of(record: Record) -> str:
    properties = record.get("properties")
    try:
        name = words(Record(properties, ""), "name") if isinstance(properties, dict) else None
    except FieldError:
        name = None
    return name or record.path
