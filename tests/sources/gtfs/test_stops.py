from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.gtfs.feeds import read, rows

HEADER = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding"


def station(*more: str) -> str:
    return rows(
        HEADER,
        "S,Station,43.3,5.4,1,,1",
        "a,Platform A,43.30,5.40,0,S,",
        "b,Platform B,43.31,5.40,,S,2",
        "c,Street stop,43.32,5.40,0,,0",
        "e,Entrance,43.3,5.4,2,S,",
        "n,Node,,,3,S,",
        "x,Area,,,4,a,",
        *more,
    )


def test_only_platforms_are_boardable(tmp_path: Path) -> None:
    timetable, provenance, report = read(tmp_path, stops=station())
    assert timetable.stop_id == ("a", "b", "c")
    assert timetable.stop_name == ("Platform A", "Platform B", "Street stop")
    assert timetable.stop_station.tolist() == [0, 0, -1]
    assert timetable.stop_wheelchair.tolist() == [1, 2, 0]
    assert provenance[0].rows["stations"] == 1
    assert not report.problems


def test_stations_are_numbered_in_file_order(tmp_path: Path) -> None:
    text = rows(HEADER, "S,,1,1,1,,", "T,,2,1,1,,", "c,,1,1,,T,", "b,,1,1,,S,", "a,,1,1,,T,")
    timetable, _, _ = read(tmp_path, stops=text)
    assert timetable.stop_station.tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("z,Zed,,,,,", "stop_without_coordinates"),
        ("z,Zed,0,0,,,", "stop_at_zero"),
        ("z,Zed,91,5,,,", "stop_out_of_range"),
    ],
)
def test_stops_without_a_place_are_left_out(tmp_path: Path, line: str, code: str) -> None:
    times = rows(
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
        "t1,08:00:00,08:00:00,a,1",
        "t1,08:05:00,08:06:00,z,2",
        "t1,08:10:00,08:10:00,c,3",
    )
    timetable, provenance, report = read(tmp_path, stops=station(line), stop_times=times)
    assert "z" not in timetable.stop_id
    assert timetable.event_arrival.tolist() == [28_800, 29_400]
    by_code = {p.code: p for p in report.problems}
    assert (by_code[code].line, by_code[code].examples) == (9, ("z",))
    assert by_code["stop_not_usable"].line == 3
    assert {d.count for d in provenance[0].dropped} == {1}


def test_platforms_without_a_place_take_their_stations(tmp_path: Path) -> None:
    timetable, _, report = read(
        tmp_path, stops=rows(HEADER, "S,,43.3,5.4,1,,", "a,,,,0,S,", "b,,43.3,5.4,,,", "c,,43.3,5.4,,,")
    )
    assert (timetable.stop_lon[0], timetable.stop_lat[0]) == (5.4, 43.3)
    assert [p.code for p in report.problems] == ["stop_placed_at_station"]


def test_unknown_and_wrong_parents(tmp_path: Path) -> None:
    text = rows(HEADER, "a,,1,2,0,nowhere,", "b,,1,2,0,a,", "c,,1,2,,,")
    timetable, _, report = read(tmp_path, stops=text)
    assert timetable.stop_station.tolist() == [-1, -1, -1]
    assert {p.code: p.line for p in report.problems} == {"unknown_parent": 2, "wrong_parent": 3}


def test_a_trip_that_stops_at_a_station(tmp_path: Path) -> None:
    text = rows(HEADER, "a,,43.30,5.4,1,,1", "b,,43.31,5.4,,a,", "c,,43.32,5.4,,,")
    timetable, _, report = read(tmp_path, stops=text)
    assert timetable.stop_id == ("a", "b", "c")
    assert timetable.stop_station.tolist() == [0, 0, -1]
    assert [(p.code, p.examples) for p in report.problems] == [("stop_is_not_a_platform", ("a",))]


def test_a_trip_that_stops_at_a_boarding_area(tmp_path: Path) -> None:
    times = rows(
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
        "t1,08:00:00,08:00:00,x,1",
        "t1,08:10:00,08:10:00,c,3",
    )
    timetable, _, _ = read(tmp_path, stops=station(), stop_times=times)
    assert [timetable.stop_id[s] for s in timetable.pattern_stop] == ["a", "c"]


def test_repeated_missing_and_unused_stops(tmp_path: Path) -> None:
    text = station("a,Again,1,1,,,", ",Nameless,1,1,,,", "u,Unused,43.3,5.4,,,")
    timetable, _, report = read(tmp_path, stops=text)
    assert timetable.stop_id == ("a", "b", "c", "u")
    assert {p.code: p.line for p in report.problems} == {"missing_id": 10, "duplicate_id": 9, "unused_stop": None}


def test_stop_time_zones_are_noted(tmp_path: Path) -> None:
    text = "stop_id,stop_lat,stop_lon,stop_timezone\na,1,2,Asia/Tokyo\nb,1,2,\nc,1,2,\n"
    _, provenance, _ = read(tmp_path, stops=text)
    assert "stop_timezone is ignored" in provenance[0].notes[0]
