"""A small map for a page or a sheet of paper, over main streets: where one lives and what is within reach, or where a
change is a gain and where a loss.

Drawn as SVG without words but the scale, told apart by shape, size and lightness, so that it can be read in greyscale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from portee.reports.maplayers import BaseMap
from portee.reports.rounds_map import ROUND_SYMBOLS
from portee.reports.share_bars import FILLS, INK
from portee.reports.sheet_ground import PAPER, WIDTH, Ground, frame_of, ground_of, scale_bar

__all__ = ["SYMBOLS", "change_map", "frame_of", "sheet_map", "symbol"]

REACHED, NOT, HOME, FAR = "#0b3d6e", "#8a857b", "#000000", "#7fa6cc"
GAIN, LOSE = "#1f5fa8", "#a34a0c"
HOUSE, DIAMOND = "m-13 2 13-13 13 13h-4v11h-18v-11z", "m0-13 13 13-13 13-13-13z"
UP, DOWN = ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)), ((0.0, 1.0), (1.0, -0.8), (-1.0, -0.8))
LEAST_MARK, MOST_MARK = 3.5, 8.0
"""Half the width of a triangle of a change: it is smaller where there are many."""

SYMBOLS = {
    "reached": f'<circle cx="10" cy="10" r="5" fill="{REACHED}"/>',
    "not": f'<rect x="7.5" y="7.5" width="5" height="5" fill="{NOT}"/>',
    "part": (
        f'<circle cx="10" cy="10" r="5" fill="{REACHED}"/><ellipse cx="10" cy="10" rx="2.4" ry="2.4" fill="{PAPER}"/>'
    ),
    "home": f'<path transform="scale(.62)" d="M16 15{HOUSE}" fill="{HOME}"/>',
    "work": f'<path transform="scale(.62)" d="M16 16{DIAMOND}" fill="{HOME}"/>',
    "gain": f'<polygon class="gain" points="10,4 16,15 4,15" fill="{GAIN}"/>',
    "lose": f'<polygon class="lose" points="10,16 16,5 4,5" fill="{LOSE}"/>',
    **{
        f"part-{place + 1}": f'<polygon class="share" points="3,5 17,5 17,15 3,15" fill="{fill}" stroke="{INK}"/>'
        for place, (fill, _) in enumerate(FILLS)
    },
    "here": f'<circle class="here" cx="10" cy="10" r="5" fill="{HOME}"/>',
    "area-near": f'<polygon class="area-near" points="3,5 17,5 17,15 3,15" fill="{REACHED}" fill-opacity=".7"/>',
    "area-far": f'<polygon class="area-far" points="3,5 17,5 17,15 3,15" fill="{FAR}" fill-opacity=".45"/>',
    "cash": (
        f'<path class="round-6" d="M1 10H19" stroke="{INK}" stroke-width="2.5"/>'
        f'<circle class="stop" cx="10" cy="10" r="4" fill="{INK}"/>'
    ),
    **ROUND_SYMBOLS,
}
"""Marks of the key."""

Points = npt.NDArray[np.float64]


def symbol(name: str) -> str:
    """A mark of the map alone, for its key."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">{SYMBOLS[name]}</svg>'


def sheet_map(
    base: BaseMap | Ground, lon: Points, lat: Points, reached: npt.NDArray[np.bool_], home: tuple[float, float],
    scale_words: Callable[[float], str], *, part: npt.NDArray[np.bool_] | None = None, mark: str = "home",
) -> str:  # fmt: skip
    """The drawing as SVG markup; the same arguments give the same text.

    Args:
        base: streets underneath; or the ground drawn before, whose frame is that of all positions.
        lon, lat: of the places, degrees, shape (n,). reached: which are within reach, shape (n,).
        home: longitude and latitude of the home.
        scale_words: the length of the scale bar in words, from metres.
        part: which are within reach in part, shape (n,), None for none. mark: of `home`, "home" or "work".

    Raises:
        ParameterError: a position is not a number or not in degrees.
    """
    ground = base if isinstance(base, Ground) else ground_of(base, np.append(lon, home[0]), np.append(lat, home[1]))
    parts = list(ground.parts)
    dots = ground.dots(lon, lat)
    inside = _distinct(dots[reached])
    partly = _others(_distinct(dots[part]) if part is not None else [], inside)
    outside = _others(_distinct(dots[~reached]), [*inside, *partly])
    parts += [
        _dots("not", outside, NOT, 4.4, "square"), _dots("halo", [*partly, *inside], PAPER, 10, "round"),
        _dots("reached", [*partly, *inside], REACHED, 7.5, "round"), _dots("hole halo", partly, PAPER, 3.6, "round"),
    ]  # fmt: skip
    parts.append(_mark(ground, home, HOUSE if mark == "home" else DIAMOND))
    parts.append(scale_bar(ground.metres, ground.high, scale_words))
    return "".join(part for part in parts if part) + "</svg>"


