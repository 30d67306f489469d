"""The last version of a record that two commons had in common.

Whenever records are taken, the commit says so (`Taken-From: name commit`). Each side's notes, and the history that
forks share, tell when the two last agreed on a record. Only commits that are really there count, whatever a note says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

import pygit2

from portee.commons.exchange.remotes import Remote
from portee.commons.exchange.signers import changed_paths
from portee.commons.exchange.soundness import contents
from portee.commons.exchange.trailers import trailers
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot

__all__ = ["TAKEN_FROM", "Agreement", "Ancestors"]

TAKEN_FROM = "Taken-From"


@dataclass(frozen=True)
class Agreement:
    """A moment at which both sides knew the same version of a record.

    Attributes:
        ours, theirs: commit of each side that knew it.
        holder: the commit that holds that version.
    """

    ours: str
    theirs: str
    holder: str


@dataclass
class Ancestors:
    """What a commons and another one agreed on, record by record."""

    commons: Commons
    remote: Remote
    _files: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _older: dict[tuple[str, str], bool] = field(default_factory=dict)

    @property
    def _repository(self) -> pygit2.Repository:
        return self.commons.repository

    @cached_property
    def _ours(self) -> str | None:
        head = self.commons.head()
        return None if head is None else head.commit

    @cached_property
    def _shared(self) -> Agreement | None:
        if self._ours is None:
            return None
        theirs = self.remote.snapshot.commit
        base = self._repository.merge_base(pygit2.Oid(hex=self._ours), pygit2.Oid(hex=theirs))
        found = cast("pygit2.Oid | None", base)
        return None if found is None else Agreement(str(found), str(found), str(found))

    @cached_property
    def we_took(self) -> Mapping[str, Agreement]:
        """When each file was last taken from them."""
        notes = self._notes(self._ours, self.remote.snapshot.commit)
        return {path: Agreement(commit, source, source) for path, (commit, source) in notes.items()}

    @cached_property
    def they_took(self) -> Mapping[str, Agreement]:
        """When each file was last taken from here by them."""
        notes = self._notes(self.remote.snapshot.commit, self._ours)
        return {path: Agreement(source, commit, source) for path, (commit, source) in notes.items()}

    def agreement(self, path: str) -> Agreement | None:
        """The last one about a file; None where they never agreed on any version."""
        last = self._shared
        for other in (self.we_took.get(path), self.they_took.get(path)):
            last = other if last is None else last if other is None else self._later(last, other)
        return last

    def base(self, path: str) -> bytes | None:
        """Contents of the file in the last version that both knew."""
        found = self.agreement(path)
        return None if found is None else contents(Snapshot(self._repository, found.holder), path)

    def blobs(self, commit: str) -> Mapping[str, str]:
        """Ids of the contents of each record in a commit, by path; read once."""
        if commit not in self._files:
            self._files[commit] = dict(Snapshot(self._repository, commit).records())
        return self._files[commit]

    def _later(self, one: Agreement, two: Agreement) -> Agreement:
        if self._is_older(one, two):
            return two
        if self._is_older(two, one):
            return one
        # Each side took before it knew of the other's taking: any rule will do that both sides follow alike.
        return max(one, two, key=lambda agreement: agreement.holder)

    def _is_older(self, one: Agreement, two: Agreement) -> bool:
        return self._precedes(one.ours, two.ours) and self._precedes(one.theirs, two.theirs)

    def _precedes(self, one: str, two: str) -> bool:
        if (one, two) not in self._older:
            self._older[one, two] = one == two or self._repository.descendant_of(two, one)
        return self._older[one, two]

    def _notes(self, taker: str | None, giver: str | None) -> dict[str, tuple[str, str]]:
        """For each file, the last commit of a history that took it from the other, and the commit it was taken from."""
        if taker is None or giver is None:
            return {}
        order = pygit2.enums.SortMode.TOPOLOGICAL | pygit2.enums.SortMode.TIME
        given = {str(commit.id) for commit in self._repository.walk(pygit2.Oid(hex=giver), order)}
        found: dict[str, tuple[str, str]] = {}
        for commit in self._repository.walk(pygit2.Oid(hex=taker), order):
            told = dict(trailers(commit.message)).get(TAKEN_FROM, "").rpartition(" ")[2]
            if told not in given:
                continue
            before = str(commit.parent_ids[0]) if commit.parent_ids else None
            for path in changed_paths(self._repository, before, str(commit.id)):
                found.setdefault(path, (str(commit.id), told))
        return found
