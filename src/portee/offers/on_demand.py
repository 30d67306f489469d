"""Demand-responsive transport: rides that someone asks for, inside areas or between stops, within hours.

The fields follow GTFS-Flex as adopted in March 2024 (https://gtfs.org/documentation/schedule/reference/, files
locations.geojson, location_groups.txt, booking_rules.txt and the pickup and drop-off windows of stop_times.txt).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from portee.core.clock import DAY_S
from portee.core.errors import ParameterError, Where
from portee.kernels.nearest_edge import metres_per_e7

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "Booking",
    "Duration",
    "OnDemandService",
    "RideWindow",
    "can_book",
    "can_ride",
    "ride_seconds",
    "weekly_days",
]

Degrees = npt.NDArray[np.float64]

_MOST_DAYS = 36_525
# A century: a calendar that runs longer is a typing error.


@dataclass(frozen=True)
class RideWindow:
    """When one may be picked up, and when one is set down; seconds after midnight of the service day, past 86,400 on
    the next day, all ends included.

    Attributes:
        start_s, end_s: pickup. They are equal where the vehicle waits for nobody.
        drop_start_s, drop_end_s: drop-off; a rider who would arrive earlier arrives at the start.

    Raises:
        ParameterError: a window ends before it starts, or a time is negative.
    """

    start_s: int
    end_s: int
    drop_start_s: int
    drop_end_s: int

    def __post_init__(self) -> None:
        _require(
            0 <= self.start_s <= self.end_s and 0 <= self.drop_start_s <= self.drop_end_s,
            "A window ends before it starts, or before midnight.",
            "windows",
            "Give seconds after midnight, the start first.",
        )


@dataclass(frozen=True)
class Duration:
    """Time aboard as `factor` × the drive by car + `offset_s` seconds.

    Raises:
        ParameterError: the factor is not above zero, or the offset is negative.
    """

    factor: float
    offset_s: float

    def __post_init__(self) -> None:
        _require(
            math.isfinite(self.factor) and self.factor > 0 and math.isfinite(self.offset_s) and self.offset_s >= 0,
            f"A ride cannot take {self.factor} times the drive and {self.offset_s} seconds.",
            "duration",
            "Give a factor above zero and an offset of zero or more seconds.",
        )


@dataclass(frozen=True)
class Booking:
    """How long before the ride one must book, and by which way.

    How early one may book at most is not kept: it never keeps a regular traveller from a ride.

    Attributes:
        kind: "none" (ask and ride), "same_day" (some minutes before), or "days_before".
        notice_min: minutes before the ride, for "same_day".
        days: days before the day of the ride, for "days_before".
        latest_s: on that day, the latest time to book, seconds after midnight; None for all day.
        counted_days: the days that count as days before, such as working days; None for all.
        phone, url, message: as the service tells them, None where it does not.

    Raises:
        ParameterError: a negative notice, or a time that is not of a day.
    """

    kind: Literal["none", "same_day", "days_before"]
    notice_min: int = 0
    days: int = 0
    latest_s: int | None = None
    counted_days: frozenset[date] | None = None
    phone: str | None = None
    url: str | None = None
    message: str | None = None

    def __post_init__(self) -> None:
        _require(
            self.notice_min >= 0 and 0 <= self.days <= _MOST_DAYS,
            "The notice to give is negative, or longer than a century.",
            "booking",
            "Give zero or more minutes, or days.",
        )
        _require(
            self.latest_s is None or 0 <= self.latest_s <= DAY_S,
            "The latest time to book is not a time of day.",
            "booking",
            "Give seconds after midnight.",
        )

    @property
    def phone_only(self) -> bool:
        """Booking is told to be possible by telephone and in no other way."""
        return self.phone is not None and self.url is None

    @property
    def internet_only(self) -> bool:
        """Booking is told to be possible on a page or an app and in no other way: it takes a smartphone or computer."""
        return self.url is not None and self.phone is None


@dataclass(frozen=True, eq=False)
class OnDemandService:
    """One kind of ride that can be asked for: from one place to another, on some days, within hours.

    Attributes:
        id, name: of the service.
        pickup, dropoff: where riders get in and out: an area (polygons), stops (points) or both, degrees WGS 84.
        windows: times of day.
        days: service days.
        booking: how to book, None where it is not told.
        mean: time aboard on average, None where it is not told.
        safe: time aboard that 95 rides in 100 keep to (GTFS-Flex), None where it is not told.
        price_rule: id of the fare that applies, None where it is not told.

    Raises:
        ParameterError: a place is empty, or there is no window.
    """

    id: str
    name: str
    pickup: BaseGeometry
    dropoff: BaseGeometry
    windows: tuple[RideWindow, ...]
    days: frozenset[date]
    booking: Booking | None = None
    mean: Duration | None = None
    safe: Duration | None = None
    price_rule: str | None = None

    def __post_init__(self) -> None:
        _require(
            not self.pickup.is_empty and not self.dropoff.is_empty,
            "The service has no place to get in or out.",
            "pickup",
            "Give an area or stops.",
        )
        _require(len(self.windows) > 0, "The service has no hours.", "windows", "Give at least one window.")


def weekly_days(weekdays: Iterable[int], first: date, last: date) -> frozenset[date]:
    """The days of some weekdays (Monday is 0) between two dates, both included.

    Raises:
        ParameterError: a weekday is not 0 to 6, the dates are out of order, or span more than a century.
    """
    wanted = set(weekdays)
    span = (last - first).days
    _require(wanted <= set(range(7)), "A weekday is not a number from 0 to 6.", "weekdays", "Monday is 0.")
    _require(
        0 <= span <= _MOST_DAYS, f"There is no calendar from {first} to {last}.", "days", "Give the earlier date first."
    )
    every = (first + timedelta(days=k) for k in range(span + 1))
    return frozenset(day for day in every if day.weekday() in wanted)


def can_ride(  # noqa: PLR0913 - two places are four arrays
    service: OnDemandService,
    from_lon: Degrees | float,
    from_lat: Degrees | float,
    to_lon: Degrees | float,
    to_lat: Degrees | float,
    day: date,
    second: int,
    *,
    walk_m: float = 0.0,
    drive_s: npt.NDArray[np.float64] | float | None = None,
) -> npt.NDArray[np.bool_]:
    """Which pairs of places a service takes at a moment; whether it is booked in time is `can_book`'s answer.

    The four coordinates are broadcast against each other: arrays of one shape give pairs, columns against rows a
    matrix.

    Args:
        service: the service.
        from_lon, from_lat, to_lon, to_lat: degrees WGS 84.
        day: date of the pickup; after midnight, a window of the day before may still run.
        second: time of the pickup, seconds after midnight.
        walk_m: how far one walks to be picked up, and again when set down, metres as the crow flies. With the default
            of zero one must be inside the area, its border included, or at the very stop.
        drive_s: the drive by car between the places, seconds, broadcast like the coordinates. When given, the ride
            (`ride_seconds`) must also end within the drop-off window.

    Returns:
        bool, of the broadcast shape.

    Raises:
        ParameterError: `walk_m` or `drive_s` is negative or not a number, or `second` is not of a day.
    """
    _require(0 <= second < DAY_S, f"{second} is not a second of a day.", "second", f"Give 0 to {DAY_S - 1}.")
    _require(
        math.isfinite(walk_m) and walk_m >= 0,
        f"A walk of {walk_m} metres cannot be.",
        "walk_m",
        "Give zero or more metres.",
    )
    place = _near(service.pickup, from_lon, from_lat, walk_m) & _near(service.dropoff, to_lon, to_lat, walk_m)
    aboard = None if drive_s is None else ride_seconds(service, drive_s)
    served = np.zeros(place.shape if aboard is None else np.broadcast_shapes(place.shape, aboard.shape), np.bool_)
    for service_day, at in ((day, second), (day - timedelta(days=1), second + DAY_S)):
        if service_day not in service.days:
            continue
        for window in service.windows:
            if window.start_s <= at <= window.end_s:
                served |= True if aboard is None else np.maximum(at + aboard, window.drop_start_s) <= window.drop_end_s
    found: npt.NDArray[np.bool_] = served & place
    return found


def ride_seconds(
    service: OnDemandService, drive_s: npt.NDArray[np.float64] | float, *, safe: bool = False
) -> npt.NDArray[np.float64]:
    """Time aboard for a drive by car between the same places, seconds, same shape.

    The mean as declared, or with `safe` the time that 95 rides in 100 keep to; the one that is declared stands for the
    other. A service that declares neither gives the drive itself, which is a lower bound: no detour for others.

    Raises:
        ParameterError: a drive is negative or not a number (infinite, for places without a way, is allowed).
    """
    drive = np.asarray(drive_s, np.float64)
    _require(bool((drive >= 0).all()), "A drive is negative or not a number.", "drive_s", "Give zero or more seconds.")
    told = (service.safe or service.mean) if safe else (service.mean or service.safe)
    return drive if told is None else told.factor * drive + told.offset_s


def can_book(booking: Booking, asked: datetime, ride: datetime) -> bool:
    """Whether a ride can still be booked at a moment; both moments in local time of the service.

    Raises:
        ParameterError: one of the moments has a time zone.
    """
    _require(
        asked.tzinfo is None and ride.tzinfo is None,
        "A moment has a time zone.",
        "asked",
        "Give the local time of the service alone.",
    )
    if booking.kind != "days_before":
        return asked <= ride - timedelta(minutes=booking.notice_min if booking.kind == "same_day" else 0)
    day, left = ride.date(), booking.days
    first = min(booking.counted_days, default=date.max) if booking.counted_days is not None else date.min
    while left:
        if day <= first:
            return False
        day -= timedelta(days=1)
        left -= booking.counted_days is None or day in booking.counted_days
    latest = DAY_S if booking.latest_s is None else booking.latest_s
    return asked <= datetime.combine(day, time()) + timedelta(seconds=latest)


def _near(area: BaseGeometry, lon: Any, lat: Any, metres: float) -> npt.NDArray[np.bool_]:
    import shapely

    lon, lat = np.broadcast_arrays(np.asarray(lon, np.float64), np.asarray(lat, np.float64))
    if metres == 0:
        shapely.prepare(area)
        return np.asarray(shapely.intersects_xy(area, lon, lat))
    # Around one service the earth is flat enough: in France, 10 km change the scale by less than 2 in 1,000.
    _, south, _, north = area.bounds
    scale = np.array(metres_per_e7(round((south + north) / 2 * 1e7))) * 1e7
    flat = shapely.transform(area, lambda points: points * scale)
    shapely.prepare(flat)
    return np.asarray(shapely.dwithin(flat, shapely.points(lon * scale[0], lat * scale[1]), metres))


def _require(good: bool, what: str, field: str, mend: str) -> None:
    if not good:
        raise ParameterError(what, where=Where(field=field), mend=mend)
