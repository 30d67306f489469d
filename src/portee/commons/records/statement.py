"""A statement: what somebody said at a workshop or on the map, without who they are."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.commons.records.need import Motive
from portee.commons.records.references import PlaceRef, WorkshopRef
from portee.commons.records.shape import Paragraph, Record
from portee.commons.records.territory import Point

__all__ = ["Statement"]


class Statement(Record):
    type: ClassVar[str] = "statement"

    kind: Literal["pain", "expectation", "idea"]
    said: Paragraph
    """In the words of who said it, less anything that would tell who that is."""
    language: str = "fr"
    motive: Motive = "any"
    territory: PlaceRef
    workshop: WorkshopRef | None = None
    near: Point | None = None
    """Moved at random by at least 100 m before it came here."""
    near_within_m: Annotated[float, Field(ge=100)] | None = None
