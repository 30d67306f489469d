from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run
from tests.commons.examples import EXAMPLE

CELLS = "residents_200m.gpkg"


def test_a_whole_record_from_a_file(portee: Run, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "c")
    whole = {
        "recipe": "population-share", "title": {"fr": "Jeunes enfants", "en": "Young children"},
        "territory": "territory/quartier-des-moulins", "authors": ["Mimosa"], "body": {"fr": "Un texte."},
        "settings": {"homes": {"cells": CELLS}, "part": ["ind_0_3", "ind_4_5"], "whole": "ind"},
        "inputs": [{"name": CELLS, "licence": "CC0-1.0"}],
    }  # fmt: skip
    (tmp_path / "r.yaml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    ran = portee(
        "commons", "evidence", "c", "evidence/enfants", "--record", "r.yaml", "--data", xs_territory.folder, "--json"
    )  # fmt: skip
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["unit"] == "%"
    assert told["computed"]["inputs"][0]["licence"] == "CC0-1.0"
    assert portee("commons", "check", "c").code == 0
    assert (tmp_path / "c" / "evidence" / "enfants.md").read_text(encoding="utf-8").endswith("---\n\nUn texte.\n")


def test_what_is_asked_must_be_clear(portee: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "c")
    ran = portee("commons", "evidence", "c", "evidence/x", "--data", ".")
    assert ran.code == 2
    assert "not clear what to compute" in ran.err
