from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError, SourceError
from portee.core.provenance import sha256_of
from portee.offers.availability import availability
from portee.offers.pricing import price_eur
from portee.offers.riding import may_end, may_start
from portee.offers.shared import FORM_FACTORS, PROPULSIONS, RETURNS, SharedSystem
from portee.sources.gbfs import read_gbfs
from tests.sources.gbfs.feeds import WRITTEN, feed2, feed3, file2, read, state, vehicle, write_folder


def refused(folder: Path, feed: dict[str, Any], **options: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(folder, feed, **options)
    assert caught.value.mend
    return caught.value


def test_both_versions_tell_the_same_service(tmp_path: Path) -> None:
    two, three = read(tmp_path / "2", feed2()), read(tmp_path / "3", feed3())
    assert two.stations == three.stations
    assert two.vehicles == three.vehicles
    assert two.plans == three.plans
    assert (two.id, two.name, two.operator, two.timezone) == ("velo", "Vélo", None, "Europe/Paris")
    assert (three.name, three.operator, three.opening_hours) == ("Vélo", "City", "Mo-Su 05:00-24:00")
    assert (two.combine_rules, three.combine_rules) == (True, False)
    assert may_end(two, "s", [5.365, 5.5], [43.295, 43.3]).tolist() == [False, True]
    assert may_end(three, "s", [5.365, 5.5], [43.295, 43.3]).tolist() == [False, True]


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2", "2.3"])
def test_all_versions_2_are_read(tmp_path: Path, version: str) -> None:
    feed = {name: file2(data, version=version) for name, data in feed2().items()}
    system = read(tmp_path, feed)
    assert (len(system.stations), len(system.vehicles), len(system.zones)) == (2, 2, 1)


def test_provenance(tmp_path: Path) -> None:
    system = read(tmp_path, feed3())
    (provenance,) = system.provenance
    assert (provenance.source, provenance.file) == ("gbfs", "feed")
    assert (provenance.sha256, provenance.size_bytes) == sha256_of(tmp_path / "feed")
    assert provenance.date == "2026-05-04T08:00:00+00:00"
    assert provenance.licence == "etalab-2.0"
    assert provenance.rows == {
        "vehicle_types": 2,
        "stations": 2,
        "vehicles": 2,
        "usable_vehicles": 1,
        "plans": 1,
        "zones": 1,
    }
    assert (provenance.dropped, provenance.notes, system.notes) == ((), (), ())


def test_what_is_left_out_is_counted_and_noted(tmp_path: Path) -> None:
    vehicles = [vehicle("x"), vehicle("nowhere", lat=0, lon=0)]
    system = read(tmp_path, feed2(free_bike_status={"bikes": vehicles}))
    (lost,) = system.provenance[0].dropped
    assert (lost.what, lost.count, lost.examples) == ("free_bike_status.json: bikes", 1, ("nowhere",))
    assert system.notes == (
        "free_bike_status.json: bikes left out: 1, lat and lon are 0, which is no place (such as nowhere).",
    )


def test_requirements_are_declared_by_the_user(tmp_path: Path) -> None:
    system = read(tmp_path, feed2(), requires=("smartphone", "bank_card", "smartphone"))
    assert system.requires == ("smartphone", "bank_card")
    with pytest.raises(ParameterError, match="'helmet'"):
        read(tmp_path, feed2(), requires=("helmet",))


def test_prices_in_euros(tmp_path: Path) -> None:
    system = read(tmp_path, feed2())
    (plan,) = system.plans_for("b")
    assert price_eur(plan, 12, 3) == pytest.approx(1.60)  # 1.00 + 12 × 0.05


def test_feeds_without_stations_or_without_vehicles(tmp_path: Path) -> None:
    docked = read(tmp_path / "a", feed2(free_bike_status=None))
    assert docked.return_constraint("b") == "any_station"
    free = read(tmp_path / "b", feed2(station_information=None, station_status=None))
    assert free.return_constraint("b") == "free_floating"
    both = read(tmp_path / "c", feed2(free_bike_status={"bikes": []}))
    assert both.return_constraint("b") == "hybrid"  # a list that is empty just now


def test_types_that_no_file_describes(tmp_path: Path) -> None:
    system = read(tmp_path, feed2(vehicle_types=None))
    assert [(kind.id, kind.form_factor) for kind in system.vehicle_types] == [("s", "other")]
    bare = feed2(vehicle_types=None, free_bike_status=None, geofencing_zones=None)
    assert read(tmp_path / "bare", bare).vehicle_types[0].form_factor == "bicycle"


def test_a_feed_without_anything_usable_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, {"system_information": feed2()["system_information"]})
    assert "no usable station, vehicle, price or zone" in error.what


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"system_id": None}, "data.system_id"),
        ({"timezone": None}, "data.timezone"),
        ({"timezone": "Europe/Atlantis"}, "data.timezone"),
        ({"timezone": "../../../etc/passwd"}, "data.timezone"),
        ({"timezone": "Europe"}, "data.timezone"),
        ({"system_id": "<script>"}, "data.system_id"),
    ],
)
def test_a_service_that_does_not_say_who_it_is(tmp_path: Path, changes: dict[str, Any], field: str) -> None:
    error = refused(tmp_path, feed2(system_information=feed2()["system_information"] | changes))
    assert error.where is not None
    assert (error.where.file, error.where.field) == (f"{tmp_path / 'feed'}/system_information.json", field)


