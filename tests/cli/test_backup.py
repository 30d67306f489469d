from __future__ import annotations

import json
from pathlib import Path

from portee.sources.synthetic import SyntheticTerritory
from tests.cli.conftest import Run
from tests.services.jobs.conftest import village


def test_a_workspace_goes_into_a_file_and_back(
    portee: Run, tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory
) -> None:
    village(tmp_path / "village", xs_network, xs_territory)
    ran = portee("backup", "village", "b.tar.gz")
    assert ran.code == 0, ran.err
    assert "personal data" in ran.out
    assert json.loads(portee("backup", "village", "c.tar.gz", "--no-private", "--json").out)["private"] is False
    ran = portee("restore", "b.tar.gz", "again")
    assert "The village is there again" in ran.out
    assert (tmp_path / "again" / "workspace.yaml").is_file()
    assert list((tmp_path / "again" / "tiles").glob("*/14/*/*.pbf.gz")), "the first visitor waits for no map"
    ran = portee("restore", "b.tar.gz", "again")
    assert (ran.code, ran.out) == (2, "")
    assert "--replace" in ran.err
    assert "no whole backup" in portee("restore", "again/workspace.yaml", "third").err
    assert "Donnez un fichier fait par" in portee("restore", "again/workspace.yaml", "third", "--lang=fr").err
    assert "There is no such file" in portee("restore", "none.tar.gz", "third").err
