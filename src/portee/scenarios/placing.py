"""Kinds of places in a world, and places written out in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import polars as pl
from pydantic import ConfigDict, Field

from portee.core.declared import Declared
from portee.offers.areas import Area, shape_of
from portee.scenarios.choosing import Latitude, Longitude
from portee.scenarios.modification import Tell
from portee.scenarios.naming import meant
from portee.scenarios.works import Works
from portee.territory.places import Places

__all__ = ["PlannedPlace", "joined", "kind_named", "moved", "rows_named", "with_kind"]

Outlines = npt.NDArray[np.object_]

AREA = 2
"""Dimensions of an outline that holds an area."""

MOST = 1e15
"""Nothing that a place counts for is more."""


class PlannedPlace(Declared):
    """A place that does not exist yet: its position, its outline, and what it counts for, such as `jobs: 120`."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, str_strip_whitespace=True)

    id: Annotated[str, Field(min_length=1, max_length=200)]
    lon: Longitude
    lat: Latitude
    outline: Area | None = None

    @property
    def told(self) -> Mapping[str, Any]:
        return self.model_extra or {}


def kind_named(works: Works, kind: str | None, tell: Tell) -> str | None:
    """The kind of opportunities that is meant, the only one where none is named; None, and told, for none."""
    known = list(works.territory.opportunities)
    if kind is None and len(known) == 1:
        return known[0]
    if kind is None:
        tell(
            "type",
            "It is not told which places are meant.",
            f"Give 'of', one of: {', '.join(known) or 'none is known'}.",
        )
        return None
    if kind not in known:
        tell("of", f"There are no places '{kind}'.", meant(kind, known) if known else "Give a file of opportunities.")
        return None
    return kind


def with_kind(works: Works, kind: str, places: Places) -> None:
    """Exchange the places of a kind."""
    works.territory = works.territory.replace(opportunities={**works.territory.opportunities, kind: places})


def rows_named(places: Places, ids: Sequence[str], tell: Tell, field: str = "ids") -> list[int]:
    """Rows of ids, each once; those that are unknown are told."""
    row = {str(id): k for k, id in enumerate(places.ids)}
    asked = tuple(dict.fromkeys(ids))
    for id in asked:
        if id not in row:
            tell(field, f"There is no place '{id}'.", meant(id, list(row)))
    return [row[id] for id in asked if id in row]


def joined(places: Places, more: Sequence[PlannedPlace], tell: Tell) -> Places:
    """Places with some more; columns that a new one does not tell are 0 for numbers, else empty.

    Numbers are kept as float64. Where places have outlines, a new one without any gets a square around its point, as
    large as most of the others; that is only drawn.
    """
    known, columns = set(map(str, places.ids)), places.attributes
    new = []
    for place in more:
        for name in place.told:
            if name not in columns.columns:
                tell("places", f"Places have no column '{name}'.", meant(name, columns.columns))
        if place.id in known:
            tell("places", f"There is a place '{place.id}' already.", "Give another id.")
            continue
        known.add(place.id)
        new.append(place)
    wider = [_lengthened(columns[name], name, new, tell) for name in columns.columns]
    return Places(
        np.concatenate([places.ids, np.array([place.id for place in new], object)]),
        np.concatenate([places.lon, [place.lon for place in new]]),
        np.concatenate([places.lat, [place.lat for place in new]]), pl.DataFrame(wider),
        _outlines(places, new), places.provenance,
    )  # fmt: skip


def moved(places: Places, rows: Sequence[int], lon: float, lat: float) -> Places:
    """Places of which some stand elsewhere, their outlines with them."""
    import shapely

    to_lon, to_lat = np.array(places.lon), np.array(places.lat)
    to_lon[rows], to_lat[rows] = lon, lat
    outlines = None if places.geometry is None else places.geometry.copy()
    for row in [] if outlines is None else rows:
        assert outlines is not None
        by = np.array([lon - places.lon[row], lat - places.lat[row]])
        outlines[row] = shapely.transform(outlines[row], by.__add__)
    return Places(places.ids, to_lon, to_lat, places.attributes, outlines, places.provenance)


def _outlines(places: Places, new: Sequence[PlannedPlace]) -> Outlines | None:
    """Outlines of places and of new ones; None where all are points."""
    import shapely

    if places.geometry is None and all(place.outline is None for place in new):
        return None
    known: Outlines = np.asarray(
        shapely.points(places.lon, places.lat) if places.geometry is None else places.geometry, object
    )
    bounds = shapely.bounds(known[shapely.get_dimensions(known) == AREA])
    across, up = np.median(bounds[:, 2:] - bounds[:, :2], axis=0) / 2 if len(bounds) else (0.0, 0.0)
    made = np.empty(len(new), object)
    for k, place in enumerate(new):
        if place.outline is not None:
            made[k] = shape_of(place.outline)
        elif len(bounds):
            made[k] = shapely.box(place.lon - across, place.lat - up, place.lon + across, place.lat + up)
        else:
            made[k] = shapely.Point(place.lon, place.lat)
    every: Outlines = np.concatenate([known, made])
    return every


def _lengthened(column: pl.Series, name: str, more: Sequence[PlannedPlace], tell: Tell) -> pl.Series:
    """A column with the values of some more places: numbers, true or false, or else text."""
    number, flag = column.dtype.is_numeric(), column.dtype == pl.Boolean
    what = "a number" if number else "true or false" if flag else "text"
    values: list[Any] = []
    for place in more:
        value = place.told.get(name, 0 if number else None)
        if (isinstance(value, bool) or value is None) if flag else _is_number(value) if number else _is_text(value):
            values.append(float(value) if number else value if flag or value is None else str(value))
        else:
            tell("places", f"'{name}' of '{place.id}' is not {what}.", f"Write {what}.")
            values.append(None)
    kind = pl.Float64 if number else pl.Boolean if flag else pl.String
    return pl.concat([column.cast(kind), pl.Series(name, values, kind)])


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= MOST


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float))
