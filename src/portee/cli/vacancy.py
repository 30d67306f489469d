"""portee vacancy: from where and by whom a job can be taken up, and what would add most people."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, PlaceOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from datetime import date

    from portee.network.network import Network
    from portee.people.profile import Profile
    from portee.people.schedule import Shift
    from portee.territory.places import Places

__all__ = ["vacancy"]

FIRM, TERRITORY = "What the firm says", "The territory"
TABLES_WITH_SHAPES = (".gpkg", ".geojson", ".parquet")


@expand
def vacancy(
    network: NetworkArgument,
    workplace: Annotated[
        str,
        typer.Option(
            "--workplace", help="Where: LAT,LON in degrees.", show_default=False, rich_help_panel=FIRM,
        ),
    ],
    start: Annotated[
        str, typer.Option("--start", help="When work starts, HH:MM.", show_default=False, rich_help_panel=FIRM)
    ],
    end: Annotated[
        str,
        typer.Option(
            "--end", help="When it ends, HH:MM; before the start, it is a night shift and ends on the next day.",
            show_default=False, rich_help_panel=FIRM,
        ),
    ],
    columns: PlaceOptions,
    common: CommonOptions,
    days: Annotated[
        str, typer.Option("--days", help="Days of the week, such as mon-fri or sat,sun.", rich_help_panel=FIRM)
    ] = "mon-fri",
    wage: Annotated[
        float | None,
        typer.Option(
            "--wage", help="What it pays, net euros a month.", show_default=False, metavar="EUR", rich_help_panel=FIRM
        ),
    ] = None,
    territory: Annotated[
        Path | None,
        typer.Option(
            "--territory", help="Who lives where: Filosofi cells, or any places with a column residents. Without it, "
            "squares over the streets of the network.", show_default=False, rich_help_panel=TERRITORY,
        ),
    ] = None,
    profiles: Annotated[
        list[str] | None,
        typer.Option(
            "--profiles", help="Kinds of residents: ids of profiles that come with Portée, or YAML files, separated by "
            "commas. Repeatable (default: all that come with Portée).", show_default=False, rich_help_panel=TERRITORY,
        ),
    ] = None,
    offers: Annotated[
        str | None,
        typer.Option(
            "--offers", help="Fares, services and aids: a YAML file, or the name of offers that come with Portée. "
            "Without it fares are not known.", show_default=False, metavar="FILE", rich_help_panel=TERRITORY,
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="Any date of the week, YYYY-MM-DD (default: a usual Tuesday of the timetable).",
            show_default=False, rich_help_panel=TERRITORY,
        ),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group", help="Also sum up by group: a column of the territory, or a file of polygons such as priority "
            "neighbourhoods; FILE:COLUMN says which column names them.", show_default=False,
            metavar="COLUMN|FILE", rich_help_panel=TERRITORY,
        ),
    ] = None,
    scenario: Annotated[
        Path | None,
        typer.Option(
            "--scenario", help="Ask under a scenario file: its lines, streets, prices and dwellings.",
            show_default=False, rich_help_panel=TERRITORY,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Also write the answer: .html a page, .pdf one sheet, .json all of it, .csv, .gpkg, "
            ".geojson or .parquet one row per place where people live. Without it nothing is written.",
            show_default=False,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Tell from where and by whom a job can be taken up: on time, home again, and affordable.

    A firm says five things at most. Changes are ranked by how many people they add: other hours, a seat in a carpool,
    a vehicle on loan, public transport paid, a shuttle.

    Example: portee vacancy marseille --workplace 43.3350,5.3600 --start 05:30 --end 13:00 --wage 1500
    --territory cells.csv --offers marseille -o vacancy.html
    """
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.cli.vacancy_told import tell_vacancy
    from portee.reports.fluent import say
    from portee.services.asked import parse_position
    from portee.services.offers import read_offers
    from portee.services.recognise import fitted
    from portee.services.residents import residents_of, squares_of
    from portee.services.under_scenario import under_scenario
    from portee.services.vacancies.grouping import groups_of
    from portee.services.vacancies.posted import checked_wage
    from portee.services.vacancies.record import vacancy_dict
    from portee.services.vacancies.write import check_vacancy_path, write_vacancy
    from portee.services.vacancy import vacancy as answered
    from portee.world import World

    if output is not None:
        check_vacancy_path(output)
    euros, shift, who = checked_wage(wage), _shift(start, end, days), _profiles(profiles)
    world = World.open(network)
    work = parse_position(workplace, world, "--workplace")
    day = _day(date, world.network)
    meant = None if territory is None else fitted(columns_of(columns), (territory,))[0]
    homes = None if territory is None else _homes(territory, world.network, meant)
    known = read_offers(offers, world.network)
    under = under_scenario(scenario, world, known, {}, day, zones=homes, homes_alone=True)
    world, known = under.world, under.offers
    residents = squares_of(who, world.network) if under.zones is None else residents_of(under.zones, who, world.network)
    grouped = None if group is None else groups_of(residents.homes, group, world.network)
    with out.progress() as progress:
        found = answered(
            world, work, shift, residents=residents, offers=known, day=day, wage_eur_month=euros, group=grouped,
            threads=_cores(), progress=progress,
        )  # fmt: skip
    if output is not None:
        labels = None if grouped is None else grouped[1]
        write_vacancy(output, world.network, found, labels=labels, lang=out.lang)
    tell_vacancy(out, found)
    asked: list[tuple[str, object]] = [
        ("", network), ("--workplace", workplace), ("--start", start), ("--end", end), ("--days", days),
        ("--wage", None if wage is None else f"{wage:g}"), ("--territory", territory),
        *(("--profiles", name) for name in profiles or ()), ("--offers", offers), ("--date", date), ("--group", group),
        ("--scenario", scenario), ("--id-column", columns.id_column),
    ]  # fmt: skip
    again = [part for name, value in asked if value is not None for part in (name, str(value)) if part]
    if output is not None:
        out.line(say(out.lang, "terminal-written", path=str(output)))
    out.line(say(out.lang, "terminal-next", command=_next(again, output)))
    out.result(vacancy_dict(world.network, found, out.lang))


