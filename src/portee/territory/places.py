"""Places: points or polygons with ids and attributes. Zones, cells and opportunities are all places.

A place is entered and left at one point, its `lon`/`lat`: the point itself, or a point inside the polygon.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import InputError, ParameterError, Where
from portee.core.provenance import Provenance
from portee.territory.columns import COUNT_WEIGHTS, known_names

if TYPE_CHECKING:
    import geopandas

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

    def weight(self, name: str) -> npt.NDArray[np.float64]:
        """One weight per place, shape (n,), in the unit of the column; "count" or "@count" is one per place.

        Raises:
            ParameterError: there is no such column, or it holds something else than finite numbers of zero or more.
        """
        if name not in self.attributes.columns:
            if name in COUNT_WEIGHTS:
                return np.ones(len(self), np.float64)
            raise ParameterError(
                f"There is no column '{name}' to use as a weight.",
                where=Where(file=self._file()),
                mend=known_names(name, self.attributes.columns),
            )
        column = self.attributes[name]
        usable = column.dtype.is_numeric() or column.dtype == pl.Boolean
        values = column.cast(pl.Float64).to_numpy() if usable and column.null_count() == 0 else np.array([np.nan])
        if not (np.isfinite(values).all() and (values >= 0).all()):
            raise ParameterError(
                f"Column '{name}' cannot be a weight: it holds something else than numbers of zero or more.",
                where=Where(file=self._file(), field=name),
                mend="Name it when reading the file (--weight) to learn which line is wrong.",
            )
        return np.array(values, np.float64)

    def take(self, rows: npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> Places:
        """The places of the given row numbers (or where the mask is true), in that order."""
        rows = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return Places(
            ids=self.ids[rows],
            lon=self.lon[rows],
            lat=self.lat[rows],
            attributes=self.attributes[rows] if self.attributes.width else self.attributes,
            geometry=None if self.geometry is None else self.geometry[rows],
            provenance=self.provenance,
        )

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """A frame with `id`, the attributes, and the geometry (the entry points when places are points), WGS 84."""
        # Imported here: geopandas takes half a second that a run without frames does not have to pay.
        import geopandas
        import shapely

        geometry = self.geometry if self.geometry is not None else shapely.points(self.lon, self.lat)
        frame = self.attributes.drop("id", "geometry", strict=False).to_pandas()
        frame.insert(0, "id", self.ids)
        return geopandas.GeoDataFrame(frame, geometry=geometry, crs="EPSG:4326")

    def _file(self) -> str | None:
        return self.provenance[0].file if self.provenance else None
