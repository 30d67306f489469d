"""A need: what people try to reach or do, in which circumstances, and cannot."""

from __future__ import annotations

from typing import ClassVar, Literal

from portee.commons.records.references import NeedRef, StatementRef
from portee.commons.records.shape import Figure, Line, Record, Text

__all__ = ["Motive", "Need", "Obstacle", "Part"]

Part = Literal["housing", "mobility", "logistics"]
Motive = Literal[
    "work", "training", "job-search", "childcare", "school", "health", "shopping", "services", "social", "deliveries",
    "business", "any",
]  # fmt: skip
Obstacle = Literal[
    "time", "hours", "money", "licence", "vehicle", "children", "information", "safety", "disability", "digital",
    "language", "bad-days", "distance", "space",
]  # fmt: skip


class Need(Record):
    type: ClassVar[str] = "need"
    acyclic: ClassVar[tuple[str, ...]] = ("replaces", "part_of")
    needs_sources: ClassVar[bool] = True

    part: Part
    motive: Motive
    who: Text
    """The people concerned, in plain words."""
    situation: Text
    """What happens today."""
    obstacles: tuple[Obstacle, ...] = ()
    hours: Line | None = None
    """When, in the syntax of OSM opening hours, such as `Mo-Fr 04:00-07:00`."""
    size: Figure | None = None
    """How many people, or which share."""
    part_of: NeedRef | None = None
    statements: tuple[StatementRef, ...] = ()
    """What residents said, that the need rests on."""
