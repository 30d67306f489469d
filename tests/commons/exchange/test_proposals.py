from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.exchange.proposals import PREFIX, checked_name, proposals, read_proposal
from portee.commons.exchange.propose import propose
from portee.commons.exchange.review import review
from portee.commons.exchange.trailers import with_trailers
from portee.commons.repository.repository import signature
from portee.core.errors import InputError, ParameterError
from tests.commons.exchange.commonses import NEED, commit_of, edit, make


def test_proposals_are_branches(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    assert proposals(commons) == []
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un autre motif", name="motif")
    (found,) = proposals(commons)
    assert (found.name, found.authors, found.message, found.paths) == ("motif", ("Rocade",), "Un autre motif", (NEED,))
    assert found.reviews == ()
    head = commons.head()
    assert head is not None
    assert found.base == head.commit
    with pytest.raises(InputError, match="Did you mean 'motif'"):
        read_proposal(commons, "motifs")


def test_a_review_that_its_author_did_not_sign_is_none(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un autre motif", name="motif")
    review(commons, "motif", "Mimosa", "objects", "Non.")
    found = review(commons, "motif", "Mimosa", "comments", "À voir.")
    assert [one.says for one in found.reviews] == ["objects", "comments"]
    assert [one.by for one in found.objections] == ["Mimosa"]
    repository, signed = commons.repository, signature("Rocade")
    message = with_trailers("Review\n\nOui", [("Review-By", "Mimosa"), ("Review-Says", "agrees")])
    tree = commit_of(repository, found.tip).tree_id
    forged = repository.create_commit(None, signed, signed, message, tree, [found.tip])
    repository.references[PREFIX + "motif"].set_target(forged)
    again = read_proposal(commons, "motif")
    assert len(again.reviews) == 2
    assert again.objections == found.objections


@pytest.mark.parametrize("name", ["", "A", "a b", "../x", "-a", "a" * 61])
def test_names(name: str) -> None:
    with pytest.raises(ParameterError):
        checked_name(name)
