from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.commons.publish.commonses import make_commons

PRACTICE = "practice/navette-des-moulins"


def test_pages_go_to_a_wiki_and_come_back(portee: Run, tmp_path: Path) -> None:
    make_commons(tmp_path / "c")
    ran = portee("commons", "export-wiki", "c", PRACTICE, "-o", "w.xml")
    assert ran.code == 0, ran.err
    assert "Pages of a wiki written to w.xml: 1." in ran.out
    commons = make_commons(tmp_path / "o")
    (commons.root / f"{PRACTICE}.md").unlink()
    told = json.loads(portee("commons", "import-wiki", "w.xml", "o", "--author", "Rocade", "--json").out)
    assert told == {"drafts": [PRACTICE]}
    assert "status: draft" in (commons.root / f"{PRACTICE}.md").read_text(encoding="utf-8")


def test_a_page_becomes_what_one_asks_for(portee: Run, tmp_path: Path) -> None:
    make_commons(tmp_path / "c")
    (tmp_path / "Vélo partagé.txt").write_text("{{Commun|description=Des vélos.}}", encoding="utf-8")
    ran = portee("commons", "import-wiki", "Vélo partagé.txt", "c", "--author", "Rocade", "--as", "solution")
    assert ran.code == 0, ran.err
    assert "solution/velo-partage" in ran.out
    again = portee("commons", "import-wiki", "Vélo partagé.txt", "c", "--author", "Rocade", "--as", "solution")
    assert again.code == 2
    assert "such a record already" in again.err
