"""How the records of another commons stand to one's own: new, changed there, changed here, changed on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from portee.commons.exchange.ancestors import Ancestors
from portee.commons.exchange.remotes import Remote
from portee.commons.exchange.soundness import contents
from portee.commons.exchange.threeway import parsed
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.record_file import RecordFile
from portee.core.errors import SourceError

__all__ = ["STATES", "Standing", "State", "standings", "without_origin"]

State = Literal["new", "theirs", "ours", "both", "gone", "same", "unreadable"]
STATES: tuple[State, ...] = ("new", "theirs", "both", "ours", "gone", "unreadable", "same")
"""In the order in which they are told."""


@dataclass(frozen=True)
class Standing:
    """One record.

    Attributes:
        state: "new" there and not here; changed there ("theirs"), here ("ours") or on "both" sides since both had the
            same; "gone" there and unchanged here; the "same"; or "unreadable".
        problem: why it cannot be read.
    """

    id: str
    title: str
    state: State
    problem: SourceError | None = None


def without_origin(file: RecordFile | None) -> RecordFile | None:
    """The record without the note of where it came from, which each side writes for itself."""
    if file is None or file.record.origin is None:
        return file
    return RecordFile(file.record.model_copy(update={"origin": None}), file.body)


def standings(commons: Commons, remote: Remote) -> list[Standing]:
    """Every record of another commons, and those that it took out; by state, then by id."""
    head = commons.head()
    ancestors = Ancestors(commons, remote)
    ours, theirs = dict(head.records()) if head else {}, dict(remote.snapshot.records())
    found = [_standing(path, ancestors, head, remote.snapshot, ours.get(path), theirs[path]) for path in theirs]
    for path in ours:
        if path not in theirs and (base := ancestors.base(path)) is not None:
            kept = _read(contents(head, path), path)
            if isinstance(kept, RecordFile) and without_origin(kept) == _bare(base, path):
                found.append(Standing(kept.id, kept.record.title.fr, "gone"))
    return sorted(found, key=lambda one: (STATES.index(one.state), one.id))


def _standing(
    path: str, ancestors: Ancestors, head: Snapshot | None, there: Snapshot, ours: str | None, theirs: str
) -> Standing:
    id = path.removesuffix(".md")
    if ours == theirs:
        return Standing(id, "", "same")
    took = ancestors.we_took.get(path)
    if took is not None and took == ancestors.agreement(path):
        # Nothing needs reading where neither side changed since it was taken.
        is_kept = ancestors.blobs(took.ours).get(path) == ours
        if ancestors.blobs(took.theirs).get(path) == theirs:
            return Standing(id, "", "same" if is_kept else "ours")
    other = _read(contents(there, path), path)
    if isinstance(other, SourceError):
        return Standing(id, id, "unreadable", other)
    title = other.record.title.fr
    mine, base, that = _bare(contents(head, path), path), _bare(ancestors.base(path), path), without_origin(other)
    if mine == that:
        return Standing(id, title, "same")
    if ours is None and base is None:
        return Standing(id, title, "new")
    if mine == base:
        return Standing(id, title, "theirs")
    return Standing(id, title, "ours" if that == base else "both")


def _bare(data: bytes | None, path: str) -> RecordFile | None:
    found = None if data is None else _read(data, path)
    return without_origin(found) if isinstance(found, RecordFile) else None


def _read(data: bytes | None, path: str) -> RecordFile | SourceError:
    try:
        found = parsed(data, path)
    except SourceError as problem:
        return problem
    assert found is not None
    return found
