from __future__ import annotations

import io

import polars as pl
import python_calamine

from portee.reports.table_workbook import Cell, Formula, cell_name, frame_rows, table_workbook


def test_numbers_stay_numbers_and_words_are_never_formulas() -> None:
    rows: list[list[Cell]] = [
        ["name", "one", "other", "change"],
        ["=1+1", 2.5, 4, Formula(f"{cell_name(1, 2)}-{cell_name(1, 1)}", 1.5)],
    ]
    content = table_workbook("title", {"sheet": rows, "empty": []})
    assert content == table_workbook("title", {"sheet": rows, "empty": []})
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["sheet", "empty"]
    assert book.get_sheet_by_name("sheet").to_python()[1] == ["=1+1", 2.5, 4.0, 1.5]


def test_what_is_not_known_is_an_empty_cell() -> None:
    content = table_workbook("title", {"sheet": [["a", "b"], [None, 1.0]]})
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_index(0).to_python()[1] == ["", 1.0]


def test_tables_are_read_back_with_remarks_before_them() -> None:
    table = pl.DataFrame(
        {"name": ["=1+1", "b"], "share": [0.5, float("nan")], "count": [1, None], "told": [True, False]}
    )

    def made() -> bytes:
        return table_workbook("Title", {"First": frame_rows(table), "x" * 40: [["a"]]}, {"Notes": ["One.", "Two."]})

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made()))
    assert book.sheet_names == ["Notes", "First", "x" * 31]
    assert [row[0] for row in book.get_sheet_by_name("Notes").to_python()] == ["Title", "", "One.", "Two."]
    assert book.get_sheet_by_name("First").to_python() == [
        ["name", "share", "count", "told"], ["=1+1", 0.5, 1, True], ["b", "", "", False],
    ]  # fmt: skip
    assert made() == made()
