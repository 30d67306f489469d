"""The canvas of a workshop on pains and expectations, and its paper form: two A4 sheets to print in black and white."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from portee.core.atomic import atomic_file
from portee.core.errors import ParameterError
from portee.core.plain_yaml import parse_yaml
from portee.reports.french import NARROW_SPACE, NO_BREAK, french_spaces
from portee.reports.typesetting import typeset

__all__ = ["LINES", "canvas_pdf", "write_canvas"]

LINES = 11
"""Statements on one paper form: what fits under its head."""

LONGEST_QUESTION = 200


def write_canvas(path: Path, lang: str, question: str | None = None, about: str = "") -> None:
    """Write the canvas. Raises ParameterError, OutputError; nothing half-written stays."""
    if path.suffix.lower() != ".pdf":
        raise ParameterError(
            f"A canvas cannot be written as '{path.name}'.", where=str(path), mend="Give a name that ends in .pdf."
        )
    content = canvas_pdf(lang, question, about)
    with atomic_file(path) as partial:
        partial.write_bytes(content)


def canvas_pdf(lang: str, question: str | None = None, about: str = "") -> bytes:
    """The canvas as a tagged PDF of two pages; the same words give the same bytes.

    Args:
        lang: "fr" or "en".
        question: asked at the top; the usual one when there is none.
        about: title of the workshop, shown under the question.

    Raises:
        ParameterError: the question is empty or too long for its place. OutputError: it could not be set.
    """
    if question is not None and not 1 <= len(question.strip()) <= LONGEST_QUESTION:
        raise ParameterError(f"The question does not have 1 to {LONGEST_QUESTION} signs.", mend="Write it shorter.")
    words = {name: texts[lang] for name, texts in _words().items()}
    words["question"] = (question or words["question"]).strip()
    words["about"] = about.strip()[:LONGEST_QUESTION] or words["title"]
    shown = {name: _spaced(text, lang) for name, text in words.items()}
    return typeset(_template(), "canvas", {**shown, "lang": lang, "lines": LINES}, "Ask a shorter question.")[0]


def _spaced(text: str, lang: str) -> str:
    words = french_spaces(text) if lang == "fr" else text
    # The fonts have no narrow space.
    return words.replace(NARROW_SPACE, NO_BREAK)


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("portee.reports").joinpath("assets", "canvas_words.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = parse_yaml(text, "canvas_words.yaml")[0]
    return found


@cache
def _template() -> bytes:
    return files("portee.reports").joinpath("assets", "canvas.typ").read_bytes()
