"""A workshop: what was asked, what came out of it, never who sat at the table."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.commons.records.references import NeedRef, PlaceRef
from portee.commons.records.shape import Day, Record, Text
from portee.core.declared import Declared

__all__ = ["Vote", "Workshop"]


class Vote(Declared):
    """Dots that a need received."""

    need: NeedRef
    dots: Annotated[int, Field(ge=0)]


class Workshop(Record):
    type: ClassVar[str] = "workshop"

    date: Day
    territory: PlaceRef
    question: Text
    format: Literal["canvas", "walk", "interview", "online", "paper", "other"]
    people: Annotated[int, Field(ge=11)] | None = None
    """Counted only when there were 11 or more."""
    synthesis: Text | None = None
    votes: tuple[Vote, ...] = ()
