"""portee hub simulate: who is served by a hub, who waits, who leaves without, and the fleet that is enough."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.hub_accounts import HubArgument
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.hubs.simulation.results import GroupResult, ServiceResult
    from portee.services.hubs.simulate import SimulatedHub

__all__ = ["simulate"]

WHO, LONG = "Who comes", "How long and how exactly"


class Lengths(StrEnum):
    """Laws of hours and km of hires."""

    lognormal = "lognormal"
    exponential = "exponential"
    fixed = "fixed"


@expand
def simulate(
    hub: HubArgument,
    common: CommonOptions,
    demand: Annotated[
        Path | None,
        typer.Option(
            "--demand", help="Hires wanted by kind of resident, service, type of day and hour (.csv, .parquet), as "
            "portee hub design writes them. Without it: the file's use, spread over the week by assumed hours.",
            show_default=False, rich_help_panel=WHO,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", help="Year of the plan whose vehicles and use are taken (default: its last).",
            show_default=False, rich_help_panel=WHO,
        ),
    ] = None,
    patience: Annotated[
        float | None,
        typer.Option(
            "--patience", help="Minutes that users wait at most for a vehicle (default: as assumed, 5).",
            show_default=False, metavar="MIN", rich_help_panel=WHO,
        ),
    ] = None,
    held: Annotated[
        float,
        typer.Option(
            "--held", help="Minutes for which a vehicle is kept for whoever reserves on the way.", metavar="MIN",
            rich_help_panel=WHO,
        ),
    ] = 0.0,
    lengths: Annotated[
        Lengths, typer.Option("--lengths", help="Law of hours and km of hires.", rich_help_panel=WHO)
    ] = Lengths.lognormal,
    days: Annotated[
        int, typer.Option("--days", help="Days simulated and counted in each replication.", rich_help_panel=LONG)
    ] = 364,
    warm_up: Annotated[
        int | None,
        typer.Option(
            "--warm-up", help="Days before them that are not counted (default: a week, or five mean hires).",
            show_default=False, rich_help_panel=LONG,
        ),
    ] = None,
    replications: Annotated[
        int, typer.Option("--replications", help="Independent ones, for the intervals.", rich_help_panel=LONG)
    ] = 20,
    seed: Annotated[int, typer.Option("--seed", help="Equal seeds give equal results.", rich_help_panel=LONG)] = 1,
    processes: Annotated[
        int, typer.Option("--processes", help="At a time; results do not depend on it.", rich_help_panel=LONG)
    ] = 1,
    size_to: Annotated[
        float | None,
        typer.Option(
            "--size-to", help="Find the smallest fleet, then the fewest chargers, that surely serve this share of "
            "every group, such as 0.95.", show_default=False, metavar="SHARE",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Folder for tables (.csv, .json, .xlsx), drawings (.svg, .png) and a page (.html).",
            show_default=False,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Simulate a hub, hire by hire: share served by group, waits, who is lost and why, with 95% intervals.

    Example: portee hub simulate fabriques --size-to 0.95 -o simulated
    """
    out = Output(common)
    from portee.services.hubs.simulate import hub_simulation
    from portee.services.hubs.simulated_files import check_simulation_folder, notes_of, sizing_of, write_hub_simulation
    from portee.services.hubs.simulated_tables import simulated_facts

    if output is not None:
        check_simulation_folder(output, (hub, demand))
    with out.progress() as progress:
        found = hub_simulation(
            hub, demand, year=year, days=days, warm_up_days=warm_up, replications=replications, seed=seed,
            patience_min=patience, held_min=held, lengths=lengths.value, size_to=size_to, processes=processes,
            progress=progress,
        )  # fmt: skip
    out.say("hub_simulated", title=found.title.in_(out.lang), days=days, replications=replications, users=found.users)
    for result in found.results:
        _tell(out, found, result)
    for sentence in (*sizing_of(found, out.lang), *notes_of(found, out.lang)):
        out.line(sentence)
    paths = () if output is None else write_hub_simulation(found, output, lang=out.lang)
    if output is not None:
        out.say("hub_simulated_written", path=output)
    out.result({**simulated_facts(found), "paths": [str(path) for path in paths]})


def _tell(out: Output, found: SimulatedHub, result: ServiceResult) -> None:
    service = result.given.service
    out.line()
    out.line(found.titles[service].in_(out.lang))
    causes = [cause for cause, share in result.everyone.lost.items() if share.mean > 0]
    rows = [[out.text(f"head_simulated_{name}") for name in ("group", "users", "served", "wait", *causes)]]
    for group in (result.everyone, *result.groups) if len(result.groups) > 1 else result.groups:
        known = found.group_titles[service].get(group.group or "")
        named = known.in_(out.lang) if known else group.group or out.text("hub_everyone")
        rows.append([named, *_cells(out, group, causes)])
    out.table(rows)
    if len(result.stations) > 1:
        names = ("station", "vehicles", "users", "served", "wait", *causes)
        rows = [[out.text(f"head_simulated_{name}") for name in names]]
        for station, users in zip(result.given.stations, result.stations, strict=True):
            rows.append([station.id, str(sum(station.vehicles)), *_cells(out, users, causes)])
        out.table(rows)
    if result.given.relocation is not None:
        out.say("hub_simulated_moves", moves=out.number(result.moves_day.mean, 1))
    out.say(
        "hub_simulated_use", vehicles=result.vehicles, used=out.number(100 * result.used.mean, 1),
        hires=out.number(result.hires_vehicle_day.mean, 2),
    )  # fmt: skip
    if result.charger_use is not None and result.chargers is not None:
        out.say(
            "hub_simulated_chargers", chargers=result.chargers, use=out.number(100 * result.charger_use.mean, 1),
            kwh=out.number(result.kwh_day.mean, 1),
        )  # fmt: skip


def _cells(out: Output, group: GroupResult, causes: list[str]) -> list[str]:
    if not group.users:
        return ["0", "–", "–", *("–" for _ in causes)]
    from portee.reports.hub_simulation_told import told_wait

    low, high = (out.number(100 * end, 1) for end in (group.served.low, group.served.high))
    served = f"{out.number(100 * group.served.mean, 1)} [{low}–{high}]"
    users = group.users_day.mean
    return [
        out.number(users, 1 if users >= 1 else 2), served, told_wait(group.wait_min.mean, out.lang),
        *(out.number(100 * group.lost[cause].mean, 1) for cause in causes),
    ]  # fmt: skip
