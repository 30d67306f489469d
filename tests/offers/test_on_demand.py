"""Demand-responsive transport: who is taken, when, and how it is booked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPoint, Point, box

from portee.core.errors import ParameterError
from portee.offers.on_demand import (
    Booking,
    Duration,
    OnDemandService,
    RideWindow,
    can_book,
    can_ride,
    ride_seconds,
    weekly_days,
)

MONDAY = date(2026, 3, 2)
WEST, EAST = box(5.0, 43.0, 5.1, 43.1), box(5.2, 43.0, 5.3, 43.1)
EIGHT, NOON = 8 * 3600, 12 * 3600


def service(**changes: Any) -> OnDemandService:
    known: dict[str, Any] = {
        "id": "tad",
        "name": "TAD",
        "pickup": WEST,
        "dropoff": EAST,
        "windows": (RideWindow(EIGHT, NOON, EIGHT, NOON),),
        "days": weekly_days(range(5), MONDAY, date(2026, 3, 8)),
    }
    return OnDemandService(**(known | changes))


def rides(given: OnDemandService, day: date = MONDAY, second: int = 9 * 3600, **more: Any) -> bool:
    return bool(can_ride(given, 5.05, 43.05, 5.25, 43.05, day, second, **more))


def test_from_the_pickup_area_to_the_drop_off_area_and_not_back() -> None:
    lon, lat = np.array([5.05, 5.25, 5.1, 5.15]), np.array([43.05, 43.05, 43.1, 43.05])
    matrix = can_ride(service(), lon[:, None], lat[:, None], lon, lat, MONDAY, EIGHT)
    # Rows are origins: inside the western area, inside the eastern one, on the western border, in between.
    assert matrix.tolist() == [
        [False, True, False, False],
        [False, False, False, False],
        [False, True, False, False],
        [False, False, False, False],
    ]
    pairs = can_ride(service(), lon, lat, np.full(4, 5.25), np.full(4, 43.05), MONDAY, EIGHT)
    assert pairs.tolist() == [True, False, True, False]


def test_only_within_hours_and_on_service_days() -> None:
    assert [rides(service(), second=s) for s in (EIGHT - 1, EIGHT, NOON, NOON + 1)] == [False, True, True, False]
    week = [rides(service(), MONDAY + timedelta(days=k)) for k in range(-1, 7)]
    assert week == [False, True, True, True, True, True, False, False]


def test_a_window_past_midnight_runs_into_the_next_day() -> None:
    night = service(windows=(RideWindow(22 * 3600, 26 * 3600, 22 * 3600, 27 * 3600),))
    assert rides(night, MONDAY, 23 * 3600)
    assert not rides(night, MONDAY, 3600)  # Sunday has no service
    assert rides(night, MONDAY + timedelta(days=1), 2 * 3600)
    assert rides(night, date(2026, 3, 7), 3600)  # the night from Friday to Saturday
    assert not rides(night, date(2026, 3, 7), 23 * 3600)


def test_stops_are_walked_to() -> None:
    stops = service(pickup=MultiPoint([(5.0, 43.0), (5.05, 43.05)]), dropoff=Point(5.25, 43.05))
    # A degree of longitude is 6,378,137 π/180 × cos 43.05° / √(1 − 0.00669438 sin² 43.05°) = 81,472 m.
    off = 300 / 81_472
    asked = {"from_lat": 43.05, "to_lon": 5.25, "to_lat": 43.05, "day": MONDAY, "second": EIGHT}
    for walk, expected in ((0.0, [True, False]), (295.0, [True, False]), (305.0, [True, True])):
        found = can_ride(stops, from_lon=np.array([5.05, 5.05 + off]), walk_m=walk, **asked)  # type: ignore[arg-type]
        assert found.tolist() == expected


@given(st.floats(4.9, 5.4), st.floats(42.9, 43.2), st.floats(0, 5000), st.floats(0, 5000))
def test_a_longer_walk_never_loses_a_ride(lon: float, lat: float, walk: float, more: float) -> None:
    near, far = (can_ride(service(), lon, lat, 5.25, 43.05, MONDAY, EIGHT, walk_m=w) for w in (walk, walk + more))
    assert far or not near
    assert near or not can_ride(service(), lon, lat, 5.25, 43.05, MONDAY, EIGHT)


def test_time_aboard_is_what_the_service_declares() -> None:
    both = service(mean=Duration(1.5, 300), safe=Duration(2, 600))
    drive = np.array([0.0, 600.0, np.inf])
    assert ride_seconds(both, drive).tolist() == [300, 1200, np.inf]  # 1.5 × 600 + 300
    assert ride_seconds(both, drive, safe=True).tolist() == [600, 1800, np.inf]  # 2 × 600 + 600
    assert ride_seconds(service(safe=Duration(2, 600)), 600).tolist() == 1800
    assert ride_seconds(service(mean=Duration(1, 60)), 600, safe=True).tolist() == 660
    assert ride_seconds(service(), drive).tolist() == drive.tolist()


def test_the_ride_ends_within_its_window() -> None:
    slow = service(mean=Duration(2, 0))
    drive = np.array([1800, 1801])
    # Picked up at 11:00, set down by 12:00: an hour aboard is two half hours of driving.
    found = can_ride(slow, 5.05, 43.05, 5.25, 43.05, MONDAY, 11 * 3600, drive_s=drive)
    assert found.tolist() == [True, False]
    fixed = service(windows=(RideWindow(EIGHT, EIGHT + 1800, 9 * 3600, 9 * 3600),), mean=Duration(1, 0))
    assert rides(fixed, second=EIGHT, drive_s=60.0)  # waits aboard until nine
    assert not rides(fixed, second=EIGHT, drive_s=3601.0)
    assert can_ride(slow, 5.05, 43.05, 5.25, 43.05, MONDAY, EIGHT, drive_s=np.zeros((2, 3))).shape == (2, 3)


@given(st.floats(0, 20_000), st.floats(0, 20_000), st.integers(0, 86_399))
def test_a_longer_drive_never_gains_a_ride(drive: float, more: float, second: int) -> None:
    quick, slow = (rides(service(mean=Duration(1.2, 60)), second=second, drive_s=d) for d in (drive, drive + more))
    assert quick or not slow
    assert rides(service(), second=second) or not quick


def test_booking_by_notice() -> None:
    ride = datetime(2026, 3, 9, 9, 0)  # a Monday
    now, hour_before = ride, ride - timedelta(hours=1)
    assert can_book(Booking("none"), now, ride)
    assert not can_book(Booking("none", notice_min=30), now + timedelta(seconds=1), ride)
    assert can_book(Booking("same_day", notice_min=60), hour_before, ride)
    assert not can_book(Booking("same_day", notice_min=61), hour_before, ride)
    eve = Booking("days_before", days=1, latest_s=17 * 3600)
    assert can_book(eve, datetime(2026, 3, 8, 17, 0), ride)
    assert not can_book(eve, datetime(2026, 3, 8, 17, 1), ride)
    assert can_book(Booking("days_before", days=1), datetime(2026, 3, 9, 0, 0), ride)
    # On working days alone, the day before a Monday is the Friday.
    working = weekly_days(range(5), date(2026, 3, 2), date(2026, 3, 13))
    office = Booking("days_before", days=1, latest_s=17 * 3600, counted_days=working)
    assert can_book(office, datetime(2026, 3, 6, 17, 0), ride)
    assert not can_book(office, datetime(2026, 3, 7, 9, 0), ride)
    assert not can_book(Booking("days_before", days=9, counted_days=working), datetime(2020, 1, 1), ride)
    assert not can_book(Booking("days_before", days=1, counted_days=frozenset()), datetime(2020, 1, 1), ride)


@given(
    st.sampled_from([Booking("none"), Booking("same_day", 45), Booking("days_before", days=2, latest_s=36_000)]),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
)
def test_asking_earlier_never_loses_a_booking(booking: Booking, minutes: int, earlier: int) -> None:
    ride = datetime(2026, 3, 9, 9, 0)
    asked = ride - timedelta(minutes=minutes)
    assert can_book(booking, asked - timedelta(minutes=earlier), ride) or not can_book(booking, asked, ride)


def test_who_needs_what_to_book() -> None:
    told = [Booking("none", phone=p, url=u) for p in ("1", None) for u in ("https://x.example", None)]
    assert [b.phone_only for b in told] == [False, True, False, False]
    assert [b.internet_only for b in told] == [False, False, True, False]


def test_days_of_the_week_between_dates() -> None:
    assert sorted(weekly_days([5], date(2026, 3, 1), date(2026, 3, 31))) == [date(2026, 3, d) for d in (7, 14, 21, 28)]
    assert weekly_days([], MONDAY, MONDAY) == frozenset()
    assert weekly_days([0], MONDAY, MONDAY) == {MONDAY}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: service(windows=()), "has no hours"),
        (lambda: service(pickup=MultiPoint()), "no place to get in"),
        (lambda: RideWindow(10, 9, 0, 1), "ends before it starts"),
        (lambda: RideWindow(0, 9, -1, 1), "before midnight"),
        (lambda: Duration(0, 1), "0 times the drive"),
        (lambda: Duration(float("nan"), 1), "nan times"),
        (lambda: Duration(1, -1), "-1 seconds"),
        (lambda: Booking("same_day", notice_min=-1), "notice to give is negative"),
        (lambda: Booking("days_before", latest_s=90_000), "not a time of day"),
        (lambda: weekly_days([7], MONDAY, MONDAY), "weekday"),
        (lambda: weekly_days([0], MONDAY, date(2026, 3, 1)), "no calendar from"),
        (lambda: weekly_days([0], MONDAY, date(2226, 3, 1)), "no calendar from"),
        (lambda: rides(service(), second=86_400), "86400 is not a second"),
        (lambda: rides(service(), walk_m=-1.0), "walk of -1.0"),
        (lambda: rides(service(), walk_m=float("nan")), "walk of nan"),
        (lambda: rides(service(), drive_s=float("nan")), "negative or not a number"),
        (lambda: can_book(Booking("none"), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1)), "time zone"),
    ],
)
def test_what_cannot_be_is_refused(make: Any, words: str) -> None:
    with pytest.raises(ParameterError, match=words) as problem:
        make()
    assert problem.value.mend
