"""One record as one file: YAML front matter between two lines `---`, then the Markdown body, French first.

A body in another language begins at a line that holds `#` and the language's code alone: `# en`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portee.commons.records.kinds import KINDS
from portee.commons.records.references import ID, split_id
from portee.commons.records.shape import Record
from portee.core.declared import parse_all
from portee.core.errors import SourceError, Where
from portee.core.plain_yaml import Path_, plain_text

__all__ = ["LARGEST_RECORD", "ParsedRecord", "RecordFile", "parse_record", "record_path", "record_text"]

LARGEST_RECORD = 200_000
"""Bytes. The longest record anybody would read; data belong in a resource of their own."""

_LANGUAGE_LINE = re.compile(r"^# ([a-z]{2,3}(?:-[a-z0-9]{2,8})?)[ \t]*$", re.MULTILINE)
_LAST = ("tags", "authors", "licence", "sources", "replaces", "origin", "disagreements")


@dataclass(frozen=True)
class RecordFile:
    """A record and its body by language."""

    record: Record
    body: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.record.id)

    def body_in(self, lang: str) -> str:
        """The body in a language, in French where there is none."""
        return self.body.get(lang, self.body.get("fr", ""))


@dataclass(frozen=True)
class ParsedRecord:
    """What a text was read as, and everything that is wrong with it.

    Attributes:
        file: the record; None when its front matter does not fit.
        problems: by line.
        lines: line of each field, by path.
        body_lines: first line of the body in each language.
    """

    file: RecordFile | None
    problems: tuple[SourceError, ...]
    lines: Mapping[Path_, int]
    body_lines: Mapping[str, int]


def record_path(id: str) -> str:
    """Where the file of a record lies in the commons: `type/slug.md`."""
    return f"{id}.md"


def parse_record(text: str, path: str) -> ParsedRecord:
    """Read a record; `path` is where it lies in the commons, which must agree with its id."""
    problems: list[SourceError] = []

    def wrong(what: str, mend: str, line: int | None = None, field: str | None = None) -> ParsedRecord:
        problems.append(SourceError(what, where=Where(path, line, field), mend=mend))
        return ParsedRecord(None, tuple(problems), {}, {})

    id = path.removesuffix(".md")
    if not ID.fullmatch(id) or (kind := KINDS.get(split_id(id)[0])) is None:
        return wrong("No record lies at such a place.", f"Put it at type/slug.md; types: {', '.join(KINDS)}.")
    if len(text.encode()) > LARGEST_RECORD:
        return wrong(
            f"The record has more than {LARGEST_RECORD} bytes.", "Put data in a file of its own and link to it."
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith("---\n"):
        return wrong("The record has no front matter.", "Begin the file with a line ---, then the fields.", 1)
    end = text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        return wrong("The front matter does not end.", "Close it with a line ---.", 1)
    front, body = text[4 : end + 1], text[end + 5 :]
    try:
        # The empty line stands for the first ---, so that lines are counted as in the file.
        record, found, lines = parse_all("\n" + front, kind, path)
    except SourceError as problem:
        return ParsedRecord(None, (problem,), {}, {})
    problems.extend(found)
    bodies, starts = _bodies(body, text[: end + 5].count("\n") + 1)
    if record is not None and record.id != id:
        wrong(f"The record says it is '{record.id}'.", "Make its id and its place the same.", lines.get(("id",)), "id")
    return ParsedRecord(RecordFile(record, bodies) if record is not None else None, tuple(problems), lines, starts)


def _bodies(text: str, first_line: int) -> tuple[dict[str, str], dict[str, int]]:
    """Body by language, and the line at which each begins."""
    bodies: dict[str, str] = {}
    starts: dict[str, int] = {}
    lang, begin = "fr", 0
    cuts = [*_LANGUAGE_LINE.finditer(text), None]
    for cut in cuts:
        part = text[begin : cut.start() if cut else len(text)]
        if part.strip():
            kept = part.strip("\n")
            starts.setdefault(lang, first_line + text.count("\n", 0, begin) + len(part) - len(part.lstrip("\n")))
            bodies[lang] = f"{bodies[lang]}\n\n{kept}" if lang in bodies else kept
        if cut:
            lang, begin = cut.group(1), cut.end()
    return {lang: body.rstrip() for lang, body in bodies.items()}, starts


def record_text(file: RecordFile) -> str:
    """The file of a record, always written the same way: fields in the order of their shape, what is empty left out."""
    front = plain_text(record_values(file.record))
    parts = [f"---\n{front}---\n"]
    for lang in sorted(file.body, key=lambda lang: (lang != "fr", lang)):
        if body := file.body[lang].strip("\n").rstrip():
            parts.append(f"\n{body}\n" if lang == "fr" else f"\n# {lang}\n\n{body}\n")
    return "".join(parts)


def record_values(record: Record) -> dict[str, Any]:
    """The fields of a record as plain values, in the order in which they are written."""
    values = record.model_dump(mode="json", exclude_defaults=True)
    values = {"status": record.status, "licence": record.licence, **values}
    first = [name for name in ("id", "status", "title", "summary") if name in values]
    middle = [name for name in type(record).model_fields if name in values and name not in (*first, *_LAST)]
    last = [name for name in _LAST if name in values]
    return {name: values[name] for name in (*first, *middle, *last)}
