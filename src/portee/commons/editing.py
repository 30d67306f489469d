"""Lay a new record in a commons, to be filled in by hand."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from portee.commons.index.near import Near, near_duplicates
from portee.commons.manifest import MANIFEST
from portee.commons.records.kinds import KINDS
from portee.commons.records.references import ID, LONGEST_ID, split_id
from portee.commons.records.shape import Record, Text
from portee.commons.repository.repository import signature
from portee.commons.text.record_file import RecordFile, parse_record, record_path
from portee.commons.text.template import template
from portee.core.atomic import atomic_file
from portee.core.errors import InputError, ParameterError

__all__ = ["LaidRecord", "lay_new"]


@dataclass(frozen=True)
class LaidRecord:
    """Where the new record lies, and records whose titles are near its own."""

    path: Path
    near: tuple[Near, ...]


def lay_new(root: Path, id: str, author: str, *, title: str | None = None, lang: str = "fr") -> LaidRecord:
    """Write a record to fill in; it is not committed.

    Raises:
        ParameterError: the id, the type or the author is not possible.
        InputError: there is no commons, or there is such a record already.
    """
    name = signature(author).name
    if not (root / MANIFEST).is_file():
        raise InputError("There is no commons there.", where=str(root), mend="Make one: portee commons init FOLDER")
    kind, slug = split_id(id)
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1)
        guess = f"Did you mean '{near[0]}'? " if near else ""
        raise ParameterError(f"There is no type of record '{kind[:40]}'.", mend=f"{guess}Types: {', '.join(KINDS)}.")
    if not ID.fullmatch(id) or len(id) > LONGEST_ID:
        raise ParameterError(
            f"'{slug[:60]}' is no name of a record.", mend="Use small letters without accents, digits, single hyphens."
        )
    target = root / record_path(id)
    if target.exists() or target.is_symlink():
        raise InputError("There is such a record already.", where=str(target), mend="Edit it, or choose another name.")
    given = {"title": {"fr": title}} if title else {}
    text = template(id, name, given, lang)
    target.parent.mkdir(exist_ok=True)
    with atomic_file(target) as partial:
        partial.write_text(text, encoding="utf-8")
    return LaidRecord(target, tuple(_near(root, id, title)) if title else ())


def _near(root: Path, id: str, title: str) -> list[Near]:
    """Records of the type whose titles are near."""
    kind, _ = split_id(id)
    bare = Record.model_construct(id=id, title=Text({"fr": title}), summary=None, sources=())
    others = []
    for path in sorted((root / kind).glob("*.md")):
        if path.stem != split_id(id)[1] and path.is_file() and not path.is_symlink():
            found = parse_record(path.read_text(encoding="utf-8", errors="replace"), f"{kind}/{path.name}").file
            if found is not None:
                plain = Record.model_construct(
                    id=found.id, title=found.record.title, summary=None, sources=found.record.sources
                )
                others.append(RecordFile(plain))
    return near_duplicates(RecordFile(bare), others)
