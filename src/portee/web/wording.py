"""What pages say, in their language: the catalogues in `words/`, every file of a language, with those of reports."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from portee.reports.fluent import CATALOGUES, bundle_of, catalogue_text, say_in
from portee.reports.french import french_spaces

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

__all__ = ["LANGUAGES", "say", "typeset", "web_text"]

LANGUAGES = CATALOGUES
"""Languages of pages, the first one by default."""


def say(lang: str, id: str, /, **values: Any) -> str:
    """A message in a language. Raises ParameterError when there is no such message, or a variable is missing."""
    return typeset(lang, say_in(_bundle(lang), lang, id, values))


def typeset(lang: str, text: str) -> str:
    """A text with the spaces that its language wants."""
    return french_spaces(text) if lang == "fr" else text


def web_text(lang: str) -> str:
    """The text of the web's own catalogue of a language."""
    folder = files("portee.web").joinpath("words")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(f".{lang}.ftl"))
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def _bundle(lang: str) -> FluentBundle:
    return bundle_of(lang, f"{catalogue_text(lang)}\n{web_text(lang)}")
