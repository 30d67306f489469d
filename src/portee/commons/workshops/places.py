"""Where something was said, without where somebody lives: points moved by lot, and shown only among enough people."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from portee.commons.anonymity import LEAST_PEOPLE
from portee.commons.records.territory import Point
from portee.core.errors import ParameterError

__all__ = ["Hiding", "Spot", "distance_m", "hidden_places", "moved", "square_of"]

EARTH_M = 6_371_008.8
"""Mean radius of the Earth, metres (IUGG)."""

LEAST_MOVED_M = 100.0
"""Shortest distance that a place is moved by; records of statements hold no nearer one."""

DECIMALS = 4
"""Of a degree in what is written: eleven metres, finer would promise too much."""

POLE = 85.0


@dataclass(frozen=True)
class Hiding:
    """How places are hidden.

    Attributes:
        least_m, most_m: a place is moved by a distance between both, uniformly over the ring that they bound.
        square_m: side of the squares in which people are counted.
        people: how many must have spoken in a square for its points to be kept.
    """

    least_m: float = LEAST_MOVED_M
    most_m: float = 300.0
    square_m: float = 500.0
    people: int = LEAST_PEOPLE

    def __post_init__(self) -> None:
        if self.least_m < LEAST_MOVED_M:
            raise ParameterError(f"A place is moved by {LEAST_MOVED_M:g} m at least.", mend="Give more.")
        if not self.least_m + 50 <= self.most_m <= 5_000:
            raise ParameterError(
                "The longest distance is not beyond the shortest.", mend="Give 50 m more than it or more, 5000 at most."
            )
        if not 100 <= self.square_m <= 20_000:
            raise ParameterError("Squares have a side of 100 to 20000 m.", mend="Give such a side.")
        if self.people < LEAST_PEOPLE:
            raise ParameterError(f"No square is shown for fewer than {LEAST_PEOPLE} people.", mend="Give more.")


@dataclass(frozen=True)
class Spot:
    """Where somebody spoke of: a label of the person within one file, degrees."""

    person: Hashable
    lat: float
    lon: float


def moved(lat: float, lon: float, least_m: float, most_m: float, draw: random.Random) -> Point:
    """A point drawn uniformly over a ring around a place, rounded to about eleven metres and still in the ring."""
    while True:
        # The area of a disc grows as the square of its radius.
        far = math.sqrt(draw.uniform(least_m**2, most_m**2))
        turn = draw.uniform(0, 2 * math.pi)
        north = math.degrees(far * math.cos(turn) / EARTH_M)
        east = math.degrees(far * math.sin(turn) / (EARTH_M * math.cos(math.radians(lat))))
        found = round(lat + north, DECIMALS), round((lon + east + 180) % 360 - 180, DECIMALS)
        if least_m <= distance_m(lat, lon, *found) <= most_m:
            return Point(lat=found[0], lon=found[1])


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two places along the great circle (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(min(1.0, half)))


def square_of(lat: float, lon: float, side_m: float) -> tuple[int, int]:
    """Row and column of the square that holds a place: rows from the equator, columns as wide as their row is high."""
    high = math.degrees(side_m / EARTH_M)
    row = math.floor(lat / high)
    wide = high / math.cos(math.radians((row + 0.5) * high))
    return row, math.floor(lon / wide)


def hidden_places(
    spots: Sequence[Spot | None], hiding: Hiding, draw: random.Random | Callable[[Hashable], random.Random]
) -> list[Point | None]:
    """What may be shown of each place: a point moved at random, or nothing.

    Each person keeps one place, the first: two places of one person say more of who that is than both alone, and
    several draws around one place would give it away. A point is shown when at least `hiding.people` people spoke in
    the square of the true place, and as many points of others are shown in the square of the moved one.

    Args:
        draw: where chance comes from. Places that are shown again and again need one of each person, always the same:
            several draws around one place would give it away.
    """
    of_person = (lambda _: draw) if isinstance(draw, random.Random) else draw
    kept: dict[Hashable, Spot] = {}
    for spot in spots:
        if spot is not None and abs(spot.lat) <= POLE:
            kept.setdefault(spot.person, spot)
    true = _crowded(((spot.person, spot.lat, spot.lon) for spot in kept.values()), hiding)
    points = {
        person: moved(spot.lat, spot.lon, hiding.least_m, hiding.most_m, of_person(person))
        for person, spot in kept.items()
        if square_of(spot.lat, spot.lon, hiding.square_m) in true
    }
    shown = _crowded(((person, point.lat, point.lon) for person, point in points.items()), hiding)
    points = {
        person: point for person, point in points.items() if square_of(point.lat, point.lon, hiding.square_m) in shown
    }
    return [points.get(spot.person) if spot is not None and kept.get(spot.person) == spot else None for spot in spots]


def _crowded(places: Iterable[tuple[Hashable, float, float]], hiding: Hiding) -> set[tuple[int, int]]:
    """Squares in which enough people spoke."""
    people: dict[tuple[int, int], set[Hashable]] = defaultdict(set)
    for person, lat, lon in places:
        people[square_of(lat, lon, hiding.square_m)].add(person)
    return {square for square, spoke in people.items() if len(spoke) >= hiding.people}
