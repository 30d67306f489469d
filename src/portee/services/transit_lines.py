"""Lines of a timetable as people know them: where they run, which stops they serve, how often on a usual day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.network.daytable import EPOCH
from portee.network.timetable import Timetable
from portee.services.lines import line_names

if TYPE_CHECKING:
    import shapely

__all__ = ["MODES", "ServedStop", "TransitLine", "mode_of", "served_stops", "transit_lines", "transit_shape"]

MODES = ("rail", "metro", "tram", "funicular", "cable", "ferry", "bus")
"""The most prominent first."""
BASIC = {
    0: "tram", 1: "metro", 2: "rail", 3: "bus", 4: "ferry", 5: "tram", 6: "cable", 7: "funicular", 11: "bus",
    12: "rail",
}  # fmt: skip
EXTENDED = ((100, 199, "rail"), (400, 404, "metro"), (405, 405, "rail"), (700, 899, "bus"), (900, 999, "tram"),
            (1000, 1299, "ferry"), (1300, 1399, "cable"), (1400, 1499, "funicular"))  # fmt: skip
"""GTFS route types, basic and extended (gtfs.org, routes.txt and the extended route types of Google)."""
NEAR_DEGREES = 0.002
"""Stops of one name nearer than this are one on a map: the two sides of a street, some 200 m."""


@dataclass(frozen=True)
class TransitLine:
    """A line.

    Attributes:
        name: of all its routes. title: its long name, "" for none. mode: one of `MODES`.
        colour: as the agency gives it.
        stops: names along its longest pattern. departures: trips on the day that was asked.
        first, last: first and last departure of it from where it starts, seconds after midnight of the service day;
            None where nothing runs.
        routes: rows of its routes.
    """

    name: str
    title: str
    mode: str
    colour: str
    stops: tuple[str, ...]
    departures: int
    first: int | None
    last: int | None
    routes: tuple[int, ...]


@dataclass(frozen=True)
class ServedStop:
    """A stop where something calls: one point for all its platforms. mode: the most prominent that calls there."""

    name: str
    lon: float
    lat: float
    mode: str


def mode_of(route_type: int) -> str:
    """The mode of a GTFS route type; a bus where it is not known."""
    if route_type in BASIC:
        return BASIC[route_type]
    return next((mode for low, high, mode in EXTENDED if low <= route_type <= high), "bus")


def transit_lines(timetable: Timetable, day: date | None) -> tuple[TransitLine, ...]:
    """Every line: the most prominent modes first, then by name, numbers in their order. day: of departures."""
    names = line_names(timetable)
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(names):
        rows.setdefault(name, []).append(row)
    trips = _trips_on(timetable, day)
    found = [_line(timetable, name, routes, trips) for name, routes in rows.items()]
    return tuple(sorted(found, key=lambda line: (MODES.index(line.mode), len(line.name), line.name)))


def _line(timetable: Timetable, name: str, routes: Sequence[int], trips: npt.NDArray[np.bool_]) -> TransitLine:
    patterns = np.flatnonzero(np.isin(timetable.pattern_route, list(routes))).tolist()
    longest: list[int] = max((_stops(timetable, one) for one in patterns), key=len, default=[])
    departures = 0
    times: list[int] = []
    for one in patterns:
        span = slice(int(timetable.pattern_trip_offset[one]), int(timetable.pattern_trip_offset[one + 1]))
        running = np.flatnonzero(trips[span]) + span.start
        departures += len(running)
        times += np.asarray(timetable.event_departure)[np.asarray(timetable.trip_event_offset)[running]].tolist()
    title = next((timetable.route_long_name[row] for row in routes if timetable.route_long_name[row]), "")
    colour = next((timetable.route_color[row] for row in routes if timetable.route_color[row]), "")
    return TransitLine(
        name, title if title != name else "", mode_of(int(timetable.route_type[routes[0]])), colour,
        tuple(timetable.stop_name[stop] for stop in longest), departures,
        min(times, default=None), max(times, default=None), tuple(routes),
    )  # fmt: skip


def _stops(timetable: Timetable, pattern: int) -> list[int]:
    span = slice(int(timetable.pattern_offset[pattern]), int(timetable.pattern_offset[pattern + 1]))
    return [int(stop) for stop in timetable.pattern_stop[span]]


def _trips_on(timetable: Timetable, day: date | None) -> npt.NDArray[np.bool_]:
    """Bool (t,), trips that run on a service day; none without a day, or on one that is not covered."""
    column = -1 if day is None else (day - EPOCH).days - timetable.service_first_day
    if not 0 <= column < timetable.service_active.shape[1]:
        return np.zeros(timetable.trip_count, np.bool_)
    active = np.asarray(timetable.service_active)[:, column]
    return np.asarray(active[np.asarray(timetable.trip_service)], np.bool_)


def transit_shape(timetable: Timetable, line: TransitLine) -> tuple[shapely.MultiLineString, bool]:
    """Where a line runs, degrees, and whether any of it is drawn straight from stop to stop for want of its way."""
    import shapely

    found: dict[tuple[tuple[float, float], ...], None] = {}
    straight = False
    for pattern in np.flatnonzero(np.isin(timetable.pattern_route, list(line.routes))).tolist():
        shape = int(timetable.pattern_shape[pattern])
        if shape >= 0:
            span = slice(int(timetable.shape_offset[shape]), int(timetable.shape_offset[shape + 1]))
            points = list(zip(timetable.shape_lon[span].tolist(), timetable.shape_lat[span].tolist(), strict=True))
        else:
            stops = _stops(timetable, pattern)
            points = [(float(timetable.stop_lon[stop]), float(timetable.stop_lat[stop])) for stop in stops]
            straight = True
        if len(points) > 1:
            found[tuple(points)] = None
    return shapely.MultiLineString([list(points) for points in found]), straight


def served_stops(timetable: Timetable) -> tuple[ServedStop, ...]:
    """Stops where something calls; platforms of one station, or of one name next to each other, are one."""
    modes = np.full(len(timetable.stop_id), len(MODES), np.int64)
    for pattern, route in enumerate(np.asarray(timetable.pattern_route).tolist()):
        rank = MODES.index(mode_of(int(timetable.route_type[route])))
        stops = _stops(timetable, pattern)
        modes[stops] = np.minimum(modes[stops], rank)
    groups: dict[tuple[object, ...], list[int]] = {}
    for stop in np.flatnonzero(modes < len(MODES)).tolist():
        groups.setdefault(_group(timetable, stop), []).append(stop)
    return tuple(_merged(timetable, stops, modes) for stops in groups.values())


def _group(timetable: Timetable, stop: int) -> tuple[object, ...]:
    station = int(timetable.stop_station[stop])
    if station >= 0:
        return (station,)
    lon, lat = float(timetable.stop_lon[stop]), float(timetable.stop_lat[stop])
    return timetable.stop_name[stop], round(lon / NEAR_DEGREES), round(lat / NEAR_DEGREES)


def _merged(timetable: Timetable, stops: Sequence[int], modes: npt.NDArray[np.int64]) -> ServedStop:
    lon, lat = (float(np.mean(np.asarray(column)[stops])) for column in (timetable.stop_lon, timetable.stop_lat))
    return ServedStop(timetable.stop_name[stops[0]], lon, lat, MODES[int(modes[stops].min())])
