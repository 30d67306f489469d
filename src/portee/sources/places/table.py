"""A file of places read as a table: columns, geometries in WGS 84 where it has them, and where each row was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import SourceError, Where
from portee.core.provenance import Dropped
from portee.sources.places.text import TextFile

__all__ = ["MAX_ROWS", "Keep", "RawTable", "from_text", "gather"]

MAX_ROWS = 20_000_000
"""The most rows of places read from one file; more is taken for a mistake."""

Keep = Callable[[pl.DataFrame], pl.DataFrame]
"""Filters a batch of rows and chooses its columns."""

_ROW = "\0row"


@dataclass(frozen=True)
class RawTable:
    """Rows as a file gives them, before any check of their meaning.

    Attributes:
        name: the file as the user gave it.
        frame: one row per place; text columns when the file is text, else typed.
        rows: number of each row in the file, from 0, shape (n,); they have gaps when rows were filtered.
        geometry: shapely geometries in WGS 84, shape (n,), dtype object, or None.
        text: the text file it came from, or None.
        notes, dropped: for the provenance.
    """

    name: str
    frame: pl.DataFrame
    rows: npt.NDArray[np.int64]
    geometry: npt.NDArray[np.object_] | None = None
    text: TextFile | None = None
    notes: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def __len__(self) -> int:
        return self.frame.height

    @property
    def decimal_comma(self) -> bool:
        return self.text is not None and self.text.decimal_comma

    def where(self, position: int | None = None, field: str | None = None) -> Where:
        """The file, and the real line of the row at `position` of this table when the file is text."""
        if position is None or self.text is None:
            return Where(file=self.name, field=field)
        return self.text.where(int(self.rows[position]), field)

    def named(self, positions: Sequence[int], *, most: int = 3) -> str:
        """The rows in words: "line 4", "lines 4, 9 and 12", "rows 2, 3, 5 and 40 more"."""
        shown = [int(self.rows[p]) for p in positions[:most]]
        lines = self.text.lines_of(shown) if self.text is not None else {}
        kind = "line" if lines else "row"
        numbers = [str(lines.get(row, row + 1)) for row in shown]
        if len(positions) > most:
            return f"{kind}s {', '.join(numbers)} and {len(positions) - most:,} more"
        if len(numbers) == 1:
            return f"{kind} {numbers[0]}"
        return f"{kind}s {', '.join(numbers[:-1])} and {numbers[-1]}"

    def only(self, mask: npt.NDArray[np.bool_], dropped: Dropped | None = None) -> RawTable:
        """The rows where `mask` is true."""
        return RawTable(
            name=self.name,
            frame=self.frame.filter(pl.Series(mask)),
            rows=self.rows[mask],
            geometry=None if self.geometry is None else self.geometry[mask],
            text=self.text,
            notes=self.notes,
            dropped=self.dropped if dropped is None else (*self.dropped, dropped),
        )


def from_text(text: TextFile, keep: Keep | None = None) -> RawTable:
    """All rows of a text file that are not blank, or those `keep` lets through.

    Raises:
        SourceError: a row is malformed, or there are more than `MAX_ROWS` rows.
    """
    blanks = 0

    def without_blank(frame: pl.DataFrame) -> pl.DataFrame:
        nonlocal blanks
        # A spreadsheet often ends with rows of delimiters alone.
        filled = frame.filter(pl.any_horizontal(pl.col(c).str.strip_chars() != "" for c in text.columns))
        blanks += frame.height - filled.height
        return filled if keep is None else keep(filled)

    frame, rows = gather(text.batches(), str(text.path), without_blank, list(text.columns))
    dropped = (Dropped("rows", blanks, "all cells are empty"),) if blanks else ()
    return RawTable(str(text.path), frame, rows, text=text, notes=text.notes, dropped=dropped)


def gather(
    batches: Iterable[pl.DataFrame], name: str, keep: Keep | None, columns: Sequence[str]
) -> tuple[pl.DataFrame, npt.NDArray[np.int64]]:
    """Filter batch by batch, and put together what is kept with its row numbers in the file.

    Raises:
        SourceError: more than `MAX_ROWS` rows are kept.
    """
    kept: list[pl.DataFrame] = []
    total = 0
    for numbered in _numbered(batches):
        part = numbered if keep is None else keep(numbered)
        total += part.height
        if total > MAX_ROWS:
            raise SourceError(
                f"The file has more than {MAX_ROWS:,} rows.",
                where=name,
                mend="Cut it to the area and the kinds of place that you study.",
            )
        if part.height:
            kept.append(part)
    if not kept:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String)), np.empty(0, np.int64)
    frame = pl.concat(kept)
    return frame.drop(_ROW), frame[_ROW].to_numpy().astype(np.int64)


def _numbered(batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    start = 0
    for batch in batches:
        yield batch.with_columns(pl.int_range(start, start + pl.len(), dtype=pl.Int64).alias(_ROW))
        start += batch.height
