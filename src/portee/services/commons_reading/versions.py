"""The versions of a record, and what differs between two of them, so that people see it at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

import pygit2

from portee.commons.publish.changelog import path_label
from portee.commons.publish.changes import leaves
from portee.commons.publish.release import Release
from portee.commons.publish.words import number, spoken, told, typeset
from portee.commons.records.references import ID
from portee.commons.records.words import value_label
from portee.commons.repository.history import record_at
from portee.commons.repository.repository import Commons
from portee.commons.repository.snapshot import Snapshot, find_commit
from portee.commons.text.differences import values_with_body
from portee.commons.text.record_file import RecordFile, record_path
from portee.core.errors import InputError

__all__ = ["FieldShown", "Piece", "commit_named", "fields_shown", "record_of"]

NAMED = re.compile(r"[0-9a-f]{7,40}|v\d+\.\d+\.\d+")
MOST_WORDS = 3_000
"""Words of a text that are compared one by one; a longer one is shown whole, before and after."""


@dataclass(frozen=True)
class Piece:
    """Some words of a text, and whether they are in both versions, came in, or went out."""

    kind: Literal["same", "in", "out"]
    text: str


@dataclass(frozen=True)
class FieldShown:
    """One field that differs: its name in words, and its text with what came in and what went out."""

    label: str
    pieces: tuple[Piece, ...]


def commit_named(commons: Commons, name: str) -> str:
    """The commit that the beginning of an id or a release means, if it is one of the commons' own past.

    Proposals that nobody has accepted lie in the same repository and are no version of the commons.

    Raises:
        InputError: there is no such version.
    """
    head = commons.head()
    unknown = InputError(f"No version is called '{name[:60]}'.", mend="Choose one from the history of the record.")
    if head is None or not NAMED.fullmatch(name):
        raise unknown
    found = find_commit(commons.repository, name, commons.root)
    if found != head.commit and not commons.repository.descendant_of(
        pygit2.Oid(hex=head.commit), pygit2.Oid(hex=found)
    ):
        raise unknown
    return found


def record_of(commons: Commons, id: str, commit: str) -> RecordFile | None:
    """A record as one version holds it; None where it has none, or one that cannot be read."""
    return record_at(Snapshot(commons.repository, commit), record_path(id))


def fields_shown(old: RecordFile | None, new: RecordFile | None, lang: str, release: Release) -> tuple[FieldShown, ...]:
    """Fields that differ, in the order in which they are written. release: gives titles of the records named."""
    shown = new or old
    kind = shown.record.type if shown else ""
    before = {} if old is None else dict(leaves(values_with_body(old)))
    after = {} if new is None else dict(leaves(values_with_body(new)))
    found = []
    for at in {**before, **after}:
        one, other = before.get(at), after.get(at)
        if one != other:
            name = next((str(part) for part in reversed(at) if isinstance(part, str)), "")
            pieces = _pieces(one, other, name, lang, release)
            found.append(FieldShown(typeset(path_label(at, kind, lang), spoken(lang)), pieces))
    return tuple(found)


def _pieces(old: Any, new: Any, name: str, lang: str, release: Release) -> tuple[Piece, ...]:
    if isinstance(old, list) or isinstance(new, list):
        before, after = (_items(value, name, lang, release) for value in (old, new))
        return tuple(_listed(before, after))
    before_text, after_text = (_text(value, name, lang, release) for value in (old, new))
    if isinstance(old, str) and isinstance(new, str):
        return tuple(_by_word(before_text, after_text))
    return tuple(_whole(before_text, after_text))


def _items(value: Any, name: str, lang: str, release: Release) -> list[str]:
    return [_text(one, name, lang, release) for one in value] if isinstance(value, list) else []


def _listed(before: list[str], after: list[str]) -> Iterator[Piece]:
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for what, i, j, k, m in matched.get_opcodes():
        if what == "equal":
            yield Piece("same", "; ".join(before[i:j]))
        else:
            if i < j:
                yield Piece("out", "; ".join(before[i:j]))
            if k < m:
                yield Piece("in", "; ".join(after[k:m]))


def _by_word(before: str, after: str) -> Iterator[Piece]:
    one, other = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    if len(one) > MOST_WORDS or len(other) > MOST_WORDS:
        yield from _whole(before, after)
        return
    for what, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(one[i:j]))
        else:
            if i < j:
                yield Piece("out", "".join(one[i:j]))
            if k < m:
                yield Piece("in", "".join(other[k:m]))


def _whole(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece("out", before)
    if after:
        yield Piece("in", after)


def _text(value: Any, name: str, lang: str, release: Release) -> str:
    """A value in words: records by their title, choices by their name."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return told("yes" if value else "no", lang)
    if isinstance(value, (int, float)):
        shown = number(value, lang)
        label = value_label(name, value, spoken(lang))
        return shown if label == str(value) else told("colon", lang, label=shown, text=label)
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(one, name, lang, release) for one in value)
    text = str(value)
    if ID.fullmatch(text) and text in release.by_id:
        return release.by_id[text].record.title.in_(lang)
    return value_label(name, text, spoken(lang))
