"""When people work: days, shifts and nights, contradictions refused, and means per month that add up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from portee.core.clock import DAY_S
from portee.core.declared import Declared, parse_declared
from portee.core.errors import ParameterError, SourceError
from portee.core.week import DAYS
from portee.people.schedule import Schedule, Shift


class Parts(Declared):
    schedule: Schedule


class Job(Declared):
    id: str
    parts: Parts


def shift(days: str, start: str, end: str, **more: object) -> Shift:
    return Shift.model_validate({"days": days, "start": start, "end": end, **more})


def schedule(*shifts: Shift, **more: object) -> Schedule:
    return Schedule.model_validate({"shifts": shifts, **more})


def test_hours_of_a_day_and_of_a_night() -> None:
    office = shift("mon-fri", "09:00", "17h30")
    assert (office.start, office.end, office.end_s, office.hours) == (32_400, 63_000, 63_000, 8.5)
    # From 22:00 to 06:00 of the next day: 2 h + 6 h = 8 h; 06:00 is 6 × 3,600 + 86,400 s after the first midnight.
    night = shift("mon-fri", "22:00", "06:00", night=True)
    assert (night.end, night.end_s, night.hours) == (21_600, 108_000, 8.0)
    assert shift("sat", "16:00", "24:00").hours == 8.0
    assert shift("sat", "16:00", "00:00", night=True).hours == 8.0
    assert shift("sat", "08:00", "08:00", night=True).hours == 24.0


@pytest.mark.parametrize(
    ("start", "end", "night", "words"),
    [
        ("09:00", "08:00", False, "ends at 08:00, before it starts at 09:00. |Add 'night: true'"),
        ("09:00", "09:00", False, "before it starts"),
        ("22:00", "06:00", False, "before it starts"),
        ("06:00", "22:00", True, "would last more than a day. |Remove 'night: true'"),
    ],
)
def test_a_shift_ends_after_it_starts_and_within_a_day(start: str, end: str, night: bool, words: str) -> None:
    text = f"days: mon\nstart: {start}\nend: {end}\nnight: {str(night).lower()}\n"
    with pytest.raises(SourceError) as caught:
        parse_declared(text, Shift, "s.yaml")
    for part in words.split("|"):
        assert part.strip() in str(caught.value)


@pytest.mark.parametrize(
    "changed",
    [
        {"start": 7},
        {"start": 730},
        {"start": 7.5},
        {"start": True},
        {"start": -3600},
        {"start": "25:00"},
        {"start": "7.30"},
        {"start": None},
        {"end": 26 * 3600},
        {"days": ()},
        {"days": ("xyz",)},
        {"days": 5},
        {"every_weeks": 0},
        {"every_weeks": 53},
        {"weeks": 2},
    ],
)
def test_nonsense_in_a_shift_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Shift.model_validate({"days": "mon", "start": "07:30", "end": "15:30", **changed})


def test_a_time_without_a_colon_is_not_guessed() -> None:
    with pytest.raises(SourceError, match=r"730 is not a time of day\. Write hours and minutes") as caught:
        parse_declared("days: mon\nstart: 730\nend: 15:30\n", Shift, "s.yaml")
    assert str(caught.value.where) == "s.yaml, line 2, field 'start'"


def test_seconds_and_text_are_the_same_shift() -> None:
    assert Shift(days=("mon",), start=27_000, end=55_800) == shift("mon", "07:30", "15:30")
    assert Shift.model_validate({"days": ["lun", "mardi"], "start": 0, "end": "8h"}).days == ("mon", "tue")


def test_a_shift_goes_to_json_and_back() -> None:
    night = shift("mon-wed", "00:20", "00:10", night=True, every_weeks=2)
    told = night.model_dump(mode="json")
    assert (told["days"], told["start"], told["end"]) == ("mon-wed", "00:20", "00:10")
    assert Shift.model_validate(told) == night
    assert Shift.model_validate_json(night.model_dump_json()) == night


@pytest.mark.parametrize(
    ("first", "second", "where"),
    [
        (("mon-fri", "08:00", "12:00"), ("fri", "11:59", "15:00"), ("fri 08:00", "fri 11:59")),
        (("fri", "11:59", "15:00"), ("mon-fri", "08:00", "12:00"), ("fri 08:00", "fri 11:59")),
        (("mon", "08:00", "16:00"), ("mon", "10:00", "11:00"), ("mon 08:00", "mon 10:00")),
        (("mon", "08:00", "12:00"), ("mon", "08:00", "12:00"), ("mon 08:00", "mon 08:00")),
        (("tue", "22:00", "06:00", "night"), ("wed", "05:00", "09:00"), ("tue 22:00", "wed 05:00")),
        (("sun", "22:00", "06:00", "night"), ("mon", "05:59", "09:00"), ("sun 22:00", "mon 05:59")),
    ],
)
def test_shifts_of_the_same_weeks_do_not_overlap(
    first: tuple[str, ...], second: tuple[str, ...], where: tuple[str, str]
) -> None:
    made = [shift(*part[:3], night=len(part) > 3) for part in (first, second)]
    with pytest.raises(ValidationError, match="Two shifts overlap") as caught:
        schedule(*made)
    assert all(place in str(caught.value) for place in where)


def test_shifts_may_touch() -> None:
    schedule(shift("mon", "08:00", "12:00"), shift("mon", "12:00", "15:00"))
    schedule(shift("sun", "22:00", "06:00", night=True), shift("mon", "06:00", "09:00"))


def test_an_overlap_tells_its_line() -> None:
    hours = ("{days: lun, start: 08:00, end: 12:00}", "{days: lun, start: 11:00, end: 13:00}")
    text = f"id: x\nparts:\n  schedule:\n    shifts:\n    - {hours[0]}\n    - {hours[1]}\n"
    with pytest.raises(SourceError, match="every_weeks") as caught:
        parse_declared(text, Job)
    assert str(caught.value.where) == "text, line 3, field 'parts.schedule'"


def test_shifts_of_a_rotation_may_cover_the_same_hours() -> None:
    schedule(shift("mon", "05:00", "13:00", every_weeks=2), shift("mon", "06:00", "14:00", every_weeks=2))


def test_a_shift_of_every_week_overlaps_that_of_a_rotation() -> None:
    with pytest.raises(ValidationError, match="overlap"):
        schedule(shift("mon", "05:00", "13:00", every_weeks=2), shift("mon", "06:00", "14:00"))


@pytest.mark.parametrize(
    "changed",
    [{"tolerance_min": -1}, {"tolerance_min": 121}, {"weeks_per_year": 0}, {"weeks_per_year": 53}, {"shifts": []}],
)
def test_nonsense_in_a_schedule_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Schedule.model_validate({"shifts": [shift("mon", "08:00", "12:00")], **changed})


def test_a_file_given_by_mistake_is_refused() -> None:
    many = [shift("mon", "08:00", "12:00", every_weeks=2)] * 101
    with pytest.raises(ValidationError, match="at most 100"):
        schedule(*many)


def test_means_of_office_hours() -> None:
    office = schedule(shift("mon-fri", "09:00", "17:00"))
    # 5 journeys a week × 47 weeks / 12 months = 19.583; as many days; 5 × 8 h = 40 h.
    assert office.commutes() == office.shifts
    assert office.commutes_per_week == 5
    assert office.commutes_per_month == pytest.approx(235 / 12)
    assert office.days_per_month == pytest.approx(235 / 12)
    assert office.hours_per_week == 40


def test_means_of_split_shifts() -> None:
    parts = (shift("mon-fri", "07:00", "11:00"), shift("mon-fri", "16:00", "19:00"))
    # Home in between: 2 journeys × 5 days = 10 a week; × 47 / 12 = 39.167 a month, on 19.583 days.
    home = schedule(*parts)
    assert home.commutes_per_week == 10
    assert home.commutes_per_month == pytest.approx(470 / 12)
    assert home.days_per_month == pytest.approx(235 / 12)
    # Staying near work: one journey a day, from 07:00 to 19:00; the hours worked stay 5 × (4 + 3) = 35.
    stays = schedule(*parts, stay_between=True)
    assert stays.commutes() == (shift("mon-fri", "07:00", "19:00"),)
    assert stays.commutes_per_week == 5
    assert home.hours_per_week == stays.hours_per_week == 35


def test_staying_between_keeps_days_apart_and_ends_nights_the_day_after() -> None:
    evening = schedule(
        shift("mon,wed", "10:00", "12:00"),
        shift("mon", "18:00", "02:00", night=True),
        shift("sat", "10:00", "12:00", every_weeks=2),
        stay_between=True,
    )
    assert set(evening.commutes()) == {
        shift("mon", "10:00", "02:00", night=True),
        shift("wed", "10:00", "12:00"),
        shift("sat", "10:00", "12:00", every_weeks=2),
    }


def test_nobody_stays_near_work_for_more_than_a_day() -> None:
    parts = (shift("mon", "00:20", "00:40"), shift("mon", "18:00", "02:00", night=True))
    assert schedule(*parts).commutes() == parts
    with pytest.raises(ValidationError, match="From the first to the last part of mon there is more than a day"):
        schedule(*parts, stay_between=True)


def test_means_of_a_rotation_of_three_weeks() -> None:
    week = {"every_weeks": 3}
    rotation = schedule(
        shift("mon-fri", "05:00", "13:00", **week),
        shift("mon-fri", "13:00", "21:00", **week),
        shift("mon-fri", "21:00", "05:00", night=True, **week),
    )
    # Each week one of the three: 3 × 5 / 3 = 5 journeys, 5 days and 40 hours a week.
    assert rotation.commutes_per_week == pytest.approx(5)
    assert rotation.days_per_month == pytest.approx(235 / 12)
    assert rotation.hours_per_week == pytest.approx(40)


def test_means_of_a_rotation_without_a_day_off_in_common() -> None:
    week = {"every_weeks": 5}
    five_teams = schedule(
        shift("mon-sun", "05:00", "13:00", **week),
        shift("mon-sun", "13:00", "21:00", **week),
        shift("mon-sun", "21:00", "05:00", night=True, **week),
        weeks_per_year=48,
    )
    # 21 shifts a week shared by five teams: 21 / 5 = 4.2 each, of 8 h: 33.6 h; 4.2 × 48 / 12 = 16.8 a month.
    assert five_teams.commutes_per_week == pytest.approx(4.2)
    assert five_teams.hours_per_week == pytest.approx(33.6)
    assert five_teams.days_per_month == pytest.approx(16.8)


def test_every_second_saturday_counts_half() -> None:
    shop = schedule(shift("mon-fri", "09:00", "13:00"), shift("sat", "09:00", "19:00", every_weeks=2))
    # 5 + 1/2 journeys a week; 5 × 4 h + 10 h / 2 = 25 h.
    assert shop.commutes_per_week == 5.5
    assert shop.hours_per_week == 25


def test_dates_of_a_week() -> None:
    # 2026-11-25 is a Wednesday; its week begins on 2026-11-23.
    weekend = schedule(shift("sat-mon", "08:00", "12:00"), shift("wed", "22:00", "06:00", night=True))
    expected = [(23, "08:00"), (28, "08:00"), (29, "08:00"), (25, "22:00")]
    dated = weekend.dated(date(2026, 11, 25))
    assert [(day.day, s.model_dump(mode="json")["start"]) for day, s in dated] == expected
    assert weekend.dated(date(2026, 11, 23)) == weekend.dated(date(2026, 11, 29)) == dated
    assert all(DAYS[day.weekday()] in s.days for day, s in dated)


def test_a_shift_moved() -> None:
    late = shift("mon", "14:00", "22:00")
    assert late.moved(90) == shift("mon", "15:30", "23:30")
    assert late.moved(120) == shift("mon", "16:00", "24:00")
    assert late.moved(150) == shift("mon", "16:30", "00:30", night=True)
    assert late.moved(150).moved(-150) == late
    assert late.moved(-14 * 60) == shift("mon", "00:00", "08:00")
    # It begins on the same day still: from 23:59 at the latest, from 00:00 at the earliest.
    assert late.moved(6000) == shift("mon", "23:59", "07:59", night=True)
    assert late.moved(-6000) == shift("mon", "00:00", "08:00")
    assert shift("mon", "01:00", "02:00", every_weeks=4).moved(-30).every_weeks == 4


def test_a_schedule_moved_keeps_the_rest() -> None:
    split = schedule(
        shift("mon", "10:00", "12:00"), shift("mon", "20:00", "22:00"), tolerance_min=5, stay_between=True,
        weeks_per_year=40,
    )  # fmt: skip
    moved = split.moved(60)
    assert moved.shifts == (shift("mon", "11:00", "13:00"), shift("mon", "21:00", "23:00"))
    assert (moved.tolerance_min, moved.stay_between, moved.weeks_per_year) == (5, True, 40)
    with pytest.raises(ParameterError, match="Moved by 840 minutes, two shifts of the schedule would overlap"):
        split.moved(840)


TIMES = st.integers(0, DAY_S // 60 - 1)


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    start, end = draw(TIMES) * 60, draw(TIMES) * 60
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=7))
    return Shift.model_validate(
        {
            "days": days,
            "start": f"{start // 3600:02d}:{start % 3600 // 60:02d}",
            "end": f"{end // 3600:02d}:{end % 3600 // 60:02d}",
            "night": end <= start,
            "every_weeks": draw(st.integers(1, 4)),
        }
    )


@given(shifts(), st.integers(-3000, 3000))
def test_a_moved_shift_lasts_as_long_on_the_same_days(one: Shift, minutes: int) -> None:
    moved = one.moved(minutes)
    assert moved.hours == pytest.approx(one.hours)
    assert (moved.days, moved.every_weeks) == (one.days, one.every_weeks)
    assert 0 <= moved.start < DAY_S
    if 0 <= one.start + minutes * 60 < DAY_S:
        assert moved.start == one.start + minutes * 60
        # Midnight is the end of one day and the start of the next: two ways to write the same shift.
        back = moved.moved(-minutes)
        assert (back.start, back.end_s) == (one.start, one.end_s)


@given(st.lists(shifts(), min_size=1, max_size=4), st.booleans())
def test_means_hold_together(some: list[Shift], stay: bool) -> None:
    try:
        made = schedule(*some, stay_between=stay)
    except ValidationError:
        assume(False)
        raise
    assert 0 < made.days_per_month <= 7 * made.weeks_per_year / 12 + 1e-9
    assert made.commutes_per_month >= made.days_per_month - 1e-9 or stay
    assert made.commutes_per_week <= schedule(*some).commutes_per_week + 1e-9
    assert made.hours_per_week <= 7 * 24 * len(some)
    assert made.moved(0).commutes_per_week == pytest.approx(made.commutes_per_week)
    assert Schedule.model_validate(made.model_dump(mode="json")) == made


@given(st.lists(shifts(), min_size=2, max_size=4))
def test_overlaps_are_found_minute_by_minute(some: list[Shift]) -> None:
    """Weekly shifts alone: the slow twin colours the minutes of a week."""
    some = [s.model_copy(update={"every_weeks": 1}) for s in some]
    week, twice = 7 * 1440, False
    taken: set[int] = set()
    for one in some:
        for day in one.days:
            first = DAYS.index(day) * 1440 + one.start // 60
            minutes = {minute % week for minute in range(first, first + round(one.hours * 60))}
            twice |= bool(taken & minutes)
            taken |= minutes
    try:
        schedule(*some)
        refused = False
    except ValidationError:
        refused = True
    assert refused == twice
