"""When a service runs: hours that end after they begin, and days told once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portee.core.declared import declared_of
from portee.core.errors import SourceError
from portee.offers.running import RideArea, RideTimes

TUESDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 28)


def times(**fields: Any) -> RideTimes:
    return declared_of({"from": "07:00", "until": "19:30", **fields}, RideTimes, "s.yaml")


def test_hours_as_people_write_them() -> None:
    assert (times().from_, times().until) == (7 * 3600, 19 * 3600 + 1800)
    night = times(**{"from": "22h", "until": "25:30"})
    assert night.until == 25 * 3600 + 1800
    assert RideTimes.model_validate_json(night.model_dump_json(by_alias=True)) == night


@pytest.mark.parametrize(
    "fields",
    [
        {"until": "06:00"},
        {"until": "07:00"},
        {"last_pickup": "20:00"},
        {"last_pickup": "06:59"},
        {"first_dropoff": "19:31"},
        {"from": 7},
        {"from": 7.5},
        {"until": "49:00"},
        {"from": "soon"},
    ],
)
def test_impossible_hours_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(SourceError) as caught:
        times(**fields)
    assert caught.value.mend


def test_days_of_the_week_and_dates() -> None:
    always = declared_of({}, RideArea, "s.yaml")
    assert always.runs_on(TUESDAY)
    assert always.runs_on(SATURDAY)
    weekdays = declared_of({"days": "lun-ven"}, RideArea, "s.yaml")
    assert weekdays.runs_on(TUESDAY)
    assert not weekdays.runs_on(SATURDAY)
    once = declared_of({"dates": ["2026-11-28"]}, RideArea, "s.yaml")
    assert not once.runs_on(TUESDAY)
    assert once.runs_on(SATURDAY)
    with pytest.raises(SourceError, match="Both 'days' and 'dates'"):
        declared_of({"days": "sat", "dates": ["2026-11-28"]}, RideArea, "s.yaml")
