from __future__ import annotations

from pathlib import Path

import pygit2
import pytest

from portee.commons.exchange.bundle import read_bundle, write_bundle
from portee.commons.exchange.limits import Limits
from portee.core.errors import SourceError
from tests.commons.exchange.commonses import NEED, git, make, save


def bare(path: Path) -> pygit2.Repository:
    return pygit2.init_repository(str(path), bare=True)


def test_bundles_go_both_ways_with_git(tmp_path: Path) -> None:
    commons = make(tmp_path / "c")
    first = git(commons.root, "rev-parse", "HEAD")
    last = save(commons, NEED, "motive: work", "motive: training", "Rocade")
    whole, rest = tmp_path / "whole.bundle", tmp_path / "rest.bundle"
    write_bundle(commons.repository, whole, {"refs/heads/main": last})
    write_bundle(commons.repository, rest, {"refs/heads/main": last}, [first])
    assert rest.stat().st_size < whole.stat().st_size / 5
    git(commons.root, "bundle", "verify", str(rest))
    git(tmp_path, "clone", "-q", "-b", "main", str(whole), "cloned")
    assert git(tmp_path / "cloned", "rev-parse", "HEAD") == last
    git(commons.root, "bundle", "create", "-q", str(tmp_path / "git.bundle"), "main")
    for file in (whole, tmp_path / "git.bundle"):
        repository = bare(tmp_path / f"{file.stem}.git")
        found = read_bundle(file, repository)
        assert found.references["refs/heads/main"] == last
        assert git(Path(repository.path), "rev-list", "--objects", last) == git(
            commons.root, "rev-list", "--objects", last
        )
    git(commons.root, "bundle", "create", "-q", str(tmp_path / "thin.bundle"), f"{first}..main")
    for file in (rest, tmp_path / "thin.bundle"):
        with pytest.raises(SourceError, match="not here"):
            read_bundle(file, bare(tmp_path / f"{file.stem}-empty.git"))
        git(tmp_path, "clone", "-q", "--bare", "c", f"{file.stem}.git")
        assert read_bundle(file, pygit2.Repository(str(tmp_path / f"{file.stem}.git"))).needs == (first,)


@pytest.mark.parametrize(
    "head",
    [
        *(b"", b"x", b"# v2 git bundle\n", b"# v2 git bundle\nnonsense\n\n", b"# v4 git bundle\n\n"),
        *(b"# v3 git bundle\n@filter=blob:none\n\n", b"# v2 git bundle\n\n", b"# v2 git bundle\n" + b"x" * 5_000),
        b"# v2 git bundle\n" + b"1" * 40 + b" ../../x\n\n",
    ],
)
def test_what_is_no_bundle(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "x").write_bytes(head)
    with pytest.raises(SourceError):
        read_bundle(tmp_path / "x", bare(tmp_path / "q.git"))


def test_a_bundle_that_is_too_large_or_gone(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x" * 100)
    with pytest.raises(SourceError, match="at most 50"):
        read_bundle(tmp_path / "x", bare(tmp_path / "q.git"), Limits(received_bytes=50))
    with pytest.raises(SourceError, match="cannot be read"):
        read_bundle(tmp_path / "y", bare(tmp_path / "q2.git"))
