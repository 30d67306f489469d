"""Places as features that other programs page through: a layer, those within a box, so many at a time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.declared import Words
from portee.territory.places import Places

__all__ = ["Box", "FeatureLayer", "FeaturePage", "box_of"]

Box = tuple[float, float, float, float]
"""West, south, east, north, degrees; a west beyond the east crosses the 180th meridian."""

DIGITS = 7
"""Of degrees: about a centimetre."""


@dataclass(frozen=True)
class FeaturePage:
    """Some features of a layer. matched: how many there are in all."""

    features: Sequence[Mapping[str, Any]]
    matched: int


@dataclass(frozen=True, eq=False)
class FeatureLayer:
    """Places that can be paged through, in the order of their file.

    Attributes:
        id: in addresses. title, description: words. places: what is in it.
    """

    id: str
    title: Words
    description: Words
    places: Places

    @cached_property
    def _shapes(self) -> npt.NDArray[np.object_]:
        places = self.places
        points = np.asarray(shapely.points(places.lon, places.lat), object)
        return points if places.geometry is None else places.geometry

    @property
    def extent(self) -> Box | None:
        """Box around all features, None where there is none."""
        if not len(self.places):
            return None
        west, south, east, north = (float(v) for v in shapely.total_bounds(self._shapes))
        return west, south, east, north

    def page(self, *, box: Box | None = None, limit: int, offset: int = 0) -> FeaturePage:
        """Features that meet a box, from `offset` on, at most `limit`."""
        rows = np.arange(len(self.places)) if box is None else np.flatnonzero(self._meets(box))
        chosen = rows[offset : offset + limit]
        return FeaturePage([self._feature(row) for row in chosen.tolist()], len(rows))

    def one(self, id: str) -> Mapping[str, Any] | None:
        """The feature of an id, None for none."""
        rows = np.flatnonzero(self.places.ids == id)
        return self._feature(int(rows[0])) if len(rows) else None

    def _meets(self, box: Box) -> npt.NDArray[np.bool_]:
        west, south, east, north = box
        parts = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        met = np.zeros(len(self.places), np.bool_)
        for left, right in parts:
            met |= shapely.intersects(self._shapes, shapely.box(left, south, right, north))
        return met

    def _feature(self, row: int) -> Mapping[str, Any]:
        attributes = self.places.attributes
        told = attributes.row(row, named=True) if attributes.width else {}
        shape = shapely.set_precision(self._shapes[row], 10**-DIGITS)
        return {
            "type": "Feature",
            "id": str(self.places.ids[row]),
            "geometry": shapely.geometry.mapping(shape),
            "properties": {name: _plain(value) for name, value in told.items()},
        }


def box_of(text: str) -> Box:
    """A box as it is written in an address: four numbers, or six with heights. Raises ValueError."""
    numbers = [float(part) for part in text.split(",")]
    if len(numbers) not in (4, 6) or not all(math.isfinite(number) for number in numbers):
        raise ValueError(text)
    half = len(numbers) // 2
    west, south, east, north = numbers[0], numbers[1], numbers[half], numbers[half + 1]
    if south > north or not (-180 <= west <= 180 and -180 <= east <= 180 and south >= -90 and north <= 90):
        raise ValueError(text)
    return west, south, east, north


def _plain(value: Any) -> Any:
    """A value that JSON can hold."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)
