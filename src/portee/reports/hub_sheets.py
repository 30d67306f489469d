"""Cells of a spreadsheet whose formulas carry the value that Python found, and the words on it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Sheet", "cell", "column", "hub_words"]


@cache
def hub_words() -> dict[str, dict[str, str]]:
    """Words of the spreadsheet and page: key → language → text."""
    import yaml

    text = files("portee.reports").joinpath("hub_workbook_words.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(text)
    return found


def column(place: int) -> str:
    """Letters of a column counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell(row: int, col: int, *, fixed: str = "") -> str:
    """Name of a cell counted from 0; fixed: "row", "col" or "both" for dollars."""
    dollar_col = "$" if fixed in ("col", "both") else ""
    dollar_row = "$" if fixed in ("row", "both") else ""
    return f"{dollar_col}{column(col)}{dollar_row}{row + 1}"


class Sheet:
    """One sheet, in which text, inputs and formulas are written."""

    def __init__(self, book: Any, name: str, styles: dict[str, Any]) -> None:
        self.name, self._styles = name, styles
        self._sheet = book.add_worksheet(name)

    def ref(self, row: int, col: int) -> str:
        """A cell of this sheet, as other sheets name it."""
        return f"'{self.name}'!{cell(row, col, fixed='both')}"

    def area(self, col: int, first: int, last: int) -> str:
        """A part of a column of this sheet, as other sheets name it; the row of heads where it would be empty."""
        last = max(first, last)
        return f"'{self.name}'!{cell(first, col, fixed='both')}:{cell(last, col, fixed='both')}"

    def widths(self, *widths: float) -> None:
        """Widths of the first columns."""
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)

    def freeze(self, row: int, col: int) -> None:
        """Rows and columns that stay in sight."""
        self._sheet.freeze_panes(row, col)

    def text(self, row: int, col: int, text: str, style: str = "text") -> None:
        """Words; never read as a formula."""
        self._sheet.write_string(row, col, text, self._styles[style])

    def link(self, row: int, col: int, url: str) -> None:
        """An address, as text: it is not fetched."""
        self._sheet.write_string(row, col, url, self._styles["text"])

    def given(self, row: int, col: int, value: float | Decimal, style: str = "given") -> None:
        """A number that may be changed."""
        self._sheet.write_number(row, col, float(value), self._styles[style])

    def formula(self, row: int, col: int, formula: str, value: float | str, style: str = "money") -> None:
        """A formula with the value that Python found."""
        self._sheet.write_formula(row, col, f"={formula}", self._styles[style], value)
