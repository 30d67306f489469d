"""INSEE's Base permanente des équipements: shops, schools, health, childcare, one row per facility.

Source: INSEE, BPE, file of located facilities (CSV, zipped CSV or Parquet), columns `TYPEQU`, `DEPCOM`, and either
`LONGITUDE`, `LATITUDE` or, in older vintages, `LAMBERT_X`, `LAMBERT_Y` with `QUALITE_XY`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import polars as pl
import yaml

from portee.core.errors import ParameterError, SourceError, Where
from portee.core.provenance import Dropped, Provenance
from portee.sources.insee_points import degrees_of
from portee.sources.places.read import hash_of, read_table
from portee.sources.places.values import typed
from portee.territory.columns import closest, known_names
from portee.territory.places import Places

__all__ = ["facility_names", "read_bpe"]

_POSITION = ("LONGITUDE", "LATITUDE", "LAMBERT_X", "LAMBERT_Y", "EPSG")


@cache
def facility_names(language: str = "en") -> dict[str, str]:
    """Short names of the main facility types, by TYPEQU code, in "fr" or "en"."""
    text = resources.files("portee.sources").joinpath("bpe_types.yaml").read_text(encoding="utf-8")
    types = yaml.safe_load(text)["types"]
    return {code: str(names[language]) for code, names in types.items()}


def read_bpe(path: Path | str, types: Sequence[str] | None = None, *, licence: str | None = None) -> Places:
    """Read facilities, all or those of some types.

    Args:
        path: the file; column names in any capitals.
        types: TYPEQU codes to keep, such as ["D502"] for childcare centres; None keeps all.
        licence: the licence of the data, for the provenance.

    Returns:
        one place per facility. INSEE gives facilities no identifier: `ids` are the type and the row in the file
        ("D502-1042"), stable for one file only. Attributes: `typequ`, `facilities` (1 per row, the weight to count
        them), and the other columns of the file. Facilities without coordinates are dropped, which is recorded.

    Raises:
        SourceError: not a BPE file, or no facility of these types has coordinates.
        ParameterError: no type asked for is in the file.
    """
    path = Path(path)
    wanted = None if types is None else sorted({t.strip().upper() for t in types})
    seen: set[str] = set()

    def keep(frame: pl.DataFrame) -> pl.DataFrame:
        column = next((c for c in frame.columns if c.casefold() == "typequ"), None)
        if column is None:
            raise _not_bpe(path, ["TYPEQU"], frame.columns)
        if wanted is None:
            return frame
        codes = frame[column].cast(pl.String).str.strip_chars().str.to_uppercase()
        seen.update(codes.unique().drop_nulls().to_list())
        return frame.filter(codes.is_in(wanted))

    table = read_table(path, keep=keep)
    folded = {column.upper(): column for column in table.frame.columns}
    pairs = [("LONGITUDE", "LATITUDE"), ("LAMBERT_X", "LAMBERT_Y")]
    degrees, metres = ((folded[a], folded[b]) if a in folded and b in folded else None for a, b in pairs)
    if "TYPEQU" not in folded or (degrees is None and metres is None):
        missing = (["TYPEQU"] if "TYPEQU" not in folded else []) + (
            ["LONGITUDE", "LATITUDE"] if degrees is None and metres is None else []
        )
        raise _not_bpe(path, missing, table.frame.columns)
    if not len(table):
        raise _no_such_type(path, wanted or [], sorted(seen))
    commune = folded.get("DEPCOM") or folded.get("DEP") or ""
    lon, lat = degrees_of(table, degrees=degrees, metres=metres, epsg=folded.get("EPSG"), commune=commune)
    located = np.isfinite(lon)
    if not located.any():
        raise SourceError(
            f"None of the {len(table):,} facilities has coordinates.",
            where=table.where(),
            mend="Take INSEE's file of located facilities.",
        )
    lost = int((~located).sum())
    table = table.only(located, Dropped("facilities", lost, "no coordinates") if lost else None)
    codes = table.frame[folded["TYPEQU"]].cast(pl.String).str.strip_chars().str.to_uppercase()
    ids = np.array(
        [f"{code}-{row + 1}" for code, row in zip(codes.to_list(), table.rows.tolist(), strict=True)], dtype=object
    )
    used = {folded[name] for name in (*_POSITION, "TYPEQU") if name in folded}
    attributes = typed(table, [c for c in table.frame.columns if c not in used and c not in ("typequ", "facilities")])
    counted = pl.DataFrame({"typequ": codes, "facilities": np.ones(len(table), np.float64)})
    attributes = pl.concat([attributes, counted], how="horizontal") if attributes.width else counted
    digest, size = hash_of(path)
    by_type = codes.value_counts(name="n").sort("typequ" if codes.name == "typequ" else codes.name)
    provenance = Provenance(
        source="bpe",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence,
        rows={"facilities": len(table), **dict(by_type.iter_rows())},
        dropped=table.dropped,
        notes=(*table.notes, *_quality(table.frame, folded.get("QUALITE_XY"))),
    )
    return Places(ids, lon[located], lat[located], attributes, None, (provenance,))


def _quality(frame: pl.DataFrame, column: str | None) -> list[str]:
    """How sure INSEE is of the positions, in words of its own column."""
    if column is None:
        return []
    counts = frame[column].cast(pl.String).fill_null("").value_counts(name="n").sort(column)
    parts = ", ".join(f"{value or 'not said'}: {n:,}" for value, n in counts.iter_rows())
    return [f"Quality of the positions (QUALITE_XY): {parts}."]


def _not_bpe(path: Path, missing: Sequence[str], columns: Sequence[str]) -> SourceError:
    shown = [c for c in columns if not c.startswith("\0")]
    return SourceError(
        f"This is not a file of located BPE facilities: it has no column {', '.join(missing)}.",
        where=str(path),
        mend=known_names(missing[0], shown),
    )


def _no_such_type(path: Path, wanted: Sequence[str], present: Sequence[str]) -> ParameterError | SourceError:
    where = Where(file=str(path), field="TYPEQU")
    if not present:
        return SourceError("The file has no facilities.", where=where, mend="Take the file again from INSEE.")
    names = facility_names()
    near = next((c for c in (closest(t, present) for t in wanted) if c is not None), None)
    meant = f"Did you mean {near}{f' ({names[near]})' if near in names else ''}? " if near else ""
    return ParameterError(
        f"The file has no facility of type {', '.join(wanted)}.",
        where=where,
        mend=f"{meant}Types in the file: {', '.join(present[:20])}{' …' if len(present) > 20 else ''}.",
    )
