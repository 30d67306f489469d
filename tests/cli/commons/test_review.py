from __future__ import annotations

import json
from pathlib import Path

from portee.commons.exchange.propose import propose
from tests.cli.conftest import Run
from tests.commons.exchange.commonses import NEED, edit, make, save


def test_a_proposal_is_read_and_reviewed(portee: Run, tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un autre motif", name="motif")
    ran = portee("commons", "review", "c", "motif", "--author", "Mimosa", "--says", "objects", "--text", "Pas ici.")
    assert ran.code == 0, ran.err
    assert "What you say of 'motif' is kept." in ran.out
    assert portee("commons", "review", "c", "motif", "--author", "Ortie", "--text", "À voir.").code == 0
    ran = portee("commons", "review", "c", "motif")
    assert "work → training" in ran.out
    assert "Mimosa objects:\n  Pas ici." in ran.out
    assert "Ortie remarks:" in ran.out
    told = json.loads(portee("commons", "review", "c", "motif", "--json").out)
    assert [one["says"] for one in told["reviews"]] == ["objects", "comments"]
    assert told["problems"] == []


def test_contradictions_and_problems_are_told_before_merging(portee: Run, tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un autre motif", name="motif")
    save(commons, NEED, "motive: work", "motive: childcare", "Ortie")
    assert "contradict each other (motive)" in portee("commons", "review", "c", "motif").out


def test_nobody_reviews_alone(portee: Run, tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un autre motif", name="motif")
    ran = portee("commons", "review", "c", "motif", "--author", "Rocade", "--says", "agrees", "--text", "Oui.")
    assert ran.code == 2
    assert "their own proposal" in ran.err
    assert "--text is missing" in portee("commons", "review", "c", "motif", "--author", "M", "--says", "agrees").err
