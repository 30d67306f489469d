"""When it is light: the height of the sun, sunrise, sunset and civil twilight, by date and position.

Equations of the NOAA Solar Calculator (https://gml.noaa.gov/grad/solcalc/calcdetails.html), which follow Meeus,
Astronomical Algorithms, 2nd edition 1998. NOAA tells an accuracy of a minute up to 72° of latitude, ten minutes beyond.
Clouds, hills, houses and street lamps are not counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portee.core.errors import ParameterError

__all__ = ["CIVIL_DEG", "HORIZON_DEG", "Daylight", "dark_spells", "daylight", "is_dark", "solar_elevation"]

HORIZON_DEG = -0.833
"""Height of the sun's centre at sunrise and sunset: refraction and half of the disc (NOAA: zenith 90.833°)."""

CIVIL_DEG = -6.0
"""Height at the start and end of civil twilight (United States Naval Observatory, Rise, Set and Twilight Definitions):
in clear weather things on the ground can be told apart above it without lamps. Below it, it is dark here."""

YEARS = 1800, 2100
"""Between which the equations are very good, as NOAA tells."""

EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
CENTURY_S = 36_525 * 86_400
HALF_DAY = timedelta(hours=12)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Daylight:
    """One day at one place, moments in UTC; None where the sun does not pass that height that day.

    Attributes:
        dawn, dusk: start and end of civil twilight. sunrise, sunset: of the upper edge of the sun. noon: when it is
            highest.
    """

    dawn: datetime | None
    sunrise: datetime | None
    noon: datetime
    sunset: datetime | None
    dusk: datetime | None


def _sun(moment: datetime) -> tuple[float, float]:
    """Declination of the sun in radians, and the equation of time in minutes."""
    t = (moment - EPOCH).total_seconds() / CENTURY_S
    mean_longitude = math.radians((280.46646 + t * (36000.76983 + t * 0.0003032)) % 360)
    anomaly = math.radians(357.52911 + t * (35999.05029 - t * 0.0001537))
    eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267)
    centre = math.radians(
        math.sin(anomaly) * (1.914602 - t * (0.004817 + t * 0.000014))
        + math.sin(2 * anomaly) * (0.019993 - t * 0.000101)
        + math.sin(3 * anomaly) * 0.000289
    )
    node = math.radians(125.04 - 1934.136 * t)
    longitude = mean_longitude + centre - math.radians(0.00569 + 0.00478 * math.sin(node))
    arcseconds = 21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))
    obliquity = math.radians(23 + (26 + arcseconds / 60) / 60 + 0.00256 * math.cos(node))
    declination = math.asin(math.sin(obliquity) * math.sin(longitude))
    y = math.tan(obliquity / 2) ** 2
    equation = (
        y * math.sin(2 * mean_longitude)
        - 2 * eccentricity * math.sin(anomaly)
        + 4 * eccentricity * y * math.sin(anomaly) * math.cos(2 * mean_longitude)
        - 0.5 * y * y * math.sin(4 * mean_longitude)
        - 1.25 * eccentricity**2 * math.sin(2 * anomaly)
    )
    return declination, 4 * math.degrees(equation)


def _checked(lon: float, lat: float, *days: date) -> None:
    for day in days:
        if not YEARS[0] <= day.year <= YEARS[1]:
            raise ParameterError(
                f"Where the sun stood in {day.year} is not known.", mend=f"Give a year from {YEARS[0]} to {YEARS[1]}."
            )
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ParameterError(
            f"{lon}, {lat} is no position.", mend="Give longitude and latitude in degrees, such as 5.37, 43.30."
        )


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ParameterError(
            f"{moment.isoformat()} has no time zone, so where the sun stood is not known.", mend="Give its time zone."
        )
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)  # beyond all years that are known


