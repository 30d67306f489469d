from __future__ import annotations

import io

import python_calamine

from portee.reports.table_workbook import Cell, Formula, cell_name, table_workbook


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
