"""Where a name is: neighbourhoods, stops and streets of a territory by name, without asking any other service.

What is looked up is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import numpy.typing as npt

from portee.core.errors import PorteeError
from portee.kernels.nearest_edge import metres_per_e7
from portee.network.network import Network
from portee.scenarios.naming import plain
from portee.services.outlines import SMALL_WORDS, names_of_outlines, parts_of_outline
from portee.sources.osm.ground import read_ground
from portee.territory.places import Places

__all__ = [
    "KINDS",
    "MOST_FOUND",
    "MOST_SUGGESTED",
    "Gazetteer",
    "Spot",
    "gazetteer_of",
    "named_places",
    "position_in",
]

Floats = npt.NDArray[np.float64]

KINDS = ("neighbourhood", "stop", "street")
"""In this order, names that fit equally well are offered."""

MOST_FOUND, MOST_SUGGESTED = 12, 8
APART_M = 500
"""Parts of one name that lie further from each other are different places."""

BESIDE_M = 150.0
"""A street this near to a stop of its name is told as the stop."""

NEAR_M = 400.0
"""A place is told by a name no farther than this."""

POSITION = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
NUMBER = re.compile(r"^\d+\s*(?:bis|ter|quater|[a-d])?[\s,]+", re.IGNORECASE)
POSTCODE = re.compile(r"\b\d{5}\b.*$")
NOT_LETTERS = re.compile(r"[\W_]+")
LONGEST = 200


@dataclass(frozen=True)
class Spot:
    """A place of a name.

    Attributes:
        name: as its source writes it. kind: one of `KINDS`, or "position". lat, lon: degrees.
        near: the stop beside it, "" where none is.
    """

    name: str
    kind: str
    lat: float
    lon: float
    near: str = ""


def named_places(places: Places | None) -> Iterator[Spot]:
    """Neighbourhoods of a file, where there is one with a column of names."""
    if places is None:
        return
    for name, lon, lat in zip(names_of_outlines(places) or (), places.lon.tolist(), places.lat.tolist(), strict=True):
        if name:
            yield Spot(name, "neighbourhood", lat, lon)


def gazetteer_of(
    network: Network, osm: Path | None, priority: Places | None, boundary: Path | None = None
) -> Gazetteer:
    """Names of a territory: stops and streets, priority neighbourhoods, and what its files call neighbourhoods.

    Args:
        osm: its extract. boundary: its outline, which may be drawn neighbourhood by neighbourhood.
    """
    parts = [
        *named_places(priority),
        *_neighbourhoods(network, osm),
        *named_places(parts_of_outline(network, boundary)),
    ]
    return Gazetteer(network, parts)


def _neighbourhoods(network: Network, osm: Path | None) -> Iterator[Spot]:
    if osm is None:
        return
    try:
        found = read_ground(osm).places
    except PorteeError:
        # The map then has no ground, and says so; names of stops and streets are still known.
        return
    west, south, east, north = network.bounds
    for place in found:
        if west <= place.lon <= east and south <= place.lat <= north:
            yield Spot(place.names.get("fr", place.names[""]), "neighbourhood", place.lat, place.lon)


def position_in(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of a text such as "43.2965, 5.3698": latitude first, as maps write it. None for others."""
    found = POSITION.fullmatch(text.replace("°", ""))
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    return (lon, lat) if abs(lat) <= 90 and abs(lon) <= 180 else None


