"""What people say to each other of a proposal: read by its author and by reviewers, never part of the commons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from portee.core.errors import ConflictError, ParameterError
from portee.store.schema import accounts, drafts, messages
from portee.store.secret import hashed

__all__ = ["LONGEST_MESSAGE", "Message", "add_message", "list_messages"]

LONGEST_MESSAGE = 5_000
MOST_MESSAGES = 500
"""On one draft."""


@dataclass(frozen=True)
class Message:
    """One message: who wrote it, what it says, when."""

    author: str
    text: str
    created: datetime


def add_message(connection: Connection, draft: str, account: str, text: str, *, key: str, now: datetime) -> bool:
    """Say something of a draft; whether it was not said before under the same key, which a form draws.

    Raises:
        ParameterError: there is no text, or too much of it.
        ConflictError: the draft is gone, or has too many messages.
    """
    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST_MESSAGE:
        raise ParameterError(f"A message has from 1 to {LONGEST_MESSAGE} letters.", mend="Shorten it, or write one.")
    if connection.execute(select(drafts.c.id).where(drafts.c.id == draft)).first() is None:
        raise ConflictError("This draft is gone.", mend="Load the page again.")
    # Of one account and one draft: nobody else's form can stand in the way.
    kept = hashed(f"{account} {draft} {key}")
    if connection.execute(select(messages.c.id).where(messages.c.key == kept)).first() is not None:
        return False
    count = connection.execute(select(func.count()).where(messages.c.draft == draft)).scalar_one()
    if count >= MOST_MESSAGES:
        raise ConflictError("This discussion is full.", mend="Decide on the proposal, or begin another.")
    connection.execute(messages.insert().values(key=kept, draft=draft, account=account, text=text, created=now))
    return True


def list_messages(connection: Connection, draft: str) -> Sequence[Message]:
    """The discussion of a draft, the oldest first."""
    asked = select(accounts.c.name, messages.c.text, messages.c.created).join(
        accounts, accounts.c.id == messages.c.account
    )
    rows = connection.execute(asked.where(messages.c.draft == draft).order_by(messages.c.id))
    return [Message(row.name, row.text, row.created) for row in rows]
