"""Tables as a spreadsheet: a sheet each, numbers as numbers, formulas with the value that they come to."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from portee.reports.hub_sheets import cell

__all__ = ["Cell", "Formula", "cell_name", "table_workbook"]

CREATED = datetime(2026, 1, 1)
"""A fixed date inside the file: the same tables give the same bytes."""

WIDEST = 60
MONEY = "#,##0.##"


@dataclass(frozen=True)
class Formula:
    """A formula without its "=", and what it comes to."""

    text: str
    value: float


Cell = str | float | int | Formula | None


def cell_name(row: int, col: int) -> str:
    """Name of a cell, its row and column counted from 0; the heads are row 0."""
    return cell(row, col)


def table_workbook(title: str, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """An .xlsx of some tables.

    Args:
        title: of the document. sheets: rows by the name of the sheet, the first row its heads; at most 31 letters.
    """
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": title, "author": "Portée", "created": CREATED})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": MONEY, "valign": "top"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for col in range(max((len(row) for row in rows), default=0)):
            longest = max(
                (len(str(row[col])) for row in rows if col < len(row) and isinstance(row[col], str)), default=0
            )
            sheet.set_column(col, col, min(WIDEST, max(12, longest + 1)))
        for place, row in enumerate(rows):
            for col, value in enumerate(row):
                if isinstance(value, Formula):
                    sheet.write_formula(place, col, f"={value.text}", number, value.value)
                elif isinstance(value, str):
                    # Words are never read as a formula.
                    sheet.write_string(place, col, value, head if place == 0 else text)
                elif value is not None:
                    sheet.write_number(place, col, value, number)
    book.close()
    return made.getvalue()
