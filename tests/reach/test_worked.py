"""When everyone is wanted: by the hours of the place where it tells them, else by the schedule of the resident."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.clock import DAY_S
from portee.core.week import DAYS, parse_days
from portee.people.schedule import Schedule
from portee.reach.hours import Hours
from portee.reach.worked import commutes_month, hours_of, moments_of
from portee.territory.work import OwnHours

H = 3600
THURSDAY = date(2026, 11, 26)
MON, TUE, WED, THU, FRI, SAT, SUN = (date(2026, 11, 23 + k) for k in range(7))


def _schedule(*shifts: dict[str, Any], **more: Any) -> Schedule:
    return Schedule.model_validate({"shifts": shifts, **more})


def _shift(days: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    return {"days": days, "start": start, "end": end, **more}


def _own(*places: tuple[int, int, str]) -> OwnHours:
    """Hours of places: start, end, days ("" for none told)."""
    days = [[day in (parse_days(text) if text else ()) for day in DAYS] for _, _, text in places]
    start, end = (np.array([place[k] for place in places], np.int32) for k in (0, 1))
    return OwnHours(start, end, np.array(days, np.bool_).reshape(len(places), 7))


def _told(hours: tuple[Hours, ...]) -> list[tuple[date, list[int], list[int]]]:
    assert all(part.start.dtype == part.end.dtype == np.int32 for part in hours)
    return [(part.day, part.start.tolist(), part.end.tolist()) for part in hours]


OFFICE = _schedule(_shift("mon-fri", "09:00", "17:00"))


def test_where_no_place_tells_hours_those_of_the_schedule_hold_for_all() -> None:
    expected = [(day, [9 * H] * 2, [17 * H] * 2) for day in (MON, TUE, WED, THU, FRI)]
    assert _told(hours_of(OFFICE, None, 2, THURSDAY)) == expected
    assert _told(hours_of(OFFICE, _own((-1, -1, ""), (-1, -1, "sat")), 2, MON)) == expected
    assert _told(hours_of(OFFICE, None, 2, SUN)) == expected
    assert hours_of(OFFICE, None, 0, MON) == ()


def test_the_tolerance_is_added_to_starts_alone_in_whole_minutes() -> None:
    """Ten and a half minutes late is accepted: 09:10 counts, 09:10:30 is no whole minute. The end stays."""
    late = _schedule(_shift("sat", "09:00", "17:00"), tolerance_min=10.5)
    assert _told(hours_of(late, None, 1, MON)) == [(SAT, [9 * H + 600], [17 * H])]
    assert _told(hours_of(late, _own((7 * H, 12 * H, "sat")), 1, MON)) == [(SAT, [7 * H + 600], [12 * H])]


def test_nights_split_shifts_and_rotations_have_one_entry_a_date_and_shift() -> None:
    split = _schedule(_shift("mon", "06:00", "10:00"), _shift("mon", "16:00", "20:00"))
    assert _told(hours_of(split, None, 1, THURSDAY)) == [(MON, [6 * H], [10 * H]), (MON, [16 * H], [20 * H])]
    stays = _schedule(_shift("mon", "06:00", "10:00"), _shift("mon", "16:00", "20:00"), stay_between=True)
    assert _told(hours_of(stays, None, 1, THURSDAY)) == [(MON, [6 * H], [20 * H])]
    night = _schedule(_shift("sun", "22:00", "06:00", night=True))
    assert _told(hours_of(night, None, 1, THURSDAY)) == [(SUN, [22 * H], [30 * H])]


def test_a_place_that_tells_hours_and_days_goes_by_its_own() -> None:
    """The first place tells nothing, the second nights from Friday to Saturday, the third hours without days."""
    own = _own((-1, -1, ""), (21 * H, 29 * H, "fri,sat"), (7 * H, 12 * H, ""))
    week = _schedule(_shift("thu,fri", "09:00", "17:00"), tolerance_min=5)
    assert _told(hours_of(week, own, 3, MON)) == [
        (THU, [9 * H + 300, -1, -1], [17 * H, -1, -1]),
        (FRI, [9 * H + 300, -1, -1], [17 * H, -1, -1]),
        (THU, [-1, -1, 7 * H + 300], [-1, -1, 12 * H]),
        (FRI, [-1, 21 * H + 300, 7 * H + 300], [-1, 29 * H, 12 * H]),
        (SAT, [-1, 21 * H + 300, -1], [-1, 29 * H, -1]),
    ]


def test_where_all_places_tell_hours_the_schedule_is_not_asked_for_its_own() -> None:
    own = _own((7 * H, 12 * H, "sun"), (8 * H, 13 * H, "sun"))
    assert _told(hours_of(OFFICE, own, 2, MON)) == [(SUN, [7 * H, 8 * H], [12 * H, 13 * H])]


def test_journeys_of_a_mean_month() -> None:
    """45 weeks a year. Place 1 tells nothing: five days by schedule, 5 × 45 / 12 = 18.75. Place 2 works Friday and
    Saturday: 2 × 45 / 12 = 7.5. Place 3 tells hours without days: those of the schedule, 18.75. Place 4 tells days
    without hours, which is not enough to work by.
    """
    week = _schedule(_shift("mon-fri", "09:00", "17:00"), weeks_per_year=45)
    own = _own((-1, -1, ""), (21 * H, 29 * H, "fri,sat"), (7 * H, 12 * H, ""), (-1, -1, "sun"))
    assert commutes_month(week, None, 2).tolist() == [18.75, 18.75]
    assert commutes_month(week, own, 4).tolist() == [18.75, 7.5, 18.75, 18.75]


def test_journeys_of_split_shifts_and_rotations() -> None:
    """Split shifts on Monday and Tuesday go home between: 4 × 48 / 12 = 16 journeys. A place with one stretch of hours
    is gone to once on each of the two days: 2 × 48 / 12 = 8. Every second Saturday is half a day: 0.5 × 48 / 12 = 2.
    """
    place = _own((7 * H, 12 * H, ""))
    split = _schedule(_shift("mon,tue", "06:00", "10:00"), _shift("mon,tue", "16:00", "20:00"), weeks_per_year=48)
    assert commutes_month(split, None, 1).tolist() == [16]
    assert commutes_month(split, place, 1).tolist() == [8]
    saturday = _schedule(_shift("sat", "06:00", "10:00", every_weeks=2), weeks_per_year=48)
    assert commutes_month(saturday, None, 1).tolist() == commutes_month(saturday, place, 1).tolist() == [2]


def test_the_moments_of_a_week_are_its_starts_and_ends() -> None:
    own = _own((-1, -1, ""), (21 * H, 29 * H, "fri"), (21 * H, 29 * H, "fri"))
    week = _schedule(_shift("thu", "09:00", "17:00"), tolerance_min=5)
    assert moments_of(hours_of(week, own, 3, MON)) == (
        datetime(2026, 11, 26, 9, 5),
        datetime(2026, 11, 26, 17),
        datetime(2026, 11, 27, 21, 5),
        datetime(2026, 11, 28, 5),  # 29:00 of Friday
    )
    assert moments_of(()) == ()
    nobody = Hours(MON, np.array([-1], np.int32), np.array([-1], np.int32))
    assert moments_of([nobody]) == ()


def test_dates_outside_the_calendar_are_those_of_the_nearest_week_inside() -> None:
    """A timetable from Wednesday 25 November to Sunday 6 December: the Monday before it becomes that of 30 November, a
    Monday a month later becomes the same. Where no such day of the week is inside, the date stays.
    """
    calendar = WED, date(2026, 12, 6)
    assert [part.day for part in hours_of(OFFICE, None, 1, MON, calendar=calendar)] == [
        date(2026, 11, 30), date(2026, 12, 1), WED, THU, FRI,
    ]  # fmt: skip
    own = _own((7 * H, 12 * H, "mon,sun"))
    later = hours_of(OFFICE, own, 1, date(2026, 12, 30), calendar=calendar)
    assert [part.day for part in later] == [date(2026, 11, 30), date(2026, 12, 6)]
    assert [part.day for part in hours_of(OFFICE, None, 1, MON, calendar=(WED, THU))] == [MON, TUE, WED, THU, FRI]


@given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(0, 60), st.dates(date(2025, 1, 1), date(2027, 1, 1)))
def test_a_date_keeps_its_day_of_the_week(day: date, length: int, first: date) -> None:
    calendar = first, first + timedelta(days=length)
    week = _schedule(_shift("mon-sun", "09:00", "17:00"))
    usual = hours_of(week, None, 1, day)
    for was, part in zip(usual, hours_of(week, None, 1, day, calendar=calendar), strict=True):
        inside = [first + timedelta(days=k) for k in range(length + 1)]
        same = [other for other in inside if other.weekday() == was.day.weekday()]
        nearest = min(same, key=lambda other: abs((other - was.day).days), default=was.day)
        assert part.day == nearest


TIMES = st.tuples(st.integers(0, DAY_S), st.integers(1, DAY_S)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(
    st.lists(st.tuples(st.none() | TIMES, st.lists(st.sampled_from(DAYS), max_size=7)), max_size=5),
    st.integers(0, 20),
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
)
def test_every_place_is_wanted_on_its_days_at_its_hours(
    places: list[tuple[tuple[int, int] | None, list[str]]], late: int, day: date
) -> None:
    own = _own(*((*(times or (-1, -1)), ",".join(days)) for times, days in places))
    week = _schedule(_shift("mon,wed", "09:00", "17:00"), tolerance_min=late)
    hours = hours_of(week, own, len(places), day)
    assert all(part.day.isocalendar()[:2] == day.isocalendar()[:2] for part in hours)
    for k, (times, days) in enumerate(places):
        start, end = times if times else (9 * H, 17 * H)
        worked = set(days) if times and days else {"mon", "wed"}
        found = sorted((DAYS[part.day.weekday()], part.start[k] - late * 60, part.end[k]) for part in hours
                       if part.start[k] >= 0)  # fmt: skip
        assert found == sorted((name, start, end) for name in worked)
        assert all((part.start[k] >= 0) == (part.end[k] >= 0) for part in hours)
    month = commutes_month(week, own, len(places))
    assert month == pytest.approx([47 / 12 * (len(set(days)) if times and days else 2) for times, days in places])
