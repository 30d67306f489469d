"""portee hub compare: designs of a hub against doing nothing, and against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.hubs.compare import HubComparison

__all__ = ["compare"]


@expand
def compare(
    hubs: Annotated[
        list[str],
        typer.Argument(metavar="HUB...", help="Files of hubs (YAML), or ids of examples.", show_default=False),
    ],
    common: CommonOptions,
    network: Annotated[
        Path | None,
        typer.Option("--network", help="Folder of the network: walks to stops are measured.", show_default=False),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", help="Figures: spreadsheet .xlsx, .csv or .json. Repeatable.", show_default=False
        ),
    ] = None,
    page: Annotated[
        list[Path] | None,
        typer.Option(
            "--page", help="A page (.html) or a sheet of paper (.pdf) for people. Repeatable.", show_default=False
        ),
    ] = None,
) -> None:
    """Compare hubs with doing nothing: trips, accounts, who pays, who can use them, what they bring together.

    Example: portee hub compare fabriques --page hub.html -o hub.xlsx
    """
    out = Output(common)
    from portee.services.hubs.compare import compare_plans, plans_to_compare
    from portee.services.hubs.compare_write import check_compare_paths, comparison_facts, write_hub_comparison
    from portee.world import World

    outputs, pages = output or [], page or []
    check_compare_paths(outputs, pages)
    plans = plans_to_compare(hubs)
    found = compare_plans(plans, world=None if network is None else World.open(network))
    write_hub_comparison(found, outputs, pages=pages, lang=out.lang)
    _tell(out, found)
    for path in (*outputs, *pages):
        out.say("hub_compare_written", path=path)
    out.result({**comparison_facts(found), "paths": [str(path) for path in (*outputs, *pages)]})


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
