"""Coordinates in INSEE's files: degrees, or metres in the projection of each French region."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl
import pyproj

from portee.core.errors import SourceError
from portee.sources.places.table import RawTable
from portee.sources.places.values import numbers
from portee.sources.projections import projection

__all__ = ["degrees_of"]

Degrees = npt.NDArray[np.float64]

# Official projections by overseas département: decree 2000-1276 as amended in 2019 (RGAF09, RGFG95, RGR92, RGM04).
_EPSG_BY_DEPARTEMENT = {"971": 5490, "972": 5490, "977": 5490, "978": 5490, "973": 2972, "974": 2975, "976": 4471}
_EPSG_MAINLAND = 2154
# Codes from here on are reserved for private use, hence no projection of INSEE's.
_EPSG_END = 32_768


def degrees_of(
    table: RawTable, *, degrees: tuple[str, str] | None, metres: tuple[str, str] | None, epsg: str | None, commune: str
) -> tuple[Degrees, Degrees]:
    """Longitude and latitude of each row, degrees WGS 84, shape (n,); NaN where the file gives no usable position.

    Args:
        table: the rows.
        degrees: columns of longitude and latitude, or None.
        metres: columns of easting and northing, used where degrees are absent, or None.
        epsg: column of the projection's code, by row, or None to choose it by département.
        commune: column of INSEE commune codes; used only without `epsg`, and may be absent.

    Raises:
        SourceError: a projection's code is not known.
    """
    lon, lat = np.full(len(table), np.nan), np.full(len(table), np.nan)
    if degrees is not None:
        lon, lat = numbers(table, degrees[0]), numbers(table, degrees[1])
    if metres is not None:
        x, y = numbers(table, metres[0]), numbers(table, metres[1])
        codes = _codes(table, epsg, commune)
        # INSEE writes zeros where it has no coordinates.
        wanted = ~(np.isfinite(lon) & np.isfinite(lat)) & np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0))
        for code in np.unique(codes[wanted]).tolist():
            mine = wanted & (codes == code)
            try:
                transformer = projection(f"EPSG:{code}", "EPSG:4326")
            except pyproj.exceptions.CRSError as problem:
                raise SourceError(
                    f"The projection EPSG:{code} is not known.", where=table.where(int(np.flatnonzero(mine)[0]), epsg)
                ) from problem
            lon[mine], lat[mine] = transformer.transform(x[mine], y[mine])
    usable = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    return np.where(usable, lon, np.nan), np.where(usable, lat, np.nan)


def _codes(table: RawTable, epsg: str | None, commune: str) -> npt.NDArray[np.int64]:
    codes = np.full(len(table), _EPSG_MAINLAND, np.int64)
    if commune in table.frame.columns:
        departements = table.frame[commune].cast(pl.String).str.slice(0, 3).fill_null("").to_numpy()
        for departement, code in _EPSG_BY_DEPARTEMENT.items():
            codes[departements == departement] = code
    if epsg is not None:
        given = numbers(table, epsg)
        known = (given > 0) & (given < _EPSG_END)
        codes[known] = given[known].astype(np.int64)
    return codes
