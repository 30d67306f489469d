"""What a page of the portrait shows: one answer, then tables with their charts, and where every figure comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portee.reports.paired_bars import paired_bars
from portee.reports.wording import figure
from portee.services.portrait.portrait import CELL, ZONE, Portrait, PortraitTable, Row
from portee.web.territory.why import Why
from portee.web.wording import say, typeset

__all__ = [
    "NOTHING",
    "Chart",
    "Column",
    "Shown",
    "ShownTable",
    "formatted",
    "percent",
    "row_words",
    "shown_table",
    "things_of",
]

NOTHING = "–"
MOST_BARS = 60
"""Rows that a chart shows at most; the table shows them all."""

SMALL = 10
"""Below, one figure after the point is told."""


@dataclass(frozen=True)
class Column:
    """A column as a page shows it.

    Attributes:
        name: in the table and in files. title: of the page.
        how: "count", "share" of 0 to 1 told in percent, "index" with two figures after the point, or "about": a count
            that is an estimate.
    """

    name: str
    title: str
    how: str = "count"


@dataclass(frozen=True)
class Chart:
    """Bars of one or two columns.

    Attributes:
        svg: the drawing, narrow: for a phone. alt: the same in words. legend: what full and empty bars are.
    """

    svg: Markup
    narrow: Markup
    alt: str
    legend: str


@dataclass(frozen=True)
class ShownTable:
    """A table of a page.

    Attributes:
        id: as in its address. title, lead: its heading, and a sentence. chart: None for none.
        head, rows: its cells; the first of a row is its name. why: what its figures are.
        files: endings of the files of the table.
        choices: value and words of what may be shown instead, chosen: which is. choice: name in the address.
    """

    id: str
    title: str
    lead: str
    chart: Chart | None
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    why: tuple[Why, ...]
    files: tuple[str, ...] = ("csv",)
    choice: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""


@dataclass(frozen=True)
class Shown:
    """A page: question, answer, sentences after it, tables."""

    question: str
    answer: str
    lead: tuple[str, ...]
    tables: tuple[ShownTable, ...]


def percent(value: float | None, lang: str) -> str:
    """A share in percent, with its sign."""
    if value is None:
        return NOTHING
    hundred = 100 * value
    small = abs(hundred) < SMALL and round(hundred, 1) != round(hundred)
    return say(lang, "territory-percent", value=figure(hundred, lang, 1 if small else 0))


def formatted(value: float | None, how: str, lang: str) -> str:
    """A figure as a page tells it."""
    if value is None:
        return NOTHING
    if how == "share":
        return percent(value, lang)
    if how == "index":
        return figure(value, lang, 2)
    small = abs(value) < SMALL and value != round(value)
    text = figure(value, lang, 1 if small and how == "count" else 0)
    return f"≈\N{NO-BREAK SPACE}{text}" if how == "about" else text


def row_words(row: Row, of: str, lang: str) -> str:
    """The name of a row: its own, or the page's word for what it is about."""
    if row.name is not None:
        return typeset(lang, row.name.in_(lang))
    if of == ZONE:
        return say(lang, "territory-others")
    if of == "kind":
        return say(lang, "explorer-kind", kind=row.id)
    return say(lang, f"territory-row-{row.id.replace('_', '-')}")


def things_of(found: Portrait, lang: str) -> dict[str, str]:
    """What a part counts, in the words of messages: kind at the head of a sentence, name within, things with "of"."""
    kind = found.kind or "jobs"
    head = say(lang, "explorer-kind", kind=kind)
    return {"kind": head, "name": head.lower(), "things": say(lang, "territory-of-kind", kind=kind)}


def shown_table(  # noqa: PLR0913 - one argument per thing that a table shows
    table: PortraitTable, lang: str, *, id: str, first: str, columns: Sequence[Column], why: Sequence[Why],
    title: str, lead: str = "", drawn: Sequence[str] = (), alt: str = "", legend: str = "",
    kept: Callable[[int], bool] = lambda _: True, name: Callable[[Row], str] | None = None,
) -> ShownTable:  # fmt: skip
    """A table of the portrait as a page shows it.

    Args:
        id: of its section. first: heading of the names. columns: those that are there are shown.
        drawn: one or two of them as bars. alt, legend: of the chart. kept: which rows are shown, by place.
        name: of a row, where `row_words` does not do.
    """
    there = [column for column in columns if column.name in table.columns]
    places = [place for place in range(len(table.rows)) if kept(place)]
    names = {place: (name or (lambda row: row_words(row, table.of, lang)))(table.rows[place]) for place in places}
    rows = tuple(
        (names[place], *(formatted(table.columns[column.name][place], column.how, lang) for column in there))
        for place in places
    )
    files = ("csv", "gpkg") if table.of in (ZONE, CELL) else ("csv",)
    return ShownTable(
        id, title, lead, _chart(table, there, places, names, drawn, lang, alt, legend),
        (first, *(column.title for column in there)), rows, tuple(why), files,
    )  # fmt: skip


def _chart(
    table: PortraitTable, columns: Sequence[Column], places: Sequence[int], names: dict[int, str],
    drawn: Sequence[str], lang: str, alt: str, legend: str,
) -> Chart | None:  # fmt: skip
    chosen = [column for wanted in drawn for column in columns if column.name == wanted]
    rows = []
    for place in places:
        values = [table.columns[column.name][place] for column in chosen]
        known = [value for value in values if value is not None]
        if chosen and len(known) == len(values):
            words = [formatted(value, column.how, lang) for value, column in zip(known, chosen, strict=True)]
            rows.append((names[place], [max(0.0, value) for value in known], words))
    if not rows:
        return None
    broad, narrow = (Markup(paired_bars(rows[:MOST_BARS], narrow=one)) for one in (False, True))  # noqa: S704 - escaped
    return Chart(broad, narrow, alt, legend)
