from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.network.timetable import Timetable
from tests.sources.gtfs.feeds import read, rows

HEADER = "trip_id,arrival_time,departure_time,stop_id,stop_sequence"


def events(timetable: Timetable, trip: str) -> list[tuple[str, int, int]]:
    """Stop, arrival and departure of one trip."""
    t = timetable.trip_id.index(trip)
    p = next(k for k in range(timetable.pattern_count) if timetable.pattern_trip_offset[k + 1] > t)
    stops = timetable.pattern_stop[timetable.pattern_offset[p] : timetable.pattern_offset[p + 1]]
    span = slice(timetable.trip_event_offset[t], timetable.trip_event_offset[t + 1])
    arrival, departure = timetable.event_arrival[span].tolist(), timetable.event_departure[span].tolist()
    return [(timetable.stop_id[s], a, d) for s, a, d in zip(stops, arrival, departure, strict=True)]


def test_sorted_by_sequence_whatever_the_file_says(tmp_path: Path) -> None:
    text = rows(
        HEADER,
        "t1,08:10:00,08:10:00,c,30",
        "t2,07:00:00,07:00:00,a,5",
        "t1,08:00:00,08:00:00,a,10",
        "t2,07:10:00,07:10:00,c,900",
        "t1,08:05:00,08:06:00,b,20",
    )
    timetable, _, report = read(tmp_path, stop_times=text)
    assert events(timetable, "t1") == [("a", 28_800, 28_800), ("b", 29_100, 29_160), ("c", 29_400, 29_400)]
    assert events(timetable, "t2") == [("a", 25_200, 25_200), ("c", 25_800, 25_800)]
    assert not report.problems


def test_past_midnight_and_half_given_times(tmp_path: Path) -> None:
    text = rows(
        HEADER, "t1,,23:59:00,a,1", "t1,24:10:00,,b,2", "t1,25:00:30,,c,3", "t2,7:00:00,,a,1", "t2,7:01:00,,b,2"
    )
    timetable, _, _ = read(tmp_path, stop_times=text)
    assert events(timetable, "t1") == [("a", 86_340, 86_340), ("b", 87_000, 87_000), ("c", 90_030, 90_030)]


def test_rows_of_unknown_trips_and_stops(tmp_path: Path) -> None:
    text = rows(
        HEADER,
        "t1,08:00:00,08:00:00,a,1",
        "t1,08:05:00,08:05:00,nowhere,2",
        "t1,08:10:00,08:10:00,c,3",
        "t9,08:00:00,08:00:00,a,1",
        ",08:00:00,08:00:00,a,1",
        "t2,07:00:00,07:00:00,a,1",
        "t2,07:00:00,07:00:00,,2",
        "t2,07:10:00,07:10:00,b,3",
    )
    timetable, provenance, report = read(tmp_path, stop_times=text)
    assert [stop for stop, _, _ in events(timetable, "t1")] == ["a", "c"]
    assert [stop for stop, _, _ in events(timetable, "t2")] == ["a", "b"]
    assert {(p.code, p.line, p.count) for p in report.problems} == {("unknown_trip", 5, 2), ("unknown_stop", 3, 2)}
    assert sum(d.count for d in provenance[0].dropped) == 4
    assert "'stop_id'" in report.to_text()


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["t1,,,a,1", "t1,08:00:00,08:00:00,b,2", "t1,09:00:00,09:00:00,c,3"], "trip_without_end_times"),
        (["t1,08:00:00,08:00:00,a,1", "t1,09:00:00,09:00:00,b,2", "t1,,,c,3"], "trip_without_end_times"),
        (["t1,08:00:00,08:00:00,a,1", "t1,07:00:00,07:00:00,b,2"], "times_backwards"),
        (["t1,08:00:00,08:00:00,a,1", "t1,08:10:00,08:05:00,b,2", "t1,09:00:00,09:00:00,c,3"], "times_backwards"),
        (["t1,08:00:00,08:00:00,a,1", "t1,,,b,2", "t1,07:59:00,07:59:00,c,3"], "times_backwards"),
        (["t1,08:00:00,08:00:00,a,1"], "trip_too_short"),
    ],
)
def test_trips_that_cannot_run(tmp_path: Path, lines: list[str], code: str) -> None:
    text = rows(HEADER, *lines, "t2,07:00:00,07:00:00,a,1", "t2,07:10:00,07:10:00,c,2")
    timetable, provenance, report = read(tmp_path, stop_times=text)
    assert timetable.trip_id == ("t2",)
    [problem] = [p for p in report.problems if p.code != "unused_stop"]
    assert (problem.code, problem.file, problem.line, problem.examples) == (code, "feed.zip/trips.txt", 2, ("t1",))
    assert [(d.what, d.count) for d in provenance[0].dropped] == [("trips.txt: trips", 1)]


