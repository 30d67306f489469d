from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.commons.exchange.commonses import NEED, edit, make


def test_a_proposal_is_made_and_listed(portee: Run, tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    assert "No open proposal" in portee("commons", "propose", "c", "--list").out
    edit(commons, NEED, "motive: work", "motive: training")
    ran = portee("commons", "propose", "c", "--author", "Rocade", "-m", "Un autre motif", "--name", "motif")
    assert ran.code == 0, ran.err
    assert "The proposal 'motif' is made: 1 records" in ran.out
    assert "motive: work" in (commons.root / NEED).read_text(encoding="utf-8")
    ran = portee("commons", "propose", "c", "--list")
    assert "motif: Un autre motif (Rocade)" in ran.out
    (told,) = json.loads(portee("commons", "propose", "c", "--list", "--json").out)
    assert (told["name"], told["paths"], told["accepted"]) == ("motif", [NEED], False)


def test_what_is_missing_is_asked_for(portee: Run, tmp_path: Path) -> None:
    make(tmp_path / "c")
    ran = portee("commons", "propose", "c", "--author", "Rocade")
    assert ran.code == 2
    assert "--message is missing" in ran.err
    assert "--author is missing" in portee("commons", "propose", "c", "-m", "x").err


def test_problems_are_told_with_their_place(portee: Run, tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: x")
    ran = portee("commons", "propose", "c", "--author", "Rocade", "-m", "Pire")
    assert ran.code == 2
    assert "field 'motive'" in ran.err
