"""The release before this one, and the version that comes next: what breaks counts up the first number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import pygit2

from portee.commons.publish.changes import RecordChange
from portee.commons.records.publication import Publication
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.record_file import parse_record
from portee.core.errors import ParameterError

__all__ = ["FIRST", "Past", "Step", "Version", "next_version", "past_releases", "step_of"]

Step = Literal["major", "minor", "patch"]
_VERSION = re.compile(r"^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})$")
_KNOWN = ("published", "reviewed")


@dataclass(frozen=True, order=True)
class Version:
    """Three numbers: what breaks, what is new, what was mended (https://semver.org)."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Version:
        """Raises ParameterError when the text is no version."""
        found = _VERSION.match(text)
        if not found:
            raise ParameterError(f"'{text[:30]}' is no version.", mend="Write three numbers, such as 1.2.0.")
        return cls(*map(int, found.groups()))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def after(self, step: Step) -> Version:
        """The next version by such a step."""
        if step == "major":
            return Version(self.major + 1, 0, 0)
        return Version(self.major, self.minor + 1, 0) if step == "minor" else self._mended()

    def _mended(self) -> Version:
        return Version(self.major, self.minor, self.patch + 1)


FIRST = Version(1, 0, 0)


@dataclass(frozen=True)
class Past:
    """A release that was made, at a commit."""

    version: Version
    commit: str


def past_releases(repository: pygit2.Repository, commit: str) -> tuple[Past, ...]:
    """Releases at a commit and before it, the earliest first.

    A release is a tag such as v1.2.0, or the commit that brought a published record of type publication and kind
    release, with its version.
    """
    found = {(past.version, past.commit): past for past in (*_tagged(repository), *_told(repository, commit))}
    kept = [
        past
        for past in found.values()
        if past.commit == commit or repository.descendant_of(pygit2.Oid(hex=commit), pygit2.Oid(hex=past.commit))
    ]
    return tuple(sorted(kept, key=lambda past: past.version))


def _tagged(repository: pygit2.Repository) -> Iterator[Past]:
    for name in sorted(repository.references):
        short = name.removeprefix("refs/tags/")
        if short != name and short.startswith("v") and _VERSION.match(short):
            try:
                at = repository.references[name].peel(pygit2.Commit)
            except (pygit2.GitError, ValueError):
                continue
            yield Past(Version.parse(short), str(at.id))


def _told(repository: pygit2.Repository, commit: str) -> Iterator[Past]:
    for path, _ in Snapshot(repository, commit).records():
        if path.startswith("publication/"):
            version = _version_in(repository, commit, path)
            if version is not None:
                yield Past(version, _brought_by(repository, commit, path, version))


def _brought_by(repository: pygit2.Repository, commit: str, path: str, version: Version) -> str:
    """The earliest commit from which on a record says that version."""
    while True:
        parents = cast(pygit2.Commit, repository[commit]).parent_ids
        if not parents or _version_in(repository, str(parents[0]), path) != version:
            return commit
        commit = str(parents[0])


def _version_in(repository: pygit2.Repository, commit: str, path: str) -> Version | None:
    text = Snapshot(repository, commit).text(path)
    file = None if text is None else parse_record(text, path).file
    record = None if file is None else file.record
    if not isinstance(record, Publication) or record.kind != "release" or record.version is None:
        return None
    return Version.parse(record.version) if record.status in _KNOWN else None


def step_of(changes: Sequence[RecordChange]) -> Step:
    """How far the changes count up: somebody's work no longer fits, something is new, or something was mended."""
    if any(change.breaks for change in changes):
        return "major"
    return "minor" if any(change.kind == "new" for change in changes) else "patch"


def next_version(
    before: Past | None, changes: Sequence[RecordChange], *, here: Version | None = None, asked: str | None = None
) -> Version:
    """The version of a release.

    Args:
        before: the release before it. changes: since then.
        here: the version that its commit bears already. asked: the version that somebody wants.

    Raises:
        ParameterError: the version asked for promises less change than there is, or the commit bears another.
    """
    least = FIRST if before is None else before.version.after(step_of(changes))
    if asked is None:
        return here or least
    wanted = Version.parse(asked)
    if here is not None and wanted != here:
        raise ParameterError(f"This commit is version {here} already.", mend="Leave --version out.")
    if before is not None and wanted < least:
        raise ParameterError(
            f"Version {wanted} says too little: since {before.version} the changes make it {least} at least.",
            mend="Leave --version out, or give a later one.",
        )
    return wanted
