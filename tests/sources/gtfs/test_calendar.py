from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import SourceError
from portee.network.timetable import Timetable
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.calendar import day_number, day_text, read_service_days
from portee.sources.gtfs.findings import Findings
from tests.sources.gtfs.feeds import base_feed, read, rows, write_folder

WEEKLY = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date"
DATED = "service_id,date,exception_type"


def days(timetable: Timetable, service: str) -> list[str]:
    active = timetable.service_active[timetable.service_id.index(service)]
    return [day_text(timetable.service_first_day + int(k)) for k in np.flatnonzero(active)]


def test_weekdays(tmp_path: Path) -> None:
    timetable, provenance, _ = read(tmp_path)
    expected = [date(2026, 1, 5) + timedelta(days=k) for k in range(12)]
    assert days(timetable, "w") == [d.isoformat() for d in expected if d.weekday() < 5]
    # the last column is the last day with service, a Friday
    assert timetable.service_active.shape == (1, 12)
    assert provenance[0].date == "2026-01-05/2026-01-16"


def test_exceptions_add_and_remove(tmp_path: Path) -> None:
    dated = rows(DATED, "w,20260106,2", "w,20260110,1", "w,20260201,1", "w,20270101,2", "x,20260107,1")
    timetable, _, report = read(tmp_path, calendar_dates=dated)
    assert "2026-01-06" not in days(timetable, "w")
    assert {"2026-01-10", "2026-02-01"} <= set(days(timetable, "w"))
    assert days(timetable, "x") == ["2026-01-07"]
    assert not report.problems


def test_calendar_dates_alone(tmp_path: Path) -> None:
    timetable, _, _ = read(tmp_path, calendar=None, calendar_dates=rows(DATED, "w,20260110,1", "w,20260103,1"))
    assert days(timetable, "w") == ["2026-01-03", "2026-01-10"]
    assert timetable.service_active.shape == (1, 8)


def test_neither_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"neither calendar\.txt nor calendar_dates\.txt"):
        read(tmp_path, calendar=None)


def test_no_service_on_any_day(tmp_path: Path) -> None:
    for text in (rows(WEEKLY), rows(WEEKLY, "w,0,0,0,0,0,0,0,20260101,20261231")):
        with pytest.raises(SourceError, match="No service runs on any day"):
            read(tmp_path, calendar=text)


def test_rows_that_mean_nothing(tmp_path: Path) -> None:
    weekly = rows(
        WEEKLY,
        "w,1,1,1,1,1,1,1,20260101,20260131",
        "w,0,0,0,0,0,0,0,20260101,20260131",
        "back,1,1,1,1,1,1,1,20260131,20260101",
        "open,1,1,1,1,1,1,1,20260131,",
        ",1,1,1,1,1,1,1,20260101,20260131",
        "idle,0,0,0,0,0,0,0,20260101,20260131",
    )
    dated = rows(DATED, "w,20260102,2", "w,20260102,1", "w,,1", "w,20260103,3", "w,20991231,2", "w,21010101,1")
    timetable, _, report = read(tmp_path, calendar=weekly, calendar_dates=dated)
    assert len(days(timetable, "w")) == 30
    assert "2026-01-02" not in days(timetable, "w")
    assert {(p.code, p.line, p.count) for p in report.problems} == {
        ("duplicate_id", 3, 1),
        ("bad_calendar_row", 4, 2),
        ("missing_id", 6, 1),
        ("service_without_days", None, 1),
        ("bad_value", 5, 1),
        ("bad_exception", 4, 2),
        ("far_exception", 7, 1),
        ("duplicate_exception", 3, 1),
    }


def test_dates_for_ever_are_cut(tmp_path: Path) -> None:
    timetable, _, report = read(tmp_path, calendar=rows(WEEKLY, "w,1,1,1,1,1,1,1,00010101,99991231"))
    assert days(timetable, "w")[0] == "1990-01-01"
    assert days(timetable, "w")[-1] == "2100-12-31"
    assert [p.code for p in report.problems] == ["far_dates"]


service_rows = st.lists(
    st.tuples(
        st.sampled_from(["w", "x", "y"]),
        st.lists(st.booleans(), min_size=7, max_size=7),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    max_size=3,
    unique_by=lambda row: row[0],
)
exceptions = st.lists(
    st.tuples(st.sampled_from(["w", "x", "z"]), st.integers(0, 30), st.sampled_from([1, 2])),
    max_size=8,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=40)
@given(weekly=service_rows, dated=exceptions)
def test_same_days_as_counting_one_by_one(
    tmp_path_factory: pytest.TempPathFactory,
    weekly: list[tuple[str, list[bool], int, int]],
    dated: list[tuple[str, int, int]],
) -> None:
    start = date(2024, 2, 20)

    def text(day: int) -> str:
        return (start + timedelta(days=day)).strftime("%Y%m%d")

    files = base_feed(
        calendar=rows(
            WEEKLY, *(f"{s},{','.join(str(int(b)) for b in w)},{text(a)},{text(b)}" for s, w, a, b in weekly)
        ),
        calendar_dates=rows(DATED, *(f"{s},{text(d)},{kind}" for s, d, kind in dated)),
    )
    path = write_folder(tmp_path_factory.mktemp("feeds") / "f", files)
    with FeedFiles(path) as feed:
        found = read_service_days(feed, Findings("f"))
    got = {
        (str(found.service_id[int(s)]), found.first_day + int(d))
        for s, d in zip(*np.nonzero(found.active), strict=True)
    }
    expected = set()
    for day in range(40):
        when = start + timedelta(days=day)
        for service in "wxyz":
            runs = any(s == service and a <= day <= b and w[when.weekday()] for s, w, a, b in weekly)
            for s, d, kind in dated:
                if s == service and d == day:
                    runs = kind == 1
            if runs:
                expected.add((service, day_number(when)))
    assert got == expected
