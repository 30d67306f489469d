from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.reports.tables import read_result
from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run

WHEN = ("--date", "2026-09-08", "--depart", "07:30", "--window", "10", "--draws", "1")


@pytest.fixture
def areas(xs_network: Path, xs_territory: SyntheticTerritory) -> list[str]:
    place = f"{xs_territory.centre_lat},{xs_territory.centre_lon}"
    return ["isochrone", str(xs_network), "--from", place, "--cutoff", "10", "--cutoff", "5"]


def test_writes_one_area_per_cutoff_the_largest_first(portee: Run, areas: list[str]) -> None:
    ran = portee(*areas, *WHEN, "-o", "areas.geojson")
    assert ran.code == 0, ran.err
    assert "2 areas in areas.geojson" in ran.out
    frame, record = read_result(Path("areas.geojson"))
    assert frame["cutoff_min"].tolist() == [10.0, 5.0]
    assert set(frame.geom_type) == {"MultiPolygon"}
    assert frame.geometry.iloc[0].buffer(1e-7).contains(frame.geometry.iloc[1])
    assert record["result"] == "isochrone"
    written = json.loads(Path("areas.geojson").read_text())
    assert written["type"] == "FeatureCollection"


def test_towards_a_place(portee: Run, areas: list[str]) -> None:
    areas[2] = "--to"
    assert portee(*areas, "--mode", "bicycle", "-o", "areas.gpkg").code == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--to", "43.104,5.0012"), "one place"),
        (("--cutoff", "0"), "cut-off"),
        (("--cutoff", "500"), "cut-off"),
        (("--percentile", "101"), "101"),
    ],
)
def test_impossible_questions(portee: Run, areas: list[str], arguments: tuple[str, ...], word: str) -> None:
    ran = portee(*areas, *WHEN, *arguments, "-o", "areas.geojson")
    assert ran.code == 2
    assert word in ran.err
    assert not Path("areas.geojson").exists()
