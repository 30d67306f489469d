"""Rows keep their number in the file through blanks and filters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from portee.core.provenance import Dropped
from portee.sources.places.table import RawTable, from_text
from portee.sources.places.text import open_text


def table(folder: Path, content: str) -> RawTable:
    path = folder / "t.csv"
    path.write_text(content, encoding="utf-8")
    return from_text(open_text(path))


def test_rows_of_delimiters_alone_are_dropped_and_counted(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b\n1,2\n, \n3,4\n")
    assert found.rows.tolist() == [0, 2]
    assert found.dropped == (Dropped("rows", 1, "all cells are empty"),)
    assert found.where(1, "b").line == 4
    assert found.named([0, 1]) == "lines 2 and 4"


def test_filter_while_reading_keeps_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a\n" + "\n".join(str(i) for i in range(2_000_000)) + "\n", encoding="utf-8")
    found = from_text(open_text(path), lambda frame: frame.filter(pl.col("a").str.ends_with("99999")))
    assert found.frame["a"].cast(pl.Int64).to_list() == found.rows.tolist()
    assert len(found) == 20
    assert found.named([0]) == "line 100001"
    nothing = from_text(open_text(path), lambda frame: frame.clear())
    assert (len(nothing), nothing.frame.columns) == (0, ["a"])


def test_only_keeps_parts_together(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b\n1,2\n3,4\n5,6\n").only(np.array([True, False, True]), Dropped("rows", 1, "why"))
    assert found.frame["a"].to_list() == ["1", "5"]
    assert found.rows.tolist() == [0, 2]
    assert found.dropped[-1].why == "why"


def test_many_rows_are_named_shortly() -> None:
    found = RawTable("f.gpkg", pl.DataFrame({"a": range(50)}), np.arange(50))
    assert found.named(list(range(1, 44))) == "rows 2, 3, 4 and 40 more"
    assert found.where(3, "a").line is None