def _cores() -> int:
    import os

    return os.cpu_count() or 1


def _shift(start: str, end: str, days: str) -> Shift:
    from portee.core.clock import parse_time_of_day
    from portee.core.errors import ParameterError, Where
    from portee.core.week import parse_days
    from portee.services.vacancies.posted import shift_of

    begins, ends = (
        parse_time_of_day(text, where=Where(field=option)) for text, option in ((start, "--start"), (end, "--end"))
    )
    try:
        worked = parse_days(days)
    except ParameterError as problem:
        raise ParameterError(problem.what, where=Where(field="--days"), mend=problem.mend) from None
    return shift_of(begins, ends, worked)


def _profiles(names: list[str] | None) -> tuple[Profile, ...]:
    from portee.people.library import find_profile, shipped_profiles

    if not names:
        return shipped_profiles()
    return tuple(find_profile(part) for name in names for part in name.split(",") if part.strip())


def _day(text: str | None, network: Network) -> date:
    from portee.core.errors import ParameterError
    from portee.services.asked import parse_date
    from portee.services.describe import suggested_date

    day = suggested_date(network) if text is None else parse_date(text)
    if day is None:
        raise ParameterError(
            "The network has no timetable to take a date from.", mend="Give one, for which prices are read: --date."
        )
    return day


def _homes(territory: Path, network: Network, columns: object) -> Places:
    from dataclasses import replace

    from portee.services.gather import gather
    from portee.services.recognise import PlaceColumns, columns_of, kind_of

    meant = columns if isinstance(columns, PlaceColumns) else PlaceColumns()
    names = columns_of(territory)
    plain = names and meant.id is None and kind_of(territory) == "places"
    if plain and not any(name.casefold() == "id" for name in names):
        meant = replace(meant, id="@row")
    return gather(territory, network, columns=meant)


def _next(asked: list[str], output: Path | None) -> str:
    if output is not None and output.suffix.lower() in TABLES_WITH_SHAPES:
        return shlex.join(["portee", "map", str(output), "-o", str(output.with_suffix(".html"))])
    written = "vacancy.html" if output is None else str(output.with_suffix(".gpkg"))
    return shlex.join(["portee", "vacancy", *asked, "-o", written])
