"""What is beside a place that has no name of its own, so that people can tell where it is: a stop, else a street."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.nearest_edge import metres_per_e7
from portee.network.network import Network
from portee.reports.fluent import say

__all__ = ["NEAR_M", "Beside", "beside", "place_words"]

NEAR_M = 400.0
"""Farther away, a name tells nothing of a place any more."""

ROUND_M = 10
SHORT = 12
"""Letters of an id that people can still read to each other; longer ones are left to files."""


@dataclass(frozen=True)
class Beside:
    """What a place is beside. kind: "stop" or "street". metres: in a straight line, in tens."""

    name: str
    kind: str
    metres: int


def beside(network: Network, lon: float, lat: float) -> Beside | None:
    """The nearest stop within `NEAR_M`, else the street of a name whose nearest bend is; None for neither."""
    timetable, streets = network.timetable, network.streets
    if timetable is not None:
        stop = _nearest(np.asarray(timetable.stop_lon), np.asarray(timetable.stop_lat), lon, lat)
        if stop is not None:
            return Beside(timetable.stop_name[stop[0]], "stop", stop[1])
    number = np.asarray(streets.edge_name)
    named = np.flatnonzero(number >= 0)
    middle = (np.asarray(streets.geometry_offset)[named] + np.asarray(streets.geometry_offset)[named + 1]) // 2
    street = _nearest(
        np.asarray(streets.geometry_lon_e7)[middle] / 1e7, np.asarray(streets.geometry_lat_e7)[middle] / 1e7, lon, lat
    )  # fmt: skip
    return None if street is None else Beside(streets.names[int(number[named[street[0]]])], "street", street[1])


def place_words(network: Network, id: str, lon: float, lat: float, lang: str) -> str:
    """How a place is called that has an id alone: by what it is beside, and by the id where that can be read."""
    found, short = beside(network, lon, lat), len(id) <= SHORT
    if found is None:
        return say(lang, "place-id", id=id)
    told = say(lang, f"place-beside-{found.kind}", name=found.name, metres=found.metres)
    return say(lang, "place-id-beside", id=id, beside=told) if short else told


def _nearest(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64], to_lon: float, to_lat: float
) -> tuple[int, int] | None:  # fmt: skip
    """Which point is nearest and how many tens of metres away, None where none is within `NEAR_M`."""
    if not len(lon):
        return None
    east, north = metres_per_e7(to_lat * 1e7)
    away = np.hypot((lon - to_lon) * 1e7 * east, (lat - to_lat) * 1e7 * north)
    at = int(np.argmin(away))
    return (at, round(float(away[at]) / ROUND_M) * ROUND_M) if away[at] <= NEAR_M else None
