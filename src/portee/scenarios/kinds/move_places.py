"""Places that move."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from portee.scenarios.choosing import Latitude, Longitude
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.placing import kind_named, moved, rows_named, with_kind
from portee.scenarios.works import Works

__all__ = ["MovePlaces"]


class MovePlaces(Modification):
    """Move opportunities to one point. of: their kind; ids: of them."""

    touches: ClassVar[str] = "places"

    type: Literal["move_places"]
    of: str | None = None
    ids: Annotated[tuple[str, ...], Field(min_length=1, max_length=20_000)]
    lon: Longitude
    lat: Latitude

    def apply(self, works: Works, tell: Tell) -> None:
        kind = kind_named(works, self.of, tell)
        if kind is None:
            return
        places = works.territory.opportunities[kind]
        rows = rows_named(places, self.ids, tell)
        with_kind(works, kind, moved(places, rows, self.lon, self.lat))
