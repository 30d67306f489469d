from __future__ import annotations

from pathlib import Path

import pytest

from portee.commons.exchange.propose import edited_records, propose
from portee.commons.exchange.review import review
from portee.commons.repository.repository import Commons
from portee.core.errors import InputError, ManyProblems, ParameterError
from tests.commons.exchange.commonses import NEED, OTHER, edit, git, make, save, state


@pytest.fixture
def commons(tmp_path: Path) -> Commons:
    return make(tmp_path / "c")


def test_what_was_edited_becomes_a_branch_and_the_files_go_back(commons: Commons) -> None:
    before = state(commons)
    text = edit(commons, NEED, "motive: work", "motive: training")
    new = text.replace("id: need/embauche-avant-l-aube", "id: need/embauche-avant-l-aube-2")
    (commons.root / "need" / "embauche-avant-l-aube-2.md").write_text(new, encoding="utf-8")
    git(commons.root, "add", "-A")
    made = propose(commons, "Rocade", "Un autre motif")
    assert made.proposal.name == "un-autre-motif"
    assert made.proposal.paths == ("need/embauche-avant-l-aube-2.md", NEED)
    assert [(id, near.id) for id, near in made.near] == []
    kept = git(commons.root, "show", f"proposal/un-autre-motif:{NEED}")
    assert "motive: training" in kept
    assert "status: proposed" in kept
    git(commons.root, "update-ref", "-d", "refs/heads/proposal/un-autre-motif")
    assert state(commons) == before


def test_near_duplicates_are_shown(commons: Commons) -> None:
    text = (commons.root / NEED).read_text(encoding="utf-8")
    new = text.replace("id: need/embauche-avant-l-aube", "id: need/autre")
    (commons.root / "need" / "autre.md").write_text(new, encoding="utf-8")
    made = propose(commons, "Rocade", "Un autre besoin")
    assert ("need/autre", "need/embauche-avant-l-aube") in [(id, near.id) for id, near in made.near]


def test_files_may_stay_and_drafts_too(commons: Commons) -> None:
    edit(commons, NEED, "motive: work", "motive: training")
    propose(commons, "Rocade", "Un motif", stay=True, keep_status=True)
    assert "motive: training" in (commons.root / NEED).read_text(encoding="utf-8")
    assert "status: draft" in git(commons.root, "show", f"proposal/un-motif:{NEED}")
    head = commons.head()
    assert head is not None
    assert list(edited_records(commons, head)) == [NEED]


def test_a_proposal_is_brought_up_to_date_by_its_author(commons: Commons) -> None:
    edit(commons, NEED, "motive: work", "motive: training")
    first = propose(commons, "Rocade", "Un motif", name="motif").proposal
    review(commons, "motif", "Mimosa", "objects", "Plutôt la garde.")
    save(commons, OTHER, "\ntitle:", "\n# x\ntitle:", "Mimosa")
    edit(commons, NEED, "motive: work", "motive: childcare")
    with pytest.raises(InputError, match="by Rocade"):
        propose(commons, "Ortie", "Le mien", name="motif")
    again = propose(commons, "Rocade", "La garde", name="motif").proposal
    assert again.tip != first.tip
    assert again.paths == (NEED,)
    assert [one.by for one in again.objections] == ["Mimosa"]
    assert (again.message, again.authors) == ("La garde", ("Rocade",))


def test_a_record_goes(commons: Commons) -> None:
    edit(commons, NEED, "motive: work", "motive: training")
    path = next(p for p in sorted(commons.root.glob("publication/*.md")))
    path.unlink()
    made = propose(commons, "Rocade", "Moins")
    assert made.proposal.paths == (NEED, path.relative_to(commons.root).as_posix())
    assert path.is_file()


@pytest.mark.parametrize(
    ("old", "new"), [("motive: work", "motive: x"), ("\nsources:", "\npart_of: need/nulle-part\nsources:")]
)
def test_a_commons_is_never_made_worse(commons: Commons, old: str, new: str) -> None:
    edit(commons, NEED, old, new)
    before = state(commons)
    with pytest.raises(ManyProblems):
        propose(commons, "Rocade", "Pire")
    assert state(commons) == before


def test_nothing_to_propose(commons: Commons) -> None:
    before = state(commons)
    with pytest.raises(InputError, match="No record was edited"):
        propose(commons, "Rocade", "Rien")
    with pytest.raises(ParameterError):
        propose(commons, "Rocade", " ")
    with pytest.raises(ParameterError):
        propose(commons, "a@b", "Rien")
    assert state(commons) == before
    (commons.root / "need" / "Mal nommé.md").touch()
    with pytest.raises(ManyProblems, match="not that of a record"):
        propose(commons, "Rocade", "Rien")


def test_a_rule_of_the_charter_changes_with_its_version_and_without_former_consents(commons: Commons) -> None:
    path = "charter-rule/pas-de-donnees-personnelles.md"
    edit(commons, path, "Ni nom ni contact", "Ni nom, ni photo, ni contact")
    before = state(commons)
    with pytest.raises(ManyProblems, match="Consents to the former text stay"):
        propose(commons, "Rocade", "Les photos aussi", name="photos")
    assert state(commons) == before
    text = edit(commons, path, "version: 2", "version: 3")
    consents = text[text.index("consents:") : text.index("authors:")]
    edit(commons, path, consents, "")
    assert propose(commons, "Rocade", "Les photos aussi", name="photos").proposal.paths == (path,)


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("place", ["lay_files", "before"])
def test_being_killed_loses_nothing(commons: Commons, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    before = state(commons)
    edit(commons, NEED, "motive: work", "motive: training")

    def die(*arguments: object, **more: object) -> None:
        raise Killed

    if place == "lay_files":
        monkeypatch.setattr("portee.commons.exchange.propose.lay_files", die)
    else:
        monkeypatch.setattr("portee.commons.exchange.propose._commit", die)
    with pytest.raises(Killed):
        propose(commons, "Rocade", "Un motif", name="motif")
    monkeypatch.undo()
    again = Commons.open(commons.root)
    if place == "lay_files":
        assert "motive: training" in git(again.root, "show", f"proposal/motif:{NEED}")
        git(again.root, "update-ref", "-d", "refs/heads/proposal/motif")
        assert state(again) == before
    else:
        assert "motive: training" in (again.root / NEED).read_text(encoding="utf-8")
        assert propose(again, "Rocade", "Un motif", name="motif").proposal.paths == (NEED,)
