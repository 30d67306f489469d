"""INSEE Filosofi gridded data: residents, households and poverty by square cell of 200 m or 1 km.

Source: INSEE, "Revenus, pauvreté et niveau de vie - Données carroyées", files of 200 m cells (CSV or GeoPackage).
A cell's name holds its grid: `CRS3035RES200mN2253400E3942600` is the square of 200 m whose south-west corner has
northing 2,253,400 and easting 3,942,600 in EPSG:3035.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pyproj
import shapely

from portee.core.errors import SourceError
from portee.core.provenance import Provenance
from portee.sources.places.read import hash_of, read_table
from portee.sources.places.table import RawTable
from portee.sources.places.values import ids_of, numbers, typed
from portee.sources.projections import projection
from portee.territory.columns import known_names
from portee.territory.places import Places

__all__ = ["MINIMUM_HOUSEHOLDS", "read_filosofi"]

MINIMUM_HOUSEHOLDS = 11
"""INSEE's rule of statistical secrecy: nothing is published about fewer households than this."""

_IDS = ("idcar_200m", "idcar_1km", "idinspire", "id_inspire")
_COUNTS = ("ind", "men", "men_pauv", "men_fmp", "ind_snv")
_IMPUTED = ("i_est_200", "imputed", "i_est_1km")
_CELL = r"^CRS(\d{4,5})RES(\d{2,6})mN(-?\d{1,8})E(-?\d{1,8})$"


def read_filosofi(path: Path | str, *, licence: str | None = None, layer: str | None = None) -> Places:
    """Read cells with their residents; the geometry is the square that the cell's name tells.

    Column names are taken in any capitals (`idcar_200m`, `Idcar_200m`). Besides the columns of the file, each cell
    gets these attributes:

    - `residents` (`ind`), `households` (`men`), `poor_households` (`men_pauv`), `single_parent_households` (`men_fmp`);
    - `poverty_rate`: poor households over households, from 0 to 1, null without households;
    - `mean_living_standard_eur`: euros per resident and year, `ind_snv` (winsorised by INSEE) over `ind`, null without
      residents;
    - `imputed`: true where INSEE estimated the cell from its surroundings to keep its residents' secret;
    - `small`: true under 11 households; figures of such a cell must never be published alone.

    Raises:
        SourceError: a column is missing, a cell has another name than the grid's, or a count is not a number of zero
            or more.
    """
    path = Path(path)
    table = read_table(path, layer=layer)
    folded = {column.casefold(): column for column in table.frame.columns}
    id_column = next((folded[name] for name in _IDS if name in folded), None)
    missing = [name for name in _COUNTS if name not in folded]
    if id_column is None or missing:
        absent = ", ".join((["idcar_200m"] if id_column is None else []) + missing)
        raise SourceError(
            f"This is not a Filosofi grid: it has no column {absent}.",
            where=str(path),
            mend=known_names(absent, table.frame.columns),
        )
    ids = ids_of(table, id_column)
    lon, lat, squares = _cells(table, id_column)
    counts = {name: _count(table, folded[name]) for name in _COUNTS}
    flag = next((folded[name] for name in _IMPUTED if name in folded), None)
    imputed = numbers(table, flag) > 0 if flag is not None else np.zeros(len(table), np.bool_)
    derived = _derived(counts, imputed)
    attributes = typed(table, [c for c in table.frame.columns if c != id_column and c not in derived])
    return Places(
        ids,
        lon,
        lat,
        attributes.with_columns(*(pl.Series(name, values) for name, values in derived.items())),
        squares,
        (_provenance(path, licence, table, derived, has_flag=flag is not None),),
    )


def _derived(counts: dict[str, npt.NDArray[np.float64]], imputed: npt.NDArray[np.bool_]) -> dict[str, pl.Series]:
    residents, households = counts["ind"], counts["men"]
    return {
        "residents": pl.Series(residents),
        "households": pl.Series(households),
        "poor_households": pl.Series(counts["men_pauv"]),
        "poverty_rate": _ratio(counts["men_pauv"], households),
        "single_parent_households": pl.Series(counts["men_fmp"]),
        "mean_living_standard_eur": _ratio(counts["ind_snv"], residents),
        "imputed": pl.Series(imputed),
        "small": pl.Series(households < MINIMUM_HOUSEHOLDS),
    }


