"""Where a ride on a shared vehicle may start and end, at any point of the map."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import numpy.typing as npt
import shapely

from portee.offers.shared import SharedSystem, Station
from portee.offers.zones import permissions

__all__ = ["may_end", "may_start"]

Bools = npt.NDArray[np.bool_]


def may_end(
    system: SharedSystem, vehicle_type: str, lon: npt.ArrayLike, lat: npt.ArrayLike, *, at: datetime | None = None
) -> Bools:
    """Whether a vehicle may be left at each point, shape (n,).

    A point counts as open ground: bringing a vehicle back to a station is a matter of `Station.returns`. Refused are
    points where the deciding rule forbids to end a ride or wants vehicles at stations, and all points for types that
    go back to stations. Allowed whatever the rules is the area of a virtual station that takes vehicles back (GBFS:
    `station_area` goes before the rules of zones), but for types that must return to the station they came from,
    which a point alone does not tell.

    Args:
        system, vehicle_type: the system and the id of the type.
        lon, lat: degrees WGS 84, shape (n,) or single numbers (n = 1).
        at: moment (aware) for zones that do not always exist; None takes all zones.

    Raises:
        ParameterError: there is no such type, or as `permissions`.
    """
    rules = permissions(system.zones, system.global_rules, vehicle_type, lon, lat, at=at, combine=system.combine_rules)
    constraint = system.return_constraint(vehicle_type)
    allowed = rules.end & ~rules.station_parking
    if constraint == "roundtrip_station":
        return np.zeros_like(allowed)
    if constraint == "any_station":
        allowed = np.zeros_like(allowed)
    stations = [s for s in system.stations if s.returns]
    return allowed | _on_ground_of(stations, lon, lat)


def may_start(
    system: SharedSystem, vehicle_type: str, lon: npt.ArrayLike, lat: npt.ArrayLike, *, at: datetime | None = None
) -> Bools:
    """Whether a free vehicle that stands at each point may be taken there, shape (n,).

    Refused where the deciding rule forbids to start a ride, except on the area of a virtual station that rents.
    Whether a vehicle stands there is another question.

    Args and Raises as `may_end`.
    """
    system.vehicle_type(vehicle_type)
    rules = permissions(system.zones, system.global_rules, vehicle_type, lon, lat, at=at, combine=system.combine_rules)
    stations = [s for s in system.stations if s.rents]
    return rules.start | _on_ground_of(stations, lon, lat)


def _on_ground_of(stations: list[Station], lon: npt.ArrayLike, lat: npt.ArrayLike) -> Bools:
    x, y = np.atleast_1d(np.asarray(lon, np.float64)), np.atleast_1d(np.asarray(lat, np.float64))
    inside = np.zeros(len(x), np.bool_)
    areas = [station.area for station in stations if station.area is not None]
    if areas:
        tree = shapely.STRtree(areas)
        points, _ = tree.query(shapely.points(x, y), predicate="intersects")
        inside[points] = True
    return inside
