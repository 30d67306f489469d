"""portee access: what each place has within reach."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, PercentileOptions, PlaceOptions, RoutingOptions
from portee.cli.output import Output

__all__ = ["access"]

COUNT, GROUPS = "What to count", "Summing up by group"


@expand
def access(
    network: NetworkArgument,
    origins: Annotated[
        Path, typer.Option("--origins", help="Where people live: any file of points or polygons.", show_default=False)
    ],
    opportunities: Annotated[
        list[Path],
        typer.Option(
            "--opportunities", help="What they want to reach: any file of points or polygons. Repeatable.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Result: .parquet, .gpkg, .csv or .geojson.", show_default=False)
    ],
    routing: RoutingOptions,
    ranks: PercentileOptions,
    columns: PlaceOptions,
    common: CommonOptions,
    weight: Annotated[
        list[str] | None,
        typer.Option(
            "--weight", help="Column that counts something; COLUMN=VALUE counts the places with that value, @count "
            "all places. Repeatable.", show_default=False, rich_help_panel=COUNT,
        ),
    ] = None,
    cutoff: Annotated[
        list[float] | None,
        typer.Option("--cutoff", help="Minutes. Repeatable.", show_default=False, rich_help_panel=COUNT),
    ] = None,
    interval: Annotated[
        list[str] | None,
        typer.Option(
            "--interval", help="Mean over all cut-offs between two, such as 30-60. Repeatable.", show_default=False,
            metavar="A-B", rich_help_panel=COUNT,
        ),
    ] = None,
    decay: Annotated[
        list[str] | None,
        typer.Option(
            "--decay", help="Opportunities weighted by time: a declared name such as half-life-20, or written out: "
            "half_life=20, exponential:beta=0.05, power:exponent=2,full_until=10, logistic:inflection=30,deviation=10, "
            "gaussian:deviation=20, step=45. Repeatable.", show_default=False, rich_help_panel=COUNT,
        ),
    ] = None,
    nearest: Annotated[
        list[int] | None,
        typer.Option(
            "--nearest", min=1, help="Minutes to the K-th nearest place. Repeatable.", show_default=False,
            metavar="K", rich_help_panel=COUNT,
        ),
    ] = None,
    basket: Annotated[
        list[str] | None,
        typer.Option(
            "--basket", help="Kinds of services of a declared basket (everyday, evening) within each cut-off. "
            "Repeatable.", show_default=False, rich_help_panel=COUNT,
        ),
    ] = None,
    by_hour: Annotated[
        bool,
        typer.Option("--by-hour", help="24 windows, one from each full hour: one row per origin and hour."),
    ] = False,
    group: Annotated[
        str | None,
        typer.Option(
            "--group", help="Column of the origins to sum up by, such as a priority neighbourhood.",
            show_default=False, rich_help_panel=GROUPS,
        ),
    ] = None,
    group_quantiles: Annotated[
        int | None,
        typer.Option(
            "--group-quantiles", min=2, help="Cut the group column into so many groups of equal residents.",
            show_default=False, rich_help_panel=GROUPS,
        ),
    ] = None,
    group_weight: Annotated[
        str | None,
        typer.Option(
            "--group-weight", help="Column of the origins that counts residents.", show_default=False,
            rich_help_panel=GROUPS,
        ),
    ] = None,
    population: Annotated[
        list[str] | None,
        typer.Option(
            "--population", help="Column of the origins that counts one group of residents, such as poor_households. "
            "Repeatable.", show_default=False, rich_help_panel=GROUPS,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Count what is within reach of each origin.

    The result has the origins' geometries and columns, and one column per weight, cut-off and percentile, such as
    jobs_within_45_min_p50.

    Example: portee access marseille --origins cells.gpkg --opportunities jobs.csv --weight jobs --cutoff 45
    --date 2026-09-08 --depart 07:30 -o access.gpkg
    """
    out = Output(common)
    from portee.cli.asked import columns_of, parks_of, parse_intervals
    from portee.cli.told import tell_access, tell_groups
    from portee.core.errors import ParameterError
    from portee.reach.cluster import ReachRequest
    from portee.reports.stream import check_ending
    from portee.services.access import HOURS, compute_access, hourly_windows, write_access
    from portee.services.asked import travel_of, window_of
    from portee.services.gather import gather, gather_all, lean
    from portee.services.groups import group_table, grouping_of, summary_path, write_groups
    from portee.services.measures import Asked, measures_of
    from portee.services.recognise import fitted
    from portee.services.record import result_record
    from portee.services.search import prepare
    from portee.world import World

    check_ending(output)
    asked = Asked(
        tuple(weight or ()), tuple(cutoff or ()), parse_intervals(interval or ()), tuple(decay or ()),
        tuple(nearest or ()), tuple(basket or ()),
    )  # fmt: skip
    asked.check()
    world = World.open(network)
    travel, window = travel_of(routing), window_of(routing, world, hourly=by_hour)
    if by_hour and window is None:
        raise ParameterError(
            "Along streets alone every hour is the same.", mend="Leave out --by-hour, or choose --mode transit."
        )
    meant = fitted(columns_of(columns), (origins, *opportunities))
    places = gather(
        origins, world.network, columns=meant[0],
        weights=[name for name in (group_weight, *(population or ())) if name],
    )  # fmt: skip
    grouping = (
        grouping_of(
            places, by=group, quantiles=group_quantiles, weight=group_weight, populations=tuple(population or ())
        )
        if group is not None or group_weight is not None or population
        else None
    )
    targets = gather_all(opportunities, world.network, weights=asked.columns, columns=meant[1:])
    targets = lean(targets, asked.columns, apart=asked.counts_places)
    measures = measures_of(asked, targets, travel.max_time_min)
    parks = parks_of(routing.park_and_ride, world)
    windows = hourly_windows(window) if by_hour and window is not None else (window,)
    with out.progress() as progress:
        reaches = (
            prepare(
                world, ReachRequest(places, targets, travel, part, tuple(ranks.percentile or (50.0,)), parks),
                threads=ranks.threads, scheduler=ranks.scheduler,
            )
            for part in windows
        )  # fmt: skip
        result = compute_access(reaches, measures, hours=tuple(range(HOURS)) if by_hour else None, progress=progress)
    table = None if grouping is None else group_table(result, grouping)
    write_access(
        output, world.network, result, parameters={"asked": asked.as_dict()}, lang=out.lang, park_and_ride=parks
    )
    if table is not None:
        record = result_record(
            "access summary", world.network, {"origins": places, "opportunities": targets}, travel, window,
            percentiles=result.percentiles, notes=result.notes,
            parameters={"group": group, "quantiles": group_quantiles, "residents": group_weight},
        )  # fmt: skip
        write_groups(summary_path(output), table, record)
    tell_access(out, output, result)
    if table is not None:
        tell_groups(out, summary_path(output), table)
    out.result(
        {
            "path": str(output),
            "origins": len(places),
            "opportunities": len(targets),
            "unattached_origins": result.first.unattached_origins,
            "unattached_opportunities": result.first.unattached_destinations,
            "columns": list(result.columns),
            "notes": list(result.notes),
            "summary": None if table is None else table.to_frame().to_dicts(),
        }
    )
