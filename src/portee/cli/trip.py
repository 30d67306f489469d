"""portee trip: one journey explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, RoutingOptions
from portee.cli.output import Output

__all__ = ["trip"]


@expand
def trip(
    network: NetworkArgument,
    origin: Annotated[str, typer.Option("--from", help="Start: LAT,LON in degrees.", show_default=False)],
    destination: Annotated[str, typer.Option("--to", help="End: LAT,LON in degrees.", show_default=False)],
    routing: RoutingOptions,
    common: CommonOptions,
    every_minute: Annotated[
        bool, typer.Option("--every-minute", help="List the travel time and lines of every minute of the window.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Also write the legs of the median trip with their shapes: .geojson, .gpkg, "
            ".parquet or .csv.", show_default=False,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Explain one trip: legs, lines, waits, distances, for the median departure and every minute of the window.

    Example: portee trip marseille --from 43.2965,5.3698 --to 43.3101,5.3903 --date 2026-09-08 --depart 07:30
    """
    out = Output(common)
    from portee.cli.asked import parks_of
    from portee.cli.told import tell_trip
    from portee.reports.stream import check_ending
    from portee.services.asked import parse_position, travel_of, window_of
    from portee.services.explain import explain, trip_dict, write_trip
    from portee.world import World

    if output is not None:
        check_ending(output)
    world = World.open(network)
    travel, window = travel_of(routing), window_of(routing, world)
    ends = parse_position(origin, world, "--from"), parse_position(destination, world, "--to")
    explained = explain(world, *ends, travel, window, park_and_ride=parks_of(routing.park_and_ride, world))
    if output is not None:
        write_trip(output, world.network, explained, *ends, travel, window)
    tell_trip(out, explained, arrive=routing.arrive is not None, every_minute=every_minute)
    if output is not None:
        out.say("trip_written", path=output)
    out.result(trip_dict(explained))
