"""JSON objects of a feed to checked values: each check says which field is wrong, and why."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from portee.core.errors import SourceError
from portee.sources.gbfs.archive import FeedFiles, by_language
from portee.sources.gbfs.findings import Findings

__all__ = [
    "Document",
    "FieldError",
    "Record",
    "count",
    "flag",
    "identifier",
    "moment",
    "number",
    "optional_id",
    "read_document",
    "texts",
    "told",
    "words",
]

T = TypeVar("T")

_VERSION = re.compile(r"([23])\.(\d{1,2})(-RC\d*)?")
_KNOWN = ("2.0", "2.1", "2.2", "2.3", "3.0")
_MAX_TEXT = 300
_MARKUP = re.compile(r"<[/!?a-zA-Z]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_MAX_COUNT = 1_000_000
"""No station holds as many vehicles."""
_EARLIEST_S = 1_450_155_600
"""The first POSIX time that the JSON schemas of GBFS allow: 15 December 2015."""
_LATEST_S = 4_102_444_800
"""1 January 2100: a later time is a typing error, or is counted in milliseconds."""


class FieldError(ValueError):
    """A field of one object is unusable; its reader decides whether the object or the feed is."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        self.why = why
        super().__init__(f"{field} {why}")


@dataclass(frozen=True)
class Record:
    """One JSON object and the place it has in its file, such as "data.stations[3]"."""

    values: Mapping[str, Any]
    path: str

    def get(self, name: str) -> Any:
        return self.values.get(name)

    def name_of(self, *fields: str) -> str:
        """What to call the object in an example: its id when it has one, else its place."""
        for field in fields:
            value = self.values.get(field)
            if isinstance(value, str | int) and str(value).strip():
                return _CONTROL.sub(" ", str(value))
        return self.path


@dataclass(frozen=True)
class Document:
    """One file of a feed, its header read.

    Attributes:
        feed: the files it belongs to. name: feed name, such as "station_status". file: its file name.
        major: 2 or 3. version: as written.
        updated: when the publisher last knew it to be right, None when not told usably.
        ttl: seconds until it is published again.
        data: its content.
    """

    feed: FeedFiles
    name: str
    file: str
    major: int
    version: str
    updated: datetime | None
    ttl: float
    data: Record

    def error(self, field: str, what: str, mend: str) -> SourceError:
        """An error about one field of this file."""
        return SourceError(what, where=self.feed.where(self.name, field), mend=mend)

    def records(self, name: str, most: int, findings: Findings) -> list[Record]:
        """The objects of an array of the content; what is no object is left out.

        Raises:
            SourceError: there is no such array, or it holds more than `most`.
        """
        values = self.data.get(name)
        if not isinstance(values, list):
            raise self.error(
                f"data.{name}", "There is no such array.", f"A {self.name} file of GBFS {self.major} has one."
            )
        if len(values) > most:
            raise self.error(
                f"data.{name}",
                f"There are {len(values):,} {name}; at most {most:,} are read.",
                "Give the feed of one service in one area.",
            )
        kept = []
        for i, value in enumerate(values):
            path = f"data.{name}[{i}]"
            if isinstance(value, dict):
                kept.append(Record(value, path))
            else:
                findings.drop(self.file, name, "it is no JSON object", path)
        return kept

    def refuse_all_lost(self, what: str, given: int, kept: int, findings: Findings) -> None:
        """Refuse a file of which every object had to be left out.

        Raises:
            SourceError: that is so; with the most frequent reason and its field.
        """
        reasons = findings.reasons(self.file, what)
        if given and not kept and reasons:
            _, why, example = reasons[0]
            field = why.split(" ", 1)[0]
            raise self.error(
                f"data.{what}" if field == "it" else field,
                f"None of the {given:,} {what} is usable: {why} (such as {example}).",
                "Correct the feed, or download it again.",
            )


def read_document(feed: FeedFiles, name: str, findings: Findings) -> Document:
    """Read one file of a feed and its header.

    Raises:
        SourceError: it is not JSON, has no data, or is of a version that is not read.
    """
    values = _parsed(feed, name)
    file = feed.file(name)
    data = values.get("data") if isinstance(values, dict) else None
    if not isinstance(data, dict):
        raise SourceError(
            "The file has no object 'data'.",
            where=feed.where(name, "data"),
            mend="A GBFS file is an object with last_updated, ttl, version and data.",
        )
    header = Record(values, "")
    major, version = _version(feed, name, header.get("version"), findings)
    try:
        updated = moment(header, "last_updated", required=True)
    except FieldError as problem:
        findings.note(f"{file}: {problem}; its age is not known.")
        updated = None
    try:
        ttl = number(header, "ttl", low=0) or 0.0
    except FieldError as problem:
        findings.note(f"{file}: {problem}; it is taken as 0.")
        ttl = 0.0
    return Document(feed, name, file, major, version, updated, ttl, Record(data, "data"))


def number(
    record: Record, name: str, *, low: float | None = None, high: float | None = None, required: bool = False
) -> float | None:
    """A finite number within bounds, None when the field is absent or null.

    Raises:
        FieldError: it is something else (numbers written as text are refused), or is required and absent.
    """
    value = record.get(name)
    if value is None:
        if required:
            raise FieldError(name, "is missing")
        return None
    if isinstance(value, str):
        raise FieldError(name, "is text, not a number")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldError(name, "is not a number")
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    if not math.isfinite(result):
        raise FieldError(name, "is not a finite number")
    if low is not None and result < low:
        raise FieldError(name, "is negative" if low == 0 else f"is below {low:g}")
    if high is not None and result > high:
        raise FieldError(name, f"is above {high:g}")
    return result


