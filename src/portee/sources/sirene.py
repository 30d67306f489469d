"""INSEE's SIRENE register of establishments, as a proxy of where jobs are.

Source: INSEE, Sirene, StockEtablissement (CSV, zipped CSV or Parquet), with coordinates in its own columns, or joined
to the file of geolocated establishments by `siret`. The register holds bands of employees, not jobs: the weight
`jobs_estimate` takes one number per band (sirene_bands.yaml) and must be called a proxy wherever it is shown.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import polars as pl
import yaml

from portee.core.errors import SourceError
from portee.core.provenance import Dropped, Provenance
from portee.sources.insee_points import degrees_of
from portee.sources.places.read import hash_of, read_table
from portee.sources.places.table import RawTable
from portee.sources.places.values import ids_of
from portee.territory.columns import known_names
from portee.territory.places import Places

__all__ = ["jobs_by_band", "read_sirene"]

_STATE = "etatAdministratifEtablissement"
_BAND = "trancheEffectifsEtablissement"
_ACTIVITY = "activitePrincipaleEtablissement"
_COMMUNE = "codeCommuneEtablissement"
_DEGREES = (("x_longitude", "y_latitude"), ("longitude", "latitude"))
_METRES = (("coordonneeLambertAbscisseEtablissement", "coordonneeLambertOrdonneeEtablissement"), ("x", "y"))
_NOTE = (
    "jobs_estimate is a proxy: the middle of the establishment's band of employees (lower bound for 10,000 and more, "
    "zero when unknown); the self-employed are not counted."
)


@cache
def jobs_by_band() -> dict[str, float]:
    """Employees taken for each code of trancheEffectifsEtablissement."""
    text = resources.files("portee.sources").joinpath("sirene_bands.yaml").read_text(encoding="utf-8")
    return {str(code): float(band["jobs_estimate"]) for code, band in yaml.safe_load(text)["bands"].items()}


def read_sirene(path: Path | str, *, locations: Path | str | None = None, licence: str | None = None) -> Places:
    """Read the active establishments that have coordinates.

    Args:
        path: the register, columns by their real names in any capitals: siret, etatAdministratifEtablissement,
            trancheEffectifsEtablissement, activitePrincipaleEtablissement, and coordinates.
        locations: INSEE's file of geolocated establishments (siret, x_longitude, y_latitude or x, y, epsg), when the
            register itself has no coordinates.
        licence: the licence of the data, for the provenance.

    Returns:
        one place per active establishment (state "A"), `ids` its siret. Attributes: `jobs_estimate` (employees, a
        proxy), `activitePrincipaleEtablissement`, `trancheEffectifsEtablissement`.

    Raises:
        SourceError: a column is missing, a band's code is not known, a siret comes twice, or no active establishment
            has coordinates.
    """
    path = Path(path)
    closed = 0

    def keep(frame: pl.DataFrame) -> pl.DataFrame:
        nonlocal closed
        column = next((c for c in frame.columns if c.casefold() == _STATE.casefold()), None)
        if column is None:
            raise _missing(path, [_STATE], frame.columns)
        active = frame.filter(frame[column].cast(pl.String).str.strip_chars() == "A")
        closed += frame.height - active.height
        return active

    table = _canonical(read_table(path, keep=keep))
    missing = [c for c in ("siret", _BAND, _ACTIVITY) if c not in table.frame.columns]
    if missing:
        raise _missing(path, missing, table.frame.columns)
    sources = [path]
    if locations is not None:
        table = _joined(table, Path(locations))
        sources.append(Path(locations))
    degrees = next((pair for pair in _DEGREES if set(pair) <= set(table.frame.columns)), None)
    metres = next((pair for pair in _METRES if set(pair) <= set(table.frame.columns)), None)
    if degrees is None and metres is None:
        raise SourceError(
            "The register has no coordinates.",
            where=table.where(),
            mend="Give INSEE's file of geolocated establishments as well.",
        )
    epsg = "epsg" if "epsg" in table.frame.columns else None
    lon, lat = degrees_of(table, degrees=degrees, metres=metres, epsg=epsg, commune=_COMMUNE)
    located = np.isfinite(lon)
    if not located.any():
        raise SourceError(
            f"None of the {len(table):,} active establishments has coordinates.",
            where=table.where(),
            mend="Give INSEE's file of geolocated establishments as well.",
        )
    lost = int((~located).sum())
    table = table.only(located, Dropped("establishments", lost, "no coordinates, or not for release") if lost else None)
    jobs = _jobs(table)
    dropped = (*table.dropped, *((Dropped("establishments", closed, "closed"),) if closed else ()))
    provenance = []
    for file in sources:
        digest, size = hash_of(file)
        provenance.append(
            Provenance(
                source="sirene",
                file=file.name,
                sha256=digest,
                size_bytes=size,
                licence=licence,
                rows={"establishments": len(table), "jobs_estimate": round(float(jobs.sum()))} if file == path else {},
                dropped=dropped if file == path else (),
                notes=(*table.notes, _NOTE) if file == path else (),
            )
        )
    attributes = table.frame.select(_ACTIVITY, _BAND).with_columns(pl.Series("jobs_estimate", jobs))
    return Places(ids_of(table, "siret"), lon[located], lat[located], attributes, None, tuple(provenance))


def _jobs(table: RawTable) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    bands = table.frame[_BAND].cast(pl.String).str.strip_chars().fill_null("")
    # A spreadsheet on the way turns "01" into "1".
    bands = bands.replace("", "NN").str.zfill(2)
    known = jobs_by_band()
    strange = np.flatnonzero(~bands.is_in(list(known)).to_numpy())
    if len(strange):
        raise SourceError(
            f"'{bands[int(strange[0])][:20]}' is not a code of a band of employees.",
            where=table.where(int(strange[0]), _BAND),
            mend=f"INSEE's codes are: {', '.join(known)}.",
        )
    return bands.replace_strict(known, return_dtype=pl.Float64).to_numpy()


def _canonical(table: RawTable) -> RawTable:
    """The same table with the columns we know under INSEE's own capitals."""
    pairs = [name for pair in (*_DEGREES, *_METRES) for name in pair]
    ours = {name.casefold(): name for name in ("siret", _STATE, _BAND, _ACTIVITY, _COMMUNE, "epsg", *pairs)}
    renamed = {c: ours[c.casefold()] for c in table.frame.columns if ours.get(c.casefold(), c) != c}
    kept = {old: new for old, new in renamed.items() if new not in table.frame.columns}
    return RawTable(
        table.name, table.frame.rename(kept), table.rows, text=table.text, notes=table.notes, dropped=table.dropped
    )


