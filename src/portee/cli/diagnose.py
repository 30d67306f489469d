"""portee diagnose: what one person can reach, why not the rest, and what would unlock most."""

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
    from portee.services.recognise import PlaceColumns
    from portee.territory.places import Places

__all__ = ["diagnose"]

TABLES_WITH_SHAPES = (".gpkg", ".geojson", ".parquet")


def _list_profiles(asked: bool) -> None:
    if asked:
        from portee.cli.diagnosed import tell_profiles
        from portee.people.library import shipped_profiles

        tell_profiles(Output(CommonOptions()), shipped_profiles())
        raise typer.Exit


@expand
def diagnose(
    network: NetworkArgument,
    profile: Annotated[
        str,
        typer.Option(
            "--profile", help="Who: a YAML file, or the id of a profile that comes with Portée (--list-profiles).",
            show_default=False,
        ),
    ],
    home: Annotated[str, typer.Option("--home", help="Where they live: LAT,LON in degrees.", show_default=False)],
    jobs: Annotated[
        Path,
        typer.Option(
            "--jobs", help="Places of work: any file of points, with jobs, start, end, days, night and wage where they "
            "are known.", show_default=False,
        ),
    ],
    columns: PlaceOptions,
    common: CommonOptions,
    childcare: Annotated[
        Path | None,
        typer.Option(
            "--childcare", help="Childcare places, with opens, closes and free where they are known.",
            show_default=False,
        ),
    ] = None,
    school: Annotated[
        Path | None,
        typer.Option("--school", help="Schools, with opens and closes where they are known.", show_default=False),
    ] = None,
    offers: Annotated[
        str | None,
        typer.Option(
            "--offers", help="Fares, services and aids: a YAML file, or the name of offers that come with Portée. "
            "Without it fares are not known.", show_default=False, metavar="FILE",
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="Any date of the week, YYYY-MM-DD (default: a usual Tuesday of the timetable).",
            show_default=False,
        ),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option(
            "--budget", help="Most that a month may cost, euros, instead of the profile's.", show_default=False,
            metavar="EUR",
        ),
    ] = None,
    commune: Annotated[
        str | None,
        typer.Option(
            "--commune", help="INSEE code of the commune where they live, such as 13055: with it, and how they are "
            "housed, the change of benefits is computed (needs portee[openfisca]).", show_default=False,
            metavar="CODE",
        ),
    ] = None,
    tenure: Annotated[
        str | None,
        typer.Option(
            "--tenure", help="How they are housed, instead of what the profile says: tenant, furnished, "
            "social_tenant, owner or free.", show_default=False,
        ),
    ] = None,
    scenario: Annotated[
        Path | None,
        typer.Option(
            "--scenario", help="Ask under a scenario file: its lines, streets, prices and places.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Also write the answer: .html a page, .pdf one sheet, .json all of it, .csv, .gpkg, "
            ".geojson or .parquet one row per place. Without it nothing is written.", show_default=False,
        ),
    ] = None,
    list_profiles: Annotated[
        bool,
        typer.Option(
            "--list-profiles", help="List the profiles that come with Portée.", is_eager=True, callback=_list_profiles
        ),
    ] = False,
) -> None:  # fmt: skip
    """Tell what is really within reach of one person, there and back, on every day worked.

    Each place of work that is not gets its reason, and single changes are ranked by what they unlock. Nothing about the
    person is written anywhere unless -o is given.

    Example: portee diagnose marseille --profile night-cleaner --home 43.3090,5.3720 --jobs jobs.csv --offers fares.yaml
    -o answer.html
    """
    del list_profiles
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.cli.diagnosed import tell_diagnosis
    from portee.people.library import find_profile
    from portee.reports.fluent import say
    from portee.services.asked import parse_position
    from portee.services.benefit_situations import housing_of, tenure_of
    from portee.services.diagnose import diagnose as diagnosed
    from portee.services.diagnosis.record import diagnosis_dict
    from portee.services.diagnosis.write import check_diagnosis_path, write_diagnosis
    from portee.services.offers import read_offers
    from portee.services.recognise import fitted
    from portee.services.under_scenario import under_scenario
    from portee.world import World

    if output is not None:
        check_diagnosis_path(output)
    euros = _budget(budget)
    who = find_profile(profile)
    housing = housing_of(who, tenure_of(tenure), commune)
    world = World.open(network)
    where = parse_position(home, world, "--home")
    files = {"jobs": jobs, "childcare": childcare, "school": school}
    given = {kind: path for kind, path in files.items() if path is not None}
    meant = dict(zip(given, fitted(columns_of(columns), tuple(given.values())), strict=True))
    places = {kind: _places(path, world.network, meant[kind], jobs=kind == "jobs") for kind, path in given.items()}
    known = read_offers(offers, world.network)
    day = _day(date, world.network)
    under = under_scenario(scenario, world, known, places, day)
    world, places = under.world, dict(under.kinds)
    with out.progress() as progress:
        found = diagnosed(
            world, who, where, places.pop("jobs"), offers=under.offers, day=day, care=places, budget_eur=euros,
            housing=housing, progress=progress,
        )  # fmt: skip
    if output is not None:
        write_diagnosis(output, world.network, found, lang=out.lang)
    tell_diagnosis(out, world.network, found)
    if output is not None:
        out.line(say(out.lang, "terminal-written", path=str(output)))
    asked = [
        ("", network), ("--profile", profile), ("--home", home), ("--jobs", jobs), ("--childcare", childcare),
        ("--school", school), ("--offers", offers), ("--date", date), ("--budget", budget),
        ("--commune", commune), ("--tenure", tenure), ("--scenario", scenario), ("--id-column", columns.id_column),
    ]  # fmt: skip
    again = [part for name, value in asked if value is not None for part in (name, str(value)) if part]
    out.line(say(out.lang, "terminal-next", command=_next(again, output)))
    out.result(diagnosis_dict(world.network, found, out.lang))


def _budget(euros: float | None) -> float | None:
    from portee.core.errors import ParameterError, Where

    if euros is not None and not 0 <= euros <= 100_000:
        raise ParameterError(
            f"{euros:g} euros a month is no budget.", where=Where(field="--budget"), mend="Give 0 to 100000."
        )
    return euros


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


def _places(path: Path, network: Network, columns: PlaceColumns, *, jobs: bool) -> Places:
    """Places of a file, each row one when it has no ids; jobs are checked to be a weight where the file counts them."""
    from dataclasses import replace

    from portee.services.gather import gather
    from portee.services.recognise import columns_of, kind_of

    names = columns_of(path)
    if names and columns.id is None and kind_of(path) == "places" and not any(n.casefold() == "id" for n in names):
        columns = replace(columns, id="@row")
    return gather(path, network, weights=["jobs"] if jobs and "jobs" in names else (), columns=columns)


def _next(asked: list[str], output: Path | None) -> str:
    if output is not None and output.suffix.lower() in TABLES_WITH_SHAPES:
        return shlex.join(["portee", "map", str(output), "-o", str(output.with_suffix(".html"))])
    written = "diagnosis.html" if output is None else str(output.with_suffix(".gpkg"))
    return shlex.join(["portee", "diagnose", *asked, "-o", written])
