"""A practice: what somebody has done somewhere, told with its context, its results and what is not known."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from portee.commons.records.evidence import Grade
from portee.commons.records.references import NeedRef, SolutionRef, TerritoryRef
from portee.commons.records.shape import Figure, Line, Record, Text
from portee.core.declared import Declared

__all__ = ["Condition", "Practice", "Result"]


class Condition(Declared):
    """What must be there (hard), or helps (soft), for the practice to work."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
    """Name under which territories say whether they have it."""
    hard: bool
    why: Text


class Result(Declared):
    """One thing that was observed."""

    what: Text
    figure: Figure | None = None


class Practice(Record):
    type: ClassVar[str] = "practice"
    needs_sources: ClassVar[bool] = True

    place: Line
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1."""
    territory: TerritoryRef | None = None
    since: Annotated[str, StringConstraints(pattern=r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")] | None = None
    until: Annotated[str, StringConstraints(pattern=r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")] | None = None
    state: Literal["running", "ended", "announced", "unknown"]
    carried_by: Line
    """The organisation, never a person."""
    solutions: tuple[SolutionRef, ...] = ()
    needs: tuple[NeedRef, ...] = ()
    context: Text
    drivers: tuple[Text, ...] = ()
    barriers: tuple[Text, ...] = ()
    conditions: tuple[Condition, ...] = ()
    driven_by: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    """Variables of the territory that the result depends on, with their weight."""
    results: tuple[Result, ...] = ()
    cost: Figure | None = None
    grade: Grade
    """Grade of the best evidence there is for its results."""
    unchecked: Text | None = None
    """What could not be checked."""
