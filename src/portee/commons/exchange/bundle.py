"""Git bundles: a part of a history in one file, to carry where there is no network. Plain Git reads and writes them.

Source: gitformat-bundle(5), version 2, and version 3 without a filter.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pygit2

from portee.commons.exchange.limits import LIMITS, Limits
from portee.commons.exchange.packs import read_pack, write_pack
from portee.core.atomic import atomic_file
from portee.core.errors import SourceError

__all__ = ["Bundle", "read_bundle", "write_bundle"]

_HEADS = (b"# v2 git bundle\n", b"# v3 git bundle\n")
_LONGEST_LINE, _MOST_LINES = 4_000, 10_000
_NEEDED = re.compile(rb"^-([0-9a-f]{40})(?: .*)?$", re.DOTALL)
_REFERENCE = re.compile(rb"^([0-9a-f]{40}) (refs/[!-~]+|HEAD)$")


@dataclass(frozen=True)
class Bundle:
    """What a bundle holds: commits by reference, and commits that whoever reads it must have."""

    references: Mapping[str, str]
    needs: tuple[str, ...]


def read_bundle(path: Path, repository: pygit2.Repository, limits: Limits = LIMITS) -> Bundle:
    """Write the objects of a bundle to a repository.

    Raises:
        SourceError: it is no bundle, it is damaged, too large, or builds on commits that are not here.
    """
    file = str(path)
    try:
        size = path.stat().st_size
        if size > limits.received_bytes:
            raise SourceError(
                f"The bundle has {size} bytes; at most {limits.received_bytes} are let in.", where=file,
                mend="Ask for a smaller one.",
            )  # fmt: skip
        with path.open("rb") as opened:
            head = opened.readline(_LONGEST_LINE)
            if head not in _HEADS:
                raise SourceError("The file is no Git bundle.", where=file, mend="Make one with --bundle.")
            found = _head(opened.readline, file)
            start = opened.tell()
            for id in found.needs:
                if not repository.odb.exists(id):
                    raise SourceError(
                        "The bundle builds on versions that are not here.", where=file,
                        mend="Pull the other commons first, or ask for a bundle of its whole history.",
                    )  # fmt: skip
            with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
                view = memoryview(mapped)
                body = view[start:]
                try:
                    read_pack(body, repository, limits, file)
                finally:
                    body.release()
                    view.release()
    except OSError as problem:
        raise SourceError(f"The file cannot be read: {problem.strerror}.", where=file, mend="Check it.") from None
    return found


def _head(readline: object, file: str) -> Bundle:
    references: dict[str, str] = {}
    needs: list[str] = []
    for _ in range(_MOST_LINES):
        line = cast("bytes", readline(_LONGEST_LINE))  # type: ignore[operator]
        if line == b"\n":
            return Bundle(references, tuple(needs))
        text = line.removesuffix(b"\n")
        if match := _NEEDED.match(text):
            needs.append(match.group(1).decode())
        elif match := _REFERENCE.match(text):
            references[match.group(2).decode()] = match.group(1).decode()
        elif text != b"@object-format=sha1":
            break
    raise SourceError("The head of the bundle cannot be read.", where=file, mend="Make one with --bundle.")


def write_bundle(
    repository: pygit2.Repository, path: Path, references: Mapping[str, str], has: Sequence[str] = ()
) -> None:
    """Write a bundle of commits by reference, less what can be reached from those that the reader `has`.

    Raises:
        OutputError: the file could not be written.
    """
    known: set[pygit2.Oid] = set()
    order = pygit2.enums.SortMode.TOPOLOGICAL
    hidden = {commit.id for id in has for commit in repository.walk(pygit2.Oid(hex=id), order)}
    for id in has:
        _collect(repository, cast(pygit2.Commit, repository[id]).tree_id, known)
    before = set(known)
    wanted: dict[pygit2.Oid, None] = {}
    for id in references.values():
        for commit in repository.walk(pygit2.Oid(hex=id), order):
            if commit.id not in hidden:
                wanted[commit.id] = None
                _collect(repository, commit.tree_id, known)
    wanted.update(dict.fromkeys(sorted(known - before, key=str)))
    lines = [_HEADS[0], *(f"-{id} \n".encode() for id in has)]
    lines += [f"{id} {name}\n".encode() for name, id in references.items()]
    with atomic_file(path) as partial, partial.open("wb") as opened:
        opened.writelines([*lines, b"\n"])
        opened.writelines(write_pack(repository, wanted))


def _collect(repository: pygit2.Repository, tree: pygit2.Oid, found: set[pygit2.Oid]) -> None:
    """Every object of a folder."""
    waiting = [tree]
    while waiting:
        id = waiting.pop()
        if id in found:
            continue
        found.add(id)
        for entry in cast(pygit2.Tree, repository[id]):
            if entry.type_str == "tree":
                waiting.append(entry.id)
            else:
                found.add(entry.id)
