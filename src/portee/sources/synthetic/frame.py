"""The frame of the synthetic territory: its size, its seeded chance, and where it lies on the globe.

The plan is drawn in metres around the head of the old harbour, x to the east and y to the north. It is placed in the
open Mediterranean, on a spot where no land exists, so that nobody mistakes it for a real town.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["SIZES", "Floats", "Frame", "Size", "WaveNoise"]

Floats = npt.NDArray[np.float64]
Size = Literal["XS", "S", "M", "L"]

SIZES: dict[str, int] = {"XS": 3_000, "S": 30_000, "M": 120_000, "L": 600_000}
"""Residents by size name."""

ORIGIN_LON, ORIGIN_LAT = 5.0, 43.1
METRES_PER_DEGREE_LAT = 111_132.0
METRES_PER_DEGREE_LON = 111_320.0 * math.cos(math.radians(ORIGIN_LAT))
REFERENCE_RESIDENTS = 120_000
WEST_KM, SOUTH_KM, EAST_KM, NORTH_KM = -6.5, -3.2, 6.5, 6.2


@dataclass(frozen=True)
class Frame:
    """Extent and scale of one synthetic territory.

    Attributes:
        size: name of the size.
        seed: seed of every draw.
        residents: people living in it.
        scale: plan lengths relative to the size M (lengths grow with the square root of the residents).
    """

    size: Size
    seed: int

    @property
    def residents(self) -> int:
        return SIZES[self.size]

    @property
    def scale(self) -> float:
        return math.sqrt(self.residents / REFERENCE_RESIDENTS)

    @property
    def km(self) -> float:
        """Metres in one kilometre of the drawing at size M."""
        return 1000.0 * self.scale

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north, metres."""
        return WEST_KM * self.km, SOUTH_KM * self.km, EAST_KM * self.km, NORTH_KM * self.km

    def rng(self, purpose: str) -> np.random.Generator:
        """A generator of its own for each purpose, so that one more draw in one place moves nothing elsewhere."""
        return np.random.default_rng([self.seed, zlib.crc32(purpose.encode())])

    def to_lonlat(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Plan metres to degrees WGS 84."""
        lon = ORIGIN_LON + np.asarray(x, dtype=np.float64) / METRES_PER_DEGREE_LON
        lat = ORIGIN_LAT + np.asarray(y, dtype=np.float64) / METRES_PER_DEGREE_LAT
        return lon, lat

    def to_plan(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Degrees WGS 84 to plan metres."""
        x = (np.asarray(lon, dtype=np.float64) - ORIGIN_LON) * METRES_PER_DEGREE_LON
        y = (np.asarray(lat, dtype=np.float64) - ORIGIN_LAT) * METRES_PER_DEGREE_LAT
        return x, y


class WaveNoise:
    """Smooth noise of about unit amplitude: a sum of plane waves of random direction around one wavelength."""

    def __init__(self, rng: np.random.Generator, wavelength: float, waves: int = 14) -> None:
        angle = rng.uniform(0, 2 * math.pi, waves)
        pulse = 2 * math.pi / (wavelength * rng.uniform(0.6, 1.6, waves))
        self._kx = np.cos(angle) * pulse
        self._ky = np.sin(angle) * pulse
        self._phase = rng.uniform(0, 2 * math.pi, waves)
        self._norm = math.sqrt(2.0 / waves)

    def __call__(self, x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
        px, py = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        total = np.zeros(np.broadcast(px, py).shape)
        for kx, ky, phase in zip(self._kx, self._ky, self._phase, strict=True):
            total += np.cos(kx * px + ky * py + phase)
        return total * self._norm
