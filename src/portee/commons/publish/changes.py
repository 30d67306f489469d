"""What changed between two versions of a commons, record by record and field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from portee.commons.publish.strictness import Stricter, stricter
from portee.commons.records.references import split_id
from portee.commons.records.requirement import Requirement
from portee.commons.records.shape import Text
from portee.commons.repository.history import paths_between, record_at
from portee.commons.repository.snapshot import Snapshot
from portee.commons.text.differences import values_with_body
from portee.commons.text.record_file import RecordFile

__all__ = ["FieldChange", "RecordChange", "changes_between", "compare", "leaves"]

At = tuple[int | str, ...]


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; None where it was not there. Places in lists count from 1."""

    at: At
    before: Any
    after: Any


@dataclass(frozen=True)
class RecordChange:
    """What became of one published record.

    Attributes:
        kind: `new`, `changed`, `retired` (kept, and no longer in force) or `removed` (no longer published).
        fields: that differ. stricter: why it asks more than before, where it is a requirement.
    """

    id: str
    title: Text
    kind: Literal["new", "changed", "retired", "removed"]
    fields: tuple[FieldChange, ...] = ()
    stricter: tuple[Stricter, ...] = ()

    @property
    def breaks(self) -> bool:
        """Whether what somebody built on the record may no longer hold."""
        return self.kind in ("retired", "removed") or bool(self.stricter)

    @property
    def type(self) -> str:
        return split_id(self.id)[0]


def changes_between(old: Snapshot, new: Snapshot, statuses: Collection[str]) -> tuple[RecordChange, ...]:
    """Changes of the records that have one of the statuses in either version, by id."""
    pairs = ((record_at(old, path), record_at(new, path)) for path, _, _ in paths_between(old, new))
    return tuple(change for was, now in pairs if (change := compare(was, now, statuses)))


def compare(was: RecordFile | None, now: RecordFile | None, statuses: Collection[str]) -> RecordChange | None:
    """What became of a record; None when nobody who reads what is published would notice."""
    was_out = was is not None and was.record.status in statuses
    is_out = now is not None and now.record.status in statuses
    if now is not None and is_out:
        if was is None or not was_out:
            return RecordChange(now.id, now.record.title, "new")
        fields = tuple(_differences(was, now))
        if not fields:
            return None
        more: tuple[Stricter, ...] = ()
        if isinstance(was.record, Requirement) and isinstance(now.record, Requirement):
            more = stricter(was.record, now.record)
        return RecordChange(now.id, now.record.title, "changed", fields, more)
    if was is None or not was_out:
        return None
    retired = now is not None and now.record.status == "retired"
    return RecordChange(was.id, was.record.title, "retired" if retired else "removed")


def leaves(value: Any, at: At = ()) -> Iterator[tuple[At, Any]]:
    """Every value inside plain values, with its place; a list of plain values is one."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from leaves(inner, (*at, str(name)))
    elif isinstance(value, list) and any(isinstance(inner, (Mapping, list)) for inner in value):
        for place, inner in enumerate(value, 1):
            yield from leaves(inner, (*at, place))
    else:
        yield at, value


def _differences(was: RecordFile, now: RecordFile) -> Iterator[FieldChange]:
    before, after = dict(leaves(values_with_body(was))), dict(leaves(values_with_body(now)))
    for at in {**before, **after}:
        one, other = before.get(at), after.get(at)
        if one != other or isinstance(one, bool) != isinstance(other, bool):
            yield FieldChange(at, one, other)
