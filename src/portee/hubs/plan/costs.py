"""Who pays, and unit costs that say where they come from: a figure of Portée by name, or euros with a source."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Wrong

__all__ = ["PARTIES", "PAYERS", "ByYear", "Cost", "Count", "Euros", "Name", "Payer", "Share"]

PAYERS = ("residents", "employers", "city", "state")
"""Who may pay a tariff or an aid. "city" is the town, its authority of transport and its developer."""
PARTIES = (*PAYERS, "operator", "staff", "suppliers", "lenders")
"""Everyone among whom money goes."""

Payer = Literal["residents", "employers", "city", "state"]
Euros = Annotated[float, Field(ge=0, le=1e9)]
Count = Annotated[float, Field(ge=0, le=1e7)]
Share = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,40}$")]
ByYear = Count | Annotated[tuple[Count, ...], Field(min_length=1, max_length=40)]
"""One number for every year, or one per year; the last one goes on."""


class Cost(Declared):
    """A unit cost.

    Attributes:
        figure, key: name of a figure of Portée, and which of its values where it is a table.
        eur: an amount of one's own, with its source. on: when it was true.
    """

    figure: str | None = None
    key: str | None = None
    eur: Euros | None = None
    source: str | None = None
    on: date | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Cost:
        if (self.figure is None) == (self.eur is None):
            raise Wrong("A cost is either a figure or an amount.", "Give 'figure', or 'eur' with its 'source'.")
        if self.eur is not None and not self.source:
            raise Wrong("The amount has no source.", "Say in 'source' where it comes from: quote, bill, convention.")
        if self.eur is not None and self.key is not None:
            raise Wrong("'key' goes with 'figure' alone.", "Remove it.")
        return self
