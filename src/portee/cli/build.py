"""portee build: a network from open data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

__all__ = ["build"]


@expand
def build(
    network: Annotated[Path, typer.Argument(help="Folder to make or to bring up to date.", metavar="NETWORK")],
    common: CommonOptions,
    osm: Annotated[Path, typer.Option("--osm", help="OpenStreetMap extract (.osm.pbf).", show_default=False)],
    gtfs: Annotated[
        list[Path] | None,
        typer.Option("--gtfs", help="Timetable: GTFS zip or folder. Repeatable.", show_default=False),
    ] = None,
    elevation: Annotated[
        Path | None,
        typer.Option(
            "--elevation", help="GeoTIFF of ground heights: slopes then count on foot and by bicycle.",
            show_default=False,
        ),
    ] = None,
    max_transfer: Annotated[
        int, typer.Option("--max-transfer", help="Longest walk between two stops to store, metres along streets.")
    ] = 1000,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse timetables with errors instead of leaving out what is wrong.")
    ] = False,
    blank_times: Annotated[
        str,
        typer.Option(
            "--blank-times", help="What measures the way between timed stops: straight lines, or the shape.",
            metavar="straight|shape",
        ),
    ] = "straight",
    licence: Annotated[
        list[str] | None,
        typer.Option(
            "--licence", help="Licence of an input that does not tell it, as FILE=LICENCE. Repeatable.",
            show_default=False, metavar="FILE=LICENCE",
        ),
    ] = None,
    note: Annotated[
        list[str] | None,
        typer.Option(
            "--note", help="A remark that every result must carry, such as 'reconstructed timetable'. Repeatable.",
            show_default=False,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Build a network from streets and timetables, or bring one up to date.

    Only what the changes ask for is done again. Nothing but a network is ever replaced.

    Example: portee build marseille --osm streets.osm.pbf --gtfs rtm.zip
    """
    out = Output(common)
    from portee.cli.asked import parse_licences
    from portee.cli.told import tell_build
    from portee.services.build import build_network

    with out.progress() as progress:
        report = build_network(
            network, osm=osm, gtfs=gtfs or (), elevation=elevation, transfer_m=max_transfer, strict=strict,
            blank_times=blank_times, notes=note or (), licences=parse_licences(licence or ()), progress=progress,
        )  # fmt: skip
    tell_build(out, report)
