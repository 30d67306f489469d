"""Names of the territory and where they are: neighbourhoods, stops, streets. Nobody else is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from portee.kernels.nearest_edge import metres_per_e7
from portee.network.network import Network

__all__ = ["Gazetteer", "Named", "gazetteer_of", "position_in"]

KINDS = ("neighbourhood", "stop", "street")
"""In this order, names that fit equally well are offered."""

NEAR_M = 400.0
"""A place is told by a name no farther than this."""

POSITION = re.compile(r"^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")


@dataclass(frozen=True)
class Named:
    """A name. kind: one of `KINDS`; lon, lat: degrees."""

    name: str
    kind: str
    lon: float
    lat: float


def plain(text: str) -> str:
    """A name without accents, capitals and signs: "L'Estaque – Gare" and "l estaque gare" are the same."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c))))


def position_in(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of a text such as "43.2965, 5.3698": latitude first, as maps write it. None for others."""
    found = POSITION.match(text.replace("°", ""))
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    return (lon, lat) if abs(lat) <= 90 and abs(lon) <= 180 else None


class Gazetteer:
    """Names, found by their beginning, then by any word, then anywhere in them."""

    def __init__(self, names: Iterable[Named]) -> None:
        kept: dict[tuple[str, str], Named] = {}
        for named in names:
            kept.setdefault((named.kind, plain(named.name)), named)
        self.names = tuple(kept.values())
        self._plain = [key for _, key in kept]
        self._lon = np.array([named.lon for named in self.names])
        self._lat = np.array([named.lat for named in self.names])
        self._street = np.array([named.kind == "street" for named in self.names], np.bool_)

    def find(self, text: str, most: int = 8) -> list[Named]:
        """Names that fit a text, the best first."""
        wanted = plain(text)
        if not wanted:
            return []
        found = []
        for named, name in zip(self.names, self._plain, strict=True):
            if name == wanted:
                fit = 0
            elif name.startswith(wanted):
                fit = 1
            elif f" {wanted}" in name:
                fit = 2
            elif wanted in name:
                fit = 3
            else:
                continue
            found.append((fit, KINDS.index(named.kind), len(name), named.name, named))
        return [row[-1] for row in sorted(found, key=lambda row: row[:-1])[:most]]

    def nearest(self, lon: float, lat: float) -> Named | None:
        """The nearest name that is no farther than `NEAR_M`; streets only where nothing else is."""
        if not self.names:
            return None
        mx, my = (metres * 1e7 for metres in metres_per_e7(int(lat * 1e7)))
        away = np.hypot((self._lon - lon) * mx, (self._lat - lat) * my)
        for fits in (~self._street, self._street):
            distance = np.where(fits, away, np.inf)
            k = int(np.argmin(distance))
            if distance[k] <= NEAR_M:
                return self.names[k]
        return None


def gazetteer_of(network: Network, neighbourhoods: Iterable[Named] = ()) -> Gazetteer:
    """Names of neighbourhoods, then those that the network knows: of stops, and of streets, amid one of their edges."""
    names = list(neighbourhoods)
    timetable = network.timetable
    if timetable is not None:
        for name, lon, lat in zip(timetable.stop_name, timetable.stop_lon, timetable.stop_lat, strict=True):
            if name:
                names.append(Named(name, "stop", float(lon), float(lat)))
    streets = network.streets
    named, edges = np.unique(np.asarray(streets.edge_name), return_index=True)
    offset = np.asarray(streets.geometry_offset)
    for name_row, edge in zip(named.tolist(), edges.tolist(), strict=True):
        if name_row >= 0:
            middle = int((offset[edge] + offset[edge + 1]) // 2)
            lon, lat = streets.geometry_lon_e7[middle] / 1e7, streets.geometry_lat_e7[middle] / 1e7
            names.append(Named(streets.names[name_row], "street", float(lon), float(lat)))
    return Gazetteer(names)
