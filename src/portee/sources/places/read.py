"""Any file of points or polygons to `Places`: the one reader for origins, destinations and opportunities."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from portee.core.errors import ParameterError, SourceError
from portee.core.provenance import Provenance, sha256_of
from portee.sources.places.archive import members_of, shapefile_in
from portee.sources.places.geoparquet import from_arrow, read_parquet
from portee.sources.places.position import Bounds, coordinate_columns, entry_points, positions
from portee.sources.places.table import Keep, RawTable, from_text
from portee.sources.places.text import open_text
from portee.sources.places.values import ROW_ID, column_named, hours_of, ids_of, suggestion_of_ids, typed, weights_of
from portee.territory.columns import COUNT_WEIGHTS, known_names
from portee.territory.places import Places

if TYPE_CHECKING:
    import geopandas

__all__ = ["hash_of", "places_from_frame", "read_places", "read_table"]

_TEXT = (".csv", ".txt", ".tsv")
_VECTOR = (".geojson", ".json", ".gpkg", ".shp", ".fgb")
_PARQUET = (".parquet", ".geoparquet", ".pq")
_ENDINGS = (*_TEXT, *_VECTOR, *_PARQUET, ".zip")


def read_places(  # noqa: PLR0913 - one argument per thing a user may say about a file
    path: Path | str,
    *,
    weights: Sequence[str] = (),
    id_column: str | None = None,
    lon_column: str | None = None,
    lat_column: str | None = None,
    hours: tuple[str, str] | None = None,
    licence: str | None = None,
    layer: str | None = None,
    near: Bounds | None = None,
    source: str = "places",
) -> Places:
    """Read points or polygons with their ids, weights and attributes.

    Formats by ending: CSV (.csv, .txt, .tsv; comma, semicolon or tab), GeoJSON, GeoPackage, shapefile (.shp, its
    folder, or a .zip of it), FlatGeobuf, GeoParquet, Parquet with coordinate columns, and a .zip of one CSV.

    Args:
        path: the file.
        weights: columns that count something, checked to hold finite numbers of zero or more. "count" (unless the
            file has such a column) and "@count" give one per place. An empty cell counts as zero, which the
            provenance notes.
        id_column: the column of unique ids, by default `id`; "@row" numbers the rows from 1.
        lon_column, lat_column: columns of degrees WGS 84, by default the usual names; for vector files they replace
            the geometry.
        hours: columns of the opening and the closing hour; they give `opens_s` and `closes_s` in seconds after
            midnight, the latter past 86,400 when the place closes the next day.
        licence: the licence of the data, for the provenance.
        layer: the layer of a file that has several.
        near: west, south, east, north in degrees of the area of interest; when given, places that would lie in it
            with longitude and latitude exchanged are taken for swapped.
        source: the kind of source named in the provenance.

    Raises:
        SourceError: the file or a cell of it is wrong; the message gives line and field.
        ParameterError: a column or layer named is not there, or the ending is not known.
    """
    path = Path(path)
    table = read_table(path, layer=layer)
    places, notes = _assembled(table, weights, id_column, lon_column, lat_column, hours, near)
    digest, size = hash_of(path)
    provenance = Provenance(
        source=source,
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence,
        rows={"places": len(places)},
        dropped=table.dropped,
        notes=(*table.notes, *notes),
    )
    return _with_provenance(places, provenance)


def places_from_frame(
    frame: geopandas.GeoDataFrame,
    *,
    weights: Sequence[str] = (),
    id_column: str | None = None,
    hours: tuple[str, str] | None = None,
    near: Bounds | None = None,
    name: str = "GeoDataFrame",
) -> Places:
    """As `read_places`, from a GeoDataFrame in any known coordinate system.

    Raises:
        SourceError, ParameterError: as `read_places`; messages give `name` in place of the file.
    """
    data = pa.Table.from_pandas(frame.drop(columns=frame.geometry.name), preserve_index=False)
    table = from_arrow(name, data, np.asarray(frame.geometry.array, dtype=object), frame.crs)
    return _assembled(table, weights, id_column, None, None, hours, near)[0]


def read_table(path: Path, *, layer: str | None = None, keep: Keep | None = None) -> RawTable:
    """Read a file of any known format as a table with at least one row.

    Args:
        path: the file.
        layer: the layer of a file that has several.
        keep: filters rows batch by batch while reading (text and Parquet only).

    Raises:
        SourceError: no such file, unreadable or empty.
        ParameterError: the ending is not known.
    """
    if not path.exists():
        siblings = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        near = difflib.get_close_matches(path.name, siblings, n=1)
        raise SourceError(
            "There is no such file.",
            where=str(path),
            mend=f"Did you mean '{near[0]}'?" if near else "Check the path.",
        )
    file = shapefile_in(path) if path.is_dir() else path
    ending = file.suffix.lower()
    if ending in _TEXT or (ending == ".zip" and not _holds_shapefile(file)):
        table = from_text(open_text(file), keep)
    elif ending in _PARQUET:
        table = read_parquet(file, keep)
    elif ending in (*_VECTOR, ".zip"):
        from portee.sources.places.vector import read_vector

        table = read_vector(file, layer)
    else:
        raise ParameterError(
            f"Files ending in '{ending}' are not read." if ending else "The file has no ending to tell its format.",
            where=str(path),
            mend=f"Known endings: {', '.join(_ENDINGS)}.",
        )
    if not len(table) and keep is None:
        raise SourceError("The file has no rows.", where=str(path), mend="Give at least one place.")
    return table


def hash_of(path: Path) -> tuple[str, int]:
    """Hash and size in bytes of a source; a shapefile is hashed with the files that belong to it."""
    if path.suffix.lower() != ".shp":
        return sha256_of(path)
    digest, total = hashlib.sha256(), 0
    for part in sorted(p for p in path.parent.iterdir() if p.stem == path.stem and p.is_file()):
        value, size = sha256_of(part)
        digest.update(f"{part.suffix.lower()} {value}\n".encode())
        total += size
    return digest.hexdigest(), total


def _assembled(
    table: RawTable,
    weights: Sequence[str],
    id_column: str | None,
    lon_column: str | None,
    lat_column: str | None,
    hours: tuple[str, str] | None,
    near: Bounds | None,
) -> tuple[Places, list[str]]:
    """The places of a table, and what a reader of the result should know about the weights."""
    columns_named = lon_column is not None or lat_column is not None
    id_name = _id_column(table, id_column)
    ids = ids_of(table, id_name)
    used = {id_name}
    if table.geometry is None or columns_named:
        lon_name, lat_name = coordinate_columns(table, lon_column, lat_column)
        lon, lat = positions(table, lon_name, lat_name, near)
        geometry = None
        used |= {lon_name, lat_name}
    else:
        lon, lat, geometry = entry_points(table, near)
    attributes = typed(table, [c for c in table.frame.columns if c not in used or c in weights])
    notes: list[str] = []
    for weight in dict.fromkeys(weights):
        values, empty = _weight(table, weight)
        column = pl.Series(weight, values)
        # A frame without any column has no rows either: the first column makes them.
        attributes = attributes.with_columns(column) if attributes.width else pl.DataFrame([column])
        if empty:
            notes.append(f"{empty:,} empty cells of weight '{weight}' were counted as zero.")
    if hours is not None:
        opens, closes = (column_named(table, name, option="hours") for name in hours)
        attributes = attributes.with_columns(*hours_of(table, opens, closes))
    return Places(ids, lon, lat, attributes, geometry), notes


def _weight(table: RawTable, name: str) -> tuple[npt.NDArray[np.float64], int]:
    if name in table.frame.columns:
        return weights_of(table, name)
    if name in COUNT_WEIGHTS:
        return np.ones(len(table), np.float64), 0
    raise ParameterError(
        f"There is no column '{name}' to use as a weight.",
        where=table.where(),
        mend=f"{known_names(name, table.frame.columns)} Use @count to count places.",
    )


def _id_column(table: RawTable, wanted: str | None) -> str | None:
    if wanted == ROW_ID:
        return None
    if wanted is not None:
        return column_named(table, wanted, option="--id-column")
    alike = [c for c in table.frame.columns if c.casefold() == "id"]
    if alike:
        return "id" if "id" in alike else alike[0]
    raise SourceError("There is no column 'id'.", where=table.where(), mend=suggestion_of_ids(table))


def _holds_shapefile(path: Path) -> bool:
    return any(member.filename.lower().endswith(".shp") for member in members_of(path))


def _with_provenance(places: Places, provenance: Provenance) -> Places:
    return Places(places.ids, places.lon, places.lat, places.attributes, places.geometry, provenance=(provenance,))
