"""Tiles of the web's square map of the world: zoom z has 2^z by 2^z of them, from the north-west corner.

Web Mercator (EPSG:3857) in shares of the whole square: x from 0 at 180° west to 1, y from 0 at 85.05° north to 1.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Tile", "tiles_of", "to_degrees", "to_square"]

LATITUDE_MOST = 85.0511
"""Where the square ends, degrees: arctan(sinh π)."""

Floats = npt.NDArray[np.float64]


def to_square(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Floats:
    """Degrees to shares of the square: float64 (n, 2)."""
    phi = np.radians(np.clip(np.asarray(lat, np.float64), -LATITUDE_MOST, LATITUDE_MOST))
    x = (np.asarray(lon, np.float64) + 180) / 360
    y = (1 - np.arcsinh(np.tan(phi)) / math.pi) / 2
    return np.stack([x, y], axis=-1)


def to_degrees(x: float, y: float) -> tuple[float, float]:
    """Shares of the square to longitude and latitude."""
    return x * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))


class Tile(NamedTuple):
    """A tile: zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        return 0 <= self.z <= 30 and 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z

    def box(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """Least and largest x and y in the square, with a margin in tiles all around: x0, y0, x1, y1."""
        side = 1 / (1 << self.z)
        return (
            (self.x - margin) * side, (self.y - margin) * side, (self.x + 1 + margin) * side,
            (self.y + 1 + margin) * side,
        )  # fmt: skip


def tiles_of(bounds: tuple[float, float, float, float], zoom: int) -> list[Tile]:
    """Tiles of a zoom that bounds (west, south, east, north in degrees) touch."""
    (x0, y1), (x1, y0) = to_square([bounds[0], bounds[2]], [bounds[1], bounds[3]]).tolist()
    count = 1 << zoom
    columns, rows = (
        range(max(0, math.floor(low * count)), min(count - 1, math.floor(high * count)) + 1)
        for low, high in ((x0, x1), (y0, y1))
    )
    return [Tile(zoom, x, y) for x in columns for y in rows]
