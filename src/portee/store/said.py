"""What was written down at a workshop and is not in the commons yet. Sent again, it is there once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from portee.core.errors import ConflictError, ParameterError
from portee.store.schema import said

__all__ = [
    "MOST_WAITING",
    "WrittenDown",
    "add_said",
    "commits_of_said",
    "counts_of_said",
    "is_said_id",
    "mark_brought",
    "waiting_said",
]

MOST_WAITING = 5_000
"""Of one workshop."""


@dataclass(frozen=True)
class WrittenDown:
    """One statement as it was written down.

    Attributes:
        id: drawn by whoever wrote it down. seat: number of the seat it came from, never kept after.
        kind, text, motive, language: as in `portee.commons.workshops.capture`.
    """

    id: str
    seat: int
    kind: str
    text: str
    motive: str
    language: str


def is_said_id(text: str) -> bool:
    """Whether a text can be the id of a statement: 16 to 64 letters, digits and hyphens."""
    return 16 <= len(text) <= 64 and text.replace("-", "").isalnum()


def add_said(
    connection: Connection, workshop: str, account: str, items: Sequence[WrittenDown], *, now: datetime
) -> int:  # fmt: skip
    """Keep what is not there yet, by id; how many were new.

    Raises:
        ParameterError: an id is none. ConflictError: too many wait.
    """
    for item in items:
        if not is_said_id(item.id):
            raise ParameterError("This is no id of a statement.", mend="Draw one of 16 letters and digits or more.")
    by_id = {item.id: item for item in items}
    known = set(connection.execute(select(said.c.id).where(said.c.id.in_(list(by_id)))).scalars())
    new = [item for id, item in by_id.items() if id not in known]
    count = connection.execute(
        select(func.count()).where(said.c.workshop == workshop, said.c.brought.is_(None))
    ).scalar_one()
    if count + len(new) > MOST_WAITING:
        raise ConflictError(f"{count} statements wait already.", mend="Bring them into the commons first.")
    if new:
        rows = [
            {
                "id": item.id, "workshop": workshop, "account": account, "seat": item.seat, "kind": item.kind,
                "text": item.text, "motive": item.motive, "language": item.language, "created": now,
            }
            for item in new
        ]  # fmt: skip
        connection.execute(said.insert(), rows)
    return len(new)


def waiting_said(connection: Connection, workshop: str) -> Sequence[WrittenDown]:
    """What waits to be brought in, in the order of writing."""
    asked = select(said).where(said.c.workshop == workshop, said.c.brought.is_(None))
    rows = connection.execute(asked.order_by(said.c.created, said.c.id))
    return [WrittenDown(row.id, row.seat, row.kind, row.text, row.motive, row.language) for row in rows]


def counts_of_said(connection: Connection) -> dict[str, int]:
    """How many wait, by workshop."""
    asked = select(said.c.workshop, func.count()).where(said.c.brought.is_(None)).group_by(said.c.workshop)
    return {row[0]: row[1] for row in connection.execute(asked)}


def commits_of_said(connection: Connection, workshop: str) -> set[str]:
    """Commits of the commons by which what was said there was brought in."""
    asked = select(said.c.brought).where(said.c.workshop == workshop, said.c.brought.is_not(None)).distinct()
    return {str(commit) for commit in connection.execute(asked).scalars() if commit}


def mark_brought(connection: Connection, ids: Sequence[str], commit: str) -> None:
    """They are in the commons now: the id stays, so that a late copy is not taken for new; seat and text go.

    Raises:
        ConflictError: somebody brought some of them in meanwhile.
    """
    changed = connection.execute(
        said.update()
        .where(said.c.id.in_(list(ids)), said.c.brought.is_(None))
        .values(brought=commit[:40], text="", seat=0)
    ).rowcount
    if changed != len(ids):
        raise ConflictError("Somebody brought these in meanwhile.", mend="Load the page again.")
