"""When someone works: shifts by day of the week, split shifts, nights and rotations."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationError, model_validator

from portee.core.clock import DAY_S, format_time_of_day, parse_time_of_day
from portee.core.declared import Declared, Wrong
from portee.core.errors import ParameterError
from portee.core.week import DAYS, format_days, parse_days

__all__ = ["Clock", "Days", "Schedule", "Shift"]

LATEST_WRITTEN_AS_NUMBER = 2400
"""7, 730 or 2400 without a colon would be taken for seconds: refused rather than guessed."""


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_time_of_day(value)
        except ParameterError as problem:
            raise Wrong(problem.what, problem.mend) from None
    if isinstance(value, (bool, float)) or (isinstance(value, int) and 0 < value <= LATEST_WRITTEN_AS_NUMBER):
        raise Wrong(f"{value} is not a time of day.", "Write hours and minutes such as 07:30.")
    return value


def _days(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_days(value)
        except ParameterError as problem:
            raise Wrong(problem.what, problem.mend) from None
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return _days(",".join(value))
    return value


Clock = Annotated[
    int, BeforeValidator(_clock), Field(ge=0, le=DAY_S), PlainSerializer(format_time_of_day, when_used="json")
]
"""Seconds after midnight, up to 24:00, written "07:30"."""

Days = Annotated[
    tuple[str, ...], BeforeValidator(_days), Field(min_length=1), PlainSerializer(format_days, when_used="json")
]
"""Days of the week, written "mon-fri"."""


class Shift(Declared):
    """One stretch of work.

    Attributes:
        days: days of the week on which it begins.
        start, end: seconds after midnight of that day; with `night`, the end is on the next day.
        night: whether it ends on the day after it begins.
        every_weeks: in a rotation of n weeks, each shift comes once every n weeks.
    """

    days: Days
    start: Clock
    end: Clock
    night: bool = False
    every_weeks: Annotated[int, Field(ge=1, le=52)] = 1

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Shift:
        start, end = format_time_of_day(self.start), format_time_of_day(self.end)
        if self.end <= self.start and not self.night:
            raise Wrong(
                f"The shift ends at {end}, before it starts at {start}.",
                "Add 'night: true' when it ends on the next day, or correct the times.",
            )
        if self.end > self.start and self.night:
            raise Wrong(
                f"The shift from {start} to {end} is marked as a night, but would last more than a day.",
                "Remove 'night: true', or correct the times.",
            )
        return self

    @property
    def end_s(self) -> int:
        """Seconds after midnight of the first day; past 24:00 for a night."""
        return self.end + (DAY_S if self.night else 0)

    @property
    def hours(self) -> float:
        return (self.end_s - self.start) / 3600

    def moved(self, minutes: int) -> Shift:
        """The same shift so many minutes later (or earlier, negative), as long; kept within the day it begins."""
        start = min(max(self.start + minutes * 60, 0), DAY_S - 60)
        end_s = start + (self.end_s - self.start)
        night = end_s > DAY_S
        return _shift(self.days, start, end_s - DAY_S if night else end_s, night, self.every_weeks)


def _shift(days: Sequence[str], start: int, end: int, night: bool, every_weeks: int) -> Shift:
    """A shift from seconds, written as a file would."""
    return Shift.model_validate(
        {
            "days": tuple(day for day in DAYS if day in days),
            "start": format_time_of_day(start),
            "end": format_time_of_day(end),
            "night": night,
            "every_weeks": every_weeks,
        }
    )


MOST_SHIFTS = 100
"""More are another file given by mistake."""


class Schedule(Declared):
    """All stretches of work of one kind of resident. Each must be manageable, there and back.

    Attributes:
        shifts: at least one. Two on one day are a split shift: home between them unless `stay_between`.
        tolerance_min: minutes after the start that are accepted.
        stay_between: whether one stays near work between the parts of a split shift.
        weeks_per_year: weeks worked, for monthly costs.
    """

    shifts: Annotated[tuple[Shift, ...], Field(min_length=1, max_length=MOST_SHIFTS)]
    tolerance_min: Annotated[float, Field(ge=0, le=120)] = 0
    stay_between: bool = False
    weeks_per_year: Annotated[float, Field(gt=0, le=52.2)] = 47

    @model_validator(mode="after")
    def _do_not_overlap(self) -> Schedule:
        for a, b in itertools.permutations(self.shifts, 2):
            # Which weeks two shifts of a rotation fall in is not told: they may be different ones.
            if a.every_weeks > 1 and b.every_weeks > 1:
                continue
            for day in a.days:
                if day in b.days and a.start <= b.start < a.end_s:
                    raise self._overlap(a, day, b, day)
                after = DAYS[(DAYS.index(day) + 1) % 7]
                if after in b.days and b.start + DAY_S < a.end_s:
                    raise self._overlap(a, day, b, after)
        return self

    @model_validator(mode="after")
    def _stays_a_day_at_most(self) -> Schedule:
        for day in DAYS if self.stay_between else ():
            todays = self._parts_of(day)
            if todays and todays[-1].end_s - todays[0].start > DAY_S:
                raise Wrong(
                    f"From the first to the last part of {day} there is more than a day.",
                    "Correct the times, or remove 'stay_between'.",
                )
        return self

    @staticmethod
    def _overlap(a: Shift, day: str, b: Shift, other_day: str) -> Wrong:
        first, second = format_time_of_day(a.start), format_time_of_day(b.start)
        return Wrong(
            f"Two shifts overlap: that of {day} {first} ends after that of {other_day} {second} begins.",
            "Correct the times, or say with 'every_weeks' that they belong to different weeks.",
        )

    def commutes(self) -> tuple[Shift, ...]:
        """The journeys to and from work: one per shift, or one per day for split shifts with `stay_between`."""
        if not self.stay_between:
            return self.shifts
        joined: list[Shift] = [s for s in self.shifts if s.every_weeks > 1]
        for day in DAYS:
            if todays := self._parts_of(day):
                last = todays[-1]
                joined.append(_shift((day,), todays[0].start, last.end, last.night, 1))
        return _same_hours_together(joined)

    def _parts_of(self, day: str) -> list[Shift]:
        """Shifts of every week that begin on a day, the first one first."""
        return sorted((s for s in self.shifts if day in s.days and s.every_weeks == 1), key=lambda s: s.start)

    @property
    def commutes_per_week(self) -> float:
        """Journeys there and back in a mean week."""
        return sum(len(shift.days) / shift.every_weeks for shift in self.commutes())

    @property
    def commutes_per_month(self) -> float:
        """Journeys there and back in a mean month: per week × weeks worked / 12."""
        return self.commutes_per_week * self.weeks_per_year / 12

    @property
    def days_per_month(self) -> float:
        """Days worked in a mean month."""
        worked: dict[str, float] = {}
        for shift in self.shifts:
            for day in shift.days:
                # Shifts of a rotation fall in different weeks: they add up, to every week at most.
                worked[day] = min(1.0, worked.get(day, 0.0) + 1 / shift.every_weeks)
        return sum(worked.values()) * self.weeks_per_year / 12

    @property
    def hours_per_week(self) -> float:
        return sum(shift.hours * len(shift.days) / shift.every_weeks for shift in self.shifts)

    def moved(self, minutes: int) -> Schedule:
        """All shifts so many minutes later (or earlier), each kept within the day it begins.

        Raises:
            ParameterError: shifts that meet the end of their day would then overlap.
        """
        changed = {name: getattr(self, name) for name in type(self).model_fields}
        try:
            return Schedule(**{**changed, "shifts": tuple(shift.moved(minutes) for shift in self.shifts)})
        except ValidationError:
            raise ParameterError(
                f"Moved by {minutes} minutes, two shifts of the schedule would overlap.", mend="Move it by less."
            ) from None

    def dated(self, week_of: date) -> tuple[tuple[date, Shift], ...]:
        """One date for each commute and day of the week, in the week of a date."""
        monday = week_of - timedelta(days=week_of.weekday())
        return tuple(
            (monday + timedelta(days=DAYS.index(day)), shift) for shift in self.commutes() for day in shift.days
        )


def _same_hours_together(shifts: list[Shift]) -> tuple[Shift, ...]:
    found: dict[tuple[int, int, bool, int], list[str]] = {}
    for shift in shifts:
        found.setdefault((shift.start, shift.end, shift.night, shift.every_weeks), []).extend(shift.days)
    return tuple(_shift(days, *hours) for hours, days in found.items())
