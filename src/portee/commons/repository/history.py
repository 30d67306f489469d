"""Who changed what, and when: the versions of a commons or of one record, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

import pygit2

from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.differences import Difference, differences
from portee.commons.text.record_file import RecordFile, parse_record

__all__ = ["RecordChange", "Version", "changes_between", "history", "paths_between", "record_at"]


@dataclass(frozen=True)
class Version:
    """One version: its commit, the moment (UTC, ISO 8601), who signed it and what they said."""

    commit: str
    moment: str
    author: str
    message: str


@dataclass(frozen=True)
class RecordChange:
    """What happened to one record between two versions.

    Attributes:
        kind: "added", "removed" or "changed".
        fields: that differ; none where one of the versions cannot be read as a record.
    """

    id: str
    kind: str
    title: str
    fields: tuple[Difference, ...]


def record_at(snapshot: Snapshot | None, path: str) -> RecordFile | None:
    """A record as one version holds it; None where it has none, or one that cannot be read."""
    text = snapshot.text(path) if snapshot else None
    return None if text is None else parse_record(text, path).file


def history(commons: Commons, path: str | None = None, limit: int | None = None) -> list[Version]:
    """Versions, the newest first; only those that changed the file where a path is given."""
    head = commons.head()
    if head is None:
        return []
    found = _versions(commons.repository, head.commit, path)
    return list(islice(found, limit) if limit is not None else found)


def _versions(repository: pygit2.Repository, start: str, path: str | None) -> Iterator[Version]:
    order = pygit2.enums.SortMode.TOPOLOGICAL | pygit2.enums.SortMode.TIME
    for commit in repository.walk(pygit2.Oid(hex=start), order):
        if path is not None:
            now = Snapshot(repository, str(commit.id)).blob(path)
            before = [Snapshot(repository, str(parent.id)).blob(path) for parent in commit.parents]
            # A merge that only took over one side did not change the file.
            if (now in before) if before else now is None:
                continue
        yield _version(commit)


def _version(commit: pygit2.Commit) -> Version:
    moment = datetime.fromtimestamp(commit.commit_time, UTC).isoformat(timespec="seconds")
    return Version(str(commit.id), moment, commit.author.name, commit.message.strip().split("\n", 1)[0])


def paths_between(old: Snapshot | None, new: Snapshot) -> list[tuple[str, bool, bool]]:
    """Paths of records that differ between two versions, in order, and whether each version has them."""
    before, after = dict(old.records()) if old else {}, dict(new.records())
    return [
        (path, path in before, path in after)
        for path in sorted({*before, *after})
        if before.get(path) != after.get(path)
    ]


def changes_between(commons: Commons, old: str | None, new: str) -> list[RecordChange]:
    """Records that differ between two commits, by id; `old` None stands for nothing at all."""
    before = Snapshot(commons.repository, old) if old else None
    after = Snapshot(commons.repository, new)
    found: list[RecordChange] = []
    for path, was, stays in paths_between(before, after):
        one, two = record_at(before, path), record_at(after, path)
        kind = "added" if not was else "removed" if not stays else "changed"
        shown = two or one
        title = shown.record.title.fr if shown else path
        found.append(RecordChange(path.removesuffix(".md"), kind, title, differences(one, two)))
    return found
