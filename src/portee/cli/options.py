"""Every option that more than one command has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "AccessMode",
    "CommonOptions",
    "EgressMode",
    "Language",
    "Mode",
    "NetworkArgument",
    "PercentileOptions",
    "PlaceOptions",
    "RoutingOptions",
    "SiteDatabase",
]

ROUTING, TRANSIT, PLACES, TALK = "How to travel", "Public transport", "Files of places", "Talking"


class Language(StrEnum):
    """Languages of summaries."""

    fr = "fr"
    en = "en"


class Mode(StrEnum):
    """Ways of travelling."""

    transit = "transit"
    walk = "walk"
    bicycle = "bicycle"
    e_scooter = "e_scooter"
    car = "car"


class AccessMode(StrEnum):
    """How the first stop is reached."""

    walk = "walk"
    bicycle = "bicycle"
    e_scooter = "e_scooter"
    park_and_ride = "park_and_ride"


class EgressMode(StrEnum):
    """How the last stop is left."""

    walk = "walk"
    bicycle = "bicycle"
    e_scooter = "e_scooter"


NetworkArgument = Annotated[
    Path, typer.Argument(help="Network folder, made by portee build.", show_default=False, metavar="NETWORK")
]

SiteDatabase = Annotated[
    str | None,
    typer.Option(
        "--database", help="Address of the private database, the same as the site's.", show_default=False,
        metavar="URL", envvar="PORTEE_DATABASE",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class CommonOptions:
    """How a command talks."""

    json: Annotated[
        bool, typer.Option("--json", help="Print the result of the command as JSON.", rich_help_panel=TALK)
    ] = False
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang", help="Language of the summary; that of the system otherwise.", show_default=False,
            rich_help_panel=TALK,
        ),
    ] = None  # fmt: skip
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.", rich_help_panel=TALK)
    ] = False


@dataclass(frozen=True)
class PlaceOptions:
    """What the columns of a file of places mean."""

    id_column: Annotated[
        str | None,
        typer.Option(
            "--id-column", help="Column of unique ids (default: id); @row numbers the rows.", show_default=False,
            rich_help_panel=PLACES,
        ),
    ] = None  # fmt: skip
    lon_column: Annotated[
        str | None,
        typer.Option("--lon-column", help="Column of longitudes, degrees.", show_default=False, rich_help_panel=PLACES),
    ] = None
    lat_column: Annotated[
        str | None,
        typer.Option("--lat-column", help="Column of latitudes, degrees.", show_default=False, rich_help_panel=PLACES),
    ] = None
    layer: Annotated[
        str | None,
        typer.Option("--layer", help="Layer of a file that has several.", show_default=False, rich_help_panel=PLACES),
    ] = None


@dataclass(frozen=True)
class PercentileOptions:
    """Which travel times of the window, and on how many threads or machines."""

    percentile: Annotated[
        list[float] | None,
        typer.Option(
            "--percentile", help="Percentile of travel time over the minutes of the window (default: 50). Repeatable.",
            show_default=False, rich_help_panel=TRANSIT,
        ),
    ] = None  # fmt: skip
    threads: Annotated[
        int | None,
        typer.Option(
            "--threads", min=1, help="Origins searched at a time (default: all cores).", show_default=False,
            rich_help_panel=ROUTING,
        ),
    ] = None  # fmt: skip
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", help="Address of a Dask scheduler that computes it, such as tcp://host:8786.",
            show_default=False, rich_help_panel=ROUTING,
        ),
    ] = None  # fmt: skip


@dataclass(frozen=True)
class RoutingOptions:
    """How to travel, and when."""

    mode: Annotated[Mode, typer.Option("--mode", help="Way of travelling.", rich_help_panel=ROUTING)] = Mode.transit
    date: Annotated[
        str | None,
        typer.Option("--date", help="Date, YYYY-MM-DD.", show_default=False, rich_help_panel=TRANSIT),
    ] = None
    depart: Annotated[
        str | None,
        typer.Option(
            "--depart", help="First departure of the window, HH:MM.", show_default=False, rich_help_panel=TRANSIT
        ),
    ] = None
    arrive: Annotated[
        str | None,
        typer.Option(
            "--arrive", help="First latest arrival of the window, HH:MM, instead of --depart.", show_default=False,
            rich_help_panel=TRANSIT,
        ),
    ] = None  # fmt: skip
    window: Annotated[
        int, typer.Option("--window", help="Minutes of the window, each one searched.", rich_help_panel=TRANSIT)
    ] = 60
    max_time: Annotated[
        float, typer.Option("--max-time", help="Longest travel time, minutes.", rich_help_panel=ROUTING)
    ] = 120.0
    max_walk: Annotated[
        float | None,
        typer.Option(
            "--max-walk",
            help="Longest walk, minutes: to the first stop, from the last, and all the way, each on its own "
            "(default: 20 with public transport, else --max-time).",
            show_default=False, rich_help_panel=ROUTING,
        ),
    ] = None  # fmt: skip
    walk_speed: Annotated[
        float, typer.Option("--walk-speed", help="Walking on flat ground, km/h.", rich_help_panel=ROUTING)
    ] = 3.6
    bicycle_speed: Annotated[
        float, typer.Option("--bicycle-speed", help="Cycling on flat ground, km/h.", rich_help_panel=ROUTING)
    ] = 12.0
    e_scooter_speed: Annotated[
        float, typer.Option("--e-scooter-speed", help="E-scooter, km/h.", rich_help_panel=ROUTING)
    ] = 18.0
    max_bicycle: Annotated[
        float,
        typer.Option(
            "--max-bicycle", help="Longest ride by bicycle or e-scooter to or from a stop, minutes.",
            rich_help_panel=TRANSIT,
        ),
    ] = 30.0  # fmt: skip
    max_drive: Annotated[
        float, typer.Option("--max-drive", help="Longest drive to a car park, minutes.", rich_help_panel=TRANSIT)
    ] = 30.0
    parking_min: Annotated[
        float, typer.Option("--parking-min", help="Minutes to park, added to every drive.", rich_help_panel=ROUTING)
    ] = 5.0
    step_free: Annotated[
        bool,
        typer.Option(
            "--step-free", help="Wheelchair or pushchair: no steps, accessible stops and vehicles only.",
            rich_help_panel=ROUTING,
        ),
    ] = False  # fmt: skip
    max_rides: Annotated[
        int, typer.Option("--max-rides", help="Vehicles boarded at most.", rich_help_panel=TRANSIT)
    ] = 4
    max_transfer: Annotated[
        float,
        typer.Option(
            "--max-transfer", help="Longest walk between two vehicles, metres along streets.", rich_help_panel=TRANSIT
        ),
    ] = 1000.0
    boarding_slack: Annotated[
        int,
        typer.Option(
            "--boarding-slack", help="Seconds to be at a stop before boarding, the first boarding included.",
            rich_help_panel=TRANSIT,
        ),
    ] = 60  # fmt: skip
    access_mode: Annotated[
        AccessMode, typer.Option("--access-mode", help="How the first stop is reached.", rich_help_panel=TRANSIT)
    ] = AccessMode.walk
    egress_mode: Annotated[
        EgressMode, typer.Option("--egress-mode", help="How the last stop is left.", rich_help_panel=TRANSIT)
    ] = EgressMode.walk
    park_and_ride: Annotated[
        Path | None,
        typer.Option(
            "--park-and-ride", help="File of car parks, for --access-mode park_and_ride.", show_default=False,
            rich_help_panel=TRANSIT,
        ),
    ] = None  # fmt: skip
    bicycle_on_board: Annotated[
        bool,
        typer.Option(
            "--bicycle-on-board", help="A bicycle from door to door, in vehicles that take it.",
            rich_help_panel=TRANSIT,
        ),
    ] = False  # fmt: skip
    draws: Annotated[
        int,
        typer.Option("--draws", help="How often lines without exact times are drawn.", rich_help_panel=TRANSIT),
    ] = 5
    seed: Annotated[int, typer.Option("--seed", help="Seed of these draws.", rich_help_panel=TRANSIT)] = 0
