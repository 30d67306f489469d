from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from portee.reports.tables import read_result
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run

WHEN = ("--date", "2026-09-08", "--depart", "07:30", "--window", "10")


@pytest.fixture
def ride(xs_network: Path, xs_territory: SyntheticTerritory) -> list[str]:
    lat, lon = xs_territory.centre_lat, xs_territory.centre_lon
    return ["trip", str(xs_network), "--from", f"{lat},{lon}", "--to", f"{lat + 0.004},{lon + 0.006}"]


def test_tells_legs_and_every_minute(portee: Run, ride: list[str]) -> None:
    ran = portee(*ride, *WHEN, "--every-minute")
    assert ran.code == 0, ran.err
    assert re.search(r"Median trip: [\d.]+ min, \d vehicles?", ran.out)
    assert "the destination" in ran.out
    assert len(re.findall(r"^07:3\d ", ran.out, flags=re.MULTILINE)) == 10


def test_json_holds_every_minute_and_shapes(portee: Run, ride: list[str]) -> None:
    told = json.loads(portee(*ride, *WHEN, "--json").out)
    assert len(told["every_minute"]) == 10
    legs = told["median"]["legs"]
    assert legs[0]["from_name"] == "origin"
    assert legs[-1]["to_name"] == "destination"
    assert all(len(leg["shape"]) >= 1 for leg in legs)
    spent = sum(leg["duration_s"] + leg["wait_s"] for leg in legs)
    assert spent == pytest.approx(told["median"]["minutes"] * 60)


def test_by_arrival(portee: Run, ride: list[str]) -> None:
    told = json.loads(portee(*ride, "--date", "2026-09-08", "--arrive", "09:00", "--window", "3", "--json").out)
    assert [minute["asked"] for minute in told["every_minute"]] == ["09:00", "09:01", "09:02"]
    assert told["median"]["legs"][-1]["end"] <= "09:02"


@pytest.mark.parametrize("mode", ["walk", "bicycle", "car"])
def test_along_streets(portee: Run, ride: list[str], mode: str) -> None:
    ran = portee(*ride, "--mode", mode)
    assert ran.code == 0
    assert re.search(r"Trip: [\d.]+ min", ran.out)


def test_writes_legs_for_a_map(portee: Run, ride: list[str]) -> None:
    assert portee(*ride, *WHEN, "-o", "trip.geojson").code == 0
    frame, record = read_result(Path("trip.geojson"))
    assert frame["leg"].tolist() == list(range(1, len(frame) + 1))
    assert set(frame.geom_type) == {"LineString"}
    assert record["result"] == "trip"
    assert portee("map", "trip.geojson", "-o", "trip.html").code == 0


def test_out_of_reach_is_an_answer(portee: Run, ride: list[str]) -> None:
    ran = portee(*ride, *WHEN, "--max-time", "1")
    assert ran.code == 0
    assert "no way within these limits" in ran.out


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("here", ("'here'", "latitude,longitude")),
        ("5.00123,43.104", ("Latitude comes first: 43.104,5.00123",)),
        ("48.85,2.35", ("outside the network",)),
    ],
)
def test_impossible_positions(portee: Run, ride: list[str], place: str, words: tuple[str, ...]) -> None:
    ride[3] = place
    ran = portee(*ride, *WHEN)
    assert ran.code == 2
    for word in words:
        assert word in ran.err