class Gazetteer:
    """Names of the neighbourhoods, stops and streets of a territory.

    Args:
        network: whose stops and streets. neighbourhoods: of these, the first of a name is kept.
    """

    def __init__(self, network: Network, neighbourhoods: Iterable[Spot] = ()) -> None:
        self._network = network
        kept: dict[str, Spot] = {}
        for one in neighbourhoods:
            kept.setdefault(_key(one.name), one)
        self.neighbourhoods = tuple(kept.values())
        streets, timetable = network.streets, network.timetable
        named = np.flatnonzero(np.asarray(streets.edge_name) >= 0)
        middle = (np.asarray(streets.geometry_offset[named]) + np.asarray(streets.geometry_offset[named + 1])) // 2
        none = np.zeros(0, np.float64)
        # Of each kind: names, then where they are, and the row of the name there.
        self._names: dict[str, list[str]] = {
            "neighbourhood": [one.name for one in self.neighbourhoods],
            "stop": [] if timetable is None else list(timetable.stop_name),
            "street": list(streets.names),
        }
        self._lat: dict[str, Floats] = {
            "neighbourhood": np.array([one.lat for one in self.neighbourhoods], np.float64),
            "stop": none if timetable is None else np.asarray(timetable.stop_lat),
            "street": np.asarray(streets.geometry_lat_e7)[middle] / 1e7,
        }
        self._lon: dict[str, Floats] = {
            "neighbourhood": np.array([one.lon for one in self.neighbourhoods], np.float64),
            "stop": none if timetable is None else np.asarray(timetable.stop_lon),
            "street": np.asarray(streets.geometry_lon_e7)[middle] / 1e7,
        }
        self._row = {kind: np.arange(len(self._names[kind])) for kind in KINDS}
        self._row["street"] = np.asarray(streets.edge_name)[named]
        self._by_plain: dict[str, list[tuple[str, int]]] = {}
        for kind in KINDS:
            for row, name in enumerate(self._names[kind]):
                self._by_plain.setdefault(_key(name), []).append((kind, row))

    def find(self, text: str) -> tuple[Spot, ...]:
        """Places that a text may mean: "43.30, 5.37", a neighbourhood, a stop, a street, with a number or a town.

        The best first, at most `MOST_FOUND`; none when nothing is like it, or when a position lies outside the network.
        """
        text = text.strip()[:LONGEST]
        position = position_in(text)
        if position:
            return self._at(*position)
        asked = _asked(text)
        found: list[Spot] = []
        for key in self._keys(asked):
            found += self._spots(key)
            if len(found) >= MOST_FOUND:
                break
        return tuple(found[:MOST_FOUND])

    def suggest(self, text: str, most: int = MOST_SUGGESTED) -> tuple[Spot, ...]:
        """Names to offer while one is typed: those that begin so, then those that hold it.

        One place a name and kind; what is spelt nearly so when nothing else fits.
        """
        asked = _asked(text.strip()[:LONGEST])
        if not asked:
            return ()
        fits = [(fit, key) for key in self._by_plain if (fit := _fit(key, asked)) is not None]
        if not fits:
            fits = [(0, key) for key in get_close_matches(asked, list(self._by_plain), n=4, cutoff=0.7)]
        ranked = sorted(
            (fit, KINDS.index(kind), len(key), key, kind)
            for fit, key in fits
            for kind in {kind for kind, _ in self._by_plain[key]}
        )
        return tuple(next(self._of_kind(key, kind)) for *_, key, kind in ranked[:most])

    def nearest(self, lon: float, lat: float) -> Spot | None:
        """The nearest name that is no farther than `NEAR_M`; streets only where nothing else is."""
        for kinds in (KINDS[:2], KINDS[2:]):
            away, kind, at = min(self._closest(kind, lat, lon) for kind in kinds)
            if away <= NEAR_M:
                name = self._names[kind][int(self._row[kind][at])]
                return Spot(name, kind, float(self._lat[kind][at]), float(self._lon[kind][at]))
        return None

    def near(self, lat: float, lon: float) -> str:
        """Name of the nearest stop, "" where the network has none."""
        away, _, at = self._closest("stop", lat, lon)
        return self._names["stop"][at] if np.isfinite(away) else ""

    def _around(self, lat: float, lon: float) -> str:
        """Name of the nearest neighbourhood, else of the nearest street: what tells two stops of one name apart."""
        kind = "neighbourhood" if self.neighbourhoods else "street"
        away, _, at = self._closest(kind, lat, lon)
        return self._names[kind][int(self._row[kind][at])] if np.isfinite(away) else ""

    def _closest(self, kind: str, lat: float, lon: float) -> tuple[float, str, int]:
        """Metres to the closest of a kind, infinite for none; the kind; which one it is."""
        if not len(self._lat[kind]):
            return np.inf, kind, 0
        away = self._away(self._lat[kind], self._lon[kind], lat, lon)
        at = int(np.argmin(away))
        return float(away[at]), kind, at

    def _at(self, lon: float, lat: float) -> tuple[Spot, ...]:
        west, south, east, north = self._network.bounds
        if not (south <= lat <= north and west <= lon <= east):
            return ()
        return (Spot(f"{lat:.5f}, {lon:.5f}", "position", lat, lon, self.near(lat, lon)),)

    def _keys(self, asked: str) -> Iterator[str]:
        """Names like the one asked: the same, then those that hold all its words, then those spelt nearly so."""
        if not asked:
            return
        if asked in self._by_plain:
            yield asked
            return
        words = asked.split()
        holding = [key for key in self._by_plain if all(word in key for word in words)]
        yield from sorted(holding, key=lambda key: (len(key), key))
        if not holding:
            yield from get_close_matches(asked, list(self._by_plain), n=4, cutoff=0.7)

    def _spots(self, key: str) -> Iterator[Spot]:
        stops: list[Spot] = []
        for kind in KINDS:
            for spot in self._of_kind(key, kind):
                if kind == "stop":
                    stops.append(spot)
                # The tracks and the square of a stop often have its name: that is no other place.
                if kind != "street" or not any(self._beside(spot, stop) for stop in stops):
                    yield spot

    def _beside(self, one: Spot, other: Spot) -> bool:
        return float(self._away(np.array([one.lat]), np.array([one.lon]), other.lat, other.lon)[0]) <= BESIDE_M

    def _of_kind(self, key: str, kind: str) -> Iterator[Spot]:
        """Places of a name and kind, the one of most pieces first."""
        rows = [row for named, row in self._by_plain[key] if named == kind]
        if not rows:
            return
        here = np.isin(self._row[kind], rows)
        lat, lon, name = self._lat[kind][here], self._lon[kind][here], self._names[kind][rows[0]]
        parts = self._parts(lat, lon)
        for part in parts:
            # The middle of a bent street may lie beside it: the piece nearest to the middle is taken.
            centre = float(lat[part].mean()), float(lon[part].mean())
            best = int(np.argmin(self._away(lat[part], lon[part], *centre)))
            at = float(lat[part][best]), float(lon[part][best])
            near = self.near(*at) if kind != "stop" else self._around(*at) if len(parts) > 1 else ""
            yield Spot(name, kind, *at, "" if plain(near) == plain(name) else near)

    def _parts(self, lat: Floats, lon: Floats) -> list[npt.NDArray[np.int64]]:
        """Pieces of one name that lie together, the one of most pieces first."""
        left = np.arange(len(lat))
        parts: list[npt.NDArray[np.int64]] = []
        while len(left) and len(parts) < MOST_FOUND:
            group, edge = left[:1], left[:1]
            rest = left[1:]
            while len(edge) and len(rest):
                close = np.zeros(len(rest), np.bool_)
                for one in edge.tolist():
                    close |= self._away(lat[rest], lon[rest], float(lat[one]), float(lon[one])) <= APART_M
                edge, rest = rest[close], rest[~close]
                group = np.concatenate([group, edge])
            parts.append(group)
            left = rest
        return sorted(parts, key=len, reverse=True)

    @staticmethod
    def _away(lat: Floats, lon: Floats, to_lat: float, to_lon: float) -> Floats:
        """Metres as the crow flies."""
        east, north = metres_per_e7(to_lat * 1e7)
        return np.asarray(np.hypot((lon - to_lon) * 1e7 * east, (lat - to_lat) * 1e7 * north))


def _key(name: str) -> str:
    """A name without accents, capitals, signs, nor the small words that people leave out."""
    return " ".join(word for word in NOT_LETTERS.sub(" ", plain(name)).split() if word not in SMALL_WORDS)


def _asked(text: str) -> str:
    """What is looked for: the name without a number before it, nor a postcode and a town after it."""
    return _key(POSTCODE.sub("", NUMBER.sub("", text).partition(",")[0]))


def _fit(key: str, asked: str) -> int | None:
    """How well a name fits what is typed, 0 the best; None when it does not."""
    if key == asked:
        return 0
    if key.startswith(asked):
        return 1
    if f" {asked}" in key:
        return 2
    return 3 if asked in key else None