def test_times_may_stand_still(tmp_path: Path) -> None:
    text = rows(HEADER, "t1,08:00:00,08:00:00,a,1", "t1,08:00:00,08:00:00,b,2", "t2,07:00:00,07:00:00,a,1")
    timetable, _, report = read(tmp_path, stop_times=text)
    assert timetable.trip_id == ("t1",)
    assert "times_backwards" not in {p.code for p in report.problems}


def test_sequences_missing_and_repeated(tmp_path: Path) -> None:
    text = rows(
        HEADER,
        "t1,08:00:00,08:00:00,a,1",
        "t1,08:05:00,08:05:00,b,1",
        "t1,08:06:00,08:06:00,b,",
        "t1,08:07:00,08:07:00,b,-3",
        "t1,08:10:00,08:10:00,c,7",
        "t2,07:00:00,07:00:00,a,7",
        "t2,07:01:00,07:01:00,b,8",
    )
    timetable, _, report = read(tmp_path, stop_times=text)
    assert [stop for stop, _, _ in events(timetable, "t1")] == ["a", "c"]
    assert {(p.code, p.line) for p in report.problems} == {
        ("bad_value", 5),
        ("missing_sequence", 4),
        ("duplicate_sequence", 3),
    }


def test_boarding_rules(tmp_path: Path) -> None:
    text = rows(
        HEADER + ",pickup_type,drop_off_type,continuous_pickup",
        "t1,08:00:00,08:00:00,a,1,0,1,",
        "t1,08:05:00,08:05:00,b,2,2,3,1",
        "t1,08:10:00,08:10:00,c,3,1,,0",
        "t2,07:00:00,07:00:00,a,1,,,",
        "t2,07:01:00,07:01:00,b,2,,,",
    )
    timetable, provenance, _ = read(tmp_path, stop_times=text)
    assert timetable.pattern_pickup.tolist() == [True, True, False, True, True]
    assert timetable.pattern_dropoff.tolist() == [False, True, True, True, True]
    assert provenance[0].notes == (
        "1 stop_times ask to arrange boarding by phone or with the driver; it is allowed.",
        "1 stop_times ask to arrange alighting by phone or with the driver; it is allowed.",
        "1 stop_times allow boarding or alighting between stops; this is ignored.",
    )


def test_on_demand_rows_are_left_out(tmp_path: Path) -> None:
    text = rows(
        HEADER + ",location_id,location_group_id,start_pickup_drop_off_window",
        "t1,08:00:00,08:00:00,a,1,,,",
        "t1,,,,2,zone,,08:00:00",
        "t1,,,,3,,group,08:00:00",
        "t1,08:10:00,08:10:00,c,4,,,",
        "t2,,,b,1,,,08:00:00",
        "t2,,,c,2,,,08:00:00",
    )
    timetable, provenance, report = read(tmp_path, stop_times=text)
    assert timetable.trip_id == ("t1",)
    assert {(p.code, p.count) for p in report.warnings} == {
        ("on_demand", 4),
        ("trip_without_stop_times", 1),
        ("unused_stop", 1),
    }
    assert not report.errors
    assert provenance[0].dropped[0].count == 4


def test_a_feed_of_on_demand_service_alone(tmp_path: Path) -> None:
    text = rows(HEADER + ",location_id", "t1,,,,1,zone", "t1,,,,2,zone")
    with pytest.raises(SourceError, match=r"No usable trip is left.*on-demand"):
        read(tmp_path, stop_times=text)


def test_interpolation_is_told(tmp_path: Path) -> None:
    text = rows(HEADER, "t1,08:00:00,08:00:00,a,1", "t1,,,b,2", "t1,08:10:00,08:10:00,c,3")
    timetable, provenance, _ = read(tmp_path, stop_times=text)
    assert events(timetable, "t1")[1] == ("b", 29_100, 29_100)
    assert provenance[0].notes[0].startswith("1 of 3 stop times are blank and were interpolated by distance")
