from __future__ import annotations

import hashlib
import subprocess
import zlib
from contextlib import suppress
from pathlib import Path

import pygit2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.commons.exchange.limits import LIMITS, Limits
from portee.commons.exchange.packs import read_pack, write_pack
from portee.core.errors import SourceError
from tests.commons.exchange.commonses import NEED, git, make, save


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A commons, and all of it as Git itself packs it, with differences of both kinds."""
    commons = make(tmp_path_factory.mktemp("packed") / "c")
    for number in range(8):
        save(commons, NEED, "motive: ", f"# remarque {number}\nmotive: ", "Rocade")
    ran = subprocess.run(
        ["git", "-C", str(commons.root), "pack-objects", "--all", "--stdout", "--depth=8"],
        input=b"", capture_output=True, check=True,
    )  # fmt: skip
    return commons.root, ran.stdout


def bare(path: Path) -> pygit2.Repository:
    return pygit2.init_repository(str(path), bare=True)


def read(data: bytes, repository: pygit2.Repository, limits: Limits = LIMITS) -> int:
    return read_pack(memoryview(data), repository, limits, "x.bundle")


def sealed(body: bytes) -> bytes:
    return body + hashlib.sha1(body, usedforsecurity=False).digest()


def entry(kind: int, content: bytes, size: int | None = None, base: bytes = b"") -> bytes:
    size = len(content) if size is None else size
    first, size = kind << 4 | size & 15, size >> 4
    head = []
    while size:
        head.append(first | 0x80)
        first, size = size & 0x7F, size >> 7
    return bytes([*head, first]) + base + zlib.compress(content)


def test_what_git_packs_is_read(packed: tuple[Path, bytes], tmp_path: Path) -> None:
    root, data = packed
    repository = bare(tmp_path / "q.git")
    assert read(data, repository) > 30
    head = git(root, "rev-parse", "HEAD")
    assert git(tmp_path / "q.git", "rev-list", "--objects", head) == git(root, "rev-list", "--objects", head)
    git(tmp_path / "q.git", "fsck", "--strict")


@pytest.mark.parametrize("option", ["--delta-base-offset", "--no-reuse-delta"])
def test_differences_of_both_kinds_are_read(packed: tuple[Path, bytes], tmp_path: Path, option: str) -> None:
    root, _ = packed
    ran = subprocess.run(
        ["git", "-C", str(root), "pack-objects", "--all", "--stdout", option],
        input=b"",
        capture_output=True,
        check=True,
    )
    assert read(ran.stdout, bare(tmp_path / "q.git")) > 30


def test_what_is_written_is_read_by_git_and_back(packed: tuple[Path, bytes], tmp_path: Path) -> None:
    root, _ = packed
    repository = pygit2.Repository(str(root))
    ids = list(repository.odb)
    data = b"".join(write_pack(repository, ids))
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "g.git")], check=True)
    subprocess.run(
        ["git", "-C", str(tmp_path / "g.git"), "index-pack", "--stdin", "--strict"],
        input=data, check=True, capture_output=True,
    )  # fmt: skip
    other = bare(tmp_path / "q.git")
    assert read(data, other) == len(ids)
    assert set(other.odb) == set(ids)


def test_no_more_than_the_limits(packed: tuple[Path, bytes], tmp_path: Path) -> None:
    _, data = packed
    for limits in (Limits(objects=5), Limits(unpacked_bytes=500), Limits(file_bytes=200, tree_bytes=200)):
        with pytest.raises(SourceError):
            read(data, bare(tmp_path / f"{limits.objects}-{limits.file_bytes}"), limits)


def test_a_giant_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = sealed(b"PACK\0\0\0\2\0\0\0\1" + entry(3, b"\0" * 1000, size=10**12))
    repository = bare(tmp_path / "q.git")
    with pytest.raises(SourceError, match="1000000000000 bytes"):
        read(bomb, repository)
    lying = sealed(b"PACK\0\0\0\2\0\0\0\1" + entry(3, b"\0" * 10_000_000, size=10))
    with pytest.raises(SourceError, match="damaged"):
        read(lying, repository)
    base = repository.create_blob(b"x" * 100)
    delta = bytes([100, 0x80, 0xA0, 0xD9, 0xE6, 0x1D]) + b"\x90\x64" * 50
    growing = sealed(b"PACK\0\0\0\2\0\0\0\1" + entry(7, delta, base=base.raw))
    with pytest.raises(SourceError, match=r"at most|damaged"):
        read(growing, repository)


def test_what_builds_on_something_else_is_refused(tmp_path: Path) -> None:
    pack = sealed(b"PACK\0\0\0\2\0\0\0\1" + entry(7, bytes([1, 1, 1]) + b"y", base=b"\1" * 20))
    with pytest.raises(SourceError, match="not here"):
        read(pack, bare(tmp_path / "q.git"))


def test_a_difference_from_what_comes_after_is_read(tmp_path: Path) -> None:
    later = pygit2.hash(b"abc")
    pack = sealed(
        b"PACK\0\0\0\2\0\0\0\2" + entry(7, bytes([3, 4, 0x90, 3, 1]) + b"d", base=later.raw) + entry(3, b"abc")
    )
    repository = bare(tmp_path / "q.git")
    assert read(pack, repository) == 2
    assert repository.odb.exists(pygit2.hash(b"abcd"))


@given(st.data())
def test_a_damaged_pack_is_refused_in_one_way(
    packed: tuple[Path, bytes], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    _, good = packed
    broken = bytearray(good[:-20])
    for _ in range(data.draw(st.integers(1, 3))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(12, len(broken)))
    repository = bare(tmp_path_factory.mktemp("q") / "q.git")
    for text in (bytes(broken) + good[-20:], sealed(bytes(broken)), sealed(bytes(broken[:cut])), bytes(broken[:cut])):
        with suppress(SourceError):
            assert read(text, repository) >= 0
