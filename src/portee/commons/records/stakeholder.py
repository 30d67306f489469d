"""An organisation with a part to play: never a person."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from portee.commons.records.references import PlaceRef, ProcessRef
from portee.commons.records.shape import Day, Record, Text
from portee.core.declared import Declared

__all__ = ["Commitment", "Stakeholder"]


class Commitment(Declared):
    """What the organisation has said it does, and by when."""

    what: Text
    by: Day | None = None
    role: Literal["accountable", "responsible", "consulted", "informed"]
    process: ProcessRef | None = None


class Stakeholder(Record):
    type: ClassVar[str] = "stakeholder"

    kind: Literal[
        "public-authority", "operator", "employer", "association", "social-enterprise", "research", "residents",
        "funder", "developer",
    ]  # fmt: skip
    role: Text
    territories: tuple[PlaceRef, ...] = ()
    website: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)] | None = None
    commitments: Annotated[tuple[Commitment, ...], Field(max_length=200)] = ()
