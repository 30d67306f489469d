"""Which pairs of places a service takes: by the areas at both ends, by the days, and by the hours of both legs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.kernels.shortest import UNREACHED
from portee.offers.areas import shape_of
from portee.offers.running import RideArea, RideTimes
from portee.reach.hours import Hours
from portee.territory.places import Places

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Grounds", "Served", "rides_served"]

Bool = npt.NDArray[np.bool_]
Int32 = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

Grounds = Callable[[Floats, Floats], Bool]
"""Whether a vehicle may be left at each point of some longitudes and latitudes, degrees WGS 84."""


@dataclass(frozen=True, eq=False)
class _Ride:
    """Rides from one area to another; None for everywhere, or for always."""

    pickup: BaseGeometry | None
    dropoff: BaseGeometry | None
    hours: tuple[RideTimes, ...] | None
    runs_on: Callable[[date], bool]


@dataclass(frozen=True, eq=False)
class Served:
    """Where and when a way may be used, beside its streets.

    Attributes:
        rides: between areas, with days and hours; each leg needs one of them. Empty: anywhere and always.
        wait_s: seconds of each leg before one is picked up; who waits for a ride waits within its hours.
        grounds: where vehicles may be left; both ends of a commute are an end of one of its legs. None: anywhere.
    """

    rides: tuple[_Ride, ...] = ()
    wait_s: int = 0
    grounds: Grounds | None = None

    def pairs(self, homes: Places, places: Places, hours: Sequence[Hours], out: Int32, back: Int32) -> Bool:
        """Whether both legs are served on every date asked for: bool (h, d).

        Args:
            homes, places: the ends. hours: of each place.
            out, back: int32 (h, d), seconds of each leg, UNREACHED where impossible.
        """
        served = np.ones(out.shape, np.bool_)
        if self.grounds is not None:
            served &= self.grounds(homes.lon, homes.lat)[:, None] & self.grounds(places.lon, places.lat)[None, :]
        if not self.rides:
            return served
        there, again = self._areas(homes, places, back=False), self._areas(homes, places, back=True)
        gone, come = (np.where(leg == UNREACHED, 0, leg).astype(np.int64) for leg in (out, back))
        for part in hours:
            asked = (part.start >= 0) & (part.end >= 0)
            if asked.any():
                fits = self._within(part.day, there, part.start - gone, part.start + 0 * gone)
                fits &= self._within(part.day, again, part.end + 0 * come, part.end + come)
                served &= ~asked | fits
        return served

    def leg(self, home: Places, places: Places, day: date, leaves: Any, arrives: Any, *, back: bool) -> Bool:
        """Whether one leg between a home and each place is served at some moments: bool (d, m).

        leaves, arrives: int64 (d, m), seconds after midnight of a date.
        """
        found = np.ones(np.shape(leaves), np.bool_)
        if self.grounds is not None:
            found &= (self.grounds(home.lon, home.lat) & self.grounds(places.lon, places.lat))[:, None]
        if not self.rides:
            return found
        areas = [area.T for area in self._areas(home, places, back=back)]
        return found & self._within(day, areas, leaves, arrives)

    def _areas(self, homes: Places, places: Places, *, back: bool) -> list[Bool]:
        """For each ride, pairs that it takes: bool (h, d)."""
        known: dict[tuple[int, int], Bool] = {}

        def inside(area: BaseGeometry | None, ends: Places) -> Bool:
            import shapely

            key = id(area), id(ends)
            if key not in known:
                shapely.prepare(area)
                every = np.ones(len(ends), np.bool_)
                known[key] = every if area is None else np.asarray(shapely.intersects_xy(area, ends.lon, ends.lat))
            return known[key]

        ends = [(ride.dropoff, ride.pickup) if back else (ride.pickup, ride.dropoff) for ride in self.rides]
        return [inside(near, homes)[:, None] & inside(far, places)[None, :] for near, far in ends]

    def _within(self, day: date, areas: Sequence[Bool], leaves: Any, arrives: Any) -> Bool:
        """Pairs that some ride takes from `leaves` to `arrives`, seconds after midnight of a date; shapes broadcast."""
        found = np.zeros(np.broadcast_shapes(areas[0].shape, np.shape(leaves)), np.bool_)
        for ride, area in zip(self.rides, areas, strict=True):
            # A ride of the day before may run on past midnight, and a commute may end on the day after.
            for later in (-1, 0, 1, 2):
                if not area.any() or not ride.runs_on(day + timedelta(days=later)):
                    continue
                first, last = leaves - later * DAY_S, arrives - later * DAY_S
                if ride.hours is None:
                    found |= area & (first >= 0) & (first < DAY_S)
                    continue
                for times in ride.hours:
                    picked_by = times.until if times.last_pickup is None else times.last_pickup
                    set_from = times.from_ if times.first_dropoff is None else times.first_dropoff
                    picked = (first >= times.from_) & (first + self.wait_s <= picked_by)
                    found |= area & picked & (last >= set_from) & (last <= times.until)
        return found


def rides_served(rides: Sequence[RideArea], wait_min: float = 0.0) -> Served | None:
    """Where and when rides on demand run, None for everywhere and always; wait_min: before one is picked up."""
    if any(r.pickup is None and r.dropoff is None and r.hours is None and r.days is None and r.dates is None
           for r in rides):  # fmt: skip
        return None
    shapes: dict[int, BaseGeometry] = {}

    def shape(area: Any) -> BaseGeometry | None:
        if area is not None and id(area) not in shapes:
            shapes[id(area)] = shape_of(area)
        return None if area is None else shapes[id(area)]

    made = tuple(_Ride(shape(r.pickup), shape(r.dropoff), r.hours, r.runs_on) for r in rides)
    return Served(made, round(wait_min * 60))
