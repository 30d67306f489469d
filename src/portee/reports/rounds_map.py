"""Rounds on a small map for a page or a sheet of paper: lines along streets, where they start, and where they stop.

Rounds of one site share a colour and a dash, so that they are told apart without colours too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from portee.reports.maplayers import BaseMap
from portee.reports.sheet_ground import PAPER, Ground, ground_of, line_path, scale_bar

__all__ = ["LOOKS", "ROUND_SYMBOLS", "MapRound", "MapSite", "rounds_map"]

INK = "#000000"
LOOKS = (
    ("#0072b2", ""), ("#b34700", "9 4"), ("#00704f", "3 3"), ("#8a3d74", "12 3 3 3"), ("#5b4a00", "6 2"),
    ("#1c1b19", "2 4"),
)  # fmt: skip
"""Colour and dash of the rounds of each site, in turn: Okabe and Ito's, darkened until each stands out on white."""
SUPPLY = "#5c574f"
WIDE, THIN = 2.6, 1.7
MARKS = {
    "depot": "m-9-9h18v18h-18z",
    "micro_hub": "m0-11 11 11-11 11-11-11z",
    "locker": "m-5-6h10v12h-10z",
}
SiteKind = Literal["depot", "micro_hub", "locker"]

ROUND_SYMBOLS = {
    **{
        f"round-{place + 1}": (
            f'<path class="round-{place + 1}" d="M1 10H19" stroke="{colour}" stroke-width="3"'
            + (f' stroke-dasharray="{dash}"' if dash else "")
            + "/>"
        )
        for place, (colour, dash) in enumerate(LOOKS)
    },
    "supply": f'<path class="supply" d="M1 10H19" stroke="{SUPPLY}" stroke-width="2" stroke-dasharray="1 3"/>',
    "stop": f'<circle class="stop" cx="10" cy="10" r="3" fill="{INK}"/>',
    "depot": f'<path transform="scale(.8)" d="M12.5 12.5{MARKS["depot"]}" fill="{INK}"/>',
    "micro_hub": f'<path transform="scale(.8)" d="M12.5 12.5{MARKS["micro_hub"]}" fill="{INK}"/>',
    "locker": f'<path class="locker" d="M10 10{MARKS["locker"]}" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>',
}
"""Marks of the key."""

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MapRound:
    """A round. points: float64 (p, 2), degrees. look: place of its colour in `LOOKS`, None for a supply."""

    points: Points
    look: int | None


@dataclass(frozen=True)
class MapSite:
    """A depot, a micro-hub or a locker, degrees."""

    lon: float
    lat: float
    kind: SiteKind


def rounds_map(
    base: BaseMap, rounds: Sequence[MapRound], stops: Points, sites: Sequence[MapSite],
    scale_words: Callable[[float], str],
) -> str:  # fmt: skip
    """The drawing as SVG markup; the same arguments give the same text.

    Args:
        base: streets underneath. rounds: lines, the last on top. stops: float64 (n, 2), degrees, of doors.
        sites: at least one. scale_words: the length of the scale bar in words, from metres.

    Raises:
        ParameterError: a position is not a number or not in degrees.
    """
    at = np.array([(one.lon, one.lat) for one in sites], np.float64).reshape(-1, 2)
    every = np.vstack([at, stops.reshape(-1, 2), *(one.points for one in rounds)])
    ground = ground_of(base, every[:, 0], every[:, 1])
    parts = [*ground.parts]
    for one in sorted(rounds, key=lambda one: one.look is not None):
        parts.append(_line(ground, one))
    dots = np.unique(ground.dots(stops[:, 0], stops[:, 1]), axis=0).tolist() if len(stops) else []
    path = "".join(f"M{x} {y}h.1" for x, y in dots)
    if path:
        parts.append(
            f'<path class="stops" d="{path}" fill="none" stroke="{INK}" stroke-width="4" stroke-linecap="round"/>'
        )
    # Lockers first: a micro-hub or a depot is never hidden.
    for site in sorted(sites, key=lambda site: ("locker", "micro_hub", "depot").index(site.kind)):
        x, y = ground.dots(np.array([site.lon]), np.array([site.lat]))[0].tolist()
        fill, edge = (PAPER, INK) if site.kind == "locker" else (INK, PAPER)
        parts.append(
            f'<path class="{site.kind}" d="M{x} {y}{MARKS[site.kind]}" fill="{fill}" stroke="{edge}" '
            'stroke-width="2.5" paint-order="stroke"/>'
        )
    parts.append(scale_bar(ground.metres, ground.high, scale_words))
    return "".join(part for part in parts if part) + "</svg>"


def _line(ground: Ground, one: MapRound) -> str:
    placed = ground.grid.place(one.points) * ground.unit + ground.shift
    path = line_path([placed], ground.high)
    if not path:
        return ""
    if one.look is None:
        return (
            f'<path class="supply" d="{path}" fill="none" stroke="{SUPPLY}" stroke-width="{THIN}" '
            'stroke-dasharray="1 3"/>'
        )
    colour, dash = LOOKS[one.look % len(LOOKS)]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path class="round round-{one.look % len(LOOKS) + 1}" d="{path}" fill="none" stroke="{colour}" '
        f'stroke-width="{WIDE}" stroke-linejoin="round"{dashes}/>'
    )
