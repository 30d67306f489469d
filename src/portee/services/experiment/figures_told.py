"""Figures of an experiment as people read them: enough digits to say something, never more than are known."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portee.reports.wording import figure

__all__ = ["apart", "digits", "percent", "share", "signed"]

NO_BREAK = "\u00a0"

MOST_DECIMALS = 8


def digits(value: float, lang: str, kept: int = 3) -> str:
    """A figure with so many digits that matter."""
    if not math.isfinite(value) or value == 0:
        return figure(value, lang)
    decimals = kept - 1 - math.floor(math.log10(abs(value)))
    return figure(value, lang, max(0, min(decimals, 8)))


def signed(value: float, lang: str, kept: int = 3) -> str:
    """As `digits`, with + before a rise."""
    return ("+" if value > 0 and math.isfinite(value) else "") + digits(value, lang, kept)


def apart(values: Sequence[float], lang: str) -> tuple[str, ...]:
    """Figures of one interval, + before a rise, with two digits of half its width; none that is not 0 reads as 0."""
    known = [value for value in values if math.isfinite(value)]
    half = (max(known, default=0.0) - min(known, default=0.0)) / 2
    decimals = 2 if half <= 0 else max(0, min(1 - math.floor(math.log10(half)), 8))
    while decimals < MOST_DECIMALS and any(value and not round(value, decimals) for value in known):
        decimals += 1
    return tuple(
        ("+" if math.isfinite(value) and round(value, decimals) > 0 else "") + figure(value, lang, decimals)
        for value in values
    )


def share(value: float, lang: str) -> str:
    """A chance from 0 to 1: three decimals, or "< 0.001"."""
    if math.isnan(value):
        return figure(value, lang)
    return f"<{NO_BREAK}{figure(0.001, lang, 3)}" if value < 0.001 else figure(value, lang, 3)


def percent(value: float, lang: str) -> str:
    """A share from 0 to 1 as a whole number out of a hundred; never 100 nor 0 where that is not so."""
    if math.isnan(value):
        return figure(value, lang)
    shown = round(100 * value)
    if shown == 100 and value < 1:
        return f">{NO_BREAK}{figure(99, lang)}"
    if shown == 0 and value > 0:
        return f"<{NO_BREAK}{figure(1, lang)}"
    return figure(shown, lang)
