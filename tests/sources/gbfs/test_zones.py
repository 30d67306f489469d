from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import shapely

from portee.core.errors import SourceError
from portee.offers.zones import Rule
from portee.sources.gbfs import zones
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.positions import Point, anchor_of
from portee.sources.gbfs.zones import ZonesRead, named_types, read_zones
from tests.sources.gbfs.feeds import RFC, WRITTEN, box, document, feed2, feed3, local

EXCHANGED = "lat is the longitude, it seems: latitude and longitude look exchanged"
BAN = {"ride_allowed": False, "ride_through_allowed": True}


def feature(*rules: Any, geometry: Any = None, **properties: Any) -> dict[str, Any]:
    shown = box(5.36, 43.29, clockwise=True) if geometry is None else geometry
    return {"type": "Feature", "geometry": shown, "properties": {"name": "Z", "rules": list(rules)} | properties}


def zones_of(
    tmp_path: Path, *features: Any, vehicles: tuple[Point, ...] = (), at: Any = None, three: bool = False, **more: Any
) -> tuple[ZonesRead, Findings]:
    content = {"geofencing_zones": {"type": "FeatureCollection", "features": list(features)}} | more
    feed = feed3(geofencing_zones=content) if three else feed2(geofencing_zones=content)
    read, findings = document(tmp_path, feed, "geofencing_zones")
    return read_zones(read, {"b", "s"}, vehicles, findings, at=at, anchor=anchor_of("Europe/Paris")), findings


def test_zones_of_both_versions(tmp_path: Path) -> None:
    two, findings = document(tmp_path / "2", feed2(), "geofencing_zones")
    read = read_zones(two, (), (), findings, at=None, anchor=None)
    assert (read.zones[0].name, read.combine) == ("Vieux-Port", True)
    assert read.zones[0].rules == (Rule(False, False, True),)
    assert shapely.equals(read.zones[0].geometry, shapely.box(5.36, 43.29, 5.37, 43.30))
    three, findings = document(tmp_path / "3", feed3(), "geofencing_zones")
    read = read_zones(three, (), (), findings, at=None, anchor=None)
    assert (read.zones[0].name, read.combine, read.global_rules) == ("Vieux-Port", False, (Rule(),))
    assert read.zones[0].rules == (Rule(True, False, True),)
    assert findings.notes == ()


def test_everything_a_rule_may_tell(tmp_path: Path) -> None:
    rule = BAN | {"maximum_speed_kph": 8, "station_parking": True, "vehicle_type_id": ["s", "b"]}
    read, _ = zones_of(tmp_path, feature(rule))
    assert read.zones[0].rules == (Rule(False, False, True, 8.0, True, ("s", "b")),)


def test_an_empty_list_of_types_means_all(tmp_path: Path) -> None:
    read, _ = zones_of(tmp_path, feature(BAN | {"vehicle_type_id": []}))
    assert read.zones[0].rules == (Rule(False, False, True),)


def test_types_that_do_not_exist(tmp_path: Path) -> None:
    mixed, alone = BAN | {"vehicle_type_id": ["s", "ghost"]}, BAN | {"vehicle_type_id": ["ghost"]}
    read, findings = zones_of(tmp_path, feature(mixed, alone))
    assert read.zones[0].rules == (Rule(False, False, True, vehicle_types=("s",)),)  # never all types instead of none
    assert (findings.dropped[0].what, findings.dropped[0].count) == (
        "geofencing_zones.json: names of vehicle types in rules",
        2,
    )


def test_a_ban_is_not_lost_for_a_speed_that_lies(tmp_path: Path) -> None:
    read, findings = zones_of(
        tmp_path, feature({"ride_allowed": False, "maximum_speed_kph": "8", "station_parking": 5})
    )
    assert read.zones[0].rules == (Rule(False, False, True),)
    assert {lost.what for lost in findings.dropped} == {
        "geofencing_zones.json: values of ride_through_allowed",
        "geofencing_zones.json: values of station_parking",
        "geofencing_zones.json: values of maximum_speed_kph",
    }


