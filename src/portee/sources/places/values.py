"""Cells to numbers, ids, hours: each check says which line and field is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.clock import DAY_S, parse_time_of_day
from portee.core.errors import ParameterError, SourceError
from portee.sources.places.table import RawTable
from portee.territory.columns import closest, known_names

__all__ = ["ROW_ID", "column_named", "hours_of", "ids_of", "numbers", "suggestion_of_ids", "typed", "weights_of"]

ROW_ID = "@row"
"""Given as the id column, it numbers the rows from 1."""

_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
_WHOLE = r"^[+-]?[0-9]{1,18}$"
_LEADING_ZERO = r"^[+-]?0[0-9]"
# French spreadsheets part thousands by a space: plain, no-break or narrow no-break.
_THOUSANDS = r"^[+-]?[0-9]{1,3}([ \u{00A0}\u{202F}][0-9]{3})+([.,][0-9]+)?$"


def column_named(table: RawTable, name: str, *, option: str) -> str:
    """The column of that exact name, or of that name in other capitals when there is only one.

    Raises:
        ParameterError: there is none; the message lists the columns and the nearest name.
    """
    columns = table.frame.columns
    if name in columns:
        return name
    alike = [c for c in columns if c.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise ParameterError(
        f"There is no column '{name}' ({option}).", where=table.where(), mend=known_names(name, columns)
    )


def numbers(table: RawTable, column: str) -> npt.NDArray[np.float64]:
    """The cells as float64, shape (n,); NaN where a cell is empty or is not a number. Infinite stays infinite."""
    series = table.frame[column]
    if series.dtype == pl.String:
        series = _plain(series, table.decimal_comma)
        series = series.set(~series.str.contains(_NUMBER).fill_null(False), None)
        return _floats(series.cast(pl.Float64, strict=False))
    if series.dtype.is_numeric() or series.dtype == pl.Boolean:
        return _floats(series.cast(pl.Float64, strict=False))
    return np.full(len(series), np.nan)


def weights_of(table: RawTable, column: str) -> tuple[npt.NDArray[np.float64], int]:
    """A weight column: finite numbers of zero or more, shape (n,), and how many cells were empty, counted as zero.

    Real files leave a cell empty where there is nothing to count; a written NaN is the sign of a failed computation.

    Raises:
        SourceError: a cell is not a number, negative or infinite, or all cells are empty.
    """
    values = numbers(table, column)
    series = table.frame[column]
    empty = (series.is_null() | (series.cast(pl.String, strict=False).str.strip_chars() == "")).to_numpy()
    if empty.all():
        raise SourceError(
            "The weight is empty on every row.", where=table.where(field=column), mend="Choose another column."
        )
    values = np.where(empty, 0.0, values)
    for wrong, kind in (
        (np.isnan(values), "is not a number"),
        (np.isinf(values), "is infinite"),
        (values < 0, "is negative"),
    ):
        if wrong.any():
            raise _wrong_cell(
                table,
                column,
                np.flatnonzero(wrong),
                f"The weight {kind}",
                "Give a number of zero or more on every row, or take the row out.",
            )
    return values, int(empty.sum())


def ids_of(table: RawTable, column: str | None) -> npt.NDArray[np.object_]:
    """One id per row as text, shape (n,); `column` None or "@row" numbers the rows from 1.

    Raises:
        SourceError: an id is empty, or two rows have the same.
    """
    if column is None or column == ROW_ID:
        return (table.rows + 1).astype(str).astype(object)
    series = table.frame[column]
    if series.dtype.is_float():
        # Tools that know no integer column with gaps write 12 as 12.0.
        whole = (series.is_null() | (series == series.round(0))).all()
        series = series.cast(pl.Int64, strict=False) if whole else series
    text = series.cast(pl.String, strict=False).str.strip_chars()
    empty = (text.is_null() | (text == "")).to_numpy()
    mend = f"Give each row an id of its own, or number the rows with --id-column {ROW_ID}."
    if empty.any():
        raise _wrong_cell(table, column, np.flatnonzero(empty), "The id is empty", mend)
    if text.n_unique() != len(text):
        repeated = text.filter(text.is_duplicated()).unique(maintain_order=True)
        shown = [
            f"'{_short(value)}' on {table.named(np.flatnonzero((text == value).to_numpy()).tolist())}"
            for value in repeated[:3].to_list()
        ]
        more = f", and {len(repeated) - 3:,} other ids" if len(repeated) > 3 else ""
        raise SourceError(
            f"Several rows have the same id: {'; '.join(shown)}{more}.", where=table.where(field=column), mend=mend
        )
    return np.array(text.to_list(), dtype=object)


def hours_of(table: RawTable, opens: str, closes: str) -> tuple[pl.Series, pl.Series]:
    """Opening or shift hours as whole seconds after midnight, in columns `opens_s` and `closes_s` (Int32).

    A place that closes at or before the hour it opens closes the next day: its `closes_s` goes past 86,400.
    Both are null where both cells are empty.

    Raises:
        SourceError: a cell is not a time of day, or only one of the two is given.
    """
    texts = [table.frame[c].cast(pl.String, strict=False).str.strip_chars().to_list() for c in (opens, closes)]
    starts: list[int | None] = []
    ends: list[int | None] = []
    known: dict[str, int] = {}
    for position, pair in enumerate(zip(*texts, strict=True)):
        seconds: list[int] = []
        for column, cell in zip((opens, closes), pair, strict=True):
            if not cell:
                continue
            if cell not in known:
                try:
                    known[cell] = parse_time_of_day(cell)
                except ParameterError as problem:
                    where = table.where(position, column)
                    raise SourceError(problem.what, where=where, mend=problem.mend) from problem
            seconds.append(known[cell])
        if len(seconds) == 1:
            raise SourceError(
                "One of the two hours is missing.",
                where=table.where(position, closes if pair[0] else opens),
                mend="Give both hours, or neither.",
            )
        if not seconds:
            starts.append(None)
            ends.append(None)
            continue
        start, end = seconds
        starts.append(start)
        ends.append(end if end > start else end + DAY_S)
    return pl.Series("opens_s", starts, pl.Int32), pl.Series("closes_s", ends, pl.Int32)


def typed(table: RawTable, columns: Sequence[str]) -> pl.DataFrame:
    """Text columns as whole numbers or floats where every cell is one; empty cells as null.

    Codes with a leading zero ("01004") stay text, so that a commune keeps its code.
    """
    frame = table.frame.select(columns)
    if table.text is None:
        return frame
    done = []
    for series in frame:
        stripped = series.str.strip_chars()
        stripped = stripped.set(stripped == "", None)
        plain = _plain(stripped, table.decimal_comma)
        is_code = bool(plain.str.contains(_LEADING_ZERO).any())
        if stripped.null_count() == len(stripped) or is_code or not plain.str.contains(_NUMBER).all():
            done.append(stripped)
        elif plain.str.contains(_WHOLE).all():
            done.append(plain.cast(pl.Int64))
        else:
            done.append(plain.cast(pl.Float64, strict=False))
    return pl.DataFrame(done)


def suggestion_of_ids(table: RawTable) -> str:
    """Columns that could serve as an id, because no value comes twice, as words for a message."""
    candidates = [
        series.name
        for series in table.frame
        if (series.dtype == pl.String or series.dtype.is_integer())
        and series.null_count() == 0
        and not series.name.casefold().startswith(("lon", "lat", "lng", "x", "y"))
        and series.n_unique() == len(series)
        and not (series.dtype == pl.String and (series.str.len_chars() > 60).any())
    ][:3]
    near = closest("id", table.frame.columns)
    first = f"name it with --id-column ({', '.join(candidates or [near or 'NAME'])})"
    return f"Either {first}, or number the rows with --id-column {ROW_ID}."


def _plain(series: pl.Series, decimal_comma: bool) -> pl.Series:
    stripped = series.str.strip_chars()
    spaced = stripped.str.contains(_THOUSANDS).fill_null(False)
    if spaced.any():
        joined = stripped.str.replace_all(r"[ \u{00A0}\u{202F}]", "")
        stripped = pl.select(pl.when(spaced).then(joined).otherwise(stripped)).to_series().alias(series.name)
    return stripped.str.replace(",", ".", literal=True) if decimal_comma else stripped


def _floats(series: pl.Series) -> npt.NDArray[np.float64]:
    return series.fill_null(float("nan")).to_numpy().astype(np.float64)


def _wrong_cell(table: RawTable, column: str, positions: npt.NDArray[np.intp], what: str, mend: str) -> SourceError:
    cell = table.frame[column][int(positions[0])]
    value = f": '{_short(str(cell).strip())}'" if cell is not None and str(cell).strip() else ""
    more = f" ({len(positions):,} such rows)" if len(positions) > 1 else ""
    row = "" if table.text is not None else f" on row {int(table.rows[positions[0]]) + 1}"
    return SourceError(f"{what}{row}{value}{more}.", where=table.where(int(positions[0]), column), mend=mend)


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
