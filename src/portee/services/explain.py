"""One trip explained, as JSON values and as legs on a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from portee.core.clock import format_time_of_day
from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.reach.cluster import ReachRequest
from portee.reach.journey import Journey, Leg, TripExplanation
from portee.reach.options import Travel, Window
from portee.reach.trip import explain_trip
from portee.reports.stream import check_ending
from portee.reports.tables import write_table
from portee.services.record import result_record
from portee.services.search import require_window
from portee.territory.places import Places
from portee.world import World

if TYPE_CHECKING:
    import geopandas

__all__ = ["explain", "trip_dict", "trip_frame", "write_trip"]

_DOCS = {
    "leg": "order of travel, from 1",
    "kind": "way of travelling, or ride in a vehicle",
    "start": "clock time",
    "end": "clock time",
    "wait_s": "seconds waited before it starts",
    "duration_s": "seconds",
    "distance_m": "metres along streets or along the line",
}


def explain(
    world: World,
    origin: Places,
    destination: Places,
    travel: Travel,
    window: Window | None,
    *,
    park_and_ride: Places | None = None,
) -> TripExplanation:
    """The trip between two places, for every minute of the window. Raises as `portee.reach.trip.explain_trip`."""
    require_window(world, ReachRequest(origin, destination, travel, window))
    return explain_trip(world, origin, destination, travel, window, park_and_ride=park_and_ride)


def trip_dict(trip: TripExplanation) -> dict[str, Any]:
    """A trip as JSON values: the median journey with its legs, and every minute with its lines."""
    median = None if trip.median is None else trip.journeys[trip.median]
    minutes = [
        {
            "asked": format_time_of_day(asked),
            "minutes": None if total < 0 else total / 60,
            "lines": [] if journey is None else list(journey.lines),
        }
        for asked, total, journey in zip(trip.asked_s.tolist(), trip.total_s.tolist(), trip.journeys, strict=True)
    ]
    return {
        "median": None if median is None else _journey(median),
        "every_minute": minutes,
        "notes": list(trip.notes),
    }


def _journey(journey: Journey) -> dict[str, Any]:
    return {
        "asked": format_time_of_day(journey.asked_s),
        "minutes": journey.total_s / 60,
        "rides": journey.rides,
        "legs": [{**_row(number, leg), "shape": _points(leg)} for number, leg in enumerate(journey.legs, start=1)],
    }


def _row(number: int, leg: Leg) -> dict[str, Any]:
    return {
        "leg": number,
        "kind": leg.kind,
        "start": format_time_of_day(leg.start_s),
        "end": format_time_of_day(leg.end_s),
        "wait_s": leg.wait_s,
        "duration_s": leg.duration_s,
        "distance_m": round(leg.distance_m, 1),
        "from_name": leg.from_name,
        "to_name": leg.to_name,
        "route": leg.route,
        "headsign": leg.headsign,
        "trip_id": leg.trip_id,
        "stops": leg.stops,
        "streets": ", ".join(leg.streets),
    }


def _points(leg: Leg) -> list[list[float]]:
    return [[round(float(x), 7), round(float(y), 7)] for x, y in zip(leg.lon, leg.lat, strict=True)]


def trip_frame(trip: TripExplanation) -> geopandas.GeoDataFrame:
    """One row per leg of the median journey, with its shape (WGS 84); no row when the destination is out of reach."""
    import geopandas

    legs = () if trip.median is None else _median(trip).legs
    rows = [_row(number, leg) for number, leg in enumerate(legs, start=1)]
    return geopandas.GeoDataFrame(rows, geometry=[_line(leg) for leg in legs], crs="EPSG:4326")


def _median(trip: TripExplanation) -> Journey:
    """The median journey. Raises ParameterError when there is none."""
    found = None if trip.median is None else trip.journeys[trip.median]
    if found is None:
        raise ParameterError(
            "There is no trip to write: the destination is out of reach.", mend="Give other limits or another time."
        )
    return found


def write_trip(
    path: Path | str,
    network: Network,
    trip: TripExplanation,
    origin: Places,
    destination: Places,
    travel: Travel,
    window: Window | None,
) -> None:
    """Write the legs of the median journey, one row each, with their shapes.

    Raises:
        ParameterError: another ending, or there is no journey.
        OutputError: the file could not be written; nothing is left of it.
    """
    path = Path(path)
    check_ending(path)
    _median(trip)
    record = result_record(
        "trip", network, {"origin": origin, "destination": destination}, travel, window, percentiles=(50.0,),
        notes=trip.notes, parameters={"from": _position(origin), "to": _position(destination)},
    )  # fmt: skip
    write_table(trip_frame(trip), path, provenance=record, column_docs=_DOCS)


def _line(leg: Leg) -> shapely.Geometry | None:
    points = np.stack([leg.lon, leg.lat], axis=1)
    if len(points) == 0:
        return None
    return shapely.LineString(points if len(points) > 1 else np.repeat(points, 2, axis=0))


def _position(place: Places) -> list[float]:
    return [float(place.lat[0]), float(place.lon[0])]
