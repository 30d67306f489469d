"""Shares of a whole as bars on top of each other: one bar by year or by scenario, told apart by lightness and figures.

Drawn as SVG with figures in the bars and names beside them, so that it can be read in greyscale and on paper.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from portee.core.errors import ParameterError
from portee.reports.percents import rounded_percents

__all__ = ["FILLS", "INK", "ShareBar", "share_bars"]

WIDTH, LEFT, BAR, GAP, MARGIN = 640, 210, 34, 12, 8
"""Units of the drawing: its width, room for names, height of a bar, room between bars and around."""

INK, PAPER = "#1c1b19", "#ffffff"
FILLS = (("#d9e6ef", INK), ("#8db8d6", INK), ("#2f78a8", PAPER), ("#10314a", PAPER))
"""Fill of each part, lightest first, and the ink on it: Okabe and Ito's blue from light to dark."""

LEAST_LABEL = 5.0
"""Percents of a part from which its figure fits in."""

LETTERS = 20
"""Of a name, at most."""

FONT = 'font-family="Atkinson Hyperlegible Next, sans-serif"'


@dataclass(frozen=True)
class ShareBar:
    """A bar. name: beside it; shares: of its parts, sum 1; dashed: an aim rather than a result."""

    name: str
    shares: tuple[float, ...]
    dashed: bool = False


def share_bars(bars: Sequence[ShareBar]) -> str:
    """The drawing as SVG markup; the same bars give the same text.

    Raises:
        ParameterError: no bar, too many parts, or shares that do not sum to 1.
    """
    if not bars or any(len(bar.shares) > len(FILLS) for bar in bars):
        raise ParameterError(f"There are no bars, or more than {len(FILLS)} parts.", mend="Give bars of few parts.")
    high = 2 * MARGIN + len(bars) * (BAR + GAP) - GAP
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" width="{WIDTH}" height="{high}">']
    for number, bar in enumerate(bars):
        top = MARGIN + number * (BAR + GAP)
        name = bar.name if len(bar.name) <= LETTERS else bar.name[: LETTERS - 1] + "…"
        parts.append(
            f'<text class="name" x="{LEFT - 10}" y="{top + 23}" text-anchor="end" font-size="17" {FONT} '
            f'fill="{INK}">{html.escape(name)}</text>'
        )
        parts += _bar(bar, top)
    return "".join(parts) + "</svg>"


def _bar(bar: ShareBar, top: int) -> list[str]:
    parts, x = [], float(LEFT)
    unit = (WIDTH - LEFT - MARGIN) / 100
    edge = f' stroke="{INK}" stroke-width="1.5"' + (' stroke-dasharray="5 3"' if bar.dashed else "")
    for percent, (fill, ink) in zip(rounded_percents(bar.shares, 0), FILLS, strict=False):
        wide = percent * unit
        if percent:
            parts.append(
                f'<rect class="part" x="{x:.1f}" y="{top}" width="{wide:.1f}" height="{BAR}" fill="{fill}"{edge}/>'
            )
        if percent >= LEAST_LABEL:
            parts.append(
                f'<text x="{x + wide / 2:.1f}" y="{top + 23}" text-anchor="middle" font-size="17" {FONT} '
                f'fill="{ink}">{percent:.0f}</text>'
            )
        x += wide
    return parts
