"""Who last changed a file, and when: whoever signs its version when two versions contradict each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import pygit2

from portee.commons.repository.snapshot import Snapshot

__all__ = ["Signer", "last_signer", "shown_name"]

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
    """Who made a file what it is in a commit.

    A merge that took a file over from one side did not change it: that side is followed.
    """
    at = cast(pygit2.Commit, repository[commit])
    now = Snapshot(repository, commit).blob(path)
    while True:
        same = (parent for parent in at.parents if Snapshot(repository, str(parent.id)).blob(path) == now)
        before = next(same, None)
        if before is None:
            moment = datetime.fromtimestamp(at.author.time, UTC)
            return Signer(shown_name(at.author.name), moment.date().isoformat(), str(at.id))
        at = before
