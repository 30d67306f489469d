from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run


def test_tells_streets_service_and_sources(portee: Run, xs_network: Path) -> None:
    ran = portee("info", xs_network)
    assert ran.code == 0
    for words in ("street edges", "slopes included", "walking", "37 stops", "2026-09-01 to 2027-07-04"):
        assert words in ran.out
    for words in ("Tuesday", "Sunday", "No problem found", "streets.osm.pbf", "gtfs.zip", "Invented territory"):
        assert words in ran.out


def test_in_french(portee: Run, xs_network: Path) -> None:
    ran = portee("info", xs_network, "--lang", "fr")
    assert "37 arrêts" in ran.out
    assert "Du 4,9874 au 5,0126 en longitude" in ran.out
    assert "dimanche" in ran.out
    for words in ("Territoire inventé", "pentes tirées de", "pas une rue"):
        assert words in ran.out
    for words in ("slopes", "not a street", "stop times"):
        assert words not in ran.out


def test_as_json(portee: Run, xs_network: Path) -> None:
    about = json.loads(portee("info", xs_network, "--json").out)
    assert about["service"]["stops"] == 37
    assert [mode["mode"] for mode in about["modes"]] == ["walk", "wheelchair", "bicycle", "e_scooter", "car"]
    assert [source["source"] for source in about["provenance"]] == ["osm", "gtfs"]
    assert about["problems"] == []


def test_of_streets_alone(portee: Run, xs_territory: SyntheticTerritory) -> None:
    portee("build", "net", "--osm", xs_territory.osm)
    ran = portee("info", "net")
    assert ran.code == 0
    assert "No timetable" in ran.out
    assert json.loads(portee("info", "net", "--json").out)["service"] is None


@pytest.mark.parametrize("damage", ["truncated", "missing", "manifest", "format", "unreadable"])
def test_of_a_damaged_network(portee: Run, xs_territory: SyntheticTerritory, damage: str) -> None:
    portee("build", "net", "--osm", xs_territory.osm)
    array, manifest = Path("net/streets/edge_from.npy"), Path("net/manifest.json")
    if damage == "truncated":
        array.write_bytes(array.read_bytes()[:200])
    elif damage == "missing":
        array.unlink()
    elif damage == "manifest":
        manifest.unlink()
    elif damage == "format":
        manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 99'))
    else:
        manifest.write_text("{")
    ran = portee("info", "net")
    assert ran.code == 2
    assert "uild" in ran.err
    assert "net" in ran.err
