"""A request or an offer of help between territories; an unanswered request escalates."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.commons.records.references import HelpRef, PlaceRef, Ref, StakeholderRef
from portee.commons.records.shape import Day, Record, Text

__all__ = ["Help"]


class Help(Record):
    type: ClassVar[str] = "help"
    acyclic: ClassVar[tuple[str, ...]] = ("replaces", "answers")

    kind: Literal["request", "offer"]
    what: Text
    about: tuple[Ref, ...] = ()
    territory: PlaceRef | None = None
    asked_on: Day
    answer_within_days: Annotated[int, Field(ge=1, le=365)] = 14
    """After that many days without an answer, the request goes to the next of `escalates_to`."""
    escalates_to: tuple[StakeholderRef, ...] = ()
    answers: HelpRef | None = None
    """The request that this offer answers."""
    state: Literal["open", "answered", "closed"] = "open"
