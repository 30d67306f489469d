"""Plans of goods beside each other: figures per parcel of each, and of vans from the depots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from portee.logistics.performance import Performance
from portee.reports.fluent import say
from portee.reports.sheet import AnswerSheet, SheetTable
from portee.reports.wording import figure
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.told import FIGURES, name_of

__all__ = ["variants_table", "with_variants"]

NOTHING = "–"


def variants_table(answers: Sequence[GoodsAnswer], lang: str) -> SheetTable:
    """Each figure per parcel: a column for each plan, then one for the vans of the first, where it has any."""
    cases: list[Performance] = [one.found.figures for one in answers]
    heads = [name_of(one.goods, lang) for one in answers]
    vans = answers[0].vans
    if vans is not None:
        cases.append(vans.figures)
        heads.append(say(lang, "goods-vans"))
    rows: list[tuple[str, ...]] = [
        (say(lang, f"goods-figure-{name}"), *(_told(one.per_parcel(name), decimals, lang) for one in cases))
        for name, decimals in FIGURES
    ]
    left = [len(one.found.unserved) for one in answers] + ([] if vans is None else [len(vans.unserved)])
    rows.append((say(lang, "goods-parcels"), *(figure(one.parcels, lang) for one in cases)))
    rows.append((say(lang, "goods-variants-rounds"), *(figure(one.rounds, lang) for one in cases)))
    rows.append((say(lang, "goods-variants-left"), *(figure(count, lang) for count in left)))
    head = (say(lang, "goods-figure"), *heads)
    return SheetTable(
        "variants", say(lang, "goods-variants-title"), head, tuple(rows), lead=say(lang, "goods-variants-lead"),
        figures=tuple(range(1, len(head))), printed=len(rows),
    )  # fmt: skip


def with_variants(sheet: AnswerSheet, answers: Sequence[GoodsAnswer]) -> AnswerSheet:
    """The page of the first plan, with the others beside it where there are any."""
    if len(answers) < 2:
        return sheet
    return replace(sheet, tables=(variants_table(answers, sheet.lang), *sheet.tables))


def _told(value: float | None, decimals: int, lang: str) -> str:
    return NOTHING if value is None else figure(value, lang, decimals)