def test_rules_that_cannot_be_understood_are_left_out(tmp_path: Path) -> None:
    read, findings = zones_of(tmp_path, feature(BAN, {"ride_allowed": "no"}, 5, {"ride_start_allowed": True}))
    assert len(read.zones[0].rules) == 1
    assert [lost.why for lost in findings.dropped] == [
        "ride_allowed is neither true nor false",
        "rules holds something that is no JSON object",
        "ride_end_allowed is missing",
    ]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (feature(BAN, geometry=5), "geometry is neither a Polygon nor a MultiPolygon"),
        ({"type": "Feature", "geometry": None, "properties": {}}, "geometry is missing"),
        ({"type": "Feature", "geometry": box(5, 43)}, "properties is missing"),
        (7, "properties is missing"),
        (feature(BAN, rules=5), "rules is no list"),
        (feature(BAN, start=1_777_900_000, end=1_777_800_000), "end is not after start"),
        (feature(BAN, geometry=box(43.3, 5.3)), EXCHANGED),
    ],
)
def test_unusable_zones_are_left_out(tmp_path: Path, given: Any, why: str) -> None:
    read, findings = zones_of(tmp_path, feature(BAN), given)
    assert len(read.zones) == 1
    assert [(lost.what, lost.why) for lost in findings.dropped] == [("geofencing_zones.json: zones", why)]


def test_zones_come_and_go(tmp_path: Path) -> None:
    ends = int((WRITTEN + timedelta(hours=1)).timestamp())
    read, _ = zones_of(tmp_path / "a", feature(BAN, end=ends), at=WRITTEN)
    assert read.zones[0].end == WRITTEN + timedelta(hours=1)
    read, findings = zones_of(tmp_path / "b", feature(BAN, end=ends), at=WRITTEN + timedelta(hours=2))
    assert read.zones == ()
    assert findings.dropped[0].why == "end is before the moment asked"
    rule = {"ride_start_allowed": True, "ride_end_allowed": False, "ride_through_allowed": True}
    read, _ = zones_of(tmp_path / "c", feature(rule, start=RFC, name=local(fr="Z")), three=True, global_rules=[])
    assert read.zones[0].start == datetime(2026, 5, 4, 8, tzinfo=UTC)


def test_a_moment_that_lies_makes_a_zone_last(tmp_path: Path) -> None:
    read, findings = zones_of(tmp_path, feature(BAN, end="soon"))
    assert read.zones[0].end is None
    assert findings.dropped[0].what == "geofencing_zones.json: values of end"


INSIDE, ELSEWHERE = (5.365, 43.295), (5.5, 43.4)


def test_counterclockwise_in_version_2_means_the_inside_like_geojson(tmp_path: Path) -> None:
    read, findings = zones_of(tmp_path, feature(BAN, geometry=box(5.36, 43.29)), vehicles=(ELSEWHERE, INSIDE))
    assert shapely.area(read.zones[0].geometry) == pytest.approx(1e-4)
    assert "read as what they enclose although GBFS 2 means the outside: 1 (such as Z)" in findings.notes[0]


def test_counterclockwise_in_version_2_means_the_outside_when_vehicles_stand_inside(tmp_path: Path) -> None:
    read, findings = zones_of(tmp_path, feature(BAN, geometry=box(5.36, 43.29)), vehicles=(INSIDE, INSIDE, ELSEWHERE))
    area = read.zones[0].geometry
    assert shapely.intersects_xy(area, *ELSEWHERE)
    assert not shapely.intersects_xy(area, *INSIDE)
    assert "read as all that lies outside" in findings.notes[0]


def test_what_allows_or_runs_clockwise_or_is_of_version_3_means_the_inside(tmp_path: Path) -> None:
    ban = {"ride_start_allowed": False, "ride_end_allowed": False, "ride_through_allowed": True}
    for number, (given, three) in enumerate(
        (
            (feature(ALLOWED, geometry=box(5.36, 43.29)), False),
            (feature(BAN, geometry=box(5.36, 43.29, clockwise=True)), False),
            (feature(ban, geometry=box(5.36, 43.29), name=local(fr="Z")), True),
        )
    ):
        read, findings = zones_of(tmp_path / str(number), given, vehicles=(INSIDE,), three=three, global_rules=[])
        assert shapely.area(read.zones[0].geometry) == pytest.approx(1e-4)
        assert findings.notes == ()


ALLOWED = {"ride_allowed": True, "ride_through_allowed": True}


def names(read: ZonesRead) -> list[str]:
    return [zone.name for zone in read.zones]


