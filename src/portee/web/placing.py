"""A place typed in a form: found by its name, asked again where the name means several."""

from __future__ import annotations

import math
from collections.abc import Sequence

from portee.services.gazetteer import Gazetteer, Spot
from portee.web.forms import Typed
from portee.web.wording import say

__all__ = ["circle_around", "spot_choices", "spots_of"]

CORNERS = 16
"""Of the outline that stands for a circle."""
METRES_PER_DEGREE = 111_195.0
"""Of a great circle, on a sphere of 6 371 km."""


def spots_of(form: Typed, field: str, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """The place that a field names, one or several; the form is told when it is none or several.

    Whoever chose among several sends a position in `spot`, which holds unless another name was typed meanwhile.
    """
    text = form.text(field)
    chosen = form.text("spot") if form.text(f"{field}-asked") == text else ""
    found = gazetteer.find(chosen or text)
    if not found:
        form.wrong(field, "place-unknown")
    elif len(found) > 1:
        form.wrong("spot", "place-several")
    return found


def circle_around(lon: float, lat: float, radius_m: float) -> list[list[float]]:
    """The corners of an outline that stands for a circle, degrees to six decimals."""
    up = radius_m / METRES_PER_DEGREE
    across = up / math.cos(math.radians(lat))
    turns = [2 * math.pi * k / CORNERS for k in range(CORNERS)]
    return [[round(lon + across * math.cos(turn), 6), round(lat + up * math.sin(turn), 6)] for turn in turns]


def spot_choices(spots: Sequence[Spot], lang: str) -> list[tuple[str, str]]:
    """Positions to choose among, and their words; none where there is no choice.

    A stop and a street that are called alike are told apart by what they are.
    """
    if len(spots) < 2:
        return []
    kinds: dict[str, set[str]] = {}
    for spot in spots:
        kinds.setdefault(spot.name.casefold(), set()).add(spot.kind)
    return [
        (f"{spot.lat:.6f}, {spot.lon:.6f}", _words(spot, lang, alike=len(kinds[spot.name.casefold()]) > 1))
        for spot in spots
    ]


def _words(spot: Spot, lang: str, *, alike: bool) -> str:
    told = spot.kind == "neighbourhood" or (alike and spot.kind in ("stop", "street"))
    name = say(lang, f"place-{spot.kind}", name=spot.name) if told else spot.name
    return say(lang, "place-near", name=name, near=spot.near) if spot.near else name
