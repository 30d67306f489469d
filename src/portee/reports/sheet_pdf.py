"""An answer as one A4 page in PDF, made with Typst: tagged, with title and language, readable in black and white.

Texts are handed over as data, never as markup. The letters are as large as the page allows; when even the smallest do
not fit, tables lose rows. Same sheet, same bytes, as long as all its letters are in the fonts that come with Portée.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from portee.core.atomic import atomic_file
from portee.reports.fluent import say
from portee.reports.french import NARROW_SPACE, NO_BREAK, french_spaces
from portee.reports.sheet import AnswerSheet, SheetTable, SheetText
from portee.reports.sheet_map import symbol
from portee.reports.typesetting import typeset

__all__ = ["page_count", "sheet_pdf", "write_sheet_pdf"]

SIZES_PT = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Sizes of letters tried, the largest first."""

FEWER = (4, 3, 2, 1)
"""Rows of each table kept when the smallest letters do not fit."""

NOTICES_PER_ROW = 3
"""Remarks kept for each row that is kept."""

LONGEST = 240
"""Letters of one text; a longer one is cut, so that a name cannot push the answer from the page."""

SHORT, WIDEST = 10, 34
"""Letters of a column of words: up to the first it does not break; beyond the second it asks for no more room."""

LETTER_EM, GUTTER_EM = 0.58, 0.8
"""Width of a letter and of the space between columns, in widths of an em."""

_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


def write_sheet_pdf(path: Path, sheet: AnswerSheet) -> None:
    """Write an answer as one page. Raises OutputError when it cannot be written; nothing half-written stays."""
    content = sheet_pdf(sheet)
    with atomic_file(path) as partial:
        partial.write_bytes(content)


def sheet_pdf(sheet: AnswerSheet) -> bytes:
    """The PDF of an answer, PDF/UA-1 unless a letter is in no font at hand.

    Raises:
        OutputError: it could not be set.
    """
    content, step = b"", 0
    for size, rows in [*((size, None) for size in SIZES_PT), *((SIZES_PT[-1], rows) for rows in FEWER)]:
        content, step = _compiled(_data(sheet, size, rows), step)
        if page_count(content) == 1:
            return content
    return content


def page_count(content: bytes) -> int:
    """Pages of a PDF made by Typst, whose page objects are not packed."""
    return len(_PAGE.findall(content))


def _compiled(data: dict[str, Any], first: int) -> tuple[bytes, int]:
    """The document, and the first step of typesetting from `first` on that could set it."""
    return typeset(_template(), "sheet", data, "Write .html and print it.", first)


@cache
def _template() -> bytes:
    return files("portee.reports").joinpath("assets", "sheet.typ").read_bytes()


def _data(sheet: AnswerSheet, size: float, rows: int | None) -> dict[str, Any]:
    """The sheet as plain values, with `rows` rows of each table at most."""

    def t(text: str | SheetText, longest: int = LONGEST) -> str:
        own = text.lang if isinstance(text, SheetText) else None
        words = french_spaces(str(text)) if (own or sheet.lang) == "fr" else str(text)
        # The fonts have no narrow space.
        words = " ".join(words.replace(NARROW_SPACE, NO_BREAK).split(" "))
        return words if len(words) <= longest else words[: longest - 1] + "…"

    def told(text: str | SheetText) -> dict[str, str | None]:
        return {"text": t(text), "lang": text.lang if isinstance(text, SheetText) else None}

    def table(part: SheetTable) -> dict[str, Any]:
        shown = part.rows[: part.printed if rows is None else min(part.printed, rows)]
        return {
            "id": part.id, "title": t(part.title), "lead": t(part.lead), "paper": t(part.paper),
            "head": [t(name) for name in part.head], "rows": [[told(cell) for cell in row] for row in shown],
            "figures": list(part.figures), "columns": _widths(part, shown),
        }  # fmt: skip

    return {
        "lang": sheet.lang, "size": size, "title": t(sheet.title), "question": t(sheet.question),
        "answer": t(sheet.answer), "lead": [t(words) for words in sheet.lead],
        "map": None if sheet.map is None else {
            "svg": sheet.map.svg, "alt": t(sheet.map.alt, 1000), "credit": t(sheet.map.credit),
            "keys": [[symbol(mark), t(words)] for mark, words in sheet.map.keys],
        },
        "tables": [table(part) for part in sheet.tables],
        "notices_title": t(sheet.notices_title),
        "notices": [told(text) for text in _notices(sheet, rows)],
        "foot": t(sheet.foot),
    }  # fmt: skip


def _notices(sheet: AnswerSheet, rows: int | None) -> Sequence[SheetText]:
    kept = sheet.notices if rows is None else sheet.notices[: NOTICES_PER_ROW * rows]
    rest = len(sheet.notices) - len(kept)
    return [*kept, SheetText(say(sheet.lang, "more-rows", count=rest))] if rest else kept


def _widths(part: SheetTable, rows: Sequence[Sequence[str | SheetText]]) -> list[tuple[str, float]]:
    """Width of each column: as wide as its words for figures and short texts, else a share of the rest."""
    found = []
    for k, name in enumerate(part.head):
        texts = [str(row[k]) for row in rows]
        longest = max((len(text) for text in texts), default=0)
        word = max(len(word) for word in name.split(" "))
        if k in part.figures or longest <= SHORT:
            found.append(("em", LETTER_EM * max(longest, word) + GUTTER_EM))
        else:
            found.append(("fr", float(min(longest, WIDEST))))
    return found
