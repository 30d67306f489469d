"""Where things are, with the checks that catch what is no place: 0, 0, outside the world, or latitude for longitude."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files

from portee.sources.gbfs.fields import FieldError, Record, number

__all__ = ["Point", "anchor_of", "check_exchanged", "position"]

Point = tuple[float, float]
"""Longitude and latitude in degrees WGS 84."""

_ZERO_DEG = 1e-4
"""Nearer than this to 0, 0 (some 11 m of open sea) a coordinate was never filled in."""
_FAR_DEG = 15.0
"""Only a point farther than this from the chief place of its time zone is suspected to be exchanged."""
_NEARER = 3.0
"""And it is taken for exchanged when it would then lie this many times nearer."""
_EXCHANGED = "is the longitude, it seems: latitude and longitude look exchanged"
_ISO_6709 = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


@cache
def anchor_of(timezone: str) -> Point | None:
    """The chief place of a time zone (IANA tz database, zone.tab), None when it names none."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        columns = line.split("\t")
        if not line.startswith("#") and len(columns) >= 3 and columns[2] == timezone:
            found = _ISO_6709.fullmatch(columns[1])
            if found is not None:
                return _degrees(found, 5), _degrees(found, 1)
    return None


def position(record: Record, anchor: Point | None) -> Point:
    """Longitude and latitude of an object.

    Args:
        record: with the fields `lon` and `lat`.
        anchor: the chief place of the feed's time zone, to notice exchanged coordinates; None notices less.

    Raises:
        FieldError: a coordinate is missing, no finite number or outside the world, both are 0, or they look exchanged.
    """
    lat = number(record, "lat", required=True) or 0.0
    lon = number(record, "lon", required=True) or 0.0
    if 90 < abs(lat) <= 180 and abs(lon) <= 90:
        raise FieldError("lat", _EXCHANGED)
    for name, value, most in (("lat", lat, 90), ("lon", lon, 180)):
        if abs(value) > most:
            raise FieldError(name, f"is beyond {most} degrees")
    if abs(lat) < _ZERO_DEG and abs(lon) < _ZERO_DEG:
        raise FieldError("lat", "and lon are 0, which is no place")
    check_exchanged((lon, lat), anchor)
    return lon, lat


def check_exchanged(point: Point, anchor: Point | None) -> None:
    """Refuse a point that is far from its time zone's chief place, and near it with latitude and longitude exchanged.

    Raises:
        FieldError: that is so.
    """
    if anchor is None or abs(point[0]) > 90:
        return
    given = _angle_deg(point, anchor)
    if given > _FAR_DEG and _NEARER * _angle_deg((point[1], point[0]), anchor) < given:
        raise FieldError("lat", _EXCHANGED)


def _degrees(found: re.Match[str], first: int) -> float:
    sign, degrees, minutes, seconds = (found[first + k] for k in range(4))
    value = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -value if sign == "-" else value


def _angle_deg(one: Point, other: Point) -> float:
    """Angle between two points seen from the centre of the Earth (haversine formula)."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(h))))
