from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run
from tests.commons.examples import EXAMPLE

CELLS = "residents_200m.gpkg"
POVERTY = {
    "settings": {"homes": {"cells": CELLS}, "part": ["poor_households"], "whole": "households"},
    "inputs": [{"name": CELLS}],
}


def test_evidence_is_made_then_verified_then_differs(
    portee: Run, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "c")
    (tmp_path / "s.yaml").write_text(yaml.safe_dump(POVERTY), encoding="utf-8")
    data = ("--data", xs_territory.folder)
    made = portee(
        "commons", "evidence", "c", "evidence/p", "--recipe", "population-share", "--settings", "s.yaml", *data
    )  # fmt: skip
    assert made.code == 0, made.err
    assert "evidence/p: " in made.out
    again = portee(
        "commons", "evidence", "c", "evidence/p", "--recipe", "population-share", "--settings", "s.yaml", *data
    )  # fmt: skip
    assert again.code == 2
    assert "never overwritten" in again.err

    ran = portee("commons", "verify", "c", "evidence/p", *data)
    assert ran.code == 0, ran.err
    assert "evidence/p: the same." in ran.out
    record = tmp_path / "c" / "evidence" / "p.md"
    lines = [line for line in record.read_text(encoding="utf-8").splitlines() if not line.startswith(("low:", "high:"))]
    lines = ["value: 99" if line.startswith("value:") else line for line in lines]
    record.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = portee("commons", "verify", "c", "evidence/p", *data, "--json")
    assert ran.code == 2
    told = json.loads(ran.out)["verified"][0]
    assert told["state"] == "differs"
    assert told["fields"] == ["value", "low", "high"]
    assert told["absolute"] < 0


def test_missing_inputs_end_with_2_unless_allowed(portee: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    ran = portee("commons", "verify", EXAMPLE, "--data", "nothing")
    assert ran.code == 2
    assert "missing gtfs.zip" in ran.out
    assert "Inputs are missing: gtfs.zip" in ran.err
    ran = portee("commons", "verify", EXAMPLE, "--data", "nothing", "--allow-missing")
    assert ran.code == 0, ran.err
    assert "0 of 1 computed again are the same; 1 cited were passed over." in ran.out


def test_cited_evidence_cannot_be_verified(portee: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    ran = portee("commons", "verify", EXAMPLE, "evidence/pauvrete-moulins", "--data", "nothing")
    assert ran.code == 2
    assert "is cited" in ran.err
