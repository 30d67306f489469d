from __future__ import annotations

from pathlib import Path

from portee.commons.exchange.accept import accept
from portee.commons.exchange.credits import Credited, credits_of_changes
from portee.commons.exchange.propose import propose
from portee.commons.exchange.review import review
from portee.commons.exchange.trailers import with_trailers
from portee.commons.repository.repository import Change
from tests.commons.exchange.commonses import NEED, edit, make, save


def test_every_accepted_change_is_credited(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un motif", name="motif")
    review(commons, "motif", "Ortie", "agrees", "Oui.")
    assert credits_of_changes(commons) == [Credited("Mimosa", 1, 0)]
    accept(commons, "motif", "Mimosa")
    save(commons, NEED, "motive: training", "motive: work", "Rocade")
    # A change that was reviewed elsewhere, as in a browser, names who did so.
    reviewed = with_trailers("Relu", [("Reviewed-by", "Ortie")])
    commons.save(Change({"NOTES.md": b"x\n"}, reviewed, "Jonc"))
    message = with_trailers("Ensemble", [("Co-authored-by", "Jonc <jonc@portee.invalid>")])
    commons.save(Change({"README.md": b"x\n"}, message, "Mimosa"))
    assert credits_of_changes(commons) == [
        Credited("Jonc", 2, 0), Credited("Mimosa", 2, 0), Credited("Rocade", 2, 0), Credited("Ortie", 0, 2)
    ]  # fmt: skip


def test_a_review_on_the_web_counts_as_one_by_git_does(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    message = with_trailers("need/x: accepted by the web", [("Reviewed-by", "Ortie")])
    commons.save(Change({"README.md": b"x\n"}, message, "Rocade"))
    found = {one.name: one for one in credits_of_changes(commons)}
    assert found["Ortie"] == Credited("Ortie", 0, 1)
    assert found["Rocade"] == Credited("Rocade", 1, 0)
