"""A map of any result: points, lines or polygons with figures become the layers of a page or an image."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
import shapely
import yaml

from portee.core.errors import ParameterError, Where
from portee.core.provenance import Provenance
from portee.reports.map_html import write_map_html
from portee.reports.map_png import write_map_png
from portee.reports.maplayers import KIND_OF_TYPE, BaseMap, GeometryKind, MapColumn, MapLayer, MapSheet, Words

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

__all__ = ["sheet_of", "write_map", "write_sheet"]

MOST_CATEGORIES = 8
KIND_NAMES: Mapping[GeometryKind, Words] = {
    "point": Words("Points", "Points"),
    "line": Words("Trajets", "Journeys"),
    "polygon": Words("Zones", "Areas"),
}


def write_map(
    result: geopandas.GeoDataFrame,
    path: Path | str,
    *,
    columns: Sequence[str] | None = None,
    title: Words | None = None,
    base: BaseMap | None = None,
    notices: Sequence[Words] = (),
    provenance: Sequence[Provenance] = (),
    lang: str = "fr",
) -> None:
    """Write a map of a result; the ending of `path` says whether as a page (.html) or as an image (.png).

    Args:
        result: places with figures, in any coordinate system.
        path: where to.
        columns: which columns to show; None takes all figures. An image shows the first.
        title: the question the map answers; None names the first column.
        base: streets and water of the territory.
        notices: what must not be overlooked.
        provenance: where the data comes from.
        lang: language of an image; a page speaks both.

    Raises:
        ParameterError: no geometry, no such column, nothing to draw, or an ending that is neither.
        OutputError: the file could not be written; nothing half-written stays.
    """
    sheet = sheet_of(result, columns=columns, title=title, base=base, notices=notices, provenance=provenance)
    write_sheet(path, sheet, lang=lang)


def write_sheet(path: Path | str, sheet: MapSheet, *, column: str | None = None, lang: str = "fr") -> None:
    """Write a map as a page (.html) or an image (.png) by the ending of `path`.

    Raises:
        ParameterError: nothing to draw, no such column, or an ending that is neither.
        OutputError: the file could not be written; nothing half-written stays.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending in (".html", ".htm"):
        write_map_html(path, sheet)
    elif ending == ".png":
        write_map_png(path, sheet, column=column, lang=lang)
    else:
        raise ParameterError(
            f"A map cannot be written as '{ending or path.name}'.",
            where=Where(file=str(path)),
            mend="Give a name that ends in .html or .png.",
        )


def sheet_of(
    result: geopandas.GeoDataFrame,
    *,
    columns: Sequence[str] | None = None,
    title: Words | None = None,
    base: BaseMap | None = None,
    notices: Sequence[Words] = (),
    provenance: Sequence[Provenance] = (),
) -> MapSheet:
    """The map of a result, ready to be written or completed with `dataclasses.replace`.

    Figures are the numeric columns; a column `approximate`, or `NAME_approximate` for one column, marks proxies; a
    column of names becomes the labels. Places of different kinds (areas and points) become layers of their own.

    Raises:
        ParameterError: no geometry, no coordinate system, no such column, or no figure at all.
    """
    geometry = _geometry(result)
    shown = _chosen(result, columns)
    kinds = np.array([KIND_OF_TYPE.get(number, "") for number in shapely.get_type_id(geometry).tolist()], dtype=object)
    names = [name for name in ("polygon", "line", "point") if bool((kinds == name).any())]
    if not names:
        raise ParameterError(
            "No place of the result has a geometry that can be drawn.",
            where=Where(field="geometry"),
            mend="Give points, lines or polygons.",
        )
    # A place without a geometry still has its figures in the table.
    kinds[kinds == ""] = names[0]
    layers = tuple(_layer(result, geometry, kinds == name, name, shown) for name in names)  # type: ignore[arg-type]
    return MapSheet(
        layers=layers,
        title=title or layers[0].columns[0].name,
        base=base or BaseMap(),
        notices=tuple(notices),
        provenance=tuple(provenance),
    )


@cache
def _rules() -> Mapping[str, Any]:
    text = files("portee.reports").joinpath("assets", "columns.yaml").read_text(encoding="utf-8")
    rules: Mapping[str, Any] = yaml.safe_load(text)
    return rules


def _geometry(result: geopandas.GeoDataFrame) -> npt.NDArray[np.object_]:
    if getattr(result, "_geometry_column_name", None) is None or not hasattr(result, "to_crs"):
        raise ParameterError(
            "The result has no geometry.",
            where=Where(field="geometry"),
            mend="Map a result of access or isochrone, or join the matrix to its origins first.",
        )
    if result.crs is None:
        raise ParameterError(
            "The result does not say in which coordinate system it is.",
            where=Where(field="geometry"),
            mend="Set its coordinate system, EPSG:4326 for longitudes and latitudes.",
        )
    return np.asarray(result.geometry.to_crs("OGC:CRS84").array, dtype=object)


