"""A letter to another territory, as Markdown to edit or as PDF to send. It holds words and figures ready to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from portee.core.atomic import atomic_file
from portee.core.errors import ParameterError
from portee.reports.french import NARROW_SPACE, NO_BREAK, french_spaces
from portee.reports.typesetting import typeset

__all__ = ["Letter", "LetterPart", "check_letter_ending", "letter_markdown", "letter_pdf", "write_letter"]

ENDINGS = (".md", ".pdf")

# Signs that Markdown would take for its own.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True)
class LetterPart:
    """A heading and what is listed under it."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """The letter, in one language.

    Attributes:
        lang: "fr" or "en".
        to, subject, greeting: how it begins. paragraphs: what it says.
        head, rows: a table of four columns, the second and third with figures.
        parts: lists under a heading. closing, signature: how it ends.
        foot: method, sources and limits.
    """

    lang: str
    to: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    head: tuple[str, str, str, str]
    rows: tuple[tuple[str, str, str, str], ...]
    parts: tuple[LetterPart, ...]
    closing: str
    signature: str
    foot: LetterPart


def check_letter_ending(path: Path | str) -> None:
    """Refuse another format before long work. Raises ParameterError."""
    if Path(path).suffix.lower() not in ENDINGS:
        raise ParameterError(
            f"A letter cannot be written as '{Path(path).name}'.",
            where=str(path),
            mend=f"Give a name that ends in {' or '.join(ENDINGS)}.",
        )


def write_letter(path: Path | str, letter: Letter) -> None:
    """Write a letter in the format that the ending names.

    Raises:
        ParameterError: another ending. OutputError: it cannot be written; nothing half-written stays.
    """
    path = Path(path)
    check_letter_ending(path)
    content = letter_pdf(letter) if path.suffix.lower() == ".pdf" else letter_markdown(letter).encode("utf-8")
    with atomic_file(path) as partial:
        partial.write_bytes(content)


def letter_markdown(letter: Letter) -> str:
    """The letter as Markdown; names cannot turn into markup. The signature keeps its brackets, for whoever fills it."""

    def t(text: str) -> str:
        words = french_spaces(text) if letter.lang == "fr" else text
        return _SIGNS.sub(r"\\\1", " ".join(words.split(" ")))

    def row(cells: tuple[str, ...]) -> str:
        return f"| {' | '.join(t(cell) for cell in cells)} |"

    blocks = [t(letter.to), f"# {t(letter.subject)}", t(letter.greeting), *(t(words) for words in letter.paragraphs)]
    if letter.rows:
        blocks.append("\n".join([row(letter.head), "|---|---:|---:|---|", *(row(cells) for cells in letter.rows)]))
    for part in letter.parts:
        blocks += [f"## {t(part.title)}", "\n".join(f"- {t(item)}" for item in part.items)]
    blocks += [t(letter.closing), t(letter.signature), f"## {t(letter.foot.title)}"]
    return "\n\n".join([*blocks, *(t(item) for item in letter.foot.items)]) + "\n"


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a tagged PDF; the same letter gives the same bytes. Raises OutputError when it could not be set."""
    return typeset(_template(), "letter", _data(letter), "Write .md instead.")[0]


@cache
def _template() -> bytes:
    return files("portee.reports").joinpath("assets", "letter.typ").read_bytes()


def _data(letter: Letter) -> dict[str, Any]:
    def t(text: str) -> str:
        words = french_spaces(text) if letter.lang == "fr" else text
        # The fonts have no narrow space.
        return words.replace(NARROW_SPACE, NO_BREAK)

    return {
        "lang": letter.lang, "to": t(letter.to), "subject": t(letter.subject), "greeting": t(letter.greeting),
        "paragraphs": [t(words) for words in letter.paragraphs], "head": [t(name) for name in letter.head],
        "rows": [[t(cell) for cell in row] for row in letter.rows],
        "parts": [{"title": t(part.title), "items": [t(item) for item in part.items]} for part in letter.parts],
        "closing": t(letter.closing), "signature": t(letter.signature),
        "foot": {"title": t(letter.foot.title), "items": [t(item) for item in letter.foot.items]},
    }  # fmt: skip
