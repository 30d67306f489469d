"""Tables as a spreadsheet: what is read back is what was written, and text stays text."""

from __future__ import annotations

import io

import polars as pl
from python_calamine import CalamineWorkbook

from portee.reports.tables_workbook import tables_workbook


def test_tables_are_read_back_and_formulas_stay_text() -> None:
    table = pl.DataFrame({"name": ["=1+1", "b"], "share": [0.5, float("nan")], "count": [1, None]})
    made = tables_workbook("Title", {"Notes": ["One.", "Two."]}, {"First": table, "Empty": table.clear()})
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert book.sheet_names == ["Notes", "First"]
    assert [row[0] for row in book.get_sheet_by_name("Notes").to_python()] == ["Title", "", "One.", "Two."]
    assert book.get_sheet_by_name("First").to_python() == [["name", "share", "count"], ["=1+1", 0.5, 1], ["b", "", ""]]
    assert made == tables_workbook("Title", {"Notes": ["One.", "Two."]}, {"First": table, "Empty": table.clear()})
