"""Several tables in one GeoPackage, each a layer that says where it comes from, as QGIS opens them.

The same tables give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portee.core.atomic import atomic_file
from portee.core.errors import OutputError, ParameterError
from portee.reports.stream import PROVENANCE_KEY, check_ending, provenance_json

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["put_layers", "write_layers"]

_FIXED_DATE = "2000-01-01T00:00:00.000Z"
"""GeoPackage stamps the time of writing; a fixed one keeps the bytes equal from run to run."""


def write_layers(
    path: Path | str, layers: Mapping[str, pd.DataFrame], *, provenance: Mapping[str, Any],
    column_docs: Mapping[str, Mapping[str, str]] | None = None,
) -> None:  # fmt: skip
    """Write tables as layers of a .gpkg, the first of them as what `read_result` reads.

    Args:
        path: the file; it is replaced when it exists. layers: by name, in WGS 84 where they have geometries.
        provenance: JSON values, in the metadata of each layer under the key "portee".
        column_docs: by layer, the meaning and unit of columns.

    Raises:
        ParameterError: another ending, no layer, or a documented column that is missing.
        OutputError: the file could not be written; nothing is left of it.
    """
    path, docs = Path(path), column_docs or {}
    check_ending(path, endings=(".gpkg",))
    if not layers:
        raise ParameterError("There is nothing to write.", where=str(path), mend="Give a layer.")
    metadata = {}
    for name, frame in layers.items():
        missing = [column for column in docs.get(name, {}) if column not in frame.columns]
        if missing:
            raise ParameterError(f"Documented columns are not in '{name}': {', '.join(missing)}.", where=str(path))
        metadata[name] = provenance_json({**provenance, "columns": dict(docs.get(name, {}))}, path)
    with atomic_file(path) as partial:
        put_layers(partial, layers, metadata, path)


def put_layers(
    partial: Path, layers: Mapping[str, pd.DataFrame], metadata: Mapping[str, str], path: Path
) -> None:  # fmt: skip
    """Write layers to a new file. `path`: what it will be called, for messages. Raises OutputError."""
    import pyogrio

    former = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _FIXED_DATE})
    try:
        for place, (name, frame) in enumerate(layers.items()):
            pyogrio.write_dataframe(
                frame, partial, layer=name, driver="GPKG", layer_metadata={PROVENANCE_KEY: metadata[name]},
                append=place > 0,
            )  # fmt: skip
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as problem:
        raise OutputError(
            f"The GeoPackage could not be written ({problem}).",
            where=str(path),
            mend="Check that the disk has room and that the folder is yours.",
        ) from problem
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": former})
