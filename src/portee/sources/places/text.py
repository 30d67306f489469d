"""Delimited text as it comes: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; BOM, CRLF, quoted newlines.

Rows come in batches of text columns, so that a national file can be filtered without holding it whole.
"""

from __future__ import annotations

import codecs
import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv

from portee.core.errors import SourceError, Where
from portee.sources.places.archive import sole_member

__all__ = ["TextFile", "open_text"]

_BLOCK_BYTES = 16 << 20
_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 10_000
_TEXT_ENDINGS = (".csv", ".txt", ".tsv")
# INSEE ships a table with the dictionary of its codes beside it.
_DICTIONARIES = ("varmod", "meta", "dictionnaire")
_PROBLEMS = (OSError, UnicodeError, EOFError, ValueError, csv.Error, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_NOT_WINDOWS_1252 = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])


@dataclass(frozen=True)
class TextFile:
    """A delimited text file whose encoding, delimiter and columns are known.

    Attributes:
        path: the file as the user gave it.
        member: name of the text inside a zip, or None.
        encoding: Python name of the encoding.
        delimiter: one character.
        columns: unique names from the first row, spaces stripped; a column without name is "column_N".
        notes: what a reader of the result should know about how the text was read.
    """

    path: Path
    member: str | None
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def decimal_comma(self) -> bool:
        """True when a comma in a number can only be a decimal comma."""
        return self.delimiter != ","

    def where(self, row: int | None = None, field: str | None = None) -> Where:
        """The place of a data row (numbered from 0) in the file, as a real line number."""
        line = None if row is None else self.lines_of([row]).get(row)
        return Where(file=str(self.path), line=line, field=field)

    def batches(self) -> Iterator[pl.DataFrame]:
        """Data rows in order, all columns as text; an empty cell is an empty string.

        Raises:
            SourceError: a row has more or fewer cells than the first, or a quote is never closed.
        """
        bad_row: list[pacsv.InvalidRow] = []

        def remember(row: pacsv.InvalidRow) -> str:
            bad_row.append(row)
            return "error"

        types = {f"f{i}": pa.string() for i in range(len(self.columns) + 1)}
        try:
            with _open_bytes(self.path, self.member) as stream:
                reader = pacsv.open_csv(
                    stream,
                    read_options=pacsv.ReadOptions(
                        autogenerate_column_names=True,
                        use_threads=False,
                        block_size=_BLOCK_BYTES,
                        encoding="utf8" if self.encoding.startswith("utf-8") else self.encoding,
                    ),
                    parse_options=pacsv.ParseOptions(
                        delimiter=self.delimiter, newlines_in_values=True, invalid_row_handler=remember
                    ),
                    convert_options=pacsv.ConvertOptions(column_types=types, strings_can_be_null=False),
                )
                header = True
                for batch in reader:
                    rows = batch.slice(1) if header else batch
                    if header and batch.num_columns != len(self.columns):
                        raise SourceError(
                            "The first row cannot be read as column names.",
                            where=self.where(),
                            mend="Check its quotes and its delimiters.",
                        )
                    header = False
                    table = pa.Table.from_batches([rows]).rename_columns(list(self.columns))
                    yield _as_text(table)
        except pa.ArrowInvalid as problem:
            raise self._unreadable(problem, bad_row) from problem
        except _PROBLEMS as problem:
            raise SourceError(f"The text cannot be read ({problem}).", where=self.where()) from problem

    def lines_of(self, rows: Sequence[int]) -> dict[int, int]:
        """The line on which each of the data rows (numbered from 0) begins, the first line of the file being 1.

        The file is read again for it: only messages need lines. A row that cannot be found is left out.
        """
        wanted, found = set(rows), dict[int, int]()
        try:
            with _open_lines(self.path, self.member, self.encoding) as stream:
                reader = csv.reader(stream, delimiter=self.delimiter)
                row, last_line = -2, 0
                for record in reader:
                    # An empty line is no row. A row of several lines begins after the end of the one before.
                    if record:
                        row += 1
                        if row in wanted:
                            found[row] = last_line + 1
                            if len(found) == len(wanted):
                                break
                    last_line = reader.line_num
        except _PROBLEMS:
            return found
        return found

    def _unreadable(self, problem: pa.ArrowInvalid, bad_rows: list[pacsv.InvalidRow]) -> SourceError:
        if bad_rows and bad_rows[0].number is not None:
            bad = bad_rows[0]
            # Arrow counts the row of names as row 1.
            return SourceError(
                f"This row has {bad.actual_columns} cells where the first row has {bad.expected_columns}.",
                where=self.where(bad.number - 2),
                mend="Put quotes around a text that holds the delimiter, or complete the row.",
            )
        if "straddl" in str(problem) or "block" in str(problem):
            return SourceError(
                f"One row is longer than {_BLOCK_BYTES >> 20} MB, or a quote is opened and never closed.",
                where=self.where(),
                mend="Close the quote.",
            )
        return SourceError(f"The text cannot be read as a table ({problem}).", where=self.where())


