"""Volunteers, from a private list that never enters the commons: numbers, skills, hours and days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portee.commons.filled_csv import Column, FilledRow, all_or_problems, read_filled
from portee.commons.index.terms import fold
from portee.core.errors import InputError, SourceError

__all__ = ["Volunteer", "check_apart", "read_volunteers", "skills_of"]

MOST = 5_000

_COLUMNS = (
    Column("id", ("numero", "ligne"), required=True),
    Column("skills", ("competences", "skill")),
    Column("hours", ("heures",), required=True),
    Column("from", ("du", "depuis")),
    Column("until", ("au", "jusqu'au", "to")),
)


@dataclass(frozen=True)
class Volunteer:
    """Somebody who offers time.

    Attributes:
        id: as the private list has it. skills: folded. hours: at most, over all missions.
        first, last: days between which they are free; None without a bound.
    """

    id: str
    skills: frozenset[str]
    hours: float
    first: date | None = None
    last: date | None = None


def skills_of(names: tuple[str, ...] | list[str]) -> frozenset[str]:
    """Skills whatever their accents, capitals and spaces."""
    return frozenset(" ".join(fold(name).split()) for name in names if name.strip())


def check_apart(root: Path, *paths: Path) -> None:
    """Refuse private files inside a commons, where they could be committed. Raises InputError."""
    for path in paths:
        if path.resolve().is_relative_to(root.resolve()):
            raise InputError(
                "A list of people lies inside the commons.", where=str(path),
                mend="Keep it in a folder of your own: names never enter the commons.",
            )  # fmt: skip


def read_volunteers(path: Path) -> list[Volunteer]:
    """Volunteers of a CSV: `id`, `hours`, and if known `skills` (between | or ,), `from`, `until` (YYYY-MM-DD).

    Other columns, names among them, may stand beside; they are not read.

    Raises:
        SourceError, ManyProblems: the file cannot be read, or rows are wrong.
    """
    rows = read_filled(path, _COLUMNS, others=True)
    if not rows:
        raise SourceError("There is no volunteer.", where=str(path), mend="Write one a row.")
    if len(rows) > MOST:
        raise SourceError(f"There are more than {MOST} volunteers.", where=str(path), mend="Cut the list in several.")
    seen: set[str] = set()

    def take(row: FilledRow) -> Volunteer:
        cells = row.cells
        if not cells["id"] or cells["id"] in seen:
            raise row.wrong("id", "The id is empty or there twice.", "Number the rows 1, 2, 3 …")
        seen.add(cells["id"])
        try:
            hours = float(cells["hours"].replace(",", "."))
        except ValueError:
            hours = -1.0
        if not 0 <= hours <= 10_000:
            raise row.wrong("hours", "This is no number of hours.", "Write such as 4 or 2.5.")
        first, last = (_day(row, name) for name in ("from", "until"))
        if first and last and last < first:
            raise row.wrong("until", "The last day comes before the first.", "Correct one of the two.")
        return Volunteer(cells["id"], skills_of(re.split(r"[,;|+]", cells["skills"])), hours, first, last)

    return all_or_problems(rows, take)


def _day(row: FilledRow, name: str) -> date | None:
    if not row.cells[name]:
        return None
    try:
        return date.fromisoformat(row.cells[name])
    except ValueError:
        raise row.wrong(name, "This is no day.", "Write it as 2026-12-03, or leave it empty.") from None
