"""portee logistics: where micro-hubs stand, rounds of goods to doors, beside vans from the depot, and who pays them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.logistics.answer import GoodsAnswer
    from portee.services.logistics.resolve import Goods
    from portee.world import World

__all__ = ["app"]

app = typer.Typer(
    help="Goods in the last kilometre: micro-hubs, lockers, rounds, costs shared.", no_args_is_help=True,
    rich_markup_mode="rich", context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

PlanArgument = Annotated[
    Path, typer.Argument(help="Plan of goods (YAML): depots, micro-hubs, vehicles, orders.", show_default=False)
]
DesignArgument = Annotated[
    Path,
    typer.Argument(
        help="Plan of goods (YAML) that asks for siting, or the id of an example: nord-marseille.", show_default=False
    ),
]
ScenarioOption = Annotated[
    Path | None,
    typer.Option("--scenario", help="Scenario file: closures, low-emission zones.", show_default=False),
]
DataOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--data", help="Folder of files that the plan names, when they are not beside it. Repeatable.",
        show_default=False,
    ),
]  # fmt: skip
SharesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", help="Table of shares (.csv, .parquet), or all as .json. Repeatable.", show_default=False
    ),
]  # fmt: skip
ThreadsOption = Annotated[int, typer.Option("--threads", min=1, help="Searches at a time.")]


@dataclass(frozen=True)
class ResultOptions:
    """What is written."""

    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", help="By its ending: page (.html, .pdf), map (.png), workbook (.xlsx), rounds, stops and "
            "sites (.gpkg), stops alone (.geojson, .parquet, .csv), figures (.json), plan with its sites and orders "
            "(.yaml). Repeatable.", show_default=False,
        ),
    ] = None  # fmt: skip
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder",
            help="Folder to write all of these to, and a map to be moved.",
            show_default=False,
            metavar="FOLDER",
        ),
    ] = None


@expand
def design(
    network: NetworkArgument,
    plan: DesignArgument,
    common: CommonOptions,
    results: ResultOptions,
    data: DataOption = None,
    scenario: ScenarioOption = None,
    threads: ThreadsOption = 1,
) -> None:
    """Find where micro-hubs and lockers stand, make their rounds, and put vans from the depot beside them.

    Example: portee logistics design marseille nord-marseille --data open-data/marseille
    --data open-data/euromed --folder nord
    """
    out = Output(common)
    from portee.cli.logistics_told import tell_sited
    from portee.services.logistics.api import opened_design
    from portee.services.logistics.design import design_goods
    from portee.services.logistics.outputs import check_outputs
    from portee.world import World

    check_outputs(results.output or [], results.folder)
    world, declared, find = opened_design(World.open(network), plan, scenario, data or [])
    with out.progress() as progress:
        answer = design_goods(world, declared, find, threads=threads, progress=progress)
    tell_sited(out, answer)
    _tell(out, answer, world, results, scenario)


@expand
def route(
    network: NetworkArgument,
    plan: PlanArgument,
    common: CommonOptions,
    results: ResultOptions,
    data: DataOption = None,
    scenario: ScenarioOption = None,
    threads: ThreadsOption = 1,
) -> None:
    """Make the rounds of a plan, check each of them, and tell what they cost and whom nobody serves.

    Example: portee logistics route marseille goods.yaml -o rounds.gpkg
    """
    out = Output(common)
    from portee.services.logistics.answer import GoodsAnswer
    from portee.services.logistics.compute import route_goods
    from portee.services.logistics.outputs import check_outputs

    check_outputs(results.output or [], results.folder)
    world, goods = _opened(network, plan, scenario, data)
    with out.progress() as progress:
        found = route_goods(world, goods, threads=threads, progress=progress)
    _tell(out, GoodsAnswer(goods, found), world, results, scenario)


@expand
def compare(
    network: NetworkArgument,
    plan: PlanArgument,
    common: CommonOptions,
    results: ResultOptions,
    data: DataOption = None,
    scenario: ScenarioOption = None,
    threads: ThreadsOption = 1,
) -> None:
    """Put the rounds of a plan beside the same orders brought by its vans, from the depots.

    Example: portee logistics compare marseille goods.yaml
    """
    out = Output(common)
    from portee.core.errors import ParameterError, Where
    from portee.services.logistics.answer import GoodsAnswer
    from portee.services.logistics.compute import Streets, route_goods, route_vans
    from portee.services.logistics.outputs import check_outputs

    check_outputs(results.output or [], results.folder)
    world, goods = _opened(network, plan, scenario, data)
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
    _tell(out, GoodsAnswer(goods, found, vans), world, results, scenario)


@expand
def share(
    network: NetworkArgument,
    plan: PlanArgument,
    common: CommonOptions,
    output: SharesOption = None,
    data: DataOption = None,
    scenario: ScenarioOption = None,
    threads: ThreadsOption = 1,
) -> None:
    """Split the cost of rounds that several shops share, by the value of Shapley, beside what each would pay alone.

    Example: portee logistics share marseille goods.yaml -o shares.csv
    """
    out = Output(common)
    from portee.services.logistics.compute import share_goods
    from portee.services.logistics.shares import check_share_outputs, share_facts, write_shares

    check_share_outputs(output or [])
    world, goods = _opened(network, plan, scenario, data)
    found = share_goods(world, goods, threads=threads)
    write_shares(output or [], found, goods, world)
    out.say("goods_shared", total=out.number(found.total / 100, 2), shops=len(found.players))
    head = [out.text(f"goods_share_{name}") for name in ("shop", "pays", "alone", "saves")]
    rows = zip(found.players, found.cents, found.alone, found.saved, strict=True)
    out.table([head, *([name, *(out.number(cents / 100, 2) for cents in row)] for name, *row in rows)])
    out.say("goods_shares_exact" if found.exact else "goods_shares_drawn", draws=found.draws)
    if not found.exact:
        out.say("goods_shares_error", error=out.number(max(found.error) / 100, 2))
    for path in output or []:
        out.say("goods_written", path=path)
    out.result({"paths": [str(path) for path in output or []], **share_facts(found)})


def _opened(network: Path, plan: Path, scenario: Path | None, data: list[Path] | None) -> tuple[World, Goods]:
    from portee.services.logistics.api import opened_goods
    from portee.world import World

    return opened_goods(World.open(network), plan, scenario, data or [])


def _tell(
    out: Output, answer: GoodsAnswer, world: World, results: ResultOptions, scenario: Path | None
) -> None:  # fmt: skip
    """Rounds and their figures, beside those of vans where there are any; the files that were written.

    Raises:
        ParameterError: nobody is served, and no scenario is to blame: the reasons are told and nothing is written.
    """
    from portee.cli.logistics_told import tell_figures, tell_rounds
    from portee.core.errors import ParameterError
    from portee.services.logistics.facts import goods_facts
    from portee.services.logistics.outputs import write_outputs

    if scenario is None and not any(one.orders for one in answer.found.doors.plan.rounds):
        tell_rounds(out, answer.found, answer.goods, ())
        out.result({"paths": [], **goods_facts(answer)})
        raise ParameterError(
            "The plan serves nobody: nothing is written.",
            where=answer.goods.declared.name,
            mend="Mend what is told of each order: its place, its window, the vehicles.",
        )
    written = write_outputs(results.output or [], answer, world, folder=results.folder, lang=out.lang)
    tell_rounds(out, answer.found, answer.goods, written)
    cases = {"plan": answer.found.figures} | ({} if answer.vans is None else {"vans": answer.vans.figures})
    tell_figures(out, cases, answer.goods)
    if answer.vans is not None and answer.vans.unserved:
        out.say("goods_vans_left", left=len(answer.vans.unserved))
    out.result({"paths": [str(path) for path in written], **goods_facts(answer)})


for _name, _command in (("design", design), ("route", route), ("compare", compare), ("share", share)):
    app.command(_name)(_command)
