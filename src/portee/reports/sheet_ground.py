"""What a small map of a page begins with: main streets on paper, where positions lie on it, and its scale."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.reports.mapcoords import Grid
from portee.reports.maplayers import BaseMap

__all__ = ["DRAWN", "PAPER", "STREET", "WIDTH", "Ground", "frame_of", "ground_of", "line_path", "scale_bar"]

WIDTH = 640
"""Units of the drawing; points are kept to a whole unit, lines to a tenth."""

LEAST_HIGH, MOST_HIGH = 0.55, 1.0
"""Height of the drawing as a share of its width."""

LEAST_DEGREES = 0.01
MARGIN = 0.04

PAPER, STREET, MAJOR = "#ffffff", "#e7e3da", "#cfc9bd"
BAR = "#000000"
DRAWN = (("street", STREET, 0.7), ("major", MAJOR, 1.3), ("motorway", MAJOR, 2.2))

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ground:
    """What a map begins with.

    parts: markup; high: units; metres: of a unit; grid, unit, shift: where positions lie; frame: of `frame_of`.
    """

    parts: tuple[str, ...]
    high: int
    grid: Grid
    unit: float
    shift: Points
    frame: tuple[float, float, float, float]

    @property
    def metres(self) -> float:
        return self.grid.metres / self.unit

    def dots(self, lon: Points, lat: Points) -> npt.NDArray[np.int64]:
        """Positions in whole units, shape (n, 2)."""
        placed = self.grid.place(np.stack([lon, lat], axis=1)) * self.unit + self.shift
        return np.round(placed).astype(np.int64).reshape(-1, 2)


def ground_of(base: BaseMap, lon: Points, lat: Points) -> Ground:
    """The opened drawing with the streets around positions."""
    frame = frame_of(lon, lat)
    grid = Grid.over(frame)
    unit = WIDTH / max(grid.width, 1)
    high = round(WIDTH * min(max(grid.height / max(grid.width, 1), LEAST_HIGH), MOST_HIGH))
    unit = min(unit, high / max(grid.height, 1))
    shift = np.array([(WIDTH - grid.width * unit) / 2, (high - grid.height * unit) / 2])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" width="{WIDTH}" height="{high}">',
        f'<rect class="paper" width="{WIDTH}" height="{high}" fill="{PAPER}"/>',
    ]
    for name, colour, width in DRAWN:
        path = line_path((grid.place(line) * unit + shift for line in base.lines.get(name, ())), high)
        if path:
            parts.append(f'<path class="{name}" d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>')
    return Ground(tuple(parts), high, grid, unit, shift, frame)


def frame_of(lon: Points, lat: Points) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees around positions, with a margin. Raises ParameterError."""
    if not (np.isfinite(lon).all() and np.isfinite(lat).all() and np.abs(lon).max() <= 180 and np.abs(lat).max() <= 90):
        raise ParameterError("A place to draw is not in degrees.", mend="Give longitudes and latitudes in WGS 84.")
    west, east, south, north = float(lon.min()), float(lon.max()), float(lat.min()), float(lat.max())
    wide = max((east - west) * MARGIN, (LEAST_DEGREES - (east - west)) / 2)
    tall = max((north - south) * MARGIN, (LEAST_DEGREES - (north - south)) / 2)
    return west - wide, south - tall, east + wide, north + tall


def line_path(lines: Iterable[Points], high: int) -> str:
    """Lines that touch the drawing, as steps of tenths of a unit."""
    found = []
    for line in lines:
        low, most = line.min(axis=0), line.max(axis=0)
        if low[0] > WIDTH or low[1] > high or most[0] < 0 or most[1] < 0:
            continue
        tenths = np.round(line * 10).astype(np.int64)
        steps = np.diff(tenths, axis=0)
        steps = steps[(steps != 0).any(axis=1)]
        if len(steps):
            start = f"M{tenths[0, 0] / 10:g} {tenths[0, 1] / 10:g}l"
            found.append(start + " ".join(f"{dx / 10:g} {dy / 10:g}" for dx, dy in steps.tolist()))
    return "".join(found)


def scale_bar(metres: float, high: int, words: Callable[[float], str]) -> str:
    """A bar of a round length in the corner; `metres` of a unit, `high`: units, `words`: of a length in metres."""
    longest = WIDTH * metres * 0.25
    power = 10.0 ** np.floor(np.log10(longest))
    length = float(next(part * power for part in (5, 2, 1) if part * power <= longest))
    y, end = high - 14, 14 + length / metres
    return (
        f'<path class="scale" d="M14 {y}H{end:.1f}" stroke="{BAR}" stroke-width="3"/>'
        f'<text class="scale-words" x="14" y="{y - 7}" font-size="24" '
        'font-family="Atkinson Hyperlegible Next, sans-serif" '
        f'fill="{BAR}" stroke="{PAPER}" stroke-width="4" paint-order="stroke">{html.escape(words(length))}</text>'
    )
