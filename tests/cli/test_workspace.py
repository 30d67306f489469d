from __future__ import annotations

import json
from pathlib import Path

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run


def test_a_territory_is_made_and_what_is_missing_is_told(
    portee: Run, tmp_path: Path, xs_territory: SyntheticTerritory
) -> None:
    ran = portee(
        *("workspace", "new", "village", "--osm", xs_territory.osm, "--title", "Village"),
        *("--places", f"cells={xs_territory.cells}", "--places", f"jobs={xs_territory.jobs}:jobs"),
    )
    assert ran.code == 0, ran.err
    assert "The territory is ready" in ran.out
    assert "nothing about public transport" in ran.out
    assert "Next: portee serve village" in ran.out
    told = json.loads(portee("workspace", "check", "village", "--json").out)
    assert "timetable" in told["missing"]
    assert "jobs" not in told["missing"]


def test_sources_are_listed_with_what_was_not_checked(portee: Run) -> None:
    ran = portee("workspace", "sources")
    assert "OpenStreetMap" in ran.out
    assert "not checked" in ran.out
    assert all(source["licence"] for source in json.loads(portee("workspace", "sources", "--json").out))


def test_what_is_wrong_is_told(portee: Run, tmp_path: Path) -> None:
    for arguments, told in (
        (("fetch", "timetables"), "many files"),
        (("fetch", "http://example.org/x.zip"), "HTTPS"),
        (("fetch", "nothing"), "no source"),
        (("new", "x", "--osm", "none.pbf"), "no such file"),
        (("new", "x", "--osm", "none.pbf", "--places", "jbos=x.csv"), "no kind of places"),
        (("check", "none"), "no such folder"),
    ):
        ran = portee("workspace", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
    assert list(tmp_path.iterdir()) == []
