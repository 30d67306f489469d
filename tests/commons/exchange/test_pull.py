from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pygit2
import pytest

from portee.commons.exchange.limits import Limits
from portee.commons.exchange.proposals import PREFIX, proposals
from portee.commons.exchange.propose import propose
from portee.commons.exchange.pull import known_commits, pull
from portee.commons.exchange.remotes import remotes
from portee.commons.repository.repository import Commons
from portee.core.errors import InputError
from tests.commons.exchange.commonses import (
    NEED,
    OTHER,
    commit_of,
    commit_tree,
    edit,
    git,
    make,
    raw_tree,
    save,
    state,
)
from tests.commons.exchange.servers import serving
from tests.commons.exchange.test_inspection import BROKEN


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def one(tmp_path: Path) -> Commons:
    return make(tmp_path / "one", "un")


@pytest.fixture
def two(tmp_path: Path) -> Commons:
    return make(tmp_path / "two", "deux", author="Rocade")


def test_what_is_new_comes_in_beside_ones_own(one: Commons, two: Commons, tmp_path: Path) -> None:
    head, files = git(one.root, "rev-parse", "main"), git(one.root, "ls-files", "-s")
    first = pull(one, str(two.root))
    assert (first.name, first.before, first.commits) == ("deux", None, 1)
    last = save(two, NEED, "motive: work", "motive: training", "Rocade")
    again = pull(one, "deux")
    assert (again.before, again.after, again.commits) == (first.after, last, 1)
    assert pull(one, "deux").commits == 0
    assert (git(one.root, "rev-parse", "main"), git(one.root, "ls-files", "-s")) == (head, files)
    assert git(one.root, "status", "--porcelain") == ""
    git(one.root, "fsck", "--strict")
    assert sorted(known_commits(one).values()) == sorted([head, last])
    git(tmp_path, "clone", "-q", "--bare", "two", "two.git")
    with serving(tmp_path) as address:
        web = pull(one, f"{address}/two.git", name="toile")
        assert (web.name, web.after) == ("toile", last)
        for _ in range(2):
            assert pull(one, "toile").commits == 0


def broken_copy(two: Commons, tmp_path: Path, name: str) -> Path:
    """A bare copy of a commons whose past holds what no commons holds."""
    copy = tmp_path / f"{name.replace(' ', '-')}.git"
    git(tmp_path, "clone", "-q", "--bare", str(two.root), str(copy))
    repository = pygit2.Repository(str(copy))
    breaking, _ = BROKEN[name]
    tip = git(two.root, "rev-parse", "main")
    broken = commit_tree(repository, breaking(repository, tip), [tip])
    commit_tree(repository, commit_of(repository, tip).tree_id, [broken])
    return copy


def test_a_hostile_repository_is_refused_whole(one: Commons, two: Commons, tmp_path: Path) -> None:
    pull(one, str(two.root))
    before = state(one)
    for name in BROKEN:
        copy = broken_copy(two, tmp_path, name)
        with pytest.raises(InputError):
            pull(one, str(copy), name="deux", limits=Limits(file_bytes=2_000_000))
        assert state(one) == before, name


@pytest.mark.parametrize("name", ["a link", "a submodule", ".GIT", "a hook", "out of the tree", "a giant"])
def test_a_hostile_repository_is_refused_whatever_its_way(
    one: Commons, two: Commons, tmp_path: Path, name: str
) -> None:
    copy = broken_copy(two, tmp_path, name)
    git(copy, "bundle", "create", "-q", str(tmp_path / "b"), "main")
    before = state(one)
    with serving(tmp_path) as address:
        for source in (str(tmp_path / "b"), f"{address}/{copy.name}"):
            with pytest.raises(InputError, match=BROKEN[name][1]):
                pull(one, source, limits=Limits(file_bytes=2_000_000))
            assert state(one) == before


