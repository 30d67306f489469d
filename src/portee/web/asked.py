"""A question to the explorer from what was typed or chosen, and back to an address that can be shared."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from portee.core.clock import format_time_of_day, parse_time_of_day
from portee.core.errors import ParameterError
from portee.services.describe import suggested_date
from portee.services.explorer import DIRECTIONS, LONGEST_MIN, Question
from portee.services.gazetteer import Spot, position_in
from portee.web.explorer import gazetteer_of_site, profiles_of, starting_place
from portee.web.site import Site

__all__ = ["SHARED_DIGITS", "Asked", "asked_of", "shared"]

SHARED_DIGITS = 3
"""Digits of degrees in an address: about a hundred metres, so that no address of the site tells a home."""

MINUTES = (15, 30, 45, 60, 75, LONGEST_MIN)


@dataclass(frozen=True)
class Asked:
    """A question, or what is wrong with it.

    Attributes:
        question: as far as it is understood: what is not falls back on what a first visit shows.
        problems: field → message id.
        choices: names that fit what was typed, when several do.
    """

    question: Question
    problems: dict[str, str] = field(default_factory=dict)
    choices: tuple[Spot, ...] = ()


def shared(question: Question) -> str:
    """The part of an address after "?": the place to a hundred metres, nothing else about anybody."""
    values = {
        "at": f"{question.lat:.{SHARED_DIGITS}f},{question.lon:.{SHARED_DIGITS}f}",
        "day": question.day.isoformat(),
        "there": format_time_of_day(question.there_s),
        "back": format_time_of_day(question.back_s),
        "minutes": str(question.minutes),
        "direction": question.direction,
    }
    if question.profile is not None:
        values["profile"] = question.profile
    if question.budget_eur is not None:
        values["budget"] = f"{question.budget_eur:g}"
    return urlencode(values, safe=",:")


def asked_of(site: Site, given: Mapping[str, str]) -> Asked:
    """A question from the fields of the page's form or address; never raises for what people type."""
    problems: dict[str, str] = {}
    lon, lat, choices = _place(site, given, problems)
    direction = given.get("direction", "there")
    if direction not in DIRECTIONS:
        problems["direction"], direction = "explorer-wrong-direction", "there"
    profile = given.get("profile", "").strip() or None
    if profile is not None and profile not in profiles_of(site):
        problems["profile"], profile = "explorer-wrong-profile", None
    budget = _budget(given.get("budget", ""), problems)
    if budget is not None and profile is None:
        problems["budget"], budget = "explorer-budget-asks-profile", None
    question = Question(
        lon, lat, _day(site, given.get("day", ""), problems), _clock("there", given, 8 * 3600, problems),
        _clock("back", given, 18 * 3600, problems), _minutes(given.get("minutes", ""), problems), direction, profile,
        budget,
    )  # fmt: skip
    return Asked(question, problems, choices)


def _place(site: Site, given: Mapping[str, str], problems: dict[str, str]) -> tuple[float, float, tuple[Spot, ...]]:
    """Where: typed, chosen from the list, or of an address; in this order."""
    typed = given.get("place", "").strip()[:200]
    if typed:
        position = position_in(typed)
        if position is not None:
            return (*position, ())
        found = gazetteer_of_site(site).suggest(typed)
        if found:
            return found[0].lon, found[0].lat, tuple(found[1:])
        problems["place"] = "explorer-wrong-place"
    for name in ("zone", "at"):
        text = given.get(name, "").strip()
        if text:
            position = position_in(text)
            if position is not None:
                return (*position, ())
            problems[name] = "explorer-wrong-place"
    return (*starting_place(site), ())


def _day(site: Site, text: str, problems: dict[str, str]) -> date:
    usual = suggested_date(site.world.network) or date(2026, 1, 6)
    if not text.strip():
        return usual
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        problems["day"] = "explorer-wrong-day"
        return usual


def _clock(name: str, given: Mapping[str, str], usual: int, problems: dict[str, str]) -> int:
    text = given.get(name, "").strip()
    if not text:
        return usual
    try:
        found = parse_time_of_day(text)
    except ParameterError:
        found = -1
    if not 0 <= found < 24 * 3600:
        problems[name] = "explorer-wrong-time"
        return usual
    return found


def _minutes(text: str, problems: dict[str, str]) -> int:
    if not text.strip():
        return 45
    if text.strip().isdecimal() and len(text) < 6 and 5 <= int(text) <= LONGEST_MIN:
        return int(text)
    problems["minutes"] = "explorer-wrong-minutes"
    return 45


def _budget(text: str, problems: dict[str, str]) -> float | None:
    if not text.strip():
        return None
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        found = math.nan
    if not 0 <= found <= 10_000:
        problems["budget"] = "explorer-wrong-budget"
        return None
    return found