def test_a_name_with_script_is_not_shown(tmp_path: Path) -> None:
    evil = feed2()["system_information"] | {"name": "<img src=x onerror=alert(1)>", "operator": "a\u202eb"}
    system = read(tmp_path, feed2(system_information=evil))
    assert (system.name, system.operator) == ("velo", "a b")


def test_a_moment_asked(tmp_path: Path) -> None:
    feed = feed2()
    assert read(tmp_path, feed, at=WRITTEN).notes == ()
    # Without an offset the moment is in the feed's own time zone: 10:00 in Paris is 8:00 UTC.
    assert read(tmp_path, feed, at=WRITTEN.replace(tzinfo=None) + timedelta(hours=2)).notes == ()
    late = read(tmp_path, feed, at=WRITTEN + timedelta(hours=3))
    assert "station_status.json is 3 hours old at the moment asked." in late.notes
    assert late.stations[0].vehicles_available == 5
    other_day = read(tmp_path, feed, at=WRITTEN + timedelta(days=3))
    assert other_day.stations[0].vehicles_available is None
    assert other_day.vehicles == ()
    assert {lost.what: lost.count for lost in other_day.provenance[0].dropped} == {
        "station_status.json: counts of stations": 2,
        "free_bike_status.json: bikes": 2,
    }
    assert read(tmp_path, feed).stations[0].vehicles_available == 5  # no moment, no question


def test_a_service_that_has_ended_is_refused(tmp_path: Path) -> None:
    information = feed3()["system_information"] | {"termination_date": "2026-05-03"}
    feed = feed3(system_information=information)
    assert "The service ends on 2026-05-03." in read(tmp_path, feed).notes
    error = refused(tmp_path, feed, at=WRITTEN)
    assert "ended on 2026-05-03" in error.what
    assert error.where is not None
    assert error.where.field == "data.termination_date"
    odd = feed3(system_information=information | {"termination_date": "soon"})
    assert read(tmp_path, odd, at=WRITTEN).provenance[0].dropped[0].why == "it is no date"


def test_discovery_by_file_name(tmp_path: Path) -> None:
    feed = feed2()
    feed["st_info"] = feed.pop("station_information")
    feeds = [
        {"name": "station_information", "url": "https://velo.example/gbfs/fr/st_info.json?key=1"},
        {"name": "station_status", "url": "https://velo.example/gbfs/fr/station_status"},
        {"name": "system_hours", "url": "https://velo.example/../../../../etc/passwd"},
        {"name": "unheard_of", "url": "https://velo.example/x"},
    ]
    system = read(tmp_path, feed | {"gbfs": {"fr": {"feeds": feeds}}})
    assert len(system.stations) == 2
    assert system.notes == ("gbfs.json names files that are not here: system_hours.",)
    three = read(tmp_path / "3", feed3(gbfs={"feeds": [{"name": "system_alerts", "url": "x"}]}))
    assert three.notes == ()


