"""Places: points or polygons with ids and attributes. Zones, cells and opportunities are all places.

A place is entered and left at one point, its `lon`/`lat`: the point itself, or a point inside the polygon.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import InputError
from portee.core.provenance import Provenance

__all__ = ["Places"]


@dataclass(frozen=True, eq=False)
class Places:
    """Points or polygons that people start from or want to reach.

    Attributes:
        ids: unique identifiers, shape (n,), dtype object (str).
        lon, lat: entry points in degrees WGS 84, shape (n,), float64.
        attributes: one row per place, columns as the source names them (without id, lon, lat).
        geometry: shapely geometries in WGS 84, shape (n,), dtype object, or None when places are points.
        provenance: where the places come from.
    """

    ids: npt.NDArray[np.object_]
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    attributes: pl.DataFrame = field(default_factory=pl.DataFrame)
    geometry: npt.NDArray[np.object_] | None = None
    provenance: tuple[Provenance, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.ids)
        lengths = {len(self.lon), len(self.lat)}
        if self.attributes.width:
            lengths.add(self.attributes.height)
        if self.geometry is not None:
            lengths.add(len(self.geometry))
        if lengths - {n}:
            raise InputError(f"Places of different lengths: {n} ids against {sorted(lengths)}.")
        if len(set(self.ids.tolist())) != n:
            raise InputError("Some places share the same id.", mend="Give each place an id of its own.")

    def __len__(self) -> int:
        return len(self.ids)
