"""Evidence: a figure that was computed and can be recomputed, or cited with its page and grade."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue, StringConstraints, model_validator

from portee.commons.records.references import IndicatorRef, PlaceRef
from portee.commons.records.shape import Day, Line, Record, Text
from portee.core.declared import Declared, Wrong

__all__ = ["GRADES", "Citation", "Computation", "Evidence", "Input"]

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Grade = Literal["A", "B", "C", "D", "E"]

GRADES = {
    "A": "several controlled studies, or a review of them",
    "B": "one study with a comparison group",
    "C": "before and after, or a survey with its sample told",
    "D": "figures of the operator or of the funder, not checked by others",
    "E": "opinion or press, without figures of its own",
}


class Input(Declared):
    """One file the computation read, known by its content."""

    name: Line
    sha256: Hash
    licence: Line
    date: Line | None = None


class Computation(Declared):
    """Everything needed to compute the value again."""

    recipe: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
    """Which of the engine's recipes computes it."""
    settings: dict[str, JsonValue]
    """The recipe's own settings, all of them."""
    inputs: Annotated[tuple[Input, ...], Field(min_length=1)]
    scenario: Line | None = None
    """Content id of the scenario; none for the territory as it is."""
    profile: Line | None = None
    software: Line
    computed_on: Day
    tolerance: Annotated[float, Field(ge=0)] = 1e-9
    """Relative difference below which a recomputed value is the same."""


class Citation(Declared):
    """Where a figure that others computed was read."""

    source: Annotated[int, Field(ge=1)] = 1
    """Place in the record's own list of sources, from 1."""
    page: Line
    grade: Grade


class Evidence(Record):
    type: ClassVar[str] = "evidence"

    indicator: IndicatorRef | None = None
    territory: PlaceRef | None = None
    value: float
    unit: Line
    low: float | None = None
    high: float | None = None
    interval: Text | None = None
    """What the interval from low to high stands for, or why there is none."""
    caveats: tuple[Text, ...] = ()
    """Proxies, reconstructed timetables, whatever a reader of the value must know."""
    computed: Computation | None = None
    cited: Citation | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Evidence:
        if (self.computed is None) == (self.cited is None):
            raise Wrong("Evidence is either computed or cited.", "Give one of the blocks `computed` and `cited`.")
        if self.cited is not None and self.cited.source > len(self.sources):
            raise Wrong(f"There is no source {self.cited.source}.", f"The record has {len(self.sources)}; add it.")
        if (self.low is not None and self.low > self.value) or (self.high is not None and self.high < self.value):
            raise Wrong("The value lies outside its own interval.", "Give low ≤ value ≤ high.")
        return self
