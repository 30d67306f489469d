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


def test_what_is_wrong_is_told_and_leaves_nothing(portee: Run, tmp_path: Path) -> None:
    for arguments, told in (
        ((), "The folder to make is missing"),
        (("x",), "The extract of streets is missing"),
        (("x", "--osm", "none.pbf", "--ground", "sea=x"), "no layer and a file"),
        (("x", "--osm", "none.pbf", "--area", "1,2"), "no area"),
        (("x", "--osm", "none.pbf"), "no such file"),
        (("x", "--osm", "none.pbf", "--places", "jbos=x.csv"), "no kind of places"),
    ):
        ran = portee("workspace", "new", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
    assert list(tmp_path.iterdir()) == []
