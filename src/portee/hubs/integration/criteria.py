"""The integration ladder as data: axes, levels, what each level asks, and where that was read."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong, parse_declared
from portee.offers.conditions import Condition

__all__ = ["TOP", "Axis", "Criterion", "IntegrationLadder", "LadderSource", "Level", "shipped_ladder"]

TOP = 4
"""The highest level."""


class LadderSource(Declared):
    """Where a level was read. checked: whether its words were read there, not only about them."""

    title: str
    url: str
    accessed: date
    checked: bool


class Criterion(Declared):
    """One thing that a level asks. mend: what would make it met. asks: conditions on facts, all of which must hold."""

    title: Words
    mend: Words
    asks: Annotated[tuple[Condition, ...], Field(min_length=1)]


class Level(Declared):
    """A level: what it is called, where it was read, the criteria that it adds to those below."""

    title: Words
    source: str
    asks: tuple[str, ...] = ()


class Axis(Declared):
    """An axis, its levels from 0 to `TOP`."""

    id: str
    title: Words
    levels: Annotated[tuple[Level, ...], Field(min_length=TOP + 1, max_length=TOP + 1)]


class IntegrationLadder(Declared):
    """Three axes and their criteria by name. notes: what to tell with every level."""

    sources: dict[str, LadderSource]
    notes: tuple[Words, ...] = ()
    axes: tuple[Axis, ...]
    criteria: dict[str, Criterion]

    @model_validator(mode="after")
    def _names_are_known(self) -> IntegrationLadder:
        asked = [name for axis in self.axes for level in axis.levels for name in level.asks]
        for name in asked:
            if name not in self.criteria:
                raise Wrong(f"A level asks for '{name}', which is no criterion.", "Add it, or correct the name.")
        for name in self.criteria:
            if asked.count(name) != 1:
                raise Wrong(f"'{name}' is asked {asked.count(name)} times.", "Each criterion belongs to one level.")
        for axis in self.axes:
            for level in axis.levels:
                if level.source not in self.sources:
                    raise Wrong(f"There is no source '{level.source}'.", "Add it, or correct the name.")
            if axis.levels[0].asks:
                raise Wrong("Level 0 asks for nothing.", "Move its criteria to level 1.")
        return self


@cache
def shipped_ladder() -> IntegrationLadder:
    """The ladder that comes with Portée."""
    text = files("portee.hubs.integration").joinpath("criteria.yaml").read_text(encoding="utf-8")
    return parse_declared(text, IntegrationLadder, "criteria.yaml")
