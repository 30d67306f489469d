from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.commons.exchange.commonses import NEED, edit, make, save


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


def test_records_are_proposed_to_another_commons(portee: Run, tmp_path: Path) -> None:
    one, two = make(tmp_path / "one", "un"), make(tmp_path / "two", "deux", author="Rocade")
    save(two, NEED, "motive: work", "motive: training", "Rocade")
    asked = ["commons", "propose", "two", "--to", "un", "--author", "Rocade", "-m", "La formation", "--name", "f"]
    assert "No commons" in portee(*asked, "--record", NEED[:-3]).err or portee(*asked).code == 2
    assert portee("commons", "pull", "two", "one").code == 0
    assert "--record is missing" in portee(*asked).err
    ran = portee(*asked, "--record", NEED[:-3], "--bundle", "p.bundle")
    assert ran.code == 0, ran.err
    assert "portee commons pull PATH p.bundle" in ran.out
    assert "A proposal came: f" in portee("commons", "pull", "one", "p.bundle").out
    ran = portee(*asked, "--record", NEED[:-3], "--json")
    assert json.loads(ran.out)["to"] == "un"
    assert "f: La formation (Rocade)" in portee("commons", "propose", "one", "--list").out
    assert "motive: work" in (one.root / NEED).read_text(encoding="utf-8")