def _chosen(result: pd.DataFrame, wanted: Sequence[str] | None) -> list[str]:
    rest = [name for name in result.columns if name != getattr(result, "_geometry_column_name", None)]
    figures = [str(name) for name in rest if _is_figure(result, str(name))]
    if wanted is None:
        if not figures:
            raise ParameterError(
                "The result has no column of figures to draw.",
                where=Where(field="columns"),
                mend="Map a result with at least one numeric column.",
            )
        return figures
    unknown = [name for name in wanted if name not in rest]
    if unknown or not wanted:
        raise ParameterError(
            f"The result has no column '{', '.join(unknown)}'.",
            where=Where(field="columns"),
            mend=f"Use one of: {', '.join(figures)}.",
        )
    return list(wanted)


def _is_figure(result: pd.DataFrame, name: str) -> bool:
    lower = name.lower()
    if lower in _rules()["not_figures"] or lower == "approximate" or lower.endswith("_approximate"):
        return False
    kind = result[name].dtype.kind
    return kind in "iuf" or (kind not in "bmM" and _rule(name).get("kind") == "categorical")


def _layer(
    result: pd.DataFrame,
    geometry: npt.NDArray[np.object_],
    kept: npt.NDArray[np.bool_],
    kind: GeometryKind,
    shown: list[str],
) -> MapLayer:
    part = result.loc[kept]
    lower = {str(name).lower(): name for name in result.columns}
    id_name = next((lower[name] for name in _rules()["ids"] if name in lower), None)
    label_name = next((lower[name] for name in _rules()["labels"] if name in lower), None)
    ids = _texts(part.index if id_name is None else part[id_name])
    return MapLayer(
        id=kind,
        name=KIND_NAMES[kind],
        geometry=geometry[kept],
        ids=ids,
        labels=None if label_name is None else _texts(part[label_name]),
        columns=tuple(_column(part, name) for name in shown),
    )


def _texts(values: Any) -> npt.NDArray[np.object_]:
    return np.array(["" if value is None else str(value) for value in values.tolist()], dtype=object)


def _rule(name: str) -> dict[str, Any]:
    """Name, unit, kind and direction of a column by the first pattern that fits."""
    for rule in _rules()["columns"]:
        found = re.fullmatch(rule["pattern"], name, re.IGNORECASE)
        if found:
            groups = {key: (value or "").replace("_", " ") for key, value in found.groupdict().items()}
            words = {
                key: Words(*(rule[key][lang].format(**groups).strip() for lang in ("fr", "en")))
                for key in ("name", "unit")
            }
            return {**rule, **words}
    return {"name": Words.same(name.replace("_", " ")), "unit": Words("", "")}


def _column(part: pd.DataFrame, name: str) -> MapColumn:
    rule = _rule(name)
    marks = next((mark for mark in (f"{name}_approximate", "approximate") if mark in part.columns), None)
    approximate = None if marks is None else part[marks].fillna(value=False).to_numpy(dtype=bool)
    kind: Literal["sequential", "diverging", "categorical"] = rule.get("kind", "sequential")
    categories: tuple[Words, ...] = ()
    if part[name].dtype.kind not in "iufb":
        values, categories = _categories(part[name], name)
        kind = "categorical"
    else:
        values = part[name].to_numpy(dtype=np.float64, na_value=np.nan)
        known = values[np.isfinite(values)]
        if kind != "categorical" and len(known) and known.min() < 0 < known.max():
            kind = "diverging"
        elif kind == "categorical":
            kind = "sequential"
    return MapColumn(
        id=name,
        name=rule["name"],
        unit=rule["unit"],
        values=values,
        kind=kind,
        approximate=approximate,
        reverse=bool(rule.get("reverse", False)) or kind == "diverging",
        categories=categories,
    )


def _categories(column: pd.Series[Any], name: str) -> tuple[npt.NDArray[np.float64], tuple[Words, ...]]:
    texts = [None if value is None or value != value else str(value) for value in column.tolist()]  # noqa: PLR0124
    found = sorted({text for text in texts if text is not None})
    if len(found) > MOST_CATEGORIES:
        raise ParameterError(
            f"The column '{name}' has {len(found)} different words, too many for a map.",
            where=Where(field=name),
            mend=f"Choose a numeric column, or one of at most {MOST_CATEGORIES} categories.",
        )
    known = _rules()["categories"]
    words = tuple(Words(**known[text.lower()]) if text.lower() in known else Words.same(text) for text in found)
    places = {text: float(number) for number, text in enumerate(found)}
    return np.array([np.nan if text is None else places[text] for text in texts], dtype=np.float64), words
