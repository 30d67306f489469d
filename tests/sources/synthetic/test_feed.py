from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date, timedelta

import pytest

from tests.sources.synthetic.conftest import Feed

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TUESDAY, SUNDAY, CHRISTMAS, LABOUR_DAY = date(2026, 9, 15), date(2026, 9, 20), date(2026, 12, 25), date(2027, 5, 1)


def seconds(clock: str) -> int:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def services_on(feed: Feed, day: date) -> set[str]:
    text = day.strftime("%Y%m%d")
    found = {
        row["service_id"] for row in feed["calendar.txt"]
        if row[WEEK[day.weekday()]] == "1" and row["start_date"] <= text <= row["end_date"]
    }  # fmt: skip
    for row in feed["calendar_dates.txt"]:
        if row["date"] == text:
            (found.add if row["exception_type"] == "1" else found.discard)(row["service_id"])
    return found


def stops_by_trip(feed: Feed) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in feed["stop_times.txt"]:
        found[row["trip_id"]].append(row)
    return found


def runs_on(feed: Feed, day: date) -> list[tuple[str, int, int]]:
    """Route, first departure and last arrival of each run on a date, runs of frequency lines included."""
    services = services_on(feed, day)
    repeats: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in feed["frequencies.txt"]:
        repeats[row["trip_id"]].append(row)
    stops = stops_by_trip(feed)
    found = []
    for trip in feed["trips.txt"]:
        if trip["service_id"] not in services:
            continue
        rows = stops[trip["trip_id"]]
        first, last = seconds(rows[0]["departure_time"]), seconds(rows[-1]["arrival_time"])
        if trip["trip_id"] not in repeats:
            found.append((trip["route_id"], first, last))
        for row in repeats[trip["trip_id"]]:
            for start in range(seconds(row["start_time"]), seconds(row["end_time"]), int(row["headway_secs"])):
                found.append((trip["route_id"], start, start + last - first))
    return found


@pytest.fixture(params=["village_feed", "town_feed"])
def feed(request: pytest.FixtureRequest) -> Feed:
    found: Feed = request.getfixturevalue(request.param)
    return found


def test_every_reference_exists(feed: Feed) -> None:
    ids = {
        "stop": {row["stop_id"] for row in feed["stops.txt"]}, "route": {row["route_id"] for row in feed["routes.txt"]},
        "trip": {row["trip_id"] for row in feed["trips.txt"]}, "shape": {row["shape_id"] for row in feed["shapes.txt"]},
        "agency": {row["agency_id"] for row in feed["agency.txt"]},
    }  # fmt: skip
    services = {row["service_id"] for row in feed["calendar.txt"]} | {
        row["service_id"] for row in feed["calendar_dates.txt"]
    }
    assert len(ids["stop"]) == len(feed["stops.txt"])
    assert len(ids["trip"]) == len(feed["trips.txt"])
    assert {row["agency_id"] for row in feed["routes.txt"]} <= ids["agency"]
    assert {row["route_id"] for row in feed["trips.txt"]} == ids["route"]
    assert {row["service_id"] for row in feed["trips.txt"]} <= services
    assert {row["shape_id"] for row in feed["trips.txt"]} <= ids["shape"]
    assert {row["trip_id"] for row in feed["stop_times.txt"]} == ids["trip"]
    assert {row["stop_id"] for row in feed["stop_times.txt"]} <= ids["stop"]
    assert {row["trip_id"] for row in feed["frequencies.txt"]} <= ids["trip"]
    for row in feed["transfers.txt"]:
        assert row["from_stop_id"] in ids["stop"]
        assert row["to_stop_id"] in ids["stop"]
    for row in feed["stops.txt"]:
        assert row["parent_station"] == "" or row["parent_station"] in ids["stop"]


def test_vehicles_stop_at_boardable_stops_only(feed: Feed) -> None:
    boardable = {row["stop_id"] for row in feed["stops.txt"] if row["location_type"] == "0"}
    assert {row["stop_id"] for row in feed["stop_times.txt"]} == boardable


def test_times_and_distances_never_go_backwards(feed: Feed) -> None:
    for name, rows in stops_by_trip(feed).items():
        assert [int(row["stop_sequence"]) for row in rows] == list(range(1, len(rows) + 1)), name
        assert rows[0]["departure_time"]
        assert rows[-1]["arrival_time"]
        times = [seconds(row[key]) for row in rows for key in ("arrival_time", "departure_time") if row[key]]
        assert times == sorted(times), name
        along = [float(row["shape_dist_traveled"]) for row in rows]
        assert all(a < b for a, b in itertools.pairwise(along)), name


