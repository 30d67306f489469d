"""A small map without a background from afar: meridians, parallels, coasts sketched by hand, and numbered marks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from portee.core.plain_yaml import parse_yaml
from portee.services.commons_reading.practices import Spot

__all__ = ["EUROPE", "WORLD", "Frame", "Mark", "marks"]


@dataclass(frozen=True)
class Frame:
    """What a map shows: degrees, and how wide it is drawn, in units of the drawing.

    Attributes:
        step: degrees between meridians and between parallels.
        without: a frame whose places are shown there and not here.
    """

    west: float
    south: float
    east: float
    north: float
    width: float
    step: int
    without: Frame | None = None

    @property
    def scale(self) -> float:
        return self.width / (self.east - self.west)

    @property
    def stretch(self) -> float:
        """Parallels lie as far apart as they do at the middle of the map."""
        return 1 / math.cos(math.radians((self.north + self.south) / 2))

    @property
    def height(self) -> float:
        return round((self.north - self.south) * self.scale * self.stretch, 1)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies in the drawing."""
        return round((lon - self.west) * self.scale, 1), round((self.north - lat) * self.scale * self.stretch, 1)

    def holds(self, lon: float, lat: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    @property
    def lines(self) -> tuple[str, ...]:
        """Meridians and parallels, as paths."""
        across = range(math.ceil(self.west / self.step) * self.step, math.floor(self.east) + 1, self.step)
        down = range(math.ceil(self.south / self.step) * self.step, math.floor(self.north) + 1, self.step)
        return (
            *(f"M{self.at(lon, 0)[0]} 0V{self.height}" for lon in across),
            *(f"M0 {self.at(0, lat)[1]}H{self.width}" for lat in down),
        )

    @property
    def land(self) -> tuple[str, ...]:
        """Coasts, as paths."""
        return tuple(
            "M" + "L".join(f"{x} {y}" for x, y in (self.at(lon, lat) for lon, lat in ring)) + "Z" for ring in _coasts()
        )


EUROPE = Frame(-11, 35.5, 19, 56, 640, 5)
WORLD = Frame(-130, -35, 60, 62, 640, 30, EUROPE)


@dataclass(frozen=True)
class Mark:
    """A numbered mark, which leads to the place of the list with the same number."""

    number: int
    name: str
    x: float
    y: float
    count: int


def marks(frame: Frame, spots: Sequence[tuple[int, Spot]]) -> tuple[Mark, ...]:
    """The marks of the spots that a map holds."""
    found = []
    for number, spot in spots:
        if spot.lat is None or spot.lon is None or not frame.holds(spot.lon, spot.lat):
            continue
        if frame.without is not None and frame.without.holds(spot.lon, spot.lat):
            continue
        x, y = frame.at(spot.lon, spot.lat)
        found.append(Mark(number, spot.name, x, y, len(spot.practices)))
    return tuple(found)


@cache
def _coasts() -> tuple[tuple[tuple[float, float], ...], ...]:
    text = files("portee.web.commons").joinpath("coasts.yaml").read_text(encoding="utf-8")
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring in parse_yaml(text, "coasts.yaml")[0]["rings"])
