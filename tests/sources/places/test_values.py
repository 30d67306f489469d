"""Cells to values."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import SourceError
from portee.sources.places.table import RawTable, from_text
from portee.sources.places.text import open_text
from portee.sources.places.values import ids_of, numbers, typed, weights_of


def held(series: pl.Series) -> RawTable:
    return RawTable("f.parquet", series.to_frame("c"), np.arange(len(series)))


def text(folder: Path, cells: list[str], delimiter: str = ",") -> RawTable:
    path = folder / "t.csv"
    path.write_text("\n".join(["c" + delimiter + "z", *(f"{cell}{delimiter}1" for cell in cells)]), encoding="utf-8")
    return from_text(open_text(path))


@pytest.mark.parametrize(
    ("delimiter", "cell", "value"),
    [
        (",", "1.5", 1.5),
        (";", "1,5", 1.5),
        (";", "1.5", 1.5),
        ("\t", "-1,5", -1.5),
        (";", "12 345,6", 12_345.6),
        (";", "12\u202f345\u00a0678", 12_345_678),
        (",", " 7 ", 7),
        (",", ".5", 0.5),
        (",", "1e3", 1000),
    ],
)
def test_numbers_as_they_are_written(tmp_path: Path, delimiter: str, cell: str, value: float) -> None:
    assert numbers(text(tmp_path, [cell], delimiter), "c").tolist() == [value]


@pytest.mark.parametrize("cell", ["", "nan", "inf", "1_000", "0x10", "1 2", "12 34", "1.2.3", "--1", "\u0661"])
def test_what_is_no_number(tmp_path: Path, cell: str) -> None:
    assert np.isnan(numbers(text(tmp_path, [cell]), "c")).all()


@pytest.mark.parametrize(
    ("series", "values"),
    [
        (pl.Series([1, None], dtype=pl.Int16), [1, np.nan]),
        (pl.Series([True, False]), [1, 0]),
        (pl.Series([1.5, float("inf")]), [1.5, np.inf]),
        (pl.Series([datetime.date(2020, 1, 1)]), [np.nan]),
    ],
)
def test_numbers_of_typed_columns(series: pl.Series, values: list[float]) -> None:
    np.testing.assert_array_equal(numbers(held(series), "c"), values)


def test_empty_weights_are_counted() -> None:
    values, empty = weights_of(held(pl.Series([1, None, 3])), "c")
    assert (values.tolist(), empty) == ([1.0, 0.0, 3.0], 1)


def test_ids_of_whole_floats_lose_their_point() -> None:
    assert ids_of(held(pl.Series([1.0, 20.0])), "c").tolist() == ["1", "20"]
    assert ids_of(held(pl.Series([1.5, 20.0])), "c").tolist() == ["1.5", "20.0"]
    assert ids_of(held(pl.Series([7, 8])), None).tolist() == ["1", "2"]


def test_repeated_ids_are_shown_but_not_all() -> None:
    with pytest.raises(SourceError, match=r"'0' on rows 1 and 6; '1' on rows 2 and 7; .*, and 2 other ids"):
        ids_of(held(pl.Series([0, 1, 2, 3, 4] * 2)), "c")
    with pytest.raises(SourceError, match="id is empty on row 2"):
        ids_of(held(pl.Series(["a", None])), "c")


def test_digits_of_other_scripts_stay_text(tmp_path: Path) -> None:
    assert typed(text(tmp_path, ["\u0661", "\u0662"]), ["c"])["c"].to_list() == ["\u0661", "\u0662"]


@given(st.lists(st.one_of(st.integers(-(10**17), 10**17), st.none()), min_size=1))
def test_whole_numbers_stay_exact(tmp_path_factory: pytest.TempPathFactory, cells: list[int | None]) -> None:
    table = text(tmp_path_factory.mktemp("v"), ["" if cell is None else str(cell) for cell in cells])
    expected = cells if any(cell is not None for cell in cells) else [None] * len(cells)
    assert typed(table, ["c"])["c"].to_list() == expected
