"""portee scenario: check a scenario file, apply it to a network, compare before and after."""

from __future__ import annotations

import datetime as calendar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument, PercentileOptions, PlaceOptions, RoutingOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.core.errors import ParameterError
    from portee.people.profile import Profile
    from portee.reach.options import Travel, Window
    from portee.world import World

__all__ = ["app"]

app = typer.Typer(
    help="What if: check, apply and compare scenario files.", no_args_is_help=True, rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

ScenarioArgument = Annotated[
    str, typer.Argument(help="Scenario file (YAML), or the id of a replay (portee scenario list).", show_default=False)
]
WaterwaysOption = Annotated[
    Path | None,
    typer.Option("--waterways", help="Lines around which a replayed flood is built.", show_default=False),
]
HazardsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--hazard",
        help="Polygons with depth_m or intensity, or depths as GeoTIFF, added to the scenario. Repeatable.",
        show_default=False,
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        help="Day on which modifications must hold, YYYY-MM-DD (default: all of them, whatever their dates).",
        show_default=False,
    ),
]


@expand
def check(
    network: NetworkArgument,
    scenario: ScenarioArgument,
    common: CommonOptions,
    origins: Annotated[
        Path | None, typer.Option("--origins", help="Where people live, for new dwellings.", show_default=False)
    ] = None,
    opportunities: Annotated[
        list[Path] | None,
        typer.Option("--opportunities", help="Places that the scenario changes. Repeatable.", show_default=False),
    ] = None,
    offers: Annotated[
        str | None, typer.Option("--offers", help="Fares and services that it changes.", show_default=False)
    ] = None,
    date: DateOption = None,
    waterways: WaterwaysOption = None,
    hazard: HazardsOption = None,
) -> None:
    """Tell everything that is wrong in a scenario, with its line, or that nothing is.

    Example: portee scenario check marseille tram.yaml
    """
    out = Output(common)
    from portee.cli.scenario_told import tell_problems
    from portee.core.errors import ManyProblems
    from portee.scenarios.scenario import scenario_problems
    from portee.services.scenario_files import open_scenario

    base = _world(network, origins, opportunities or [], offers)
    day = _day(date)
    opened = open_scenario(scenario, base, waterways=waterways, hazards=hazard or (), lang=out.lang, day=day)
    problems = scenario_problems(opened.scenario, base, day)
    if problems:
        raise ManyProblems(problems)
    tell_problems(out, opened)


@expand
def apply(
    network: NetworkArgument,
    scenario: ScenarioArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder of the new network.", show_default=False)
    ],
    common: CommonOptions,
    date: DateOption = None,
    waterways: WaterwaysOption = None,
    hazard: HazardsOption = None,
) -> None:  # fmt: skip
    """Write the network of a scenario as a new folder; the old one stays as it is.

    Changes of places and prices are not part of a network: use compare for them.

    Example: portee scenario apply marseille tram.yaml -o marseille-tram
    """
    out = Output(common)
    from portee.reports.notes import note_texts
    from portee.scenarios.scenario import apply_scenario
    from portee.services.save_network import save_network
    from portee.services.scenario_files import open_scenario
    from portee.world import World

    base, day = World.open(network), _day(date)
    opened = open_scenario(
        scenario, base, waterways=waterways, hazards=hazard or (), lang=out.lang, day=day, touches=("network",)
    )
    read = opened.scenario
    network_alone = read.only("network")
    left = len(read.content.modifications) - len(network_alone.content.modifications)
    changed = apply_scenario(network_alone, base, day)
    with out.progress() as progress:
        save_network(changed.network, output, progress=progress)
    out.say("scenario_applied", name=read.name, path=output)
    for note in note_texts((*opened.notes, *changed.network.notes[len(base.network.notes) :]), out.lang):
        out.say("result_note", text=str(note))
    if left:
        out.say("scenario_left", left=left)
    out.next("info", output)
    out.result({"path": str(output), "scenario": read.id, "network": changed.network.key})


