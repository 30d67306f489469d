from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import shapely

from portee.core.errors import SourceError
from portee.offers.shared import Station
from portee.sources.gbfs import stations
from portee.sources.gbfs.findings import Findings
from portee.sources.gbfs.positions import anchor_of
from portee.sources.gbfs.stations import named_types, read_stations
from tests.sources.gbfs.feeds import POSIX, WRITTEN, box, document, feed2, feed3, state

PLACE = {"station_id": "1", "name": "Joliette", "lat": 43.305, "lon": 5.368, "capacity": 20}


def placed(tmp_path: Path, *given: Any, states: Any = (), at: Any = None) -> tuple[tuple[Station, ...], Findings]:
    feed = feed2(station_information={"stations": list(given)}, station_status={"stations": list(states)})
    information, findings = document(tmp_path, feed, "station_information")
    status, _ = document(tmp_path, feed, "station_status")
    read = read_stations(information, status, {"b", "s"}, findings, at=at, anchor=anchor_of("Europe/Paris"))
    return read, findings


def one(tmp_path: Path, state_: Any, **changes: Any) -> tuple[Station, Findings]:
    (found,), findings = placed(tmp_path, PLACE | changes, states=[state_])
    return found, findings


def losses(findings: Findings) -> list[tuple[str, str]]:
    return [(lost.what, lost.why) for lost in findings.dropped]


def test_stations_of_both_versions(tmp_path: Path) -> None:
    for number, feed in enumerate((feed2(), feed3())):
        information, findings = document(tmp_path / str(number), feed, "station_information")
        status, _ = document(tmp_path / str(number), feed, "station_status")
        assert read_stations(information, status, (), findings, at=None, anchor=None) == (
            Station("1", "Joliette", 5.368, 43.305, 20, vehicles_available=5, docks_available=15),
            Station("2", "Arenc", 5.367, 43.315, 10, vehicles_available=0, docks_available=10),
        )
        assert findings.notes == ()


def test_virtual_stations(tmp_path: Path) -> None:
    (flagged, drawn, plain), _ = placed(
        tmp_path,
        PLACE | {"is_virtual_station": True},
        PLACE | {"station_id": "2", "station_area": box(5.36, 43.30)},
        PLACE | {"station_id": "3"},
    )
    assert (flagged.is_virtual, drawn.is_virtual, plain.is_virtual) == (True, True, False)
    assert drawn.area is not None
    assert shapely.bounds(drawn.area).tolist() == pytest.approx([5.36, 43.30, 5.37, 43.31])


