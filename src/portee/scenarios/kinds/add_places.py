"""New places: jobs, a third place, a childcare place."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.scenarios.modification import Modification, Tell
from portee.scenarios.placing import PlannedPlace, joined, kind_named, with_kind
from portee.scenarios.works import Works

__all__ = ["AddPlaces"]


class AddPlaces(Modification):
    """Add opportunities. of: their kind; places: with the columns of that kind."""

    touches: ClassVar[str] = "places"

    type: Literal["add_places"]
    of: str | None = None
    places: Annotated[tuple[PlannedPlace, ...], Field(min_length=1, max_length=20_000)]

    def apply(self, works: Works, tell: Tell) -> None:
        kind = kind_named(works, self.of, tell)
        if kind is not None:
            with_kind(works, kind, joined(works.territory.opportunities[kind], self.places, tell))
