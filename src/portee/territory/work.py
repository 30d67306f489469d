"""Places of work, training or service with their hours, and places that take children, as their columns tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.clock import DAY_S, parse_time_of_day
from portee.core.errors import ParameterError, SourceError, Where
from portee.core.week import DAYS, parse_days
from portee.territory.places import Places

__all__ = ["CareHours", "OwnHours", "care_hours", "free_places", "own_hours", "wages"]

Int32 = npt.NDArray[np.int32]
NONE = -1

YES, NO = ("true", "1", "1.0", "yes", "oui", "vrai"), ("false", "0", "0.0", "no", "non", "faux")

MOST_WAGE, MOST_FREE = 100_000, 100_000
"""EUR a month, and places left: more is a slip of the keyboard."""

LINE_BY_LINE = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, eq=False)
class OwnHours:
    """Hours that places tell of themselves.

    Attributes:
        start, end: int32 (d,), seconds after midnight of the day of the start, past 86,400 for nights; -1 where not
            told.
        days: bool (d, 7), Monday first; all false where not told.
    """

    start: Int32
    end: Int32
    days: npt.NDArray[np.bool_]

    @property
    def told(self) -> npt.NDArray[np.bool_]:
        """Where start and end are told."""
        both: npt.NDArray[np.bool_] = (self.start >= 0) & (self.end >= 0)
        return both


@dataclass(frozen=True, eq=False)
class CareHours:
    """Minutes after midnight between which children are taken and given back, int32 (c,), -1 where not told."""

    opens: Int32
    closes: Int32


def _problem(places: Places, row: int, field: str, what: str, mend: str) -> SourceError:
    """An error that names the place, and its line where the file is a text of one place a line."""
    source = places.provenance[0] if places.provenance else None
    by_line = source is not None and source.file.lower().endswith(LINE_BY_LINE) and not source.dropped
    where = Where(None if source is None else source.file, row + 2 if by_line else None, field)
    return SourceError(f"The place '{str(places.ids[row])[:40]}' {what}.", where=where, mend=mend)


def _column(places: Places, name: str) -> list[str | None]:
    """Texts of a column, None where empty or absent."""
    if name not in places.attributes.columns:
        return [None] * len(places)
    column = places.attributes[name]
    if column.dtype.is_nested() or column.dtype in (pl.Binary, pl.Object):
        mend = "Give one text or number on each row."
        raise _problem(places, 0, name, f"has a column '{name}' of type {column.dtype}, which is not read", mend)
    texts = column.cast(pl.String, strict=False).to_list()
    return [None if text is None or not text.strip() else text.strip() for text in texts]


def _times(places: Places, name: str) -> Int32:
    found = np.full(len(places), NONE, np.int32)
    for row, text in enumerate(_column(places, name)):
        if text is not None:
            try:
                found[row] = parse_time_of_day(text)
            except ParameterError as problem:
                what = f"has a time that is none: {problem.what.rstrip('.')}"
                raise _problem(places, row, name, what, problem.mend) from None
    return found


def _days(places: Places) -> npt.NDArray[np.bool_]:
    days = np.zeros((len(places), 7), np.bool_)
    for row, text in enumerate(_column(places, "days")):
        if text is not None:
            try:
                told = parse_days(text)
            except ParameterError as problem:
                what = f"has days that are none: {problem.what.rstrip('.')}"
                raise _problem(places, row, "days", what, problem.mend) from None
            days[row] = [day in told for day in DAYS]
    return days


def _nights(places: Places) -> list[bool]:
    nights = []
    for row, text in enumerate(_column(places, "night")):
        word = "" if text is None else text.casefold()
        if word not in (*YES, *NO, ""):
            what = f"says '{text[:20] if text else ''}' where it should say whether it works at night"
            raise _problem(places, row, "night", what, "Write true or false.")
        nights.append(word in YES)
    return nights


def own_hours(places: Places) -> OwnHours:
    """Hours from the columns `start`, `end` (HH:MM), `days` ("mon-fri") and `night` (true for a shift past midnight).

    Raises:
        SourceError: a time, day or night is none; a place tells one end only, ends before it starts without `night`, or
            says `night` of a shift that would last more than a day.
    """
    start, end, night = _times(places, "start"), _times(places, "end"), np.array(_nights(places), np.bool_)
    for row in np.flatnonzero((start >= 0) != (end >= 0)).tolist():
        missing = "end" if start[row] >= 0 else "start"
        what = "tells one end of its hours only"
        raise _problem(places, row, missing, what, "Give both start and end, or neither.")
    for row in np.flatnonzero((start >= 0) & (end <= start) & ~night).tolist():
        mend = "Give a column 'night' with true where the end is on the next day."
        raise _problem(places, row, "end", "ends before it starts", mend)
    for row in np.flatnonzero((start >= 0) & (end > start) & night).tolist():
        what = "works at night, but its hours would last more than a day"
        raise _problem(places, row, "night", what, "Write false, or correct the times.")
    end[night & (start >= 0)] += DAY_S
    return OwnHours(start, end, _days(places))


def wages(places: Places) -> npt.NDArray[np.float64]:
    """Net wages per month from the column `wage`, EUR, NaN where not told. Raises SourceError for what is no amount."""
    found = np.full(len(places), np.nan)
    for row, text in enumerate(_column(places, "wage")):
        if text is None:
            continue
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = np.nan
        if not 0 <= value <= MOST_WAGE:
            what = f"has the wage '{text[:30]}', which is none"
            raise _problem(places, row, "wage", what, f"Give euros net per month, up to {MOST_WAGE:,}.")
        found[row] = value
    return found


def care_hours(places: Places) -> CareHours:
    """Hours from the columns `opens` and `closes` (HH:MM). Raises SourceError."""
    opens, closes = _times(places, "opens"), _times(places, "closes")
    for row in np.flatnonzero((opens >= 0) & (closes >= 0) & (closes <= opens)).tolist():
        raise _problem(places, row, "closes", "closes before it opens", "Correct the times.")
    # Whole minutes inside the hours told: none before it opens, none after it closes.
    return CareHours(
        np.where(opens >= 0, -(-opens // 60), NONE).astype(np.int32),
        np.where(closes >= 0, closes // 60, NONE).astype(np.int32),
    )


def free_places(places: Places) -> Int32 | None:
    """Places left from the column `free`, None when there is none. `places` alone tells size, not what is left.

    Raises:
        SourceError: a place has more than a town could fill. ParameterError: the column holds something else than
            numbers of zero or more.
    """
    if "free" not in places.attributes.columns:
        return None
    free = places.weight("free")
    for row in np.flatnonzero(free > MOST_FREE).tolist():
        raise _problem(places, row, "free", f"has {free[row]:g} places left", "Give how many children it can take.")
    return free.astype(np.int32)