@pytest.mark.parametrize("content", ["{", "[]", "5", '{"data": {}}', '{"data": {"fr": 5}}', "[" * 100_000, b"\xff"])
def test_discovery_that_lies_does_no_harm(tmp_path: Path, content: str | bytes) -> None:
    system = read(tmp_path, feed2(gbfs=content))
    assert len(system.stations) == 2
    assert "gbfs.json cannot be understood" in system.notes[0]


def test_the_file_of_free_vehicles_of_the_right_version_is_read(tmp_path: Path) -> None:
    old = {"bikes": [vehicle("old")]}
    assert [v.id for v in read(tmp_path / "3", feed3(free_bike_status=old)).vehicles] == ["x", "y"]
    system = read(tmp_path / "2", feed2(vehicle_status={"vehicles": [vehicle("new")]}))
    assert [v.id for v in system.vehicles] == ["x", "y"]
    assert "the first is read" in system.notes[0]


def test_one_error_names_file_and_field(tmp_path: Path) -> None:
    plans = [feed2()["system_pricing_plans"]["plans"][0] | {"currency": "XAU"}]
    error = refused(tmp_path, feed2(system_pricing_plans={"plans": plans}))
    assert str(error).startswith(f"{tmp_path / 'feed'}/system_pricing_plans.json, field 'data.plans[0].currency': ")


def test_snapshots_give_availability(tmp_path: Path) -> None:
    counts = ((3, 0), (0, 1), (2, 0))
    snapshots = [
        read(tmp_path / str(i), feed2(station_status={"stations": [state("1", one, 9), state("2", two, 9)]})).stations
        for i, (one, two) in enumerate(counts)
    ]
    # Station 1 had a vehicle in 2 of 3: (2 + 1) / (3 + 2); station 2 in 1 of 3: (1 + 1) / (3 + 2).
    assert availability(snapshots).vehicle.tolist() == pytest.approx([3 / 5, 2 / 5])


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(found for key in keys for found in paths_in(value[key], (*path, key)))]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_lies_in_a_feed_it_is_read_or_refused_in_words(tmp_path: Path, data: st.DataObject) -> None:
    feed = json.loads(json.dumps(data.draw(st.sampled_from((feed2(), feed3())))))
    path = data.draw(st.sampled_from([p for p in paths_in(feed) if len(p) > 1]))
    holder = feed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = data.draw(JUNK)
    refusal = None
    try:
        assert read(tmp_path, feed, at=WRITTEN).id
    except SourceError as error:
        refusal = error
    assert refusal is None or (refusal.where is not None and refusal.mend)


# Real feeds, some of them odd on purpose.

REAL = ("lillestrombysykkel", "tieroslo", "ridecheck/almere", "duplicate-stations-v2", "duplicate-stations-v3")


def real(shared_data: Path, name: str) -> SharedSystem:
    return read_gbfs(shared_data / "formats" / "gbfs" / name, exchange={"NOK": 0.1})


@pytest.mark.real
@pytest.mark.parametrize("name", REAL)
def test_real_feeds_are_read_in_order(shared_data: Path, name: str) -> None:
    one, two = real(shared_data, name), real(shared_data, name)
    assert one.provenance == two.provenance
    assert one.stations == two.stations
    assert len(set(one.notes)) == len(one.notes)


@pytest.mark.real
def test_lillestrom_has_prices_in_kroner_and_small_capacities(shared_data: Path) -> None:
    folder = shared_data / "formats" / "gbfs" / "lillestrombysykkel"
    with pytest.raises(SourceError, match="Prices are in NOK"):
        read_gbfs(folder)
    system = real(shared_data, "lillestrombysykkel")
    assert (system.name, system.timezone) == ("Lillestrøm bysykkel", "Europe/Oslo")
    assert [s.vehicles_available for s in system.stations] == [10, 8, 6, 12, 11, 10]
    assert [s.capacity for s in system.stations] == [3, 1, 4, 6, 2, 5]
    assert any("more vehicles than their capacity: 6" in note for note in system.notes)
    assert price_eur(system.plans[0], 30, 2) == pytest.approx(5.0)  # 50 NOK × 0.1
    assert system.return_constraint("YLS:VehicleType:CityBike") == "any_station"
    assert system.stations_for("bicycle") == system.stations


