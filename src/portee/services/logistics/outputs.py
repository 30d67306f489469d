"""Files of an answer about goods: each by its ending, or a folder with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portee.core.atomic import atomic_files
from portee.core.errors import ParameterError
from portee.reports.stream import check_ending
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.settled import ORDERS, order_table, plan_text
from portee.services.logistics.write import TABLES, write_rounds
from portee.world import World

__all__ = ["ENDINGS", "FOLDER", "check_outputs", "write_outputs"]

PLAN = (".yaml", ".yml")
ENDINGS = (*TABLES, *PLAN)
FOLDER = ("rounds.gpkg", "stops.csv", "plan.yaml")
"""What a folder of results holds."""


def check_outputs(paths: Sequence[Path], folder: Path | None = None) -> None:
    """Refuse, before long work, files that cannot be written. Raises ParameterError."""
    for path in paths:
        check_ending(path, endings=ENDINGS)
    if folder is not None and folder.exists() and not folder.is_dir():
        raise ParameterError(f"'{folder}' is a file.", where=str(folder), mend="Give the name of a folder.")


def write_outputs(
    paths: Sequence[Path], answer: GoodsAnswer, world: World, *, folder: Path | None = None
) -> tuple[Path, ...]:
    """Write an answer.

    Args:
        paths: .gpkg, .geojson, .parquet, .csv (rounds), .yaml (the plan with its sites, and its orders beside it).
        answer: of the world. folder: where all of them are written as well, made when it is not there.

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
    for path in wanted:
        _write(path, answer, world)
    return tuple(wanted)


def _write(path: Path, answer: GoodsAnswer, world: World) -> None:
    ending = path.suffix.lower()
    if ending in PLAN:
        beside = path.with_name(ORDERS)
        with atomic_files(path, beside) as (plan, orders):
            plan.write_text(plan_text(answer.goods.declared), encoding="utf-8")
            orders.write_text(order_table(answer.goods.rows), encoding="utf-8")
        return
    write_rounds(path, answer.found, answer.goods, world)
