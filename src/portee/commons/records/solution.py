"""A solution: something that can be set up, told apart from who has done it (a practice) and where it fits (a cell)."""

from __future__ import annotations

from typing import ClassVar, Literal

from portee.commons.records.need import Part
from portee.commons.records.references import PracticeRef, SolutionRef
from portee.commons.records.shape import Figure, Line, Record, Text

__all__ = ["Family", "Solution"]

Family = Literal[
    "infrastructure", "public-transport", "shared-vehicle", "on-demand", "active", "aid", "information", "support",
    "place", "organisation", "delivery", "regulation",
]  # fmt: skip


class Solution(Record):
    type: ClassVar[str] = "solution"
    acyclic: ClassVar[tuple[str, ...]] = ("replaces", "variant_of", "requires")
    needs_sources: ClassVar[bool] = True

    part: Part
    family: Family
    how: Text
    """How it works, for whoever has never seen one."""
    limits: Text
    """For whom, and when, it does not work."""
    energy: Line | None = None
    investment: Figure | None = None
    running_cost: Figure | None = None
    maturity: Literal["idea", "prototype", "pilot", "in-service", "widespread"]
    variant_of: SolutionRef | None = None
    requires: tuple[SolutionRef, ...] = ()
    practices: tuple[PracticeRef, ...] = ()