def _ratio(part: npt.NDArray[np.float64], whole: npt.NDArray[np.float64]) -> pl.Series:
    known = whole > 0
    return pl.Series(np.divide(part, whole, out=np.zeros_like(part), where=known)).set(pl.Series(~known), None)


def _count(table: RawTable, column: str) -> npt.NDArray[np.float64]:
    values = numbers(table, column)
    wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if len(wrong):
        cell = table.frame[column][int(wrong[0])]
        raise SourceError(
            f"A count is not a number of zero or more: '{'' if cell is None else str(cell)[:40]}'.",
            where=table.where(int(wrong[0]), column),
            mend="Take the file again from INSEE.",
        )
    return values


def _cells(
    table: RawTable, column: str
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.object_]]:
    """Centres in degrees, and squares, of the cells named in a column."""
    names = table.frame[column].cast(pl.String).str.strip_chars()
    parts = pl.DataFrame(
        {part: names.str.extract(_CELL, i).cast(pl.Int64) for i, part in enumerate(("crs", "side", "n", "e"), start=1)}
    )
    wrong = np.flatnonzero(parts["e"].is_null().to_numpy())
    if len(wrong):
        raise SourceError(
            f"'{str(names[int(wrong[0])])[:60]}' is not the name of a grid cell.",
            where=table.where(int(wrong[0]), column),
            mend="A cell is named such as CRS3035RES200mN2253400E3942600.",
        )
    lon, lat = np.empty(len(table)), np.empty(len(table))
    corners = np.empty((len(table), 4, 2))
    for code in parts["crs"].unique().sort().to_list():
        mine = (parts["crs"] == code).to_numpy()
        try:
            transformer = projection(f"EPSG:{code}", "EPSG:4326")
        except pyproj.exceptions.CRSError as problem:
            raise SourceError(
                f"The grid's coordinate system EPSG:{code} is not known.",
                where=table.where(int(np.flatnonzero(mine)[0]), column),
                mend="INSEE's grids are in EPSG:3035 (mainland), 5490 (Antilles) and 2975 (Réunion).",
            ) from problem
        side, north, east = (parts[name].to_numpy()[mine].astype(np.float64) for name in ("side", "n", "e"))
        lon[mine], lat[mine] = transformer.transform(east + side / 2, north + side / 2)
        for corner, (dx, dy) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1))):
            x, y = transformer.transform(east + dx * side, north + dy * side)
            corners[mine, corner, 0], corners[mine, corner, 1] = x, y
    outside = np.flatnonzero(~np.isfinite(corners).all(axis=(1, 2)))
    if len(outside):
        raise SourceError(
            f"The cell '{names[int(outside[0])]}' lies outside its grid's coordinate system.",
            where=table.where(int(outside[0]), column),
            mend="Check that northing (N) comes before easting (E) in its name.",
        )
    return lon, lat, np.asarray(shapely.polygons(corners), dtype=object)


def _provenance(
    path: Path, licence: str | None, table: RawTable, derived: dict[str, pl.Series], *, has_flag: bool
) -> Provenance:
    digest, size = hash_of(path)
    small = int(derived["small"].sum())
    notes = [
        *table.notes,
        f"{small:,} cells have fewer than {MINIMUM_HOUSEHOLDS} households: never publish them one by one.",
    ]
    if not has_flag:
        notes.append("The file does not say which cells INSEE estimated.")
    sums = ("residents", "households", "poor_households", "single_parent_households", "imputed", "small")
    return Provenance(
        source="filosofi",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence,
        rows={"cells": len(table), **{name: round(float(derived[name].sum())) for name in sums}},
        dropped=table.dropped,
        notes=tuple(notes),
    )
