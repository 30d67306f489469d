"""Sentences on a simulated hub: what is enough, what cannot be, what was assumed; in French or English."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from portee.core.declared import Words
from portee.hubs.simulation.of_plan import Note, Skipped
from portee.hubs.simulation.sizing import Sized

__all__ = ["number", "simulation_words", "told_notes", "told_sizing", "told_skipped", "told_value", "told_wait"]

NARROW_SPACE = "\u202f"
DAY_MIN = 1440.0
LONG_WAIT_MIN = 600.0
"""From ten hours on a wait is told in days."""


@cache
def simulation_words() -> dict[str, dict[str, str]]:
    """Words: key → language → text."""
    import yaml

    text = files("portee.reports").joinpath("hub_simulation_words.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(text)
    return found


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number as people of the language write it; a dash for what is none."""
    if not math.isfinite(value):
        return "–"
    text = f"{value + 0.0:,.{decimals}f}"
    return text if lang == "en" else text.replace(",", NARROW_SPACE).replace(".", ",")


def told_wait(minutes: float, lang: str) -> str:
    """A wait in minutes, or in days where it is long; a dash for what is none."""
    if math.isnan(minutes):
        return "–"
    long = minutes >= LONG_WAIT_MIN
    shown = number(minutes / DAY_MIN if long else minutes, lang, 1)
    return simulation_words()["days" if long else "minutes"][lang].format(count=shown)


def told_value(value: Any, unit: str) -> str:
    """A figure with its unit; a table as names and numbers."""
    if isinstance(value, Mapping):
        return f"{', '.join(f'{name} {number:g}' for name, number in value.items())} ({unit})"
    return f"{value:g} {unit}"


def told_sizing(sized: Sized, title: str, groups: Mapping[str, Words], lang: str) -> Iterator[str]:
    """What is enough for the target, or why nothing is and what would make it possible."""
    words, target = simulation_words(), number(100 * sized.target, lang, 1 if sized.target * 100 % 1 else 0)
    formula = words["sized_formula"][lang].format(service=title, mean=sized.erlang_mean, peak=sized.erlang_peak)
    if sized.vehicles is not None:
        more = [
            words[key][lang].format(count=count)
            for key, count in (("sized_chargers", sized.chargers), ("sized_docks", sized.docks)) if count is not None
        ]  # fmt: skip
        yield words["sized_enough"][lang].format(
            service=title, vehicles=sized.vehicles, chargers="".join(more), target=target, now=sized.now
        )
        yield from (_rare(sized, group, title, groups, lang) for group in sized.bound.unsure)
        yield formula
        return
    bound = sized.bound
    for group in bound.impossible:
        told = {
            "service": title, "target": target, "group": _named(group, groups, lang),
            "most": number(100 * bound.shares[group].mean, lang, 1),
        }  # fmt: skip
        if bound.open_more:
            yield words["sized_closed"][lang].format(
                **told, closed=number(100 * bound.closed[group], lang, 1), hours=_hours(bound.open_more)
            )
        if bound.range_km is not None:
            yield words["sized_far"][lang].format(
                **told, far=number(100 * bound.too_far[group], lang, 1), km=number(bound.range_km, lang)
            )
    if not bound.impossible:
        users = sum(bound.users.values())
        yield words["sized_unsure"][lang].format(service=title, target=target, users=users)


def _rare(sized: Sized, group: str, title: str, groups: Mapping[str, Words], lang: str) -> str:
    return simulation_words()["sized_rare"][lang].format(
        service=title, group=_named(group, groups, lang), users=sized.bound.users[group],
        served=number(100 * sized.shares[group].mean, lang, 1),
    )  # fmt: skip


def _named(group: str, groups: Mapping[str, Words], lang: str) -> str:
    return groups[group].in_(lang) if group in groups else group


def told_notes(notes: Mapping[str, tuple[Note, ...]], titles: Mapping[str, Words], lang: str) -> Iterator[str]:
    """What was assumed, service by service."""
    for service, listed in notes.items():
        for note in listed:
            values = {name: _said(value, lang) for name, value in note.values.items()}
            yield simulation_words()[note.key][lang].format(service=titles[service].in_(lang), **values)


def told_skipped(skipped: tuple[Skipped, ...], lang: str) -> Iterator[str]:
    """What is not simulated, and why."""
    for each in skipped:
        yield simulation_words()[each.why][lang].format(service=each.title.in_(lang))


def _said(value: Any, lang: str) -> str:
    if isinstance(value, Words):
        return value.in_(lang)
    return number(value, lang, 1).removesuffix(",0").removesuffix(".0") if isinstance(value, float) else str(value)


def _hours(hours: tuple[int, ...]) -> str:
    """Hours of the day as spans: (6, 7, 20) is 6–8 h, 20–21 h."""
    spans: list[list[int]] = []
    for hour in hours:
        if spans and spans[-1][1] == hour:
            spans[-1][1] = hour + 1
        else:
            spans.append([hour, hour + 1])
    return ", ".join(f"{begin}–{end} h" for begin, end in spans)
