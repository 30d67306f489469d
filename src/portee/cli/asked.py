"""From the text of options to what the engine takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from portee.cli.options import PlaceOptions, RoutingOptions
from portee.core.clock import parse_time_of_day
from portee.core.errors import ParameterError, Where

if TYPE_CHECKING:
    from portee.reach.options import Travel, Window
    from portee.services.recognise import PlaceColumns
    from portee.territory.places import Places
    from portee.world import World

__all__ = [
    "columns_of",
    "parks_of",
    "parse_date",
    "parse_intervals",
    "parse_licences",
    "parse_position",
    "travel_of",
    "window_of",
]

_POSITION = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*", re.ASCII)

_INTERVAL = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[-,:]\s*(\d+(?:\.\d+)?)\s*", re.ASCII)


def parse_date(text: str) -> date:
    """A date written YYYY-MM-DD. Raises ParameterError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ParameterError(
            f"'{text[:40]}' is not a date.",
            where=Where(field="--date"),
            mend="Write year-month-day, such as 2026-03-10.",
        ) from None


def parse_position(text: str, world: World, option: str) -> Places:
    """The place at LAT,LON in degrees. Raises ParameterError when it is none, or is exchanged, or lies elsewhere."""
    import numpy as np

    from portee.core.errors import OutsideNetworkError
    from portee.territory.places import Places

    where = Where(field=option)
    found = _POSITION.fullmatch(text)
    if found is None:
        raise ParameterError(
            f"'{text[:60]}' is not a position.",
            where=where,
            mend="Write latitude,longitude in degrees: 43.2965,5.3698.",
        )
    lat, lon = float(found[1]), float(found[2])
    west, south, east, north = world.network.bounds
    if not (south <= lat <= north and west <= lon <= east):
        swapped = south <= lon <= north and west <= lat <= east
        mend = f"Latitude comes first: {lon:g},{lat:g}." if swapped else "Give a position within this area."
        raise OutsideNetworkError(
            f"Latitude {lat:g}, longitude {lon:g} is outside the network, which covers latitudes {south:.4f} to "
            f"{north:.4f} and longitudes {west:.4f} to {east:.4f}.",
            where=where,
            mend=mend,
        )
    name = option.strip("-")
    return Places(np.array([name], dtype=object), np.array([lon]), np.array([lat]))


def travel_of(options: RoutingOptions) -> Travel:
    """How to travel. Raises ParameterError."""
    from portee.reach.options import Travel

    return Travel(
        mode=options.mode.value,
        access=options.access_mode.value,
        egress=options.egress_mode.value,
        max_time_min=options.max_time,
        max_walk_min=options.max_walk,
        max_bicycle_min=options.max_bicycle,
        max_drive_min=options.max_drive,
        max_transfer_m=options.max_transfer,
        max_rides=options.max_rides,
        walk_speed_kmh=options.walk_speed,
        bicycle_speed_kmh=options.bicycle_speed,
        e_scooter_speed_kmh=options.e_scooter_speed,
        boarding_slack_s=options.boarding_slack,
        parking_min=options.parking_min,
        step_free=options.step_free,
        bicycle_on_board=options.bicycle_on_board,
        draws=options.draws,
        seed=options.seed,
    )


def window_of(options: RoutingOptions, world: World, *, hourly: bool = False) -> Window | None:
    """When, or None along streets alone.

    Args:
        options: as given.
        world: whose timetable names a date in messages.
        hourly: the time of day is not asked: the window starts at midnight.

    Raises:
        ParameterError: no date or time, both --depart and --arrive, or an impossible one.
    """
    from portee.reach.options import Window
    from portee.services.describe import suggested_date

    if options.depart is not None and options.arrive is not None:
        raise ParameterError("Both --depart and --arrive were given.", mend="Give one of them.")
    if options.mode.value != "transit":
        return None
    if world.network.timetable is None:
        raise ParameterError(
            "The network has no timetable.",
            mend="Build it with --gtfs FEED.zip, or choose --mode walk, bicycle or car.",
        )
    if options.date is None:
        day = suggested_date(world.network)
        example = f"--date {day.isoformat()}" if day else "--date YYYY-MM-DD"
        raise ParameterError("Public transport needs a date.", mend=f"Give one that has service: {example}.")
    time = "00:00" if hourly and options.arrive is None else options.depart or options.arrive
    if time is None:
        raise ParameterError("Public transport needs a time.", mend="Give --depart HH:MM or --arrive HH:MM.")
    option = "--arrive" if options.arrive is not None else "--depart"
    start = parse_time_of_day(time, latest_s=47 * 3600 + 3599, where=Where(field=option))
    return Window(parse_date(options.date), start, options.window, arrive=options.arrive is not None)


def columns_of(options: PlaceOptions) -> PlaceColumns:
    """What the columns of a file of places mean."""
    from portee.services.recognise import PlaceColumns

    return PlaceColumns(options.id_column, options.lon_column, options.lat_column, options.layer)


def parks_of(path: Path | None, world: World) -> Places | None:
    """Car parks of a file, each row one when the file has no ids."""
    if path is None:
        return None
    from portee.services.gather import gather

    return gather(path, world.network)


def parse_intervals(texts: Sequence[str]) -> tuple[tuple[float, float], ...]:
    """Intervals of minutes written A-B. Raises ParameterError."""
    found = []
    for text in texts:
        parts = _INTERVAL.fullmatch(text)
        if parts is None:
            raise ParameterError(
                f"'{text[:40]}' is not an interval of minutes.", where=Where(field="--interval"), mend="Write 30-60."
            )
        found.append((float(parts[1]), float(parts[2])))
    return tuple(found)


def parse_licences(texts: Sequence[str]) -> dict[str, str]:
    """Licences by file name, written FILE=LICENCE. Raises ParameterError."""
    found = {}
    for text in texts:
        name, equals, licence = text.partition("=")
        if not (name.strip() and equals and licence.strip()):
            raise ParameterError(
                f"'{text[:60]}' names no file and licence.", where=Where(field="--licence"), mend="Write gtfs.zip=ODbL."
            )
        found[Path(name.strip()).name] = licence.strip()
    return found
