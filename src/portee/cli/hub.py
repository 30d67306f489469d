"""portee hub: where hubs and third places stand, and what hubs cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from portee.cli.grouped import expand
from portee.cli.hub_accounts import accounts, check
from portee.cli.hub_compare import compare
from portee.cli.hub_design import design
from portee.cli.hub_simulate import simulate
from portee.cli.options import CommonOptions, NetworkArgument, PlaceOptions, RoutingOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.hubs.asked import SitingAsked
    from portee.territory.places import Places
    from portee.world import World

__all__ = ["app"]

app = typer.Typer(
    help="Where mobility hubs and third places stand; what hubs cost, who pays and who gains.",
    no_args_is_help=True, rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

WHERE, LIMITS, REACHED, SOLVER = "Who and where", "How much", "Coverage by reach", "How exactly"


class SitingModel(StrEnum):
    """Models of siting."""

    p_median = "p-median"
    covering = "covering"
    set_covering = "set-covering"
    p_centre = "p-centre"


class Vehicle(StrEnum):
    """What a hub gives."""

    bicycle = "bicycle"
    e_scooter = "e_scooter"
    car = "car"


@dataclass(frozen=True)
class SitingOptions:
    """Limits of the places opened."""

    count: Annotated[
        int | None, typer.Option("--count", help="Places opened at most.", show_default=False, rich_help_panel=LIMITS)
    ] = None
    budget: Annotated[
        float | None,
        typer.Option(
            "--budget", help="What they cost at most, in the unit of --cost.", show_default=False, metavar="EUR",
            rich_help_panel=LIMITS,
        ),
    ] = None  # fmt: skip
    cost: Annotated[
        str | None,
        typer.Option(
            "--cost", help="Column of the candidates that tells their cost (default: 1 each).", show_default=False,
            rich_help_panel=LIMITS,
        ),
    ] = None  # fmt: skip
    decided: Annotated[
        list[str] | None,
        typer.Option(
            "--decided", help="Id of a candidate that is opened in any case. Repeatable.", show_default=False,
            rich_help_panel=LIMITS,
        ),
    ] = None  # fmt: skip
    excluded: Annotated[
        list[str] | None,
        typer.Option(
            "--excluded", help="Id of a candidate that is never opened. Repeatable.", show_default=False,
            rich_help_panel=LIMITS,
        ),
    ] = None  # fmt: skip
    gap: Annotated[
        float,
        typer.Option("--gap", help="Gap to the best that is near enough, 0.01 for 1%.", rich_help_panel=SOLVER),
    ] = 0.0
    time_limit: Annotated[
        float, typer.Option("--time-limit", help="Seconds that the solver may take.", rich_help_panel=SOLVER)
    ] = 60.0
    threads: Annotated[
        int | None,
        typer.Option("--threads", min=1, help="Searches at a time.", show_default=False, rich_help_panel=SOLVER),
    ] = None


DemandOption = Annotated[
    Path,
    typer.Option("--demand", help="Who is to be served: cells or points.", show_default=False, rich_help_panel=WHERE),
]
WeightOption = Annotated[
    str,
    typer.Option(
        "--weight", help="Column of the demand that counts persons.", show_default=False, rich_help_panel=WHERE
    ),
]
CandidatesOption = Annotated[
    str,
    typer.Option(
        "--candidates", help="Where a place may stand: a file of points, stops, grid:METRES, or, of an OpenStreetMap "
        "extract, car parks (parking:FILE) or vacant ground floors (ground_floors:FILE).", show_default=False,
        metavar="FILE|stops|grid:M|parking:FILE|ground_floors:FILE", rich_help_panel=WHERE,
    ),
]  # fmt: skip
OutputOption = Annotated[
    Path,
    typer.Option(
        "--output", "-o", help="Result, one row per candidate: .gpkg, .parquet, .csv or .geojson.", show_default=False
    ),
]
CellsOption = Annotated[
    Path | None,
    typer.Option("--cells", help="Also write one row per place of demand, with its place.", show_default=False),
]
PageOption = Annotated[
    Path | None,
    typer.Option(
        "--page", help="Also write a page (.html): a map of open places and of minutes to them, and what it tells.",
        show_default=False,
    ),
]  # fmt: skip


@expand
def site(
    network: NetworkArgument,
    demand: DemandOption,
    weight: WeightOption,
    candidates: CandidatesOption,
    output: OutputOption,
    limits: SitingOptions,
    routing: RoutingOptions,
    columns: PlaceOptions,
    common: CommonOptions,
    model: Annotated[
        SitingModel,
        typer.Option(
            "--model", help="p-median: least minutes in all. covering: most people within --within. set-covering: the "
            "cheapest places that cover --share of people. p-centre: nearest for whoever is worst off.",
            rich_help_panel=WHERE,
        ),
    ] = SitingModel.p_median,
    within: Annotated[
        float | None,
        typer.Option(
            "--within", help="Minutes to be served. p-median: minutes that count at most (default: --max-time).",
            show_default=False, metavar="MIN", rich_help_panel=WHERE,
        ),
    ] = None,
    equity: Annotated[
        list[str] | None,
        typer.Option(
            "--equity", help="COLUMN:TIMES, a column of the demand that counts members of a group among the persons, "
            "and how many persons each counts as; 1 only tells how the group fares. Repeatable.",
            show_default=False, metavar="COL:TIMES", rich_help_panel=WHERE,
        ),
    ] = None,
    share: Annotated[
        float, typer.Option("--share", help="set-covering: share of people to cover, 0 to 1.", rich_help_panel=LIMITS)
    ] = 1.0,
    capacity: Annotated[
        str | None,
        typer.Option(
            "--capacity", help="p-median: column of the candidates, persons that each serves.", show_default=False,
            rich_help_panel=LIMITS,
        ),
    ] = None,
    opportunities: Annotated[
        list[Path] | None,
        typer.Option(
            "--opportunities", help="Cover people by what they reach within --within, on their own or on foot to the "
            "hub and on with its vehicle: files of jobs, childcare, services. Repeatable.",
            show_default=False, rich_help_panel=REACHED,
        ),
    ] = None,
    opportunity_weight: Annotated[
        str, typer.Option("--opportunity-weight", help="Column that counts them.", rich_help_panel=REACHED)
    ] = "@count",
    needed: Annotated[
        float, typer.Option("--needed", help="How much must be within reach.", rich_help_panel=REACHED)
    ] = 1.0,
    vehicle: Annotated[
        Vehicle, typer.Option("--vehicle", help="What the hub gives.", rich_help_panel=REACHED)
    ] = Vehicle.bicycle,
    pick_up: Annotated[
        float, typer.Option("--pick-up", help="Minutes to take it.", rich_help_panel=REACHED)
    ] = 1.0,
    cells: CellsOption = None,
    page: PageOption = None,
) -> None:  # fmt: skip
    """Choose where hubs stand, and tell whom they serve and how far the choice can be from the best.

    Example: portee hub site marseille --demand cells.gpkg --weight residents --candidates grid:500
    --model covering --within 10 --count 5 --mode walk -o hubs.gpkg
    """
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.cli.hub_told import page_words, tell_sites
    from portee.reports.own_files import refuse_overwriting
    from portee.reports.stream import check_ending
    from portee.reports.tables import write_table
    from portee.services.asked import travel_of, window_of
    from portee.services.gather import gather, gather_all
    from portee.services.hubs.asked import ByReach, SitingAsked
    from portee.services.hubs.candidates import file_of
    from portee.services.hubs.page import check_page, write_hub_page
    from portee.services.hubs.record import column_docs, site_record
    from portee.services.hubs.site import facts_of, site_hubs
    from portee.services.recognise import fitted
    from portee.world import World

    for path in (output, *((cells,) if cells else ())):
        check_ending(path)
    if page:
        check_page(page)
    refuse_overwriting((output, cells, page), (demand, file_of(candidates), *(opportunities or ())))
    by_reach = ByReach(opportunity_weight, needed, vehicle.value, pick_up) if opportunities else None
    asked = SitingAsked(
        weight, model.value, within_min=within, share=share, equity=_equity(equity or []), capacity=capacity,
        by_reach=by_reach, **_limits(limits),
    )  # fmt: skip
    world = World.open(network)
    travel, window = travel_of(routing), window_of(routing, world)
    files = fitted(columns_of(columns), (demand, *(opportunities or ())))
    homes = gather(demand, world.network, weights=[weight, *asked.equity], columns=files[0])
    places = _candidates(candidates, world, asked)
    there = gather_all(
        opportunities, world.network, weights=[opportunity_weight], columns=files[1:]
    ) if opportunities else None  # fmt: skip
    with out.progress() as progress:
        found = site_hubs(
            world, homes, places, asked, travel, window, opportunities=there, threads=limits.threads, progress=progress
        )
    inputs = {"demand": homes, "candidates": places, **({"opportunities": there} if there else {})}
    record = site_record(world.network, inputs, found, travel, window)
    write_table(found.to_geodataframe(), output, provenance=record, column_docs=column_docs("hubs", out.lang))
    if cells:
        write_table(found.cells(), cells, provenance=record, column_docs=column_docs("cells", out.lang))
    if page:
        write_hub_page(page, world.network, found, *page_words(found), record)
    tell_sites(out, found, output)
    out.result({"path": str(output), **facts_of(found)})


@expand
def third_places(
    network: NetworkArgument,
    demand: DemandOption,
    weight: WeightOption,
    candidates: CandidatesOption,
    share: Annotated[
        float,
        typer.Option(
            "--share", help="Share of them who may work or train there, and would, 0 to 1.", show_default=False
        ),
    ],
    days: Annotated[float, typer.Option("--days", help="Days a week that they would.", show_default=False)],
    within: Annotated[
        float, typer.Option("--within", help="Minutes that nobody exceeds.", show_default=False, metavar="MIN")
    ],
    output: OutputOption,
    limits: SitingOptions,
    routing: RoutingOptions,
    columns: PlaceOptions,
    common: CommonOptions,
    usual: Annotated[
        str | None,
        typer.Option(
            "--usual", help="Column of the demand: minutes of today's trip to work, one way. Without it, who is within "
            "the time is counted, and no minutes.", show_default=False,
        ),
    ] = None,
    cells: CellsOption = None,
    page: PageOption = None,
) -> None:  # fmt: skip
    """Choose where third places stand, and tell which long trips a week shorter ones replace.

    Example: portee hub third-places marseille --demand cells.gpkg --weight workers --candidates offices.csv
    --share 0.3 --days 1.5 --within 15 --count 4 --mode bicycle --usual commute_min -o places.gpkg
    """
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.cli.hub_told import page_words, tell_third_places
    from portee.reports.own_files import refuse_overwriting
    from portee.reports.stream import check_ending
    from portee.reports.tables import write_table
    from portee.services.asked import travel_of, window_of
    from portee.services.gather import gather
    from portee.services.hubs.asked import SitingAsked
    from portee.services.hubs.candidates import file_of
    from portee.services.hubs.page import check_page, write_hub_page
    from portee.services.hubs.record import column_docs, site_record
    from portee.services.hubs.third_places import Declared, site_third_places, third_place_facts
    from portee.world import World

    for path in (output, *((cells,) if cells else ())):
        check_ending(path)
    if page:
        check_page(page)
    refuse_overwriting((output, cells, page), (demand, file_of(candidates)))
    asked = SitingAsked(weight, "covering", within_min=within, **_limits(limits))
    world = World.open(network)
    travel, window = travel_of(routing), window_of(routing, world)
    wanted = [weight, *([usual] if usual else [])]
    homes = gather(demand, world.network, weights=wanted, columns=columns_of(columns))
    places = _candidates(candidates, world, asked)
    with out.progress() as progress:
        found = site_third_places(
            world, homes, places, asked, Declared(share, days, usual), travel, window, threads=limits.threads,
            progress=progress,
        )  # fmt: skip
    record = site_record(world.network, {"demand": homes, "candidates": places}, found, travel, window)
    write_table(found.to_geodataframe(), output, provenance=record, column_docs=column_docs("third_places", out.lang))
    if cells:
        write_table(found.sited.cells(), cells, provenance=record, column_docs=column_docs("cells", out.lang))
    if page:
        write_hub_page(page, world.network, found.sited, *page_words(found), record)
    tell_third_places(out, found, output)
    out.result({"path": str(output), **third_place_facts(found)})


def _limits(limits: SitingOptions) -> dict[str, Any]:
    return {
        "count": limits.count, "budget": limits.budget, "cost": limits.cost, "decided": tuple(limits.decided or ()),
        "excluded": tuple(limits.excluded or ()), "gap": limits.gap, "time_limit_s": limits.time_limit,
    }  # fmt: skip


def _candidates(wanted: str, world: World, asked: SitingAsked) -> Places:
    from portee.services.hubs.candidates import candidates_of

    columns = tuple(name for name in (asked.cost, asked.capacity) if name is not None)
    return candidates_of(wanted, world.network, weights=columns)


def _equity(texts: list[str]) -> dict[str, float]:
    from portee.core.errors import ParameterError, Where

    found = {}
    for text in texts:
        name, colon, times = text.rpartition(":")
        try:
            found[name] = float(times)
        except ValueError:
            colon = ""
        if not (colon and name):
            raise ParameterError(
                f"'{text[:60]}' names no column and how much it counts.", where=Where(field="--equity"),
                mend="Write poor_households:2.",
            )  # fmt: skip
    return found


app.command("site")(site)
app.command("third-places")(third_places)
app.command("accounts")(accounts)
app.command("check")(check)
app.command("design")(design)
app.command("compare")(compare)
app.command("simulate")(simulate)
