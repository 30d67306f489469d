"""Plans of goods as long work: sites where they are asked for, rounds, vans from the depots beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from portee.core.declared import parse_all
from portee.core.errors import ManyProblems, ParameterError, PorteeError, SourceError, Where
from portee.core.parameters import Figures, shipped_parameters
from portee.network.network import Network
from portee.reports.sheet_html import sheet_body, sheet_html
from portee.reports.sheet_pdf import write_sheet_pdf
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.book import write_goods_book
from portee.services.logistics.compute import Streets, route_goods, route_vans
from portee.services.logistics.declared import GoodsFile
from portee.services.logistics.design import design_goods
from portee.services.logistics.lines import round_lines
from portee.services.logistics.orders import Finder, order_rows
from portee.services.logistics.resolve import away, resolved_goods, unknown_names
from portee.services.logistics.settled import ORDERS, order_table, plan_text
from portee.services.logistics.shapes import round_shapes
from portee.services.logistics.sheet import goods_sheet
from portee.services.logistics.variants import with_variants
from portee.services.logistics.write import write_rounds
from portee.services.offers import read_offers
from portee.services.workspace.workspace import Workspace
from portee.world import World

if TYPE_CHECKING:
    import shapely

__all__ = ["GOODS", "LONGEST", "MOST_ORDERS", "SHAPES", "known_files", "read_goods_text"]

LONGEST = 80_000
"""Letters of one plan, or of one table of orders, that is sent by a page."""
MOST_PLANS, MOST_ORDERS, MOST_ITERATIONS = 2, 2_000, 20_000
SHAPES = "rounds.json"
"""Rounds as shapes, for the page's map."""
KNOWN = {"plans", "orders"}
LANGUAGES = ("fr", "en")
USE_COMMANDS = "Use the command line."


def read_goods_text(text: str, file: str = "goods.yaml") -> tuple[GoodsFile | None, tuple[PorteeError, ...]]:
    """A plan from the text of its file, without trusting it; or what is wrong with it."""
    if len(text) > LONGEST:
        told = ParameterError(f"The file has {len(text)} letters; {LONGEST} are taken.", mend=USE_COMMANDS)
        return None, (told,)
    try:
        declared, problems, lines = parse_all(text, GoodsFile, file)
    except PorteeError as problem:
        return None, (problem,)
    if declared is None:
        return None, tuple(problems)
    if declared.iterations > MOST_ITERATIONS:
        what = f"It asks for {declared.iterations} iterations; {MOST_ITERATIONS} are made here at most."
        where = Where(file, lines.get(("iterations",)), "iterations")
        return None, (ParameterError(what, where=where, mend=USE_COMMANDS),)
    return declared, tuple(unknown_names(declared, file, lines))


