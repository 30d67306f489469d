"""What anybody may send and nobody sees before a moderator has read it: its states, reasons to refuse it, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Table

from portee.core.errors import ConflictError, ParameterError

__all__ = ["PublicState", "Refusal", "Sender", "decide"]


class PublicState(StrEnum):
    """waiting: for a moderator. shown: to everybody. hidden: refused."""

    waiting = "waiting"
    shown = "shown"
    hidden = "hidden"


class Refusal(StrEnum):
    """Why something is not shown. Chosen in a list: a reason written freely would repeat what must not be read.

    personal: tells who somebody is. unkind: insults or accuses. repeated: sent already. elsewhere: about another place,
    or not about moving about. unclear: nobody could act on it.
    """

    personal = "personal"
    unkind = "unkind"
    repeated = "repeated"
    elsewhere = "elsewhere"
    unclear = "unclear"


@dataclass(frozen=True)
class Sender:
    """Who sends something, as little as is known of them.

    Attributes:
        account: id, None for a visitor. language: of the page.
        token: what the form carried, None where it carried none; by it the author finds what was sent again.
    """

    account: str | None = None
    language: str = "fr"
    token: str | None = None


def decide(
    connection: Connection,
    table: Table,
    id: str,
    state: PublicState,
    *,
    before: PublicState,
    now: datetime,
    refusal: Refusal | None = None,
) -> None:
    """Show or hide one row of a table. `before` is what the moderator saw.

    Raises:
        ConflictError: another was quicker, or its author took it back.
        ParameterError: it is hidden without a reason.
    """
    if state is PublicState.hidden and refusal is None:
        raise ParameterError("Nothing is refused without a reason.", mend="Choose one.")
    reason = refusal.value if refusal is not None and state is PublicState.hidden else None
    changed = connection.execute(
        table.update()
        .where(table.c.id == id, table.c.state == before.value)
        .values(state=state.value, moderated=now, refusal=reason)
    ).rowcount
    if changed != 1:
        raise ConflictError(
            "Another moderator dealt with this, or its author took it back.", mend="Load the page again."
        )
