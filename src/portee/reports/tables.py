"""Write a result as a table that says where it comes from, and read it back.

The format follows the ending:

- `.parquet`: GeoParquet when there are geometries, else Parquet; provenance in the file's metadata, key "portee";
- `.gpkg`: one layer named like the file; provenance in `gpkg_metadata`, key "portee";
- `.geojson`: RFC 7946; provenance in a member "portee" beside the features;
- `.csv`: geometries become `lon` and `lat` (a point inside a polygon); provenance in `NAME.csv.provenance.json`.

A file appears whole or not at all. Same frame and provenance, same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely

from portee.core.atomic import atomic_file, atomic_files
from portee.core.errors import ParameterError, SourceError
from portee.reports.geopackage import put_layers
from portee.reports.stream import ENDINGS, PROVENANCE_KEY, ParquetStream, check_ending, provenance_json

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

__all__ = ["ENDINGS", "ParquetStream", "check_ending", "read_result", "write_table"]

_CRS84 = "OGC:CRS84"
# About a centimetre: finer digits are noise and make files longer.
_DECIMALS = 7
_CSV_ROWS = 100_000

Frame: TypeAlias = "geopandas.GeoDataFrame | pd.DataFrame | pl.DataFrame | pa.Table"


@dataclass(frozen=True)
class _Content:
    """What every writer takes: columns, geometries in WGS 84 or None, and the text of the provenance."""

    table: pa.Table
    geometry: npt.NDArray[np.object_] | None
    provenance: str


def write_table(
    frame: Frame,
    path: Path | str,
    *,
    provenance: Mapping[str, Any],
    column_docs: Mapping[str, str] | None = None,
) -> None:
    """Write a result in the format that the ending of `path` names.

    Args:
        frame: GeoDataFrame in any coordinate system (written in WGS 84), pandas or polars frame, or Arrow table. A
            pandas index with a name becomes a column; one without is left out.
        path: the file; it is replaced when it exists.
        provenance: JSON values; carried in the file.
        column_docs: meaning and unit of columns, added to the provenance as "columns", and to the fields of Parquet.

    Raises:
        ParameterError: the ending is not known, the format cannot hold the frame, or a documented column is missing.
        OutputError: the file could not be written; nothing is left of it.
    """
    path = Path(path)
    check_ending(path)
    content = _content(frame, path, provenance, column_docs or {})
    if path.suffix.lower() == ".csv":
        sidecar = path.with_name(f"{path.name}.provenance.json")
        with atomic_files(sidecar, path) as (beside, partial):
            beside.write_text(content.provenance + "\n", encoding="utf-8")
            _write_csv(content, partial)
        return
    writers: dict[str, Callable[[_Content, Path, Path], None]] = {
        ".parquet": _write_parquet,
        ".gpkg": _write_gpkg,
        ".geojson": _write_geojson,
    }
    with atomic_file(path) as partial:
        writers[path.suffix.lower()](content, partial, path)


def read_result(path: Path | str) -> tuple[geopandas.GeoDataFrame, dict[str, Any]]:
    """A result and its provenance, as `write_table` and `ParquetStream` write them.

    Returns:
        a GeoDataFrame in WGS 84 (its geometries are all None for a result without geometries; points from `lon` and
        `lat` for CSV), and the provenance, empty when the file carries none.

    Raises:
        SourceError: no such file, or not a result in a known format.
        ParameterError: the ending is not known.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise ParameterError(
            f"'{path.name}' is not a result.", where=str(path), mend=f"Results end in {', '.join(ENDINGS)}."
        )
    if not path.is_file():
        raise SourceError("There is no such file.", where=str(path), mend="Check the path.")
    readers = {".parquet": _read_parquet, ".gpkg": _read_gpkg, ".geojson": _read_geojson, ".csv": _read_csv}
    try:
        frame, text = readers[path.suffix.lower()](path)
        provenance = json.loads(text) if text else {}
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        pa.ArrowException,
        pl.exceptions.PolarsError,
        RuntimeError,
        shapely.errors.ShapelyError,
    ) as problem:
        raise SourceError(
            f"The result cannot be read ({problem}).", where=str(path), mend="Compute it again."
        ) from problem
    return frame, provenance if isinstance(provenance, dict) else {}


