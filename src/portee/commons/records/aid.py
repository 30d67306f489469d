"""An aid: money or a service somebody may ask for, under conditions, at a date."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from portee.commons.records.references import PlaceRef, SolutionRef
from portee.commons.records.shape import Day, Figure, Line, Record, Text

__all__ = ["Aid"]


class Aid(Record):
    type: ClassVar[str] = "aid"
    needs_sources: ClassVar[bool] = True

    funder: Line
    for_whom: Text
    conditions: Text
    kind: Literal["grant", "loan", "voucher", "tax", "service", "discount"]
    receives: Literal["resident", "employer", "association", "authority", "any"]
    amount: Figure | None = None
    territories: tuple[PlaceRef, ...] = ()
    solutions: tuple[SolutionRef, ...] = ()
    valid_from: Day | None = None
    valid_until: Day | None = None
    ask_at: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2_000)] | None = None
