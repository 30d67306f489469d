"""The tables of a comparison of hubs: figures, accounts by year, who pays and gains, what hubs bring together."""

from __future__ import annotations

from collections.abc import Iterator

from portee.hubs.integration.levels import Judged
from portee.hubs.plan.costs import PARTIES
from portee.reports.fluent import say
from portee.reports.sheet import SheetMap, SheetTable
from portee.reports.wording import figure
from portee.reports.year_bars import YearBars, year_bars
from portee.services.hubs.case import HubCase
from portee.services.hubs.compare import HubComparison
from portee.services.hubs.figures_compared import ComparedFigure

__all__ = ["case_title", "criteria_rows", "figures_table", "levels_table", "parties_table", "told_value", "years_table"]

CENTS = 100
MOST_CHARTED = 3
"""Hubs whose years are drawn."""
ON_PAPER = frozenset(
    {
        "modelled_trips", "modelled_low", "modelled_high", "unmet_trips", "gaining", "surplus", "service_level",
        "trips", "public_per_trip", "coverage", "result_last", "lowest_cash", "level_physical", "level_digital",
        "level_democratic", "served_all", "offline_all",
    }
)  # fmt: skip
"""Figures that one sheet of paper has room for."""


def case_title(case: HubCase, lang: str) -> str:
    """What a case is called."""
    return say(lang, "hubs-case-nothing") if case.nothing else case.plan.title.in_(lang)


def told_value(found: ComparedFigure, place: int, lang: str) -> str:
    """A figure as read: shares in per cent, – where there is none."""
    value = found.values[place]
    if value is None:
        return say(lang, "hubs-none")
    if found.unit == "share":
        return say(
            lang, "hubs-share", share=figure(100 * value, lang, 0 if value in (0, 1) else max(found.decimals - 2, 0))
        )
    return figure(value, lang, found.decimals)


def figures_table(found: HubComparison, lang: str, *, paper: bool = False) -> SheetTable:
    """Every figure of doing nothing and of each design, and why it is so; on paper those that matter most alone."""
    why = not paper
    rows = tuple(
        (
            say(lang, f"hubs-name-{one.name}"), *(told_value(one, k, lang) for k in range(len(found.cases))),
            *((say(lang, f"hubs-why-{one.name}"),) if why else ()),
        )
        for one in found.figures
        if why or one.name in ON_PAPER
    )  # fmt: skip
    head = (
        say(lang, "hubs-figure"), *(case_title(case, lang) for case in found.cases),
        *((say(lang, "hubs-why"),) if why else ()),
    )  # fmt: skip
    return SheetTable(
        "what-changes", say(lang, "hubs-figures-title"), head, rows,
        lead=say(lang, "hubs-figures-lead") if why else "", figures=tuple(range(1, len(found.cases) + 1)),
        printed=len(rows),
    )  # fmt: skip


def years_table(found: HubComparison, lang: str) -> SheetTable:
    """Result and cash of every year."""
    rows = []
    for t, first in enumerate(found.cases[0].accounts.statements.years):
        years = [case.accounts.statements.years[t] for case in found.designs]
        amounts = (amount for year in years for amount in (year.result, year.closing))
        rows.append((str(first.year), *(figure(amount / CENTS, lang) for amount in amounts)))
    shown = found.designs[:MOST_CHARTED]
    panels = [
        YearBars(case_title(case, lang), *(
            tuple(getattr(year, name) / CENTS for year in case.accounts.statements.years)
            for name in ("result", "closing")
        ))
        for case in shown
    ]  # fmt: skip
    drawn = year_bars(
        [year.year for year in found.cases[0].accounts.statements.years], panels,
        lambda amount: f"{figure(amount, lang)} €",
    )  # fmt: skip
    keys = tuple((mark, say(lang, f"hubs-chart-{mark}")) for mark in ("gain", "lose", "cash"))
    head = [say(lang, "hubs-year")]
    for case in found.designs:
        title = case_title(case, lang)
        head += [say(lang, "hubs-result-of", title=title), say(lang, "hubs-cash-of", title=title)]
    return SheetTable(
        "years", say(lang, "hubs-years-title"), tuple(head), tuple(rows), lead=say(lang, "hubs-years-lead"),
        figures=tuple(range(1, len(head))), chart=SheetMap(drawn, say(lang, "hubs-chart-alt"), keys),
    )  # fmt: skip


def parties_table(found: HubComparison, lang: str) -> SheetTable:
    """What each party has more, or less, at the end."""
    parties = [case.accounts.parties for case in found.designs]
    rows = tuple(
        (say(lang, f"hubs-party-{party}"), *(figure(each.net(party) / CENTS, lang) for each in parties))
        for party in PARTIES
        if any(each.net(party) for each in parties)
    )
    head = (say(lang, "hubs-party"), *(case_title(case, lang) for case in found.designs))
    return SheetTable(
        "parties", say(lang, "hubs-parties-title"), head, rows, lead=say(lang, "hubs-parties-lead"),
        figures=tuple(range(1, len(head))), printed=5,
    )  # fmt: skip


def levels_table(found: HubComparison, lang: str) -> SheetTable:
    """Level of each design on each axis, and what the next one lacks."""
    rows = []
    for place, first in enumerate(found.cases[0].levels):
        for case in found.designs:
            axis = case.levels[place]
            lacking = say(lang, "hubs-and").join(_lack(each, lang) for each in axis.lacking)
            reached = f"{axis.level} – {axis.axis.levels[axis.level].title.in_(lang)}"
            named = () if len(found.designs) == 1 else (case_title(case, lang),)
            rows.append(
                (say(lang, f"hubs-axis-{first.axis.id}"), *named, reached, lacking or say(lang, "hubs-lacks-none"))
            )
    ids = ("axis", "level", "lacks") if len(found.designs) == 1 else ("axis", "hub", "level", "lacks")
    return SheetTable(
        "levels", say(lang, "hubs-levels-title"), tuple(say(lang, f"hubs-{id}") for id in ids), tuple(rows),
        lead=say(lang, "hubs-levels-lead"),
    )  # fmt: skip


def _lack(each: Judged, lang: str) -> str:
    what = each.criterion.title.in_(lang)
    return what if each.met is False else say(lang, "hubs-not-told", what=what)


def criteria_rows(case: HubCase, lang: str) -> Iterator[tuple[str, ...]]:
    """Every criterion of a hub: its axis and level, whether it is met, what would meet it."""
    for axis in case.levels:
        for each in axis.judged:
            told = say(lang, {True: "hubs-met", False: "hubs-unmet", None: "hubs-untold"}[each.met])
            yield (
                each.criterion.title.in_(lang), f"{axis.axis.title.in_(lang)} {each.level}", told,
                "" if each.met else each.criterion.mend.in_(lang),
            )  # fmt: skip
