"""Coordinates of a map page: metres on a plane, rounded to a grid, written as short text.

The projection is spherical Mercator around the data: shapes keep their angles, and the scale bar is right at the
middle of the map. Points are steps from one to the next, each in the characters that encoded polylines use
(Google 2008): five bits a character from "?" (63) on, lowest first, sign in the lowest bit. None of these characters
is "<" or a quote, so that the text is safe inside a page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["Grid", "decode", "encode", "geometry_texts"]

EARTH_RADIUS_M = 6_378_137.0
"""Radius of the sphere of web maps (EPSG:3857)."""

MOST_STEPS = 1 << 16
"""Grid steps along the longer side of the data; a city of 30 km is thus rounded to half a metre."""

LEAST_STEP_M = 0.5
LIMIT_LAT = 85.0


@dataclass(frozen=True)
class Grid:
    """Whole-number coordinates over an area: x to the east, y to the south, from the north-west corner.

    Attributes:
        west, north: corner in Mercator metres.
        step: Mercator metres of one unit.
        metres: true metres of one unit in the middle of the area.
        width, height: size in units.
    """

    west: float
    north: float
    step: float
    metres: float
    width: int
    height: int

    @classmethod
    def over(cls, bounds: tuple[float, float, float, float]) -> Grid:
        """The grid over bounds (west, south, east, north) in degrees WGS 84."""
        west, south, east, north = bounds
        (x0, x1), (y0, y1) = _mercator(np.array([west, east]), np.array([south, north]))
        step = max(LEAST_STEP_M, max(x1 - x0, y1 - y0) / MOST_STEPS)
        middle = math.radians(max(-LIMIT_LAT, min(LIMIT_LAT, (south + north) / 2)))
        return cls(
            west=float(x0),
            north=float(y1),
            step=float(step),
            metres=float(step * math.cos(middle)),
            width=math.ceil((x1 - x0) / step),
            height=math.ceil((y1 - y0) / step),
        )

    @property
    def wide_bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees of the area and half as much again on each side."""
        wide, high = self.width * self.step / 2, self.height * self.step / 2
        x = np.array([self.west - wide, self.west + 3 * wide])
        y = np.array([self.north - 3 * high, self.north + high])
        lon = np.degrees(x / EARTH_RADIUS_M)
        lat = np.degrees(2 * np.arctan(np.exp(y / EARTH_RADIUS_M)) - np.pi / 2)
        return float(lon[0]), float(lat[0]), float(lon[1]), float(lat[1])

    def place(self, lonlat: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Grid coordinates of points, (m, 2) degrees → (m, 2) whole units."""
        x, y = _mercator(lonlat[:, 0], lonlat[:, 1])
        return np.stack([np.round((x - self.west) / self.step), np.round((self.north - y) / self.step)], axis=1).astype(
            np.int64
        )


def _mercator(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    phi = np.radians(np.clip(lat, -LIMIT_LAT, LIMIT_LAT))
    return EARTH_RADIUS_M * np.radians(lon), EARTH_RADIUS_M * np.log(np.tan(np.pi / 4 + phi / 2))


def encode(lines: Sequence[npt.NDArray[np.int64]]) -> list[str]:
    """Each line (m, 2) of whole numbers as text. Points that repeat the one before are left out."""
    kept: list[npt.NDArray[np.int64]] = []
    for line in lines:
        steps = np.diff(line, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
        moved = np.any(steps != 0, axis=1)
        moved[:1] = True
        kept.append(steps[moved])
    if not kept:
        return []
    numbers = np.concatenate(kept).reshape(-1)
    folded = np.where(numbers < 0, ~(numbers << 1), numbers << 1)
    # Characters each number takes: one for every five bits, at least one.
    lengths = np.ones(len(folded), dtype=np.int64)
    rest = folded >> 5
    while rest.any():
        lengths += rest > 0
        rest >>= 5
    ends = np.cumsum(lengths)
    text = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place in range(int(lengths.max()) if len(lengths) else 0):
        there = lengths > place
        more = np.where(lengths[there] > place + 1, 32, 0)
        text[(ends - lengths)[there] + place] = ((folded[there] >> (5 * place)) & 31) + more + 63
    whole = text.tobytes().decode("ascii")
    counts = np.cumsum([2 * len(steps) for steps in kept])
    stops = np.where(counts > 0, ends[counts - 1], 0).tolist()
    return [whole[start:stop] for start, stop in zip([0, *stops[:-1]], stops, strict=True)]


def decode(text: str) -> list[tuple[int, int]]:
    """The points of one encoded line."""
    numbers: list[int] = []
    value = shift = 0
    for character in text:
        part = ord(character) - 63
        value |= (part & 31) << shift
        shift += 5
        if part < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def geometry_texts(geometry: npt.NDArray[np.object_], grid: Grid) -> list[str]:
    """Each geometry as text: its points, lines or rings one after the other, with a space between them.

    Rings are told apart by the even-odd rule, so holes need no mark. A missing or empty geometry is an empty text.
    """
    parts, owner = shapely.get_parts(geometry, return_index=True)
    if len(parts):
        polygon = shapely.get_type_id(parts) == 3
        rings, ring_owner = shapely.get_rings(parts[polygon], return_index=True)
        others = parts[~polygon]
        parts = np.concatenate([rings, others])
        owner = np.concatenate([owner[polygon][ring_owner], owner[~polygon]])
    drawn = ~shapely.is_empty(parts)
    lines = [grid.place(shapely.get_coordinates(part)) for part in parts[drawn]]
    texts: list[list[str]] = [[] for _ in range(len(geometry))]
    for place, text in zip(owner[drawn].tolist(), encode(lines), strict=True):
        texts[place].append(text)
    return [" ".join(text) for text in texts]
