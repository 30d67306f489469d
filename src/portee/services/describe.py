"""What a network holds: counts, area, service by date, warnings, and where it all comes from."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from portee.core.errors import NetworkError, ParameterError
from portee.core.provenance import Provenance
from portee.network.daytable import require_service, trips_per_day
from portee.network.network import Network
from portee.network.store import read_manifest
from portee.network.streets import MODES

__all__ = [
    "ModeFacts",
    "NetworkDescription",
    "ServiceFacts",
    "WeekdayTrips",
    "asked_date",
    "describe_network",
    "suggested_date",
    "thin_service",
]

DAYS_OF_WEEK = 7
THIN_SHARE = 0.5
"""A date with a smaller share of the most trips is no usual day."""
WITHOUT_TIMETABLE = date(2026, 1, 13)
"""What is asked of a network without trips by default: any date would do."""


@dataclass(frozen=True)
class ModeFacts:
    """Streets of one mode: kilometres it may use, those connected to the main part, and its stops.

    Attributes:
        mode: one of `portee.network.streets.MODES`.
        km, km_in_main_part: street length.
        stops_unattached: stops with no such street within reach of them.
        stops_moved: stops nearer to a street outside the main part, and so moved to the main part.
    """

    mode: str
    km: float
    km_in_main_part: float
    stops_unattached: int = 0
    stops_moved: int = 0


@dataclass(frozen=True)
class WeekdayTrips:
    """Trips on the dates of one weekday (0 is Monday) that have service."""

    weekday: int
    dates: int
    least: int
    median: float
    most: int


@dataclass(frozen=True)
class ServiceFacts:
    """The timetable.

    Attributes:
        stops, routes, patterns, trips: counts.
        timezone: IANA name.
        first_date, last_date: first and last date with service, ISO 8601; None without any.
        dates: dates with service. gaps: dates between them without.
        weekdays: trips by weekday, those without service left out.
        suggested_date: a Tuesday with usual service, or the date with most trips.
    """

    stops: int
    routes: int
    patterns: int
    trips: int
    timezone: str
    first_date: str | None
    last_date: str | None
    dates: int
    gaps: int
    weekdays: tuple[WeekdayTrips, ...]
    suggested_date: str | None


@dataclass(frozen=True)
class NetworkDescription:
    """A network in figures, ready for JSON through `to_dict`.

    Attributes:
        folder: as given. bytes: on disk. key: hash of all it was made from.
        bounds: west, south, east, north in degrees.
        nodes, edges: of the street graph. elevation: whether slopes count.
        modes: streets of each mode. service: the timetable, None without one.
        longest_transfer_m: longest walk between stops that it stores.
        problems: of the timetable's validation, as dicts with severity, message, file, line, field, count, examples.
        notes: remarks that every result carries. provenance: one record per source.
    """

    folder: str
    bytes: int
    key: str
    bounds: tuple[float, float, float, float]
    nodes: int
    edges: int
    elevation: bool
    modes: tuple[ModeFacts, ...]
    service: ServiceFacts | None
    longest_transfer_m: int | None
    problems: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]
    provenance: tuple[Provenance, ...]

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def describe_network(folder: Path | str) -> NetworkDescription:
    """Describe a stored network.

    Raises:
        NetworkError: it is missing, damaged, or of another format.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    network = Network.open(folder)
    sections = manifest["sections"]
    try:
        modes = tuple(_mode(mode, sections) for mode in MODES)
        problems = tuple(sections["timetable"]["facts"]["problems"]) if network.timetable is not None else ()
        size = sum(sum(section["bytes"].values()) for section in sections.values())
        longest = sections["links"]["facts"]["longest_m"] if network.timetable is not None else None
    except (KeyError, TypeError) as problem:
        raise NetworkError(
            f"The manifest is not complete ({problem}).", where=str(folder), mend="Build the network again."
        ) from problem
    return NetworkDescription(
        folder=str(folder),
        bytes=size,
        key=network.key,
        bounds=network.bounds,
        nodes=network.streets.node_count,
        edges=network.streets.edge_count,
        elevation=bool(network.streets.elevation),
        modes=modes,
        service=_service(network),
        longest_transfer_m=longest,
        problems=problems,
        notes=network.notes,
        provenance=network.provenance,
    )


