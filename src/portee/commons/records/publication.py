"""A publication: a release of the commons, or a text written from it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from portee.commons.records.references import Ref
from portee.commons.records.shape import Day, Record

__all__ = ["Publication"]


class Publication(Record):
    type: ClassVar[str] = "publication"

    kind: Literal["release", "report", "article", "booklet", "dataset", "letter"]
    date: Day
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2_000)] | None = None
    about: tuple[Ref, ...] = ()
