from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.commons.exchange.commonses import NEED, make, save


def test_everybody_is_credited(portee: Run, tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    save(commons, NEED, "motive: work", "motive: training", "Rocade")
    ran = portee("commons", "credits", "c")
    assert ran.code == 0, ran.err
    assert "Rocade" in ran.out
    told = json.loads(portee("commons", "credits", "c", "--json").out)
    assert told == [{"name": name, "changes": 1, "reviews": 0} for name in ("Mimosa", "Rocade")]
