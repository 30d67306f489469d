"""The tables of a comparison of a scenario: before and after, by group, the places that lose, what is modified.

No count of residents below `LEAST_PEOPLE` is in them, nor one that would tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from portee.reports.fluent import say
from portee.reports.sheet import SheetTable
from portee.reports.wording import figure
from portee.scenarios.scenario import Scenario
from portee.services.compare import Comparison
from portee.services.comparison_told import (
    GINI_DECIMALS,
    LEAST_PEOPLE,
    count_words,
    everybody,
    few,
    figure_words,
    pair_words,
    secret,
)
from portee.services.lines import names_by_route
from portee.services.modification_words import date_words, detail_words, kind_words
from portee.services.nearby_names import place_words
from portee.services.winners import GroupChange

__all__ = ["figure_table", "group_tables", "loser_table", "modification_table", "winner_table"]

MOST_LOSERS, MOST_MODIFICATIONS, MOST_FIGURES = 10, 40, 4
"""Rows of places that lose, rows of modifications, and figures whose groups are told."""

PRINTED = 8
"""Rows of a table on paper."""

PRINTED_MOST = {"winners": 3, "losers": MOST_LOSERS}
"""Rows on paper of places that win, and that lose: who loses is told first."""

NAMES = ("name", "nom", "title", "label", "libelle", "lib")
"""Columns that may name an origin, the first there is; else what it is beside does."""

NOTHING = "–"


def figure_table(found: Comparison, changes: Sequence[GroupChange], unit: str, lang: str) -> SheetTable:
    """Each figure before and after, of everybody."""
    rows = tuple(
        (figure_words(found, every.figure, lang), *(count_words(n, unit, lang) for n in (every.gain, every.lose)),
         *_means(every, lang), _ginis(every, lang))
        for every in everybody(changes)
    )  # fmt: skip
    ids = ("figure", "gains", "losses", "before", "after", "change")
    head = (*(say(lang, f"comparison-{id}") for id in ids), "Gini")
    return SheetTable(
        "by-figure", say(lang, "comparison-figures-title"), head, rows, figures=tuple(range(1, len(head))),
        printed=PRINTED,
    )  # fmt: skip


def group_tables(found: Comparison, changes: Sequence[GroupChange], unit: str, lang: str) -> Iterator[SheetTable]:
    """Each figure by group, where there are groups."""
    for number, every in enumerate(everybody(changes)[:MOST_FIGURES]):
        groups = [change for change in changes if change.figure == every.figure and change.residents][1:]
        if not groups:
            continue
        shown = [change for change in groups if not few(change.residents, unit)]
        hidden = len(groups) - len(shown)
        told = say(lang, "comparison-groups-hidden", count=hidden) if hidden else ""
        ids = ("group", unit, "gains", "losses", "before", "after", "change")
        head = tuple(say(lang, f"comparison-{id}") for id in ids)
        title = say(lang, "comparison-groups-title", figure=figure_words(found, every.figure, lang))
        yield SheetTable(
            f"by-group-{number + 1}", title, head, tuple(_group_rows(every, shown, unit, lang)), after=told,
            paper=told, figures=tuple(range(1, len(head))), printed=PRINTED,
        )  # fmt: skip


def _group_rows(
    every: GroupChange, groups: Sequence[GroupChange], unit: str, lang: str
) -> Iterator[tuple[str, ...]]:  # fmt: skip
    columns = []
    for whole, parts in (
        (every.residents, [change.residents for change in groups]), (every.gain, [change.gain for change in groups]),
        (every.lose, [change.lose for change in groups]),
    ):  # fmt: skip
        unseen = secret(whole, parts, unit)
        words = [
            say(lang, "comparison-hidden") if k in unseen and not few(part, unit) else count_words(part, unit, lang)
            for k, part in enumerate(parts)
        ]
        columns.append([count_words(whole, unit, lang), *words])
    for k, change in enumerate((every, *groups)):
        name = change.group if k else say(lang, "comparison-everyone")
        yield (name, *(words[k] for words in columns), *_means(change, lang))


def _means(change: GroupChange, lang: str) -> tuple[str, str, str]:
    share = NOTHING if change.loss is None else say(lang, "comparison-percent", value=_signed(-100 * change.loss, lang))
    return (*pair_words(change.mean_before, change.mean_after, lang), share)


def _ginis(every: GroupChange, lang: str) -> str:
    if every.gini_before is None or every.gini_after is None:
        return NOTHING
    return " → ".join(figure(value, lang, GINI_DECIMALS) for value in (every.gini_before, every.gini_after))


def winner_table(
    found: Comparison, people: npt.NDArray[np.float64], unit: str, lang: str
) -> SheetTable | None:  # fmt: skip
    """The origins that win most of the first figure, None where none wins or residents are not known."""
    change = found.change[:, 0]
    winning = np.flatnonzero((change > 0) & np.isfinite(change) & (people > 0))
    if not winning.size or unit == "origins":
        return None
    return _most(found, people, winning, -change, "winners", lang)


def loser_table(
    found: Comparison, people: npt.NDArray[np.float64], unit: str, lang: str
) -> SheetTable | None:  # fmt: skip
    """The origins that lose most of the first figure, None where none loses."""
    change = found.change[:, 0]
    losing = np.flatnonzero((change < 0) & np.isfinite(change) & (people > 0))
    if not losing.size:
        return None
    if unit == "origins":
        title = say(lang, "comparison-losers-title")
        return SheetTable("losers", title, _most_head(lang), (), lead=say(lang, "comparison-losers-uncounted"))
    return _most(found, people, losing, change, "losers", lang)


def _most_head(lang: str) -> tuple[str, ...]:
    return tuple(say(lang, f"comparison-{id}") for id in ("place", "residents", "was", "is", "change"))


def _most(
    found: Comparison, people: npt.NDArray[np.float64], those: npt.NDArray[np.intp], order: npt.NDArray[np.float64],
    id: str, lang: str,
) -> SheetTable:  # fmt: skip
    """Those origins of which enough people live to tell them, the least of an order first."""
    change = found.change[:, 0]
    seen = those[people[those] >= LEAST_PEOPLE]
    first = seen[np.argsort(order[seen], kind="stable")][:MOST_LOSERS]
    rows = tuple(
        (_name(found, k, lang), figure(people[k], lang), *pair_words(found.base[k, 0], found.scenario[k, 0], lang),
         _signed(change[k], lang, 0 if abs(change[k]) >= 1 else 2))
        for k in first.tolist()
    )  # fmt: skip
    rest, small = len(seen) - len(first), len(those) - len(seen)
    more = say(lang, f"comparison-{id}-more", count=rest) if rest else ""
    hidden = say(lang, f"comparison-{id}-hidden", count=small) if small else ""
    told = " ".join(part for part in (more, hidden) if part)
    name = figure_words(found, found.columns[0], lang)
    return SheetTable(
        id, say(lang, f"comparison-{id}-title"), _most_head(lang), rows,
        lead=say(lang, "comparison-losers-lead", figure=name) if rows else "", after=told, paper=told,
        figures=(1, 2, 3, 4), printed=PRINTED_MOST[id],
    )  # fmt: skip


def _name(found: Comparison, place: int, lang: str) -> str:
    origins, attributes = found.origins, found.origins.attributes
    column = next((c for name in NAMES for c in attributes.columns if c.casefold() == name), None)
    value = None if column is None else attributes[column][place]
    if value is not None and str(value).strip():
        return str(value)
    at = float(origins.lon[place]), float(origins.lat[place])
    return place_words(found.changed.network, str(origins.ids[place]), *at, lang)


def _signed(value: float, lang: str, decimals: int = 1) -> str:
    text = figure(value, lang, decimals)
    return f"+{text}" if value > 0 and text != figure(0.0, lang, decimals) else text


def modification_table(found: Comparison, scenario: Scenario, lang: str) -> SheetTable:
    """What the scenario modifies."""
    parts, lines = scenario.content.modifications, names_by_route(found.changed.network.timetable)
    rows = tuple(
        (kind_words(part, lang), detail_words(part, lang, lines) or NOTHING, date_words(part, found.day, lang))
        for part in parts[:MOST_MODIFICATIONS]
    )
    about = scenario.content.description
    told = "" if about is None else about if isinstance(about, str) else about.in_(lang)
    head = tuple(say(lang, id) for id in ("modifications-what", "modifications-detail", "modifications-dates"))
    more, unseen = len(parts) - len(rows), len(parts) - PRINTED
    return SheetTable(
        "modifications", say(lang, "modifications-title"), head, rows,
        lead=told if parts else say(lang, "modifications-none"),
        after=say(lang, "more-rows", count=more) if more else "",
        paper=say(lang, "more-rows", count=unseen) if unseen > 0 else "", printed=PRINTED,
    )  # fmt: skip
