"""The protocol of an experiment, written before anything starts: what is expected, of whom, compared with whom."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.commons.claims import Claim
from portee.commons.experiments.periods import MONTHS, PeriodKind, first_day, period_label, period_number
from portee.commons.experiments.power import Analysis, Design
from portee.core.declared import Declared, Words, Wrong

__all__ = [
    "Control", "Ethics", "Groups", "Hypothesis", "OutcomeAsked", "Protocol", "Sample", "Span", "StopRule", "Treated",
]  # fmt: skip

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
Unit = Annotated[str, Field(min_length=1, max_length=120)]
Share = Annotated[float, Field(ge=0, le=1)]

LONGEST = 1200
"""Periods in an experiment at most: a hundred years of months."""


class OutcomeAsked(Declared):
    """A figure that is measured: a column of the measures.

    Attributes:
        title, unit: in both languages. kind: "mean" of a figure or "share" of people, 0 to 1.
        baseline: its usual value. spread: its standard deviation among persons, needed for a mean.
    """

    title: Words
    unit: Words
    kind: Literal["mean", "share"] = "mean"
    baseline: float | None = None
    spread: Annotated[float, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _can_be_planned(self) -> OutcomeAsked:
        if self.kind == "share" and (self.baseline is None or not 0 < self.baseline < 1):
            raise Wrong("A share needs its usual value, between 0 and 1.", "Add baseline, such as 0.3.")
        if self.kind == "mean" and self.spread is None:
            raise Wrong("A mean needs its standard deviation among persons.", "Add spread, in the outcome's unit.")
        return self

    @property
    def deviation(self) -> float:
        """Standard deviation among persons; of a share p, √(p (1 − p))."""
        if self.spread is not None:
            return self.spread
        share = self.baseline if self.baseline is not None else 0.5
        return math.sqrt(share * (1 - share))


class Hypothesis(Declared):
    """What is expected.

    Attributes:
        smallest: the smallest effect that would matter, in the outcome's unit, above 0. says: its direction.
    """

    id: Name
    statement: Words
    outcome: Name
    says: Literal["rises", "falls", "changes"]
    smallest: Annotated[float, Field(gt=0)]

    @property
    def effect(self) -> float:
        """The smallest effect with its sign."""
        return -self.smallest if self.says == "falls" else self.smallest


class Treated(Declared):
    """A unit that gets the measure, from a period on."""

    unit: Unit
    from_: Annotated[str, Field(alias="from")]


class Control(Declared):
    """A unit to compare with; `exposed` is the share of its people who got the measure all the same."""

    unit: Unit
    exposed: Share = 0.0


class Groups(Declared):
    """Who gets the measure and who does not."""

    treated: Annotated[tuple[Treated, ...], Field(min_length=1)]
    control: tuple[Control, ...] = ()


class Span(Declared):
    """Periods, the first and the last one included."""

    from_: Annotated[str, Field(alias="from")]
    to: str


class Sample(Declared):
    """What the power of the experiment rests on; as in `Design`, persons per unit being its `cluster_size`."""

    level: Annotated[float, Field(gt=0, lt=0.5)] = 0.05
    power: Annotated[float, Field(gt=0.5, lt=1)] = 0.8
    analysis: Analysis = "change"
    persons_per_unit: Annotated[int, Field(ge=1)] = 1
    correlation: Annotated[float, Field(ge=0, lt=1)] = 0.0
    icc: Annotated[float, Field(ge=0, lt=1)] = 0.0
    cluster_correlation: Share = 1.0
    before: Annotated[int, Field(ge=1, le=1000)] = 1
    after: Annotated[int, Field(ge=1, le=1000)] = 1
    draws: Annotated[int, Field(ge=100, le=100_000)] = 2000
    seed: Annotated[int, Field(ge=0)] = 0


class Ethics(Declared):
    """What was thought of for the people concerned."""

    consent: Words
    data: Words
    harm: Words
    approved_by: str | None = None


class StopRule(Declared):
    """When the experiment ends early. With an outcome it is checked: its whole interval lies beyond a value."""

    when: Words
    then: Words
    outcome: Name | None = None
    below: float | None = None
    above: float | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> StopRule:
        if self.outcome is not None and (self.below is None) == (self.above is None):
            raise Wrong("A stop rule on an outcome needs one bound.", "Give below or above, in the outcome's unit.")
        return self


class Protocol(Declared):
    """The protocol.

    Attributes:
        measure: what is done. kind: of measure; "licence" needs a long lag.
        assignment: how treated units were chosen. period: of the measures. baseline: periods before anything starts.
        until: last period that is measured. lag_months: before an effect is counted.
        missing: what happens to a unit that is not measured in every period.
        registered: day on which the protocol was published. licence: of the measures.
    """

    id: Name
    title: Words
    registered: date
    measure: Words
    kind: Literal["service", "fare", "vehicle", "licence", "training", "information", "other"]
    assignment: Literal["random", "chosen"]
    period: PeriodKind
    baseline: Span
    until: str
    lag_months: Annotated[int, Field(ge=0, le=120)] = 0
    outcomes: Annotated[dict[Name, OutcomeAsked], Field(min_length=1)]
    hypotheses: Annotated[tuple[Hypothesis, ...], Field(min_length=1)]
    groups: Groups
    sample: Sample
    method: Literal["auto", "did", "staggered", "synthetic"] = "auto"
    missing: Literal["refuse", "drop"] = "refuse"
    ethics: Ethics
    stop_rules: Annotated[tuple[StopRule, ...], Field(min_length=1)]
    claims: tuple[Claim, ...] = ()
    licence: str | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Protocol:
        first, last, end = (
            period_number(text, self.period) for text in (self.baseline.from_, self.baseline.to, self.until)
        )
        if not first <= last < end:
            raise Wrong("The baseline does not end before the last period.", "Give from, to and until in order.")
        if end - first > LONGEST:
            raise Wrong(f"The experiment lasts more than {LONGEST} periods.", "Correct the years.")
        units = [*(unit.unit for unit in self.groups.treated), *(unit.unit for unit in self.groups.control)]
        twice = sorted({unit for unit in units if units.count(unit) > 1})
        if twice:
            raise Wrong(f"The unit '{twice[0]}' is there twice.", "A unit is treated or a control, once.")
        for treated in self.groups.treated:
            start = period_number(treated.from_, self.period)
            if start <= last:
                raise Wrong(
                    f"'{treated.unit}' is treated from {treated.from_}, before the baseline ends ({self.baseline.to}).",
                    "End the baseline before the first start.",
                )
            if start > end:
                raise Wrong(f"'{treated.unit}' starts after the last period, {self.until}.", "Measure longer.")
        begins = min(period_number(treated.from_, self.period) for treated in self.groups.treated)
        if begins > last + 1:
            raise Wrong(
                f"The baseline ends in {self.baseline.to} and the first unit starts in "
                f"{period_label(begins, self.period)}: what lies between is neither before nor after.",
                "End the baseline just before; where something was felt earlier, start there and give a lag.",
            )
        for kind, ids in (("hypothesis", [h.id for h in self.hypotheses]), ("claim", [c.id for c in self.claims])):
            if len(set(ids)) < len(ids):
                raise Wrong(f"A {kind} is there twice.", "Give each its own id.")
        asked = [h.outcome for h in self.hypotheses] + [r.outcome for r in self.stop_rules if r.outcome]
        unknown = sorted(set(asked) - set(self.outcomes))
        if unknown:
            raise Wrong(f"There is no outcome '{unknown[0]}'.", f"Outcomes: {', '.join(sorted(self.outcomes))}.")
        return self

    @property
    def lag(self) -> int:
        """Whole periods after a start that are not counted."""
        return math.ceil(self.lag_months / MONTHS[self.period])

    @property
    def first_start(self) -> int:
        """Number of the first period in which a unit is treated."""
        return min(period_number(treated.from_, self.period) for treated in self.groups.treated)

    @property
    def registered_before(self) -> bool:
        """Whether it was published before anything started."""
        return self.registered < first_day(self.first_start, self.period)

    def design(self, hypothesis: Hypothesis) -> Design:
        """What the power of a hypothesis is computed for."""
        asked, sample = self.outcomes[hypothesis.outcome], self.sample
        alone = asked.kind == "share" and sample.analysis == "post" and sample.after == 1
        controls = max(1, len(self.groups.control))
        return Design(
            "share" if alone else "mean", asked.deviation, asked.baseline if alone and asked.baseline else 0.5,
            sample.analysis, sample.correlation, sample.persons_per_unit, sample.icc, sample.cluster_correlation,
            sample.before, sample.after, controls / len(self.groups.treated), sample.level,
        )  # fmt: skip
