"""Places that are lost."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from portee.core.declared import Wrong
from portee.offers.areas import Area, shape_of
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.placing import kind_named, rows_named, with_kind
from portee.scenarios.works import Works

__all__ = ["RemovePlaces"]


class RemovePlaces(Modification):
    """Remove opportunities. of: their kind; ids: of them; area: all inside it."""

    touches: ClassVar[str] = "places"

    type: Literal["remove_places"]
    of: str | None = None
    ids: Annotated[tuple[str, ...], Field(max_length=20_000)] = ()
    area: Area | None = None

    @model_validator(mode="after")
    def _names_places(self) -> RemovePlaces:
        if not self.ids and self.area is None:
            raise Wrong("It names no place.", "Give 'ids' or 'area'.")
        return self

    def apply(self, works: Works, tell: Tell) -> None:
        kind = kind_named(works, self.of, tell)
        if kind is None:
            return
        places = works.territory.opportunities[kind]
        kept = np.ones(len(places), np.bool_)
        kept[rows_named(places, self.ids, tell)] = False
        if self.area is not None:
            import shapely

            inside = shapely.intersects_xy(shape_of(self.area), places.lon, places.lat)
            if not inside.any():
                tell("area", f"No place of '{kind}' lies in the area.", "Longitude comes first; draw it over a place.")
            kept &= ~inside
        with_kind(works, kind, places.take(np.flatnonzero(kept)))