def known_files(workspace: Workspace, orders: Path | None = None) -> Finder:
    """Files that a plan of a page may name: those of places of the territory, and the table of orders sent with it."""
    found = {path.name: path for kind in workspace.kinds if (path := workspace.places(kind)) is not None}

    def find(name: str) -> Path:
        if orders is not None and name == ORDERS:
            return orders
        if name not in found:
            raise SourceError(
                f"The plan names '{name[:60]}', which is not here.", where=name[:60],
                mend=f"Send orders as a table and name it {ORDERS}; of places these are known: {', '.join(found)}.",
            )  # fmt: skip
        return found[name]

    return find


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The question with its defaults: every plan can be read, lies in the territory and has few enough orders."""
    if unknown := sorted(set(asked) - KNOWN):
        raise ParameterError(f"There is no '{unknown[0][:40]}'.", mend=f"Ask for: {', '.join(sorted(KNOWN))}.")
    texts, orders = asked.get("plans"), asked.get("orders", "")
    if not isinstance(texts, list) or not 1 <= len(texts) <= MOST_PLANS or not all(isinstance(t, str) for t in texts):
        raise ParameterError("There is no plan.", mend=f"Give the texts of 1 or {MOST_PLANS} files as 'plans'.")
    if not isinstance(orders, str) or len(orders) > LONGEST:
        raise ParameterError("The table of orders is too long.", mend=f"Give at most {LONGEST} letters.")
    network = World.open(workspace.network).network
    with _sent(orders) as table:
        find = known_files(workspace, table)
        for text in texts:
            _fits(_plan(text), network, find)
    return {"plans": [text.replace("\r\n", "\n").strip() + "\n" for text in texts], "orders": orders}


def _fits(declared: GoodsFile, network: Network, find: Finder) -> None:
    """Raises ManyProblems, ParameterError: the plan is not one that can be computed here."""
    outside = list(away(declared, network))
    if outside:
        raise ManyProblems(outside)
    rows = order_rows(declared, find, Figures(shipped_parameters(), declared.date), network)
    if len(rows) > MOST_ORDERS:
        raise ParameterError(
            f"'{declared.name}' has {len(rows)} orders; {MOST_ORDERS} are routed here at most.",
            mend=f"Lower 'total' or 'share' of what is drawn. {USE_COMMANDS}",
        )  # fmt: skip
    if declared.siting is None:
        resolved_goods(declared, network, find)


def _plan(text: str) -> GoodsFile:
    declared, problems = read_goods_text(text)
    if declared is None or problems:
        raise problems[0] if len(problems) == 1 else ManyProblems(list(problems))
    return declared


@contextmanager
def _sent(orders: str) -> Iterator[Path | None]:
    """The table of orders as a file while it is read; None for none."""
    if not orders.strip():
        yield None
        return
    with TemporaryDirectory(prefix="portee-orders-") as folder:
        path = Path(folder) / ORDERS
        path.write_text(orders, encoding="utf-8")
        yield path


def _run(work: Work) -> Mapping[str, Any]:
    workspace = work.workspace
    world = World.open(workspace.network)
    world = world.replace(offers=read_offers(workspace.offers, world.network))
    work.progress.start("rounds")
    with _sent(str(work.asked["orders"])) as table:
        find = known_files(workspace, table)
        answers = [_answer(work, world, _plan(text), find) for text in work.asked["plans"]]
    views, files = [], []
    for place, answer in enumerate(answers):
        ending = "" if place == 0 else f"-{place + 1}"
        lines = round_lines(world, answer.goods, answer.found)
        views.append({"id": f"plan{ending}", **_titles(answer), **round_shapes(answer.found, answer.goods, lines)})
        files += _write(work.folder, answers if place == 0 else [answer], world, lines, ending)
    first = answers[0]
    if first.vans is not None:
        lines = round_lines(world, first.goods, first.vans)
        views.append({"id": "vans", "title": None, **round_shapes(first.vans, first.goods, lines)})
    (work.folder / SHAPES).write_text(json.dumps({"views": views}), encoding="utf-8")
    return {
        "name": _titles(first)["title"], "views": [{"id": one["id"], "title": one["title"]} for one in views],
        "files": files,
    }  # fmt: skip


def _titles(answer: GoodsAnswer) -> dict[str, Any]:
    title, name = answer.goods.declared.title, answer.goods.declared.name
    return {"title": {lang: name if title is None else title.in_(lang) for lang in LANGUAGES}}


def _answer(work: Work, world: World, declared: GoodsFile, find: Finder) -> GoodsAnswer:
    if declared.siting is not None:
        return design_goods(world, declared, find, progress=work.progress)
    goods = resolved_goods(declared, world.network, find)
    streets = Streets(world, goods, progress=work.progress)
    found = route_goods(world, goods, streets=streets)
    return GoodsAnswer(goods, found, route_vans(world, goods, streets=streets) if goods.vans else None)


def _write(
    folder: Path, answers: Sequence[GoodsAnswer], world: World, lines: Sequence[Sequence[shapely.LineString]],
    ending: str,
) -> list[str]:  # fmt: skip
    """Write the files of the first of some answers; the names of those that are offered."""
    answer, files = answers[0], []
    for lang in LANGUAGES:
        sheet = with_variants(goods_sheet(answer, world, lines, lang), answers)
        if not ending:
            (folder / f"body.{lang}.html").write_text(sheet_body(sheet), encoding="utf-8")
        names = [f"goods{ending}.{lang}.{kind}" for kind in ("html", "pdf", "xlsx")]
        (folder / names[0]).write_text(sheet_html(sheet), encoding="utf-8")
        write_sheet_pdf(folder / names[1], sheet)
        write_goods_book(folder / names[2], answer, lang)
        files += names
    write_rounds(folder / f"goods{ending}.gpkg", answer.found, answer.goods, world, lines=lines, hubs=answer.hubs)
    (folder / f"goods{ending}.yaml").write_text(_settled(answer, ending), encoding="utf-8")
    (folder / f"orders{ending}.csv").write_text(order_table(answer.goods.rows), encoding="utf-8")
    return [*files, f"goods{ending}.gpkg", f"goods{ending}.yaml", f"orders{ending}.csv"]


def _settled(answer: GoodsAnswer, ending: str) -> str:
    """The plan with its sites, which names the table of orders beside it."""
    return plan_text(answer.goods.declared).replace(f"orders_file: {ORDERS}", f"orders_file: orders{ending}.csv")


GOODS = register(JobKind("goods", _check, _run, version=2))
