"""portee isochrone: areas within reach of one place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, RoutingOptions
from portee.cli.output import Output

__all__ = ["isochrone"]


@expand
def isochrone(
    network: NetworkArgument,
    cutoff: Annotated[list[float], typer.Option("--cutoff", help="Minutes. Repeatable.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Result: .geojson, .gpkg, .parquet or .csv.", show_default=False)
    ],
    routing: RoutingOptions,
    common: CommonOptions,
    origin: Annotated[
        str | None, typer.Option("--from", help="Start: LAT,LON in degrees.", show_default=False)
    ] = None,
    destination: Annotated[
        str | None,
        typer.Option(
            "--to", help="End, instead of --from: the areas from which it is reached. LAT,LON in degrees.",
            show_default=False,
        ),
    ] = None,
    percentile: Annotated[
        float, typer.Option("--percentile", help="Percentile of travel time over the minutes of the window.")
    ] = 50.0,
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Searches at a time (default: all cores).", show_default=False),
    ] = None,
) -> None:  # fmt: skip
    """Draw the areas within reach of one place, one for each cut-off.

    Example: portee isochrone marseille --from 43.2965,5.3698 --cutoff 15 --cutoff 30 --date 2026-09-08 --depart 07:30
    -o areas.geojson
    """
    out = Output(common)
    from portee.cli.asked import parks_of
    from portee.cli.told import tell_areas
    from portee.core.errors import ParameterError
    from portee.reach.isochrone import isochrones
    from portee.reports.stream import check_ending
    from portee.services.areas import areas_facts, write_areas
    from portee.services.asked import parse_position, travel_of, window_of
    from portee.world import World

    check_ending(output)
    if (origin is None) == (destination is None):
        raise ParameterError("An isochrone needs one place.", mend="Give --from LAT,LON, or --to LAT,LON.")
    world = World.open(network)
    travel, window = travel_of(routing), window_of(routing, world)
    towards = origin is None
    place = parse_position(origin or destination or "", world, "--to" if towards else "--from")
    with out.progress() as progress:
        progress.start("reach")
        areas = isochrones(
            world, place, cutoff, travel, window, towards=towards, percentile=percentile,
            park_and_ride=parks_of(routing.park_and_ride, world), threads=threads,
        )  # fmt: skip
    write_areas(output, world.network, areas, place, travel, window, percentile=percentile, towards=towards)
    tell_areas(out, output, areas)
    out.result({"path": str(output), "areas": areas_facts(areas)})
