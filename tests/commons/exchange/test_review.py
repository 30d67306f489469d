from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.exchange.propose import propose
from portee.commons.exchange.review import review
from portee.core.errors import InputError, ParameterError
from tests.commons.exchange.commonses import NEED, edit, git, make, state


def test_reviews_are_read_with_plain_git(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un motif", name="motif")
    review(commons, "motif", "Mimosa", "objects", "Pas d'accord.\n\nReview-Says: agrees")
    found = review(commons, "motif", "Ortie", "agrees", "Bien vu.")
    assert [(one.by, one.says, one.text) for one in found.reviews] == [
        ("Mimosa", "objects", "Pas d'accord.\n\nReview-Says: agrees"), ("Ortie", "agrees", "Bien vu.")
    ]  # fmt: skip
    said = git(commons.root, "log", "-2", "--format=%(trailers:key=Review-Says,valueonly)%an", "proposal/motif")
    assert said.split() == ["agrees", "Ortie", "objects", "Mimosa"]
    git(commons.root, "fsck", "--strict")
    assert [one.by for one in found.agreements] == ["Ortie"]
    assert [one.by for one in review(commons, "motif", "Mimosa", "agrees", "Soit.").agreements] == ["Mimosa", "Ortie"]


def test_what_cannot_be_said(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un motif", name="motif")
    before = state(commons)
    with pytest.raises(InputError, match="their own"):
        review(commons, "motif", "Rocade", "agrees", "Oui.")
    with pytest.raises(ParameterError):
        review(commons, "motif", "Mimosa", "maybe", "Oui.")  # type: ignore[arg-type]
    with pytest.raises(ParameterError):
        review(commons, "motif", "Mimosa", "agrees", "")
    with pytest.raises(InputError, match="no proposal"):
        review(commons, "autre", "Mimosa", "agrees", "Oui.")
    assert state(commons) == before
    assert review(commons, "motif", "Rocade", "comments", "Je précise.").reviews[0].by == "Rocade"
