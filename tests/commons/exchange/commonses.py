"""Commons that exchange, made from the example that is shipped; and ways to break a history by hand."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pygit2

from portee.commons.manifest import Manifest
from portee.commons.records.shape import Text
from portee.commons.repository.repository import Change, Commons
from tests.commons.examples import EXAMPLE, PATHS
from tests.commons.laid import laid

NEED = "need/embauche-avant-l-aube.md"
OTHER = "solution/navette-de-l-aube.md"


def make(root: Path, name: str = "essai", *, status: str = "draft", author: str = "Mimosa") -> Commons:
    """A commons with the records of the example."""
    manifest = Manifest(
        name=name, title=Text({"fr": name.title()}), about=Text({"fr": "Pour essayer."}), publisher="Portée"
    )
    files = {
        path: (EXAMPLE / path).read_text(encoding="utf-8").replace("status: draft", f"status: {status}").encode()
        for path in PATHS
    }
    return laid(root, manifest, author, files)


def edit(commons: Commons, path: str, old: str, new: str) -> str:
    """Edit a file on disk, as by hand."""
    before = (commons.root / path).read_text(encoding="utf-8")
    assert old in before
    after = before.replace(old, new, 1)
    (commons.root / path).write_text(after, encoding="utf-8")
    return after


def save(commons: Commons, path: str, old: str, new: str, author: str) -> str:
    """Edit a file and make it part of the commons."""
    edit(commons, path, old, new)
    data = (commons.root / path).read_bytes()
    return commons.save(Change({path: data}, f"{path} says something else", author))


def git(root: Path, *arguments: str) -> str:
    ran = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def state(commons: Commons) -> tuple[object, ...]:
    """Everything that a refusal must leave as it was: references, Git's index, and every file on disk."""
    files = {
        path.relative_to(commons.root).as_posix(): path.read_bytes()
        for path in sorted(commons.root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(commons.root).parts
    }
    config = (commons.root / ".git" / "config").read_bytes()
    leftovers = sorted(path.name for path in (commons.root / ".git" / "portee").iterdir() if path.suffix != ".sqlite")
    return git(commons.root, "for-each-ref"), git(commons.root, "ls-files", "-s"), files, config, leftovers


def commit_of(repository: pygit2.Repository, id: str) -> pygit2.Commit:
    return cast(pygit2.Commit, repository[id])


Entries = list[tuple[str, pygit2.Oid, int]]


def commit_tree(
    repository: pygit2.Repository, tree: pygit2.Oid, parents: list[str], reference: str = "refs/heads/main"
) -> str:
    """A commit of any tree."""
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines += [f"{role} Ortie <ortie@portee.invalid> 1700000000 +0000" for role in ("author", "committer")]
    data = "\n".join([*lines, "", "Something\n"]).encode()
    commit = repository.odb.write(pygit2.enums.ObjectType.COMMIT, data)
    repository.references.create(reference, commit, force=True)
    return str(commit)


def raw_tree(repository: pygit2.Repository, entries: Entries) -> pygit2.Oid:
    """A tree written byte by byte, so that it may hold what Git itself would refuse to write."""
    data = b"".join(f"{mode:o} {name}".encode() + b"\0" + id.raw for name, id, mode in entries)
    return repository.odb.write(pygit2.enums.ObjectType.TREE, data)


def with_entry(repository: pygit2.Repository, commit: str, name: str, id: pygit2.Oid, mode: int) -> pygit2.Oid:
    """The tree of a commit with one more entry at its root."""
    tree = commit_of(repository, commit).tree
    entries = [(entry.name or "", entry.id, int(entry.filemode)) for entry in tree]
    return raw_tree(repository, sorted([*entries, (name, id, mode)]))


Breaking = Callable[[pygit2.Repository, str], pygit2.Oid]
