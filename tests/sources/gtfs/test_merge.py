from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import SourceError
from portee.network.timetable import Timetable
from portee.sources.gtfs import read_gtfs
from tests.sources.gtfs.feeds import base_feed, read, rows, write_folder, write_zip

FULL = {
    "stops": rows(
        "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station",
        "S,Station,43.30,5.4,1,",
        "a,A,43.30,5.4,0,S",
        "b,B,43.31,5.4,0,S",
        "c,C,43.32,5.4,,",
    ),
    "trips": rows("route_id,service_id,trip_id,shape_id,block_id", "r,w,t1,s,k", "r,w,t2,s,l"),
    "shapes": rows("shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence", "s,43.3,5.4,1", "s,43.32,5.4,2"),
    "frequencies": rows("trip_id,start_time,end_time,headway_secs", "t2,06:00:00,09:00:00,300"),
    "transfers": rows(
        "from_stop_id,to_stop_id,transfer_type,from_trip_id,from_route_id", "S,c,1,,", ",,1,t1,", ",,1,,r"
    ),
    "pathways": rows("from_stop_id,to_stop_id,pathway_mode,is_bidirectional,traversal_time", "a,b,1,1,30"),
    "calendar_dates": rows("service_id,date,exception_type", "w,20260301,1"),
}


def agency(zone: str) -> str:
    return rows("agency_id,agency_name,agency_timezone", f"A,Agency,{zone}")


def test_two_feeds_are_laid_end_to_end(tmp_path: Path) -> None:
    one = write_zip(tmp_path / "one.zip", base_feed(**FULL))
    early = rows("service_id,date,exception_type", "w,20251224,1")
    two = write_zip(tmp_path / "two.zip", base_feed(**FULL | {"calendar_dates": early}))
    alone, _, _ = read_gtfs([one])
    both, provenance, _ = read_gtfs([one, two])
    assert both.stop_id == ("one:a", "one:b", "one:c", "two:a", "two:b", "two:c")
    assert both.trip_id == ("one:t2", "one:t1", "two:t2", "two:t1")
    assert both.route_id == ("one:r", "two:r")
    assert both.service_id == ("one:w", "two:w")
    assert both.stop_name == (*alone.stop_name, *alone.stop_name)
    assert both.pattern_stop.tolist() == [0, 1, 2, 3, 4, 5]
    assert both.pattern_offset.tolist() == [0, 3, 6]
    assert both.pattern_trip_offset.tolist() == [0, 2, 4]
    assert both.pattern_route.tolist() == [0, 1]
    assert both.pattern_shape.tolist() == [0, 1]
    assert both.shape_offset.tolist() == [0, 2, 4]
    assert both.trip_service.tolist() == [0, 0, 1, 1]
    assert both.trip_block.tolist() == [0, 1, 2, 3]
    assert both.trip_event_offset.tolist() == [0, 3, 6, 9, 12]
    assert both.stop_station.tolist() == [0, 0, -1, 1, 1, -1]
    assert both.frequency_trip.tolist() == [0, 2]
    assert both.transfer_from.tolist() == [*alone.transfer_from.tolist(), -1, -1, 3, 4]
    assert both.transfer_from_trip.tolist() == [-1, 1, -1, -1, -1, 3, -1, -1]
    assert both.transfer_from_route.tolist() == [0, -1, -1, -1, 1, -1, -1, -1]
    assert both.pathway_from.tolist() == [0, 1, 3, 4]
    # the second feed runs one day at Christmas and from 5 to 16 January, the first also on the first of March
    assert both.service_active.shape == (2, 68)
    assert both.service_active.sum(axis=1).tolist() == [11, 11]
    assert both.service_active[0, -1]
    assert both.service_active[1, 0]
    assert [p.file for p in provenance] == ["one.zip", "two.zip"]


def test_types_are_those_of_one_feed(tmp_path: Path) -> None:
    one = write_zip(tmp_path / "one.zip", base_feed(**FULL))
    two = write_folder(tmp_path / "two", base_feed())
    alone, both = read_gtfs([one])[0], read_gtfs([one, two])[0]
    for field in fields(Timetable):
        a, b = getattr(alone, field.name), getattr(both, field.name)
        assert type(a) is type(b)
        if isinstance(a, np.ndarray):
            assert a.dtype == b.dtype
            assert a.flags.c_contiguous
            assert b.flags.c_contiguous
            assert a.flags.writeable
            assert b.flags.writeable


def test_names_that_repeat_are_numbered(tmp_path: Path) -> None:
    one = write_folder(tmp_path / "x" / "gtfs", base_feed())
    two = write_folder(tmp_path / "y" / "gtfs", base_feed(feed_info=rows("feed_version", "2")))
    assert read_gtfs([one, two])[0].service_id == ("gtfs:w", "gtfs-2:w")


def test_the_same_feed_twice_is_refused(tmp_path: Path) -> None:
    one = write_zip(tmp_path / "one.zip", base_feed())
    two = write_zip(tmp_path / "two.zip", {})
    two.write_bytes(one.read_bytes())
    with pytest.raises(SourceError, match="twice"):
        read_gtfs([one, two])


@pytest.mark.parametrize(
    ("zone", "first", "day"),
    [
        ("Europe/London", 25_200 + 3_600, 0),
        ("Asia/Tokyo", 25_200 - 8 * 3_600 + 86_400, -1),
        ("Europe/Berlin", 25_200, 0),
    ],
)
def test_times_are_told_in_the_first_feeds_zone(tmp_path: Path, zone: str, first: int, day: int) -> None:
    paris = write_zip(tmp_path / "paris.zip", base_feed())
    other = write_zip(tmp_path / "other.zip", base_feed(agency=agency(zone), frequencies=FULL["frequencies"]))
    alone, _, _ = read_gtfs([paris])
    both, provenance, _ = read_gtfs([paris, other])
    assert both.timezone == "Europe/Paris"
    assert both.event_departure[[0, 6]].tolist() == [25_200, first]
    assert both.frequency_start.tolist() == [first - 3_600]
    columns = np.flatnonzero(both.service_active[1])
    assert both.service_first_day + columns[0] == alone.service_first_day + day
    assert bool(provenance[1].notes) == (zone != "Europe/Berlin")


def test_zones_that_change_their_clocks_apart_are_noted(tmp_path: Path) -> None:
    paris = write_zip(tmp_path / "paris.zip", base_feed())
    year = rows(
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
        "w,1,1,1,1,1,1,1,20260101,20261231",
    )
    other = write_zip(tmp_path / "other.zip", base_feed(agency=agency("Africa/Tunis"), calendar=year))
    _, provenance, _ = read_gtfs([paris, other])
    [note] = provenance[1].notes
    assert note.startswith("Times were moved by +0 h from Africa/Tunis to Europe/Paris.")
    assert "do not change their clocks together" in note


def test_a_zone_that_does_not_exist_is_taken_as_the_others(tmp_path: Path) -> None:
    odd = write_zip(tmp_path / "odd.zip", base_feed(agency=agency("Nowhere/City")))
    tokyo = write_zip(tmp_path / "tokyo.zip", base_feed(agency=agency("Asia/Tokyo")))
    both, _, _ = read_gtfs([odd, tokyo])
    assert both.timezone == "Asia/Tokyo"
    assert both.event_departure[[0, 6]].tolist() == [25_200, 25_200]


def test_one_feed_keeps_its_ids(tmp_path: Path) -> None:
    assert read(tmp_path)[0].stop_id == ("a", "b", "c")