def count(record: Record, name: str, *, required: bool = False) -> int | None:
    """A whole number from zero to a million, None when the field is absent or null.

    Raises:
        FieldError: it is something else, or is required and absent.
    """
    value = number(record, name, low=0, high=_MAX_COUNT, required=required)
    if value is not None and value != int(value):
        raise FieldError(name, "is not a whole number")
    return None if value is None else int(value)


def told(
    read: Callable[[Record, str], T | None], record: Record, name: str, *, file: str, of: str, findings: Findings
) -> T | None:
    """A field the object can do without: when it is unusable it is left out, counted, and None returned."""
    try:
        return read(record, name)
    except FieldError as problem:
        findings.drop(file, f"values of {problem.field}", problem.why, of)
        return None


def flag(record: Record, name: str, *, default: bool | None = None) -> bool:
    """A truth value, written true/false or 1/0.

    Raises:
        FieldError: it is something else, or is absent where there is no default.
    """
    value = record.get(name)
    if value is None:
        if default is None:
            raise FieldError(name, "is missing")
        return default
    if isinstance(value, bool) or (isinstance(value, int | float) and value in (0, 1)):
        return bool(value)
    raise FieldError(name, "is neither true nor false")


def identifier(record: Record, name: str) -> str:
    """An id: text, or a whole number taken as text.

    Raises:
        FieldError: it is absent or something else, or holds markup or control characters.
    """
    return _id(record.get(name), name)


def optional_id(record: Record, name: str) -> str | None:
    """An id, None when the field is absent or null. Raises FieldError as `identifier`."""
    return None if record.get(name) is None else identifier(record, name)


def texts(record: Record, name: str) -> tuple[str, ...]:
    """Several ids: an array, or a single one; empty when absent.

    Raises:
        FieldError: one of them is no id.
    """
    value = record.get(name)
    if value is None:
        return ()
    return tuple(_id(one, name) for one in (value if isinstance(value, list) else [value]))


def words(record: Record, name: str) -> str | None:
    """A text for people, None when absent or empty: plain (GBFS 2) or by language (GBFS 3: French, English, first).

    Raises:
        FieldError: it is no text, or holds markup.
    """
    value = record.get(name)
    if isinstance(value, list):
        languages: dict[str, Any] = {}
        for entry in value:
            language = entry.get("language") if isinstance(entry, dict) else None
            if language is not None and not isinstance(language, str):
                raise FieldError(name, "has a language that is not text")
            if isinstance(entry, dict):
                languages.setdefault(language or "", entry.get("text"))
        if value and not languages:
            raise FieldError(name, "is no list of texts by language")
        value = languages[by_language(languages)] if languages else None
    if value is None:
        return None
    if not isinstance(value, str):
        raise FieldError(name, "is not text")
    if _MARKUP.search(value):
        raise FieldError(name, "holds markup")
    clean = " ".join(_CONTROL.sub(" ", value).split())
    return (clean if len(clean) <= _MAX_TEXT else clean[: _MAX_TEXT - 1] + "…") or None


def moment(record: Record, name: str, *, required: bool = False) -> datetime | None:
    """A moment in UTC: seconds since 1970 (GBFS 2; milliseconds are recognised) or RFC 3339 text (GBFS 3).

    Raises:
        FieldError: it is neither, lies before 2015 or after 2099, or is required and absent.
    """
    value = record.get(name)
    if value is None:
        if required:
            raise FieldError(name, "is missing")
        return None
    if isinstance(value, str):
        try:
            told = datetime.fromisoformat(value.strip())
        except ValueError as problem:
            raise FieldError(name, "is no moment written as RFC 3339") from problem
        if told.tzinfo is None:
            raise FieldError(name, "has no offset from UTC")
        seconds = told.timestamp()
    else:
        seconds = number(record, name) or 0.0
        if seconds > _LATEST_S and _EARLIEST_S <= seconds / 1000 <= _LATEST_S:
            seconds /= 1000
    if not _EARLIEST_S <= seconds <= _LATEST_S:
        raise FieldError(name, "is a moment before 2015 or after 2099")
    return datetime.fromtimestamp(seconds, UTC)


def _id(value: object, name: str) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise FieldError(name, "is missing" if value is None else "is not an id")
    if _CONTROL.search(value) or _MARKUP.search(value) or len(value) > _MAX_TEXT:
        raise FieldError(name, "is an id with markup, control characters or hundreds of letters")
    return value.strip()


def _parsed(feed: FeedFiles, name: str) -> Any:
    mend = "A GBFS file is JSON in UTF-8; download it again."
    try:
        return json.loads(feed.read(name).decode("utf-8-sig"))
    except json.JSONDecodeError as problem:
        where = feed.where(name, line=problem.lineno)
        raise SourceError(f"The file is not JSON ({problem.msg}).", where=where, mend=mend) from problem
    except UnicodeDecodeError as problem:
        raise SourceError("The file is not text in UTF-8.", where=feed.where(name), mend=mend) from problem
    except RecursionError as problem:
        raise SourceError("The file is nested too deep.", where=feed.where(name), mend=mend) from problem
    except ValueError as problem:
        raise SourceError("The file holds a number of thousands of digits.", where=feed.where(name), mend=mend) from (
            problem
        )


def _version(feed: FeedFiles, name: str, value: object, findings: Findings) -> tuple[int, str]:
    found = _VERSION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        shown = "not told" if value is None else f"'{str(value)[:20]}'"
        raise SourceError(
            f"The version of GBFS is {shown}.",
            where=feed.where(name, "version"),
            mend="Versions 2.0 to 2.3 and 3.0 are read; older feeds carry the same data under other names.",
        )
    if found[0] not in _KNOWN:
        findings.note(f"{feed.file(name)} is of GBFS {found[0]}; it is read as version {found[1]}.")
    return int(found[1]), found[0]
