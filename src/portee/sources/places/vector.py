"""Vector files through GDAL: GeoJSON, GeoPackage, shapefile, FlatGeobuf, all brought to WGS 84.

Loading GDAL's reader takes most of a second: this module is imported only when such a file is read.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import pyarrow as pa
import pyogrio

from portee.core.errors import SourceError, Where
from portee.sources.places.archive import sole_member
from portee.sources.places.geoparquet import assembled, check_size
from portee.sources.places.table import RawTable
from portee.sources.places.wgs84 import decoded, known_crs, to_wgs84

__all__ = ["read_vector"]

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
            check_size(int(pyogrio.read_info(source, layer=layer, force_feature_count=True)["features"]), where)
            meta, table = pyogrio.read_arrow(source, layer=layer)
    except _VECTOR_PROBLEMS as problem:
        reason = str(problem).split(";", maxsplit=1)[0].rstrip(".").replace(str(source), path.name)
        raise SourceError(f"The file cannot be read ({reason}).", where=where, mend="Export it again.") from problem
    geometry_column = meta["geometry_name"] or "wkb_geometry"
    if geometry_column not in table.column_names or meta["geometry_type"] is None:
        return assembled(path, table, None)
    blobs = table[geometry_column].to_numpy(zero_copy_only=False)
    geometry = decoded(blobs, where)
    crs = known_crs(meta["crs"], where)
    return assembled(path, table.drop_columns([geometry_column]), to_wgs84(geometry, crs, where))


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
