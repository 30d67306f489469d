"""What is wrong with one record by itself, beyond its shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from portee.commons.records.evidence import Evidence
from portee.commons.records.licences import mixing_problem
from portee.commons.records.shape import Figure, Record
from portee.commons.text.markdown import body_problems
from portee.commons.text.record_file import ParsedRecord, RecordFile
from portee.core.errors import SourceError, Where
from portee.core.plain_yaml import Path_

__all__ = ["problems_alone"]

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d.])(?:(?:\+|00)33[ .-]?[1-9]|0[1-9])(?:[ .-]?\d{2}){4}(?![\d.])")
_HTML = re.compile(r"<(?:[A-Za-z/!?])")
_NOT_PROSE = frozenset({"url", "website", "ask_at", "sha256", "commit", "id", "settings", "formula"})

Found = tuple[Path_, str, str]


def problems_alone(parsed: ParsedRecord, path: str) -> list[SourceError]:
    """Every problem of a record that can be told without looking at any other, by line."""
    problems = list(parsed.problems)
    if parsed.file is None:
        return problems
    file = parsed.file
    for check in _CHECKS:
        for at, what, mend in check(file):
            problems.append(SourceError(what, where=Where(path, _line(at, parsed), _field(at)), mend=mend))
    for lang, body in file.body.items():
        start = parsed.body_lines.get(lang, 1)
        for line, what, mend in body_problems(body):
            problems.append(SourceError(what, where=Where(path, start + line - 1), mend=mend))
        for number, line_text in enumerate(body.split("\n")):
            for what, mend in _personal(line_text):
                problems.append(SourceError(what, where=Where(path, start + number), mend=mend))
    return sorted(problems, key=lambda problem: (problem.where and problem.where.line) or 0)


def _line(at: Path_, parsed: ParsedRecord) -> int | None:
    while at and at not in parsed.lines:
        at = at[:-1]
    return parsed.lines.get(at)


def _field(at: Path_) -> str | None:
    return ".".join(map(str, at))[:120] or None


def texts_of(value: Any, at: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text inside a record, with the path of its field; addresses and hashes left out."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, BaseModel):
        inner = getattr(value, "root", None)
        if inner is not None:
            yield from texts_of(inner, at)
            return
        for name in type(value).model_fields:
            if name not in _NOT_PROSE:
                yield from texts_of(getattr(value, name), (*at, name))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts_of(part, (*at, name))
    elif isinstance(value, (tuple, list)):
        for place, part in enumerate(value):
            yield from texts_of(part, (*at, place))


def _personal(text: str) -> Iterator[tuple[str, str]]:
    if "@" in text and _MAIL.search(text):
        yield "The text holds an e-mail address.", "Leave it out: names and contacts never enter the commons."
    if _PHONE.search(text):
        yield "The text holds a telephone number.", "Leave it out: names and contacts never enter the commons."


def _prose(file: RecordFile) -> Iterator[Found]:
    for at, text in texts_of(file.record):
        for what, mend in _personal(text):
            yield at, what, mend
        if "<" in text and _HTML.search(text):
            yield at, "The text holds HTML.", "Write it in plain words."


def figures_of(value: Any, at: Path_ = ()) -> Iterator[tuple[Path_, Figure]]:
    """Every figure inside a record, with the path of its field."""
    if isinstance(value, Figure):
        yield at, value
    elif isinstance(value, Record | BaseModel) and not isinstance(getattr(value, "root", None), dict):
        for name in type(value).model_fields:
            yield from figures_of(getattr(value, name), (*at, name))
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from figures_of(part, (*at, name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from figures_of(part, (*at, place))


def _figures(file: RecordFile) -> Iterator[Found]:
    record = file.record
    for at, figure in figures_of(record):
        if figure.source is not None and figure.source > len(record.sources):
            yield (
                (*at, "source"),
                f"There is no source {figure.source}.",
                f"The record has {len(record.sources)}; add it.",
            )
        elif record.status == "published" and figure.evidence is None and figure.source is None:
            yield at, "A figure without evidence cannot be published.", "Name its evidence or the number of its source."


def _sources(file: RecordFile) -> Iterator[Found]:
    record = file.record
    if record.status == "published" and type(record).needs_sources and not record.sources:
        yield ("status",), "A record without a source cannot be published.", "Add its sources, or set the status back."
    if record.status == "published" and isinstance(record, Evidence) and record.cited and not record.sources:
        yield ("cited",), "Cited evidence has no source.", "Add it to the sources."


def _licence(file: RecordFile) -> Iterator[Found]:
    record = file.record
    if record.origin is not None and (why := mixing_problem(record.licence, [record.origin.licence])):
        yield ("licence",), f"The licences do not mix: {why}.", "Keep the licence of the origin, or write it anew."


_CHECKS: tuple[Callable[[RecordFile], Iterator[Found]], ...] = (_prose, _figures, _sources, _licence)
