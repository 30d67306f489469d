"""What makes a change survive a process that is killed at any moment.

A change is acknowledged when its commit is what the branch points to; Git moves a branch in one step. Files on disk and
Git's index follow. A journal, written before the branch moves and removed when the files are there, tells whoever
opens the commons next to finish the work. Nobody else writes at that time: the lock dies with its process.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pygit2

from portee.commons.repository.snapshot import Snapshot
from portee.core.atomic import atomic_file

__all__ = ["Journal", "lay_files"]

_GIT_LOCKS = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "FETCH_HEAD.lock")
_PATIENCE_S = 2.0
"""How long a lock that another Git program might hold is waited for."""


@dataclass(frozen=True)
class Journal:
    """The change under way, if there is one."""

    repository: pygit2.Repository

    @property
    def _path(self) -> Path:
        return Path(self.repository.path) / "portee" / "journal.json"

    def begin(self, before: str | None, after: str, paths: Sequence[str]) -> None:
        """Note what is about to happen."""
        self._path.parent.mkdir(exist_ok=True)
        with atomic_file(self._path) as partial:
            partial.write_text(json.dumps({"before": before, "after": after, "paths": list(paths)}), encoding="utf-8")

    def end(self) -> None:
        self._path.unlink(missing_ok=True)

    @contextmanager
    def moving_references(self) -> Iterator[None]:
        """Around a change to branches or settings alone: locks that a kill leaves behind are removed next time."""
        now = "" if self.repository.head_is_unborn else str(self.repository.head.target)
        self.begin(now or None, now, [])
        try:
            yield
        finally:
            # A kill does not come here; whatever else went wrong left no lock.
            self.end()

    @property
    def is_open(self) -> bool:
        return self._path.exists()

    def finish(self) -> None:
        """Bring files and index to what the branch says, if somebody was killed before doing so. Needs the lock."""
        if not self.is_open:
            return
        self._drop_stale_locks()
        for partial in Path(self.repository.workdir).glob("*/.*.partial*"):
            partial.unlink(missing_ok=True)
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            before, after, paths = told["before"], str(told["after"]), list(map(str, told["paths"]))
        except (OSError, ValueError, KeyError, TypeError):
            # The journal itself is written in one step: what cannot be read was never ours.
            self.end()
            return
        if not self.repository.head_is_unborn and str(self.repository.head.target) == after:
            lay_files(self.repository, before, after, paths)
        self.end()

    def _drop_stale_locks(self) -> None:
        git = Path(self.repository.path)
        locks = [git / name for name in _GIT_LOCKS] + list((git / "refs").rglob("*.lock"))
        until = time.monotonic() + _PATIENCE_S
        for lock in locks:
            while lock.exists() and time.monotonic() < until:
                time.sleep(0.05)
            with suppress(OSError):
                lock.unlink(missing_ok=True)


def lay_files(repository: pygit2.Repository, before: str | None, after: str, paths: Sequence[str]) -> None:
    """Write on disk, and in Git's index, what a commit says of some paths.

    A file that somebody edited by hand meanwhile is neither what was nor what is: it is left alone.
    """
    root = Path(repository.workdir)
    old = None if before is None else Snapshot(repository, before)
    new = Snapshot(repository, after)
    index = repository.index
    index.read()
    for path in paths:
        target, id = root / path, new.blob(path)
        was = None if old is None else old.blob(path)
        is_edited = target.is_symlink() or _blob_on_disk(target) not in (was, id)
        if id is None:
            if not is_edited:
                target.unlink(missing_ok=True)
            if path in index:
                index.remove(path)
        elif is_edited:
            index.add(pygit2.IndexEntry(path, pygit2.Oid(hex=id), pygit2.enums.FileMode.BLOB))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Git holds the contents already: a file on disk need not be pushed there before the next one is written.
            partial = target.with_name(f".{target.name}.partial")
            partial.write_bytes(cast(pygit2.Blob, repository[id]).data)
            os.replace(partial, target)
            index.add(path)
    index.write()


def _blob_on_disk(path: Path) -> str | None:
    try:
        return str(pygit2.hash(path.read_bytes()))
    except OSError:
        return None
