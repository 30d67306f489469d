"""One release of a commons: what one commit holds that may be published, under which version, since which one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import cast

import pygit2

from portee.commons.check.check import check_commons
from portee.commons.manifest import MANIFEST, Manifest
from portee.commons.publish.changes import RecordChange, changes_between
from portee.commons.publish.dates import Dated, moment_text, record_dates
from portee.commons.publish.previous import next_version, past_releases
from portee.commons.publish.resources import DATA, DataFile, data_files
from portee.commons.publish.rights import licence_problems
from portee.commons.records.kinds import KINDS
from portee.commons.records.references import split_id
from portee.commons.records.shape import Text
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.record_file import RecordFile, parse_record
from portee.core.declared import parse_declared
from portee.core.errors import InputError, ManyProblems, SourceError, Where
from portee.core.progress import Progress, Silent

__all__ = ["ALWAYS", "Release", "gather", "in_reading_order", "release_of"]

ALWAYS = frozenset({"published", "reviewed"})
"""Statuses that are published unless others are asked for."""


@dataclass(frozen=True)
class Release:
    """Everything that a publication is made of; the same commit gives the same release.

    Attributes:
        manifest: of the commons.
        commit: 40 hexadecimal digits. moment: of the commit, RFC 3339 in UTC.
        version: of this release. previous: of the one before; None for the first.
        records: in the order of types, then of ids.
        changes: since the previous release.
        dates: of each record, by id.
        data: files of data beside the records.
        unreleased: titles of records that are in the commons and not in the release, by id.
        retired: records that are no longer in force; their addresses stay and say so.
    """

    manifest: Manifest
    commit: str
    moment: str
    version: str
    previous: str | None
    records: tuple[RecordFile, ...]
    changes: tuple[RecordChange, ...] = ()
    dates: Mapping[str, Dated] = field(default_factory=dict)
    data: tuple[DataFile, ...] = ()
    unreleased: Mapping[str, Text] = field(default_factory=dict)
    retired: tuple[RecordFile, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, RecordFile]:
        return {file.id: file for file in self.records}

    @cached_property
    def retired_by_id(self) -> Mapping[str, RecordFile]:
        return {file.id: file for file in self.retired}

    @property
    def base(self) -> str:
        """Address that everything is named under; where nobody gave one, it leads nowhere (RFC 2606)."""
        url = self.manifest.url or f"https://{self.manifest.name}.portee.invalid/"
        return url if url.endswith("/") else f"{url}/"

    def of_type(self, kind: str) -> tuple[RecordFile, ...]:
        return tuple(file for file in self.records if file.record.type == kind)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Types that the release holds records of, in the order in which people read a commons."""
        found = {file.record.type for file in self.records}
        return tuple(kind for kind in KINDS if kind in found)


def gather(
    root: Path,
    *,
    include: Collection[str] = (),
    version: str | None = None,
    progress: Progress | None = None,
) -> Release:
    """Read what may be published from the last commit.

    Args:
        include: further statuses to publish, `proposed` and `draft`. version: such as 1.2.0; found otherwise.

    Raises:
        InputError: there is no commons, nothing is committed, or there are edits that are not.
        ManyProblems: the commons has problems, or licences that do not mix.
        ParameterError: the version does not come after the last one.
    """
    progress = progress or Silent()
    if problems := check_commons(root, progress).problems:
        raise ManyProblems(problems)
    commons = Commons.open(root)
    head = commons.head()
    if head is None:
        raise InputError("Nothing is committed yet.", where=str(root), mend="Commit the records first.")
    _refuse_edits(commons)
    made = release_of(commons, head, ALWAYS | set(include), _records(head, progress), version=version)
    if wrong := licence_problems(made.manifest, made.records, made.data):
        raise ManyProblems(wrong)
    return made


def release_of(
    commons: Commons,
    head: Snapshot,
    statuses: Collection[str],
    everything: tuple[RecordFile, ...],
    *,
    version: str | None = None,
) -> Release:
    """A release of one version of a commons, whatever may be wrong with it.

    Args:
        head: the version. everything: its records. statuses: of those that are in the release.
        version: such as 1.2.0; found otherwise.

    Raises:
        SourceError: the manifest cannot be read. ParameterError: the version does not come after the last one.
    """
    manifest = parse_declared(head.text(MANIFEST) or "", Manifest, MANIFEST)
    records = tuple(file for file in everything if file.record.status in statuses)
    unreleased = {file.id: file.record.title for file in everything if file.record.status not in statuses}
    retired = tuple(file for file in everything if file.record.status == "retired" and "retired" not in statuses)
    pasts = past_releases(commons.repository, head.commit)
    before = next((past for past in reversed(pasts) if past.commit != head.commit), None)
    here = next((past.version for past in reversed(pasts) if past.commit == head.commit), None)
    changes = () if before is None else changes_between(Snapshot(commons.repository, before.commit), head, statuses)
    moment = moment_text(cast(pygit2.Commit, commons.repository[head.commit]).commit_time)
    return Release(
        manifest, head.commit, moment, str(next_version(before, changes, here=here, asked=version)),
        None if before is None else str(before.version), records, changes,
        record_dates(commons.repository, head.commit), data_files(head), unreleased, retired,
    )  # fmt: skip


def in_reading_order(files: Iterable[RecordFile]) -> tuple[RecordFile, ...]:
    """Records by type, in the order in which people read a commons, then by id."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(sorted(files, key=lambda file: (order[split_id(file.id)[0]], file.id)))


def _refuse_edits(commons: Commons) -> None:
    """What is published is what is committed: edits that are not would be missing without a word."""
    parts = (*KINDS, DATA)
    for path in sorted(commons.repository.status(untracked_files="all", ignored=False)):
        first, _, name = path.partition("/")
        if path == MANIFEST or (first in parts and not name.startswith(".")):
            raise InputError(
                "The file holds edits that are not committed.", where=path, mend="Commit them, or undo them, first."
            )


def _records(head: Snapshot, progress: Progress) -> tuple[RecordFile, ...]:
    """Every record of a version, in reading order."""
    listed = list(head.records())
    progress.start("publish_read", len(listed))
    found: list[RecordFile] = []
    for path, blob in listed:
        parsed = parse_record(head.text_of(blob), path)
        if parsed.file is None or parsed.problems:
            raise SourceError("The record cannot be read.", where=Where(path), mend="See: portee commons check PATH")
        found.append(parsed.file)
        progress.advance(1)
    progress.done()
    return in_reading_order(found)