@expand
def compare(
    network: NetworkArgument,
    scenario: ScenarioArgument,
    origins: Annotated[
        Path, typer.Option("--origins", help="Where people live: any file of points or polygons.", show_default=False)
    ],
    opportunities: Annotated[
        list[Path], typer.Option("--opportunities", help="What they want to reach. Repeatable.", show_default=False)
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
            "--weight", help="Column that counts something, @count all places. Repeatable.", show_default=False
        ),
    ] = None,
    cutoff: Annotated[
        list[float] | None, typer.Option("--cutoff", help="Minutes. Repeatable.", show_default=False)
    ] = None,
    residents: Annotated[
        str | None, typer.Option("--residents", help="Column of the origins that counts residents.", show_default=False)
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", help="Column of the origins to tell winners and losers by.", show_default=False),
    ] = None,
    hours: Annotated[
        list[str] | None,
        typer.Option(
            "--hours", help="Several windows instead of --depart: their first minutes, such as 07:30,12:00,20:30. With "
            "--arrive, latest arrivals. Repeatable.", show_default=False, metavar="HH:MM,…",
        ),
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            "--profile", help="Several kinds of residents, as they walk: ids of profiles that come with Portée, or "
            "YAML files, separated by commas. Repeatable.", show_default=False,
        ),
    ] = None,
    need: Annotated[
        float | None,
        typer.Option(
            "--need", min=0, help="Opportunities that everybody should reach: adds what is missing, before and after.",
            show_default=False,
        ),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--page", help="Also a page in plain words: .html, or .pdf for paper.", show_default=False),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Search the base anew, and keep nothing of it for the next comparison.")
    ] = False,
    waterways: WaterwaysOption = None,
    hazard: HazardsOption = None,
) -> None:  # fmt: skip
    """Count what is within reach before and after a scenario, and who gains and loses.

    Columns of each origin: base_…, scenario_…, change_…; with --need also base_gap_… and scenario_gap_…. With --hours
    or --profile there is one row for each of them, told apart by the columns hour and profile.

    Example: portee scenario compare marseille tram.yaml --origins cells.gpkg --opportunities jobs.csv --weight jobs
    --cutoff 45 --residents residents --date 2026-09-08 --depart 07:30 -o change.gpkg
    """
    out = Output(common)
    from portee.cli.asked import columns_of
    from portee.cli.scenario_told import tell_comparison, tell_gaps
    from portee.reports.stream import check_ending
    from portee.reports.tables import write_table
    from portee.services.asked import travel_of
    from portee.services.base_results import kept_folder
    from portee.services.compare import Comparison, compare_scenario
    from portee.services.compare_cases import cases_of, compare_cases
    from portee.services.compare_record import comparison_docs
    from portee.services.comparison_sheet import check_page_path, write_comparison
    from portee.services.gather import gather, gather_kinds
    from portee.services.groups import group_labels
    from portee.services.measures import Asked
    from portee.services.recognise import fitted
    from portee.services.scenario_files import open_scenario
    from portee.territory.territory import Territory
    from portee.world import World

    check_ending(output)
    if page is not None:
        check_page_path(page)
    asked = Asked(tuple(weight or ()), tuple(cutoff or ()))
    asked.check()
    world = World.open(network)
    window, day = _window(routing, world, hours), _day(routing.date)
    cases = cases_of(travel_of(routing), window, _hours(hours), _profiles(profile))
    if page is not None and len(cases) > 1:
        raise _no_page()
    meant = fitted(columns_of(columns), (origins, *opportunities))
    homes = gather(origins, world.network, columns=meant[0], weights=[residents] if residents else [])
    kinds = gather_kinds(opportunities, world.network, weights=asked.columns, columns=meant[1:])
    opened = open_scenario(
        scenario, world.replace(territory=Territory(homes, kinds)), waterways=waterways, hazards=hazard or (),
        lang=out.lang, day=day or (None if window is None else window.day), touches=("network", "places"),
    )  # fmt: skip
    read = opened.scenario
    with out.progress() as progress:
        kept = None if no_cache else kept_folder()

        def compared(travel: Travel, window: Window | None) -> Comparison:
            return compare_scenario(
                world, read, homes, kinds, asked, travel, window, percentiles=tuple(ranks.percentile or (50.0,)),
                day=day, notes=opened.notes, threads=ranks.threads, progress=progress, kept=kept,
            )  # fmt: skip

        every = compare_cases(cases, compared)
    found = every.first
    people = found.people(residents)
    labels = None if group is None else group_labels(found.origins, group, people, None).tolist()
    changes = every.changes(residents, labels)
    write_table(
        every.to_geodataframe(need), output, provenance=every.record(world.network, read, changes, need),
        column_docs=comparison_docs(found, out.lang, gaps=need is not None),
    )  # fmt: skip
    if page is not None:
        write_comparison(page, found, read, changes, column=residents, lang=out.lang)
    tell_comparison(out, output, every, changes, counted=residents is not None, page=page)
    if need is not None and len(cases) == 1:
        tell_gaps(out, output, found, people, need)


