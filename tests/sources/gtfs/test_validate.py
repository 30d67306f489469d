from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portee.sources.gtfs import read_gtfs
from tests.sources.gtfs.feeds import base_feed, read, rows, write_zip

TIMES = "trip_id,arrival_time,departure_time,stop_id,stop_sequence"
SHAPED = rows("route_id,service_id,trip_id,shape_id", "r,w,t1,s", "r,w,t2,s")


@pytest.mark.parametrize(
    ("arrival", "count"),
    # 111 km in straight line: at 300 km/h 22 min 15 s
    [("08:22:00", 0), ("08:20:00", 1), ("08:22:20", 0), ("08:22:05", 1), ("08:00:00", 1)],
)
def test_speed(tmp_path: Path, arrival: str, count: int) -> None:
    stops = rows("stop_id,stop_lat,stop_lon", "a,43,5", "b,44,5", "c,44,5.001")
    text = rows(TIMES, "t1,08:00:00,08:00:00,a,1", f"t1,{arrival},{arrival},b,2", f"t1,{arrival},{arrival},c,3")
    timetable, _, report = read(tmp_path, stops=stops, stop_times=text)
    assert timetable.trip_count == 1
    found = [p for p in report.warnings if p.code == "too_fast"]
    assert [(p.count, p.examples) for p in found] == ([(1, ("t1",))] if count else [])


@pytest.mark.parametrize(("lon", "far"), [("5.4012", False), ("5.4013", True)])
def test_stops_far_from_the_shape(tmp_path: Path, lon: str, far: bool) -> None:
    # a hundred metres east at this latitude is 0.001236 degrees
    shapes = rows(
        "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence", "s,43.2,5.4,1", "s,43.2,5.4,2", "s,43.4,5.4,3"
    )
    stops = rows("stop_id,stop_lat,stop_lon", "a,43.30,5.4", f"b,43.31,{lon}", "c,43.32,5.4")
    _, _, report = read(tmp_path, stops=stops, shapes=shapes, trips=SHAPED)
    assert [(p.code, p.count, p.examples) for p in report.problems] == (
        [("stop_far_from_shape", 1, ("b",))] if far else []
    )


def test_service_that_is_over(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "feed.zip", base_feed())
    assert not read_gtfs([path])[2].problems
    assert not read_gtfs([path], today=date(2026, 1, 16))[2].problems
    [problem] = read_gtfs([path], today=date(2026, 1, 17))[2].problems
    assert (problem.code, problem.severity) == ("expired_service", "warning")
    assert "2026-01-16" in problem.message


def test_feeds_that_never_run_together(tmp_path: Path) -> None:
    one = write_zip(tmp_path / "one.zip", base_feed())
    dated = rows("service_id,date,exception_type", "w,20250101,1")
    two = write_zip(tmp_path / "two.zip", base_feed(calendar=None, calendar_dates=dated))
    [problem] = read_gtfs([one, two])[2].problems
    assert (problem.code, problem.file) == ("feed_dates_apart", "two.zip/calendar.txt")
    assert "2025-01-01" in problem.message
    assert "one.zip" in problem.message
