from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.network.timetable import Timetable
from portee.sources.gtfs import read_gtfs
from portee.sources.gtfs.pathways import load_pathway_parameters
from tests import naive
from tests.sources.gtfs.feeds import base_feed, read, rows, write_folder

HEADER = "pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional,length,traversal_time,stair_count"
STOPS = rows(
    "stop_id,stop_lat,stop_lon,location_type,parent_station",
    "S,43.30,5.4,1,",
    "a,43.30,5.4,0,S",
    "b,43.31,5.4,0,S",
    "c,43.32,5.4,0,S",
    "n,,,3,S",
    "m,,,3,S",
    "x,,,4,a",
)


def times(timetable: Timetable) -> dict[tuple[str, str], int]:
    """Seconds of each pair of stops."""
    pairs = zip(timetable.pathway_from, timetable.pathway_to, timetable.pathway_seconds, strict=True)
    return {(timetable.stop_id[i], timetable.stop_id[j]): int(seconds) for i, j, seconds in pairs}


def test_shortest_walks_between_platforms(tmp_path: Path) -> None:
    text = rows(
        HEADER,
        "1,a,n,1,1,,30,",
        "2,n,b,1,0,,40,",
        "3,a,b,1,0,,200,",
        "4,a,b,1,0,,90,",
        "5,b,n,1,0,12.5,,",
    )
    timetable, provenance, report = read(tmp_path, stops=STOPS, pathways=text)
    assert times(timetable) == {("a", "b"): 70, ("b", "a"): 43}
    assert provenance[0].rows["pathways"] == 2
    assert not report.problems


def test_seconds_of_pathways_without_a_time(tmp_path: Path) -> None:
    known = load_pathway_parameters()
    text = rows(
        HEADER, "1,a,b,2,0,5,,-20", "2,b,a,1,0,50,,", "3,b,c,1,0,,,", "4,c,b,5,0,2,,", "5,n,m,1,0,,,", "6,a,c,6,0,,0,"
    )
    found = times(read(tmp_path, stops=STOPS, pathways=text)[0])
    assert found["a", "c"] == 0
    assert found["a", "b"] == min(math.ceil(20 * known["seconds_per_stair"]), math.ceil(known["elevator_seconds"]))
    assert found["b", "a"] == math.ceil(50 / known["walking_speed"])
    assert found["b", "c"] == 50
    assert found["c", "b"] == math.ceil(known["elevator_seconds"])


def test_areas_stand_for_their_platform(tmp_path: Path) -> None:
    text = rows(HEADER, "1,x,b,1,1,,25,")
    assert times(read(tmp_path, stops=STOPS, pathways=text)[0]) == {("a", "b"): 25, ("b", "a"): 25}


def test_unknown_ends(tmp_path: Path) -> None:
    text = rows(HEADER, "1,a,nowhere,1,1,,25,", "2,a,b,9,x,,25,")
    timetable, _, report = read(tmp_path, stops=STOPS, pathways=text)
    assert times(timetable) == {("a", "b"): 25}
    assert [(p.code, p.line) for p in report.problems] == [
        ("bad_value", 3),
        ("bad_value", 3),
        ("unknown_pathway_end", 2),
    ]


ends = st.sampled_from("abcnm")


@settings(max_examples=40)
@given(st.lists(st.tuples(ends, ends, st.booleans(), st.integers(0, 9)), max_size=10))
def test_same_as_the_plain_search(
    tmp_path_factory: pytest.TempPathFactory, pathways: list[tuple[str, str, bool, int]]
) -> None:
    text = rows(HEADER, *(f"{k},{a},{b},1,{int(both)},,{s}," for k, (a, b, both, s) in enumerate(pathways)))
    path = write_folder(tmp_path_factory.mktemp("feeds") / "f", base_feed(stops=STOPS, pathways=text))
    found = times(read_gtfs([path])[0])
    arcs = [("abcnm".index(a), "abcnm".index(b), s) for a, b, _, s in pathways]
    arcs += [(head, tail, s) for (tail, head, s), (_, _, both, _) in zip(list(arcs), pathways, strict=True) if both]
    expected = {}
    for start in range(3):
        for end, seconds in naive.dijkstra(arcs, {start: 0}, 10_000).items():
            if end < 3 and end != start:
                expected["abc"[start], "abc"[end]] = seconds
    assert found == expected
