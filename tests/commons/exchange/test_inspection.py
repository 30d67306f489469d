from __future__ import annotations

from pathlib import Path

import pygit2
import pytest

from portee.commons.exchange.inspection import inspect_history
from portee.commons.exchange.limits import Limits
from portee.commons.repository.repository import Commons
from portee.core.errors import ManyProblems
from tests.commons.examples import PATHS
from tests.commons.exchange.commonses import Breaking, commit_of, commit_tree, git, make, raw_tree, save, with_entry

LINK, GITLINK, PROGRAM, FILE, FOLDER = 0o120000, 0o160000, 0o100755, 0o100644, 0o040000


@pytest.fixture(scope="module")
def commons(tmp_path_factory: pytest.TempPathFactory) -> Commons:
    found = make(tmp_path_factory.mktemp("inspected") / "c")
    save(found, PATHS[0], "\ntitle:", "\n# une remarque\ntitle:", "Rocade")
    return found


def tip(commons: Commons) -> str:
    head = commons.head()
    assert head is not None
    return head.commit


def entry(name: str, mode: int, data: bytes = b"x") -> Breaking:
    return lambda repository, commit: with_entry(repository, commit, name, repository.create_blob(data), mode)


def nested(folder: str, name: str, mode: int = FILE, data: bytes = b"x") -> Breaking:
    def made(repository: pygit2.Repository, commit: str) -> pygit2.Oid:
        inner = raw_tree(repository, [(name, repository.create_blob(data), mode)])
        return with_entry(repository, commit, folder, inner, FOLDER)

    return made


def submodule(repository: pygit2.Repository, commit: str) -> pygit2.Oid:
    return with_entry(repository, commit, "sub", pygit2.Oid(hex="1" * 40), GITLINK)


def missing(repository: pygit2.Repository, commit: str) -> pygit2.Oid:
    return with_entry(repository, commit, "z.md", pygit2.Oid(hex="2" * 40), FILE)


def not_what_it_says(repository: pygit2.Repository, commit: str) -> pygit2.Oid:
    return with_entry(repository, commit, "z", repository.create_blob(b"x"), FOLDER)


def damaged(repository: pygit2.Repository, commit: str) -> pygit2.Oid:
    return repository.odb.write(pygit2.enums.ObjectType.TREE, b"100644 a.md\0" + b"x" * 19)


def deep(repository: pygit2.Repository, commit: str) -> pygit2.Oid:
    inner = raw_tree(repository, [("a", repository.create_blob(b"x"), FILE)])
    for _ in range(9):
        inner = raw_tree(repository, [("a", inner, FOLDER)])
    return with_entry(repository, commit, "data", inner, FOLDER)


BROKEN = {
    "a link": (entry("a.md", LINK, b"/etc/passwd"), "a link to somewhere else"),
    "a link among the records": (nested("aaa", "a.md", LINK), "a link to somewhere else"),
    "a submodule": (submodule, "a repository inside"),
    "a program": (entry("a.sh", PROGRAM), "a program to run"),
    "an odd mode": (entry("a.md", 0o100664), "neither a plain file"),
    ".git": (nested(".git", "config"), "belongs to Git"),
    ".GIT": (nested(".GIT", "config"), "belongs to Git"),
    "git~1": (nested("git~1", "config"), "signs that some systems"),
    "a hook": (nested(".git\u200c", "hook"), "signs that some systems"),
    ".gitmodules": (entry(".gitmodules", FILE), "belongs to Git"),
    ".gitattributes": (entry(".gitattributes", FILE), "belongs to Git"),
    "out of the tree": (nested("..", "passwd"), "leads elsewhere"),
    "a slash": (entry("../../x.md", FILE), "signs that some systems"),
    "a long name": (entry("x" * 201, FILE), "more than 200 bytes"),
    "the same name in capitals": (entry("COMMONS.yaml", FILE), "the same where a disk tells no case"),
    "a folder among records": (nested("need-2", "sub", FOLDER), "not what it claims"),
    "too deep": (deep, "folders deep"),
    "a missing part": (missing, "missing or damaged"),
    "a file as a folder": (not_what_it_says, "not what it claims"),
    "a damaged list": (damaged, "damaged"),
    "a giant": (entry("a.csv", FILE, b"0" * 3_000_000), "has 3000000 bytes"),
    "a giant record": (nested("zone", "a.md", FILE, b"0" * 3_000_000), "has 3000000 bytes"),
}


def test_a_good_history_is_let_in(commons: Commons) -> None:
    found = inspect_history(commons.repository, tip(commons))
    assert found.commits == 2
    assert found.objects > len(PATHS)
    assert found.unpacked_bytes > 10_000
    assert inspect_history(commons.repository, tip(commons), [tip(commons)]).commits == 0


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("is_past", [False, True], ids=["in the last version", "in the past"])
def test_what_no_commons_holds_is_refused(commons: Commons, tmp_path: Path, name: str, is_past: bool) -> None:
    git(tmp_path, "clone", "-q", "--bare", "--no-hardlinks", str(commons.root), "b.git")
    repository = pygit2.Repository(str(tmp_path / "b.git"))
    breaking, reason = BROKEN[name]
    good = tip(commons)
    broken = commit_tree(repository, breaking(repository, good), [good])
    last = commit_tree(repository, commit_of(repository, good).tree_id, [broken]) if is_past else broken
    with pytest.raises(ManyProblems, match=reason) as refused:
        inspect_history(repository, last, limits=Limits(file_bytes=2_000_000))
    assert all(broken[:10] in str(problem.where) for problem in refused.value.problems)
    assert inspect_history(repository, good, limits=Limits(file_bytes=2_000_000)).commits == 2


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(objects=10), "more than 10 objects"),
        (Limits(unpacked_bytes=1_000), "more than 1000 bytes"),
        (Limits(record_bytes=100), "at most 100 are let in"),
        (Limits(tree_bytes=100), "at most 100 are let in"),
        (Limits(commit_bytes=100), "at most 100 are let in"),
    ],
)
def test_no_more_than_the_limits(commons: Commons, limits: Limits, reason: str) -> None:
    with pytest.raises(ManyProblems, match=reason):
        inspect_history(commons.repository, tip(commons), limits=limits)