def change_map(
    base: BaseMap, lon: Points, lat: Points, change: npt.NDArray[np.int8], scale_words: Callable[[float], str], *,
    mark: tuple[float, float] | None = None,
) -> str:  # fmt: skip
    """The drawing of a change as SVG markup: triangles up for gains, down for losses, small squares for none; of places
    at one spot a loss is drawn rather than a gain, and a gain rather than none.

    Args:
        base: streets underneath. lon, lat: of the places, degrees, shape (n,), at least one.
        change: 1 for a gain, −1 for a loss, 0 for none, shape (n,). scale_words: as for `sheet_map`.
        mark: longitude and latitude of what brings the change, drawn as a diamond; None for no mark.

    Raises:
        ParameterError: a position is not a number or not in degrees.
    """
    around: tuple[list[float], list[float]] = ([], []) if mark is None else ([mark[0]], [mark[1]])
    ground = ground_of(base, np.append(lon, around[0]), np.append(lat, around[1]))
    dots = ground.dots(lon, lat)
    lose = _distinct(dots[change < 0])
    gain = _others(_distinct(dots[change > 0]), lose)
    same = _others(_distinct(dots[change == 0]), [*lose, *gain])
    size = float(np.clip(0.4 * np.sqrt(WIDTH * ground.high / len(dots)), LEAST_MARK, MOST_MARK))
    parts = [
        *ground.parts, _dots("not", same, NOT, 0.9 * size, "square"), _triangles("gain", gain, UP, GAIN, size),
        _triangles("lose", lose, DOWN, LOSE, size),
    ]  # fmt: skip
    if mark is not None:
        parts.append(_mark(ground, mark, DIAMOND))
    parts.append(scale_bar(ground.metres, ground.high, scale_words))
    return "".join(part for part in parts if part) + "</svg>"


def _mark(ground: Ground, at: tuple[float, float], shape: str) -> str:
    x, y = ground.dots(np.array([at[0]]), np.array([at[1]]))[0].tolist()
    return (
        f'<path class="home" d="M{x} {y}{shape}" fill="{HOME}" stroke="{PAPER}" stroke-width="4" paint-order="stroke"/>'
    )


def _distinct(points: npt.NDArray[np.int64]) -> list[list[int]]:
    found: list[list[int]] = np.unique(points, axis=0).tolist()
    return found


def _others(points: list[list[int]], taken: list[list[int]]) -> list[list[int]]:
    """Points that are not taken yet."""
    known = set(map(tuple, taken))
    return [point for point in points if tuple(point) not in known]


def _dots(name: str, points: Iterable[list[int]] | npt.NDArray[np.int64], colour: str, size: float, cap: str) -> str:
    """Points as lines of hardly any length, whose round or square ends are the marks."""
    path = "".join(f"M{x} {y}h.1" for x, y in points)
    if not path:
        return ""
    return (
        f'<path class="{name}" d="{path}" fill="none" stroke="{colour}" stroke-width="{size}" stroke-linecap="{cap}"/>'
    )


def _triangles(
    name: str, points: Iterable[list[int]], corners: tuple[tuple[float, float], ...], colour: str, size: float
) -> str:  # fmt: skip
    at = np.round(np.array(corners) * size, 1)
    first, *sides = np.round(np.vstack([at[:1], np.diff(at, axis=0)]), 1).tolist()
    shape = f"m{first[0]:g} {first[1]:g}l" + " ".join(f"{dx:g} {dy:g}" for dx, dy in sides) + "z"
    path = "".join(f"M{x} {y}{shape}" for x, y in points)
    if not path:
        return ""
    return f'<path class="{name}" d="{path}" fill="{colour}" stroke="{PAPER}" stroke-width="1.5" paint-order="stroke"/>'
