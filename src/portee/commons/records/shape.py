"""What every record has: a lasting id, language versions, status, authors, sources, licence, disagreements, origin."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, RootModel, StringConstraints, field_validator, model_validator

from portee.commons.records.licences import LICENCES
from portee.commons.records.references import EvidenceRef, RecordId, Ref
from portee.core.declared import Declared, Wrong

__all__ = [
    "Day",
    "Disagreement",
    "Figure",
    "Line",
    "Origin",
    "Paragraph",
    "Pseudonym",
    "Record",
    "Share",
    "Source",
    "Status",
    "Text",
]

Status = Literal["draft", "proposed", "reviewed", "published", "retired"]
LONGEST_TEXT = 20_000
LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$")
ADDRESS = re.compile(r"^https?://[^\s<>\"'\\{}|^`]+$")

Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n\r]*$")]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
Pseudonym = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\n\r@<>]*$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Share = Annotated[float, Field(ge=0, le=1)]


class Text(RootModel[dict[str, Paragraph]]):
    """One text in several languages, French always among them: `{fr: …, en: …}`."""

    @model_validator(mode="after")
    def _has_french(self) -> Text:
        if "fr" not in self.root:
            raise Wrong("The text has no French version.", "Write it as {fr: …, en: …}; French is the one required.")
        for lang in self.root:
            if not LANGUAGE.match(lang):
                raise Wrong(f"'{lang[:20]}' is not a language code.", "Use codes such as fr, en, ar, pt.")
        return self

    @property
    def fr(self) -> str:
        return self.root["fr"]

    def in_(self, lang: str) -> str:
        """The text in a language; in French where it has no such version."""
        return self.root.get(lang, self.root["fr"])


def _day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise Wrong(f"'{value[:20]}' is no day of the calendar.", "Write it as 2026-11-25.") from None
    return value


class Source(Declared):
    """Where something was read: an address, its date and its licence."""

    title: Line
    url: Annotated[str, StringConstraints(max_length=2_000)]
    date: Day
    """When it was published, or last seen where it bears no date."""
    licence: Line
    """An SPDX identifier, or "not-stated": then facts may be cited but nothing copied."""
    publisher: Line | None = None
    page: Line | None = None
    checked: bool
    """Whether somebody has read the fact in the source itself."""

    _real_day = field_validator("date")(_day)

    @field_validator("url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if not ADDRESS.match(value):
            raise Wrong(f"'{value[:60]}' is no web address.", "Write it whole, from https:// on, without spaces.")
        return value


class Figure(Declared):
    """A value with its unit, and what it rests on: an evidence record, or the number of one of the record's sources."""

    value: float
    unit: Line
    low: float | None = None
    high: float | None = None
    evidence: EvidenceRef | None = None
    source: Annotated[int, Field(ge=1)] | None = None
    """Place in the record's own list of sources, from 1."""

    @model_validator(mode="after")
    def _in_order(self) -> Figure:
        if (self.low is not None and self.low > self.value) or (self.high is not None and self.high < self.value):
            raise Wrong("The value lies outside its own interval.", "Give low ≤ value ≤ high.")
        return self


class Disagreement(Declared):
    """A signed opinion that contests a field, kept beside it rather than settled by erasing one side."""

    on: Line
    """Path of the field contested, such as `level` or `requirements.housing`."""
    by: Pseudonym
    date: Day
    text: Text
    proposed: Paragraph | None = None
    """What the contested field should hold in this opinion, as it would be written in the file."""

    _real_day = field_validator("date")(_day)


class Origin(Declared):
    """The record of another instance that this one was taken or adapted from."""

    instance: Line
    id: RecordId
    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
    licence: Line


class Record(Declared):
    """What is common to all types. The Markdown body lies beside it in the same file, by language."""

    type: ClassVar[str] = ""
    acyclic: ClassVar[tuple[str, ...]] = ("replaces",)
    """Fields whose references may not lead back to the record itself."""
    needs_sources: ClassVar[bool] = False
    """Whether a record of this type tells facts that must be sourced before it is published."""

    id: RecordId
    status: Status = "draft"
    title: Text
    summary: Text | None = None
    tags: tuple[Line, ...] = ()
    authors: Annotated[tuple[Pseudonym, ...], Field(min_length=1)]
    licence: str = "CC-BY-SA-4.0"
    sources: tuple[Source, ...] = ()
    replaces: Ref | None = None
    origin: Origin | None = None
    disagreements: tuple[Disagreement, ...] = ()

    @field_validator("licence")
    @classmethod
    def _is_licence(cls, value: str) -> str:
        if value not in LICENCES:
            raise Wrong(f"'{value[:40]}' is no licence of the commons.", f"Use one of {', '.join(sorted(LICENCES))}.")
        return value

    @field_validator("id")
    @classmethod
    def _is_of_type(cls, value: RecordId) -> RecordId:
        if cls.type and not value.startswith(f"{cls.type}/"):
            raise Wrong(f"'{value[:60]}' is not an id of type {cls.type}.", f"Begin it with {cls.type}/.")
        return value
