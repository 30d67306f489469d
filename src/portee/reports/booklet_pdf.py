"""A booklet as an A4 PDF made with Typst: tagged, with title, language, outline and page numbers, for black and white.

Texts are handed over as data, never as markup. Same booklet, same bytes, as long as all its letters are in the fonts
that come with Portée.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from portee.core.atomic import atomic_file
from portee.reports.booklet import LETTERS, Booklet, BookletExercise, BookletList, BookletPart, BookletQuestion
from portee.reports.french import NARROW_SPACE, NO_BREAK, french_spaces
from portee.reports.sheet import SheetMap, SheetTable
from portee.reports.sheet_map import symbol
from portee.reports.typesetting import typeset

__all__ = ["booklet_pdf", "write_booklet_pdf"]


def write_booklet_pdf(path: Path, booklet: Booklet) -> None:
    """Write it. Raises OutputError when it cannot be written; nothing half-written stays."""
    content = booklet_pdf(booklet)
    with atomic_file(path) as partial:
        partial.write_bytes(content)


def booklet_pdf(booklet: Booklet) -> bytes:
    """The PDF, PDF/UA-1 unless a letter is in no font at hand. Raises OutputError: it could not be set."""
    return typeset(_template(), "booklet", _data(booklet), "Write .html and print it.")[0]


def _data(booklet: Booklet) -> dict[str, Any]:
    def t(text: object) -> str:
        words = french_spaces(str(text)) if booklet.lang == "fr" else str(text)
        # The fonts have no narrow space.
        return words.replace(NARROW_SPACE, NO_BREAK)

    return {
        "lang": booklet.lang, "title": t(booklet.title), "subtitle": t(booklet.subtitle),
        "notices": [t(text) for text in booklet.notices], "contents": t(booklet.contents),
        "licence": t(booklet.licence), "foot": t(booklet.foot),
        "chapters": [
            {
                "title": t(chapter.title), "answer": t(chapter.answer),
                "parts": [_part(part, t) for part in chapter.parts],
            }
            for chapter in booklet.chapters
        ],
    }  # fmt: skip


def _part(part: BookletPart, t: Any) -> dict[str, Any]:
    match part:
        case str():
            return {"kind": "text", "text": t(part)}
        case BookletList():
            return {
                "kind": "list", "items": [t(item) for item in part.items], "ordered": part.ordered,
                "title": t(part.title),
            }  # fmt: skip
        case SheetTable():
            return {
                "kind": "table", "title": t(part.title), "lead": t(part.lead), "after": t(part.after),
                "head": [t(name) for name in part.head], "rows": [[t(cell) for cell in row] for row in part.rows],
                "figures": list(part.figures),
            }  # fmt: skip
        case SheetMap():
            return {
                "kind": "map", "svg": part.svg, "alt": t(part.alt), "credit": t(part.credit),
                "keys": [[symbol(mark), t(words)] for mark, words in part.keys],
            }  # fmt: skip
        case BookletExercise():
            return {"kind": "exercise", "title": t(part.title), "task": t(part.task), "lines": part.lines}
        case BookletQuestion():
            options = [[LETTERS[k], t(words)] for k, words in enumerate(part.options)]
            return {"kind": "question", "question": t(part.question), "options": options}


@cache
def _template() -> bytes:
    return files("portee.reports").joinpath("assets", "booklet.typ").read_bytes()
