"""France's national base of carpool places (BNLC): car parks and stops where carpoolers meet.

Source: transport.data.gouv.fr, "Base nationale consolidée des lieux de covoiturage", schema 0.2
(https://schema.data.gouv.fr/etalab/schema-lieux-covoiturage/), columns such as `id_lieu`, `type`, `ouvert`, `Xlong`,
`Ylat`, `nbre_pl`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

import numpy as np
import polars as pl

from portee.core.errors import ParameterError, SourceError, Where
from portee.core.provenance import Dropped, Provenance
from portee.offers.low_emission import valid_hours
from portee.sources.places.read import hash_of, read_table
from portee.sources.places.table import RawTable
from portee.sources.places.values import ids_of, numbers, typed
from portee.territory.columns import known_names
from portee.territory.places import Places

__all__ = ["PLACE_TYPES", "read_bnlc"]

PLACE_TYPES = (
    "Aire de covoiturage",
    "Sortie d'autoroute",
    "Parking",
    "Supermarché",
    "Parking relais",
    "Délaissé routier",
    "Auto-stop",
)
"""The kinds of place of the national schema. "Auto-stop" is a stop where one waits for a passing driver."""

_ID = r"^([013-9]\d|2[AB1-9])\d{3}-C-\d{3}$"
_IDS = ("id_lieu", "id_local")
_NEEDED = ("type", "ouvert", "Xlong", "Ylat")
_COUNTS = ("nbre_pl", "nbre_pmr")
_OPEN, _CLOSED = ("true", "1", "vrai", "oui"), ("false", "0", "faux", "non")


def read_bnlc(
    path: Path | str, *, types: Collection[str] | None = None, closed: bool = False, licence: str | None = None
) -> Places:
    """Read the places of a file of the national base.

    Args:
        path: CSV, as published.
        types: kinds of `PLACE_TYPES` to keep; None keeps all.
        closed: keep places that are not open to use, too (`ouvert` false).
        licence: the licence of the data, for the provenance.

    Returns:
        one place per row, `ids` its `id_lieu`, or the producer's `id_local` in a file that has only that. Attributes:
        the other columns of the file, among them `open` (bool, from `ouvert`), and `nbre_pl` and `nbre_pmr` (spaces,
        and spaces for disabled people; null where not told). Hours that cannot be understood are left out, which the
        provenance notes.

    Raises:
        SourceError: a column is missing, an id is not of the schema or comes twice, a cell is not of its kind, or no
            place is left.
        ParameterError: an unknown kind of place.
    """
    path = Path(path)
    wanted = PLACE_TYPES if types is None else tuple(types)
    for name in wanted:
        if name not in PLACE_TYPES:
            raise ParameterError(
                f"'{name[:40]}' is not a kind of carpool place.",
                where=Where(field="types"),
                mend=f"Choose from: {', '.join(PLACE_TYPES)}.",
            )
    table = _canonical(read_table(path))
    id_column = next((name for name in _IDS if name in table.frame.columns), _IDS[0])
    missing = [name for name in (id_column, *_NEEDED) if name not in table.frame.columns]
    if missing:
        raise SourceError(
            f"This is not a file of carpool places: it has no column {', '.join(missing)}.",
            where=str(path),
            mend=known_names(missing[0], table.frame.columns),
        )
    ids = ids_of(table, id_column)
    if id_column == "id_lieu":
        _refuse(
            table,
            "id_lieu",
            ~pl.Series(ids.tolist(), dtype=pl.String).str.contains(_ID),
            "not an id of a place",
            "Write the commune's code, C and three digits, such as 13055-C-001.",
        )
    kinds, is_open = _checked(table)
    lon, lat = _positions(table)
    counts = {name: _count(table, name) for name in _COUNTS if name in table.frame.columns}
    hours, notes = _hours(table)
    keep = np.isin(kinds, wanted) & (is_open | closed)
    dropped = tuple(
        Dropped("places", int(lost.sum()), why)
        for lost, why in ((~np.isin(kinds, wanted), "of other kinds"), (np.isin(kinds, wanted) & ~keep, "not open"))
        if lost.any()
    )
    if not keep.any():
        raise SourceError(
            "No carpool place is left.",
            where=str(path),
            mend="; ".join(f"{d.count:,} {d.why}" for d in dropped).capitalize() + ".",
        )
    used = {id_column, *_NEEDED, *counts, "horaires"}
    others = [name for name in table.frame.columns if name not in used]
    frame = pl.DataFrame(
        [
            *(typed(table, others).get_columns() if others else []),
            pl.Series("type", kinds, pl.String),
            pl.Series("open", is_open),
            *counts.values(),
            *hours,
        ]
    )
    digest, size = hash_of(path)
    provenance = Provenance(
        source="bnlc",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        date=_last_update(table),
        licence=licence,
        rows={"places": int(keep.sum()), **dict(sorted(Counter(kinds[keep].tolist()).items()))},
        dropped=(*table.dropped, *dropped),
        notes=(*table.notes, *notes),
    )
    return Places(ids[keep], lon[keep], lat[keep], frame.filter(pl.Series(keep)), None, (provenance,))


def _canonical(table: RawTable) -> RawTable:
    """The same table with the columns of the schema under its own capitals."""
    ours = {name.casefold(): name for name in (*_IDS, *_NEEDED, *_COUNTS, "horaires", "date_maj")}
    renamed = {c: ours[c.casefold()] for c in table.frame.columns if ours.get(c.casefold(), c) != c}
    kept = {old: new for old, new in renamed.items() if new not in table.frame.columns}
    return RawTable(
        table.name, table.frame.rename(kept), table.rows, text=table.text, notes=table.notes, dropped=table.dropped
    )


def _cells(table: RawTable, name: str) -> pl.Series:
    return table.frame[name].cast(pl.String, strict=False).str.strip_chars().fill_null("")


def _checked(
    table: RawTable,
) -> tuple[np.ndarray[tuple[int], np.dtype[np.object_]], np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """The kind of each place, and whether it is open."""
    by_fold = {name.casefold(): name for name in PLACE_TYPES}
    folded = _cells(table, "type").str.replace_all("’", "'", literal=True).str.to_lowercase()
    _refuse(table, "type", ~folded.is_in(list(by_fold)), "not a kind of carpool place",
            f"The kinds are: {', '.join(PLACE_TYPES)}.")  # fmt: skip
    kinds = np.array([by_fold[kind] for kind in folded], dtype=object)
    told = _cells(table, "ouvert").str.to_lowercase()
    _refuse(table, "ouvert", ~told.is_in([*_OPEN, *_CLOSED]), "neither true nor false", "Write true or false.")
    return kinds, told.is_in(_OPEN).to_numpy()


def _positions(
    table: RawTable,
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    lon, lat = numbers(table, "Xlong"), numbers(table, "Ylat")
    for name, values, most in (("Xlong", lon, 180), ("Ylat", lat, 90)):
        # A comparison with NaN is false: what is no number is refused, too.
        bad = pl.Series(~(np.abs(values) <= most))
        _refuse(table, name, bad, "not a place on earth", "Write degrees of WGS 84.")
    return lon, lat


def _count(table: RawTable, name: str) -> pl.Series:
    empty = _cells(table, name) == ""
    values = numbers(table, name)
    bad = ~empty & pl.Series(~((values >= 0) & (values < 1 << 31) & (values == np.floor(values))))
    _refuse(table, name, bad, "not a number of spaces", "Write a whole number of zero or more, or leave it empty.")
    return pl.Series(name, np.nan_to_num(values)).cast(pl.Int64).set(empty, None)


def _hours(table: RawTable) -> tuple[list[pl.Series], list[str]]:
    if "horaires" not in table.frame.columns:
        return [], []
    told = _cells(table, "horaires")
    good = {text: valid_hours(text) for text in told.unique().to_list()}
    lost = [text for text in told.to_list() if text and not good[text]]
    kept = pl.Series("horaires", [text if good[text] else None for text in told], pl.String)
    if not lost:
        return [kept], []
    return [kept], [f"{len(lost):,} opening hours cannot be understood and are left out, such as '{lost[0][:40]}'."]


def _last_update(table: RawTable) -> str | None:
    if "date_maj" not in table.frame.columns:
        return None
    dates = _cells(table, "date_maj").filter(_cells(table, "date_maj").str.contains(r"^\d{4}-\d{2}-\d{2}$"))
    return max(dates.to_list(), default=None)


def _refuse(table: RawTable, name: str, bad: pl.Series, what: str, mend: str) -> None:
    if bad.any():
        position = int(bad.arg_max() or 0)
        more = f" ({int(bad.sum()):,} such rows)" if bad.sum() > 1 else ""
        cell = _cells(table, name)[position][:40]
        raise SourceError(f"'{cell}' is {what}{more}.", where=table.where(position, name), mend=mend)
