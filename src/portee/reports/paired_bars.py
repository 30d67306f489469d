"""Pairs of bars, one pair a line: a full bar and an outlined one, told apart without colour; the page colours them."""

from __future__ import annotations

import html
from collections.abc import Sequence

from portee.core.errors import ParameterError

__all__ = ["paired_bars"]

WIDTH, LEFT, RIGHT, BAR, GAP, MARGIN = 640, 230, 90, 15, 16, 8
"""Units of the drawing: width, room for names and for figures, height of a bar, room between pairs and around."""

LETTERS = 26
"""Of a name, at most."""


NARROW, OVER, NARROW_LETTERS = 330, 24, 38
"""Of the drawing for a phone: width, room for a name over its bars, letters of it."""


def paired_bars(rows: Sequence[tuple[str, Sequence[float], Sequence[str]]], *, narrow: bool = False) -> str:
    """The drawing as SVG markup; the same rows give the same text.

    Args:
        rows: name, one or two numbers of zero or more, and their words.
        narrow: for a phone: names stand over their bars, in letters that need not be shrunk.

    Raises:
        ParameterError: no row, or not one or two numbers in each.
    """
    if not rows or any(len(values) not in (1, 2) or len(values) != len(words) for _, values, words in rows):
        raise ParameterError("There are no bars, or not one or two in each line.", mend="Give a number or two a line.")
    most = max(value for _, values, _ in rows for value in values) or 1.0
    wide, left, over, letters = (NARROW, 4, OVER, NARROW_LETTERS) if narrow else (WIDTH, LEFT, 0, LETTERS)
    pair = max(len(values) for _, values, _ in rows) * BAR + over
    high = 2 * MARGIN + len(rows) * (pair + GAP) - GAP
    parts = [f'<svg class="bars" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">']
    room = wide - left - RIGHT
    for number, (name, values, words) in enumerate(rows):
        top = MARGIN + number * (pair + GAP)
        short = name if len(name) <= letters else name[: letters - 1] + "…"
        at = f'x="{left}" y="{top + 17}"' if narrow else f'x="{LEFT - 10}" y="{top + pair / 2 + 6:g}" text-anchor="end"'
        parts.append(f'<text {at} font-size="16">{html.escape(short)}</text>')
        for place, (value, text) in enumerate(zip(values, words, strict=True)):
            y, long = top + over + place * BAR, max(1.0, value / most * room)
            kind = ("full", "outlined")[place]
            parts.append(f'<rect class="{kind}" x="{left}" y="{y + 1}" width="{long:.1f}" height="{BAR - 3}"/>')
            parts.append(f'<text x="{left + long + 6:.1f}" y="{y + 12}" font-size="13">{html.escape(text)}</text>')
    return "".join(parts) + "</svg>"
