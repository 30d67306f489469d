"""Parquet, with geometries (GeoParquet) or without, and Arrow tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from portee.core.errors import SourceError, Where
from portee.core.provenance import Dropped
from portee.sources.places.table import MAX_ROWS, Keep, RawTable, gather
from portee.sources.places.wgs84 import WGS84, decoded, known_crs, to_wgs84

__all__ = ["assembled", "check_size", "from_arrow", "read_parquet"]

_BATCH_ROWS = 262_144
_PARQUET_PROBLEMS = (pa.ArrowException, OSError, ValueError, KeyError, TypeError)


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
                check_size(file.metadata.num_rows, where)
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
        return assembled(path, table, None)
    column = str(geo.get("primary_column", "geometry"))
    described = (geo.get("columns") or {}).get(column) if isinstance(geo.get("columns"), dict) else None
    if column not in table.column_names or not isinstance(described, dict) or described.get("encoding") != "WKB":
        raise SourceError(
            f"The geometry column '{column}' is missing or not encoded as WKB.",
            where=where,
            mend="Export it as GeoParquet 1.0 with WKB geometries.",
        )
    # GeoParquet: no "crs" key means OGC:CRS84, a null one means unknown.
    crs = known_crs(described["crs"], where) if "crs" in described else WGS84
    geometry = decoded(table[column].to_numpy(zero_copy_only=False), where)
    return assembled(path, table.drop_columns([column]), to_wgs84(geometry, crs, where))


def from_arrow(name: str, table: pa.Table, geometry: npt.NDArray[np.object_], crs: Any) -> RawTable:
    """A table and its geometries held in memory; `name` stands for the file in messages.

    Raises:
        SourceError: the coordinate system is not known, or a geometry is missing.
    """
    where = Where(file=name)
    return assembled(Path(name), table, to_wgs84(geometry, known_crs(crs, where), where))


def assembled(path: Path, table: pa.Table, geometry: npt.NDArray[np.object_] | None) -> RawTable:
    """A table of all rows; nested and binary columns are dropped, which is recorded."""
    nested = [f.name for f in table.schema if _is_nested(f.type)]
    dropped = (Dropped("columns", len(nested), "nested or binary values", tuple(nested[:5])),) if nested else ()
    frame = _frame(table.drop_columns(nested))
    rows = np.arange(table.num_rows, dtype=np.int64)
    return RawTable(str(path), frame, rows, geometry=geometry, dropped=dropped)


def check_size(rows: int, where: Where) -> None:
    """Refuse more than `MAX_ROWS` rows before they are read.

    Raises:
        SourceError: there are more.
    """
    if rows > MAX_ROWS:
        raise SourceError(
            f"The file has {rows:,} rows; at most {MAX_ROWS:,} are read.",
            where=where,
            mend="Cut it to the area and the kinds of place that you study.",
        )


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
