"""An indicator sheet: what is measured, how, in which unit, and what other frameworks call it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from portee.commons.records.shape import Line, Paragraph, Record, Text

__all__ = ["Crosswalk", "Indicator"]

from portee.core.declared import Declared


class Crosswalk(Declared):
    """The same or a near indicator in another framework."""

    framework: Literal["SUMI", "ISO 37120", "ISO 37122", "ISO 37123", "EcoQuartier", "other"]
    code: Line
    """Number or name there."""
    match: Literal["same", "close", "part", "wider"]
    note: Text | None = None
    checked: bool
    """Whether somebody has read it in the framework itself."""


class Indicator(Record):
    type: ClassVar[str] = "indicator"

    unit: Line
    formula: Paragraph
    """As a formula in plain text; symbols are explained in the body."""
    direction: Literal["higher-is-better", "lower-is-better", "neither"]
    computed_by: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]+(?:\.[A-Za-z_0-9]+)*$")] | None = None
    """The engine's own name of the indicator, where it computes it."""
    frequency: Line | None = None
    reads: Text
    """How to read a value, and what it does not say."""
    crosswalk: tuple[Crosswalk, ...] = ()
