"""A scope: what the matrix speaks of, so that a row outside it is refused."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from portee.commons.records.need import Motive, Part
from portee.commons.records.references import PlaceRef
from portee.commons.records.shape import Record, Text

__all__ = ["Scope"]


class Scope(Record):
    type: ClassVar[str] = "scope"

    aim: Text
    for_whom: Text
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    motives: Annotated[tuple[Motive, ...], Field(min_length=1)]
    territories: tuple[PlaceRef, ...] = ()
    """None: any territory."""
    outside: tuple[Text, ...] = ()
    """What it does not speak of, and who does."""