@pytest.mark.real
def test_tier_oslo_forbids_to_park_in_frogner(shared_data: Path) -> None:
    system = real(shared_data, "tieroslo")
    scooter = "YTI:VehicleType:escooter_oslo"
    frogner, town = (10.7005, 59.9270), (10.7461, 59.9127)
    assert may_end(system, scooter, *zip(frogner, town, strict=True)).tolist() == [False, True]
    assert any("GBFS 2 means the outside" in note for note in system.notes)
    assert any("would hide them: 1 (such as NP Frogner" in note for note in system.notes)


@pytest.mark.real
def test_check_almere_lets_rides_end_in_its_zones_alone(shared_data: Path) -> None:
    system = real(shared_data, "ridecheck/almere")
    moped = "check_moped_almere_60"
    hub, haven, sea = (5.27575, 52.37239), (5.1992, 52.34265), (5.0, 52.5)
    points = tuple(np.array(values) for values in zip(hub, haven, sea, strict=True))
    assert may_end(system, moped, *points).tolist() == [False, True, False]
    assert may_start(system, moped, *points).tolist() == [True, True, False]
    assert (len(system.vehicles), sum(v.usable for v in system.vehicles)) == (6, 4)
    (lost,) = system.provenance[0].dropped
    assert (lost.what, lost.count, lost.why) == ("geofencing_zones.json: zones", 2, "geometry is missing")
    assert system.opening_hours == "Mo,Tu,We,Th,Fr,Sa,Su 00:00-23:59"
    assert system.name == "Check Technologies"


@pytest.mark.real
@pytest.mark.parametrize("name", ["duplicate-stations-v2", "duplicate-stations-v3"])
def test_of_duplicate_states_the_last_holds(shared_data: Path, name: str) -> None:
    system = real(shared_data, name)
    assert [(s.id, s.vehicles_available) for s in system.stations] == [
        ("station_1", 5),
        ("station_duplicate", 8),
        ("station_3", 3),
    ]
    assert system.provenance[0].dropped[0].count == 1


@pytest.mark.real
def test_a_real_feed_gets_old(shared_data: Path) -> None:
    folder = shared_data / "formats" / "gbfs" / "ridecheck" / "almere"
    system = read_gbfs(folder, at=datetime(2026, 1, 1, tzinfo=UTC))
    assert system.vehicles == ()
    assert len(system.zones) == 14


@pytest.mark.real
@pytest.mark.parametrize("version", ["v2.3", "v3.0"])
def test_words_of_the_official_schemas_are_known(shared_data: Path, version: str) -> None:
    path = shared_data / "formats" / "schemas" / "gbfs" / version / "vehicle_types.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    fields = schema["properties"]["data"]["properties"]["vehicle_types"]["items"]["properties"]
    assert set(fields["form_factor"]["enum"]) <= set(FORM_FACTORS)
    assert set(fields["propulsion_type"]["enum"]) == set(PROPULSIONS)
    assert set(fields["return_constraint"]["enum"]) == set(RETURNS)


@pytest.mark.real
def test_every_field_read_is_one_of_the_official_schemas(shared_data: Path) -> None:
    schemas = sorted((shared_data / "formats" / "schemas" / "gbfs").glob("v*/*.json"))
    known = {name for path in schemas for name in re.findall(r'"(\w+)":', path.read_text(encoding="utf-8"))}
    source = Path(read_gbfs.__code__.co_filename).parent
    read_names = {
        name
        for path in source.glob("*.py")
        for name in re.findall(r'(?:record|entry|told_of|data|properties|value)(?:\.get\(|, )"(\w+)"', path.read_text())
    }
    assert len(read_names) > 30
    assert read_names - known == set()


@pytest.mark.real
def test_real_feeds_survive_a_zip(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "formats" / "gbfs" / "ridecheck" / "almere"
    copied = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert read_gbfs(write_folder(tmp_path / "a", copied)).zones == real(shared_data, "ridecheck/almere").zones
