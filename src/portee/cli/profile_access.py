"""portee profile-access: what every kind of resident has within reach of every cell, and who loses what when."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, PlaceOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from datetime import date

    from portee.core.provenance import Provenance
    from portee.network.network import Network
    from portee.offers.low_emission import LowEmissionZone
    from portee.people.profile import Profile

__all__ = ["profile_access"]

WHAT, IFS, SUMS = "What is counted", "What if", "Summing up"


@expand
def profile_access(
    network: NetworkArgument,
    territory: Annotated[
        Path,
        typer.Option(
            "--territory", help="Where people live: INSEE Filosofi cells, or any file of places with residents.",
            show_default=False,
        ),
    ],
    opportunities: Annotated[
        list[Path],
        typer.Option(
            "--opportunities", help="What they want to reach: any file of points or polygons. Repeatable.",
            show_default=False,
        ),
    ],
    weight: Annotated[
        list[str],
        typer.Option(
            "--weight", help="Column that counts one kind of opportunities; COLUMN=VALUE counts the places with that "
            "value, @count all places. Repeatable.", show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Result: .csv, .gpkg, .parquet or .geojson.", show_default=False)
    ],
    columns: PlaceOptions,
    common: CommonOptions,
    profiles: Annotated[
        list[str] | None,
        typer.Option(
            "--profiles", help="Kinds of residents: ids of profiles that come with Portée, or YAML files, separated by "
            "commas or repeated (default: all that come with Portée).", show_default=False, metavar="ID,FILE…",
            rich_help_panel=WHAT,
        ),
    ] = None,
    offers: Annotated[
        str | None,
        typer.Option(
            "--offers", help="Fares, services and aids: a YAML file, or the name of offers that come with Portée. "
            "Without it fares are not known.", show_default=False, metavar="FILE", rich_help_panel=WHAT,
        ),
    ] = None,
    scenario: Annotated[
        Path | None,
        typer.Option(
            "--scenario", help="Ask under a scenario file: its lines, streets, prices, places and residents.",
            show_default=False, rich_help_panel=WHAT,
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", help="Any date of the week, YYYY-MM-DD (default: a usual Tuesday of the timetable).",
            show_default=False, rich_help_panel=WHAT,
        ),
    ] = None,
    max_time: Annotated[
        float | None,
        typer.Option(
            "--max-time", help="Longest minutes of each way, instead of each profile's own limit.", show_default=False,
            rich_help_panel=WHAT,
        ),
    ] = None,
    merge_m: Annotated[
        float,
        typer.Option(
            "--merge-m", help="Take opportunities of one square of so many metres as one place: faster, less exact.",
            rich_help_panel=WHAT,
        ),
    ] = 0.0,
    wide: Annotated[
        bool,
        typer.Option(
            "--wide", help="One row per cell, with columns for each profile, ready for portee map; else one row per "
            "cell and profile.", rich_help_panel=WHAT,
        ),
    ] = False,
    threads: Annotated[
        int | None,
        typer.Option(
            "--threads", min=1, help="Cells searched at a time (default: all cores).", show_default=False,
            rich_help_panel=WHAT,
        ),
    ] = None,
    low_emission: Annotated[
        Path | None,
        typer.Option(
            "--low-emission", help="Low-emission zones that would hold: a GeoJSON file of the national base (BNZFE).",
            show_default=False, metavar="FILE", rich_help_panel=IFS,
        ),
    ] = None,
    energy_shock: Annotated[
        str | None,
        typer.Option(
            "--energy-shock", help="All prices of energy higher or lower, such as +30%.", show_default=False,
            metavar="+N%", rich_help_panel=IFS,
        ),
    ] = None,
    no_evening_after: Annotated[
        str | None,
        typer.Option(
            "--no-evening-after", help="No trip of public transport begins from this time until 04:00.",
            show_default=False, metavar="HH:MM", rich_help_panel=IFS,
        ),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group", help="Column of the cells to sum up by, such as a priority neighbourhood.", show_default=False,
            rich_help_panel=SUMS,
        ),
    ] = None,
    group_quantiles: Annotated[
        int | None,
        typer.Option(
            "--group-quantiles", min=2, help="Cut the group column into so many groups of equal residents.",
            show_default=False, rich_help_panel=SUMS,
        ),
    ] = None,
    income: Annotated[
        str | None,
        typer.Option(
            "--income", help="Column of the cells that ranks residents (default: the mean standard of living of a "
            "Filosofi grid).", show_default=False, rich_help_panel=SUMS,
        ),
    ] = None,
    poverty_line: Annotated[
        float,
        typer.Option(
            "--poverty-line", help="Accessibility poverty: less than this part of the mean resident's access. A "
            "choice, told with the result.", rich_help_panel=SUMS,
        ),
    ] = 0.5,
) -> None:  # fmt: skip
    """Tell what every kind of resident has within reach of every cell, there and back on every day worked.

    The result has one row per cell and profile (or with --wide one per cell). Sums over residents, by profile and by
    group, are written beside it as NAME.summary.csv: means, inequality, accessibility poverty, competition, and what
    each what-if takes away from whom.

    Example: portee profile-access marseille --territory filosofi_200m.csv --opportunities jobs.csv --weight jobs
    --offers fares.yaml --energy-shock +30% --no-evening-after 20:00 -o profiles.csv
    """
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.cli.profile_told import tell_profile_access
    from portee.reports.stream import check_ending
    from portee.services.gather import gather, gather_all, gather_kinds, together
    from portee.services.groups import group_labels
    from portee.services.neighbourhood.asked import energy_factor, evening_end, longest_way
    from portee.services.neighbourhood.equity import equity_table, incomes_of
    from portee.services.neighbourhood.opportunities import by_kind
    from portee.services.neighbourhood.remarks import remarks_of
    from portee.services.neighbourhood.write import access_facts, answer_record, write_answer
    from portee.services.offers import read_offers
    from portee.services.profile_access import profile_access as accessed
    from portee.services.profile_access import what_ifs
    from portee.services.recognise import fitted
    from portee.services.residents import residents_of
    from portee.services.under_scenario import under_scenario
    from portee.world import World

    check_ending(output)
    limit, factor = longest_way(max_time), energy_factor(energy_shock)
    evening = evening_end(no_evening_after)
    who = _profiles(profiles)
    world = World.open(network)
    day = _day(date, world.network)
    meant = fitted(columns_of(columns), (territory, *opportunities))
    homes = gather(territory, world.network, columns=meant[0])
    asked = gather_kinds(opportunities, world.network, weights=weight, columns=meant[1:]) if scenario else {}
    under = under_scenario(scenario, world, read_offers(offers, world.network), asked, day, zones=homes)
    world, homes = under.world, under.zones or homes
    residents = residents_of(homes, who, world.network)
    incomes_of(residents.homes, income)
    living = residents.people[0] if residents.mix is None else residents.mix.totals
    labels = None if group is None else group_labels(residents.homes, group, living, group_quantiles)
    there = (
        together(under.kinds, weight) if under.kinds
        else gather_all(opportunities, world.network, weights=weight, columns=meant[1:])
    )  # fmt: skip
    targets, kinds = by_kind(there, weight, merge_m=merge_m)
    zones, source = _zones(low_emission, world.network)
    scenarios = what_ifs(under.offers, zones=zones, zones_from=source, energy=factor, evening_s=evening)
    with out.progress() as progress:
        found = accessed(
            world, residents, targets, kinds, scenarios=scenarios, day=day, limit_min=limit,
            threads=threads or os.cpu_count() or 1, progress=progress,
        )  # fmt: skip
    table = equity_table(found, groups=labels, income=income, line=poverty_line)
    remarks = remarks_of(found, table, scenarios, merge_m=merge_m)
    record = answer_record(
        world.network, found, table, scenarios, targets, remarks,
        parameters={
            "max_time_min": limit, "merge_m": merge_m, "energy_factor": factor, "no_evening_after_s": evening,
            "low_emission": None if low_emission is None else low_emission.name, "group": group,
            "quantiles": group_quantiles, "weights": weight,
        },
    )  # fmt: skip
    _, beside = write_answer(output, found, table, record, wide=wide, groups=labels, lang=out.lang)
    tell_profile_access(out, output, beside, found, table, remarks, wide=wide)
    out.result({"path": str(output), "summary_path": str(beside), **access_facts(found, table, record, out.lang)})


def _profiles(names: list[str] | None) -> tuple[Profile, ...]:
    """Profiles by name or file; all that come with Portée when none is named."""
    from portee.people.library import find_profile, shipped_profiles

    if not names:
        return shipped_profiles()
    # A file may have a comma in its name; os.path tells no file from a name too long for one.
    parts = [part for name in names for part in ([name] if os.path.isfile(name) else name.split(","))]  # noqa: PTH113
    return tuple(find_profile(part) for part in parts if part.strip())


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


def _zones(path: Path | None, network: Network) -> tuple[tuple[LowEmissionZone, ...], Provenance | None]:
    """The zones of a file that touch the network, or all when none does, and where they come from."""
    from portee.sources.bnzfe import read_bnzfe

    if path is None:
        return (), None
    zones, source = read_bnzfe(path)
    west, south, east, north = network.bounds
    near = []
    for zone in zones:
        x0, y0, x1, y1 = zone.geometry.bounds
        if x0 <= east and x1 >= west and y0 <= north and y1 >= south:
            near.append(zone)
    return tuple(near) or zones, source