def open_text(path: Path) -> TextFile:
    """Find the encoding, the delimiter and the columns of a text file, or of the only text file in a zip.

    Raises:
        SourceError: the file is empty or binary, or a zip holds no text, several texts, or a zip bomb.
    """
    where = Where(file=str(path))
    member = sole_member(path, _TEXT_ENDINGS, aside=_DICTIONARIES) if path.suffix.lower() == ".zip" else None
    try:
        with _open_bytes(path, member) as stream:
            encoding = _encoding_of(stream, where)
        with _open_lines(path, member, encoding) as lines:
            delimiter, names = _first_row(lines, where)
    except _PROBLEMS as problem:
        raise SourceError(f"The text cannot be read ({problem}).", where=where) from problem
    columns, notes = _unique(names)
    if encoding in ("cp1252", "latin-1"):
        notes = (*notes, "The text is not UTF-8; it was read as Windows-1252.")
    return TextFile(path, member, encoding, delimiter, columns, notes)


def _as_text(table: pa.Table) -> pl.DataFrame:
    if any(column.type != pa.string() for column in table.columns):
        table = table.cast(pa.schema([(name, pa.string()) for name in table.column_names]))
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame


@contextmanager
def _open_bytes(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    if member is None:
        with path.open("rb") as stream:
            yield stream
        return
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
            yield stream
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as problem:
        raise SourceError(
            f"'{member}' cannot be taken out of the zip ({problem}).",
            where=str(path),
            mend="Unzip it and give the file itself.",
        ) from problem


@contextmanager
def _open_lines(path: Path, member: str | None, encoding: str) -> Iterator[io.TextIOWrapper]:
    with (
        _open_bytes(path, member) as stream,
        io.TextIOWrapper(stream, encoding=encoding, newline="") as lines,
    ):
        yield lines


def _encoding_of(stream: IO[bytes], where: Where) -> str:
    block = stream.read(_BLOCK_BYTES)
    if not block.strip():
        raise SourceError("The file is empty.", where=where, mend="Give a file with a row of names and rows of data.")
    if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    encoding = "utf-8-sig" if block.startswith(codecs.BOM_UTF8) else "utf-8"
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, is_windows = True, True
    while block:
        if b"\0" in block:
            raise SourceError("This is not a text file: it holds zero bytes.", where=where, mend="Export it as CSV.")
        if is_utf8:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                is_utf8 = False
        is_windows = is_windows and not any(byte in block for byte in _NOT_WINDOWS_1252)
        block = stream.read(_BLOCK_BYTES)
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    if is_utf8:
        return encoding
    return "cp1252" if is_windows else "latin-1"


def _first_row(stream: io.TextIOWrapper, where: Where) -> tuple[str, list[str]]:
    """The delimiter and the names: the first row that is not blank, its quoted newlines included."""
    text = ""
    for line in stream:
        text += line
        if text.strip("\r\n\ufeff") and text.count('"') % 2 == 0:
            break
        if not text.strip("\r\n\ufeff"):
            text = ""
        if len(text) > 1 << 20:
            break
    text = text.lstrip("\r\n\ufeff")
    if not text.strip() or text.count('"') % 2:
        raise SourceError(
            "The first row, which should name the columns, is empty or has a quote that is never closed.",
            where=where,
            mend="Give a first row such as id,lon,lat.",
        )
    outside = "".join(text.split('"')[::2])
    delimiter = max(_DELIMITERS, key=lambda character: (outside.count(character), -_DELIMITERS.index(character)))
    names = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if len(names) > _MOST_COLUMNS:
        raise SourceError(
            f"The first row has {len(names):,} cells; at most {_MOST_COLUMNS:,} columns are read.", where=where
        )
    return delimiter, names


def _unique(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names without inner line breaks, made unique, and a note for each that had to be changed."""
    ordered: dict[str, None] = {}
    notes: list[str] = []
    for number, raw in enumerate(names, start=1):
        name = " ".join(raw.split()) or f"column_{number}"
        if name in ordered:
            twin = next(f"{name}_{k}" for k in range(2, len(names) + 2) if f"{name}_{k}" not in ordered)
            notes.append(f"Two columns are named '{name}'; the later one is called '{twin}'.")
            name = twin
        ordered[name] = None
    return tuple(ordered), tuple(notes)
