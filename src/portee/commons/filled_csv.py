"""CSV files that people fill in by hand: known columns by their French or English names, every problem told by line.

A message never repeats what a cell holds: it could be what was not to be written.
"""

from __future__ import annotations

import csv
import difflib
import io
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from portee.commons.index.terms import fold
from portee.core.errors import InputError, ManyProblems, PorteeError, SourceError, Where

__all__ = ["Column", "FilledRow", "all_or_problems", "read_filled"]

LARGEST_BYTES = 50_000_000
MOST_TOLD = 20
"""Problems told at a time."""

SEPARATORS = ",;\t"
PERSONAL = frozenset(
    {
        "name", "names", "firstname", "first name", "lastname", "last name", "surname", "fullname", "full name", "nom",
        "noms", "prenom", "prenoms", "nom prenom", "nom et prenom", "nom de famille", "contact", "contacts", "mail",
        "e-mail", "email", "courriel", "adresse mail", "phone", "telephone", "tel", "mobile", "portable", "adresse",
        "address", "birth date", "birthdate", "date de naissance", "naissance", "signature",
    }
)  # fmt: skip
"""Columns that tell who somebody is, folded. A file with one of them is refused whole."""

Made = TypeVar("Made")


@dataclass(frozen=True)
class Column:
    """A column: its name, the names under which people write it, and whether it must be there."""

    name: str
    also: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class FilledRow:
    """One row: where it stands, and its cells by name of column; empty where nothing was written."""

    where: Where
    cells: Mapping[str, str]

    def wrong(self, column: str, what: str, mend: str) -> SourceError:
        return SourceError(what, where=Where(self.where.file, self.where.line, column), mend=mend)


def read_filled(path: Path, columns: tuple[Column, ...], *, others: bool = False) -> list[FilledRow]:
    """The rows of a CSV file with commas, semicolons or tabs, in UTF-8; empty rows are left out.

    Args:
        others: whether other columns may stand beside, and are not read. Otherwise the file is refused with them,
            and refused whole when one of them tells who somebody is.

    Raises:
        SourceError: the file cannot be read, or its columns are not those asked for.
    """
    text = _text(path)
    file = str(path)
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=head.count), strict=True)
    rows: list[FilledRow] = []
    try:
        names = _names([cell.strip() for cell in next(reader, [])], columns, file, others=others)
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            where = Where(file, reader.line_num)
            if len(row) > len(names):
                raise SourceError("The row has more cells than the head.", where=where, mend="Put quotes around texts.")
            cells = {column.name: "" for column in columns}
            cells.update({name: cell.strip() for name, cell in zip(names, row, strict=False) if name})
            rows.append(FilledRow(where, cells))
    except csv.Error as problem:
        raise SourceError(
            f"The table cannot be read: {problem}.", where=Where(file, reader.line_num), mend="Check the quotes there."
        ) from None
    return rows


def all_or_problems(rows: list[FilledRow], take: Callable[[FilledRow], Made]) -> list[Made]:
    """What is made of each row, or every problem of all of them together.

    Raises:
        InputError: some rows are wrong.
    """
    made: list[Made] = []
    problems: list[PorteeError] = []
    for row in rows:
        try:
            made.append(take(row))
        except ManyProblems as several:
            problems.extend(several.problems)
        except InputError as problem:
            problems.append(problem)
    if problems:
        raise ManyProblems(problems[:MOST_TOLD]) if len(problems) > 1 else problems[0]
    return made


def _text(path: Path) -> str:
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise SourceError("This is not a file.", where=str(path), mend="Give the name of a CSV file.")
        if facts.st_size > LARGEST_BYTES:
            raise SourceError(
                f"The file has more than {LARGEST_BYTES // 1_000_000} MB.", where=str(path), mend="Cut it in several."
            )
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise SourceError("The file is not UTF-8 text.", where=str(path), mend="Save it as CSV UTF-8.") from None
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else problem
        raise SourceError(
            f"The file cannot be read: {reason}.", where=repr(str(path))[1:-1], mend="Check its name."
        ) from None


def _names(head: list[str], columns: tuple[Column, ...], file: str, *, others: bool) -> list[str]:
    """Name of each column of the head; "" for one that is not read."""
    known = {fold(name): column.name for column in columns for name in (column.name, *column.also)}
    names: list[str] = []
    for title in head:
        folded = " ".join(fold(title).replace("_", " ").split())
        name = known.get(folded) or known.get(folded.replace(" ", "_"), "")
        if not name and not others and title:
            if folded in PERSONAL:
                raise SourceError(
                    "A column tells who people are; nothing was read.", where=Where(file, 1, title[:40]),
                    mend="Keep names and contacts in a private list of your own; remove the column.",
                )  # fmt: skip
            near = difflib.get_close_matches(folded, known, n=1)
            guess = f"Did you mean '{near[0]}'? " if near else ""
            raise SourceError(
                f"There is no column '{title[:40]}'.", where=Where(file, 1, title[:40]),
                mend=f"{guess}Columns: {', '.join(column.name for column in columns)}.",
            )  # fmt: skip
        if name and name in names:
            raise SourceError(f"There are two columns '{name}'.", where=Where(file, 1, name), mend="Remove one.")
        names.append(name)
    for column in columns:
        if column.required and column.name not in names:
            raise SourceError(
                f"There is no column '{column.name}'.", where=Where(file, 1, column.name),
                mend=f"Columns: {', '.join(one.name for one in columns)}.",
            )  # fmt: skip
    return names
