"""Files of an answer about goods: each by its ending, or a folder with all of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portee.core.atomic import atomic_file, atomic_files
from portee.core.errors import ParameterError
from portee.reports.result_map import write_sheet
from portee.reports.stream import check_ending
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.book import write_goods_book
from portee.services.logistics.facts import goods_facts
from portee.services.logistics.lines import round_lines
from portee.services.logistics.maps import goods_map
from portee.services.logistics.settled import ORDERS, evidence_text, order_table, plan_text
from portee.services.logistics.sheet import write_goods_sheet
from portee.services.logistics.write import TABLES, write_rounds
from portee.services.record import sources_of
from portee.world import World

if TYPE_CHECKING:
    import shapely

__all__ = ["ENDINGS", "FOLDER", "check_outputs", "write_outputs"]

PLAN = (".yaml", ".yml")
PAGES = (".html", ".htm", ".pdf")
IMAGES, BOOKS, FACTS = (".png",), (".xlsx",), (".json",)
ENDINGS = (*TABLES, *PLAN, *PAGES, *IMAGES, *BOOKS, *FACTS)
MAP = "map.html"
FOLDER = (
    "page.html",
    "page.pdf",
    MAP,
    "map.png",
    "rounds.xlsx",
    "rounds.gpkg",
    "stops.csv",
    "figures.json",
    "plan.yaml",
)
"""What a folder of results holds."""
EVIDENCE = ("cost", "g_co2e")
"""Figures that a folder offers to a commons."""


def check_outputs(paths: Sequence[Path], folder: Path | None = None) -> None:
    """Refuse, before long work, files that cannot be written. Raises ParameterError."""
    for path in paths:
        check_ending(path, endings=ENDINGS)
        if paths.count(path) > 1:
            raise ParameterError(
                "Two results would be written to the same file.", where=str(path), mend="Give each its own name."
            )
    if folder is not None and folder.exists() and not folder.is_dir():
        raise ParameterError(f"'{folder}' is a file.", where=str(folder), mend="Give the name of a folder.")


def write_outputs(
    paths: Sequence[Path], answer: GoodsAnswer, world: World, *, folder: Path | None = None, lang: str = "fr"
) -> tuple[Path, ...]:
    """Write an answer.

    Args:
        paths: .gpkg, .geojson, .parquet, .csv (rounds), .html, .pdf (page), .png (map), .xlsx (workbook), .json
            (figures), .yaml (the plan with its sites, and its orders beside it).
        answer: of the world. folder: where all of them are written as well, made when it is not there.
        lang: of what people read.

    Returns:
        the files that were written.

    Raises:
        ParameterError: another ending. OutputError: a file could not be written; nothing is left of it.
    """
    check_outputs(paths, folder)
    wanted = list(paths)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        wanted += [folder / name for name in FOLDER]
    lines = round_lines(world, answer.goods, answer.found) if wanted else []
    if folder is not None:
        wanted += _evidence(folder, answer, world)
    for path in wanted[: len(paths) + (0 if folder is None else len(FOLDER))]:
        if path.suffix.lower() in IMAGES or (folder is not None and path == folder / MAP):
            write_sheet(path, goods_map(answer, world, lines), lang=lang)
        else:
            _write(path, answer, world, lines, lang)
    return tuple(wanted)


def _evidence(folder: Path, answer: GoodsAnswer, world: World) -> list[Path]:
    """Write what a commons needs to compute figures again, where it is known from what the network was built."""
    streets = next((one for one in sources_of(world.network) if one.source == "osm"), None)
    if streets is None:
        return []
    made = [folder / f"evidence-{figure}.yaml" for figure in EVIDENCE]
    with atomic_files(*made) as partial:
        for path, figure in zip(partial, EVIDENCE, strict=True):
            text = evidence_text(answer.goods.declared, streets, figure)
            path.write_text(text, encoding="utf-8")
    return made


def _write(
    path: Path, answer: GoodsAnswer, world: World, lines: Sequence[Sequence[shapely.LineString]], lang: str
) -> None:  # fmt: skip
    ending = path.suffix.lower()
    if ending in PLAN:
        beside = path.with_name(ORDERS)
        with atomic_files(path, beside) as (plan, orders):
            plan.write_text(plan_text(answer.goods.declared), encoding="utf-8")
            orders.write_text(order_table(answer.goods.rows), encoding="utf-8")
        return
    if ending in FACTS:
        with atomic_file(path) as facts:
            facts.write_text(json.dumps(goods_facts(answer), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return
    if ending in BOOKS:
        write_goods_book(path, answer, lang)
        return
    if ending in PAGES:
        write_goods_sheet(path, answer, world, lines, lang)
        return
    write_rounds(path, answer.found, answer.goods, world, lines=lines, hubs=answer.hubs)
