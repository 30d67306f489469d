"""An event of the network: when, where, for whom."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints, model_validator

from portee.commons.records.references import PlaceRef, StakeholderRef
from portee.commons.records.shape import Line, Record, Text
from portee.core.declared import Wrong

__all__ = ["Event"]

Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$")]


class Event(Record):
    type: ClassVar[str] = "event"

    starts: Moment
    ends: Moment
    kind: Literal["workshop", "training", "meeting", "visit", "hackathon", "open-door", "other"]
    place: Line
    territory: PlaceRef | None = None
    held_by: StakeholderRef | None = None
    room: Line | None = None
    """Two events may not hold the same room at once."""
    for_whom: Text

    @model_validator(mode="after")
    def _in_order(self) -> Event:
        if self.ends < self.starts:
            raise Wrong("The event ends before it starts.", "Correct one of the two.")
        return self
