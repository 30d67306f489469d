"""A territory: a neighbourhood, a municipality, a quarter being built."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from portee.commons.records.references import PlaceRef
from portee.commons.records.shape import Figure, Line, Record
from portee.core.declared import Declared

__all__ = ["Point", "Territory"]


class Point(Declared):
    """WGS 84, degrees."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]


class Territory(Record):
    type: ClassVar[str] = "territory"
    acyclic: ClassVar[tuple[str, ...]] = ("replaces", "part_of")
    needs_sources: ClassVar[bool] = True

    kind: Literal["neighbourhood", "quarter", "municipality", "intermunicipality", "department", "region", "country"]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1."""
    code: Line | None = None
    """INSEE or QPV code: QN… since 2024, QP… before."""
    geography: Literal["2015", "2024"] | None = None
    """Geography of priority neighbourhoods that the code belongs to."""
    part_of: PlaceRef | None = None
    centre: Point | None = None
    variables: dict[str, Figure] = Field(default_factory=dict)
    """What the territory is like, by name of variable, to compare it with others."""
    conditions: dict[str, bool] = Field(default_factory=dict)
    """Enabling conditions that are there (true) or known to be missing (false)."""
