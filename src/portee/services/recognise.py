"""Tell by its name and its columns which reader a file of places is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from portee.core.errors import PorteeError

__all__ = ["FileKind", "PlaceColumns", "columns_of", "fitted", "kind_of"]

FileKind = Literal["places", "osm", "filosofi", "bpe", "sirene"]

_OSM = (".pbf", ".osm", ".osm.bz2", ".osm.gz", ".o5m")
_TEXT = (".csv", ".txt", ".tsv")
_PARQUET = (".parquet", ".geoparquet", ".pq")
_VECTOR = (".gpkg", ".shp", ".fgb", ".geojson", ".json")
_FILOSOFI = ({"idcar_200m", "ind", "men"}, {"idcar_1km", "ind", "men"}, {"idinspire", "ind", "men"})
_SIRENE = {"siret", "trancheeffectifsetablissement"}


@dataclass(frozen=True)
class PlaceColumns:
    """Which columns of a file mean what, where their names do not tell.

    Attributes:
        id: unique ids; "@row" numbers the rows.
        lon, lat: degrees WGS 84.
        layer: layer of a file that has several.
    """

    id: str | None = None
    lon: str | None = None
    lat: str | None = None
    layer: str | None = None


def fitted(columns: PlaceColumns, paths: Sequence[Path]) -> tuple[PlaceColumns, ...]:
    """The same wishes for several files, each taking those that can be meant for it.

    A column goes to the files that have it, and to all when none has it, whose reader then says so. "@row" goes to the
    files without a column `id`, and to all when all have one.
    """
    names = [columns_of(path) for path in paths]
    layers = [_layers(path) for path in paths]

    def shared(wanted: str | None, among: Sequence[Sequence[str]]) -> list[str | None]:
        anywhere = any(wanted in found for found in among)
        return [wanted if not anywhere or wanted in found else None for found in among]

    if columns.id == "@row":
        lacking = [not any(name.casefold() == "id" for name in found) for found in names]
        ids = [columns.id if lacks or not any(lacking) else None for lacks in lacking]
    else:
        ids = shared(columns.id, names)
    parts = zip(ids, shared(columns.lon, names), shared(columns.lat, names), shared(columns.layer, layers), strict=True)
    return tuple(PlaceColumns(*part) for part in parts)


def _layers(path: Path) -> tuple[str, ...]:
    if path.suffix.lower() not in _VECTOR:
        return ()
    import pyogrio

    try:
        return tuple(str(name) for name in pyogrio.list_layers(path)[:, 0])
    except RuntimeError:
        return ()


def kind_of(path: Path) -> FileKind:
    """The reader for a file: OpenStreetMap by its ending, INSEE's files by their columns, any other as plain places.

    A file that cannot be opened is "places", whose reader says best what is wrong with it.
    """
    if path.name.lower().endswith(_OSM):
        return "osm"
    columns = {name.casefold() for name in columns_of(path)}
    if any(needed <= columns for needed in _FILOSOFI):
        return "filosofi"
    if "typequ" in columns:
        return "bpe"
    return "sirene" if columns >= _SIRENE else "places"


def columns_of(path: Path) -> tuple[str, ...]:
    """Names of a file's columns, read without its rows; none when they cannot be read."""
    ending = path.suffix.lower()
    try:
        if ending in _TEXT or ending == ".zip":
            from portee.sources.places.text import open_text

            return tuple(open_text(path).columns)
        if ending in _PARQUET:
            import pyarrow.parquet as pq

            return tuple(pq.read_schema(path).names)
        if ending in _VECTOR:
            import pyogrio

            return tuple(pyogrio.read_info(path)["fields"].tolist())
    except (PorteeError, OSError, ValueError, RuntimeError):
        return ()
    return ()
