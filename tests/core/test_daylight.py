"""Sunrise, sunset and civil twilight against almanac values, and that darkness is where no light is.

Almanac: United States Naval Observatory, complete sun and moon data for one day, whole minutes of UTC, as quoted in the
documentation of PyEphem (Atlanta), in the tests of adhan (Raleigh), and from its interface by others.
"""

from __future__ import annotations

import itertools
import math
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.daylight import CIVIL_DEG, HORIZON_DEG, dark_spells, daylight, is_dark, solar_elevation
from portee.core.errors import ParameterError

PLACES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC))
MARSEILLE = 5.37, 43.30

ALMANAC = {
    "Atlanta": (date(2009, 9, 6), -84.4, 33.8, "10:50", "11:15", "17:36", "23:56", "00:21"),
    "Raleigh": (date(2015, 7, 12), -78.65, 35.7833, "09:38", "10:08", "17:20", "00:32", "01:02"),
    "Oslo, June": (date(2025, 6, 21), 10.7522, 59.9139, "00:10", "01:54", "11:19", "20:44", "22:28"),
    "Oslo, December": (date(2025, 12, 21), 10.7522, 59.9139, "07:21", "08:18", "11:15", "14:12", "15:10"),
    "Quito": (date(2025, 3, 20), -78.4678, -0.1807, "10:57", "11:18", "17:21", "23:24", "23:45"),
    "Reykjavik": (date(2025, 12, 21), -21.9426, 64.1466, "10:03", "11:22", "13:26", "15:30", "16:49"),
    "Ushuaia": (date(2025, 12, 21), -68.3030, -54.8019, None, "07:52", "16:31", "01:11", None),
    "London": (date(2025, 6, 21), -0.1278, 51.5074, "02:55", "03:43", None, "20:22", "21:09"),
    "70° N, December": (date(2025, 12, 21), 0.0, 70.0, "09:55", None, None, None, "14:02"),
    "70° N, July": (date(2025, 7, 29), 0.0, 70.0, None, "00:57", None, "23:05", None),
    "70° N, January": (date(2026, 1, 17), 0.0, 70.0, None, "11:41", None, "12:40", None),
}


@pytest.mark.parametrize("name", ALMANAC)
def test_times_are_those_of_the_almanac(name: str) -> None:
    """Within a minute up to 66° of latitude, two beyond: half of one is the almanac's own rounding."""
    day, lon, lat, *expected = ALMANAC[name]
    sun = daylight(day, lon, lat)
    compared = 0
    for moment, text in zip((sun.dawn, sun.sunrise, sun.noon, sun.sunset, sun.dusk), expected, strict=True):
        if text is None:
            continue
        assert moment is not None
        hours, minutes = int(text[:2]), int(text[3:])
        told = moment.replace(hour=hours, minute=minutes, second=0, microsecond=0)
        off = (moment - told).total_seconds() / 60
        assert min(abs(off), 1440 - abs(off)) <= (1 if abs(lat) < 66 else 2)
        compared += 1
    assert compared >= 2


@pytest.mark.parametrize(
    ("lon", "lat", "moment", "height"),
    [
        (10.7522, 59.9139, "2025-06-21T10:00", 51.00185),
        (10.7522, 59.9139, "2025-12-21T11:00", 6.58999),
        (-78.4678, -0.1807, "2025-03-20T17:00", 84.69836),
        (-78.4678, -0.1807, "2025-06-21T17:00", 66.07338),
        (151.2093, -33.8688, "2025-12-21T02:00", 79.46084),
        (151.2093, -33.8688, "2025-06-21T01:00", 31.11522),
        (-21.9426, 64.1466, "2025-09-22T13:00", 25.82978),
    ],
)
def test_heights_are_those_of_the_almanac(lon: float, lat: float, moment: str, height: float) -> None:
    """USNO, celestial navigation data: within two hundredths of a degree."""
    assert solar_elevation(datetime.fromisoformat(f"{moment}+00:00"), lon, lat) == pytest.approx(height, abs=0.02)


def test_beyond_the_polar_circle_the_sun_may_not_rise_or_not_set() -> None:
    """70° N in 2025, as the almanac tells: no sunset from 16 May to 28 July, no sunrise from 25 November."""
    summer, winter = daylight(date(2025, 6, 21), 0, 70), daylight(date(2025, 12, 21), 0, 70)
    assert (summer.dawn, summer.sunrise, summer.sunset, summer.dusk) == (None,) * 4
    assert (winter.sunrise, winter.sunset) == (None, None)
    assert winter.dawn is not None
    assert daylight(date(2025, 11, 24), 0, 70).sunrise is not None
    assert daylight(date(2025, 11, 26), 0, 70).sunrise is None
    # At 85° N it is dark all day at midwinter, and light all day at midsummer.
    week = datetime(2025, 12, 18, tzinfo=UTC), datetime(2025, 12, 25, tzinfo=UTC)
    assert dark_spells(*week, 0, 85) == (week,)
    assert dark_spells(datetime(2025, 6, 18, tzinfo=UTC), datetime(2025, 6, 25, tzinfo=UTC), 0, 85) == ()


