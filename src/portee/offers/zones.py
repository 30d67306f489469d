"""Where a shared vehicle may be taken, ridden and left: zones with rules, and which rule holds at a point.

Source: GBFS v2.3 and v3.0, `geofencing_zones.json` (https://github.com/MobilityData/gbfs/blob/v3.0/gbfs.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.errors import ParameterError, Where

__all__ = ["Permissions", "Rule", "Zone", "permissions"]

Bools = npt.NDArray[np.bool_]
Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rule:
    """What is allowed in a zone (or everywhere, as a global rule), to some types of vehicle or to all.

    Attributes:
        ride_start_allowed, ride_end_allowed: whether a free vehicle may be taken and left there.
        ride_through_allowed: whether one may ride across.
        maximum_speed_kmh: highest speed there, None for no limit told.
        station_parking: whether vehicles may be left at stations alone; None when not told, which allows both.
        vehicle_types: ids of the types meant; empty for all.

    Raises:
        ParameterError: the speed is negative or not finite.
    """

    ride_start_allowed: bool = True
    ride_end_allowed: bool = True
    ride_through_allowed: bool = True
    maximum_speed_kmh: float | None = None
    station_parking: bool | None = None
    vehicle_types: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        speed = self.maximum_speed_kmh
        if speed is not None and not (np.isfinite(speed) and speed >= 0):
            raise ParameterError(
                f"A speed limit of {speed} km/h cannot be.",
                where=Where(field="maximum_speed_kmh"),
                mend="Give a number of zero or more, or none.",
            )

    def applies_to(self, vehicle_type: str) -> bool:
        return not self.vehicle_types or vehicle_type in self.vehicle_types


@dataclass(frozen=True)
class Zone:
    """An area with rules of its own.

    Attributes:
        name: public name, "" for none.
        geometry: polygon or multipolygon in degrees WGS 84, longitude first; its edge belongs to it.
        rules: in order of precedence.
        start, end: moments between which the zone exists (aware), None for always.

    Raises:
        ParameterError: the geometry is not a sound area, a moment has no time zone, or the end is not after the start.
    """

    name: str
    geometry: shapely.Geometry
    rules: tuple[Rule, ...] = ()
    start: datetime | None = None
    end: datetime | None = None

    def __post_init__(self) -> None:
        kind = shapely.get_type_id(self.geometry)
        area = kind in (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
        if not area or shapely.is_empty(self.geometry) or not shapely.is_valid(self.geometry):
            raise ParameterError(
                f"Zone '{self.name[:60]}' is not drawn as a sound polygon.",
                where=Where(field="geometry"),
                mend="Draw it as polygons that do not cross themselves.",
            )
        if any(moment is not None and moment.tzinfo is None for moment in (self.start, self.end)):
            raise ParameterError(
                f"Zone '{self.name[:60]}' has a start or end without time zone.",
                where=Where(field="start"),
                mend="Give moments with their offset, such as 2026-05-01T00:00:00+02:00.",
            )
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ParameterError(
                f"Zone '{self.name[:60]}' ends before it starts.",
                where=Where(field="end"),
                mend="Correct its start or its end.",
            )

    def exists(self, at: datetime | None) -> bool:
        """Whether the zone exists at a moment; without a moment every zone does, so that no restriction is missed."""
        if at is None:
            return True
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)

    def rule_for(self, vehicle_type: str) -> Rule | None:
        """The first rule that means the type, None when no rule does."""
        return next((rule for rule in self.rules if rule.applies_to(vehicle_type)), None)


@dataclass(frozen=True, eq=False)
class Permissions:
    """What holds at n points for one type of vehicle.

    Attributes:
        start, end, through: whether a ride may start at, end at and cross each point, shape (n,).
        maximum_speed_kmh: speed limit, infinite where there is none, shape (n,).
        station_parking: whether vehicles may be left at stations alone, shape (n,).
        zone: position of the zone whose rule decides, -1 where a global rule or nothing does, shape (n,).
    """

    start: Bools
    end: Bools
    through: Bools
    maximum_speed_kmh: Float64
    station_parking: Bools
    zone: npt.NDArray[np.int64]


def permissions(
    zones: Sequence[Zone],
    global_rules: Sequence[Rule],
    vehicle_type: str,
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    *,
    at: datetime | None = None,
    combine: bool = False,
) -> Permissions:
    """Which rule holds at each point, for one type of vehicle.

    The first zone, in order, that exists at the moment, covers the point and has a rule for the type decides, by the
    first of its rules for the type. Where none does, the first global rule for the type decides; where there is none
    either, everything is allowed.

    Versions of GBFS differ in one thing. In version 3 the deciding rule decides all: what it does not tell is not
    limited. In version 2 all rules at a point hold together and the earlier wins only where two collide; so a speed
    limit or `station_parking` that the deciding rule does not tell is taken from the next rule that tells it. Give
    `combine` for that.

    Args:
        zones, global_rules: in order of precedence.
        vehicle_type: id of the type.
        lon, lat: degrees WGS 84, shape (n,) or single numbers (n = 1).
        at: moment (aware) for zones that do not always exist; None takes all zones.
        combine: whether the rules at a point hold together (GBFS 2).

    Raises:
        ParameterError: coordinates are not finite or of different lengths, or the moment has no time zone.
    """
    x, y = _points(lon, lat)
    if at is not None and at.tzinfo is None:
        raise ParameterError("The moment has no time zone.", where=Where(field="at"), mend="Give an aware datetime.")
    here = _Here(len(x))
    # Sorted once, so that each zone looks only at the points between its western and its eastern end.
    eastward = np.argsort(x, kind="stable")
    sorted_x = x[eastward]
    for position, zone in enumerate(zones):
        rules = [rule for rule in zone.rules if rule.applies_to(vehicle_type)]
        if not rules or not zone.exists(at):
            continue
        west, south, east, north = shapely.bounds(zone.geometry)
        near = eastward[np.searchsorted(sorted_x, west, "left") : np.searchsorted(sorted_x, east, "right")]
        near = here.waiting(near[(y[near] >= south) & (y[near] <= north)], combine)
        shapely.prepare(zone.geometry)
        inside = near[shapely.intersects_xy(zone.geometry, x[near], y[near])]
        for rule in rules if combine else rules[:1]:
            here.apply(rule, inside, position, combine=combine)
    for rule in [rule for rule in global_rules if rule.applies_to(vehicle_type)]:
        here.apply(rule, here.waiting(eastward, combine), -1, combine=combine)
    return here.settled()


class _Here:
    """Answers at n points while the rules are gone through; NaN is not yet told."""

    def __init__(self, n: int) -> None:
        self.decided = np.zeros(n, np.bool_)
        self.start, self.end, self.through = (np.ones(n, np.bool_) for _ in range(3))
        self.speed, self.parking = np.full(n, np.nan), np.full(n, np.nan)
        self.zone = np.full(n, -1, np.int64)

    def waiting(self, points: npt.NDArray[np.intp], combine: bool) -> npt.NDArray[np.intp]:
        """Those of the points that a further rule can still say something about."""
        open_ = ~self.decided[points]
        if combine:
            open_ |= np.isnan(self.speed[points]) | np.isnan(self.parking[points])
        return points[open_]

    def apply(self, rule: Rule, points: npt.NDArray[np.intp], zone: int, *, combine: bool) -> None:
        fresh = points[~self.decided[points]]
        self.start[fresh], self.end[fresh] = rule.ride_start_allowed, rule.ride_end_allowed
        self.through[fresh], self.zone[fresh] = rule.ride_through_allowed, zone
        self.decided[fresh] = True
        told = points if combine else fresh
        for values, value in ((self.speed, rule.maximum_speed_kmh), (self.parking, rule.station_parking)):
            if value is not None:
                values[told[np.isnan(values[told])]] = float(value)

    def settled(self) -> Permissions:
        return Permissions(
            self.start,
            self.end,
            self.through,
            np.where(np.isnan(self.speed), np.inf, self.speed),
            self.parking == 1.0,
            self.zone,
        )


def _points(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Float64, Float64]:
    x, y = np.atleast_1d(np.asarray(lon, np.float64)), np.atleast_1d(np.asarray(lat, np.float64))
    if x.ndim != 1 or x.shape != y.shape:
        raise ParameterError(
            f"Longitudes of shape {x.shape} do not go with latitudes of shape {y.shape}.",
            where=Where(field="lon"),
            mend="Give one latitude for each longitude.",
        )
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ParameterError(
            "A point has a coordinate that is not a finite number.",
            where=Where(field="lon"),
            mend="Give degrees with decimals.",
        )
    return x, y
