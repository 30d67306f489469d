"""Colours of lines as an agency gives them, moved no more than needed to be seen on a light and on a dark ground."""

from __future__ import annotations

import re

__all__ = ["CONTRAST", "GROUND", "contrast", "legible"]

CONTRAST = 3.0
"""Of what is drawn with what lies under it, at least: WCAG 2.2, success criterion 1.4.11."""
GROUND = {"light": "#f7f6f3", "dark": "#1c1f22"}
"""The land of maps in each theme, as `PALETTES` of frontend/src/map/style.ts has it."""
STEP = 0.04
COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")


def legible(colour: str, theme: str, otherwise: str) -> str:
    """A colour "#rrggbb" seen on the ground of a theme: darker or lighter by as much as is needed.

    Args:
        colour: as GTFS writes it, with or without "#". theme: "light" or "dark". otherwise: where it is no colour.
    """
    found = COLOUR.fullmatch(colour.strip()) or COLOUR.fullmatch(otherwise)
    assert found is not None, "the other colour is one"
    red, green, blue = (int(found[1][k : k + 2], 16) for k in (0, 2, 4))
    aim = 0 if theme == "light" else 255
    for step in range(int(1 / STEP) + 1):
        share = step * STEP
        moved = "#" + "".join(f"{round(part + (aim - part) * share):02x}" for part in (red, green, blue))
        if contrast(moved, GROUND[theme]) >= CONTRAST:
            return moved
    raise AssertionError("black and white are seen on every ground")


def contrast(first: str, second: str) -> float:
    """From 1 to 21, of two colours "#rrggbb": WCAG 2.2, success criterion 1.4.3."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
