"""A GTFS text file to a typed table, by the columns declared in `schema.yaml`.

Reading is forgiving about what real feeds do (byte order marks, CRLF, padded values, Latin-1, stray quotes) and
strict about what cannot be guessed: a missing required file or column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import yaml

from portee.core.errors import SourceError
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings

__all__ = ["ColumnRule", "TableRule", "load_schema", "read_table"]

MAX_HOURS = 7 * 24
"""A time of day this late or later is a typing error: no trip runs for a week."""
MAX_COLUMNS = 500
"""GTFS declares at most 30 columns a file; producers add a few of their own."""

_WANTED = {
    "integer": "a whole number",
    "number": "a number",
    "time": "a time as HH:MM:SS",
    "date": "a date as YYYYMMDD",
}
_TYPES: dict[str, type[pl.DataType]] = {
    "id": pl.String,
    "text": pl.String,
    "integer": pl.Int32,
    "number": pl.Float64,
    "time": pl.Int32,
    "date": pl.Int32,
}


@dataclass(frozen=True)
class ColumnRule:
    """One declared column; see the head of `schema.yaml`."""

    name: str
    kind: str
    required: bool = False
    values: tuple[int, ...] | None = None
    low: float | None = None
    high: float | None = None
    default: int | None = None
    unit: str | None = None


@dataclass(frozen=True)
class TableRule:
    """One declared file."""

    file: str
    required: bool
    columns: tuple[ColumnRule, ...]


@cache
def load_schema() -> dict[str, TableRule]:
    """All declared files by name."""
    declared = yaml.safe_load((files("portee.sources.gtfs") / "schema.yaml").read_text(encoding="utf-8"))
    return {
        file: TableRule(
            file,
            bool(table.get("required", False)),
            tuple(_column_rule(name, column) for name, column in table["columns"].items()),
        )
        for file, table in declared.items()
    }


def _column_rule(name: str, declared: dict[str, Any]) -> ColumnRule:
    values = declared.get("values")
    return ColumnRule(name, **{**declared, "values": tuple(values) if values else None})


def read_table(feed: FeedFiles, file: str, findings: Findings) -> pl.DataFrame | None:
    """One file as a frame with a column `row` (uint32, 0 = first after the header) and every declared column.

    Columns that the file lacks are there, empty. Ids and texts are stripped, empty ones null; times are int32
    seconds, dates int32 days since 1970-01-01; impossible values are null (or their default) and recorded.

    Returns:
        None when an optional file is absent, empty, or has none of the declared columns.

    Raises:
        SourceError: a required file or column is missing; the text is not CSV.
    """
    table = load_schema()[file]
    if file not in feed:
        if table.required:
            raise SourceError(f"The feed has no {file}.", where=str(feed.path), mend="GTFS requires this file; add it.")
        return None
    data = _as_utf8(feed.read(file), file, findings)
    if data.isspace() or not data:
        if table.required:
            raise SourceError("The file is empty.", where=feed.where(file), mend="GTFS requires this file; fill it.")
        findings.record("empty_file", file)
        return None
    header = _header(data)
    indices: dict[str, int] = {}
    for index, name in enumerate(header):
        indices.setdefault(name, index)
    if len(header) > MAX_COLUMNS:
        raise SourceError(
            f"The header has {len(header):,} columns; this is not a table of GTFS.",
            where=feed.where(file, line=1),
            mend="The file is damaged; download it again.",
        )
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    findings.record("duplicate_column", file, count=len(repeated), examples=repeated)
    for column in table.columns:
        if column.required and column.name not in indices:
            raise SourceError(
                f"The required column {column.name!r} is missing.",
                where=feed.where(file, line=1),
                mend="Separate the columns by commas."
                if len(header) == 1
                else f"The file has: {', '.join(header)[:200]}.",
            )
    present = [column for column in table.columns if column.name in indices]
    if not present:
        findings.record("no_known_column", file, examples=header)
        return None
    raw = _parse(feed, file, data, [indices[c.name] for c in present], len(header))
    raw.columns = ["row", *(c.name for c in present)]
    findings.lines_from(file, _line_finder(data, raw.height))
    return _typed(raw, table, data, findings)


def _as_utf8(data: bytes, file: str, findings: Findings) -> bytes:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            findings.record("not_utf8", file, encoding="UTF-16")
            data = data.decode(encoding, errors="replace").encode()
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    if not data.isascii():
        try:
            data.decode()
        except UnicodeDecodeError:
            findings.record("not_utf8", file, encoding="Windows-1252 (Latin-1)")
            findings.note(f"{file} is not UTF-8; it was read as Windows-1252 (Latin-1).")
            data = data.decode("cp1252", errors="replace").encode()
    if b"\r" in data and b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    return data.lstrip(b"\r\n")


def _header(data: bytes) -> list[str]:
    first = data[: data.find(b"\n")] if b"\n" in data else data
    return [name.strip().strip('"').strip().lower() for name in first.decode(errors="replace").split(",")]


def _parse(feed: FeedFiles, file: str, data: bytes, indices: list[int], width: int) -> pl.DataFrame:
    """Text columns by position, as they are in the file, after a `row` column."""
    if b', "' not in data and b',\t"' not in data:
        try:
            frame = pl.read_csv(
                data,
                has_header=False,
                skip_lines=1,
                new_columns=[f"c{i}" for i in range(width)],
                schema={f"c{i}": pl.String for i in range(width)},
                columns=indices,
                truncate_ragged_lines=True,
                row_index_name="row",
            )
            # polars gives the columns in the file's order, whatever order was asked for
            return frame.select("row", *(f"c{i}" for i in indices))
        except pl.exceptions.NoDataError:
            return pl.DataFrame(
                {"row": pl.Series([], dtype=pl.UInt32)} | {f"c{i}": pl.Series([], dtype=pl.String) for i in indices}
            )
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            pass  # stray quotes and padded quoted fields: the slower reader below understands more of them
    return _parse_slowly(feed, file, data, indices)


def _parse_slowly(feed: FeedFiles, file: str, data: bytes, indices: list[int]) -> pl.DataFrame:
    text = data.decode(errors="replace").replace("\0", "")
    for strict in (True, False):
        rows: list[list[str]] = []
        reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=strict)
        try:
            next(reader, None)
            rows = [[row[i] if i < len(row) else "" for i in indices] for row in reader]
        except csv.Error as error:
            # an odd number of quotes cannot be paired: everything after the open one would be one value
            if not strict or data.count(b'"') % 2:
                raise SourceError(
                    f"The text is not readable as CSV ({error}).",
                    where=feed.where(file, line=reader.line_num),
                    mend="A quoted value is not closed, or a line is too long.",
                ) from error
            continue
        break
    columns = {f"c{i}": pl.Series([row[k] for row in rows], dtype=pl.String) for k, i in enumerate(indices)}
    return pl.DataFrame(columns).with_row_index("row")


def _line_finder(data: bytes, height: int) -> Callable[[int], int]:
    breaks = data.count(b"\n") + (not data.endswith(b"\n"))
    if breaks == height + 1:
        return lambda row: row + 2

    def counted(row: int) -> int:
        reader = csv.reader(io.StringIO(data.decode(errors="replace").replace("\0", ""), newline=""))
        try:
            for index, _ in enumerate(reader):
                before = reader.line_num
                if index == row:
                    return before + 1
        except csv.Error:
            return row + 2
        return row + 2

    return counted


def _typed(raw: pl.DataFrame, table: TableRule, data: bytes, findings: Findings) -> pl.DataFrame:
    present = [c for c in table.columns if c.name in raw.columns]
    padded = b" " in data or b"\t" in data or b"\xc2\xa0" in data
    text = raw
    if padded:
        text = text.with_columns(pl.col(c.name).str.strip_chars() for c in present if c.kind != "time")
    empty = [c.name for c in present if c.kind in ("id", "text")]
    text = text.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in empty)
    typed = text.with_columns(_convert(c) for c in present if c.kind not in ("id", "text", "time"))
    typed = typed.with_columns(_times(text, c) for c in present if c.kind == "time")
    for column in present:
        if column.kind not in ("id", "text"):
            typed = _refuse_values(text, typed, column, table.file, findings)
    absent = [c for c in table.columns if c.name not in raw.columns]
    typed = typed.with_columns(pl.lit(None, dtype=_TYPES[c.kind]).alias(c.name) for c in absent)
    typed = typed.with_columns(pl.col(c.name).fill_null(c.default) for c in table.columns if c.default is not None)
    filled = [c.name for c in present if c.default is None]
    if not filled or typed[filled[0]].null_count():
        written = pl.any_horizontal((pl.col(c.name) != "").fill_null(False) for c in present)
        typed = typed.filter(text.select(written).to_series())
    return typed.select("row", *(c.name for c in table.columns))


def _times(text: pl.DataFrame, column: ColumnRule) -> pl.Series:
    """Each distinct text is understood once: a day has fewer seconds than a city has events."""
    distinct = text.select(pl.col(column.name).unique().alias("text"))
    meaning = distinct.with_columns(_convert(column, "text"))
    joined = text.select(pl.col(column.name).alias("text")).join(meaning, on="text", how="left", maintain_order="left")
    return joined[column.name]


def _convert(column: ColumnRule, source: str | None = None) -> pl.Expr:
    value = pl.col(source or column.name)
    converted: pl.Expr
    if column.kind == "time":
        parts = value.str.extract_groups(r"^\s*([0-9]{1,3}):([0-5]?[0-9]):([0-5]?[0-9])\s*$")
        numbers = [parts.struct.field(str(k)).cast(pl.Int32) for k in (1, 2, 3)]
        converted = pl.when(numbers[0] < MAX_HOURS).then(numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
    elif column.kind == "date":
        well_formed = pl.when(value.str.contains(r"^[0-9]{8}$")).then(value)
        converted = well_formed.str.to_date("%Y%m%d", strict=False).cast(pl.Int32)
    elif column.kind == "number":
        number = value.cast(pl.Float64, strict=False)
        converted = pl.when(number.is_finite()).then(number)
    else:
        converted = value.cast(pl.Int32, strict=False)
    if column.values is not None:
        converted = pl.when(converted.is_in(list(column.values))).then(converted)
    if column.low is not None:
        converted = pl.when(converted >= column.low).then(converted)
    if column.high is not None:
        converted = pl.when(converted <= column.high).then(converted)
    return converted.alias(column.name)


def _refuse_values(
    text: pl.DataFrame, typed: pl.DataFrame, column: ColumnRule, file: str, findings: Findings
) -> pl.DataFrame:
    """Record values that were there and mean nothing."""
    name = column.name
    if typed[name].null_count() > text[name].null_count():
        bad = text.filter(typed[name].is_null() & (text[name].str.strip_chars() != "").fill_null(False))
        wanted = _WANTED[column.kind]
        if column.values is not None:
            wanted = "one of " + ", ".join(map(str, column.values))
        elif column.low is not None and column.high is not None:
            wanted += f" between {column.low:g} and {column.high:g}"
        elif column.low is not None:
            wanted += f" of at least {column.low:g}"
        findings.record_rows("bad_value", file, bad, show=name, wanted=wanted)
    return typed
