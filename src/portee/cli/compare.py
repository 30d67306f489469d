"""portee compare: two saved results of the same figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["compare_results"]


@expand
def compare_results(
    before: Annotated[Path, typer.Argument(help="A result of portee access.", show_default=False)],
    after: Annotated[Path, typer.Argument(help="Another one, of the same places and figures.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Result: .parquet, .gpkg, .csv or .geojson.", show_default=False)
    ],
    common: CommonOptions,
    residents: Annotated[
        str | None, typer.Option("--residents", help="Column that counts residents.", show_default=False)
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", help="Column to tell winners and losers by.", show_default=False)
    ] = None,
) -> None:
    """Tell what changed from one saved result to another, and who gains and loses, at each hour where they are by hour.

    Example: portee compare before.gpkg after.gpkg --residents residents -o change.gpkg
    """
    out = Output(common)
    from portee.cli.scenario_told import tell_cases, tell_changes
    from portee.reports.stream import check_ending
    from portee.reports.tables import write_table
    from portee.services.compare_cases import saved_changes, saved_facts
    from portee.services.compare_record import figure_docs, saved_record
    from portee.services.saved_results import compare_saved

    check_ending(output)
    pair = compare_saved(before, after)
    frame, changes = pair.frame, saved_changes(pair, residents, group)
    write_table(
        frame, output, provenance=saved_record(pair, changes), column_docs=figure_docs(pair.columns, out.lang)
    )  # fmt: skip
    out.say("compare_done", path=output, places=len(frame), columns=len(pair.columns))
    if pair.only_first or pair.only_second:
        out.say("compare_apart", first=pair.only_first, second=pair.only_second)
    tell = tell_changes if all(change.hour is change.profile is None for change in changes) else tell_cases
    tell(out, changes, counted=residents is not None)
    if output.suffix.lower() != ".csv":
        out.line()
        out.next("map", output, "--column", f"change_{pair.columns[0]}", "-o", output.with_suffix(".html"))
    out.result({"path": str(output), **saved_facts(pair, changes)})