def test_a_ban_inside_an_earlier_allowing_zone_of_version_2_goes_first(tmp_path: Path) -> None:
    town = feature(ALLOWED, geometry=box(5.3, 43.2, 0.2, clockwise=True), name="town")
    park = feature(BAN, geometry=box(5.36, 43.29, clockwise=True), name="park")
    slow = feature(ALLOWED | {"maximum_speed_kph": 6}, geometry=box(5.40, 43.29, clockwise=True), name="slow")
    hub = feature(ALLOWED, geometry=box(5.362, 43.292, 0.001, clockwise=True), name="hub")
    away = feature(BAN, geometry=box(5.49, 43.29, 0.02, clockwise=True), name="half outside")
    read, findings = zones_of(tmp_path, hub, town, park, slow, away)
    assert names(read) == ["hub", "park", "slow", "town", "half outside"]
    (note,) = findings.notes
    assert note.endswith("would hide them: 2 (such as park, slow).")


def test_of_two_zones_on_the_same_ground_the_earlier_stays_first(tmp_path: Path) -> None:
    both = feature(ALLOWED, name="free"), feature(BAN, name="ban")
    assert names(zones_of(tmp_path, *both)[0]) == ["free", "ban"]


def test_version_3_is_taken_at_its_word(tmp_path: Path) -> None:
    free = {"ride_start_allowed": True, "ride_end_allowed": True, "ride_through_allowed": True}
    town = feature(free, geometry=box(5.3, 43.2, 0.2), name=local(fr="town"))
    park = feature(free | {"ride_end_allowed": False}, geometry=box(5.36, 43.29), name=local(fr="park"))
    assert names(zones_of(tmp_path, town, park, three=True, global_rules=[])[0]) == ["town", "park"]


def test_mended_outlines_are_noted(tmp_path: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[5, 43], [5.1, 43.1], [5.1, 43], [5, 43.1], [5, 43]]]}
    _, findings = zones_of(tmp_path, feature(geometry=bow))
    assert "crosses itself, mended" in findings.notes[0]


def test_global_rules(tmp_path: Path) -> None:
    rule = {"ride_start_allowed": False, "ride_end_allowed": False, "ride_through_allowed": True}
    read, _ = zones_of(tmp_path / "a", three=True, global_rules=[rule | {"vehicle_type_ids": ["s"]}, rule])
    assert read.global_rules == (Rule(False, False, True, vehicle_types=("s",)), Rule(False, False, True))
    _, findings = zones_of(tmp_path / "b", three=True)
    assert "no global_rules" in findings.notes[0]
    with pytest.raises(SourceError, match="global rules cannot be read"):
        zones_of(tmp_path / "c", three=True, global_rules=5)


def test_files_without_zones_are_refused(tmp_path: Path) -> None:
    for number, content in enumerate(({}, {"geofencing_zones": []}, {"geofencing_zones": {"features": 5}})):
        read, findings = document(tmp_path / str(number), feed2(geofencing_zones=content), "geofencing_zones")
        with pytest.raises(SourceError, match="no collection of zones"):
            read_zones(read, (), (), findings, at=None, anchor=None)


def test_numbers_of_zones_rules_and_corners_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "MAX_RULES", 1)
    read, findings = zones_of(tmp_path / "a", feature(BAN), feature(BAN, BAN))
    assert len(read.zones) == 1
    assert findings.dropped[0].why == "rules has more than 1 rules"
    monkeypatch.setattr(zones, "MAX_VERTICES", 9)
    with pytest.raises(SourceError, match="10 corners; at most 9"):
        zones_of(tmp_path / "b", feature(BAN), feature(BAN))
    monkeypatch.setattr(zones, "MAX_ZONES", 1)
    with pytest.raises(SourceError, match="2 zones; at most 1"):
        zones_of(tmp_path / "c", feature(BAN), feature(BAN))


def test_without_the_file_there_are_no_zones() -> None:
    assert read_zones(None, (), (), Findings(), at=None, anchor=None) == ZonesRead()
    assert named_types(None) == ()


def test_types_that_rules_name(tmp_path: Path) -> None:
    content = {
        "geofencing_zones": {
            "features": [feature({"vehicle_type_id": ["s", "t"]}, {"vehicle_type_id": "u"}, 5), 7, feature({"x": 1})]
        },
        "global_rules": [{"vehicle_type_ids": ["v", "s"]}, {"vehicle_type_ids": [{}]}],
    }
    read, _ = document(tmp_path, feed2(geofencing_zones=content), "geofencing_zones")
    assert named_types(read) == ("v", "s", "t", "u")