def _content(frame: Frame, path: Path, provenance: Mapping[str, Any], docs: Mapping[str, str]) -> _Content:
    # Imported where used: together they take longer to load than a small result takes to write.
    import geopandas
    import pandas as pd

    geometry: npt.NDArray[np.object_] | None = None
    if isinstance(frame, geopandas.GeoDataFrame) and frame.active_geometry_name is not None:
        if frame.crs is None:
            raise ParameterError(
                "The result has geometries without a coordinate system.", where=str(path), mend="Set its crs."
            )
        in_degrees = frame if frame.crs.to_epsg() == 4326 else frame.to_crs(4326)
        geometry = np.asarray(in_degrees.geometry.array, dtype=object)
        frame = pd.DataFrame(frame.drop(columns=frame.active_geometry_name))
    if isinstance(frame, pd.DataFrame):
        named = [name for name in frame.index.names if name is not None]
        frame = frame.reset_index() if named else frame
        table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    else:
        table = frame.to_arrow() if isinstance(frame, pl.DataFrame) else frame
        table = table.replace_schema_metadata(None)
    missing = [name for name in docs if name not in table.column_names and name != "geometry"]
    if missing:
        raise ParameterError(f"Documented columns are not in the result: {', '.join(missing)}.", where=str(path))
    fields = [
        field.with_metadata({b"description": docs[field.name].encode()} if field.name in docs else None)
        for field in table.schema
    ]
    whole = {**provenance, "columns": dict(docs)} if docs else dict(provenance)
    return _Content(table.cast(pa.schema(fields)), geometry, provenance_json(whole, path))


def _write_parquet(content: _Content, partial: Path, path: Path) -> None:
    del path
    table, metadata = content.table, {PROVENANCE_KEY.encode(): content.provenance.encode()}
    if content.geometry is not None:
        table = table.append_column(pa.field("geometry", pa.binary()), pa.array(_wkb(content.geometry), pa.binary()))
        metadata[b"geo"] = json.dumps(_geo(content.geometry), sort_keys=True).encode()
    pq.write_table(table.replace_schema_metadata(metadata), partial, compression="zstd")


