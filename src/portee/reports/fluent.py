"""What people read, in their language: messages of the Project Fluent catalogues in `words/`, French first.

Numbers are written as the language writes them. Three functions are added to those of Fluent: `CLOCK($seconds)` for
times of day, seconds after midnight, `DAY($date)` for days with their month in letters, and `EUR($amount)` for euros.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from portee.commons.publish.words import day
from portee.core.clock import DAY_S
from portee.core.errors import ParameterError
from portee.reports.french import NO_BREAK
from portee.reports.wording import MINUS, figure

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

__all__ = ["CATALOGUES", "bundle_of", "catalogue_text", "clock", "eur", "listed", "say", "say_in"]

CATALOGUES = ("fr", "en")
"""Languages that have a catalogue."""

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
"""By which rules dates and numbers are written."""

WHOLE_EUR_FROM = 10
"""From this many euros on, cents are left out."""

TENTH_EUR = 0.1


def say(lang: str, id: str, /, **values: Any) -> str:
    """A message in a language.

    Args:
        lang: one of `CATALOGUES`.
        id: the message.
        values: its variables; numbers and dates are written as the language writes them.

    Raises:
        ParameterError: there is no such language or message, or a variable is missing.
    """
    return say_in(_bundle(lang), lang, id, values)


def say_in(bundle: FluentBundle, lang: str, id: str, values: dict[str, Any]) -> str:
    """A message of a bundle. Raises ParameterError as `say`."""
    if not bundle.has_message(id):
        raise ParameterError(
            f"There is no message '{id}' in '{lang}'.", mend=f"Write it in words/{lang}.ftl, in every language."
        )
    pattern = bundle.get_message(id).value
    text, problems = bundle.format_pattern(pattern, values) if pattern is not None else ("", [])
    if pattern is None or problems:
        what = "; ".join(str(problem) for problem in problems) or "it has no text"
        raise ParameterError(f"The message '{id}' in '{lang}' cannot be written: {what}.", mend="Give its variables.")
    return str(text)


def listed(lang: str, items: Sequence[str]) -> str:
    """Several things in one sentence: "a, b et c"."""
    if len(items) < 2:
        return "".join(items)
    return say(lang, "list", first=", ".join(items[:-1]), last=items[-1])


def catalogue_text(lang: str) -> str:
    """The text of a catalogue, of all its files. Raises ParameterError when there is none for a language."""
    if lang not in CATALOGUES:
        raise ParameterError(
            f"There are no words in the language '{lang[:20]}'.", mend=f"Choose one of: {', '.join(CATALOGUES)}."
        )
    folder = files("portee.reports").joinpath("words")
    names = [item.name for item in folder.iterdir() if f".{item.name}".endswith(f".{lang}.ftl")]
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in sorted(names, key=_part))


def _part(name: str) -> str:
    """What a catalogue's file is about: its name without the language, so that all languages have one order."""
    return name.rpartition(".ftl")[0].rpartition(".")[0]


def clock(seconds: float, lang: str) -> str:
    """A time of day: 21 h 40 in French, 21:40 in English; past midnight it is that of the next day."""
    hours, minutes = divmod(round(seconds / 60) % (DAY_S // 60), 60)
    if lang == "en":
        return f"{hours:02d}:{minutes:02d}"
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


def eur(amount: float, lang: str) -> str:
    """Euros, with cents below ten and a digit more below a tenth: 1,50 € in French, €1.50 in English."""
    if not math.isfinite(amount):
        return "–"
    decimals = 0
    if abs(amount) < WHOLE_EUR_FROM and round(amount, 3) != round(amount):
        decimals = 2 if abs(amount) >= TENTH_EUR else 3
    text = figure(amount, lang, decimals)
    if lang != "en":
        return f"{text}{NO_BREAK}€"
    return f"{text[0]}€{text[1:]}" if text.startswith(MINUS) else f"€{text}"


@cache
def _bundle(lang: str) -> FluentBundle:
    return bundle_of(lang, catalogue_text(lang))


def bundle_of(lang: str, text: str) -> FluentBundle:
    """Messages of the text of a catalogue, with the functions that are added to those of Fluent."""
    from fluent.runtime import FluentBundle, FluentResource

    functions: dict[str, Any] = {
        "CLOCK": lambda value: clock(float(value), lang), "DAY": lambda value: day(value.isoformat(), lang),
        "EUR": lambda value: eur(float(value), lang),
    }  # fmt: skip
    # Without marks of direction around values: both languages are written from left to right.
    bundle = FluentBundle([LOCALES[lang]], functions=functions, use_isolating=False)
    bundle.add_resource(FluentResource(text))
    return bundle
