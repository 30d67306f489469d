"""The files of a commons as one commit holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pygit2

from portee.commons.records.kinds import KINDS
from portee.core.errors import InputError

__all__ = ["Snapshot", "find_commit"]


@dataclass(frozen=True)
class Snapshot:
    """One commit of a repository.

    Attributes:
        repository: opened with pygit2.
        commit: its id, 40 hexadecimal digits.
    """

    repository: pygit2.Repository
    commit: str

    @property
    def tree(self) -> pygit2.Tree:
        return cast(pygit2.Commit, self.repository[self.commit]).tree

    def records(self) -> Iterator[tuple[str, str]]:
        """Path and blob id of each file of a record, in the order of paths."""
        tree = self.tree
        for kind in sorted(KINDS):
            if kind in tree and isinstance(folder := tree[kind], pygit2.Tree):
                for entry in sorted(folder, key=lambda entry: entry.name or ""):
                    if isinstance(entry, pygit2.Blob) and (entry.name or "").endswith(".md"):
                        yield f"{kind}/{entry.name}", str(entry.id)

    def blob(self, path: str) -> str | None:
        """Id of the contents of a file; None where there is no such file."""
        try:
            found = self.tree[path]
        except KeyError:
            return None
        return str(found.id) if isinstance(found, pygit2.Blob) else None

    def text(self, path: str) -> str | None:
        """Contents of a file; None where there is none. Bytes that are no UTF-8 are shown as such."""
        id = self.blob(path)
        return None if id is None else self.text_of(id)

    def text_of(self, blob: str) -> str:
        return cast(pygit2.Blob, self.repository[blob]).data.decode("utf-8", errors="replace")


def find_commit(repository: pygit2.Repository, name: str, root: Path) -> str:
    """Id of the commit that a name means: a branch, a tag, the beginning of an id.

    Raises:
        InputError: no commit is called so.
    """
    try:
        found = repository.revparse_single(name)
        return str(found.peel(pygit2.Commit).id)
    except (KeyError, ValueError, pygit2.GitError):
        raise InputError(
            f"No version is called '{name[:60]}'.", where=str(root), mend="See: portee commons history PATH"
        ) from None
