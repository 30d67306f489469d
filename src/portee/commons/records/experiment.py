"""An experiment: hypotheses, groups, baseline, measures, and the effect that was found."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from portee.commons.records.references import CellRef, EvidenceRef, IndicatorRef, SolutionRef, TerritoryRef
from portee.commons.records.shape import Day, Line, Record, Text
from portee.core.declared import Declared, Wrong

__all__ = ["Claim", "Experiment"]


class Claim(Declared):
    """What the experiment is said to have shown, and the evidence for it."""

    text: Text
    evidence: Annotated[tuple[EvidenceRef, ...], Field(min_length=1)]


class Experiment(Record):
    type: ClassVar[str] = "experiment"

    solution: SolutionRef
    territory: TerritoryRef
    cells: tuple[CellRef, ...] = ()
    hypotheses: Annotated[tuple[Text, ...], Field(min_length=1)]
    outcome: IndicatorRef
    design: Literal["randomised", "difference-in-differences", "synthetic-control", "before-after"]
    treated: Text
    """Who or where the solution is tried."""
    compared: Text
    """Who or where it is compared with."""
    baseline_from: Day
    starts: Day
    ends: Day | None = None
    lag_months: Annotated[int, Field(ge=0)] = 0
    """Months before an effect can be seen; a driving licence needs 24."""
    sample_size: Annotated[int, Field(ge=1)] | None = None
    smallest_effect: Line | None = None
    """The smallest effect that the sample can show, with its unit."""
    power: Annotated[float, Field(gt=0, lt=1)] | None = None
    ethics: Text
    stop_rules: Annotated[tuple[Text, ...], Field(min_length=1)]
    claims: tuple[Claim, ...] = ()
    improvements: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Experiment:
        if self.baseline_from >= self.starts:
            raise Wrong("The baseline does not begin before the experiment.", "Measure before anything changes.")
        if self.ends is not None and self.ends < self.starts:
            raise Wrong("The experiment ends before it starts.", "Correct one of the dates.")
        if self.claims and self.ends is None and self.status == "published":
            raise Wrong("An experiment that has not ended claims something.", "Give its end, or leave the claims out.")
        return self
