"""Vector files and Parquet: GeoJSON, GeoPackage, shapefile, FlatGeobuf, GeoParquet, all brought to WGS 84."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pyproj
import shapely

from portee.core.errors import SourceError, Where
from portee.core.provenance import Dropped
from portee.sources.places.archive import sole_member
from portee.sources.places.table import MAX_ROWS, Keep, RawTable, gather

__all__ = ["from_arrow", "read_parquet", "read_vector", "shapefile_in", "to_wgs84"]

_WGS84 = pyproj.CRS.from_epsg(4326)
_BATCH_ROWS = 262_144
_PARQUET_PROBLEMS = (pa.ArrowException, OSError, ValueError, KeyError, TypeError)
_VECTOR_PROBLEMS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.FieldError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.CRSError,
    pa.ArrowException,
    OSError,
    ValueError,
    RuntimeError,
)
# First bytes by ending: GDAL chooses its driver by content, and some drivers follow links to other files.
_MAGIC = {
    ".gpkg": (b"SQLite format 3\0", "a GeoPackage"),
    ".shp": (b"\x00\x00\x27\x0a", "a shapefile"),
    ".fgb": (b"fgb", "a FlatGeobuf"),
    ".geojson": (b"{", "GeoJSON"),
    ".json": (b"{", "GeoJSON"),
}


def read_vector(path: Path, layer: str | None = None) -> RawTable:
    """Read one layer of a vector file.

    Raises:
        SourceError: the file is not what its ending says, holds several layers and none is chosen, has no known
            coordinate system, too many rows, or a feature without geometry.
    """
    where = Where(file=str(path))
    # A zip is a zipped shapefile or nothing: GDAL would otherwise open whatever lies inside.
    zipped = path.suffix.lower() == ".zip"
    source = f"/vsizip/{path.resolve()}/{sole_member(path, ('.shp',))}" if zipped else _checked(path, where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layer = _layer(source, layer, where)
            _check_size(int(pyogrio.read_info(source, layer=layer, force_feature_count=True)["features"]), where)
            meta, table = pyogrio.read_arrow(source, layer=layer)
    except _VECTOR_PROBLEMS as problem:
        reason = str(problem).split(";", maxsplit=1)[0].rstrip(".").replace(str(source), path.name)
        raise SourceError(f"The file cannot be read ({reason}).", where=where, mend="Export it again.") from problem
    geometry_column = meta["geometry_name"] or "wkb_geometry"
    if geometry_column not in table.column_names or meta["geometry_type"] is None:
        return _assembled(path, table, None)
    blobs = table[geometry_column].to_numpy(zero_copy_only=False)
    geometry = _decoded(blobs, where)
    crs = _known_crs(meta["crs"], where)
    return _assembled(path, table.drop_columns([geometry_column]), to_wgs84(geometry, crs, where))


def read_parquet(path: Path, keep: Keep | None = None) -> RawTable:
    """Read a GeoParquet file (geometries as WKB), or a plain Parquet file as a table.

    Raises:
        SourceError: not Parquet, geometries in another encoding than WKB, no known coordinate system, too many rows.
    """
    where = Where(file=str(path))
    try:
        with pq.ParquetFile(path) as file:
            geo = _geo_of(file.schema_arrow.metadata or {})
            if keep is None:
                _check_size(file.metadata.num_rows, where)
                table = file.read()
            else:
                names = [f.name for f in file.schema_arrow if not _is_nested(f.type)]
                batches = (
                    _frame(pa.Table.from_batches([b])) for b in file.iter_batches(batch_size=_BATCH_ROWS, columns=names)
                )
                frame, rows = gather(batches, str(path), keep, names)
                return RawTable(str(path), frame, rows)
    except _PARQUET_PROBLEMS as problem:
        raise SourceError(
            f"The file cannot be read as Parquet ({problem}).", where=where, mend="Export it again."
        ) from problem
    if geo is None:
        return _assembled(path, table, None)
    column = str(geo.get("primary_column", "geometry"))
    described = (geo.get("columns") or {}).get(column) if isinstance(geo.get("columns"), dict) else None
    if column not in table.column_names or not isinstance(described, dict) or described.get("encoding") != "WKB":
        raise SourceError(
            f"The geometry column '{column}' is missing or not encoded as WKB.",
            where=where,
            mend="Export it as GeoParquet 1.0 with WKB geometries.",
        )
    # GeoParquet: no "crs" key means OGC:CRS84, a null one means unknown.
    crs = _known_crs(described["crs"], where) if "crs" in described else _WGS84
    geometry = _decoded(table[column].to_numpy(zero_copy_only=False), where)
    return _assembled(path, table.drop_columns([column]), to_wgs84(geometry, crs, where))


def from_arrow(name: str, table: pa.Table, geometry: npt.NDArray[np.object_], crs: Any) -> RawTable:
    """A table and its geometries held in memory; `name` stands for the file in messages.

    Raises:
        SourceError: the coordinate system is not known, or a geometry is missing.
    """
    where = Where(file=name)
    return _assembled(Path(name), table, to_wgs84(geometry, _known_crs(crs, where), where))


def shapefile_in(folder: Path) -> Path:
    """The only shapefile of a folder.

    Raises:
        SourceError: there is none, or there are several.
    """
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() == ".shp")
    if len(found) != 1:
        names = ", ".join(p.name for p in found[:5]) or "none"
        raise SourceError(
            f"The folder must hold exactly one shapefile (.shp); found {len(found)}: {names}.",
            where=str(folder),
            mend="Name the file itself.",
        )
    return found[0]


def to_wgs84(geometry: npt.NDArray[np.object_], crs: pyproj.CRS, where: Where) -> npt.NDArray[np.object_]:
    """Geometries in degrees WGS 84, longitude first, without heights.

    Raises:
        SourceError: a geometry is missing or empty, or falls outside the coordinate system.
    """
    empty = np.flatnonzero(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    if len(empty):
        more = f" ({len(empty):,} such rows)" if len(empty) > 1 else ""
        raise SourceError(
            f"Row {empty[0] + 1} has no geometry{more}.", where=where, mend="Draw it, or take the row out."
        )
    flat = shapely.force_2d(geometry)
    # GeoJSON and GeoParquet name WGS 84 in two ways that differ by the order of axes alone.
    if crs != _WGS84 and crs.to_authority() not in (("EPSG", "4326"), ("OGC", "CRS84")):
        transformer = pyproj.Transformer.from_crs(crs, _WGS84, always_xy=True)

        def project(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

        flat = shapely.transform(flat, project)
    corners = shapely.bounds(flat)
    wrong = np.flatnonzero(~np.isfinite(corners).all(axis=1))
    if len(wrong):
        raise SourceError(
            f"Row {wrong[0] + 1} has coordinates that its coordinate system ({crs.name}) does not cover.",
            where=where,
            mend="Check which coordinate system the file is in, and set it.",
        )
    return np.asarray(flat, dtype=object)


def _checked(path: Path, where: Where) -> Path:
    magic, kind = _MAGIC[path.suffix.lower()]
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
    except OSError as problem:
        raise SourceError(f"The file cannot be read ({problem.strerror}).", where=where) from problem
    if path.suffix.lower() in (".geojson", ".json"):
        start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(magic):
        what = "The file is empty." if not start else f"The file is not {kind}, in spite of its ending."
        raise SourceError(what, where=where, mend="Export it again, or correct its ending.")
    return path


def _layer(source: Path | str, wanted: str | None, where: Where) -> str | None:
    layers = [str(name) for name, _ in pyogrio.list_layers(source)]
    spatial = [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]
    if wanted is not None:
        if wanted in layers:
            return wanted
        raise SourceError(
            f"There is no layer '{wanted}'.", where=where, mend=f"The layers are: {', '.join(layers) or 'none'}."
        )
    candidates = spatial or layers
    if len(candidates) != 1:
        raise SourceError(
            f"The file has {len(candidates)} layers: {', '.join(candidates[:20]) or 'none'}.",
            where=where,
            mend="Choose one with --layer NAME." if candidates else "Export it again.",
        )
    return candidates[0]


def _check_size(rows: int, where: Where) -> None:
    if rows > MAX_ROWS:
        raise SourceError(
            f"The file has {rows:,} rows; at most {MAX_ROWS:,} are read.",
            where=where,
            mend="Cut it to the area and the kinds of place that you study.",
        )


def _known_crs(value: Any, where: Where) -> pyproj.CRS:
    if not value:
        raise SourceError(
            "The file does not say which coordinate system it is in.",
            where=where,
            mend="Add it (for a shapefile, the .prj file), or export the file in WGS 84.",
        )
    try:
        return pyproj.CRS.from_json_dict(value) if isinstance(value, dict) else pyproj.CRS.from_user_input(value)
    except (pyproj.exceptions.CRSError, TypeError, ValueError) as problem:
        raise SourceError(
            "The coordinate system of the file is not known.", where=where, mend="Export the file in WGS 84."
        ) from problem


def _decoded(blobs: npt.NDArray[Any], where: Where) -> npt.NDArray[np.object_]:
    try:
        return np.asarray(shapely.from_wkb(blobs), dtype=object)
    except (shapely.errors.GEOSException, TypeError, ValueError) as problem:
        raise SourceError(
            f"A geometry is damaged ({problem}).", where=where, mend="Export the file again."
        ) from problem


def _geo_of(metadata: dict[bytes, bytes]) -> dict[str, Any] | None:
    if b"geo" not in metadata:
        return None
    geo = json.loads(metadata[b"geo"])
    if not isinstance(geo, dict):
        raise ValueError("its geo metadata is not an object")
    return geo


def _is_nested(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_nested(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
        or isinstance(kind, pa.BaseExtensionType)
    )


def _frame(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame.with_columns(pl.col(pl.Categorical, pl.Null).cast(pl.String))


def _assembled(path: Path, table: pa.Table, geometry: npt.NDArray[np.object_] | None) -> RawTable:
    nested = [f.name for f in table.schema if _is_nested(f.type)]
    dropped = (Dropped("columns", len(nested), "nested or binary values", tuple(nested[:5])),) if nested else ()
    frame = _frame(table.drop_columns(nested))
    rows = np.arange(table.num_rows, dtype=np.int64)
    return RawTable(str(path), frame, rows, geometry=geometry, dropped=dropped)
