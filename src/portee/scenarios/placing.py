"""Kinds of places in a world, and places written out in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import numpy as np
import polars as pl
from pydantic import ConfigDict, Field

from portee.core.declared import Declared
from portee.scenarios.choosing import Latitude, Longitude
from portee.scenarios.modification import Tell
from portee.scenarios.naming import meant
from portee.scenarios.works import Works
from portee.territory.places import Places

__all__ = ["PlannedPlace", "joined", "kind_named", "rows_named", "with_kind"]

MOST = 1e15
"""Nothing that a place counts for is more."""


class PlannedPlace(Declared):
    """A place that does not exist yet: its position, and what it counts for, such as `jobs: 120`."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, str_strip_whitespace=True)

    id: Annotated[str, Field(min_length=1, max_length=200)]
    lon: Longitude
    lat: Latitude

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

    Numbers are kept as float64. The new places are points, and so are all of them then.
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
        np.concatenate([places.lat, [place.lat for place in new]]), pl.DataFrame(wider), None, places.provenance,
    )  # fmt: skip


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
