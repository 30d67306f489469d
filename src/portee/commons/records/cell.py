"""A cell of the matrix: one need, one solution, one territory, what is asked there and what it rests on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.commons.records.references import (  # fmt: skip
    EvidenceRef,
    IndicatorRef,
    NeedRef,
    PlaceRef,
    PracticeRef,
    RequirementRef,
    ScopeRef,
    SolutionRef,
)
from portee.commons.records.shape import Figure, Line, Record, Text
from portee.core.declared import Declared

__all__ = ["Cell", "Effect", "Followed", "Parts"]


class Parts(Declared):
    """Requirements by part."""

    housing: tuple[RequirementRef, ...] = ()
    mobility: tuple[RequirementRef, ...] = ()
    logistics: tuple[RequirementRef, ...] = ()


class Followed(Declared):
    """An indicator followed in this cell."""

    indicator: IndicatorRef
    baseline: Figure | None = None
    target: Figure | None = None
    alert_below: float | None = None
    alert_above: float | None = None
    frequency: Line | None = None


class Effect(Declared):
    """What the solution does to something else than its own aim."""

    direction: Literal["better", "neutral", "worse", "mixed", "unknown"]
    why: Text
    figure: Figure | None = None
    evidence: tuple[EvidenceRef, ...] = ()


class Cell(Record):
    type: ClassVar[str] = "cell"

    need: NeedRef
    solution: SolutionRef
    territory: PlaceRef
    scope: ScopeRef
    level: Annotated[int, Field(ge=0, le=4)]
    """0 nothing, 1 informed, 2 offered, 3 fitted to the people concerned, 4 run with them."""
    advice: Literal["required", "recommended", "to-test", "advised-against"]
    why: Text
    requirements: Parts = Parts()
    indicators: tuple[Followed, ...] = ()
    evidence: tuple[EvidenceRef, ...] = ()
    practices: tuple[PracticeRef, ...] = ()
    cost: Figure | None = None
    equity: Effect
    co2: Effect
    resilience: Effect
    replicability: Text | None = None
    """To which kinds of territory it carries over, and under which conditions."""
