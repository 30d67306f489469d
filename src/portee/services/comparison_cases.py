"""Who gains and loses by a scenario at other hours and for other kinds of residents, as tables of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from portee.core.clock import parse_time_of_day
from portee.reports.fluent import clock, say
from portee.reports.sheet import AnswerSheet, SheetTable
from portee.reports.wording import figure
from portee.services.comparison_told import count_words, few, pair_words
from portee.services.winners import GroupChange

__all__ = ["case_table", "with_cases"]

NOTHING = "–"
GROUPS = ("by-figure", "by-group")
"""Tables that those of cases follow."""


def case_table(
    changes: Sequence[GroupChange], by: str, names: Mapping[str, str], unit: str, lang: str
) -> SheetTable | None:  # fmt: skip
    """One row per case, of everybody; None without any.

    Args:
        changes: of the first figure, one for each case. by: "hour" or "profile", what tells the cases apart.
        names: of profiles, by id. unit: what is counted.
    """
    rows: list[tuple[str, ...]] = []
    for one in changes:
        case = str(getattr(one, by))
        name = clock(parse_time_of_day(case), lang) if by == "hour" else names.get(case, case)
        if few(one.residents, unit):
            rows.append((name, *[say(lang, "comparison-hidden")] * 3, *[NOTHING] * 3))
            continue
        counts = (count_words(count, unit, lang) for count in (one.residents, one.gain, one.lose))
        share = NOTHING if one.loss is None else say(lang, "comparison-percent", value=_signed(-100 * one.loss, lang))
        rows.append((name, *counts, *pair_words(one.mean_before, one.mean_after, lang), share))
    if not rows:
        return None
    ids = (unit, "gains", "losses", "before", "after", "change")
    head = (say(lang, f"comparison-by-{by}"), *(say(lang, f"comparison-{id}") for id in ids))
    return SheetTable(
        f"by-{by}", say(lang, f"comparison-by-{by}-title"), head, tuple(rows),
        lead=say(lang, f"comparison-by-{by}-lead"), figures=tuple(range(1, len(head))), printed=4,
    )  # fmt: skip


def with_cases(sheet: AnswerSheet, tables: Sequence[SheetTable | None]) -> AnswerSheet:
    """The page with tables of cases after those of figures and groups."""
    added = tuple(table for table in tables if table is not None)
    place = max((k + 1 for k, table in enumerate(sheet.tables) if table.id.startswith(GROUPS)), default=0)
    return replace(sheet, tables=(*sheet.tables[:place], *added, *sheet.tables[place:]))


def _signed(value: float, lang: str) -> str:
    text = figure(value, lang, 1)
    return f"+{text}" if value > 0 and text != figure(0.0, lang, 1) else text