def solar_elevation(moment: datetime, lon: float, lat: float) -> float:
    """Height of the sun's centre above the horizon in degrees, refraction not counted; negative below it.

    Args:
        moment: with its time zone.
        lon, lat: degrees WGS 84.

    Raises:
        ParameterError: the moment has no time zone, its year is before 1800 or after 2100, or the position is none.
    """
    moment = _in_utc(moment)
    _checked(lon, lat, moment)
    return _elevation(moment, lon, lat)


def _elevation(moment: datetime, lon: float, lat: float) -> float:
    declination, equation = _sun(moment)
    minutes = (moment - datetime.combine(moment.date(), time(), UTC)).total_seconds() / 60
    hour_angle = math.radians((minutes + equation + 4 * lon) / 4 - 180)
    latitude = math.radians(lat)
    height = math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * math.cos(
        hour_angle
    )
    return math.degrees(math.asin(max(-1.0, min(1.0, height))))


def _noon(day: date, lon: float) -> datetime:
    """When the sun passes the meridian on a date, by the mean solar time of the place."""
    mean = datetime.combine(day, time(12), UTC) - timedelta(minutes=4 * lon)
    return mean - timedelta(minutes=_sun(mean)[1])


def _passing(low: datetime, high: datetime, height: float, lon: float, lat: float) -> datetime | None:
    """When the sun passes a height between a moment when it is lower and one when it is higher, to the second."""
    if not _elevation(low, lon, lat) < height <= _elevation(high, lon, lat):
        return None
    while abs(high - low) > SECOND:
        middle = low + (high - low) / 2
        if _elevation(middle, lon, lat) < height:
            low = middle
        else:
            high = middle
    return high


def daylight(day: date, lon: float, lat: float) -> Daylight:
    """Dawn, sunrise, noon, sunset and dusk of a date at a position.

    Args:
        day: the date by the sun of the place: that of its noon.
        lon, lat: degrees WGS 84.

    Raises:
        ParameterError: the position is none, or the year is before 1800 or after 2100.
    """
    _checked(lon, lat, day)
    noon = _noon(day, lon)
    before, after = noon - HALF_DAY, noon + HALF_DAY
    return Daylight(
        _passing(before, noon, CIVIL_DEG, lon, lat), _passing(before, noon, HORIZON_DEG, lon, lat), noon,
        _passing(after, noon, HORIZON_DEG, lon, lat), _passing(after, noon, CIVIL_DEG, lon, lat),
    )  # fmt: skip


def is_dark(moment: datetime, lon: float, lat: float) -> bool:
    """Whether the sun is below civil twilight. Raises ParameterError as `solar_elevation`."""
    return solar_elevation(moment, lon, lat) < CIVIL_DEG


def dark_spells(first: datetime, last: datetime, lon: float, lat: float) -> tuple[tuple[datetime, datetime], ...]:
    """When it is dark between two moments: (begin, end) of each spell in UTC, in order, within the period.

    Raises:
        ParameterError: as `solar_elevation`.
    """
    first, last = _in_utc(first), _in_utc(last)
    _checked(lon, lat, first, last)
    spells: list[tuple[datetime, datetime]] = []
    for k in range((last.date() - first.date()).days + 3):
        day = first.date() + timedelta(days=k - 1)
        # The night around the midnight between two noons.
        noon, next_noon = _noon(day, lon), _noon(day + timedelta(days=1), lon)
        midnight = noon + (next_noon - noon) / 2
        if _elevation(midnight, lon, lat) >= CIVIL_DEG:
            continue
        begin = _passing(midnight, noon, CIVIL_DEG, lon, lat) or noon
        end = _passing(midnight, next_noon, CIVIL_DEG, lon, lat) or next_noon
        begin, end = max(begin, first), min(end, last)
        if begin >= end:
            continue
        if spells and spells[-1][1] >= begin:  # in the polar night one night runs into the next
            spells[-1] = spells[-1][0], end
        else:
            spells.append((begin, end))
    return tuple(spells)
