from __future__ import annotations

from pathlib import Path

import pygit2
import pytest

from portee.commons.exchange.accept import accept, preview
from portee.commons.exchange.proposals import PREFIX, proposals, read_proposal
from portee.commons.exchange.propose import propose
from portee.commons.exchange.review import review
from portee.commons.repository.repository import Commons
from portee.commons.text.record_file import parse_record, record_values
from portee.core.errors import InputError, ManyProblems
from tests.commons.exchange.commonses import (
    NEED,
    OTHER,
    commit_of,
    commit_tree,
    edit,
    git,
    make,
    save,
    state,
    with_entry,
)


@pytest.fixture
def commons(tmp_path: Path) -> Commons:
    found = make(tmp_path / "c")
    edit(found, NEED, "motive: work", "motive: training")
    propose(found, "Rocade", "Un motif", name="motif")
    return found


def values(commons: Commons, path: str) -> dict[str, object]:
    file = parse_record((commons.root / path).read_text(encoding="utf-8"), path).file
    assert file is not None
    return record_values(file.record)


def test_an_accepted_change_is_a_merge_and_is_credited(commons: Commons) -> None:
    review(commons, "motif", "Ortie", "agrees", "Oui.")
    done = accept(commons, "motif", "Mimosa")
    assert (done.paths, done.credited, done.conflicts) == ((NEED,), ("Rocade",), {})
    assert (values(commons, NEED)["motive"], values(commons, NEED)["status"]) == ("training", "reviewed")
    assert git(commons.root, "status", "--porcelain") == ""
    assert len(git(commons.root, "log", "-1", "--format=%P").split()) == 2
    told = git(commons.root, "log", "-1", "--format=%B")
    assert "Co-authored-by: Rocade <rocade@portee.invalid>" in told
    assert "Reviewed-by: Ortie" in told
    assert proposals(commons) == []
    git(commons.root, "fsck", "--strict")


def test_both_sides_are_merged_field_by_field(commons: Commons) -> None:
    save(commons, NEED, "obstacles:\n", "obstacles:\n- safety\n", "Mimosa")
    accept(commons, "motif", "Mimosa")
    assert values(commons, NEED)["motive"] == "training"
    assert "safety" in str(values(commons, NEED)["obstacles"])
    assert "disagreements" not in values(commons, NEED)


def test_contradictions_become_two_signed_opinions(commons: Commons) -> None:
    save(commons, NEED, "motive: work", "motive: childcare", "Ortie")
    done = accept(commons, "motif", "Mimosa")
    assert [conflict.field for conflict in done.conflicts["need/embauche-avant-l-aube"]] == ["motive"]
    told = values(commons, NEED)["disagreements"]
    assert isinstance(told, list)
    assert [(d["on"], d["by"], d["proposed"]) for d in told] == [
        ("motive", "Ortie", "childcare"), ("motive", "Rocade", "training")
    ]  # fmt: skip


def test_an_objection_stands_in_the_way(commons: Commons) -> None:
    review(commons, "motif", "Ortie", "objects", "Ce n'est pas vrai ici.")
    before = state(commons)
    with pytest.raises(InputError, match="Ce n'est pas vrai ici"):
        accept(commons, "motif", "Mimosa")
    assert state(commons) == before
    accept(commons, "motif", "Mimosa", over_objections="Décidé à l'assemblée.")
    assert "Over-Objections: Décidé à l'assemblée." in git(commons.root, "log", "-1", "--format=%B")


def test_nobody_accepts_their_own_unseen(commons: Commons) -> None:
    before = state(commons)
    with pytest.raises(InputError, match="Nobody other"):
        accept(commons, "motif", "Rocade")
    assert state(commons) == before
    accept(commons, "motif", "Rocade", alone="Personne d'autre encore.")
    assert values(commons, NEED)["status"] == "proposed"
    assert "Without-Review" in git(commons.root, "log", "-1", "--format=%B")


def test_a_result_with_new_problems_is_refused(commons: Commons) -> None:
    text = edit(commons, NEED, "\nsources:", "\npart_of: need/plus-large\nsources:")
    wide = (commons.root / "need" / "plus-large.md").write_text(
        text.replace("id: need/embauche-avant-l-aube", "id: need/plus-large").replace("part_of: need/plus-large\n", ""),
        encoding="utf-8",
    )
    assert wide
    propose(commons, "Ortie", "Une partie", name="partie")
    edit(commons, OTHER, "\ntitle:", "\n# x\ntitle:")
    propose(commons, "Ortie", "Autre", name="autre")
    repository = commons.repository
    tip = read_proposal(commons, "partie").tip
    builder = pygit2.Index()
    builder.read_tree(commit_of(repository, tip).tree)
    builder.remove("need/plus-large.md")
    commit_tree(repository, builder.write_tree(repository), [tip], PREFIX + "partie")
    before = state(commons)
    with pytest.raises(ManyProblems, match="There is no record 'need/plus-large'"):
        accept(commons, "partie", "Mimosa")
    assert state(commons) == before
    assert preview(commons, read_proposal(commons, "autre"))[1] == []


def test_a_hostile_proposal_is_refused(commons: Commons) -> None:
    repository = commons.repository
    tip = read_proposal(commons, "motif").tip
    blob = repository.create_blob(b"/etc/passwd")
    bad = commit_tree(repository, with_entry(repository, tip, "a.md", blob, 0o120000), [tip], PREFIX + "motif")
    commit_tree(repository, commit_of(repository, tip).tree_id, [bad], PREFIX + "motif")
    before = state(commons)
    with pytest.raises(ManyProblems, match="a link to somewhere else"):
        accept(commons, "motif", "Mimosa")
    assert state(commons) == before


def test_the_manifest_stays_one(commons: Commons) -> None:
    repository = commons.repository
    tip = read_proposal(commons, "motif").tip
    index = pygit2.Index()
    index.read_tree(commit_of(repository, tip).tree)
    index.remove("commons.yaml")
    commit_tree(repository, index.write_tree(repository), [tip], PREFIX + "motif")
    with pytest.raises(ManyProblems, match="says what it is"):
        accept(commons, "motif", "Mimosa")
    assert (commons.root / "commons.yaml").is_file()


def test_edits_on_disk_are_never_written_over(commons: Commons) -> None:
    edit(commons, NEED, "motive: work", "motive: childcare")
    before = state(commons)
    with pytest.raises(InputError, match="not committed"):
        accept(commons, "motif", "Mimosa")
    assert state(commons) == before


def test_a_consent_given_meanwhile_to_the_former_text_of_a_rule_is_asked_for_again(tmp_path: Path) -> None:
    found = make(tmp_path / "rules")
    path = "charter-rule/pas-de-donnees-personnelles.md"
    text = edit(found, path, "Ni nom ni contact", "Ni nom, ni photo, ni contact")
    edit(found, path, text[text.index("version:") : text.index("authors:")], "version: 3\n")
    propose(found, "Rocade", "Les photos aussi", name="photos")
    later = "- by: stakeholder/regie-des-moulins\n  date: 2026-06-02\n  says: agrees\nauthors:"
    save(found, path, "authors:", later, "Mimosa")
    review(found, "photos", "Ortie", "agrees", "Oui.")
    before = state(found)
    with pytest.raises(ManyProblems, match="Consents to the former text stay: stakeholder/regie-des-moulins"):
        accept(found, "photos", "Mimosa")
    assert state(found) == before
