"""Tables as a spreadsheet: a sheet each, heads that sort and filter, formulas with the value that they come to."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from portee.reports.hub_sheets import cell

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Cell", "Formula", "Rows", "cell_name", "frame_rows", "table_workbook"]

CREATED = datetime(2026, 1, 1)
"""A fixed date inside the file: the same tables give the same bytes."""

WIDEST, NARROWEST, LONGEST_NAME = 60, 12, 31
READ_WIDTH = 110
MONEY = "#,##0.##"


@dataclass(frozen=True)
class Formula:
    """A formula without its "=", and what it comes to."""

    text: str
    value: float


Cell = str | float | int | bool | Formula | None
Rows = Sequence[Sequence[Cell]]


def cell_name(row: int, col: int) -> str:
    """Name of a cell, its row and column counted from 0; the heads are row 0."""
    return cell(row, col)


def frame_rows(table: pl.DataFrame) -> Rows:
    """A table as rows, its heads first. A spreadsheet has no NaN and no infinity: such a cell stays empty."""
    return [table.columns, *([_finite(value) for value in row] for row in table.iter_rows())]


def table_workbook(title: str, sheets: Mapping[str, Rows], remarks: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """An .xlsx of some tables.

    Args:
        title: of the document. sheets: rows by the name of the sheet, the first row its heads.
        remarks: sentences of the first sheets, by their names.
    """
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": title, "author": "Portée", "created": CREATED})
    large, wrapped = book.add_format({"bold": True, "font_size": 14}), book.add_format({"text_wrap": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": MONEY, "valign": "top"})
    for name, sentences in (remarks or {}).items():
        sheet = book.add_worksheet(name[:LONGEST_NAME])
        sheet.set_column(0, 0, READ_WIDTH)
        sheet.write_string(0, 0, title, large)
        for place, sentence in enumerate(sentences, start=2):
            sheet.write_string(place, 0, sentence, wrapped)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name[:LONGEST_NAME])
        sheet.freeze_panes(1, 1)
        columns = max((len(row) for row in rows), default=0)
        if len(rows) > 1:
            sheet.autofilter(0, 0, len(rows) - 1, columns - 1)
        for col in range(columns):
            words = [one for row in rows if col < len(row) and isinstance(one := row[col], str)]
            longest = max(map(len, words), default=0)
            # Two more than the words of the head: the arrow that filters stands beside them.
            sheet.set_column(col, col, min(WIDEST, max(NARROWEST, longest + 2)))
        for place, row in enumerate(rows):
            for col, value in enumerate(row):
                if isinstance(value, Formula):
                    sheet.write_formula(place, col, f"={value.text}", number, value.value)
                elif isinstance(value, str):
                    # Words are never read as a formula: they come from files that people share.
                    sheet.write_string(place, col, value, head if place == 0 else text)
                elif isinstance(value, bool):
                    sheet.write_boolean(place, col, value, text)
                elif value is not None:
                    sheet.write_number(place, col, value, number)
    book.close()
    return made.getvalue()


def _finite(value: Cell) -> Cell:
    return None if isinstance(value, float) and not math.isfinite(value) else value
