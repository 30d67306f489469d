"""A measure: values of one indicator observed at one place over time."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from portee.commons.records.references import EvidenceRef, ExperimentRef, IndicatorRef, PlaceRef
from portee.commons.records.shape import Day, Line, Record, Text
from portee.core.declared import Declared, Wrong

__all__ = ["Measure", "Observed"]


class Observed(Declared):
    """One value at one date, over how many people (11 or more, or none where people are not counted)."""

    date: Day
    value: float
    low: float | None = None
    high: float | None = None
    people: Annotated[int, Field(ge=11)] | None = None
    evidence: EvidenceRef | None = None


class Measure(Record):
    type: ClassVar[str] = "measure"
    needs_sources: ClassVar[bool] = True

    indicator: IndicatorRef
    territory: PlaceRef
    experiment: ExperimentRef | None = None
    group: Line | None = None
    unit: Line
    method: Text
    values: Annotated[tuple[Observed, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> Measure:
        days = [value.date for value in self.values]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise Wrong("The values are not in the order of their dates.", "Sort them, one value for each date.")
        return self