def test_rewritten_history_is_refused_and_kept_when_accepted(one: Commons, two: Commons) -> None:
    first = pull(one, str(two.root))
    assert first.after is not None
    repository = two.repository
    tree = commit_of(repository, first.after).tree_id
    other = commit_tree(repository, tree, [])
    before = state(one)
    with pytest.raises(InputError, match="rewritten"):
        pull(one, "deux")
    assert state(one) == before
    taken = pull(one, "deux", accept_rewritten=True)
    assert taken.after == other
    assert taken.kept is not None
    assert git(one.root, "rev-parse", taken.kept) == first.after
    assert list(remotes(one)) == ["deux"]


def test_what_is_no_commons_is_refused(one: Commons, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "x.git")
    repository = pygit2.Repository(str(tmp_path / "x.git"))
    commit_tree(repository, raw_tree(repository, [("README.md", repository.create_blob(b"x"), 0o100644)]), [])
    before = state(one)
    with pytest.raises(InputError, match="no commons"):
        pull(one, str(tmp_path / "x.git"))
    with pytest.raises(InputError):
        pull(one, str(tmp_path / "x.git"), name="../x")
    assert state(one) == before


def test_proposals_come_in_a_file(one: Commons, tmp_path: Path) -> None:
    shutil.copytree(one.root, tmp_path / "copy")
    copy = Commons.open(tmp_path / "copy")
    edit(copy, NEED, "motive: work", "motive: training")
    propose(copy, "Rocade", "Un motif", name="motif")
    git(copy.root, "bundle", "create", "-q", str(tmp_path / "p.bundle"), "main..proposal/motif")
    pulled = pull(one, str(tmp_path / "p.bundle"))
    assert (pulled.name, pulled.proposals) == (None, ("motif",))
    assert pull(one, str(tmp_path / "p.bundle")).proposals == ("motif",)
    assert [found.name for found in proposals(one)] == ["motif"]
    edit(copy, OTHER, "\ntitle:", "\n# x\ntitle:")
    git(copy.root, "branch", "-D", "proposal/motif")
    propose(copy, "Ortie", "Le même nom", name="motif")
    git(copy.root, "bundle", "create", "-q", str(tmp_path / "q.bundle"), "main..proposal/motif")
    assert pull(one, str(tmp_path / "q.bundle")).proposals == ("motif-2",)
    assert len(proposals(one)) == 2


def test_a_proposal_for_another_commons_is_refused(one: Commons, two: Commons, tmp_path: Path) -> None:
    edit(two, NEED, "motive: work", "motive: training")
    propose(two, "Rocade", "Un motif", name="motif")
    git(two.root, "bundle", "create", "-q", str(tmp_path / "p.bundle"), "proposal/motif")
    before = state(one)
    with pytest.raises(InputError, match="not made for this commons"):
        pull(one, str(tmp_path / "p.bundle"))
    assert state(one) == before
    assert not [name for name in one.repository.references if name.startswith(PREFIX)]


def test_who_came_in_a_file_cannot_be_asked_again(one: Commons, two: Commons, tmp_path: Path) -> None:
    git(two.root, "bundle", "create", "-q", str(tmp_path / "w.bundle"), "main")
    assert pull(one, str(tmp_path / "w.bundle")).name == "deux"
    with pytest.raises(InputError, match="came in a file"):
        pull(one, "deux")


PULLER = """
import sys
from pathlib import Path
from portee.commons.exchange.pull import pull
from portee.commons.repository.repository import Commons
commons = Commons.open(Path(sys.argv[1]))
print("ready", flush=True)
pull(commons, sys.argv[2])
print("done", flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1])
def test_being_killed_leaves_all_or_nothing(one: Commons, two: Commons, delay: float) -> None:
    files = git(one.root, "ls-files", "-s")
    with subprocess.Popen(
        [sys.executable, "-c", PULLER, str(one.root), str(two.root)], stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        try:
            killed.wait(delay)
        except subprocess.TimeoutExpired:
            killed.kill()
    again = Commons.open(one.root)
    assert remotes(again) in ({}, {"deux": git(two.root, "rev-parse", "main")})
    assert git(one.root, "ls-files", "-s") == files
    pull(again, str(two.root))
    assert list(remotes(again)) == ["deux"]
    git(one.root, "fsck", "--strict")
