"""Figures of the priority neighbourhoods: population, income, work, services, by their columns in the national files.

Source: INSEE, "Données sur les quartiers de la politique de la ville" (https://www.insee.fr/fr/statistiques/5359605),
as workbooks or CSV, and regional extracts with the same columns.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from portee.core.errors import ManyProblems, PorteeError, SourceError, Where
from portee.core.provenance import Dropped, Provenance, sha256_of
from portee.sources.qpv.columns import code_of, municipalities_of, one_vintage, says_nothing
from portee.sources.qpv.workbook import Sheet, read_sheet
from portee.territory.registry import Registry
from portee.territory.variables import Variable, variable_named, variables

__all__ = ["read_qpv_figures"]

MOST_TOLD = 20
"""Wrong cells told of one file; the first ones show the pattern."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def read_qpv_figures(path: Path | str, *, sheet: str | None = None, licence: str | None = None) -> Registry:
    """Read the figures whose columns are known (`portee.territory.variables`); the others are named in the provenance.

    A figure that is not published (blank, "nd", "s" …) is missing, never zero; so is a zero of a figure of which the
    files write 0 for what they withhold.

    Args:
        path: workbook or delimited text. sheet: of a workbook; the first with codes otherwise.
        licence: of the data, for the provenance.

    Returns:
        a register without outlines.

    Raises:
        ManyProblems, SourceError: a cell is not a number or is out of range, a code is wrong or there twice, two
            geographies, or no known figure; the message gives row and column.
        ParameterError: no such sheet.
    """
    path = Path(path)
    table = read_sheet(path, sheet)
    columns = _figures(table)
    codes, places, problems = _codes(table)
    values: dict[str, list[float | None]] = {}
    withheld: dict[str, int] = {}
    known = variables()
    for id, k in columns.items():
        values[id] = []
        for place, row in enumerate(table.rows):
            try:
                number = _number(row[k], known[id], table.where(place, table.head[k]), comma=table.decimal_comma)
            except SourceError as problem:
                problems.append(problem)
                continue
            if number == 0 and known[id].zero_is_missing:
                withheld[id] = withheld.get(id, 0) + 1
                number = None
            values[id].append(number)
    if problems:
        raise problems[0] if len(problems) == 1 else ManyProblems(problems[:MOST_TOLD])
    vintage = one_vintage(places)
    at = {name: k for k, name in enumerate(table.head)}

    def cell(row: tuple[Any, ...], column: str | None) -> str:
        return "" if column is None else str(row[at[column]] or "").strip()

    digest, size = sha256_of(path)
    used = {table.head[k] for k in columns.values()}
    meant = {table.known.code, table.known.name, table.known.municipality_code, table.known.municipality_name}
    others = [name for name in table.head if name and name not in used | meant]
    notes = [f"Geography of {vintage}."]
    if withheld:
        shown = ", ".join(f"{id} ({count})" for id, count in sorted(withheld.items()))
        notes.append(f"Zeros read as not published: {shown}.")
    provenance = Provenance(
        source="qpv_figures",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence,
        rows={"territories": len(codes), "figures": len(columns)},
        dropped=(Dropped("columns", len(others), "not known to Portée", tuple(others[:5])),) if others else (),
        notes=tuple(notes),
    )
    return Registry(
        vintage=vintage,
        codes=np.array(codes, dtype=object),
        names=np.array([cell(row, table.known.name) for row in table.rows], dtype=object),
        municipalities=tuple(
            municipalities_of(cell(row, table.known.municipality_code), cell(row, table.known.municipality_name))
            for row in table.rows
        ),
        perimeters=np.empty(len(codes), dtype=object),
        figures=pl.DataFrame(values, schema=dict.fromkeys(values, pl.Float64)),
        provenance=(provenance,),
    )


def _figures(table: Sheet) -> dict[str, int]:
    """Known figures and the place of their column. Raises SourceError for none, or for two columns of one figure."""
    found: dict[str, int] = {}
    for k, name in enumerate(table.head):
        id = variable_named(name) if name else None
        if id is None or name == table.known.code:
            continue
        if id in found:
            raise SourceError(
                f"The columns '{table.head[found[id]]}' and '{name}' hold the same figure.",
                where=Where(table.file, None, name),
                mend="Keep one of them.",
            )
        found[id] = k
    if not found:
        raise SourceError(
            "No column holds a known figure.",
            where=table.file,
            mend=f"Known figures: {', '.join(variables())}.",
        )
    return found


def _codes(table: Sheet) -> tuple[list[str], dict[str, Where], list[PorteeError]]:
    k = table.head.index(table.known.code)
    codes: list[str] = []
    places: dict[str, Where] = {}
    problems: list[PorteeError] = []
    for place, row in enumerate(table.rows):
        where = table.where(place, table.known.code)
        try:
            code = code_of(row[k], where)
        except SourceError as problem:
            problems.append(problem)
            continue
        if code in places:
            what = f"'{code}' is there twice, first on row {places[code].line}."
            problems.append(SourceError(what, where=where, mend="Give each code once."))
        places.setdefault(code, where)
        codes.append(code)
    return codes, places, problems


def _number(cell: Any, variable: Variable, where: Where, *, comma: bool) -> float | None:
    """The figure of a cell, None where it is not published. Raises SourceError."""
    if isinstance(cell, bool):
        raise _wrong(f"'{cell}' is not a number.", where)
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    if isinstance(cell, (int, float)):
        number = float(cell)
    else:
        text = str(cell)
        if says_nothing(text):
            return None
        bare = _SPACES.sub("", text)
        if not _NUMBER.fullmatch(bare) or ("," in bare and not comma and "." in bare):
            raise _wrong(f"'{text[:40]}' is not a number.", where)
        number = float(bare.replace(",", "."))
    if not 0 <= number <= variable.most or math.isinf(number):
        kind = "a share, from 0 to 100" if variable.kind == "share" else "a figure of zero or more"
        raise _wrong(f"{number:g} is not {kind}.", where)
    return number


def _wrong(what: str, where: Where) -> SourceError:
    return SourceError(what, where=where, mend="Correct the cell, or leave it empty.")
