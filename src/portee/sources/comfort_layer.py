"""Areas where streets feel longer, read from a file of polygons or points: from workshops, walks or surveys.

Columns: `weight`, the share of its cost that a street inside costs more (0.5: it feels half as long again); `refused`,
true where nobody would walk; `radius`, metres around a point. A row gives a weight, or is refused.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.errors import ParameterError, SourceError, Where
from portee.core.provenance import Provenance
from portee.reach.comfort import CLOSED, Layer
from portee.sources.places.read import read_places
from portee.sources.places.values import ROW_ID
from portee.territory.columns import known_names
from portee.territory.places import Places

__all__ = ["read_comfort_layer"]

YES, NO = ("true", "1", "1.0", "yes", "oui", "vrai"), ("false", "0", "0.0", "no", "non", "faux", "")
POINT, AREAS = 0, (3, 6)


def read_comfort_layer(
    path: Path | str, *, radius_m: float | None = None, layer: str | None = None, licence: str | None = None
) -> tuple[Layer, Provenance]:
    """A layer of perceived comfort or safety.

    Args:
        path: GeoJSON, GeoPackage or any other file that `portee.sources.places.read.read_places` reads.
        radius_m: metres around points whose row tells none.
        layer: of a file that has several.
        licence: of the data, for the provenance.

    Returns:
        the layer, named after the file, and where it comes from.

    Raises:
        SourceError: the file or a cell of it is wrong, a row has neither weight nor refusal, a point has no radius, or
            a row is a line. ParameterError: as `read_places`.
    """
    path = Path(path)
    places = read_places(path, id_column=ROW_ID, layer=layer, licence=licence, source="comfort")
    (provenance,) = places.provenance
    if not {"weight", "refused"} & set(places.attributes.columns):
        mend = f"{known_names('weight', places.attributes.columns)} Give numbers of 0 or more in a column 'weight'."
        raise SourceError("There is no column 'weight'.", where=Where(path.name), mend=mend)
    refused = _refused(places)
    weights = np.where(refused, CLOSED, _numbers(places, "weight"))
    for row in np.flatnonzero(np.isnan(weights)).tolist():
        raise _problem(places, row, "weight", "has no weight", "Give 0 or more, or true in a column 'refused'.")
    areas = _areas(places, radius_m)
    try:
        return Layer(path.stem, areas, weights), provenance
    except ParameterError as problem:
        field = problem.where.field if isinstance(problem.where, Where) else None
        raise SourceError(problem.what, where=Where(path.name, field=field), mend=problem.mend) from None


def _problem(places: Places, row: int, field: str | None, what: str, mend: str) -> SourceError:
    return SourceError(f"Row {row + 1} {what}.", where=Where(places.provenance[0].file, field=field), mend=mend)


def _texts(places: Places, name: str) -> list[str]:
    if name not in places.attributes.columns or places.attributes[name].dtype.is_nested():
        return [""] * len(places)
    texts = places.attributes[name].cast(pl.String, strict=False).to_list()
    return ["" if text is None else text.strip() for text in texts]


def _numbers(places: Places, name: str) -> npt.NDArray[np.float64]:
    """Numbers of a column, NaN where the cell is empty or the column absent."""
    found = np.full(len(places), np.nan)
    for row, text in enumerate(_texts(places, name)):
        if text:
            try:
                found[row] = float(text.replace(",", "."))
            except ValueError:
                found[row] = np.nan
            if not np.isfinite(found[row]):
                raise _problem(places, row, name, f"has '{text[:30]}' as its {name}", "Give a number.")
    return found


def _refused(places: Places) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(places), np.bool_)
    for row, text in enumerate(_texts(places, "refused")):
        word = text.casefold()
        if word not in (*YES, *NO):
            raise _problem(places, row, "refused", f"says '{text[:30]}' in 'refused'", "Write true or false.")
        found[row] = word in YES
    return found


def _areas(places: Places, radius_m: float | None) -> list[BaseGeometry]:
    """The polygon of each row, a disc for a point."""
    geometry = places.geometry if places.geometry is not None else shapely.points(places.lon, places.lat)
    geometry = shapely.make_valid(np.asarray(geometry, object))
    kinds = shapely.get_type_id(geometry)
    point = kinds == POINT
    for row in np.flatnonzero(~point & ~np.isin(kinds, AREAS)).tolist():
        raise _problem(places, row, None, "is neither a point nor a polygon", "Draw the area around it.")
    radius = _numbers(places, "radius")
    if radius_m is not None:
        radius = np.where(np.isnan(radius), radius_m, radius)
    for row in np.flatnonzero(point & np.isnan(radius)).tolist():
        raise _problem(places, row, "radius", "is a point without radius", "Give a column 'radius' in metres.")
    areas: list[BaseGeometry] = list(geometry)
    rows = np.flatnonzero(point)
    try:
        discs = Layer.around("", places.lon[rows], places.lat[rows], radius[rows], np.zeros(len(rows))).areas
    except ParameterError as problem:
        where = Where(places.provenance[0].file, field="radius")
        raise SourceError(problem.what, where=where, mend=problem.mend) from None
    for row, disc in zip(rows.tolist(), discs, strict=True):
        areas[row] = disc
    return areas
