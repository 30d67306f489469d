from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.commons.ladder.surveys import survey


def test_from_a_survey_to_a_table_and_measures(portee: Run, tmp_path: Path) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    cells: dict[tuple[str, str], dict[int | None, int]] = {
        ("women", "quartier-des-moulins"): {None: 10, 3: 30},
        ("men", "quartier-des-moulins"): {4: 5},
    }
    path = survey(tmp_path / "s.csv", cells)
    ran = portee("commons", "ladder", path, "-o", "l.csv")
    assert ran.code == 0, ran.err
    assert "hidden" in ran.out
    assert Path("l.csv").read_text(encoding="utf-8").startswith("service,group")
    told = json.loads(portee("commons", "ladder", path, "--json").out)
    people = {(one["group"], one["neighbourhood"]): one["people"] for one in told["ladders"][0]["standings"]}
    assert people[None, None] in (45, None)
    assert people["men", "quartier-des-moulins"] is None
    assert portee("commons", "ladder", path, "--measures", "c").code == 2


def test_measures(portee: Run, tmp_path: Path) -> None:
    portee("commons", "init", "c", "--author", "Mimosa", "--example")
    path = survey(tmp_path / "s.csv", {("women", "quartier-des-moulins"): {None: 10, 3: 30}})
    ran = portee(
        "commons", "ladder", path, "--measures", "c", "--indicator", "indicator/postes-a-portee",
        "--date", "2026-06-12", "--author", "Mimosa",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "Measures saved: 1." in ran.out
    assert portee("commons", "check", "c").code == 0
