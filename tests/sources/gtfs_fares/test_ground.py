"""What fares refer to."""

from __future__ import annotations

from pathlib import Path

from portee.offers.tariffs import Opening
from tests.sources.gtfs_fares.feeds import ground_of, rows

CITY = frozenset({"bus", "metro"})


def test_routes_agencies_networks_and_zones(tmp_path: Path) -> None:
    ground, findings = ground_of(tmp_path)
    assert ground.agencies == {"1": "Ville", "2": "Cars"}
    assert ground.routes == {"bus": "Ville", "metro": "Ville", "coach": "Cars", "night": "Cars"}
    assert ground.routes_of("Ville") == CITY
    assert ground.networks == {"city": CITY, "coaches": {"coach"}}
    assert ground.zones == {"1": {"a", "b"}, "2": {"c", "d"}, "3": {"e"}}
    assert ground.stops == set("abcdef")
    assert findings.dropped == []


def test_stops_that_a_timetable_leaves_out_are_left_out(tmp_path: Path) -> None:
    stops = rows(
        "stop_id,stop_lat,stop_lon,zone_id,location_type,parent_station",
        "S,43.3,5.4,1,1,",
        "a,43.3,5.4,1,0,",
        "a,43.3,5.4,2,0,",  # given again: the first counts
        "b,,,1,0,",
        "c,,,1,0,S",  # at its station
        "d,0,0,1,0,",
    )
    ground, findings = ground_of(tmp_path, stops=stops)
    assert ground.zones == {"1": {"a", "c"}}
    assert [d.count for d in findings.dropped] == [1, 1, 1]


def test_route_networks_go_before_routes(tmp_path: Path) -> None:
    ground, findings = ground_of(tmp_path, route_networks=rows("network_id,route_id", "n,bus", "n,night", "n,nowhere"))
    assert ground.networks == {"n": {"bus", "night"}}
    assert [(d.what, d.count) for d in findings.dropped] == [("route_networks.txt: rows of unknown routes", 1)]


def test_a_station_in_an_area_stands_for_its_platforms(tmp_path: Path) -> None:
    ground, findings = ground_of(tmp_path, stop_areas=rows("area_id,stop_id", "x,S", "x,c", "y,d", "y,nowhere", "z,z"))
    assert ground.areas == {"x": {"a", "c"}, "y": {"d"}, "z": frozenset()}
    assert [(d.what, d.count) for d in findings.dropped] == [("stop_areas.txt: rows of unknown stops", 2)]


def test_a_platform_with_an_area_of_its_own_leaves_its_station(tmp_path: Path) -> None:
    ground, _ = ground_of(tmp_path, stop_areas=rows("area_id,stop_id", "x,S", "y,a"))
    assert ground.areas == {"x": frozenset(), "y": {"a"}}


def test_openings_by_whole_agencies_or_by_routes(tmp_path: Path) -> None:
    ground, _ = ground_of(tmp_path)
    assert ground.opening(CITY, None, None, None) == Opening(agencies=("Ville",))
    assert ground.opening(ground.all_routes, None, None, None) == Opening(agencies=("Cars", "Ville"))
    assert ground.opening(frozenset({"bus", "coach"}), None, None, None) == Opening(routes=("bus", "coach"))
    zoned = ground.opening(CITY, None, frozenset("ba"), frozenset("e"))
    assert zoned == Opening(agencies=("Ville",), first_stops=("a", "b"), last_stops=("e",))


def test_with_a_prefix_everything_is_told_by_prefixed_ids(tmp_path: Path) -> None:
    ground, _ = ground_of(tmp_path, prefix="rtm")
    assert ground.opening(CITY, frozenset("a"), None, None) == Opening(
        routes=("rtm:bus", "rtm:metro"), stops=("rtm:a",)
    )


def test_routes_of_an_agency_without_name_are_told_by_id(tmp_path: Path) -> None:
    agency = rows("agency_id,agency_name,agency_url,agency_timezone", "1,,https://x.example,Europe/Paris")
    ground, _ = ground_of(tmp_path, agency=agency)
    assert ground.opening(CITY, None, None, None) == Opening(routes=("bus", "metro"))
