"""Roads that one pays to pass, and the price of a passage by kind of vehicle."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from portee.core.declared import Declared, Words, Wrong
from portee.core.parameters import Source

__all__ = ["Toll"]

Payer = Literal["car", "van", "moped", "motorcycle"]


class Toll(Declared):
    """One road with a toll.

    Attributes:
        id, title: name, and words in both languages.
        streets: names of the streets that one pays to use, as OpenStreetMap has them. osm_ways: ids of its ways,
            instead or beside.
        eur: price of one passage by kind of vehicle; a kind that is not named may not pass.
        cap_eur_month: most that passages cost in a month, None for no limit.
        begins, ends: first and last day of the price, None for not known.
        source: where it was read. checked: whether read at the source itself.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]
    title: Words
    streets: Annotated[tuple[str, ...], Field(max_length=200)] = ()
    osm_ways: Annotated[tuple[int, ...], Field(max_length=10_000)] = ()
    eur: Annotated[dict[Payer, Annotated[float, Field(ge=0, le=500)]], Field(min_length=1)]
    cap_eur_month: Annotated[float, Field(ge=0, le=20_000)] | None = None
    begins: date | None = None
    ends: date | None = None
    source: Source | None = None
    checked: bool = False
    note: Words | None = None

    @model_validator(mode="after")
    def _lies_somewhere(self) -> Toll:
        if not self.streets and not self.osm_ways:
            raise Wrong("The toll names no road.", "Give 'streets', names as in OpenStreetMap, or 'osm_ways', ids.")
        if self.begins and self.ends and self.ends < self.begins:
            raise Wrong("The toll ends before it begins.", "Correct 'begins' or 'ends'.")
        return self

    def charged_on(self, day: date) -> bool:
        """Whether the toll is charged on a day; a price of which only a past day is known still holds."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)
