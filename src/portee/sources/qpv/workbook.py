"""A sheet of a workbook (.xlsx, .ods, .xls), or a delimited text, as rows that know their number.

Sheets of statistical offices begin with titles: the head is the first row that has a column of codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portee.core.errors import ParameterError, SourceError, Where
from portee.sources.geojson import refuse_size
from portee.sources.places.read import read_table
from portee.sources.qpv.columns import QpvColumns, known_columns

__all__ = ["Sheet", "read_sheet"]

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
HEAD_WITHIN = 30
"""Rows at the top of a sheet among which its head is looked for."""


@dataclass(frozen=True)
class Sheet:
    """A table with its head.

    Attributes:
        file: as the user gave it. title: name of the sheet, None for a text.
        head: names of the columns. known: which of them are which.
        rows: cells, as many as columns. lines: number of each row in the file, from 1.
        decimal_comma: whether 12,5 is twelve and a half.
    """

    file: str
    title: str | None
    head: tuple[str, ...]
    known: QpvColumns
    rows: tuple[tuple[Any, ...], ...]
    lines: tuple[int, ...]
    decimal_comma: bool = False

    def where(self, place: int, column: str | None = None) -> Where:
        """File, row and column of a cell."""
        return Where(self.file, self.lines[place], column)


def read_sheet(path: Path | str, sheet: str | None = None) -> Sheet:
    """Read a table of neighbourhoods.

    Args:
        path: a workbook, or a delimited text.
        sheet: name of the sheet; None takes the first that has a column of codes.

    Raises:
        SourceError: no such file, unreadable, or no sheet with a column of codes.
        ParameterError: there is no sheet of that name, or the ending is not known.
    """
    path = Path(path)
    if path.suffix.lower() not in WORKBOOKS:
        return _text(path, sheet)
    found = dict(_sheets(path, sheet))
    for title, rows in found.items():
        for number, row in enumerate(rows[:HEAD_WITHIN]):
            head = tuple(str(cell).strip() for cell in row)
            try:
                known = known_columns([name for name in head if name], Where(str(path)))
            except SourceError:
                continue
            kept = [k for k in range(number + 1, len(rows)) if any(str(cell).strip() for cell in rows[k])]
            cells = tuple(tuple(rows[k]) for k in kept)
            return Sheet(str(path), title, head, known, cells, tuple(k + 1 for k in kept))
    names = ", ".join(f"'{title}'" for title in found)
    raise SourceError(
        f"No row at the top of {names} names a column of codes of neighbourhoods.",
        where=str(path),
        mend="Give the sheet with --sheet, and name the column of codes code_qp.",
    )


def _text(path: Path, sheet: str | None) -> Sheet:
    if sheet is not None:
        raise ParameterError("Only a workbook has sheets.", where=str(path), mend="Leave --sheet out.")
    table = read_table(path)
    head = tuple(table.frame.columns)
    lines = tuple(int(table.rows[k]) + 1 for k in range(len(table)))
    if table.text is not None:
        found = table.text.lines_of([int(row) for row in table.rows])
        lines = tuple(found.get(int(row), int(row) + 2) for row in table.rows)
    known = known_columns(head, Where(str(path)))
    return Sheet(str(path), None, head, known, tuple(table.frame.rows()), lines, table.decimal_comma)


def _sheets(path: Path, wanted: str | None) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    where = Where(str(path))
    if not path.is_file():
        raise SourceError("There is no such file.", where=where, mend="Check the path.")
    refuse_size(path.stat().st_size, where, "Take the sheet you need out of the workbook.")
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            if wanted is not None and wanted not in book.sheet_names:
                mend = f"Its sheets are: {', '.join(book.sheet_names[:30])}."
                raise ParameterError(f"The workbook has no sheet '{wanted[:60]}'.", where=where, mend=mend)
            for title in book.sheet_names if wanted is None else [wanted]:
                # Blank rows and columns at the top left are kept, so that row numbers are those a reader sees.
                yield title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as problem:
        reason = " ".join(str(problem).split())[:120].rstrip(".")
        raise SourceError(
            f"The workbook cannot be read ({reason}).", where=where, mend="Save it again as .xlsx, or as CSV."
        ) from problem
