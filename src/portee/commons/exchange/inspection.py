"""Look at a whole received history before any of it enters: every commit, every folder, the size of every file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

import pygit2

from portee.commons.exchange.limits import LIMITS, Limits
from portee.commons.exchange.names import entry_problem, folder_problem, place_of
from portee.core.errors import ManyProblems, PorteeError, SourceError, Where

__all__ = ["Inspected", "inspect_history"]

MOST_TOLD = 20
"""Problems; a history with more is refused all the same."""

_ENTRY = re.compile(rb"([0-7]+) ([^\x00]+)\x00(.{20})", re.DOTALL)
_FOLDER_MODE = b"40000"
_MEND = "Nothing was taken. Tell whoever publishes it, or pull from somewhere else."


@dataclass(frozen=True)
class Inspected:
    """What was looked at: commits, objects altogether, bytes of files."""

    commits: int
    objects: int
    unpacked_bytes: int


class _Enough(Exception):
    """So much is wrong, or so wrong, that nothing more is looked at."""


def inspect_history(
    repository: pygit2.Repository, tip: str, known: Iterable[str] = (), limits: Limits = LIMITS
) -> Inspected:
    """Look at everything that can be reached from a commit and not from those that are known.

    The size of each object is read before the object itself, so that nothing too large is ever unpacked.

    Raises:
        ManyProblems: the history holds what no commons holds, or too much of it.
    """
    inspection = _Inspection(repository, limits)
    hidden = {str(commit.id) for id in known for commit in repository.walk(pygit2.Oid(hex=id))}
    try:
        for commit in inspection.commits(tip, hidden):
            inspection.tree(commit, str(commit.tree_id), "root", 0, "")
    except _Enough:
        pass
    if inspection.problems:
        raise ManyProblems(inspection.problems)
    return Inspected(inspection.count, inspection.objects, inspection.unpacked)


@dataclass
class _Inspection:
    repository: pygit2.Repository
    limits: Limits
    problems: list[PorteeError] = field(default_factory=list)
    count: int = 0
    objects: int = 0
    unpacked: int = 0
    _trees: set[tuple[str, str, int]] = field(default_factory=set)
    _entries: set[tuple[bytes, str, int]] = field(default_factory=set)
    _blobs: dict[str, int] = field(default_factory=dict)

    def commits(self, tip: str, hidden: set[str]) -> Iterator[pygit2.Commit]:
        """Every commit, whatever order."""
        waiting, seen = [tip], {tip, *hidden}
        if tip in hidden:
            return
        while waiting:
            id = waiting.pop()
            self._measure(id, pygit2.enums.ObjectType.COMMIT, self.limits.commit_bytes, f"commit {id[:10]}")
            commit = cast(pygit2.Commit, self.repository[id])
            self.count += 1
            yield commit
            parents = [str(parent) for parent in commit.parent_ids if str(parent) not in seen]
            seen.update(parents)
            waiting += parents

    def tree(self, commit: pygit2.Commit, id: str, place: str, depth: int, path: str) -> None:
        """One folder with all that lies in it."""
        if (id, place, depth) in self._trees:
            return
        self._trees.add((id, place, depth))
        told = f"{path or 'the whole'} in {str(commit.id)[:10]}"
        self._measure(id, pygit2.enums.ObjectType.TREE, self.limits.tree_bytes, told)
        data = self.repository.odb.read(id)[1]
        read, count, names = 0, 0, set()
        for entry in _ENTRY.finditer(data):
            if entry.start() != read:
                break
            read, count = entry.end(), count + 1
            mode, name, target = entry.groups()
            names.add(unicodedata.normalize("NFC", name.decode("utf-8", "replace")).casefold())
            if (entry.group(), place, depth) not in self._entries:
                self._entries.add((entry.group(), place, depth))
                self._entry(commit, mode, name, target.hex(), place, depth, path)
        if read != len(data):
            self._wrong("The list of its files is damaged.", told, final=True)
        if len(names) != count:
            self._wrong("Two of its names are the same where a disk tells no case apart.", told)

    def _entry(
        self, commit: pygit2.Commit, mode: bytes, name: bytes, id: str, place: str, depth: int, path: str
    ) -> None:
        told = f"{path}{name.decode('utf-8', 'backslashreplace')}"
        where = f"{_printable(told)} in {str(commit.id)[:10]}"
        if problem := entry_problem(mode, name):
            self._wrong(problem, where)
            return
        text = name.decode("utf-8")
        if mode == _FOLDER_MODE:
            if problem := folder_problem(place, depth, text):
                self._wrong(problem, where)
                return
            self.tree(commit, id, place_of(place, depth, text), depth + 1, f"{told}/")
            return
        largest = self.limits.record_bytes if place == "records" else self.limits.file_bytes
        size = self._blobs.get(id)
        if size is None:
            size = self._blobs[id] = self._measure(id, pygit2.enums.ObjectType.BLOB, None, where)
            self.unpacked += size
        if size > largest:
            self._wrong(f"It has {size} bytes; at most {largest} are let in.", where)
        if self.unpacked > self.limits.unpacked_bytes:
            what = f"The files of its history have more than {self.limits.unpacked_bytes} bytes."
            self._wrong(what, where, final=True)

    def _measure(self, id: str, kind: pygit2.enums.ObjectType, largest: int | None, where: str) -> int:
        """Size in bytes of an object that must be there, of its kind and not too large."""
        self.objects += 1
        if self.objects > self.limits.objects:
            self._wrong(f"The history holds more than {self.limits.objects} objects.", where, final=True)
        try:
            found, size = self.repository.odb.read_header(id)
        except (KeyError, pygit2.GitError):
            self._wrong("A part of the history is missing or damaged.", where, final=True)
            raise AssertionError from None
        if found != kind:
            self._wrong("A part of the history is not what it claims to be.", where, final=True)
        if largest is not None and size > largest:
            self._wrong(f"It has {size} bytes; at most {largest} are let in.", where, final=True)
        return int(size)

    def _wrong(self, what: str, where: str, *, final: bool = False) -> None:
        self.problems.append(SourceError(what, where=Where(where), mend=_MEND))
        if final or len(self.problems) >= MOST_TOLD:
            raise _Enough


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)[:200]
