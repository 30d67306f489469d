from __future__ import annotations

import json
from pathlib import Path

from portee.commons.repository.repository import Change, Commons
from tests.cli.conftest import Run

NEED = "need/embauche-avant-l-aube"


def test_versions_and_what_differs(portee: Run) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    commons = Commons.open(Path("c"))
    text = Path(f"c/{NEED}.md").read_text(encoding="utf-8")
    text = text.replace("motive: work", "motive: training").replace("- vehicle\n", "")
    commons.save(
        Change({f"{NEED}.md": text.encode(), "aid/billet-pour-entretien.md": None}, "Un autre motif", "Rocade")
    )
    ran = portee("commons", "history", "c", NEED)
    assert ran.code == 0, ran.err
    assert "Rocade: Un autre motif" in ran.out
    assert len(json.loads(portee("commons", "history", "c", "--limit", "1", "--json").out)) == 1
    assert "No version" in portee("commons", "history", "c", "need/nothing").out
    ran = portee("commons", "diff", "c")
    assert ran.code == 0, ran.err
    assert "2 records differ" in ran.out
    assert f"Changed: Embaucher avant le premier bus ({NEED})" in ran.out
    assert "motive: work → training" in ran.out
    assert "obstacles: − vehicle" in ran.out
    assert "Removed: Billet pour un entretien d'embauche" in ran.out
    told = json.loads(portee("commons", "diff", "c", "HEAD~1", "HEAD", "--json").out)
    assert [change["change"] for change in told] == ["removed", "changed"]
    assert "Nothing differs" in portee("commons", "diff", "c", "HEAD", "HEAD").out
