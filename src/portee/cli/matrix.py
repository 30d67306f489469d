"""portee matrix: travel times between places."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, PercentileOptions, PlaceOptions, RoutingOptions
from portee.cli.output import Output

__all__ = ["matrix"]


@expand
def matrix(
    network: NetworkArgument,
    origins: Annotated[
        Path, typer.Option("--origins", help="Where people start: any file of points or polygons.", show_default=False)
    ],
    destinations: Annotated[
        Path, typer.Option("--destinations", help="Where they go: any file of points or polygons.", show_default=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Result: .parquet, or .csv when small.", show_default=False)
    ],
    routing: RoutingOptions,
    ranks: PercentileOptions,
    columns: PlaceOptions,
    common: CommonOptions,
    all_pairs: Annotated[
        bool, typer.Option("--all-pairs", help="Also write pairs that are not reached, as null.")
    ] = False,
) -> None:
    """Compute travel times in minutes from all origins to all destinations.

    Columns: from_id, to_id, and travel_time_pNN for each percentile of the window.

    Example: portee matrix marseille --origins cells.gpkg --destinations schools.csv --date 2026-09-08 --depart 07:30
    --window 60 -o times.parquet
    """
    out = Output(common)
    from portee.cli.asked import columns_of, parks_of
    from portee.cli.told import tell_matrix
    from portee.reach.cluster import ReachRequest
    from portee.services.asked import travel_of, window_of
    from portee.services.gather import gather
    from portee.services.matrix import check_matrix_output, matrix_facts, write_matrix
    from portee.services.recognise import fitted
    from portee.services.search import prepare
    from portee.world import World

    check_matrix_output(output)
    world = World.open(network)
    travel, window = travel_of(routing), window_of(routing, world)
    parks = parks_of(routing.park_and_ride, world)
    of_origins, of_destinations = fitted(columns_of(columns), (origins, destinations))
    request = ReachRequest(
        gather(origins, world.network, columns=of_origins),
        gather(destinations, world.network, columns=of_destinations),
        travel, window, tuple(ranks.percentile or (50.0,)), parks,
    )  # fmt: skip
    with out.progress() as progress:
        reach = prepare(world, request, threads=ranks.threads, scheduler=ranks.scheduler)
        report = write_matrix(output, world.network, reach, all_pairs=all_pairs, park_and_ride=parks, progress=progress)
    tell_matrix(out, report)
    out.result(matrix_facts(report))
