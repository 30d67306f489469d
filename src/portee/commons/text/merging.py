"""Bring two versions of a record together, field by field; where they contradict each other, both opinions are kept."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from merge3 import Merge3

from portee.commons.text.differences import leaves, values_with_body
from portee.commons.text.record_file import RecordFile
from portee.core.declared import declared_of
from portee.core.errors import SourceError
from portee.core.plain_yaml import plain_text

__all__ = ["Conflict", "Merged", "Side", "merge_records"]

Leaves = dict[tuple[str, ...], Any]

_KEYS = {
    "sources": ("url", "page"), "conditions": ("name",), "steps": ("name",), "consents": ("by", "date"),
    "disagreements": ("on", "by", "date"), "values": ("date",), "votes": ("need",), "tests": ("fact",),
    "indicators": ("indicator",), "crosswalk": ("framework", "code"), "commitments": ("what", "by"),
    "results": ("what",), "inputs": ("name",),
}  # fmt: skip
"""Lists of blocks, and the fields by which one block is known in two versions."""

LONGEST_PROPOSED = 20_000


@dataclass(frozen=True)
class Side:
    """One version and who signs it."""

    file: RecordFile
    by: str
    date: str


@dataclass(frozen=True)
class Conflict:
    """A field that both sides changed, each in its own way."""

    field: str
    ours: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """The record that comes of it. Of contradictory fields it holds ours; both opinions stand in its disagreements."""

    file: RecordFile
    conflicts: tuple[Conflict, ...]


def merge_records(base: RecordFile | None, ours: Side, theirs: Side) -> Merged:
    """Merge three ways. `base` is the last version both sides had in common, None when there is none.

    Raises:
        SourceError: each side is right and both together are not; nothing is merged then.
    """
    problem: SourceError | None = None
    # Parts of a block may be right on each side and wrong together: then whole fields are taken from one side.
    for divided in (_leaves, _fields):
        merged, conflicts = _all_merged(divided(base), divided(ours.file), divided(theirs.file))
        values = _tree(merged)
        body = values.pop("body", {})
        told = [*values.get("disagreements", [])]
        for conflict in conflicts:
            for side, value in ((ours, conflict.ours), (theirs, conflict.theirs)):
                told.append(_opinion(conflict.field, side, value))
        if told:
            values["disagreements"] = [item for place, item in enumerate(told) if item not in told[:place]]
        try:
            record = declared_of(values, type(ours.file.record), f"{ours.file.id}.md")
        except SourceError as found:
            problem = found
        else:
            return Merged(RecordFile(record, body), tuple(conflicts))
    assert problem is not None
    raise SourceError(
        f"The two versions do not fit together: {problem.what}", where=problem.where, mend="Merge them by hand."
    )


def _all_merged(before: Leaves, mine: Leaves, other: Leaves) -> tuple[Leaves, list[Conflict]]:
    merged: Leaves = {}
    conflicts: list[Conflict] = []
    for path in [*mine, *(path for path in other if path not in mine)]:
        value, contradicts = _merged(path, before.get(path), mine.get(path), other.get(path))
        if contradicts:
            conflicts.append(Conflict(".".join(path), mine.get(path), other.get(path)))
        if value is not None:
            merged[path] = value
    return merged, conflicts


def _leaves(file: RecordFile | None) -> Leaves:
    return dict(leaves(values_with_body(file))) if file else {}


def _fields(file: RecordFile | None) -> Leaves:
    """Whole fields; the body by language all the same."""
    if file is None:
        return {}
    values = values_with_body(file)
    found: Leaves = {("body", lang): text for lang, text in values.pop("body", {}).items()}
    found.update({(name,): value for name, value in values.items()})
    return found


def _merged(path: tuple[str, ...], before: Any, mine: Any, other: Any) -> tuple[Any, bool]:
    """The merged value, and whether the sides contradict each other."""
    if other in (mine, before):
        return mine, False
    if mine == before:
        return other, False
    found: Any = None
    if isinstance(mine, list) and isinstance(other, list):
        found = _merged_list(path[-1], before if isinstance(before, list) else [], mine, other)
    elif path[0] == "body" and isinstance(mine, str) and isinstance(other, str):
        found = _merged_text(before or "", mine, other)
    return (mine, True) if found is None else (found, False)


def _merged_list(name: str, before: list[Any], mine: list[Any], other: list[Any]) -> list[Any] | None:
    """Both lists' additions and removals; None where one block was changed in two ways."""
    known, left, right = ({_key(name, item): item for item in items} for items in (before, mine, other))
    if len(left) != len(mine) or len(right) != len(other) or len(known) != len(before):
        return None
    found: list[Any] = []
    for key in [*left, *(key for key in right if key not in left)]:
        was, one, two = known.get(key), left.get(key), right.get(key)
        if two in (one, was):
            kept = one
        elif one == was:
            kept = two
        else:
            return None
        if kept is not None:
            found.append(kept)
    return found


def _key(name: str, item: Any) -> Hashable:
    if isinstance(item, Mapping):
        return plain_text({part: item.get(part) for part in _KEYS.get(name, tuple(item))})
    return plain_text([item])


def _merged_text(before: str, mine: str, other: str) -> str | None:
    merge = Merge3(before.splitlines(True), mine.splitlines(True), other.splitlines(True))
    if any(group[0] == "conflict" for group in merge.merge_groups()):
        return None
    return "".join(merge.merge_lines())


def _opinion(field: str, side: Side, value: Any) -> dict[str, Any]:
    """What one side says of a contested field, signed."""
    proposed = value if isinstance(value, str) else "" if value is None else plain_text(value).strip()
    removed = {"fr": "Ce champ n'a pas lieu d'être.", "en": "This field should not be there."}
    text = {"fr": "Une autre valeur est proposée.", "en": "Another value is proposed."}
    told = {"on": field, "by": side.by, "date": side.date, "text": removed if value is None else text}
    return {**told, "proposed": proposed[:LONGEST_PROPOSED]} if proposed else told


def _tree(values: Leaves) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in values.items():
        at = tree
        for name in path[:-1]:
            at = at.setdefault(name, {})
        at[path[-1]] = value
    return tree
