"""INSEE's file of facilities (BPE) as the kinds of places of a workspace, one file per kind."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from portee.core.atomic import atomic_file
from portee.core.errors import SourceError
from portee.services.recognise import columns_of, kind_of
from portee.services.workspace.manifest import Kind

__all__ = ["TYPES", "split_facilities"]

TYPES: dict[Kind, tuple[str, ...]] = {
    "training": ("C4", "C5"),
    "childcare": ("D502", "D509"),
    "school": ("C1", "C2", "C3"),
    "health": ("D1", "D2", "D3"),
    "shops": ("B1", "B2"),
}
"""Kind of places → how INSEE's codes of types (TYPEQU, list of 2025) begin: training after school; crèches; schools;
health care and pharmacies; food shops and department stores."""


def split_facilities(file: Path, folder: Path) -> dict[Kind, Path]:
    """One file for each kind that the facilities hold, each row counting one.

    Raises:
        SourceError: it is no file of facilities, or cannot be read.
    """
    if kind_of(file) != "bpe":
        raise SourceError(
            "This is no file of facilities: it has no column TYPEQU.", where=str(file), mend="Take INSEE's BPE."
        )
    packed = file.suffix.lower() in (".parquet", ".pq")
    column = next(name for name in columns_of(file) if name.casefold() == "typequ")
    try:
        rows = pl.read_parquet(file) if packed else pl.read_csv(file, separator=_separator(file), infer_schema=False)
    except pl.exceptions.PolarsError as problem:
        raise SourceError(
            f"The facilities cannot be read ({str(problem).splitlines()[0][:100]}).", where=str(file),
            mend="Download the file again.",
        ) from problem  # fmt: skip
    found: dict[Kind, Path] = {}
    for kind, codes in TYPES.items():
        begins = pl.any_horizontal([pl.col(column).str.starts_with(code) for code in codes])
        mine = rows.filter(begins)
        if not mine.is_empty():
            found[kind] = folder / f"facilities-{kind}.csv"
            with atomic_file(found[kind]) as partial:
                mine.write_csv(partial)
    return found


def _separator(file: Path) -> str:
    with file.open(encoding="utf-8", errors="replace") as text:
        first = text.readline(100_000)
    return max(",;\t", key=first.count)
