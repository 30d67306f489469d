"""A shuttle that does not exist yet: from one stop straight to a place of work, timed with its hours.

On the way there it is at work `MARGIN_MIN` minutes before the start, and one must be at its stop as long before it
leaves; on the way back it leaves work as long after the end. It drives in free flow, and whoever takes it comes to its
stop, and leaves it, by any way but a car.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.kernels.nearest_edge import metres_per_e7
from portee.kernels.shortest import UNREACHED
from portee.network.daytable import served_dates
from portee.network.timetable import Timetable
from portee.reach.both_legs import BothLegs
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByTransit
from portee.reach.staffing import Staffing
from portee.reach.street_legs import street_legs
from portee.reach.ways import Stores, Way
from portee.territory.places import Places

__all__ = ["MARGIN_MIN", "Shuttle", "shuttle_places", "shuttle_times"]

Int32 = npt.NDArray[np.int32]

MOST_STOPS = 8
"""Stops that are tried."""

LOOKED_AT = 32
"""Stops apart from each other, of which those within the longest ride are tried."""

APART_M = 800.0
"""Two stops nearer than this are one place to wait for a shuttle."""

MARGIN_MIN = 5
"""Minutes between the vehicle and the shuttle, and between the shuttle and work."""

LONGEST_MIN = 30.0
"""Longest ride of a shuttle."""


@dataclass(frozen=True, eq=False)
class Shuttle:
    """A stop with a shuttle.

    Attributes:
        name: of the stop. place: where.
        ride_min: whole minutes between it and work by car in free flow, the slower of both ways.
        km: kilometres of the two ways together.
    """

    name: str
    place: Places
    ride_min: float
    km: float

    @property
    def ahead_s(self) -> int:
        """Seconds before the start of work at which one must be at the stop."""
        return round(self.ride_min + 2 * MARGIN_MIN) * 60

    @property
    def after_s(self) -> int:
        """Seconds after the end of work at which one is at the stop."""
        return round(self.ride_min + MARGIN_MIN) * 60


def shuttle_places(stores: Stores, work: Places) -> tuple[Shuttle, ...]:
    """Stops with the most departures, apart from each other, from which a shuttle may go: at most `MOST_STOPS`."""
    timetable = stores.network.timetable
    if timetable is None or not timetable.stop_count:
        return ()
    chosen = _apart(timetable, np.argsort(-_departures(timetable), kind="stable").tolist())
    stops = Places(
        np.array([timetable.stop_id[stop] for stop in chosen], dtype=object),
        timetable.stop_lon[chosen], timetable.stop_lat[chosen],
    )  # fmt: skip
    legs = street_legs(stores.of(None), work, stops, Along("car", LONGEST_MIN), LONGEST_MIN)
    found = []
    for row, stop in enumerate(chosen):
        longest = max(int(legs.out[0, row]), int(legs.back[0, row]))
        if longest != UNREACHED:
            km = float(legs.out_km[0, row] + legs.back_km[0, row])
            found.append(Shuttle(timetable.stop_name[stop], stops.take(np.array([row])), longest / 60, km))
    return tuple(found[:MOST_STOPS])


def _departures(timetable: Timetable) -> npt.NDArray[np.float64]:
    """Calls at each stop in the whole timetable; a line by frequency counts its model trips."""
    trips = np.diff(timetable.pattern_trip_offset)
    weights = np.repeat(trips, np.diff(timetable.pattern_offset))
    calls = np.bincount(timetable.pattern_stop, weights=weights, minlength=timetable.stop_count)
    return calls.astype(np.float64)


def _apart(timetable: Timetable, ranked: Sequence[int]) -> list[int]:
    """The first stops of which none is nearer to another than `APART_M`."""
    x_m, y_m = (metres * 1e7 for metres in metres_per_e7(int(np.mean(timetable.stop_lat) * 1e7)))
    lon, lat = np.asarray(timetable.stop_lon), np.asarray(timetable.stop_lat)
    chosen: list[int] = []
    for stop in ranked:
        metres = np.hypot((lon[chosen] - lon[stop]) * x_m, (lat[chosen] - lat[stop]) * y_m)
        if (metres >= APART_M).all():
            chosen.append(stop)
        if len(chosen) == LOOKED_AT:
            break
    return chosen


def shuttle_times(
    staffing: Staffing, shuttle: Shuttle, way: Way, hours: Sequence[Hours], longest_min: float,
    *, rows: npt.NDArray[np.bool_] | None = None,
) -> BothLegs | None:  # fmt: skip
    """Both legs by a way to the stop and on with the shuttle; kilometres and minutes ridden are those of the way alone.

    Args:
        staffing: searches towards the place of work. shuttle: which. way: to its stop.
        hours: of the place of work, one entry per date worked. longest_min: longest minutes of each leg.
        rows: bool (h,), homes asked about, as for `Staffing.gathered`.

    Returns:
        None for a way by car, and where one would have to be at the stop on a date outside the timetable.

    Raises:
        ParameterError, NoServiceError: as `Staffing.gathered`.
    """
    if isinstance(way.search, Along) and way.search.mode == "car":
        return None
    timetable, still = staffing.stores.network.timetable, staffing.stores.network.may_stand_still
    calendar = None if timetable is None else served_dates(timetable, may_stand_still=still)
    moved = []
    for part in hours:
        at = _at_stop(part, shuttle)
        if at is None or (isinstance(way.search, ByTransit) and calendar and not calendar[0] <= at.day):
            return None
        moved.append(at)
    found = staffing.gathered(way, moved, longest_min, work=shuttle.place, rows=rows)
    return replace(
        found, out=_longer(found.out, shuttle.ahead_s), back=_longer(found.back, shuttle.after_s)
    )  # fmt: skip


def _at_stop(part: Hours, shuttle: Shuttle) -> Hours | None:
    """When one must be at the stop, and is there again; None when that is no time of two days."""
    start, end, day = int(part.start[0]) - shuttle.ahead_s, int(part.end[0]) + shuttle.after_s, part.day
    if start < 0:
        start, end, day = start + DAY_S, end + DAY_S, day - timedelta(days=1)
    if end >= 2 * DAY_S:
        return None
    return Hours(day, np.array([start], np.int32), np.array([end], np.int32))


def _longer(seconds: Int32, by: int) -> Int32:
    return np.where(seconds == UNREACHED, UNREACHED, seconds + np.int64(by)).astype(np.int32)
