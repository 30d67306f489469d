"""Texts in cells of CSV files, which spreadsheets take for formulas by their first sign.

OWASP, "CSV Injection": an apostrophe before it keeps a text a text. `text_of_cell` gives back what `cell_text` was
given, so that no file that is read again loses anything.
"""

from __future__ import annotations

__all__ = ["cell_text", "text_of_cell"]

SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""The last four: full-width ones, which spreadsheets in Chinese and Japanese take for the first four."""
QUOTE = "'"


def _risky(text: str) -> bool:
    bare = text.lstrip(QUOTE)
    return bool(bare) and bare[0] in SIGNS


def cell_text(text: str) -> str:
    """A text as it may stand in a cell."""
    return f"{QUOTE}{text}" if _risky(text) else text


def text_of_cell(cell: str) -> str:
    """The text that a cell holds."""
    return cell.removeprefix(QUOTE) if _risky(cell) else cell
