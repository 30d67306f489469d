"""When each record of a commons was written first and changed last, from the commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pygit2

from portee.commons.records.kinds import KINDS

__all__ = ["Dated", "moment_text", "record_dates"]


@dataclass(frozen=True)
class Dated:
    """First and last change, RFC 3339 in UTC."""

    first: str
    last: str


def moment_text(seconds: int) -> str:
    """A moment since 1970 as RFC 3339 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record_dates(repository: pygit2.Repository, commit: str) -> Mapping[str, Dated]:
    """By id, for the records that a commit holds. A merge is no change of its own: what it joins was dated before."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for one in repository.walk(pygit2.Oid(hex=commit), pygit2.enums.SortMode.TOPOLOGICAL):
        if len(one.parents) > 1:
            continue
        for path in _changed(one):
            first[path] = min(one.commit_time, first.get(path, one.commit_time))
            last[path] = max(one.commit_time, last.get(path, one.commit_time))
    return {
        path.removesuffix(".md"): Dated(moment_text(first[path]), moment_text(last[path]))
        for path in sorted(first)
        if path.partition("/")[0] in KINDS and path.endswith(".md")
    }


def _changed(commit: pygit2.Commit) -> list[str]:
    before, after = commit.parents, commit.tree
    made = before[0].tree.diff_to_tree(after) if before else after.diff_to_tree(swap=True)
    return [delta.new_file.path for delta in made.deltas]