def _mode(mode: str, sections: dict[str, Any]) -> ModeFacts:
    facts = sections[mode]["facts"]
    stops = sections[f"stops-{mode}"]["facts"] if f"stops-{mode}" in sections else {"unattached": 0, "moved": 0}
    return ModeFacts(mode, facts["km"], facts["km_in_main_part"], stops["unattached"], stops["moved"])


def _service(network: Network) -> ServiceFacts | None:
    timetable = network.timetable
    if timetable is None:
        return None
    first, trips = trips_per_day(timetable)
    served = [(first + timedelta(days=day), count) for day, count in enumerate(trips.tolist()) if count]
    weekdays = []
    for weekday in range(DAYS_OF_WEEK):
        counts = [count for day, count in served if day.weekday() == weekday]
        if counts:
            weekdays.append(WeekdayTrips(weekday, len(counts), min(counts), statistics.median(counts), max(counts)))
    suggested = suggested_date(network)
    return ServiceFacts(
        stops=timetable.stop_count,
        routes=len(timetable.route_id),
        patterns=timetable.pattern_count,
        trips=timetable.trip_count,
        timezone=timetable.timezone,
        first_date=served[0][0].isoformat() if served else None,
        last_date=served[-1][0].isoformat() if served else None,
        dates=len(served),
        gaps=(served[-1][0] - served[0][0]).days + 1 - len(served) if served else 0,
        weekdays=tuple(weekdays),
        suggested_date=suggested.isoformat() if suggested else None,
    )


def suggested_date(network: Network) -> date | None:
    """A usual working day: the first Tuesday with the median trips of busy Tuesdays, or of busy dates without any.

    A date is busy with at least half the trips of the busiest: on others a feed or a season of the calendar is missing.
    Where a scenario took all trips away, the services that they belonged to count instead.
    """
    if network.timetable is None:
        return None
    first, trips = trips_per_day(network.timetable)
    if network.may_stand_still and not trips.any():
        trips = network.timetable.service_active.sum(axis=0, dtype=np.int64)
    busy = max(1.0, THIN_SHARE * float(trips.max(initial=0)))
    served = [(count, first + timedelta(days=day)) for day, count in enumerate(trips.tolist()) if count >= busy]
    tuesdays = [(count, day) for count, day in served if day.weekday() == 1]
    ranked = sorted(tuesdays or served)
    if not ranked:
        return None
    usual = ranked[len(ranked) // 2][0]
    return min(day for count, day in ranked if count == usual)


def asked_date(network: Network, given: object) -> date:
    """The date that somebody asks for, on which trips run; a usual one for None.

    Raises:
        ParameterError: it is no date. NoServiceError: no trip runs on it.
    """
    if given is None:
        return suggested_date(network) or WITHOUT_TIMETABLE
    try:
        found = date.fromisoformat(str(given))
    except ValueError:
        raise ParameterError(f"'{str(given)[:20]}' is no date.", mend="Write it as YYYY-MM-DD.") from None
    if network.timetable is not None:
        require_service(network.timetable, found, may_stand_still=network.may_stand_still)
    return found


def thin_service(network: Network, day: date) -> tuple[int, int] | None:
    """Trips on a date and on the busiest date of the same kind of day, when there are less than half as many.

    Weekdays are compared with weekdays, Saturdays with Saturdays, Sundays with Sundays.
    """
    if network.timetable is None:
        return None
    first, trips = trips_per_day(network.timetable)
    index = (day - first).days
    if not 0 <= index < len(trips):
        return None
    kinds = [min(max((first + timedelta(days=k)).weekday() - 4, 0), 2) for k in range(len(trips))]
    most = max(int(count) for count, kind in zip(trips.tolist(), kinds, strict=True) if kind == kinds[index])
    return (int(trips[index]), most) if trips[index] < THIN_SHARE * most else None
