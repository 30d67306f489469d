"""Which streets a modification means: those in an area, under a drawn line, of a name, or of an OpenStreetMap way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from portee.core.declared import Wrong
from portee.network.closing import edges_entering
from portee.network.streets import Streets
from portee.offers.areas import Area, shape_of
from portee.scenarios.modification import Modification, Tell
from portee.scenarios.naming import meant
from portee.scenarios.works import Works

if TYPE_CHECKING:
    from shapely.geometry import LineString

__all__ = ["Line", "Mode", "StreetChoice", "edges_crossed", "line_of"]

Bool = npt.NDArray[np.bool_]
Mode = Literal["walk", "wheelchair", "bicycle", "e_scooter", "car"]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Line = Annotated[tuple[tuple[Longitude, Latitude], ...], Field(min_length=2, max_length=5_000)]
"""A drawn line, degrees WGS 84, longitude first."""


def line_of(line: tuple[tuple[float, float], ...]) -> LineString:
    """A drawn line as a geometry."""
    import shapely

    return shapely.LineString(line)


def edges_crossed(streets: Streets, line: LineString) -> Bool:
    """Street edges that a drawn line touches or crosses: bool (e,)."""
    import shapely

    counts = np.diff(streets.geometry_offset)
    if not streets.edge_count:
        return np.zeros(0, np.bool_)
    points = np.column_stack([streets.geometry_lon_e7, streets.geometry_lat_e7]) / 1e7
    shapes = shapely.linestrings(points, indices=np.repeat(np.arange(streets.edge_count), counts))
    shapely.prepare(line)
    return np.asarray(shapely.intersects(line, shapes))


class StreetChoice(Modification):
    """A modification of some streets.

    Attributes:
        area: every street that enters it. across: every street that the drawn line crosses.
        streets: names, as OpenStreetMap has them. osm_ways: ids of ways.
    """

    area: Area | None = None
    across: Line | None = None
    streets: Annotated[tuple[str, ...], Field(max_length=500)] = ()
    osm_ways: Annotated[tuple[int, ...], Field(max_length=20_000)] = ()

    @model_validator(mode="after")
    def _names_streets(self) -> StreetChoice:
        if self.area is None and self.across is None and not self.streets and not self.osm_ways:
            raise Wrong("It names no street.", "Give 'area', 'across', 'streets' or 'osm_ways'.")
        return self

    def chosen(self, works: Works, tell: Tell) -> Bool:
        """The street edges that are meant: bool (e,); what means none is told."""
        streets = works.streets
        found = np.zeros(streets.edge_count, np.bool_)
        for field, part in (
            ("area", None if self.area is None else edges_entering(streets, shape_of(self.area))),
            ("across", None if self.across is None else edges_crossed(streets, line_of(self.across))),
        ):
            if part is None:
                continue
            if not part.any():
                tell(field, "No street of the network lies there.", "Longitude comes first; draw it over a street.")
            found |= part
        for name in self.streets:
            if name not in streets.names:
                tell("streets", f"There is no street '{name}'.", meant(name, streets.names))
                continue
            found |= streets.edge_name == streets.names.index(name)
        for way in self.osm_ways:
            part = streets.edge_osm_way == way
            if not part.any():
                tell("osm_ways", f"There is no OpenStreetMap way {way} in the network.", "Remove it.")
            found |= part
        return found
