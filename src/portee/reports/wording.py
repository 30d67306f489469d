"""Numbers, shares and the words of a map, in French and English."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

import yaml

from portee.reports.french import NARROW_SPACE, NO_BREAK
from portee.reports.maplayers import Words

__all__ = ["figure", "figure_words", "map_words", "one_in", "per_cent"]

MINUS = "\u2212"


def figure(value: float, lang: str, decimals: int = 0) -> str:
    """A number as people of the language write it: 12 345,6 in French, 12,345.6 in English; ∞ for infinity."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞"
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and float(text.replace(",", "")) != 0
    if lang != "en":
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    return (MINUS if negative else "") + text


def figure_words(value: float, decimals: int = 0) -> Words:
    """`figure` in both languages."""
    return Words(figure(value, "fr", decimals), figure(value, "en", decimals))


def per_cent(number: str, lang: str) -> str:
    """A number that is written already, with its sign: 65 % in French, on one line, and 65% in English."""
    return f"{number}%" if lang == "en" else f"{number}{NO_BREAK}%"


def one_in(share: float, singular: Words, plural: Words, lang: str) -> str:
    """A share in words people can picture: "1 emploi sur 9", "7 jobs out of 10".

    Args:
        share: 0 to 1.
        singular, plural: the thing counted.
        lang: "fr" or "en".
    """
    one, many = singular.of(lang), plural.of(lang)
    between = "out of" if lang == "en" else "sur"
    if share >= 0.95:
        return f"almost all {many}" if lang == "en" else f"presque tous les {many}"
    if share < 0.0005:
        return f"almost no {many}" if lang == "en" else f"presque aucun des {many}"
    if share > 0.4:
        tenths = round(share * 10)
        return f"{tenths} {many} {between} 10"
    return f"1 {one} {between} {figure(round(1 / share), lang)}"


@cache
def map_words() -> dict[str, dict[str, str]]:
    """Words of a map page itself: key → language → text."""
    text = files("portee.reports").joinpath("assets", "map_words.yaml").read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = yaml.safe_load(text)
    return words
