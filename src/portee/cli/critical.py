"""portee critical: which lines, stops or streets a territory can least do without."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, PlaceOptions, RoutingOptions
from portee.cli.output import Output

__all__ = ["critical"]


class Of(StrEnum):
    """What fails."""

    lines = "lines"
    stops = "stops"
    streets = "streets"


@expand
def critical(
    network: NetworkArgument,
    origins: Annotated[
        Path, typer.Option("--origins", help="Where people live: any file of points or polygons.", show_default=False)
    ],
    opportunities: Annotated[
        list[Path], typer.Option("--opportunities", help="What they want to reach. Repeatable.", show_default=False)
    ],
    weight: Annotated[
        str, typer.Option("--weight", help="Column that counts something, @count all places.", show_default=False)
    ],
    cutoff: Annotated[float, typer.Option("--cutoff", help="Minutes.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Result: .gpkg, .parquet, .csv or .geojson.", show_default=False)
    ],
    routing: RoutingOptions,
    columns: PlaceOptions,
    common: CommonOptions,
    of: Annotated[Of, typer.Option("--of", help="What fails, one at a time.")] = Of.lines,
    residents: Annotated[
        str | None, typer.Option("--residents", help="Column of the origins that counts residents.", show_default=False)
    ] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many are ranked exactly.")] = 10,
    most_used: Annotated[
        int, typer.Option("--most-used", min=1, help="Street links that are compared: those most ways go by.")
    ] = 500,
    threads: Annotated[int | None, typer.Option("--threads", help="Searches at a time.", show_default=False)] = None,
) -> None:
    """Rank lines, stops or streets by the access lost when each one fails alone.

    The first ones are exact; for the others a bound shows that they cannot be among them.

    Example: portee critical marseille --origins cells.gpkg --opportunities jobs.csv --weight jobs --cutoff 45
    --residents residents --date 2026-09-08 --depart 07:30 -o lines.gpkg
    """
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.reports.notes import note_texts
    from portee.reports.stream import check_ending
    from portee.resilience.criticality import AccessAsked
    from portee.services.asked import travel_of, window_of
    from portee.services.critical import critical_facts, find_critical, write_critical
    from portee.services.gather import gather, gather_all
    from portee.services.recognise import fitted
    from portee.world import World

    check_ending(output)
    world = World.open(network)
    travel = travel_of(routing)
    window = None if of is Of.streets else window_of(routing, world)
    meant = fitted(columns_of(columns), (origins, *opportunities))
    homes = gather(origins, world.network, columns=meant[0], weights=[residents] if residents else [])
    there = gather_all(opportunities, world.network, weights=[weight], columns=meant[1:])
    people = homes.weight(residents or "@count")
    asked = AccessAsked(homes, there, people, there.weight(weight), cutoff)
    with out.progress() as progress:
        progress.start(f"critical_{of.value}", None)
        found = find_critical(
            world, of.value, asked, travel, window, k=k, most_used=most_used, threads=threads
        )  # fmt: skip
        progress.done()
    write_critical(output, world, found, asked, travel, window, weight=weight, k=k, lang=out.lang)
    told = found.found
    out.say("critical_done", count=len(found.ids), path=output)
    rows = [[out.text(head) for head in ("head_rank", "head_name", "head_loss", "head_share")]]
    for rank, (name, id) in enumerate(zip(found.names, found.ids, strict=True)):
        share = out.percent(100 * found.share[rank], 2)
        rows.append([str(rank + 1), name or id, out.number(found.loss[rank]), share])
    out.table(rows)
    out.say("critical_spared", evaluated=told.evaluated, elements=len(told.ids), spared=told.recomputations_avoided)
    if found.certain < len(found.ids):
        out.say("critical_certain", certain=found.certain, most_used=most_used)
    for note in note_texts(world.network.notes, out.lang):
        out.say("result_note", text=str(note))
    out.result({"path": str(output), **critical_facts(found)})
