"""Why two territories are alike, in words: figures as people read them, what is near and what is far."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portee.indicators.compared import ComparedVariable
from portee.reports.fluent import say
from portee.reports.french import NO_BREAK
from portee.reports.wording import figure
from portee.services.territories.alike import Neighbour, Reason

__all__ = [
    "bare_figure",
    "closeness_word",
    "far_reasons",
    "near_reasons",
    "reason_words",
    "shown_figure",
    "titled",
]

SHOWN = 3
"""Reasons told in a sentence."""


def shown_figure(value: float | str, variable: ComparedVariable, lang: str) -> str:
    """A figure with its unit; a dash where it is not known."""
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "–"
    text = figure(value, lang, variable.decimals)
    unit = variable.unit.in_(lang)
    if not unit:
        return text
    # In English the sign of percent stands close to the figure.
    return f"{text}{'' if unit == '%' and lang == 'en' else NO_BREAK}{unit}"


def titled(variable: ComparedVariable, lang: str) -> str:
    """A variable with its unit, for a table whose cells are bare figures."""
    unit = variable.unit.in_(lang)
    title = variable.title.in_(lang)
    return say(lang, "alike-title", title=title, unit=unit) if unit else title


def bare_figure(value: float | str, variable: ComparedVariable, lang: str) -> str:
    """A figure without its unit; a dash where it is not known."""
    return value if isinstance(value, str) else figure(value, lang, variable.decimals)


def closeness_word(reason: Reason, lang: str) -> str:
    """How near two figures are, in a word or two."""
    return say(lang, f"alike-{reason.closeness}")


def near_reasons(neighbour: Neighbour, most: int = SHOWN) -> tuple[Reason, ...]:
    """Variables of weight on which both are close, the closest first, the heavier first of equals."""
    known = [reason for reason in neighbour.reasons if reason.closeness in ("same", "near") and reason.variable.weight]
    known.sort(key=lambda reason: (reason.difference, -reason.variable.weight, reason.variable.id))
    return tuple(known[:most])


def far_reasons(neighbour: Neighbour, most: int = SHOWN) -> tuple[Reason, ...]:
    """Variables on which they differ, those that make most of the distance first."""
    known = [reason for reason in neighbour.reasons if reason.closeness in ("apart", "far") and reason.variable.weight]
    known.sort(key=lambda reason: (-reason.part, reason.variable.id))
    return tuple(known[:most])


def reason_words(reasons: Sequence[Reason], lang: str) -> list[str]:
    """Each variable with both figures, or with the one figure where both read the same."""
    told = []
    for reason in reasons:
        title = reason.variable.title.in_(lang)
        title = title[:1].lower() + title[1:]
        mine, theirs = (shown_figure(value, reason.variable, lang) for value in (reason.mine, reason.theirs))
        if mine == theirs:
            told.append(say(lang, "alike-one", title=title, figure=mine))
        else:
            # The unit stands once, after the second figure.
            bare = bare_figure(reason.mine, reason.variable, lang)
            told.append(say(lang, "alike-reason", title=title, mine=bare, theirs=theirs))
    return told