def _geo(geometry: npt.NDArray[np.object_]) -> dict[str, Any]:
    """GeoParquet 1.1 metadata, https://geoparquet.org/releases/v1.1.0/."""
    present = geometry[~shapely.is_missing(geometry) & ~shapely.is_empty(geometry)]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "crs": pyproj.CRS.from_user_input(_CRS84).to_json_dict(),
        "geometry_types": sorted({str(g.geom_type) for g in present}),
    }
    if len(present):
        column["bbox"] = [float(v) for v in shapely.total_bounds(present)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def _wkb(geometry: npt.NDArray[np.object_]) -> list[bytes | None]:
    blobs: list[bytes | None] = shapely.to_wkb(geometry, byte_order=1, output_dimension=2).tolist()
    return blobs


def _write_gpkg(content: _Content, partial: Path, path: Path) -> None:
    import geopandas

    frame: pd.DataFrame = content.table.to_pandas()
    if content.geometry is not None:
        frame = geopandas.GeoDataFrame(frame, geometry=content.geometry, crs="EPSG:4326")
    put_layers(partial, {path.stem: frame}, {path.stem: content.provenance}, path)


def _write_geojson(content: _Content, partial: Path, path: Path) -> None:
    if content.geometry is None:
        raise ParameterError(
            "The result has no geometries, which GeoJSON needs.", where=str(path), mend="Write .parquet or .csv."
        )
    rounded = shapely.transform(content.geometry, lambda points: np.round(points, _DECIMALS))
    shapes = shapely.to_geojson(rounded)
    with partial.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{"type":"FeatureCollection","{PROVENANCE_KEY}":{content.provenance},"features":[')
        row = 0
        for batch in content.table.to_batches(max_chunksize=10_000):
            for values in batch.to_pylist():
                _write_feature(stream, values, shapes[row], first=row == 0)
                row += 1
        stream.write("\n]}\n")


def _write_feature(stream: IO[str], values: dict[str, Any], shape: str | None, *, first: bool) -> None:
    properties = json.dumps({k: _json_value(v) for k, v in values.items()}, ensure_ascii=False, allow_nan=False)
    separator = "\n" if first else ",\n"
    stream.write(f'{separator}{{"type":"Feature","properties":{properties},"geometry":{shape or "null"}}}')


def _json_value(value: Any) -> Any:
    """JSON knows neither NaN nor infinity, nor dates."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (list, tuple)):
        return [_json_value(v) for v in value]
    return str(value)


def _write_csv(content: _Content, partial: Path) -> None:
    table = content.table
    if content.geometry is not None:
        kinds = shapely.get_type_id(content.geometry)
        points = content.geometry.copy()
        inside = kinds != shapely.GeometryType.POINT
        points[inside] = shapely.point_on_surface(points[inside])
        for name, values in (("lon", shapely.get_x(points)), ("lat", shapely.get_y(points))):
            if name not in table.column_names:
                table = table.append_column(name, pa.array(np.round(values, _DECIMALS), pa.float64(), from_pandas=True))
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    frame = frame.with_columns(pl.col(nested).map_elements(str, return_dtype=pl.String)) if nested else frame
    # Through Python's own file, whose errors tell a full disk from a refused one.
    with partial.open("w", encoding="utf-8", newline="") as stream:
        stream.write(frame.clear().write_csv())
        for rows in frame.iter_slices(_CSV_ROWS):
            stream.write(rows.write_csv(include_header=False))


def _without_geometry(frame: pd.DataFrame) -> geopandas.GeoDataFrame:
    import geopandas

    return geopandas.GeoDataFrame(frame, geometry=[None] * len(frame), crs="EPSG:4326")


def _read_parquet(path: Path) -> tuple[geopandas.GeoDataFrame, str]:
    import geopandas

    table = pq.read_table(path)
    metadata = table.schema.metadata or {}
    text = metadata.get(PROVENANCE_KEY.encode(), b"").decode()
    if b"geo" not in metadata:
        return _without_geometry(table.to_pandas()), text
    column = str(json.loads(metadata[b"geo"])["primary_column"])
    geometry = shapely.from_wkb(table[column].to_numpy(zero_copy_only=False))
    frame = table.drop_columns([column]).to_pandas()
    return geopandas.GeoDataFrame(frame, geometry=geometry, crs="EPSG:4326"), text


def _read_gpkg(path: Path) -> tuple[geopandas.GeoDataFrame, str]:
    import geopandas
    import pyogrio

    layers = pyogrio.list_layers(path)
    if len(layers) == 0:
        raise ValueError("it has no layer")
    layer = str(layers[0][0])
    metadata = pyogrio.read_info(path, layer=layer).get("layer_metadata") or {}
    frame = pyogrio.read_dataframe(path, layer=layer)
    if not isinstance(frame, geopandas.GeoDataFrame):
        frame = _without_geometry(frame)
    return frame, str(metadata.get(PROVENANCE_KEY, ""))


def _read_geojson(path: Path) -> tuple[geopandas.GeoDataFrame, str]:
    import geopandas
    import pandas as pd

    whole = json.loads(path.read_text(encoding="utf-8"))
    features = whole["features"]
    geometry = shapely.from_geojson([None if f["geometry"] is None else json.dumps(f["geometry"]) for f in features])
    frame = pd.DataFrame([f["properties"] for f in features])
    return geopandas.GeoDataFrame(frame, geometry=geometry, crs="EPSG:4326"), json.dumps(whole.get(PROVENANCE_KEY, {}))


def _read_csv(path: Path) -> tuple[geopandas.GeoDataFrame, str]:
    import geopandas

    frame = pl.read_csv(path, infer_schema_length=None).to_pandas()
    sidecar = path.with_name(f"{path.name}.provenance.json")
    text = sidecar.read_text(encoding="utf-8") if sidecar.is_file() else ""
    if not {"lon", "lat"} <= set(frame.columns):
        return _without_geometry(frame), text
    points = np.asarray(shapely.points(frame["lon"].to_numpy(), frame["lat"].to_numpy()), dtype=object)
    points[(frame["lon"].isna() | frame["lat"].isna()).to_numpy()] = None
    return geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326"), text
