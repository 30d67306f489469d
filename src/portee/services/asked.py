"""How somebody travels and when, as the command line and the API call it, and what the engine takes of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Protocol

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from portee.core.clock import parse_time_of_day
from portee.core.errors import OutsideNetworkError, ParameterError, Where
from portee.reach.options import Travel, Window
from portee.services.describe import suggested_date
from portee.territory.places import Places
from portee.world import World

__all__ = ["Clock", "Day", "Routing", "RoutingAsked", "parse_date", "parse_position", "travel_of", "window_of"]

_POSITION = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*", re.ASCII)

Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2026-09-08"])]
Clock = Annotated[str, Field(pattern=r"^([0-3]?[0-9]|4[0-7]):[0-5][0-9]$", examples=["07:30"])]
"""A time of the timetable's day, which goes on after midnight."""
Minutes = Annotated[float, Field(ge=0, le=240, allow_inf_nan=False)]
Speed = Annotated[float, Field(ge=0.5, le=60, allow_inf_nan=False)]


class Routing(Protocol):
    """Options of `portee trip` and of every command that travels, by their names."""

    @property
    def mode(self) -> str: ...
    @property
    def date(self) -> str | None: ...
    @property
    def depart(self) -> str | None: ...
    @property
    def arrive(self) -> str | None: ...
    @property
    def window(self) -> int: ...
    @property
    def max_time(self) -> float: ...
    @property
    def max_walk(self) -> float | None: ...
    @property
    def walk_speed(self) -> float: ...
    @property
    def bicycle_speed(self) -> float: ...
    @property
    def e_scooter_speed(self) -> float: ...
    @property
    def max_bicycle(self) -> float: ...
    @property
    def max_drive(self) -> float: ...
    @property
    def parking_min(self) -> float: ...
    @property
    def step_free(self) -> bool: ...
    @property
    def max_rides(self) -> int: ...
    @property
    def max_transfer(self) -> float: ...
    @property
    def boarding_slack(self) -> int: ...
    @property
    def access_mode(self) -> str: ...
    @property
    def egress_mode(self) -> str: ...
    @property
    def bicycle_on_board(self) -> bool: ...
    @property
    def draws(self) -> int: ...
    @property
    def seed(self) -> int: ...


class RoutingAsked(BaseModel):
    """The same, sent by somebody unknown: nothing else is taken, and no number so large that it hurts.

    Attributes:
        mode: transit, walk, bicycle, e_scooter or car. date: YYYY-MM-DD, of which public transport has need.
        depart, arrive: HH:MM, one of both: first departure, or first latest arrival, of the window.
        window: minutes, each one searched. max_time: longest trip, minutes.
        max_walk: longest walk, minutes; 20 with public transport, else max_time. max_bicycle, max_drive: likewise.
        walk_speed, bicycle_speed, e_scooter_speed: on flat ground, km/h. parking_min: minutes to park.
        step_free: wheelchair or pushchair. max_rides: vehicles boarded. max_transfer: walk between two, metres.
        boarding_slack: seconds at a stop before boarding. access_mode, egress_mode: to the first stop, from the last.
        bicycle_on_board: a bicycle from door to door. draws, seed: of lines without exact times.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    mode: Literal["transit", "walk", "bicycle", "e_scooter", "car"] = "transit"
    date: Day | None = None
    depart: Clock | None = None
    arrive: Clock | None = None
    window: Annotated[int, Field(ge=1, le=120)] = 60
    max_time: Annotated[float, Field(gt=0, le=240, allow_inf_nan=False)] = 120.0
    max_walk: Minutes | None = None
    walk_speed: Speed = 3.6
    bicycle_speed: Speed = 12.0
    e_scooter_speed: Speed = 18.0
    max_bicycle: Minutes = 30.0
    max_drive: Minutes = 30.0
    parking_min: Annotated[float, Field(ge=0, le=120, allow_inf_nan=False)] = 5.0
    step_free: bool = False
    max_rides: Annotated[int, Field(ge=1, le=12)] = 4
    max_transfer: Annotated[float, Field(ge=0, le=5000, allow_inf_nan=False)] = 1000.0
    boarding_slack: Annotated[int, Field(ge=0, le=3600)] = 60
    access_mode: Literal["walk", "bicycle", "e_scooter"] = "walk"
    egress_mode: Literal["walk", "bicycle", "e_scooter"] = "walk"
    bicycle_on_board: bool = False
    draws: Annotated[int, Field(ge=1, le=20)] = 5
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 0


def parse_date(text: str, option: str = "--date") -> date:
    """A date written YYYY-MM-DD. Raises ParameterError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ParameterError(
            f"'{text[:40]}' is not a date.",
            where=Where(field=option),
            mend="Write year-month-day, such as 2026-03-10.",
        ) from None


def parse_position(text: str, world: World, option: str) -> Places:
    """The place at LAT,LON in degrees. Raises ParameterError when it is none, or is exchanged, or lies elsewhere."""
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


def travel_of(options: Routing) -> Travel:
    """How to travel. Raises ParameterError."""
    return Travel(
        mode=str(options.mode),
        access=str(options.access_mode),
        egress=str(options.egress_mode),
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


def window_of(options: Routing, world: World, *, hourly: bool = False) -> Window | None:
    """When, or None along streets alone.

    Args:
        options: as given.
        world: whose timetable names a date in messages.
        hourly: the time of day is not asked: the window starts at midnight.

    Raises:
        ParameterError: no date or time, both --depart and --arrive, or an impossible one.
    """
    if options.depart is not None and options.arrive is not None:
        raise ParameterError("Both --depart and --arrive were given.", mend="Give one of them.")
    if options.mode != "transit":
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
