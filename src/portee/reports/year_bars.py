"""Money by year: a bar for the result of each year, up for a gain and down for a loss, and a line for the cash left.

Bars are told apart from the line by shape, gains from losses by side, so that it can be read without colours; the page
colours them.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portee.core.errors import ParameterError

__all__ = ["YearBars", "year_bars"]

WIDTH, HIGH, LEFT, RIGHT, TOP, BOTTOM = 420, 210, 84, 10, 34, 28
"""Units of the drawing: width, height of one panel, room for amounts, on the right, for the name and for the years."""
BAR_SHARE = 0.6
"""Of the room of a year."""
STEPS = (1, 2, 2.5, 5, 10)
MOST_LINES = 4
LETTERS = 38
YEAR_ROOM = 40
"""Units that the name of a year needs: where bars are nearer, some years are not named."""


@dataclass(frozen=True)
class YearBars:
    """One panel. name: of the hub; results, cash: of each year, in one unit of money."""

    name: str
    results: tuple[float, ...]
    cash: tuple[float, ...]


def year_bars(years: Sequence[int], panels: Sequence[YearBars], amount: Callable[[float], str]) -> str:
    """The drawing as SVG markup, one panel under the other on one scale; the same figures give the same text.

    Args:
        years: of all panels. panels: at least one. amount: how an amount is written beside its line.

    Raises:
        ParameterError: no year, no panel, or not one figure by year.
    """
    if not years or not panels or any({len(one.results), len(one.cash)} != {len(years)} for one in panels):
        raise ParameterError("There are no years, or not one figure for each.", mend="Give results and cash by year.")
    values = [0.0, *(value for one in panels for value in (*one.results, *one.cash))]
    low, high = min(values), max(values)
    if high - low <= 0:
        high = low + 1.0
    room = HIGH - TOP - BOTTOM

    def y(value: float, top: float) -> float:
        return top + TOP + (high - value) / (high - low) * room

    whole = HIGH * len(panels)
    parts = [f'<svg class="years" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {whole}">']
    wide = (WIDTH - LEFT - RIGHT) / len(years)
    every = 1 + int(YEAR_ROOM / wide) if wide < YEAR_ROOM else 1
    for number, one in enumerate(panels):
        top = float(number * HIGH)
        name = one.name if len(one.name) <= LETTERS else one.name[: LETTERS - 1] + "…"
        parts.append(f'<text x="{LEFT}" y="{top + 18:g}" font-size="15" font-weight="700">{html.escape(name)}</text>')
        for line in _lines(low, high):
            at = y(line, top)
            kind = "zero" if line == 0 else "grid"
            parts.append(f'<path class="{kind}" d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}"/>')
            parts.append(
                f'<text x="{LEFT - 8}" y="{at + 5:.1f}" text-anchor="end" font-size="14">'
                f"{html.escape(amount(line))}</text>"
            )
        middles = [LEFT + wide * (place + 0.5) for place in range(len(years))]
        for place, (x, year, result) in enumerate(zip(middles, years, one.results, strict=True)):
            up, down = sorted((y(result, top), y(0.0, top)))
            kind = "gain" if result >= 0 else "lose"
            parts.append(
                f'<rect class="{kind}" x="{x - wide * BAR_SHARE / 2:.1f}" y="{up:.1f}" '
                f'width="{wide * BAR_SHARE:.1f}" height="{max(1.0, down - up):.1f}"/>'
            )
            if place % every == 0:
                below = f'x="{x:.1f}" y="{top + HIGH - 8:g}"'
                parts.append(f'<text {below} text-anchor="middle" font-size="14">{year}</text>')
        points = [(x, y(value, top)) for x, value in zip(middles, one.cash, strict=True)]
        parts.append(f'<path class="cash" d="M{"L".join(f"{x:.1f} {at:.1f}" for x, at in points)}"/>')
        parts += [f'<circle class="cash" cx="{x:.1f}" cy="{at:.1f}" r="4"/>' for x, at in points]
    return "".join(parts) + "</svg>"


def _lines(low: float, high: float) -> list[float]:
    """Round amounts between two, zero among them where it lies between; a few."""
    span = high - low
    size = 10.0 ** _digits(span / MOST_LINES)
    step = next(step * size for step in STEPS if span / (step * size) <= MOST_LINES)
    first = int(-(-low // step))
    return [step * k for k in range(first, int(high // step) + 1)]


def _digits(value: float) -> int:
    """Places before the point, less one: 3 for 1 234; -1 for 0.5."""
    digits = 0
    while value >= 10:
        value, digits = value / 10, digits + 1
    while value < 1:
        value, digits = value * 10, digits - 1
    return digits
