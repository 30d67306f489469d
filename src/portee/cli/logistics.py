"""portee logistics: rounds of goods to doors, beside vans from the depot, and what each shop pays of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.logistics.resolve import Goods
    from portee.world import World

__all__ = ["app"]

app = typer.Typer(
    help="Goods in the last kilometre: rounds, micro-hubs, costs shared.", no_args_is_help=True,
    rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

PlanArgument = Annotated[
    Path, typer.Argument(help="Plan of goods (YAML): depots, micro-hubs, vehicles, orders.", show_default=False)
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Stops, rounds and sites: .gpkg; stops alone: .geojson, .parquet or .csv.",
        show_default=False,
    ),
]
ScenarioOption = Annotated[
    Path | None,
    typer.Option("--scenario", help="Scenario file: closures, low-emission zones.", show_default=False),
]
ThreadsOption = Annotated[int, typer.Option("--threads", min=1, help="Searches at a time.")]


@expand
def route(
    network: NetworkArgument,
    plan: PlanArgument,
    common: CommonOptions,
    output: OutputOption = None,
    scenario: ScenarioOption = None,
    threads: ThreadsOption = 1,
) -> None:
    """Make the rounds of a plan, check each of them, and tell what they cost and whom nobody serves.

    Example: portee logistics route marseille goods.yaml -o rounds.gpkg
    """
    out = Output(common)
    from portee.cli.logistics_told import tell_figures, tell_rounds
    from portee.services.logistics.compute import route_goods
    from portee.services.logistics.write import check_goods_output, unserved_rows, write_rounds

    if output is not None:
        check_goods_output(output)
    world, goods = _opened(network, plan, scenario)
    with out.progress() as progress:
        found = route_goods(world, goods, threads=threads, progress=progress)
    if output is not None:
        write_rounds(output, found, goods, world)
    tell_rounds(out, found, goods, output)
    figures = tell_figures(out, {"plan": found.figures}, goods)
    out.result(
        {
            "path": None if output is None else str(output), **figures["plan"], "unserved": unserved_rows(found),
            "iterations": found.doors.plan.iterations, "bound": None, "notes": list(found.notes),
        }
    )  # fmt: skip


@expand
def compare(
    network: NetworkArgument,
    plan: PlanArgument,
    common: CommonOptions,
    output: OutputOption = None,
    scenario: ScenarioOption = None,
    threads: ThreadsOption = 1,
) -> None:
    """Put the rounds of a plan beside the same orders brought by its vans, from the depots.

    Example: portee logistics compare marseille goods.yaml
    """
    out = Output(common)
    from portee.cli.logistics_told import tell_figures, tell_rounds
    from portee.core.errors import ParameterError, Where
    from portee.services.logistics.compute import Streets, route_goods, route_vans
    from portee.services.logistics.write import check_goods_output, unserved_rows, write_rounds

    if output is not None:
        check_goods_output(output)
    world, goods = _opened(network, plan, scenario)
    if not goods.vans:
        raise ParameterError(
            "The plan has no vans to compare with.",
            where=Where(str(plan), field="vans"),
            mend="Declare some, at a depot.",
        )
    with out.progress() as progress:
        streets = Streets(world, goods, threads=threads, progress=progress)
        found = route_goods(world, goods, streets=streets)
        vans = route_vans(world, goods, streets=streets)
    if output is not None:
        write_rounds(output, found, goods, world)
    tell_rounds(out, found, goods, output)
    figures = tell_figures(out, {"plan": found.figures, "vans": vans.figures}, goods)
    if vans.unserved:
        out.say("goods_vans_left", left=len(vans.unserved))
    out.result(
        {
            "path": None if output is None else str(output), **figures, "unserved": unserved_rows(found),
            "unserved_vans": unserved_rows(vans), "notes": list(found.notes),
        }
    )  # fmt: skip


@expand
def share(
    network: NetworkArgument,
    plan: PlanArgument,
    common: CommonOptions,
    scenario: ScenarioOption = None,
    threads: ThreadsOption = 1,
) -> None:
    """Split the cost of rounds that several shops share, by the value of Shapley, beside what each would pay alone.

    Example: portee logistics share marseille goods.yaml
    """
    out = Output(common)
    from portee.services.logistics.compute import share_goods

    world, goods = _opened(network, plan, scenario)
    found = share_goods(world, goods, threads=threads)
    out.say("goods_shared", total=out.number(found.total / 100, 2), shops=len(found.players))
    head = [out.text(f"goods_share_{name}") for name in ("shop", "pays", "alone", "saves")]
    rows = zip(found.players, found.cents, found.alone, found.saved, strict=True)
    out.table([head, *([name, *(out.number(cents / 100, 2) for cents in row)] for name, *row in rows)])
    out.say("goods_shares_exact" if found.exact else "goods_shares_drawn", draws=found.draws)
    if not found.exact:
        out.say("goods_shares_error", error=out.number(max(found.error) / 100, 2))
    out.result(
        {
            "total_eur": found.total / 100, "exact": found.exact, "draws": found.draws,
            "shops": [
                {"shop": name, "eur": cents / 100, "alone_eur": alone / 100, "error_eur": error / 100}
                for name, cents, alone, error in zip(found.players, found.cents, found.alone, found.error, strict=True)
            ],
        }
    )  # fmt: skip


def _opened(network: Path, plan: Path, scenario: Path | None) -> tuple[World, Goods]:
    from portee.services.logistics.api import opened_goods
    from portee.world import World

    return opened_goods(World.open(network), plan, scenario)


for _name, _command in (("route", route), ("compare", compare), ("share", share)):
    app.command(_name)(_command)