def test_shapes_are_as_long_as_the_trips_on_them(feed: Feed) -> None:
    length: dict[str, float] = {}
    for row in feed["shapes.txt"]:
        length[row["shape_id"]] = float(row["shape_dist_traveled"])
    shape = {row["trip_id"]: row["shape_id"] for row in feed["trips.txt"]}
    for name, rows in stops_by_trip(feed).items():
        assert float(rows[-1]["shape_dist_traveled"]) <= length[shape[name]] + 0.2


def test_some_times_are_left_blank(feed: Feed) -> None:
    blank = [row for row in feed["stop_times.txt"] if not row["arrival_time"]]
    assert blank
    assert all(row["timepoint"] == "0" and not row["departure_time"] for row in blank)


def test_speeds_are_those_of_a_city(town_feed: Feed) -> None:
    mode = {row["route_id"]: int(row["route_type"]) for row in town_feed["routes.txt"]}
    route = {row["trip_id"]: row["route_id"] for row in town_feed["trips.txt"]}
    for name, rows in stops_by_trip(town_feed).items():
        time = seconds(rows[-1]["arrival_time"]) - seconds(rows[0]["departure_time"])
        speed = (float(rows[-1]["shape_dist_traveled"]) - float(rows[0]["shape_dist_traveled"])) / time * 3.6
        low, high = (18, 45) if mode[route[name]] == 1 else (8, 28)
        assert low < speed < high, name


def test_nothing_but_the_night_line_runs_at_half_past_two(feed: Feed) -> None:
    for day in (TUESDAY, SUNDAY, date(2026, 9, 19)):
        awake = set()
        for service_day, shift in ((day, 0), (day - timedelta(days=1), 86_400)):
            clock = 2 * 3600 + 1800 + shift
            awake |= {route for route, start, end in runs_on(feed, service_day) if start - 1800 <= clock <= end + 1800}
        assert awake == {"BN1"}


def test_sundays_and_evenings_are_thinner(feed: Feed) -> None:
    tuesday, sunday = runs_on(feed, TUESDAY), runs_on(feed, SUNDAY)
    assert 0 < len(sunday) < 0.75 * len(tuesday)
    by_hour = [sum(hour * 3600 <= start < (hour + 1) * 3600 for _r, start, _e in tuesday) for hour in range(24)]
    assert 0 < by_hour[22] < by_hour[8]
    assert not any(by_hour[1:5])


def test_weak_lines_have_no_evening_and_seldom_a_sunday(town_feed: Feed) -> None:
    tuesday, sunday = runs_on(town_feed, TUESDAY), {route for route, _s, _e in runs_on(town_feed, SUNDAY)}
    for number in ("B20", "B23", "B24", "B25"):
        assert number not in sunday
        assert max(start for route, start, _e in tuesday if route == number) < 21 * 3600
    assert "B21" in sunday


def test_public_holidays_run_as_sundays_and_labour_day_not_at_all(feed: Feed) -> None:
    assert sorted(runs_on(feed, CHRISTMAS)) == sorted(runs_on(feed, SUNDAY))
    assert runs_on(feed, LABOUR_DAY) == []


def test_awkward_parts_of_the_format_are_used(town_feed: Feed) -> None:
    assert {row["exact_times"] for row in town_feed["frequencies.txt"]} == {"0", "1"}
    assert {"0", "1", "2"} <= {row["transfer_type"] for row in town_feed["transfers.txt"]}
    assert any(seconds(row["arrival_time"]) > 26 * 3600 for row in town_feed["stop_times.txt"] if row["arrival_time"])
    assert {row["route_type"] for row in town_feed["routes.txt"]} == {"0", "1", "3"}
    assert {row["location_type"] for row in town_feed["stops.txt"]} == {"0", "1", "2"}
    assert {row["wheelchair_accessible"] for row in town_feed["trips.txt"]} == {"1", "2"}
    routes = {row["route_id"]: row["route_type"] for row in town_feed["routes.txt"]}
    assert {row["bikes_allowed"] for row in town_feed["trips.txt"] if routes[row["route_id"]] == "0"} == {"1"}


def test_a_block_is_one_vehicle(town_feed: Feed) -> None:
    stops = stops_by_trip(town_feed)
    blocks: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for trip in town_feed["trips.txt"]:
        if trip["block_id"]:
            rows = stops[trip["trip_id"]]
            times = seconds(rows[0]["departure_time"]), seconds(rows[-1]["arrival_time"])
            blocks[trip["service_id"], trip["block_id"]].append(times)
    assert any(len(trips) > 2 for trips in blocks.values())
    for name, trips in blocks.items():
        trips.sort()
        assert all(end < start for (_s, end), (start, _e) in itertools.pairwise(trips)), name
