"""Both legs of a way along streets or by dock, with what is charged for: kilometres and minutes ridden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.kernels.shortest import UNREACHED
from portee.reach.dock_commute import DockCommuteSearch
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByDock
from portee.reach.links import LinkStore
from portee.reach.street_commute import StreetCommute, StreetCommuteSearch
from portee.territory.places import Places

__all__ = ["StreetLegs", "along_legs", "along_limits", "served_pairs", "street_legs"]

Int32 = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StreetLegs(StreetCommute):
    """Both legs with the minutes ridden of each, float64 (homes, d); anything where impossible."""

    out_min: Floats
    back_min: Floats


def street_legs(
    store: LinkStore, homes: Places, places: Places, search: Along | ByDock, longest_min: float, *, threads: int = 1
) -> StreetLegs:
    """Both legs between homes and places; `longest_min` limits each, what is added to it included."""
    if isinstance(search, ByDock):
        docked = DockCommuteSearch(store, homes, places, search, int(longest_min * 60)).commutes(threads=threads)
        return StreetLegs(docked.out, docked.back, docked.out_km, docked.back_km, docked.out_min, docked.back_min)
    limit_s, extra_s = along_limits(search, longest_min)
    found = StreetCommuteSearch(store, homes, places, search.mode, limit_s, search.units, extra_s).commutes(
        threads=threads
    )
    return along_legs(found, search, longest_min)


def along_limits(search: Along, longest_min: float) -> tuple[int, int]:
    """Longest time of a leg, what is added to it included, and what is added: seconds."""
    return int(min(search.limit_min + search.extra_min, longest_min) * 60), round(search.extra_min * 60)


def along_legs(found: StreetCommute, search: Along, longest_min: float) -> StreetLegs:
    """Both legs of a way along streets from what its search found: no faster than it may go, and minutes ridden."""
    limit_s, extra_s = along_limits(search, longest_min)
    out, back = found.out, found.back
    if search.most_kmh is not None:
        out, back = (
            _no_faster(seconds, km, search.most_kmh, limit_s, extra_s)
            for seconds, km in ((out, found.out_km), (back, found.back_km))
        )
    ridden = ((seconds.astype(np.float64) - extra_s) / 60 for seconds in (out, back))
    return StreetLegs(out, back, found.out_km, found.back_km, *ridden)


def _no_faster(seconds: Int32, km: Floats, kmh: float, limit_s: int, extra_s: int) -> Int32:
    """The same ways at no more than a mean speed, what is added to each included."""
    slow = np.full(seconds.shape, int(UNREACHED), np.int64)
    reached = seconds != UNREACHED
    # A thousandth of a second is no reason to leave a minute earlier.
    slow[reached] = np.ceil(km[reached] / kmh * 3600 - 1e-3).astype(np.int64) + extra_s
    # As elsewhere, rounding up to a whole minute may pass the limit, the way itself may not.
    return np.where(slow <= limit_s, np.maximum(seconds, -(-slow // 60) * 60), UNREACHED).astype(np.int32)


def served_pairs(
    homes: Places, places: Places, search: Along | ByDock, hours: Sequence[Hours], legs: StreetLegs
) -> npt.NDArray[np.bool_]:
    """Pairs that are asked for, inside the area and within the hours of the way: bool (h, d)."""
    served = np.zeros(legs.out.shape, np.bool_)
    for part in hours:
        served |= (part.start >= 0) & (part.end >= 0)
    if isinstance(search, ByDock):
        return served
    if search.area is not None:
        import shapely

        here = shapely.intersects_xy(search.area, homes.lon, homes.lat)
        there = shapely.intersects_xy(search.area, places.lon, places.lat)
        served &= here[:, None] & there[None, :]
    if search.served is not None:
        served &= search.served.pairs(homes, places, hours, legs.out, legs.back)
    for part in hours:
        asked = (part.start >= 0) & (part.end >= 0)
        out, back = (np.where(seconds == UNREACHED, 0, seconds) for seconds in (legs.out, legs.back))
        runs = (part.start - out >= search.from_s) & (part.end + back <= search.until_s)
        served &= ~asked | runs
    return served
