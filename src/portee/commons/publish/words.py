"""What a publication says, in French and in English."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from portee.core.plain_yaml import parse_yaml

__all__ = ["day", "number", "spoken", "told", "typeset"]

NARROW_SPACE = "\u202f"
NO_BREAK = "\u00a0"


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("portee.commons.publish").joinpath("words.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = parse_yaml(text, "words.yaml")[0]
    return found


def spoken(lang: str) -> str:
    """The language, of the two that Portée speaks, that is nearest to one."""
    return "fr" if lang.partition("-")[0] == "fr" else "en"


def told(key: str, lang: str, /, **values: Any) -> str:
    """A sentence; whole numbers among the values are written in the language's way, and `count` chooses the form."""
    own = spoken(lang)
    one = isinstance(values.get("count"), int) and (values["count"] == 1 or (own == "fr" and values["count"] == 0))
    text = _words().get(f"{key}_one", _words()[key])[own] if one else _words()[key][own]
    shown = {
        name: number(value, lang) if isinstance(value, (int, float)) and not isinstance(value, bool) else value
        for name, value in values.items()
    }
    return text.format(**shown)


def number(value: float, lang: str) -> str:
    """A number as people of the language write it, with the decimals that it has, six at most."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text if spoken(lang) == "en" else text.replace(",", NARROW_SPACE).replace(".", ",")


def day(moment: str, lang: str) -> str:
    """The day of a moment in RFC 3339, as people of the language write it; any other text stays as it is."""
    if not re.match(r"\d{4}-(?:0[1-9]|1[0-2])-\d{2}(?:T|$)", moment):
        return moment
    year, month, date = moment[:10].split("-")
    name = told(f"month_{int(month)}", lang)
    first = "1er" if spoken(lang) == "fr" and date == "01" else str(int(date))
    return f"{first} {name} {year}"


def typeset(text: str, lang: str) -> str:
    """Text whose signs stay on the line of the word that they belong to, where the language sets a space there."""
    if lang.partition("-")[0] != "fr":
        return text
    return re.sub(r" (?=[:;?!%€»](?:\s|$|[.,)]))", NO_BREAK, text).replace("« ", f"«{NO_BREAK}")
