"""Why a figure is what it is: how it is computed, what it means, its unit, its limits and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portee.indicators.catalogue import describe
from portee.web.wording import say, typeset

__all__ = ["Why", "why"]


@dataclass(frozen=True)
class Why:
    """One quantity. formula: how it is computed, in words; source, href: of the formula, "" for a plain count."""

    title: str
    formula: str
    meaning: str
    unit: str
    limits: str
    source: str = ""
    href: str = ""


def why(lang: str, id: str, indicator: str, **values: Any) -> Why:
    """A quantity that is a described indicator.

    Args:
        id: of the message "territory-why-…" that tells how it is computed here. indicator: described in
            `portee.indicators.catalogue`. values: of the message.
    """
    told = describe(indicator, lang)
    return Why(
        typeset(lang, told.title), say(lang, f"territory-why-{id}", **values), typeset(lang, told.description),
        typeset(lang, told.unit), typeset(lang, told.limits), told.source,
        "" if told.doi is None else f"https://doi.org/{told.doi}",
    )  # fmt: skip
