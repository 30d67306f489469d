"""Outlines of the priority neighbourhoods, as published for each geography.

Source: ANCT, "Quartiers prioritaires de la politique de la ville (QPV)", data.gouv.fr, as GeoJSON, GeoPackage or
shapefile. The edition of 2024 gives one feature per neighbourhood and municipality: those of one code are put together.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.errors import SourceError, Where
from portee.core.provenance import Provenance
from portee.sources.places.read import hash_of, read_table
from portee.sources.places.table import RawTable
from portee.sources.qpv.columns import QpvColumns, code_of, known_columns, municipalities_of, one_vintage, texts_of
from portee.territory.registry import Municipality, Registry

__all__ = ["read_qpv_perimeters"]

_LIST_INSTEAD = "Its codes and names can be read as a list: portee territories import --list."
_LIST_MEND = f"Take the file of outlines of the neighbourhoods themselves. {_LIST_INSTEAD}"


def read_qpv_perimeters(path: Path | str, *, layer: str | None = None, licence: str | None = None) -> Registry:
    """Read the outlines of the neighbourhoods of one geography.

    Outlines that cross themselves are mended, which the provenance tells with the area that changed.

    Args:
        path: GeoJSON, GeoPackage, shapefile (or a zip of it), FlatGeobuf or GeoParquet.
        layer: of a file that has several.
        licence: of the data, for the provenance.

    Returns:
        a register without figures.

    Raises:
        SourceError: no column of codes, a code that is none, two geographies in one file, points in place of outlines,
            or outlines of municipalities in place of those of neighbourhoods.
        ParameterError: the ending or the layer is not known.
    """
    path = Path(path)
    table = read_table(path, layer=layer)
    if table.geometry is None:
        raise SourceError("The file has no outlines.", where=str(path), mend=_LIST_MEND)
    columns = known_columns(table.frame.columns, Where(file=str(path)))
    _refuse_others(table, table.geometry, columns)
    cells = table.frame.to_dicts()
    shapes: dict[str, list[BaseGeometry]] = defaultdict(list)
    names: dict[str, str] = {}
    towns: dict[str, dict[Municipality, None]] = defaultdict(dict)
    places: dict[str, Where] = {}
    for number, cell in enumerate(cells):
        where = _where(table, number, columns.code)
        code = code_of(cell[columns.code], where)
        places.setdefault(code, where)
        shapes[code].append(table.geometry[number])
        names.setdefault(code, _text(cell, columns.name))
        found = municipalities_of(_text(cell, columns.municipality_code), _text(cell, columns.municipality_name))
        towns[code].update(dict.fromkeys(found))
    vintage = one_vintage(places)
    outlines, notes = _outlines(shapes, places)
    digest, size = hash_of(path)
    provenance = Provenance(
        source="qpv_perimeters",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence,
        rows={"territories": len(shapes), "features": len(cells)},
        dropped=table.dropped,
        notes=(f"Geography of {vintage}.", *table.notes, *notes),
    )
    codes = list(shapes)
    return Registry(
        vintage=vintage,
        codes=np.array(codes, dtype=object),
        names=np.array([names[code] for code in codes], dtype=object),
        municipalities=tuple(tuple(towns[code]) for code in codes),
        perimeters=outlines,
        provenance=(provenance,),
    )


def _where(table: RawTable, number: int, field: str | None) -> Where:
    return Where(file=table.name, line=int(table.rows[number]) + 1, field=field)


def _text(cell: dict[str, object], column: str | None) -> str:
    value = None if column is None else cell[column]
    return "" if value is None else str(value).strip()


def _refuse_others(table: RawTable, geometry: npt.NDArray[np.object_], columns: QpvColumns) -> None:
    """Points, and areas that hold several neighbourhoods, are those of municipalities: no area share is right."""
    for number, kind in enumerate(shapely.get_type_id(geometry).tolist()):
        where = _where(table, number, columns.code)
        if kind not in (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON):
            what = f"Feature {number + 1} is a {geometry[number].geom_type.lower()}, not the outline of a neighbourhood"
            raise SourceError(f"{what}: such files place the municipality.", where=where, mend=_LIST_MEND)
        held = texts_of(table.frame[columns.code][number])
        if len(held) > 1:
            what = f"Feature {number + 1} has {len(held)} codes on one outline"
            raise SourceError(
                f"{what}: it is that of the municipality, not of a neighbourhood.", where=where, mend=_LIST_MEND
            )
    seen: dict[bytes, int] = {}
    for number, key in enumerate(shapely.to_wkb(shapely.normalize(geometry)).tolist()):
        other = seen.setdefault(key, number)
        pair = [str(table.frame[columns.code][k]) for k in (other, number)]
        if pair[0] != pair[1]:
            raise SourceError(
                f"'{pair[0]}' and '{pair[1]}' have the very same outline: it is that of their municipality.",
                where=_where(table, number, columns.code),
                mend=_LIST_MEND,
            )


def _outlines(
    shapes: dict[str, list[BaseGeometry]], places: dict[str, Where]
) -> tuple[npt.NDArray[np.object_], list[str]]:
    """One valid outline per code, and what had to be mended."""
    outlines = np.empty(len(shapes), dtype=object)
    mended: list[str] = []
    most = 0.0
    for place, (code, parts) in enumerate(shapes.items()):
        valid = [_polygons(shapely.make_valid(part)) for part in parts]
        if any(not part.is_valid for part in parts):
            mended.append(code)
            before, after = sum(part.area for part in parts), sum(part.area for part in valid)
            most = max(most, abs(after - before) / max(before, after, 1e-300))
        outlines[place] = shapely.union_all(valid)
        if outlines[place].is_empty:
            raise SourceError(
                f"The outline of '{code}' holds no area.", where=places[code], mend="Draw it, or take the row out."
            )
    if not mended:
        return outlines, []
    shown = ", ".join(mended[:3]) + (" …" if len(mended) > 3 else "")
    return outlines, [
        f"Outlines that crossed themselves, mended: {len(mended)} ({shown}); no area changed by more than "
        f"{100 * most:.2g} %."
    ]  # fmt: skip


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """The areas of a mended outline, without the lines and points that are left over."""
    parts = shapely.get_parts(shapely.get_parts(shapely.force_2d(shape)))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])
