"""What `portee vacancy` tells: the answer in sentences, small tables, remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.reports.sheet import SheetTable
    from portee.services.vacancy import VacancyAnswer

__all__ = ["tell_vacancy"]

MOST_ROWS = 15
WIDEST, WIDEST_LAST = 48, 72
"""Letters of one cell, and of the last one of a row."""


def tell_vacancy(out: Output, found: VacancyAnswer) -> None:
    """The answer, who can come, what would add people, groups where asked, and remarks."""
    from portee.reports.fluent import say
    from portee.services.vacancies.sheet import vacancy_tables
    from portee.services.vacancies.told import answer, lead, noted

    if not out.talks:
        return
    lang = out.lang
    out.line(answer(found, lang))
    for words in lead(found, lang):
        out.line(words)
    for table in vacancy_tables(found, lang):
        out.line()
        out.line(table.title)
        if table.rows:
            out.table(_level(table))
        else:
            out.line(table.lead)
    out.line()
    for note in noted(found, lang):
        out.line(say(lang, "terminal-note", text=str(note)))


def _level(table: SheetTable) -> list[list[str]]:
    """Rows whose cells are cut to size; a last column of words is set on the left."""
    rows = [[*map(str, row)] for row in (table.head, *table.rows[:MOST_ROWS])]
    cut = [[*(_cut(cell, WIDEST) for cell in row[:-1]), _cut(row[-1], WIDEST_LAST)] for row in rows]
    if len(table.head) - 1 in table.figures:
        return cut
    width = max(len(row[-1]) for row in cut)
    return [[*row[:-1], row[-1].ljust(width)] for row in cut]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
