from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portee.network.timetable import Timetable
from tests.sources.gtfs.feeds import read, rows

HEADER = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id,from_route_id,to_route_id"
STOPS = rows(
    "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station",
    "S,Station,43.30,5.4,1,",
    "a,Platform,43.30,5.4,0,S",
    "b,Platform,43.31,5.4,0,S",
    "c,Street,43.32,5.4,,",
    "e,Entrance,43.3,5.4,2,S",
)


def rules(timetable: Timetable) -> list[tuple[object, ...]]:
    """From, to, type, seconds, trips, routes of each rule."""

    def name(ids: Sequence[str], index: int) -> str:
        return ids[index] if index >= 0 else "*"

    stops, trips, routes = timetable.stop_id, timetable.trip_id, timetable.route_id
    return [
        (
            name(stops, timetable.transfer_from[k]),
            name(stops, timetable.transfer_to[k]),
            int(timetable.transfer_type[k]),
            int(timetable.transfer_min_time[k]),
            name(trips, timetable.transfer_from_trip[k]),
            name(trips, timetable.transfer_to_trip[k]),
            name(routes, timetable.transfer_from_route[k]),
            name(routes, timetable.transfer_to_route[k]),
        )
        for k in range(len(timetable.transfer_type))
    ]


def test_types_and_times(tmp_path: Path) -> None:
    text = rows(HEADER, "c,a,2,120,,,,", "a,b,0,,,,,", "a,c,,,,,,", "b,a,3,,,,,", "b,c,1,,,,,")
    timetable, provenance, report = read(tmp_path, stops=STOPS, transfers=text)
    assert rules(timetable) == [
        ("a", "b", 0, -1, "*", "*", "*", "*"),
        ("a", "c", 0, -1, "*", "*", "*", "*"),
        ("b", "a", 3, -1, "*", "*", "*", "*"),
        ("b", "c", 1, -1, "*", "*", "*", "*"),
        ("c", "a", 2, 120, "*", "*", "*", "*"),
    ]
    assert provenance[0].rows["transfers"] == 5
    assert not report.problems


def test_stations_hold_for_their_platforms(tmp_path: Path) -> None:
    timetable, _, _ = read(tmp_path, stops=STOPS, transfers=rows(HEADER, "S,c,2,300,,,,", "S,S,2,90,,,,"))
    assert [rule[:4] for rule in rules(timetable)] == [
        ("a", "a", 2, 90),
        ("a", "b", 2, 90),
        ("a", "c", 2, 300),
        ("b", "a", 2, 90),
        ("b", "b", 2, 90),
        ("b", "c", 2, 300),
    ]


def test_a_rule_of_the_platform_itself_counts(tmp_path: Path) -> None:
    text = rows(HEADER, "S,c,2,300,,,,", "a,c,2,60,,,,", "a,c,2,61,,,,", "S,c,2,10,,,r,")
    timetable, _, _ = read(tmp_path, stops=STOPS, transfers=text)
    assert [(*rule[:4], rule[6]) for rule in rules(timetable)] == [
        ("a", "c", 2, 60, "*"),
        ("a", "c", 2, 10, "r"),
        ("b", "c", 2, 300, "*"),
        ("b", "c", 2, 10, "r"),
    ]


def test_rules_between_trips_and_routes(tmp_path: Path) -> None:
    text = rows(HEADER, ",,4,,t1,t2,,", "a,c,5,,t1,t2,,", "c,a,1,,,,r,r", ",,,,,,r,r")
    timetable, provenance, report = read(tmp_path, stops=STOPS, transfers=text)
    assert (
        provenance[0].notes[-1].startswith("2 rules of transfers.txt are about changes between single trips or routes")
    )
    assert rules(timetable) == [
        ("*", "*", 0, -1, "*", "*", "r", "r"),
        ("*", "*", 4, -1, "t1", "t2", "*", "*"),
        ("a", "c", 5, -1, "t1", "t2", "*", "*"),
        ("c", "a", 1, -1, "*", "*", "r", "r"),
    ]
    assert not report.problems


def test_rules_that_mean_nothing(tmp_path: Path) -> None:
    trips = rows("route_id,service_id,trip_id", "r,w,t1", "r,w,t2", "r,w,idle")
    text = rows(
        HEADER,
        "nowhere,c,0,,,,,",
        "a,c,0,,t9,,,",
        "a,c,0,,,,,r9",
        "a,c,0,,idle,,,",
        "e,c,0,,,,,",
        ",,1,,,,,",
        "a,c,9,,,,,",
        "a,b,2,-5,,,,",
    )
    timetable, provenance, report = read(tmp_path, stops=STOPS, trips=trips, transfers=text)
    assert [rule[:4] for rule in rules(timetable)] == [("a", "b", 2, -1), ("a", "c", 0, -1)]
    assert [(p.code, p.line, p.count) for p in report.problems if p.file.endswith("transfers.txt")] == [
        ("bad_value", 8, 1),
        ("bad_value", 9, 1),
        ("unknown_transfer", 2, 3),
        ("unusable_transfer", 5, 2),
        ("unusable_transfer", 6, 1),
    ]
    assert sum(d.count for d in provenance[0].dropped if d.what.startswith("transfers")) == 6