@expand
def list_replays(common: CommonOptions) -> None:
    """List the replays that come with Portée: days that happened, with their sources.

    Example: portee scenario list
    """
    out = Output(common)
    from portee.scenarios.shipped import shipped_scenarios
    from portee.services.scenario_files import replays_facts

    for replay in shipped_scenarios():
        out.line(f"{replay.id}  {replay.title.in_(out.lang)}")
        out.line(f"    {replay.description.in_(out.lang)}")
    out.result(replays_facts(out.lang))


@expand
def drill(
    network: NetworkArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="New folder for the steps and the sheet.", show_default=False)
    ],
    common: CommonOptions,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed draws the same shocks.")] = 0,
    steps: Annotated[int, typer.Option("--steps", min=1, max=20, help="Shocks, one after the other.")] = 4,
    cumulative: Annotated[bool, typer.Option("--cumulative", help="A step keeps the shocks before it.")] = False,
) -> None:
    """Draw the shocks of a resilience drill for a workshop, with a sheet to debrief step by step.

    Example: portee scenario drill marseille --seed 7 -o drill
    """
    out = Output(common)
    from portee.resilience.drill import draw_drill
    from portee.services.drill_files import drill_facts, write_drill
    from portee.world import World

    drawn = draw_drill(World.open(network), seed, steps, cumulative=cumulative)
    write_drill(drawn, output, out.lang)
    out.say("drill_done", steps=len(drawn.steps), path=output)
    for step in drawn.steps:
        out.line(f"{step.number}. {step.title.in_(out.lang)}")
    out.result({"path": str(output), **drill_facts(drawn)})


def _window(routing: RoutingOptions, world: World, hours: list[str] | None) -> Window | None:
    from portee.core.errors import ParameterError
    from portee.services.asked import window_of

    if hours and routing.depart is not None:
        raise ParameterError("Both --depart and --hours were given.", mend="Give one of them.")
    return window_of(routing, world, hourly=bool(hours))


def _hours(texts: list[str] | None) -> list[int]:
    from portee.core.clock import parse_time_of_day
    from portee.core.errors import Where

    parts = [part.strip() for text in texts or () for part in text.split(",") if part.strip()]
    return [parse_time_of_day(part, latest_s=47 * 3600 + 3599, where=Where(field="--hours")) for part in parts]


def _profiles(names: list[str] | None) -> list[Profile]:
    from portee.people.library import find_profile

    return [find_profile(part) for name in names or () for part in name.split(",") if part.strip()]


def _no_page() -> ParameterError:
    from portee.core.errors import ParameterError, Where

    return ParameterError(
        "A page tells one window and one kind of residents.", where=Where(field="--page"),
        mend="Leave it out, or ask for one hour and one profile.",
    )  # fmt: skip


def _day(text: str | None) -> calendar.date | None:
    from portee.services.asked import parse_date

    return None if text is None else parse_date(text)


def _world(network: Path, origins: Path | None, opportunities: list[Path], offers: str | None) -> World:
    from portee.services.gather import gather, gather_kinds
    from portee.services.offers import read_offers
    from portee.territory.territory import Territory
    from portee.world import World

    base = World.open(network)
    zones = None if origins is None else gather(origins, base.network)
    kinds = gather_kinds(opportunities, base.network, weights=[]) if opportunities else {}
    told = None if offers is None else read_offers(offers, base.network)
    return base.replace(territory=Territory(zones, kinds), offers=told)


for _name, _command in (
    ("check", check), ("apply", apply), ("compare", compare), ("list", list_replays), ("drill", drill),
):  # fmt: skip
    app.command(_name)(_command)
