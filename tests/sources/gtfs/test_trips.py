from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import SourceError
from tests.sources.gtfs.feeds import read, rows

FREQUENCIES = "trip_id,start_time,end_time,headway_secs,exact_times"
AGENCIES = "agency_id,agency_name,agency_timezone"


def test_trips_and_their_flags(tmp_path: Path) -> None:
    trips = rows(
        "route_id,service_id,trip_id,trip_headsign,block_id,wheelchair_accessible,bikes_allowed",
        "r,w,t1,Port,B2,1,2",
        "r,w,t2,,B1,,1",
    )
    timetable, _, report = read(tmp_path, trips=trips)
    # by first departure: t2 leaves at 7, t1 at 8
    assert timetable.trip_id == ("t2", "t1")
    assert timetable.trip_headsign == ("", "Port")
    assert timetable.trip_block.tolist() == [0, 1]
    assert timetable.trip_wheelchair.tolist() == [0, 1]
    assert timetable.trip_bikes.tolist() == [1, 2]
    assert not report.problems


def test_trips_share_blocks(tmp_path: Path) -> None:
    trips = rows("route_id,service_id,trip_id,block_id", "r,w,t1,B", "r,w,t2,B")
    assert read(tmp_path, trips=trips)[0].trip_block.tolist() == [0, 0]
    assert read(tmp_path)[0].trip_block.tolist() == [-1, -1]


def test_routes_and_their_agency(tmp_path: Path) -> None:
    routes = rows(
        "route_id,agency_id,route_short_name,route_long_name,route_type,route_color",
        "r,B,1,One,0,FF0000",
        "q,,2,,1300,",
        "p,Z,3,,3,",
    )
    agency = rows(AGENCIES, "A,First,Europe/Paris", "B,Second,Europe/Paris")
    timetable, _, report = read(tmp_path, routes=routes, agency=agency)
    assert timetable.route_agency == ("Second", "", "")
    assert timetable.route_short_name == ("1", "2", "3")
    assert timetable.route_type.tolist() == [0, 1300, 3]
    assert timetable.route_color == ("FF0000", "", "")
    assert [(p.code, p.line, p.examples) for p in report.problems] == [("unknown_agency", 4, ("Z",))]


def test_a_lone_agency_runs_the_routes_that_name_none(tmp_path: Path) -> None:
    routes = rows("route_id,route_type", "r,3")
    assert read(tmp_path, routes=routes)[0].route_agency == ("Réseau",)
    nameless = rows("agency_name,agency_timezone", "Only,Europe/Paris")
    assert read(tmp_path, routes=routes, agency=nameless)[0].route_agency == ("Only",)


def test_unknown_references_and_repeated_ids(tmp_path: Path) -> None:
    trips = rows(
        "route_id,service_id,trip_id,shape_id",
        "r,w,t1,",
        "nowhere,w,t2,",
        "r,never,t3,",
        "r,w,t1,",
        "r,w,,",
        "r,w,t4,nothing",
    )
    timetable, provenance, report = read(tmp_path, trips=trips)
    assert timetable.trip_id == ("t1",)
    assert {(p.code, p.line) for p in report.problems} == {
        ("unknown_route", 3),
        ("unknown_service", 4),
        ("duplicate_id", 5),
        ("missing_id", 6),
        ("unknown_shape", 7),
        ("trip_without_stop_times", 7),
    }
    # the three rows of t2 go with it and are no problem of their own
    assert [d.count for d in provenance[0].dropped if d.what == "stop_times.txt: rows of trips left out"] == [3]


def test_time_zone_of_agencies(tmp_path: Path) -> None:
    timetable, _, report = read(tmp_path, agency=rows(AGENCIES, "A,a,Mars/Olympus", "B,b,Asia/Tokyo", "C,c,Asia/Seoul"))
    assert timetable.timezone == "Asia/Tokyo"
    assert [p.code for p in report.problems] == ["unknown_timezone", "several_timezones"]
    for zone in ("", "../etc", "/etc/localtime", "America", "x" * 300):
        timetable, _, report = read(tmp_path, agency=rows(AGENCIES, f"A,a,{zone}"))
        assert timetable.timezone == "UTC"
        assert [p.code for p in report.problems] == ["unknown_timezone"]


def test_frequencies(tmp_path: Path) -> None:
    text = rows(FREQUENCIES, "t1,10:00:00,12:00:00,600,1", "t1,06:00:00,10:00:00,300,", "t2,24:00:00,26:00:00,900,0")
    timetable, _, report = read(tmp_path, frequencies=text)
    assert [timetable.trip_id[t] for t in timetable.frequency_trip] == ["t1", "t1", "t2"]
    assert timetable.frequency_start.tolist() == [21_600, 36_000, 86_400]
    assert timetable.frequency_end.tolist() == [36_000, 43_200, 93_600]
    assert timetable.frequency_headway.tolist() == [300, 600, 900]
    assert timetable.frequency_exact.tolist() == [0, 1, 0]
    assert not report.problems


def test_frequencies_that_mean_nothing(tmp_path: Path) -> None:
    text = rows(
        FREQUENCIES,
        "t1,10:00:00,12:00:00,0,",
        "t1,10:00:00,12:00:00,-5,",
        "t1,12:00:00,10:00:00,300,",
        "t2,06:00:00,09:00:00,300,",
        "t2,08:00:00,10:00:00,300,",
        "t2,,10:00:00,300,",
        "t9,08:00:00,10:00:00,300,",
    )
    timetable, _, report = read(tmp_path, frequencies=text)
    # t1 runs by frequencies of which none is usable: as a plain trip it would run once, which nobody said
    assert timetable.trip_id == ("t2",)
    assert timetable.frequency_start.tolist() == [21_600, 28_800]
    assert {(p.code, p.line, p.count) for p in report.problems} == {
        ("bad_headway", 2, 2),
        ("bad_frequency_times", 4, 2),
        ("unknown_frequency_trip", 8, 1),
        ("overlapping_frequencies", 6, 1),
        ("trip_without_frequency", None, 1),
    }


def test_continuous_pickup_is_noted(tmp_path: Path) -> None:
    _, provenance, _ = read(tmp_path, routes=rows("route_id,route_type,continuous_pickup", "r,3,0"))
    assert provenance[0].notes == ("1 routes allow boarding or alighting between stops; this is ignored.",)


def test_nothing_left(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"No usable trip is left.*not in routes\.txt"):
        read(tmp_path, routes=rows("route_id,route_type", "other,3"))
