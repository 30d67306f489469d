"""portee hub compare: designs of a hub against doing nothing, and against each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.hubs.compare import HubComparison

__all__ = ["compare"]

DEMAND, FILES = "Demand", "Files"


@dataclass(frozen=True)
class DemandOptions:
    """What demand is computed from."""

    network: Annotated[
        Path | None,
        typer.Option(
            "--network", help="Folder of the network; alone, it measures walks to stops.", show_default=False,
            rich_help_panel=DEMAND,
        ),
    ] = None  # fmt: skip
    territory: Annotated[
        Path | None,
        typer.Option(
            "--territory", help="Who lives where: cells with the columns of Filosofi.", show_default=False,
            rich_help_panel=DEMAND,
        ),
    ] = None  # fmt: skip
    opportunities: Annotated[
        list[Path] | None,
        typer.Option(
            "--opportunities", help="What draws people: files of places. Repeatable.", show_default=False,
            rich_help_panel=DEMAND,
        ),
    ] = None  # fmt: skip
    weight: Annotated[
        list[str] | None,
        typer.Option(
            "--weight", help="Column that counts them, @count for one each (default). Repeatable.", show_default=False,
            rich_help_panel=DEMAND,
        ),
    ] = None  # fmt: skip
    offers: Annotated[
        str | None,
        typer.Option(
            "--offers", help="Fares: a file, or the name of some that come with Portée.", show_default=False,
            rich_help_panel=DEMAND,
        ),
    ] = None  # fmt: skip
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], help="Any day of the week asked about.", show_default=False,
            rich_help_panel=DEMAND,
        ),
    ] = None  # fmt: skip
    draws: Annotated[
        int, typer.Option("--draws", help="Draws of all assumptions together.", rich_help_panel=DEMAND)
    ] = 200
    replications: Annotated[
        int, typer.Option("--replications", help="Of the simulation; 0 for none.", rich_help_panel=DEMAND)
    ] = 5
    seed: Annotated[int, typer.Option("--seed", help="Of draws and simulation.", rich_help_panel=DEMAND)] = 1
    threads: Annotated[int, typer.Option("--threads", min=1, help="Searches at a time.", rich_help_panel=DEMAND)] = 1


@expand
def compare(
    hubs: Annotated[
        list[str],
        typer.Argument(metavar="HUB...", help="Files of hubs (YAML), or ids of examples.", show_default=False),
    ],
    demand: DemandOptions,
    common: CommonOptions,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", help="Figures: spreadsheet .xlsx, .csv or .json. Repeatable.", show_default=False,
            rich_help_panel=FILES,
        ),
    ] = None,
    page: Annotated[
        list[Path] | None,
        typer.Option(
            "--page", help="A page (.html) or a sheet of paper (.pdf) for people. Repeatable.", show_default=False,
            rich_help_panel=FILES,
        ),
    ] = None,
    map: Annotated[
        list[Path] | None,
        typer.Option(
            "--map", help="Who gains where: layers (.gpkg), an image (.png) or a page (.html). Repeatable.",
            show_default=False, rich_help_panel=FILES,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Compare hubs with doing nothing: demand, who gains, who pays, who is left out, what they bring together.

    Without --territory and --opportunities, only what the files tell is compared.

    Example: portee hub compare fabriques-bikes fabriques-cars --network euromed --territory filosofi_200m.csv
    --opportunities pois.csv --offers marseille --page hubs.html -o hubs.xlsx --map hubs.gpkg
    """
    out = Output(common)
    from portee.services.hubs.compare_api import hub_compare
    from portee.services.hubs.compare_write import check_compare_paths, comparison_facts, write_hub_comparison
    from portee.services.hubs.design_asked import DesignAsked

    outputs, pages, maps = output or [], page or [], map or []
    check_compare_paths(outputs, pages, maps)
    with out.progress() as progress:
        found = hub_compare(
            hubs, demand.network, demand.territory, demand.opportunities, weights=demand.weight or ["@count"],
            offers=demand.offers, day=None if demand.day is None else demand.day.date(),
            asked=DesignAsked(draws=demand.draws, seed=demand.seed), replications=demand.replications,
            threads=demand.threads, progress=progress,
        )  # fmt: skip
    write_hub_comparison(found, outputs, pages=pages, maps=maps, lang=out.lang)
    _tell(out, found)
    paths = [*outputs, *pages, *maps]
    for path in paths:
        out.say("hub_compare_written", path=path)
    if all(case.designed is None for case in found.designs):
        out.say("hub_compare_files_alone")
    out.result({**comparison_facts(found), "paths": [str(path) for path in paths]})


def _tell(out: Output, found: HubComparison) -> None:
    from portee.reports.fluent import say
    from portee.services.hubs.compare_tables import case_title, told_value

    rows = [[out.text("head_hub_figure"), *(case_title(case, out.lang) for case in found.cases)]]
    for one in found.figures:
        told = (told_value(one, k, out.lang) for k in range(len(found.cases)))
        rows.append([say(out.lang, f"hubs-name-{one.name}"), *told])
    out.table(rows)
    for case in found.designs:
        levels = {name: case.level(name) for name in ("physical", "digital", "democratic")}
        out.say("hub_compare_level", title=case_title(case, out.lang), **levels)
