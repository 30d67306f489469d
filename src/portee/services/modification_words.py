"""What a modification of a scenario does, in words: its kind, its main fields and its dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from portee.core.declared import Declared
from portee.core.week import DAYS
from portee.reports.fluent import clock, eur, listed, say
from portee.reports.wording import figure
from portee.scenarios.modification import Modification
from portee.scenarios.trips import Between

__all__ = ["FIELDS", "MODE_WORDS", "date_words", "detail_words", "kind_words"]

FIELDS = (
    "name", "aid", "service", "tariff", "id", "line", "lines", "operators", "mode", "of", "ids", "column", "streets",
    "osm_ways", "area", "across", "stops", "places", "zones", "off", "car", "van", "two_wheeler", "after", "before",
    "leaves", "via", "joins", "every_min", "share", "keep", "factor", "cap", "value", "price_eur", "speed_kmh",
    "car_kmh", "closed_stops", "first", "last", "last_departure", "closed", "at", "between", "days", "like",
    "modes", "one_way",
)  # fmt: skip
"""Fields that are told, in the order of telling."""

MODE_WORDS = (
    "tram", "metro", "rail", "bus", "ferry", "cable", "funicular", "walk", "wheelchair", "bicycle", "e_scooter", "car",
)  # fmt: skip

CLOCKS = ("first", "last", "last_departure", "closed", "at")
SHARES = ("share", "keep")
COUNTED = ("places", "zones", "osm_ways")
DRAWN = ("area", "across")
WHOLE = 1.0
"""Share that means all, and needs no word."""

MOST_NAMES = 5
"""Names written out; beyond, they are counted."""


def kind_words(part: Modification, lang: str) -> str:
    """The kind of a modification."""
    return say(lang, f"modification-{_type(part)}")


def detail_words(part: Modification, lang: str, lines: Mapping[str, str] = MappingProxyType({})) -> str:
    """The main fields of a modification, "" for none. lines: the names that people know lines by, by id."""
    told = []
    for name in FIELDS:
        value = getattr(part, name, None)
        if value is None or value == () or value is False or (name in SHARES and value == WHOLE):
            continue
        if name == "cap" and value == "kept":
            continue
        if name == "line" and not isinstance(value, str):
            continue
        if name == "id" and hasattr(part, "name"):
            continue
        if name == "line":
            value = lines.get(value, value)
        elif name == "lines":
            value = [lines.get(one, one) for one in value]
        words = "" if name in (*DRAWN, "cap") or value is True else _value(name, value, lang)
        told.append(say(lang, f"modified-{name}", **({"value": words} if words else {})))
    return ", ".join(told)


def date_words(part: Modification, day: date | None, lang: str) -> str:
    """The dates of a modification, and whether it holds on a day, None for whatever the day."""
    if part.from_ is not None and part.until is not None:
        words = say(lang, "modified-from-until", first=part.from_, last=part.until)
    elif part.from_ is not None:
        words = say(lang, "modified-since", day=part.from_)
    elif part.until is not None:
        words = say(lang, "modified-until", day=part.until)
    else:
        words = say(lang, "modified-always")
    return words if day is None or part.holds_on(day) else say(lang, "modified-not-then", dates=words)


def _type(part: Modification) -> str:
    return str(part.type)  # type: ignore[attr-defined] # every kind of the catalogue has one


def _value(name: str, value: Any, lang: str) -> str:
    if name in CLOCKS:
        return clock(value, lang)
    if name in COUNTED:
        return figure(len(value), lang)
    if name == "price_eur":
        return eur(value, lang)
    if name in SHARES:
        return say(lang, "comparison-percent", value=_number(100 * value, lang))
    if name in ("days", "like"):
        return _days(value, lang)
    if isinstance(value, Between):
        return say(lang, "modified-hours", start=value.from_, end=value.until)
    if isinstance(value, Declared):
        return str(value.title.in_(lang))  # type: ignore[attr-defined] # aids, services and tariffs have one
    if isinstance(value, (int, float)):
        return _number(value, lang)
    if isinstance(value, str):
        return _mode(value, lang) if name == "mode" else value
    names = [one if isinstance(one, str) else one.name for one in value]
    return _some([_mode(one, lang) for one in names] if name == "modes" else names, lang)


def _mode(name: str, lang: str) -> str:
    return say(lang, f"mode-{name}")


def _number(value: float, lang: str) -> str:
    decimals = min(3, len(f"{value:.3f}".rstrip("0").partition(".")[2]))
    return figure(float(value), lang, decimals)


def _days(days: Sequence[str], lang: str) -> str:
    if set(days) == set(DAYS):
        return say(lang, "days-every")
    return listed(lang, [say(lang, f"day-{day}") for day in days])


def _some(names: Sequence[str], lang: str) -> str:
    """The first names, and how many more there are."""
    if len(names) <= MOST_NAMES:
        return listed(lang, names)
    return f"{', '.join(names[:MOST_NAMES])} {say(lang, 'modified-more', count=len(names) - MOST_NAMES)}"
