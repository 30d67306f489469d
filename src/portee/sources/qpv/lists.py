"""Lists of neighbourhoods without outlines: codes and names, one row per neighbourhood or per municipality.

The national list of 2024 by municipality holds, on each row, all the codes and all the names of a municipality, parted
by commas, and where it has a geometry it is the municipality's: it is left out, and the provenance says so.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np

from portee.core.errors import SourceError, Where
from portee.core.provenance import Dropped, Provenance
from portee.sources.places.read import hash_of, read_table
from portee.sources.qpv.columns import code_of, known_columns, municipalities_of, one_vintage, texts_of
from portee.territory.registry import Municipality, Registry

__all__ = ["read_qpv_list"]


def read_qpv_list(path: Path | str, *, layer: str | None = None, licence: str | None = None) -> Registry:
    """Read codes, names and municipalities; a neighbourhood on several rows lies in several municipalities.

    Args:
        path: CSV, or any vector file. layer: of a file that has several. licence: of the data, for the provenance.

    Returns:
        a register without outlines and figures.

    Raises:
        SourceError: no column of codes, a code that is none, as many names as codes are not there, or two geographies.
        ParameterError: the ending or the layer is not known.
    """
    path = Path(path)
    table = read_table(path, layer=layer)
    columns = known_columns(table.frame.columns, Where(file=str(path)))
    names: dict[str, str] = {}
    towns: dict[str, dict[Municipality, None]] = defaultdict(dict)
    places: dict[str, Where] = {}
    for number, cell in enumerate(table.frame.to_dicts()):
        line = table.where(number).line
        where = Where(str(path), int(table.rows[number]) + 1 if line is None else line, columns.code)
        codes = texts_of(cell[columns.code])
        if not codes:
            raise SourceError("The code is missing.", where=where, mend="Give the code, or take the row out.")
        whole = "" if columns.name is None or cell[columns.name] is None else str(cell[columns.name]).strip()
        told = (whole,) if len(codes) == 1 else texts_of(whole)
        if whole and len(told) != len(codes):
            raise SourceError(
                f"The row has {len(codes)} codes and {len(told)} names.",
                where=Where(where.file, where.line, columns.name),
                mend="Write one neighbourhood per row: a comma inside a name cannot be told from one between names.",
            )
        found = municipalities_of(
            "" if columns.municipality_code is None else cell[columns.municipality_code],
            "" if columns.municipality_name is None else cell[columns.municipality_name],
        )
        for place, text in enumerate(codes):
            code = code_of(text, where)
            places.setdefault(code, where)
            name = told[place] if whole else ""
            names[code] = names.get(code) or name
            towns[code].update(dict.fromkeys(found))
    vintage = one_vintage(places)
    digest, size = hash_of(path)
    left = () if table.geometry is None else (
        Dropped("geometries", len(table), "the position is that of the municipality, not of the neighbourhood"),
    )  # fmt: skip
    provenance = Provenance(
        source="qpv_list",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence,
        rows={"territories": len(names), "rows": len(table)},
        dropped=(*table.dropped, *left),
        notes=(f"Geography of {vintage}.", *table.notes),
    )
    codes_found = list(names)
    empty = np.empty(len(codes_found), dtype=object)
    return Registry(
        vintage=vintage,
        codes=np.array(codes_found, dtype=object),
        names=np.array([names[code] for code in codes_found], dtype=object),
        municipalities=tuple(tuple(towns[code]) for code in codes_found),
        perimeters=empty,
        provenance=(provenance,),
    )
