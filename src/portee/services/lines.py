"""Lines as people know them: the routes of one short name, what they are called, where they run and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.network.daytable import EPOCH
from portee.network.timetable import Timetable

__all__ = ["line_names", "line_shape", "line_title", "names_by_route", "vehicle_hours"]


def line_names(timetable: Timetable) -> list[str]:
    """The line of each route, one name for all routes of a line: its short name, else its id."""
    columns = timetable.route_id, timetable.route_short_name, timetable.route_agency
    agencies = set(timetable.route_agency)
    return [
        (f"{short} ({agency})" if len(agencies) > 1 else short) if short else id
        for id, short, agency in zip(*columns, strict=True)
    ]


def names_by_route(timetable: Timetable | None) -> dict[str, str]:
    """Id of each route → the short name that people know it by, the long one where it has no other."""
    if timetable is None:
        return {}
    rows = zip(timetable.route_id, timetable.route_short_name, timetable.route_long_name, strict=True)
    return {id: short or long or id for id, short, long in rows}


def line_title(timetable: Timetable, names: Sequence[str], line: str) -> str:
    """A line with the long name of its first route; `names` as `line_names`."""
    long = timetable.route_long_name[names.index(line)]
    return f"{line} {long}".strip() if long and long != line else line


def line_shape(timetable: Timetable, names: Sequence[str], line: str) -> Any:
    """Straight lines between the stops of a line, as a MultiLineString; `names` as `line_names`."""
    import shapely

    lon, lat = np.asarray(timetable.stop_lon), np.asarray(timetable.stop_lat)
    rows = [row for row, name in enumerate(names) if name == line]
    found = set()
    for pattern in np.flatnonzero(np.isin(timetable.pattern_route, rows)).tolist():
        stops = timetable.pattern_stop[timetable.pattern_offset[pattern] : timetable.pattern_offset[pattern + 1]]
        if len(stops) > 1:
            found.add(tuple(int(stop) for stop in stops))
    return shapely.MultiLineString([[(lon[stop], lat[stop]) for stop in stops] for stops in sorted(found)])


def vehicle_hours(timetable: Timetable, day: date) -> npt.NDArray[np.float64]:
    """Hours that vehicles are under way with passengers on a service day: float64 (routes,).

    From the first departure to the last arrival of each trip; a frequency counts its departures. Layover and empty
    runs are in no timetable, and are left out.
    """
    route_of = np.repeat(timetable.pattern_route, np.diff(timetable.pattern_trip_offset))
    first, last = timetable.trip_event_offset[:-1], timetable.trip_event_offset[1:] - 1
    seconds = (timetable.event_arrival[last] - timetable.event_departure[first]).astype(np.float64)
    runs = np.ones(timetable.trip_count)
    runs[timetable.frequency_trip] = 0
    span = timetable.frequency_end - timetable.frequency_start
    np.add.at(runs, timetable.frequency_trip, -(-span // timetable.frequency_headway))
    column = (day - EPOCH).days - timetable.service_first_day
    if not 0 <= column < timetable.service_active.shape[1]:
        return np.zeros(len(timetable.route_id))
    runs *= timetable.service_active[timetable.trip_service, column]
    return np.bincount(route_of, weights=seconds * runs, minlength=len(timetable.route_id)) / 3600
