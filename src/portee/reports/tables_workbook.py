"""Tables as a spreadsheet: one sheet each, with heads that sort and filter, and a first sheet of remarks."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl

__all__ = ["tables_workbook"]

CREATED = datetime(2026, 1, 1)
"""A fixed date inside the file: the same tables give the same bytes."""
WIDEST, NARROWEST, LONGEST_NAME = 48, 8, 31
READ_WIDTH = 110


def tables_workbook(title: str, remarks: Mapping[str, Sequence[str]], tables: Mapping[str, pl.DataFrame]) -> bytes:
    """An .xlsx.

    Args:
        remarks: sentences of the first sheet, whose name is the key. tables: by name of their sheet; those without
            rows are left out.
    """
    import xlsxwriter

    made = io.BytesIO()
    # Text that begins with "=" or an address stays text: it comes from files that people share.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(made, options)
    book.set_properties({"title": title, "author": "Portée", "created": CREATED})
    bold, wrapped = book.add_format({"bold": True, "font_size": 14}), book.add_format({"text_wrap": True})
    for name, sentences in remarks.items():
        sheet = book.add_worksheet(name[:LONGEST_NAME])
        sheet.set_column(0, 0, READ_WIDTH)
        sheet.write_string(0, 0, title, bold)
        for place, sentence in enumerate(sentences, start=2):
            sheet.write_string(place, 0, sentence, wrapped)
    shown = [(name, table) for name, table in tables.items() if len(table)]
    for place, (name, table) in enumerate(shown):
        sheet = book.add_worksheet(name[:LONGEST_NAME])
        rows: list[list[Any]] = [[_cell(value) for value in row] for row in table.iter_rows()]
        sheet.add_table(
            0, 0, len(rows), len(table.columns) - 1,
            {"data": rows, "columns": [{"header": column} for column in table.columns], "name": f"table{place + 1}"},
        )  # fmt: skip
        sheet.freeze_panes(1, 1)
        for column, head in enumerate(table.columns):
            texts = [len(row[column]) for row in rows if isinstance(row[column], str)]
            longest = max([len(head) + 2, *texts])
            sheet.set_column(column, column, min(max(longest, NARROWEST), WIDEST))
    book.close()
    return made.getvalue()


def _cell(value: Any) -> Any:
    """A spreadsheet has no NaN and no infinity: such a cell stays empty."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
