"""Names in a file and the lines, stops and kinds of places they mean; what is like a name that means nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Literal

from portee.network.timetable_draft import TimetableDraft
from portee.scenarios.modification import Tell
from portee.scenarios.works import Works

__all__ = [
    "MODES", "TransitMode", "draft_of", "lines_named", "meant", "nearest_platforms", "note_removed", "plain",
    "route_mode", "stops_named",
]  # fmt: skip

TransitMode = Literal["tram", "metro", "rail", "bus", "ferry", "cable", "funicular"]

MODES = {
    "tram": (0, 5, 900), "metro": (1, 12, 400), "rail": (2, 100), "bus": (3, 11, 700), "ferry": (4, 1000),
    "cable": (6, 1300), "funicular": (7, 1400),
}  # fmt: skip
"""GTFS route types of a mode: the first is that of a new line; of extended types the whole hundred is meant."""


def plain(name: str) -> str:
    """A name without accents, capitals and spaces at the ends."""
    folded = unicodedata.normalize("NFD", name)
    return "".join(c for c in folded if not unicodedata.combining(c)).casefold().strip()


def meant(name: str, known: Iterable[str]) -> str:
    """What somebody who wrote a name may have meant, as the end of a sentence."""
    by_plain = {plain(one): one for one in known}
    near = get_close_matches(plain(name), list(by_plain), n=1, cutoff=0.6)
    return f"Did you mean '{by_plain[near[0]]}'?" if near else "Write it as the data do."


def draft_of(works: Works, tell: Tell) -> TimetableDraft | None:
    """The timetable to change; None, and told, where the network has none."""
    if works.timetable is None:
        tell("type", "The network has no timetable.", "Build it with --gtfs FEED.zip.")
    return works.timetable


def route_mode(kind: int) -> str | None:
    """The mode of a GTFS route type, basic or extended."""
    for mode, types in MODES.items():
        if kind in types or any(own >= 100 and own <= kind < own + 100 for own in types):
            return mode
    return None


def lines_named(works: Works, draft: TimetableDraft, name: str, tell: Tell, field: str = "line") -> list[int]:
    """Routes with trips whose id, short name or long name is a name; empty, and told, where there is none."""
    used = sorted(draft.routes_used())
    names = {route: draft.route_name(route) for route in used}
    if not name:
        tell(field, "A line has no name.", "Write its id, short name or long name.")
        return []
    for part in range(3):
        found = [route for route in used if names[route][part] == name]
        if found:
            return found
    found = [route for route in used if plain(name) in map(plain, names[route][:3])]
    if not found:
        gone = f"line {plain(name)}" in works.removed
        known = [text for route in used for text in names[route][:3] if text]
        why = "An earlier modification removed it." if gone else meant(name, known)
        tell(field, f"There is no line '{name}'.", why)
    return found


def note_removed(works: Works, draft: TimetableDraft, routes: Iterable[int]) -> None:
    """Keep in mind the names of lines that an earlier modification leaves without a trip."""
    works.removed |= {f"line {plain(text)}" for route in routes for text in draft.route_name(route)[:3] if text}


def stops_named(draft: TimetableDraft, name: str, tell: Tell, field: str) -> list[int]:
    """Stops whose id or name is a name: all platforms; empty, and told, where there is none."""
    ids = draft.stop_ids()
    if not name:
        tell(field, "A stop has no name.", "Write its id or its name.")
        return []
    if name in ids:
        return [ids.index(name)]
    names = draft.stop_names()
    found = [k for k, one in enumerate(names) if one == name] or [
        k for k, one in enumerate(names) if plain(one) == plain(name)
    ]
    if not found:
        tell(field, f"There is no stop '{name}'.", meant(name, names))
    return found


def nearest_platforms(draft: TimetableDraft, names: Sequence[str], tell: Tell, field: str) -> list[int]:
    """One platform for each name in turn, the nearest to the one before; empty, and told, where one is unknown."""
    candidates = [stops_named(draft, name, tell, field) for name in names]
    if not all(candidates):
        return []
    lon, lat = draft.positions()

    def apart(a: int, b: int) -> float:
        return float((lon[a] - lon[b]) ** 2 * 0.5 + (lat[a] - lat[b]) ** 2)

    chosen: list[int] = []
    for place, some in enumerate(candidates):
        beside = [chosen[-1]] if chosen else candidates[place + 1] if len(candidates) > 1 else some
        chosen.append(min(some, key=lambda stop: min(apart(stop, other) for other in beside)))
    return chosen
