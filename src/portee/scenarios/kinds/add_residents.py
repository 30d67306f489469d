"""New dwellings: people who will live there."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.scenarios.modification import Modification, Tell
from portee.scenarios.placing import PlannedPlace, joined
from portee.scenarios.works import Works

__all__ = ["AddResidents"]


class AddResidents(Modification):
    """Add places where people live. places: with the columns of the territory, such as `residents: 400`."""

    touches: ClassVar[str] = "places"

    type: Literal["add_residents"]
    places: Annotated[tuple[PlannedPlace, ...], Field(min_length=1, max_length=20_000)]

    def apply(self, works: Works, tell: Tell) -> None:
        zones = works.territory.zones
        if zones is None:
            tell("type", "It is not known where people live.", "Give a file of origins.")
            return
        works.territory = works.territory.replace(zones=joined(zones, self.places, tell))
