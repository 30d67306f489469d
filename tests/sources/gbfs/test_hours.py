from __future__ import annotations

from pathlib import Path
from typing import Any

import opening_hours
import pytest

from portee.sources.gbfs.archive import FeedFiles
from portee.sources.gbfs.fields import read_document
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.hours import read_hours
from tests.sources.gbfs.feeds import feed2, feed3, write_folder

WEEK = ["mon", "tue", "wed", "thu", "fri"]
ALL = ["member", "nonmember"]


def span(days: list[str], start: str, end: str, users: list[str] = ALL) -> dict[str, Any]:
    return {"user_types": users, "days": days, "start_time": start, "end_time": end}


def hours(tmp_path: Path, feed: dict[str, Any]) -> tuple[str | None, Findings]:
    findings = Findings()
    with FeedFiles(write_folder(tmp_path / "feed", feed)) as files:
        read = {
            name: read_document(files, name, findings)
            for name in ("system_information", "system_hours", "system_calendar")
            if name in files
        }
    told = read_hours(read["system_information"], read.get("system_hours"), read.get("system_calendar"), findings)
    assert told is None or opening_hours.validate(told)
    return told, findings


def test_a_service_without_hours_is_always_open(tmp_path: Path) -> None:
    assert hours(tmp_path, feed2())[0] is None


def test_version_3_tells_them_itself(tmp_path: Path) -> None:
    assert hours(tmp_path, feed3())[0] == "Mo-Su 05:00-24:00"


@pytest.mark.parametrize("text", ["open late", "", 5, "Mo " * 1000])
def test_hours_that_cannot_be_understood(tmp_path: Path, text: Any) -> None:
    information = feed3()["system_information"] | {"opening_hours": text}
    told, findings = hours(tmp_path, feed3(system_information=information))
    assert told is None
    assert findings.dropped[0].what == "system_information.json: opening hours"


def test_days_and_hours_of_version_2(tmp_path: Path) -> None:
    given = [span(WEEK, "05:00:00", "23:59:59"), span(["sat", "sun"], "07:30:00", "25:00:00")]
    told, findings = hours(tmp_path, feed2(system_hours={"rental_hours": given}))
    assert told == "Mo,Tu,We,Th,Fr 05:00-24:00; Sa,Su 07:30-25:00"
    assert findings.notes == ()


def test_hours_that_hold_for_everybody_are_taken(tmp_path: Path) -> None:
    members = span([*WEEK, "sat", "sun"], "00:00:00", "23:59:59", ["member"])
    given = [members, span(WEEK, "08:00:00", "20:00:00", ["nonmember"])]
    told, findings = hours(tmp_path, feed2(system_hours={"rental_hours": given}))
    assert told == "Mo,Tu,We,Th,Fr 08:00-20:00"
    assert "members have other hours" in findings.notes[0]


def test_a_service_for_members_alone(tmp_path: Path) -> None:
    given = [span(["mon"], "08:00:00", "20:00:00", ["member"])]
    assert hours(tmp_path, feed2(system_hours={"rental_hours": given}))[0] == "Mo 08:00-20:00"


def test_two_spans_of_a_day(tmp_path: Path) -> None:
    given = [span(["mon"], "06:00:00", "09:00:00"), span(["mon"], "16:00:00", "20:00:00")]
    assert hours(tmp_path, feed2(system_hours={"rental_hours": given}))[0] == "Mo 06:00-09:00,16:00-20:00"


def test_seasons(tmp_path: Path) -> None:
    season = {"start_month": 4, "start_day": 1, "end_month": 11, "end_day": 5}
    calendar = {"calendars": [season]}
    assert hours(tmp_path / "a", feed2(system_calendar=calendar))[0] == "Apr 01-Nov 05"
    given = {"rental_hours": [span(["mon"], "06:00:00", "09:00:00")]}
    told, _ = hours(tmp_path / "b", feed2(system_calendar=calendar, system_hours=given))
    assert told == "Apr 01-Nov 05 Mo 06:00-09:00"
    dated = {"calendars": [season | {"start_year": 2026, "end_year": 2026}]}
    assert hours(tmp_path / "c", feed2(system_calendar=dated))[0] == "2026 Apr 01-2026 Nov 05"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("system_hours", {"rental_hours": [span(["lundi"], "08:00:00", "20:00:00")]}, "days are no days of the week"),
        ("system_hours", {"rental_hours": [span([], "08:00:00", "20:00:00")]}, "days are no days of the week"),
        ("system_hours", {"rental_hours": [span(WEEK, "8h", "20:00:00")]}, "start_time is no time of day"),
        ("system_hours", {"rental_hours": [span(WEEK, "08:00:00", "61:00:00")]}, "end_time is no time of day"),
        ("system_hours", {"rental_hours": [span(WEEK, "08:00:00", "20:00:00", ["staff"])]}, "user_types names neither"),
        ("system_hours", {"rental_hours": []}, "rental_hours is empty"),
        (
            "system_calendar",
            {"calendars": [{"start_month": 2, "start_day": 31, "end_month": 3, "end_day": 1}]},
            "start_day is no day of the year",
        ),
        ("system_calendar", {"calendars": [{"start_month": "2", "start_day": 1}]}, "start_month is text"),
    ],
)
def test_files_that_lie_leave_the_hours_unknown(tmp_path: Path, name: str, content: Any, why: str) -> None:
    told, findings = hours(tmp_path, feed2(**{name: content}))
    assert told is None
    (lost,) = findings.dropped
    assert lost.what == f"{name}.json: opening hours"
    assert lost.why.startswith(why)
