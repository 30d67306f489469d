"""A mission for a volunteer or a trainer: what is to be done, with which skills, when."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.commons.records.references import EventRef, PlaceRef, StakeholderRef
from portee.commons.records.shape import Day, Line, Record, Text

__all__ = ["Mission"]


class Mission(Record):
    type: ClassVar[str] = "mission"

    what: Text
    skills: tuple[Line, ...] = ()
    people_wanted: Annotated[int, Field(ge=1, le=1_000)] = 1
    hours: Annotated[float, Field(gt=0)]
    """Hours asked of each."""
    between: tuple[Day, Day] | None = None
    territory: PlaceRef | None = None
    event: EventRef | None = None
    asked_by: StakeholderRef | None = None
    state: Literal["open", "filled", "done", "cancelled"] = "open"
