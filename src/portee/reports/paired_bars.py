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


def paired_bars(rows: Sequence[tuple[str, Sequence[float], Sequence[str]]]) -> str:
    """The drawing as SVG markup; the same rows give the same text.

    Args:
        rows: name, one or two numbers of zero or more, and their words.

    Raises:
        ParameterError: no row, or not one or two numbers in each.
    """
    if not rows or any(len(values) not in (1, 2) or len(values) != len(words) for _, values, words in rows):
        raise ParameterError("There are no bars, or not one or two in each line.", mend="Give a number or two a line.")
    most = max(value for _, values, _ in rows for value in values) or 1.0
    pair = max(len(values) for _, values, _ in rows) * BAR
    high = 2 * MARGIN + len(rows) * (pair + GAP) - GAP
    parts = [f'<svg class="bars" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}">']
    room = WIDTH - LEFT - RIGHT
    for number, (name, values, words) in enumerate(rows):
        top = MARGIN + number * (pair + GAP)
        short = name if len(name) <= LETTERS else name[: LETTERS - 1] + "…"
        at = f'x="{LEFT - 10}" y="{top + pair / 2 + 6:g}"'
        parts.append(f'<text {at} text-anchor="end" font-size="16">{html.escape(short)}</text>')
        for place, (value, text) in enumerate(zip(values, words, strict=True)):
            y, wide = top + place * BAR, max(1.0, value / most * room)
            kind = ("full", "outlined")[place]
            parts.append(f'<rect class="{kind}" x="{LEFT}" y="{y + 1}" width="{wide:.1f}" height="{BAR - 3}"/>')
            parts.append(f'<text x="{LEFT + wide + 6:.1f}" y="{y + 12}" font-size="13">{html.escape(text)}</text>')
    return "".join(parts) + "</svg>"
