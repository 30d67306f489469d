from __future__ import annotations

from pathlib import Path

import pygit2

from portee.commons.exchange.signers import changed_paths, last_signer, last_signers, shown_name
from portee.commons.repository.repository import Change, signature
from tests.commons.examples import PATHS
from tests.commons.exchange.commonses import NEED, OTHER, commit_of, make, save


def test_who_made_a_file_what_it_is(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    first = save(commons, NEED, "motive: work", "motive: training", "Rocade")
    save(commons, OTHER, "\ntitle:", "\n# x\ntitle:", "Ortie")
    made = commit_of(commons.repository, first)
    side = commons.repository.create_commit(None, made.author, made.author, "Autre\n", made.tree_id, [first])
    last = commons.save(Change({}, "Rejoindre", "Mimosa"), parents=(str(side),))
    found = last_signer(commons.repository, last, NEED)
    assert (found.name, found.commit) == ("Rocade", first)
    assert len(found.day) == 10
    assert last_signer(commons.repository, last, "commons.yaml").name == "Mimosa"


def test_a_name_is_shown_without_any_address() -> None:
    assert shown_name("Zoé <z@example.org>") == "Zoé z"
    assert shown_name("z@example.org") == "z"
    assert shown_name("\n@") == "author"
    assert len(shown_name("x" * 99)) == 60


def test_paths_that_differ(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    head = commons.head()
    assert head is not None
    every = changed_paths(commons.repository, None, head.commit)
    assert NEED in every
    assert "commons.yaml" in every
    tree = pygit2.Oid(hex=str(commons.repository.TreeBuilder().write()))
    empty = commons.repository.create_commit(None, signature("A"), signature("A"), "x", tree, [])
    assert changed_paths(commons.repository, str(empty), head.commit) == every
    assert changed_paths(commons.repository, head.commit, head.commit) == ()


def test_many_files_are_followed_at_once(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    save(commons, NEED, "motive: work", "motive: training", "Rocade")
    last = save(commons, OTHER, "\ntitle:", "\n# x\ntitle:", "Ortie")
    paths = [*PATHS, "commons.yaml"]
    found = last_signers(commons.repository, last, paths)
    assert found == {path: last_signer(commons.repository, last, path) for path in paths}
    assert {found[path].name for path in (NEED, OTHER)} == {"Rocade", "Ortie"}
    assert {found[path].name for path in paths if path not in (NEED, OTHER)} == {"Mimosa"}
