from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_record_is_laid_and_near_ones_are_shown(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    ran = portee("commons", "new", "c", "need/x", "--author", "Mimosa", "--title", "Embaucher avant le premier bus")
    assert ran.code == 0, ran.err
    assert "nearly the same" in ran.out
    assert Path("c/need/x.md").is_file()
    told = json.loads(portee("commons", "new", "c", "need/y", "--author", "Mimosa", "--json").out)
    assert told == {"path": "c/need/y.md", "near": []}
    assert "There is such a record already" in portee("commons", "new", "c", "need/y", "--author", "Mimosa").err
