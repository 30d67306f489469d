"""Who last changed a file, and when: whoever signs its version when two versions contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import pygit2

__all__ = ["Signer", "changed_paths", "last_signer", "last_signers", "shown_name"]

_LONGEST = 60


@dataclass(frozen=True)
class Signer:
    """A chosen name, the day of the change (UTC), and its commit."""

    name: str
    day: str
    commit: str


def shown_name(name: str) -> str:
    """An author's name as a commons may show it: without any sign of an address, on one line."""
    plain = "".join(sign if sign.isprintable() else " " for sign in name.split("@", 1)[0])
    return " ".join(re.sub(r"[<>]", " ", plain).split())[:_LONGEST].strip() or "author"


def last_signer(repository: pygit2.Repository, commit: str, path: str) -> Signer:
    """Who made a file what it is in a commit."""
    return last_signers(repository, commit, [path])[path]


def last_signers(repository: pygit2.Repository, commit: str, paths: Iterable[str]) -> dict[str, Signer]:
    """Who made each of some files what it is in a commit, in one walk through its history.

    A merge that took a file over from one side did not change it: that side is followed.
    """
    waiting = {commit: set(paths)}
    found: dict[str, Signer] = {}
    for at in repository.walk(pygit2.Oid(hex=commit), pygit2.enums.SortMode.TOPOLOGICAL):
        rest = waiting.pop(str(at.id), None)
        if rest is None:
            continue
        for parent in at.parent_ids if rest else ():
            changed = rest.intersection(changed_paths(repository, str(parent), str(at.id)))
            if changed != rest:
                waiting.setdefault(str(parent), set()).update(rest - changed)
            rest = changed
        if rest:
            moment = datetime.fromtimestamp(at.author.time, UTC)
            found.update(dict.fromkeys(rest, Signer(shown_name(at.author.name), moment.date().isoformat(), str(at.id))))
        if not waiting:
            break
    return found


def changed_paths(repository: pygit2.Repository, old: str | None, new: str) -> tuple[str, ...]:
    """Paths of the files that differ between two commits; of all files when there is no older one."""
    tree = cast(pygit2.Commit, repository[new]).tree
    before = None if old is None else cast(pygit2.Commit, repository[old]).tree
    diff = tree.diff_to_tree(swap=True) if before is None else before.diff_to_tree(tree)
    raw = {path for delta in diff.deltas for path in (delta.old_file.raw_path, delta.new_file.raw_path) if path}
    return tuple(sorted(path.decode("utf-8", "backslashreplace") for path in raw))
