"""Where a name is: streets and stops of a network by name, without asking any other service.

What is looked up is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import metres_per_e7
from portee.network.network import Network
from portee.scenarios.naming import plain

__all__ = ["MOST_FOUND", "Gazetteer", "Spot"]

MOST_FOUND = 12
APART_M = 500
"""Parts of one name that lie further from each other are different places."""

POSITION = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
NUMBER = re.compile(r"^\d+\s*(?:bis|ter|quater|[a-d])?[\s,]+", re.IGNORECASE)
POSTCODE = re.compile(r"\b\d{5}\b.*$")
NOT_LETTERS = re.compile(r"[\W_]+")
LONGEST = 200
SMALL = ("de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux")


@dataclass(frozen=True)
class Spot:
    """A place of a name. near: the stop beside it, "" where none is; lat, lon: degrees."""

    name: str
    near: str
    lat: float
    lon: float


class Gazetteer:
    """Names of the streets and stops of a network."""

    def __init__(self, network: Network) -> None:
        self._network = network
        streets, timetable = network.streets, network.timetable
        named = np.flatnonzero(np.asarray(streets.edge_name) >= 0)
        middle = (np.asarray(streets.geometry_offset[named]) + np.asarray(streets.geometry_offset[named + 1])) // 2
        self._street = np.asarray(streets.edge_name)[named]
        self._lon = np.asarray(streets.geometry_lon_e7)[middle] / 1e7
        self._lat = np.asarray(streets.geometry_lat_e7)[middle] / 1e7
        self._stops: list[str] = [] if timetable is None else list(timetable.stop_name)
        none = np.zeros(0, np.float64)
        self._stop_lon = none if timetable is None else np.asarray(timetable.stop_lon)
        self._stop_lat = none if timetable is None else np.asarray(timetable.stop_lat)
        self._streets = list(streets.names)
        self._by_plain: dict[str, list[tuple[str, int]]] = {}
        for kind, names in (("stop", self._stops), ("street", self._streets)):
            for row, name in enumerate(names):
                self._by_plain.setdefault(_key(name), []).append((kind, row))

    def find(self, text: str) -> tuple[Spot, ...]:
        """Places that a text may mean: "43.30, 5.37", the name of a stop or of a street, a number and a town beside it.

        The best first, at most `MOST_FOUND`; none when nothing is like it, or when a position lies outside the network.
        """
        text = text.strip()[:LONGEST]
        position = POSITION.fullmatch(text)
        if position:
            return self._at(float(position[1]), float(position[2]))
        asked = _key(POSTCODE.sub("", NUMBER.sub("", text).partition(",")[0]))
        found: list[Spot] = []
        for key in self._keys(asked):
            found += self._spots(key)
            if len(found) >= MOST_FOUND:
                break
        return tuple(found[:MOST_FOUND])

    def near(self, lat: float, lon: float) -> str:
        """Name of the nearest stop, "" where the network has none."""
        if not self._stops:
            return ""
        return self._stops[int(np.argmin(self._away(self._stop_lat, self._stop_lon, lat, lon)))]

    def _at(self, lat: float, lon: float) -> tuple[Spot, ...]:
        west, south, east, north = self._network.bounds
        if not (south <= lat <= north and west <= lon <= east):
            return ()
        return (Spot(f"{lat:.5f}, {lon:.5f}", self.near(lat, lon), lat, lon),)

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
        for kind in ("stop", "street"):
            rows = [row for named, row in self._by_plain[key] if named == kind]
            if not rows:
                continue
            if kind == "stop":
                lat, lon, name = self._stop_lat[rows], self._stop_lon[rows], self._stops[rows[0]]
            else:
                here = np.isin(self._street, rows)
                lat, lon, name = self._lat[here], self._lon[here], self._streets[rows[0]]
            for part in self._parts(lat, lon):
                # The middle of a bent street may lie beside it: the piece nearest to the middle is taken.
                centre = float(lat[part].mean()), float(lon[part].mean())
                best = int(np.argmin(self._away(lat[part], lon[part], *centre)))
                at = float(lat[part][best]), float(lon[part][best])
                near = self.near(*at)
                yield Spot(name, "" if kind == "stop" or plain(near) == plain(name) else near, *at)

    def _parts(self, lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> Iterable[npt.NDArray[np.int64]]:
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
    def _away(
        lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64], to_lat: float, to_lon: float
    ) -> npt.NDArray[np.float64]:
        """Metres as the crow flies."""
        east, north = metres_per_e7(to_lat * 1e7)
        return np.asarray(np.hypot((lon - to_lon) * 1e7 * east, (lat - to_lat) * 1e7 * north))


def _key(name: str) -> str:
    """A name without accents, capitals, signs, nor the small words that people leave out."""
    return " ".join(word for word in NOT_LETTERS.sub(" ", plain(name)).split() if word not in SMALL)
