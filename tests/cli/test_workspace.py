from __future__ import annotations

import json
from pathlib import Path

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run
from tests.services.workspace.open_data import Publishers


def test_sources_are_listed_with_what_was_not_checked(portee: Run) -> None:
    ran = portee("workspace", "sources")
    assert "OpenStreetMap" in ran.out
    assert "not checked" in ran.out
    assert all(source["licence"] for source in json.loads(portee("workspace", "sources", "--json").out))


def test_what_is_wrong_is_told(portee: Run, tmp_path: Path) -> None:
    for arguments, told in (
        (("fetch", "timetables"), "--commune"),
        (("fetch", "osm", "--area", "../x"), "no name of an area"),
        (("fetch", "http://example.org/x.zip"), "HTTPS"),
        (("fetch", "nothing"), "no source"),
        (("check", "none"), "no such folder"),
    ):
        ran = portee("workspace", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
    assert list(tmp_path.iterdir()) == []


def test_files_of_a_commune_are_fetched_with_their_origin(portee: Run, tmp_path: Path, server: Publishers) -> None:
    ran = portee("workspace", "fetch", "timetables", "--commune", "village", "--to", "data")
    assert ran.code == 0, ran.err
    assert "Commune: Village (13999)" in ran.out
    assert "data/village-bus.zip is there" in ran.out
    assert "farther off" in ran.out
    assert "region, ODbL 1.0" in ran.out
    (again,) = json.loads(portee("workspace", "fetch", "osm", "--commune", "13999", "--to", "data", "--json").out)
    assert (again["compared"], again["unchanged"], again["licence"]) == (True, False, "ODbL 1.0")
    ran = portee("workspace", "fetch", "osm", "--area", "village", "--to", "data")
    assert "unchanged" in ran.out
    ran = portee("workspace", "fetch", "osm", "--commune", "village", "--sha256", "0" * 64, "--to", "other")
    assert (ran.code, "not what its publisher" in ran.err) == (2, True)
    assert list((tmp_path / "other").iterdir()) == []
    assert server.asked


def test_the_catalogue_tells_how_each_source_is_fetched(portee: Run) -> None:
    ran = portee("workspace", "sources")
    assert "portee workspace fetch timetables --commune NAME" in ran.out


def test_a_map_that_cannot_be_drawn_is_told_by_the_check(
    portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory
) -> None:
    coast = tmp_path / "coast.geojson"
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    coast.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": line}))
    made = portee("workspace", "new", "village", "--osm", xs_territory.osm, "--ground", f"coast={coast}")
    assert made.code == 0, made.err
    assert portee("workspace", "check", "village").code == 0
    (tmp_path / "village" / "data" / "coast.geojson").write_text("{")
    ran = portee("workspace", "check", "village")
    assert ran.code == 2
    assert "coast.geojson: The ground of the map cannot be read" in ran.err
