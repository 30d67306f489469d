"""Proposed changes before they enter the commons: with a version, so that nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from portee.core.errors import ConflictError, ParameterError
from portee.core.plain_yaml import LARGEST_BYTES
from portee.store.schema import accounts, drafts
from portee.store.secret import new_id

__all__ = ["Draft", "DraftState", "change_draft", "create_draft", "delete_draft", "find_draft", "list_drafts"]


class DraftState(StrEnum):
    """writing: its author's alone. submitted: waits for a review. accepted, refused, returned: what became of it."""

    writing = "writing"
    submitted = "submitted"
    accepted = "accepted"
    refused = "refused"
    returned = "returned"


NEXT = {
    DraftState.writing: {DraftState.writing, DraftState.submitted},
    DraftState.submitted: {DraftState.writing, DraftState.accepted, DraftState.refused, DraftState.returned},
    DraftState.returned: {DraftState.writing, DraftState.submitted},
    DraftState.accepted: set[DraftState](),
    DraftState.refused: {DraftState.writing},
}
"""What may follow each state."""


@dataclass(frozen=True)
class Draft:
    """One proposal.

    Attributes:
        id: of the draft. account, author: id and name of who writes it.
        kind, object: what it would change, such as "record" and its path; object "" is something new.
        title: what lists show. content: whatever the kind needs.
        state, remark: where it stands, and what the reviewer said.
        version: grows by one with each change; a change names the one it was made from.
    """

    id: str
    account: str
    author: str
    kind: str
    object: str
    title: str
    content: Mapping[str, Any]
    state: DraftState
    remark: str
    version: int
    created: datetime
    changed: datetime


def create_draft(
    connection: Connection,
    account: str,
    kind: str,
    title: str,
    content: Mapping[str, Any],
    *,
    now: datetime,
    object: str = "",
) -> Draft:
    """Begin a draft. Raises ParameterError when it is too large."""
    values = {
        "id": new_id(), "account": account, "kind": kind, "object": object, "title": _title(title),
        "content": _sized(content), "state": DraftState.writing.value, "remark": "", "version": 1,
        "created": now, "changed": now,
    }  # fmt: skip
    connection.execute(drafts.insert().values(values))
    return _found(connection, values["id"])


def find_draft(connection: Connection, id: str) -> Draft | None:
    """The draft of an id."""
    row = connection.execute(_asked().where(drafts.c.id == id)).first()
    return None if row is None else _draft(row)


def list_drafts(
    connection: Connection,
    *,
    account: str | None = None,
    states: Sequence[DraftState] = (),
    offset: int = 0,
    limit: int = 50,
) -> tuple[Sequence[Draft], int]:
    """A page of drafts, those that wait longest first, and how many there are in all."""
    asked = _asked()
    if account is not None:
        asked = asked.where(drafts.c.account == account)
    if states:
        asked = asked.where(drafts.c.state.in_([state.value for state in states]))
    total = connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    rows = connection.execute(asked.order_by(drafts.c.changed, drafts.c.id).offset(offset).limit(limit))
    return [_draft(row) for row in rows], total


def change_draft(
    connection: Connection,
    id: str,
    version: int,
    *,
    now: datetime,
    title: str | None = None,
    content: Mapping[str, Any] | None = None,
    state: DraftState | None = None,
    remark: str | None = None,
) -> Draft:
    """Change what is given of a draft.

    Args:
        version: the one that the change was made from.

    Raises:
        ConflictError: somebody changed it meanwhile, it is gone, or the state cannot follow; nothing was changed.
        ParameterError: it is too large.
    """
    before = _found(connection, id)
    if before.version != version:
        raise _meanwhile()
    if state is not None and state not in NEXT[before.state]:
        raise ConflictError(
            f"A draft that is {before.state} cannot become {state}.", mend="Load the page again: it was dealt with."
        )
    if content is not None and before.state in (DraftState.accepted, DraftState.submitted) and state is None:
        raise ConflictError("This draft waits for its review.", mend="Take it back first.")
    values: dict[str, Any] = {"version": version + 1, "changed": now}
    if title is not None:
        values["title"] = _title(title)
    if content is not None:
        values["content"] = _sized(content)
    if state is not None:
        values["state"] = state.value
    if remark is not None:
        values["remark"] = remark[:5000]
    # The version is asked for again while it is written: of two at once, one comes first.
    changed = connection.execute(
        drafts.update().where(drafts.c.id == id, drafts.c.version == version).values(values)
    ).rowcount
    if changed != 1:
        raise _meanwhile()
    return _found(connection, id)


def delete_draft(connection: Connection, id: str, version: int) -> None:
    """Throw a draft away. Raises ConflictError when it was changed meanwhile."""
    if connection.execute(delete(drafts).where(drafts.c.id == id, drafts.c.version == version)).rowcount != 1:
        raise _meanwhile()


def _meanwhile() -> ConflictError:
    return ConflictError(
        "Somebody changed this meanwhile; your change was not written over it.",
        mend="Compare with what is there now, then save again.",
    )


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title or len(title) > 200:
        raise ParameterError("The title must have from 1 to 200 letters.", mend="Shorten it, or write one.")
    return title


def _sized(content: Mapping[str, Any]) -> dict[str, Any]:
    import json

    if len(json.dumps(content)) > LARGEST_BYTES:
        raise ParameterError("This is longer than a record may be.", mend="Cut it into several.")
    return dict(content)


def _asked() -> Any:
    return select(drafts, accounts.c.name.label("author")).join(accounts, accounts.c.id == drafts.c.account)


def _found(connection: Connection, id: Any) -> Draft:
    found = find_draft(connection, str(id))
    if found is None:
        raise ConflictError("This draft is gone.", mend="Load the page again.")
    return found


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        row.id, row.account, row.author, row.kind, row.object, row.title, row.content, DraftState(row.state),
        row.remark, row.version, row.created, row.changed,
    )  # fmt: skip
