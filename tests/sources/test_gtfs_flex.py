"""On-demand services of GTFS-Flex feeds, as adopted and as drafted."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import box, mapping

from portee.core.errors import SourceError
from portee.core.provenance import Provenance
from portee.offers.on_demand import Booking, Duration, OnDemandService, RideWindow, can_book, can_ride
from portee.sources import gtfs_flex
from portee.sources.gtfs_flex import read_gtfs_flex
from tests.sources.gtfs.feeds import Files, base_feed, rows, write_folder, write_zip

MONDAY = date(2026, 1, 5)
HEADER = (
    "trip_id,stop_sequence,stop_id,location_id,location_group_id,arrival_time,departure_time,"
    "start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_type,drop_off_type,"
    "pickup_booking_rule_id,drop_off_booking_rule_id"
)
WINDOW = RideWindow(28_800, 64_800, 28_800, 64_800)


def locations(**areas: Any) -> str:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "id": name, "properties": {}, "geometry": area} for name, area in areas.items()
            ],
        }
    )


def flex_feed(*times: str, header: str = HEADER, **changes: str | None) -> Files:
    """Two areas, west and east, and the stops a, b, c; `times` are rows of the trip t1 of line r."""
    areas = {"west": mapping(box(5.0, 43.0, 5.1, 43.1)), "east": mapping(box(5.2, 43.0, 5.3, 43.1))}
    files = base_feed(**{"trips": rows("route_id,service_id,trip_id", "r,w,t1"), **changes})
    files["stop_times.txt"] = rows(header, *times)
    files.setdefault("locations.geojson", locations(**areas))
    return files


def read(folder: Path, files: Files, **more: Any) -> tuple[tuple[OnDemandService, ...], Provenance]:
    return read_gtfs_flex(write_zip(folder / "flex.zip", files), **more)


def test_an_area_to_another_as_adopted(tmp_path: Path) -> None:
    files = flex_feed(
        "t1,1,,west,,,,08:00:00,18:00:00,2,1,day,",
        "t1,2,,east,,,,08:00:00,18:00:00,1,2,,",
        trips=rows(
            "route_id,service_id,trip_id,safe_duration_factor,safe_duration_offset", "r,w,t1,1.5,300"
        ),
        booking_rules=rows(
            "booking_rule_id,booking_type,prior_notice_last_day,prior_notice_last_time,phone_number,booking_url,message",
            "day,2,1,17:00:00,04 91 00 00 00,https://x.example/tad,La veille",
        ),
        feed_info=rows("feed_publisher_name,feed_license", "X,ODbL-1.0"),
    )  # fmt: skip
    (ride,), provenance = read(tmp_path, files)
    assert (ride.id, ride.name) == ("r:west>east", "Line one")
    assert ride.windows == (WINDOW,)
    assert ride.safe == Duration(1.5, 300)  # seconds in trips.txt
    assert ride.mean is None
    assert ride.booking == Booking(
        "days_before", days=1, latest_s=61_200, phone="04 91 00 00 00", url="https://x.example/tad", message="La veille"
    )
    assert (min(ride.days), max(ride.days), len(ride.days)) == (MONDAY, date(2026, 1, 16), 10)
    assert can_ride(ride, 5.05, 43.05, 5.25, 43.05, MONDAY, 28_800)
    assert not can_ride(ride, 5.25, 43.05, 5.05, 43.05, MONDAY, 28_800)
    assert (provenance.source, provenance.licence) == ("gtfs_flex", "ODbL-1.0")
    assert provenance.rows == {"services": 1, "trips": 1, "areas": 2}
    assert provenance.dropped == ()
    assert provenance.notes == ()


def test_folder_and_zip_say_the_same(tmp_path: Path) -> None:
    files = flex_feed("t1,1,,west,,,,08:00:00,18:00:00,2,2,,", "t1,2,,west,,,,08:00:00,18:00:00,2,2,,")
    (zipped,), _ = read(tmp_path, files)
    (plain,), _ = read_gtfs_flex(write_folder(tmp_path / "folder", files))
    assert (zipped.id, zipped.windows, zipped.days) == (plain.id, plain.windows, plain.days)
    assert zipped.id == "r:west>west"
    assert zipped.booking is None


def test_one_record_of_an_area_is_no_ride_inside_it(tmp_path: Path) -> None:
    """The reference asks for two records to travel within one location."""
    with pytest.raises(SourceError, match="no usable on-demand service"):
        read(tmp_path, flex_feed("t1,1,,west,,,,08:00:00,18:00:00,2,2,,"))


def test_trips_of_one_line_and_place_are_one_service_with_several_windows(tmp_path: Path) -> None:
    rows_of = [
        f"{trip},{k},,{place},,,,{start},{end},{up},{down},,"
        for trip, start, end in (("t2", "14:00:00", "18:00:00"), ("t1", "08:00:00", "12:00:00"))
        for k, place, up, down in ((1, "west", 2, 1), (2, "east", 1, 2))
    ]
    files = flex_feed(*rows_of, trips=rows("route_id,service_id,trip_id", "r,w,t1", "r,w,t2"))
    (ride,), provenance = read(tmp_path, files)
    assert [(w.start_s, w.end_s) for w in ride.windows] == [(28_800, 43_200), (50_400, 64_800)]
    assert provenance.rows["trips"] == 2


def test_a_line_that_deviates_joins_stops_and_an_area(tmp_path: Path) -> None:
    files = flex_feed(
        "t1,1,a,,,08:00:00,08:02:00,,,0,0,,",
        "t1,2,,west,,,,08:02:00,08:30:00,2,2,,",
        "t1,3,b,,,08:30:00,08:31:00,,,0,0,,",
    )
    services, _ = read(tmp_path, files)
    # From stop to stop is the timetable's affair; times are 08:00 28,800, 08:02 28,920, 08:30 30,600.
    assert {s.id: s.windows for s in services} == {
        "r:a>west": (RideWindow(28_920, 28_920, 28_920, 30_600),),
        "r:west>b": (RideWindow(28_920, 30_600, 30_600, 30_600),),
    }


def test_groups_of_stops_as_adopted_and_as_drafted(tmp_path: Path) -> None:
    times = ("t1,1,,,g,,,08:00:00,18:00:00,2,2,,", "t1,2,,,g,,,08:00:00,18:00:00,2,2,,")
    adopted = flex_feed(
        *times,
        location_groups=rows("location_group_id,location_group_name", "g,Group"),
        location_group_stops=rows("location_group_id,stop_id", "g,a", "g,b", "g,lost"),
    )
    (ride,), provenance = read(tmp_path, adopted)
    assert ride.pickup.geom_type == "MultiPoint"
    assert can_ride(ride, 5.40, 43.30, 5.40, 43.31, MONDAY, 28_800)
    assert not can_ride(ride, 5.40, 43.30, 5.40, 43.32, MONDAY, 28_800)
    assert [(d.what, d.count, d.examples) for d in provenance.dropped] == [("members of location groups", 1, ("lost",))]
    drafted = flex_feed(
        "t1,1,g,,,,,08:00:00,18:00:00,2,2,,",
        "t1,2,g,,,,,08:00:00,18:00:00,2,2,,",
        location_groups=rows("location_group_id,location_id,location_group_name", "g,a,Group", "g,west,Group"),
    )
    (mixed,), _ = read(tmp_path, drafted)
    assert can_ride(mixed, 5.40, 43.30, 5.05, 43.05, MONDAY, 28_800)


def test_durations_of_the_drafts_are_minutes(tmp_path: Path) -> None:
    header = f"{HEADER},mean_duration_factor,mean_duration_offset,safe_duration_factor,safe_duration_offset"
    times = [f"t1,{k},west,,,,,08:00:00,18:00:00,2,2,,,1,9.00,1.5,20" for k in (1, 1)]
    (ride,), _ = read(tmp_path, flex_feed(*times, header=header))
    assert ride.mean == Duration(1, 540)
    assert ride.safe == Duration(1.5, 1200)


def test_booking_of_the_same_day_and_on_working_days(tmp_path: Path) -> None:
    times = (
        "t1,1,,west,,,,08:00:00,18:00:00,2,1,soon,",
        "t1,2,,east,,,,08:00:00,18:00:00,2,1,office,",
        "t1,3,,west,,,,08:00:00,18:00:00,1,2,,lost",
    )
    rules = rows(
        "booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_last_day,prior_notice_service_id,booking_url",
        "soon,1,45,,,javascript:alert(1)",
        "office,2,,2,w,",
    )
    services, _ = read(tmp_path, flex_feed(*times, booking_rules=rules))
    soon, office = (s.booking for s in services)
    assert soon == Booking("same_day", notice_min=45)
    assert office is not None
    # Two working days before Tuesday 13 January is Friday 9, all day.
    assert can_book(office, datetime(2026, 1, 9, 23), datetime(2026, 1, 13, 9))
    assert not can_book(office, datetime(2026, 1, 10, 1), datetime(2026, 1, 13, 9))


def test_a_booking_rule_that_is_not_there_is_told(tmp_path: Path) -> None:
    times = ("t1,1,,west,,,,08:00:00,18:00:00,2,1,,", "t1,2,,east,,,,08:00:00,18:00:00,1,2,,lost")
    (ride,), provenance = read(tmp_path, flex_feed(*times))
    assert ride.booking is None
    assert provenance.notes == ("Booking rule 'lost' is not in booking_rules.txt: how to book is not told.",)


@pytest.mark.parametrize(
    ("fares", "expected"),
    [
        (("f,",), "f"),
        (("f,r", "g,other"), "f"),
        (("f,r", "g,"), None),
        (("f,r", "g,r"), None),
        (("g,other",), None),
    ],
)
def test_the_fare_is_named_where_there_is_only_one(tmp_path: Path, fares: tuple[str, ...], expected: str) -> None:
    times = ("t1,1,,west,,,,08:00:00,18:00:00,2,1,,", "t1,2,,east,,,,08:00:00,18:00:00,1,2,,")
    (ride,), _ = read(tmp_path, flex_feed(*times, fare_rules=rows("fare_id,route_id", *fares)))
    assert ride.price_rule == expected


def test_rows_without_a_place_or_a_time_are_counted(tmp_path: Path) -> None:
    files = flex_feed(
        "t1,1,,west,,,,08:00:00,18:00:00,2,1,,",
        "t1,2,,nowhere,,,,08:00:00,18:00:00,2,2,,",
        "t1,3,a,,,,,,,0,0,,",
        "t1,4,,east,,,,08:00:00,18:00:00,1,2,,",
        "t9,1,,west,,,,08:00:00,18:00:00,2,2,,",
        "t8,1,,west,,,,08:00:00,18:00:00,2,2,,",
        trips=rows("route_id,service_id,trip_id", "r,w,t1", "r,never,t8"),
    )
    services, provenance = read(tmp_path, files)
    assert [s.id for s in services] == ["r:west>east"]
    assert {(d.why, d.examples) for d in provenance.dropped} == {
        ("their place is not in the feed, or not usable", ("nowhere",)),
        ("they have neither a time nor a window", ("t1",)),
        ("their trip is not in trips.txt", ("t9",)),
        ("their service never runs", ("t8",)),
    }


def test_a_mended_outline_is_told(tmp_path: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[5, 43], [6, 44], [6, 43], [5, 44], [5, 43]]]}
    files = flex_feed("t1,1,,bow,,,,08:00:00,18:00:00,2,2,,", "t1,2,,bow,,,,08:00:00,18:00:00,2,2,,")
    files["locations.geojson"] = locations(bow=bow)
    _, provenance = read(tmp_path, files)
    assert provenance.notes == ("The outline of location 'bow' crossed itself and was mended.",)


GOOD = "t1,1,,west,,,,08:00:00,18:00:00,2,1,,"


@pytest.mark.parametrize(
    ("row", "changes", "words"),
    [
        ("t1,2,,east,,,,18:00:00,08:00:00,1,2,,", {}, "line 3, field 'end_pickup.*ends before it starts"),
        ("t1,2,,east,,,,soon,08:00:00,1,2,,", {}, "line 3, field 'start_pickup.*'soon' is not a time"),
        ("t1,2,,east,,,,08:00:00,,1,2,,", {}, "line 3, field 'end_pickup.*cell is empty"),
        ("t1,-2,,east,,,,08:00:00,18:00:00,1,2,,", {}, "field 'stop_sequence'.*not a whole number"),
        (GOOD, {"booking_rules": "booking_rule_id,booking_type\nx,7\n"}, "'7' is not a booking type"),
        (GOOD, {"booking_rules": "booking_rule_id,booking_type\nx,1\n"}, "prior_notice_duration_min.*empty"),
        (GOOD, {"stops": "stop_id,stop_lat,stop_lon\na,93,5\n"}, "'a' does not lie on earth"),
        (GOOD, {"stops": "stop_id,stop_lat,stop_lon\na,nan,5\n"}, "'nan' is not a number"),
        (
            GOOD,
            {"trips": "route_id,service_id,trip_id,safe_duration_factor\nr,w,t1,-1\n"},
            "cannot take less than no time",
        ),
    ],
)
def test_wrong_cells_are_named(tmp_path: Path, row: str, changes: dict[str, str], words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(tmp_path, flex_feed(GOOD, row, **changes))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[]", "not a GeoJSON FeatureCollection"),
        (json.dumps({"type": "FeatureCollection", "features": [{"geometry": None}]}), "Feature 1 has no id of its own"),
        (locations(west={"type": "Point", "coordinates": [5, 43]}), "geometry is Point, not an area"),
    ],
)
def test_wrong_locations_are_named(tmp_path: Path, content: str, words: str) -> None:
    files = flex_feed(GOOD)
    files["locations.geojson"] = content
    with pytest.raises(SourceError, match=rf"locations\.geojson.*{words}"):
        read(tmp_path, files)


def test_feeds_without_demand_and_trips_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="no usable on-demand service"):
        read(tmp_path, base_feed())
    monkeypatch.setattr(gtfs_flex, "MOST_ROWS", 1)
    with pytest.raises(SourceError, match="Trip 't1' has 2 rows; at most 1"):
        read(tmp_path, flex_feed(GOOD, GOOD))


@pytest.mark.real
def test_aspen_as_drafted(shared_data: Path) -> None:
    path = shared_data / "formats" / "gtfs_flex" / "aspen-flex-on-demand.gtfs"
    services, provenance = read_gtfs_flex(path)
    assert provenance.rows == {"services": 2, "trips": 2, "areas": 1}
    winter, off = services
    assert (winter.name, winter.id) == ("Downtowner", "17102:area_294>area_294")
    assert [(w.start_s // 3600, w.end_s // 3600) for s in services for w in s.windows] == [(8, 23), (11, 23)]
    assert (min(off.days), max(off.days)) == (date(2021, 4, 15), date(2021, 11, 24))
    assert (winter.mean, winter.safe) == (Duration(1, 540), Duration(1, 1200))
    assert winter.booking is not None
    assert winter.booking.kind == "none"
    assert winter.booking.phone == "877-230-6045"
    inside = winter.pickup.representative_point()
    asked = (inside.x, inside.y, inside.x, inside.y)
    assert can_ride(winter, *asked, date(2021, 1, 4), 8 * 3600)
    assert not can_ride(winter, *asked, date(2021, 1, 4), 8 * 3600 - 60)
    assert not can_ride(winter, *asked, date(2021, 6, 1), 12 * 3600)


@pytest.mark.real
def test_cobblinc_as_drafted(shared_data: Path) -> None:
    path = shared_data / "formats" / "gtfs_flex" / "cobblinc-scheduled-deviated-flex.gtfs"
    services, provenance = read_gtfs_flex(path)
    assert provenance.rows == {"services": 15, "trips": 72, "areas": 3}
    assert provenance.dropped == ()
    by_id = {service.id: service for service in services}
    within = by_id["090z:zone_1>zone_1"]
    assert all(w.end_s - w.start_s == 1800 for w in within.windows)
    assert by_id["090z:yz85>zone_1"].windows[0] == RideWindow(27_000, 27_000, 27_000, 28_800)
    assert {s.price_rule for s in services} == {"flex-adult"}
    booking = within.booking
    assert booking is not None
    assert booking.phone_only
    assert (booking.kind, booking.notice_min) == ("same_day", 120)
    assert all(day.weekday() < 5 for day in within.days)