def test_a_winter_day_in_marseille() -> None:
    """Office hours end in the light on 15 December at 17:00 and in the dark at 18:00; at midsummer not at 21:00."""
    paris = ZoneInfo("Europe/Paris")
    for clock, dark in ((7, True), (8, False), (17, False), (18, True)):
        assert is_dark(datetime(2026, 12, 15, clock, tzinfo=paris), *MARSEILLE) == dark
    assert not is_dark(datetime(2026, 6, 21, 21, tzinfo=paris), *MARSEILLE)
    night = dark_spells(
        datetime(2026, 12, 15, 12, tzinfo=paris), datetime(2026, 12, 16, 12, tzinfo=paris), *MARSEILLE
    )  # fmt: skip
    assert len(night) == 1
    assert [moment.astimezone(paris).strftime("%d %H") for moment in night[0]] == ["15 17", "16 07"]


@settings(max_examples=60)
@given(DAYS, PLACES)
def test_events_come_in_order_and_at_their_heights(day: date, place: tuple[float, float]) -> None:
    sun = daylight(day, *place)
    found = [moment for moment in (sun.dawn, sun.sunrise, sun.noon, sun.sunset, sun.dusk) if moment is not None]
    assert found == sorted(found)
    assert abs((sun.noon + timedelta(hours=place[0] / 15)).replace(tzinfo=None)
               - datetime(day.year, day.month, day.day, 12)) < timedelta(minutes=18)  # fmt: skip
    assert all(moment.tzinfo is UTC for moment in found)
    for moment, height in ((sun.dawn, CIVIL_DEG), (sun.sunrise, HORIZON_DEG), (sun.sunset, HORIZON_DEG)):
        if moment is not None:
            assert solar_elevation(moment, *place) == pytest.approx(height, abs=0.006)  # a second is 15 / 3,600°


@settings(max_examples=60)
@given(MOMENTS, st.integers(1, 96), PLACES, st.integers(0, 999))
def test_it_is_dark_in_the_spells_and_nowhere_else(
    first: datetime, hours: int, place: tuple[float, float], thousandth: int
) -> None:
    last = first + timedelta(hours=hours)
    spells = dark_spells(first, last, *place)
    assert all(first <= begin < end <= last for begin, end in spells)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(spells))
    moment = first + (last - first) * thousandth / 1000
    near = min((abs(moment - edge) for spell in spells for edge in spell), default=timedelta.max)
    height = solar_elevation(moment, *place)
    # Within a few seconds of an edge, or grazing the height itself, either is right.
    if near > timedelta(seconds=5) and abs(height - CIVIL_DEG) > 0.02:
        assert any(begin <= moment < end for begin, end in spells) == (height < CIVIL_DEG)


@given(MOMENTS, PLACES)
def test_the_sun_stands_where_it_stands_whatever_the_clock_is_set_to(
    moment: datetime, place: tuple[float, float]
) -> None:
    height = solar_elevation(moment, *place)
    assert -90 <= height <= 90
    assert solar_elevation(moment.astimezone(timezone(timedelta(hours=-7))), *place) == height
    assert is_dark(moment, *place) == (height < CIVIL_DEG)


@pytest.mark.parametrize(
    ("lon", "lat"), [(181, 0), (-181, 0), (0, 91), (0, -90.1), (math.nan, 0), (0, math.nan), (math.inf, 0)]
)
def test_what_is_no_position_is_refused(lon: float, lat: float) -> None:
    with pytest.raises(ParameterError, match="is no position"):
        daylight(date(2026, 1, 1), lon, lat)
    with pytest.raises(ParameterError, match="is no position"):
        is_dark(datetime(2026, 1, 1, tzinfo=UTC), lon, lat)


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(ParameterError, match="has no time zone"):
        solar_elevation(datetime(2026, 1, 1), *MARSEILLE)
    with pytest.raises(ParameterError, match="has no time zone"):
        dark_spells(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2), *MARSEILLE)
    for day in (date.min, date(1799, 12, 31), date(2101, 1, 1), date.max):
        with pytest.raises(ParameterError, match="year from 1800 to 2100"):
            daylight(day, *MARSEILLE)
    far = timezone(timedelta(hours=-12))
    with pytest.raises(ParameterError, match="year from 1800 to 2100"):
        is_dark(datetime.max.replace(tzinfo=far), *MARSEILLE)