def _joined(table: RawTable, locations: Path) -> RawTable:
    wanted = table.frame["siret"].cast(pl.String).str.strip_chars()

    def keep(frame: pl.DataFrame) -> pl.DataFrame:
        column = next((c for c in frame.columns if c.casefold() == "siret"), None)
        if column is None:
            raise _missing(locations, ["siret"], frame.columns)
        return frame.filter(frame[column].cast(pl.String).str.strip_chars().is_in(wanted.implode()))

    placed = _canonical(read_table(locations, keep=keep))
    columns = [c for pair in (*_DEGREES, *_METRES) for c in pair if c in placed.frame.columns]
    if not columns:
        raise _missing(locations, ["x_longitude", "y_latitude"], placed.frame.columns)
    columns += ["epsg"] if "epsg" in placed.frame.columns else []
    right = placed.frame.select(pl.col("siret").cast(pl.String).str.strip_chars(), *columns).unique(
        "siret", keep="first", maintain_order=True
    )
    frame = table.frame.drop(columns, strict=False).with_columns(wanted.alias("siret"))
    frame = frame.join(right, on="siret", how="left", maintain_order="left")
    return RawTable(table.name, frame, table.rows, text=table.text, notes=table.notes, dropped=table.dropped)


def _missing(path: Path, missing: list[str], columns: list[str]) -> SourceError:
    shown = [c for c in columns if not c.startswith("\0")]
    return SourceError(
        f"This is not a SIRENE file: it has no column {', '.join(missing)}.",
        where=str(path),
        mend=known_names(missing[0], shown),
    )
