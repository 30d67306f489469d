"""Where each place is entered: from coordinate columns or from geometries, with the checks that catch a wrong order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.errors import SourceError
from portee.sources.places.table import RawTable
from portee.sources.places.values import column_named, numbers
from portee.territory.columns import known_names

__all__ = ["coordinate_columns", "entry_points", "positions"]

Degrees = npt.NDArray[np.float64]
Bounds = tuple[float, float, float, float]

_PAIRS = (
    ("lon", "lat"),
    ("longitude", "latitude"),
    ("lng", "lat"),
    ("long", "lat"),
    ("lon", "latitude"),
    ("xlong", "ylat"),
    ("x_longitude", "y_latitude"),
    ("lon_c", "lat_c"),
    ("stop_lon", "stop_lat"),
    ("x", "y"),
)
_SWAP_MEND = "Exchange the two columns, or name them with --lon-column and --lat-column."


def coordinate_columns(table: RawTable, lon_column: str | None, lat_column: str | None) -> tuple[str, str]:
    """The columns of longitude and latitude: those named by the user, or the first usual pair, capitals apart.

    Raises:
        ParameterError: a named column is not there, or only one of the two is named.
        SourceError: no usual pair is there.
    """
    if lon_column is not None or lat_column is not None:
        lon_column, lat_column = lon_column or "lon", lat_column or "lat"
        return (
            column_named(table, lon_column, option="longitude"),
            column_named(table, lat_column, option="latitude"),
        )
    folded = {column.casefold(): column for column in reversed(table.frame.columns)}
    for lon, lat in _PAIRS:
        if lon in folded and lat in folded:
            return folded[lon], folded[lat]
    raise SourceError(
        "There are no columns of longitude and latitude.",
        where=table.where(),
        mend="Name them lon and lat (degrees, WGS 84), or give --lon-column and --lat-column. "
        + known_names("lon", table.frame.columns),
    )


def positions(table: RawTable, lon_column: str, lat_column: str, near: Bounds | None) -> tuple[Degrees, Degrees]:
    """Longitudes and latitudes in degrees WGS 84 from two columns, each of shape (n,).

    Raises:
        SourceError: a coordinate is missing, not a number, infinite or out of range, or the two look swapped.
    """
    lon, lat = numbers(table, lon_column), numbers(table, lat_column)
    for values, column in ((lon, lon_column), (lat, lat_column)):
        wrong = np.flatnonzero(~np.isfinite(values))
        if len(wrong):
            cell = table.frame[column][int(wrong[0])]
            shown = "" if cell is None or not str(cell).strip() else f" ('{str(cell).strip()[:40]}')"
            kind = "is missing" if not shown else "is not a finite number"
            more = f" ({len(wrong):,} such rows)" if len(wrong) > 1 else ""
            row = "" if table.text is not None else f" on row {int(table.rows[wrong[0]]) + 1}"
            raise SourceError(
                f"A coordinate {kind}{row}{shown}{more}.",
                where=table.where(int(wrong[0]), column),
                mend="Give degrees with decimals, or take the row out.",
            )
    _check_range(table, lon, lat, (lon_column, lat_column))
    _check_swapped(table, lon, lat, near)
    return lon, lat


def entry_points(table: RawTable, near: Bounds | None) -> tuple[Degrees, Degrees, npt.NDArray[np.object_] | None]:
    """Entry points of the table's geometries, each of shape (n,), and the geometries unless all are single points.

    A point is itself; a line is entered at the middle of its longest part; a polygon or a set of points at a point
    that lies in it. A polygon whose outline crosses itself is mended first.

    Raises:
        SourceError: coordinates are not degrees, or longitude and latitude look swapped.
    """
    geometry = table.geometry
    assert geometry is not None
    # Degenerate drawings make the geometry library warn; what it then cannot place is refused below.
    with np.errstate(all="ignore"):
        points = _inner_points(geometry)
    lon, lat = shapely.get_x(points), shapely.get_y(points)
    lost = np.flatnonzero(~(np.isfinite(lon) & np.isfinite(lat)))
    if len(lost):
        raise SourceError(
            f"Row {int(table.rows[lost[0]]) + 1} has a geometry without any inside.",
            where=table.where(),
            mend="Draw it again, or take the row out.",
        )
    _check_range(table, lon, lat, None)
    _check_swapped(table, lon, lat, near)
    is_point = shapely.get_type_id(geometry) == shapely.GeometryType.POINT
    return lon, lat, None if is_point.all() else geometry


def _inner_points(geometry: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    kinds = shapely.get_type_id(geometry)
    is_point = kinds == shapely.GeometryType.POINT
    points = geometry.copy()
    lines = np.isin(kinds, (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING))
    points[lines] = shapely.line_interpolate_point(geometry[lines], 0.5, normalized=True)
    for i in np.flatnonzero(kinds == shapely.GeometryType.MULTILINESTRING):
        parts = shapely.get_parts(shapely.line_merge(geometry[i]))
        points[i] = shapely.line_interpolate_point(parts[np.argmax(shapely.length(parts))], 0.5, normalized=True)
    rest = ~is_point & ~lines & (kinds != shapely.GeometryType.MULTILINESTRING)
    sound = geometry[rest]
    crossed = ~shapely.is_valid(sound)
    sound[crossed] = shapely.make_valid(sound[crossed])
    points[rest] = shapely.point_on_surface(sound)
    return points


def _check_range(table: RawTable, lon: Degrees, lat: Degrees, columns: tuple[str, str] | None) -> None:
    outside = (np.abs(lon) > 180) | (np.abs(lat) > 90)
    if not outside.any():
        return
    first = int(np.flatnonzero(outside)[0])
    at = f"{lon[first]:g}, {lat[first]:g}"
    row = "" if table.text is not None else f" on row {int(table.rows[first]) + 1}"
    if (np.abs(lon) <= 90).all() and (np.abs(lat) <= 180).all():
        raise SourceError(
            f"Longitude and latitude look swapped: a latitude lies beyond 90 degrees{row} (longitude, latitude: {at}).",
            where=table.where(first, columns[1] if columns else None),
            mend=_SWAP_MEND,
        )
    metres = outside.mean() > 0.5 and (np.abs(lon[outside]) > 1000).any()
    what = "Coordinates are not degrees; they look like metres" if metres else "A coordinate is out of range"
    raise SourceError(
        f"{what}{row} (longitude, latitude: {at}).",
        where=table.where(first, columns[0] if columns else None),
        mend="Give longitude and latitude in degrees, WGS 84 (EPSG:4326).",
    )


def _check_swapped(table: RawTable, lon: Degrees, lat: Degrees, near: Bounds | None) -> None:
    if near is None:
        return
    as_given = _inside(lon, lat, near)
    swapped = _inside(lat, lon, near)
    if swapped.sum() > as_given.sum() and swapped.mean() >= 0.5:
        first = int(np.flatnonzero(swapped)[0])
        raise SourceError(
            f"Longitude and latitude look swapped: {int(swapped.sum()):,} of {len(lon):,} places would lie in the "
            f"network if they were exchanged, {int(as_given.sum()):,} as they stand.",
            where=table.where(first),
            mend=_SWAP_MEND,
        )


def _inside(lon: Degrees, lat: Degrees, bounds: Bounds) -> npt.NDArray[np.bool_]:
    west, south, east, north = bounds
    inside: npt.NDArray[np.bool_] = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return inside
