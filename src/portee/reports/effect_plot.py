"""Drawings of an effect over time: by periods since a start with intervals, or a neighbourhood beside its mixture.

Told apart by shape and line as well as lightness, so that they can be read in greyscale; SVG with numbers alone.
"""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.reports.sheet_ground import PAPER, STREET
from portee.reports.sheet_map import HOME, NOT, REACHED
from portee.reports.wording import MINUS

__all__ = ["event_plot", "paths_plot", "round_steps"]

WIDE, HIGH = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 92, 16, 16, 40
SIZE = 22
"""Height of figures, in units of the drawing."""

LETTER = 0.6
"""Width of a figure over its height."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Frame:
    """From figures to places on the drawing."""

    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return LEFT + across * (WIDE - LEFT - RIGHT), HIGH - BOTTOM - up * (HIGH - TOP - BOTTOM)


def event_plot(
    since: npt.ArrayLike, effect: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike, *, lag: int,
    told: Callable[[float], str],
) -> str:  # fmt: skip
    """Effects with their intervals, squares before the start and circles after it, as SVG markup.

    Args:
        since: periods since the start (k,). effect, low, high: in the outcome's unit (k,). lag: periods not counted.
        told: how a figure is written.

    Raises:
        ParameterError: nothing can be drawn.
    """
    places, middle = np.asarray(since, np.float64), np.asarray(effect, np.float64)
    ends = np.asarray(low, np.float64), np.asarray(high, np.float64)
    frame = _frame(places, [middle, *ends, np.zeros(1)])
    parts = [*_ground(frame, lag, told), *_across(frame, [int(p) for p in _some(places)], _whole)]
    for x, y, bottom, top in zip(places, middle, *ends, strict=True):
        name, colour = ("reached", REACHED) if x >= 0 else ("not", NOT)
        if math.isfinite(bottom) and math.isfinite(top):
            (a, b), (_, c) = frame.at(x, bottom), frame.at(x, top)
            parts.append(_line(name, f"M{a:.1f} {b:.1f}V{c:.1f}", colour, 3))
        a, b = frame.at(x, y)
        # A short stroke with round or square ends is a circle or a square that takes the colour of its class.
        cap, width = ("round", 13) if x >= 0 else ("square", 10)
        parts.append(_line(name, f"M{a:.1f} {b:.1f}h.01", colour, width, cap))
    return "".join(parts) + "</svg>"


def paths_plot(
    labels: Sequence[str], observed: npt.ArrayLike, mixed: npt.ArrayLike, *, start: int, lag: int,
    told: Callable[[float], str],
) -> str:  # fmt: skip
    """A neighbourhood (thick line) and its mixture (thin dashes) over time, as SVG markup.

    Args:
        labels: of the periods (n,). observed, mixed: figures (n,). start: place of the first treated period.
        lag: periods not counted. told: how a figure is written.

    Raises:
        ParameterError: nothing can be drawn.
    """
    lines = np.asarray(observed, np.float64), np.asarray(mixed, np.float64)
    places = np.arange(len(labels), dtype=np.float64) - start
    frame = _frame(places, list(lines))
    shown = [int(p) for p in _some(places, 4)]
    parts = [*_ground(frame, lag, told), *_across(frame, shown, lambda p: labels[p + start])]
    for line, name, colour, width, dash in (
        (lines[1], "not", NOT, 3.5, "9 6"), (lines[0], "reached", REACHED, 4.5, ""),
    ):  # fmt: skip
        path = "L".join("{:.1f} {:.1f}".format(*frame.at(x, y)) for x, y in zip(places, line, strict=True))
        parts.append(_line(name, f"M{path}", colour, width, "round", dash))
    return "".join(parts) + "</svg>"


def round_steps(low: float, high: float, most: int = 7) -> list[float]:
    """Round figures between two ends, at most so many."""
    if not high > low:
        return [low]
    rough = (high - low) / most
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * k for k in (1, 2, 5, 10) if unit * k >= rough * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    return [k * step for k in range(first, math.floor(high / step + 1e-9) + 1)]


def _frame(places: Floats, figures: Sequence[Floats]) -> _Frame:
    known = np.concatenate([part[np.isfinite(part)] for part in figures])
    if not len(places) or not len(known):
        raise ParameterError("There is nothing to draw.", mend="Draw an effect that could be computed.")
    low, high = float(known.min()), float(known.max())
    margin = 0.06 * (high - low) or 0.5 * abs(high) or 0.5
    return _Frame((float(places.min()) - 0.7, float(places.max()) + 0.7), (low - margin, high + margin))


def _ground(frame: _Frame, lag: int, told: Callable[[float], str]) -> list[str]:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}">',
        f'<rect class="paper" width="{WIDE}" height="{HIGH}" fill="{PAPER}"/>',
    ]
    if lag > 0:
        (a, _), (b, _) = frame.at(-0.5, 0), frame.at(min(lag - 0.5, frame.x[1]), 0)
        middle = (TOP + HIGH - BOTTOM) / 2
        parts.append(_line("street", f"M{a:.1f} {middle}H{b:.1f}", STREET, HIGH - TOP - BOTTOM, "butt"))
    for figure in round_steps(*frame.y):
        _, y = frame.at(frame.x[0], figure)
        nothing = abs(figure) < 1e-12
        parts.append(
            _line("scale" if nothing else "street", f"M{LEFT} {y:.1f}H{WIDE - RIGHT}", HOME if nothing else STREET,
                  1.6 if nothing else 1.2)
        )  # fmt: skip
        parts.append(_words(told(figure), LEFT - 8, y + SIZE / 3, "end"))
    x, _ = frame.at(-0.5, 0)
    parts.append(_line("scale", f"M{x:.1f} {TOP}V{HIGH - BOTTOM}", HOME, 1.6, "butt", "3 4"))
    return parts


def _across(frame: _Frame, places: Sequence[int], told: Callable[[int], str]) -> list[str]:
    parts = []
    for place in places:
        x, text = frame.at(place, 0)[0], told(place)
        # A long label stays on the drawing.
        half = LETTER * SIZE * len(text) / 2
        parts.append(_words(text, min(max(x, half + 2), WIDE - half - 2), HIGH - 10, "middle"))
    return parts


def _whole(number: int) -> str:
    return f"{MINUS if number < 0 else ''}{abs(number)}"


def _some(places: Floats, most: int = 9) -> Floats:
    """Places that get a figure."""
    every = math.ceil(len(places) / most)
    return places[places % every == 0] if every > 1 else places


def _line(name: str, path: str, colour: str, width: float, cap: str = "butt", dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path class="{name}" d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linecap="{cap}" stroke-linejoin="round"{dashes}/>'
    )


def _words(text: str, x: float, y: float, anchor: str) -> str:
    return (
        f'<text class="scale-words" x="{x:.1f}" y="{y:.1f}" font-size="{SIZE}" text-anchor="{anchor}" '
        f'font-family="Atkinson Hyperlegible Next" fill="{HOME}" stroke="{PAPER}" stroke-width="4" '
        f'paint-order="stroke">{html.escape(text)}</text>'
    )
