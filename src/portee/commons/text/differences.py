"""What differs between two versions of a record, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portee.commons.text.record_file import RecordFile, record_values

__all__ = ["Difference", "differences", "leaves", "values_with_body"]


@dataclass(frozen=True)
class Difference:
    """One field that is not the same: its path, what it was and what it is; None where it is not there."""

    field: str
    old: Any
    new: Any

    @property
    def added(self) -> tuple[Any, ...]:
        """For lists, what came in."""
        return tuple(item for item in _items(self.new) if item not in _items(self.old))

    @property
    def removed(self) -> tuple[Any, ...]:
        """For lists, what went out."""
        return tuple(item for item in _items(self.old) if item not in _items(self.new))


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def values_with_body(file: RecordFile) -> dict[str, Any]:
    """The fields of a record, its body among them by language."""
    return {**record_values(file.record), **({"body": dict(file.body)} if file.body else {})}


def leaves(values: Mapping[str, Any], at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value that is no mapping, with its path; a list is one value, and so is a mapping without keys."""
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from leaves(value, (*at, name))
        else:
            yield (*at, name), value


def differences(old: RecordFile | None, new: RecordFile | None) -> tuple[Difference, ...]:
    """Fields that differ, in the order in which they are written."""
    before = dict(leaves(values_with_body(old))) if old else {}
    after = dict(leaves(values_with_body(new))) if new else {}
    return tuple(
        Difference(".".join(path), before.get(path), after.get(path))
        for path in [*after, *(path for path in before if path not in after)]
        if before.get(path) != after.get(path)
    )
