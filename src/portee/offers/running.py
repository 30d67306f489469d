"""When and where a service runs: hours, days, and the areas between which it takes people."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from portee.core.clock import DAY_S, format_time_of_day, parse_time_of_day
from portee.core.declared import Declared, Wrong
from portee.core.errors import ParameterError
from portee.core.week import DAYS, format_days, parse_days
from portee.offers.areas import Area

__all__ = ["Clock", "RideArea", "RideTimes", "Weekdays"]

LATEST_S = 2 * DAY_S
"""Services of a day may run until the end of the next one."""


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_time_of_day(value, latest_s=LATEST_S)
        except ParameterError as problem:
            raise Wrong(problem.what, problem.mend) from None
    if isinstance(value, (bool, float)) or (isinstance(value, int) and 0 < value < DAY_S // 24):
        raise Wrong(f"{value} is not a time of day.", "Write hours and minutes such as 07:30, past midnight 25:30.")
    return value


def _days(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_days(value)
        except ParameterError as problem:
            raise Wrong(problem.what, problem.mend) from None
    return value


Clock = Annotated[
    int, BeforeValidator(_clock), Field(ge=0, le=LATEST_S), PlainSerializer(format_time_of_day, when_used="json")
]
"""Seconds after midnight, written "07:30"; past midnight hours go on, "25:30"."""

Weekdays = Annotated[
    tuple[str, ...], BeforeValidator(_days), Field(min_length=1), PlainSerializer(format_days, when_used="json")
]
"""Days of the week, written "mon-fri"."""


class RideTimes(Declared):
    """Hours of a day between which one may ride.

    Attributes:
        from_: (written `from`) first time at which one is picked up. until: last time at which one is set down.
        last_pickup: last time at which one is picked up, None: any time before `until`.
        first_dropoff: first time at which one is set down, None: any time after `from`.
    """

    from_: Annotated[Clock, Field(alias="from")]
    until: Clock
    last_pickup: Clock | None = None
    first_dropoff: Clock | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> RideTimes:
        last = self.until if self.last_pickup is None else self.last_pickup
        first = self.from_ if self.first_dropoff is None else self.first_dropoff
        if not self.from_ <= last <= self.until or not self.from_ <= first <= self.until or self.from_ == self.until:
            raise Wrong("The hours end before they begin.", "Past midnight hours go on: 25:00 is one in the morning.")
        return self


class RideArea(Declared):
    """Rides from one area to another, on some days and within some hours.

    Attributes:
        pickup, dropoff: where one gets in and out, None for everywhere.
        hours: None for any time of the day. days: of the week; dates: days on which it runs, whatever their weekday.
            None of both: every day.
    """

    pickup: Area | None = None
    dropoff: Area | None = None
    hours: Annotated[tuple[RideTimes, ...], Field(min_length=1, max_length=200)] | None = None
    days: Weekdays | None = None
    dates: Annotated[frozenset[date], Field(max_length=40_000)] | None = None

    @model_validator(mode="after")
    def _names_days_once(self) -> RideArea:
        if self.days is not None and self.dates is not None:
            raise Wrong("Both 'days' and 'dates' are given.", "Keep one of them.")
        return self

    def runs_on(self, day: date) -> bool:
        """Whether it runs on a date."""
        if self.dates is not None:
            return day in self.dates
        return self.days is None or DAYS[day.weekday()] in self.days