def test_an_area_that_lies_is_left_out(tmp_path: Path) -> None:
    (station,), findings = placed(tmp_path, PLACE | {"station_area": {"type": "MultiPolygon", "coordinates": []}})
    assert (station.area, station.is_virtual) == (None, False)
    assert losses(findings)[0] == (
        "station_information.json: areas of stations",
        "station_area has no coordinates",
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"station_id": "1"}, "station_id is that of an earlier station"),
        ({"station_id": None}, "station_id is missing"),
        ({"lat": 0.0, "lon": 0.0}, "lat and lon are 0, which is no place"),
        ({"lat": 143.3}, "lat is the longitude, it seems: latitude and longitude look exchanged"),
        ({"lat": 5.368, "lon": 43.305}, "lat is the longitude, it seems: latitude and longitude look exchanged"),
        ({"lon": 500.0}, "lon is beyond 180 degrees"),
        ({"lat": "43.305"}, "lat is text, not a number"),
        ({"lat": float("nan")}, "lat is not a finite number"),
        ({"lon": None}, "lon is missing"),
    ],
)
def test_unusable_stations_are_left_out(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    found, findings = placed(tmp_path, PLACE, PLACE | {"station_id": "2"} | changes)
    assert [station.id for station in found] == ["1"]
    assert losses(findings)[0] == ("station_information.json: stations", why)


def test_a_feed_with_all_coordinates_exchanged_is_refused(tmp_path: Path) -> None:
    exchanged = [PLACE | {"station_id": str(i), "lat": 5.3 + i / 100, "lon": 43.3} for i in range(5)]
    with pytest.raises(SourceError, match="None of the 5 stations is usable: lat is the longitude, it seems") as caught:
        placed(tmp_path, *exchanged)
    assert caught.value.where is not None
    assert caught.value.where.field == "lat"
    assert str(caught.value.where.file).endswith("station_information.json")


def test_values_that_lie_are_not_known(tmp_path: Path) -> None:
    (station,), findings = placed(tmp_path, PLACE | {"capacity": -4, "name": "<script>alert(1)</script>"})
    assert (station.capacity, station.name) == (None, "1")
    assert losses(findings)[:2] == [
        ("station_information.json: values of name", "holds markup"),
        ("station_information.json: values of capacity", "is negative"),
    ]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"num_bikes_available": -1}, "num_bikes_available is negative"),
        ({"num_bikes_available": "5"}, "num_bikes_available is text, not a number"),
        ({"num_bikes_available": None}, "num_bikes_available is missing"),
        ({"num_docks_available": float("nan")}, "num_docks_available is not a finite number"),
        ({"num_docks_available": 2.5}, "num_docks_available is not a whole number"),
        ({"is_renting": "yes"}, "is_renting is neither true nor false"),
        ({"is_installed": None}, "is_installed is missing"),
    ],
)
def test_unusable_states_close_the_station(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    found, findings = one(tmp_path, state("1", 5, 15, **changes))
    assert (found.rents, found.returns, found.vehicles_available, found.docks_available) == (False, False, None, None)
    assert losses(findings) == [("station_status.json: states of stations", why)]
    assert "station_status.json: stations without usable state, taken as closed: 1 (such as 1)." in findings.notes


def test_truth_is_written_in_two_ways(tmp_path: Path) -> None:
    found, _ = one(tmp_path, state("1", 5, 15, is_installed=1, is_renting=0, is_returning=1))
    assert (found.rents, found.returns) == (False, True)


def test_a_station_that_is_not_installed_is_closed(tmp_path: Path) -> None:
    found, _ = one(tmp_path, state("1", 5, 15, is_installed=False))
    assert (found.rents, found.returns) == (False, False)


def test_places_without_limit(tmp_path: Path) -> None:
    found, _ = one(tmp_path, state("1", 5, None))
    assert (found.vehicles_available, found.docks_available, found.returns) == (5, None, True)


def test_vehicles_by_type(tmp_path: Path) -> None:
    kinds = [{"vehicle_type_id": "b", "count": 3}, {"vehicle_type_id": "s", "count": 2}]
    found, findings = one(tmp_path, state("1", 5, 15, vehicle_types_available=kinds))
    assert found.vehicle_types == {"b": 3, "s": 2}
    assert findings.notes == ()


def test_vehicles_by_type_that_lie(tmp_path: Path) -> None:
    kinds = [{"vehicle_type_id": id, "count": number} for id, number in (("b", 3), ("x", 1), ("s", -1))]
    found, findings = one(tmp_path, state("1", 9, 15, vehicle_types_available=[*kinds, 5]))
    assert found.vehicle_types == {"b": 3}
    assert losses(findings) == [
        ("station_status.json: vehicles by type", "vehicle_type_id is none of vehicle_types.json"),
        ("station_status.json: vehicles by type", "count is negative"),
        ("station_status.json: vehicles by type", "vehicle_type_id is missing"),
    ]
    assert "station_status.json: stations whose vehicles by type do not add up to their number: 1 (such as 1)." in (
        findings.notes
    )


def test_more_vehicles_than_places_are_noted(tmp_path: Path) -> None:
    found, findings = one(tmp_path, state("1", 30, 0))
    assert found.vehicles_available == 30
    assert findings.notes == (
        "station_status.json: stations that hold more vehicles than their capacity: 1 (such as 1).",
    )


def test_of_two_states_the_last_reported_holds(tmp_path: Path) -> None:
    early, late = state("1", 10, 5, last_reported=POSIX - 60), state("1", 8, 7)
    for number, states in enumerate(((early, late), (late, early))):
        (found,), findings = placed(tmp_path / str(number), PLACE, states=states)
        assert (found.vehicles_available, found.docks_available) == (8, 7)
        assert [lost.count for lost in findings.dropped] == [1]


def test_a_state_without_station_is_left_out(tmp_path: Path) -> None:
    _, findings = placed(tmp_path, PLACE, states=[state("1", 1, 1), state("ghost", 1, 1)])
    (lost,) = findings.dropped
    assert (lost.why, lost.examples) == ("station_id is none that station_information.json places", ("ghost",))


def test_a_station_that_stopped_reporting(tmp_path: Path) -> None:
    found, findings = one(tmp_path, state("1", 5, 15, last_reported=POSIX - 2 * 86_400))
    assert (found.rents, found.vehicles_available, found.docks_available) == (True, None, None)
    assert losses(findings) == [
        ("station_status.json: counts of stations", "last_reported is more than a day before last_updated")
    ]


def test_states_of_another_day_tell_no_counts(tmp_path: Path) -> None:
    (found,), findings = placed(tmp_path, PLACE, states=[state("1", 5, 15)], at=WRITTEN + timedelta(days=40))
    assert (found.rents, found.vehicles_available) == (True, None)
    assert losses(findings) == [
        ("station_status.json: counts of stations", "last_updated is more than a day before the moment asked")
    ]


def test_a_moment_of_reporting_that_lies_is_not_known(tmp_path: Path) -> None:
    found, findings = one(tmp_path, state("1", 5, 15, last_reported=0))
    assert found.vehicles_available == 5
    assert losses(findings)[0][0] == "station_status.json: values of last_reported"


def test_without_states_all_are_open(tmp_path: Path) -> None:
    information, findings = document(tmp_path, feed2(), "station_information")
    found = read_stations(information, None, (), findings, at=None, anchor=None)
    assert all(station.rents and station.returns and station.vehicles_available is None for station in found)
    assert "no station_status.json" in findings.notes[0]


def test_without_places_there_are_no_stations(tmp_path: Path) -> None:
    status, findings = document(tmp_path, feed2(), "station_status")
    assert read_stations(None, status, (), findings, at=None, anchor=None) == ()
    assert "no station_information.json" in findings.notes[0]


def test_hours_of_single_stations_are_noted(tmp_path: Path) -> None:
    _, findings = placed(tmp_path, PLACE | {"station_opening_hours": "Mo-Fr 08:00-18:00"}, states=[state("1", 1, 1)])
    assert "which are not used" in findings.notes[0]


def test_numbers_of_stations_and_corners_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stations, "MAX_AREA_VERTICES", 4)
    with pytest.raises(SourceError, match="5 corners; at most 4"):
        placed(tmp_path / "a", PLACE | {"station_area": box(5.36, 43.30)})
    monkeypatch.setattr(stations, "MAX_STATIONS", 1)
    with pytest.raises(SourceError, match="at most 1 are read"):
        placed(tmp_path / "b", PLACE, PLACE | {"station_id": "2"})


def test_types_that_states_name(tmp_path: Path) -> None:
    kinds = [{"vehicle_type_id": "b", "count": 0}, {"vehicle_type_id": 5}, 5, {"vehicle_type_id": "s"}]
    states = [state("1", 0, 1, vehicle_types_available=kinds), 7, state("2", 0, 1, vehicle_types_available=3)]
    status, _ = document(tmp_path, feed2(station_status={"stations": states}), "station_status")
    assert named_types(status) == ("b", "s")
    assert named_types(None) == ()
