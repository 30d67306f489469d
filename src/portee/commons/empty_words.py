"""Words that say nothing of what a text is about, by language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from portee.commons.index.terms import fold
from portee.core.plain_yaml import parse_yaml

__all__ = ["empty_words"]


@cache
def empty_words(lang: str) -> frozenset[str]:
    """Such words of a language, folded; none for a language that Portée has no list of."""
    text = files("portee.commons").joinpath("empty_words.yaml").read_text(encoding="utf-8")
    words: dict[str, str] = parse_yaml(text, "empty_words.yaml")[0]
    return frozenset(fold(word) for word in words.get(lang.partition("-")[0], "").split())
