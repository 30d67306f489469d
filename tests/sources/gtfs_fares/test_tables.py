"""Fare files as rows: forgiving about the file, strict about values."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import SourceError
from portee.sources.gtfs_fares import tables
from portee.sources.gtfs_fares.tables import Table, load_fare_schema, read_fare_table
from tests.sources.gtfs_fares.feeds import opened, rows

HEADER = "fare_id,price,currency_type,payment_method,transfers"


def fares(folder: Path, text: str | bytes | None) -> Table:
    with opened(folder, fare_attributes=text) as (files, findings):
        return read_fare_table(files, "fare_attributes.txt", findings)


def test_rows_have_values_by_declared_column(tmp_path: Path) -> None:
    table = fares(tmp_path, rows(HEADER, "x,1.50,EUR,0,", " y , 2 ,EUR,0,1"))
    assert [(r["fare_id"], r["price"], r["transfers"], r["agency_id"]) for r in table] == [
        ("x", 1.5, None, None),
        ("y", 2.0, 1, None),
    ]
    assert table.columns == {"fare_id", "price", "currency_type", "transfers"}  # payment_method is not read
    assert str(table.where(table.rows[1], "price")).endswith("feed.zip/fare_attributes.txt, line 3, field 'price'")


@pytest.mark.parametrize("text", [None, b"", b"\n"])
def test_a_file_that_is_not_there_or_empty_has_no_rows(tmp_path: Path, text: bytes | None) -> None:
    table = fares(tmp_path, text)
    assert table.rows == ()
    assert table.columns == frozenset()


def test_odd_encodings_and_line_ends(tmp_path: Path) -> None:
    table = fares(tmp_path, b"\xef\xbb\xbf" + rows(HEADER, '"é,x",1,EUR,0,').replace("\n", "\r\n").encode("utf-8"))
    assert table.rows[0]["fare_id"] == "é,x"
    assert fares(tmp_path, rows(HEADER, "été,1,EUR,0,").encode("cp1252")).rows[0]["fare_id"] == "été"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("x,-1,EUR,0,", "price", "-1"),
        ("x,NaN,EUR,0,", "price", "NaN"),
        ("x,inf,EUR,0,", "price", "inf"),
        ("x,free,EUR,0,", "price", "free"),
        ("x,1,EUR,0,-1", "transfers", "-1"),
        ("x,1,EUR,0,many", "transfers", "many"),
        ("x,1,EUR,0,99999999999", "transfers", "99999999999"),
    ],
)
def test_an_impossible_value_is_one_clear_error(tmp_path: Path, line: str, field: str, value: str) -> None:
    with pytest.raises(SourceError) as error:
        fares(tmp_path, rows(HEADER, "good,1,EUR,0,0", line))
    assert f"'{value}' is no possible {field}." in str(error.value)
    assert "fare_attributes.txt, line 3" in str(error.value)
    assert error.value.where is not None
    assert error.value.where.field == field


def test_a_missing_column_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"The required column 'price' is missing\. The file has: fare_id, cost\."):
        fares(tmp_path, rows("fare_id,cost", "x,1"))


def test_a_missing_file_that_gtfs_requires(tmp_path: Path) -> None:
    with opened(tmp_path, stops=None) as (files, findings), pytest.raises(SourceError, match=r"has no stops\.txt"):
        read_fare_table(files, "stops.txt", findings)


def test_absurd_sizes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="The header has 1,001 columns"):
        fares(tmp_path, rows("fare_id" + ",x" * 1000, "x"))
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    with pytest.raises(SourceError, match="more than 2 rows"):
        fares(tmp_path, rows(HEADER, "x,1,EUR,0,", "y,1,EUR,0,"))


def test_an_open_quote_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not readable as CSV"):
        fares(tmp_path, rows(HEADER, '"x,1,EUR,0,', "y,1,EUR,0,"))


def test_the_schema_asks_for_what_the_reference_requires() -> None:
    required = {
        file: {column.name for column in rule.columns if column.required} for file, rule in load_fare_schema().items()
    }
    assert required["fare_products.txt"] == {"fare_product_id", "amount", "currency"}
    assert required["fare_transfer_rules.txt"] == {"fare_transfer_type"}
    assert required["stop_areas.txt"] == {"area_id", "stop_id"}
