from __future__ import annotations

import json
from pathlib import Path

from portee.commons.exchange.propose import propose
from portee.commons.exchange.review import review
from tests.cli.conftest import Run
from tests.commons.exchange.commonses import NEED, edit, make, save


def test_a_proposal_becomes_part_of_the_commons(portee: Run, tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un autre motif", name="motif")
    save(commons, NEED, "motive: work", "motive: childcare", "Ortie")
    review(commons, "motif", "Ortie", "objects", "Non.")
    ran = portee("commons", "merge", "c", "motif", "--author", "Mimosa")
    assert ran.code == 2
    assert "Ortie: Non." in ran.err
    ran = portee("commons", "merge", "c", "motif", "--author", "Mimosa", "--over-objections", "Décidé.", "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["contradictions"] == {"need/embauche-avant-l-aube": ["motive"]}
    assert told["credited"] == ["Rocade"]
    assert portee("commons", "check", "c").code == 0


def test_its_author_says_why_nobody_else_agreed(portee: Run, tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un autre motif", name="motif")
    assert portee("commons", "merge", "c", "motif", "--author", "Rocade").code == 2
    ran = portee("commons", "merge", "c", "motif", "--author", "Rocade", "--alone", "Je suis seul.")
    assert ran.code == 0, ran.err
    assert "'motif' is part of the commons: 1 records, by Rocade." in ran.out
