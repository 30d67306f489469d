"""portee minimum: the cheapest lines that keep vital needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, PlaceOptions, RoutingOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.minimum_mobility import MinimumMobility

__all__ = ["minimum"]


@expand
def minimum(
    network: NetworkArgument,
    origins: Annotated[
        Path, typer.Option("--origins", help="Where people live: any file of points or polygons.", show_default=False)
    ],
    opportunities: Annotated[
        list[Path], typer.Option("--opportunities", help="What they need to reach. Repeatable.", show_default=False)
    ],
    needs: Annotated[
        Path,
        typer.Option("--needs", help="File of vital needs (YAML): what, how near, whose.", show_default=False),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Result: .gpkg, .parquet, .csv or .geojson.", show_default=False)
    ],
    routing: RoutingOptions,
    columns: PlaceOptions,
    common: CommonOptions,
    residents: Annotated[
        str | None, typer.Option("--residents", help="Column of the origins that counts residents.", show_default=False)
    ] = None,
    percentile: Annotated[
        float, typer.Option("--percentile", help="Percentile of travel time over the minutes of the window.")
    ] = 50.0,
    time_limit: Annotated[float, typer.Option("--time-limit", help="Seconds that the solver may take.")] = 60.0,
    threads: Annotated[int | None, typer.Option("--threads", help="Searches at a time.", show_default=False)] = None,
) -> None:
    """Find the cheapest lines that keep vital needs, and what each of them is there for.

    The file of needs says, for each: id, title (fr, en), weight (column of the opportunities), needed, cutoff_min,
    group (column of the origins; all residents without it), share, and of (today or all); and cost (vehicle_hours or
    count) for all of them.

    Example: portee minimum marseille --origins cells.gpkg --opportunities health.csv --opportunities jobs.csv
    --needs needs.yaml --residents residents --date 2026-09-08 --depart 07:30 -o lines.gpkg
    """
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.core.declared import read_declared
    from portee.reports.notes import note_texts
    from portee.reports.stream import check_ending
    from portee.services.asked import travel_of, window_of
    from portee.services.gather import gather, gather_all
    from portee.services.minimum_mobility import DeclaredNeeds, find_minimum, minimum_answer, write_minimum
    from portee.services.recognise import fitted
    from portee.world import World

    check_ending(output)
    declared = read_declared(needs, DeclaredNeeds)
    world = World.open(network)
    travel, window = travel_of(routing), window_of(routing, world)
    meant = fitted(columns_of(columns), (origins, *opportunities))
    counted = list(dict.fromkeys([*declared.groups, *([residents] if residents else [])]))
    homes = gather(origins, world.network, columns=meant[0], weights=counted)
    there = gather_all(opportunities, world.network, weights=declared.weights, columns=meant[1:])
    with out.progress() as progress:
        found = find_minimum(
            world, homes, there, declared, travel, window, residents=residents, percentile=percentile,
            time_limit_s=time_limit, threads=threads, progress=progress,
        )  # fmt: skip
    write_minimum(
        output, world, found, {"origins": homes, "opportunities": there}, travel, window, declared=declared,
        residents=residents, percentile=percentile, lang=out.lang,
    )  # fmt: skip
    _tell(out, found, output)
    for note in note_texts(world.network.notes, out.lang):
        out.say("result_note", text=str(note))
    out.result({"path": str(output), **minimum_answer(found)})


def _tell(out: Output, found: MinimumMobility, path: Path) -> None:
    share = out.number(100 * found.cost_share, 1)
    out.say("minimum_done", kept=len(found.ids), lines=found.lines, share=share, path=path)
    titles = {kept.need.id: kept.need.title.in_(out.lang) for kept in found.needs}
    if found.ids:
        rows = [[out.text("head_name"), out.text(f"head_{found.unit}"), out.text("head_keeps")]]
        rows += [
            [name, out.number(cost, 1), titles[found.found.broken[id]]]
            for id, name, cost in zip(found.ids, found.names, found.costs, strict=True)
        ]
        out.table(rows)
    rows = [[out.text(f"head_{head}") for head in ("need", "today", "threshold", "kept")]]
    for kept in found.needs:
        rows.append([titles[kept.need.id], *(out.number(x) for x in (kept.today, kept.threshold, kept.kept))])
    out.table(rows)
    if found.found.optimal:
        out.say("minimum_optimal")
    else:
        out.say("minimum_gap", gap=out.number(100 * found.found.gap, 1))
    if found.holds:
        out.say("minimum_held")
    else:
        out.say("minimum_broken", needs=", ".join(titles[kept.need.id] for kept in found.needs if not kept.holds))
