"""Who did what with which right, kept for a year: never what they read, never personal data of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from portee.store.accounts import Account
from portee.store.roles import Role
from portee.store.schema import accounts, audit

__all__ = ["AuditEntry", "did_last", "read_audit", "record", "tells_commit"]


@dataclass(frozen=True)
class AuditEntry:
    """One thing done.

    Attributes:
        id: in the order of doing, whatever the clock says. moment: when.
        account: id of who did it, None for the system, a visitor, or somebody whose account was erased.
        name: what they are called now. role: with which right.
        action: such as "account.role". object: on what. details: the rest, without personal data.
    """

    id: int
    moment: datetime
    account: str | None
    name: str | None
    role: Role
    action: str
    object: str
    details: Mapping[str, Any]


def record(
    connection: Connection,
    action: str,
    object: str,
    *,
    now: datetime,
    by: Account | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write down that something was done, in the transaction that does it."""
    connection.execute(
        audit.insert().values(
            moment=now, account=None if by is None else by.id, role=(Role.visitor if by is None else by.role).value,
            action=action, object=object[:200], details=dict(details or {}),
        )
    )  # fmt: skip


def read_audit(
    connection: Connection, *, action: str = "", account: str | None = None, offset: int = 0, limit: int = 50
) -> tuple[Sequence[AuditEntry], int]:
    """A page of entries, the last first, and how many there are in all. `action` may be the beginning of one."""
    asked = select(audit, accounts.c.name).outerjoin(accounts, accounts.c.id == audit.c.account)
    if action:
        asked = asked.where(audit.c.action.startswith(action, autoescape=True))
    if account is not None:
        asked = asked.where(audit.c.account == account)
    total = connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
    rows = connection.execute(asked.order_by(audit.c.id.desc()).offset(offset).limit(limit))
    entries = [
        AuditEntry(row.id, row.moment, row.account, row.name, Role(row.role), row.action, row.object, row.details)
        for row in rows
    ]
    return entries, total


def did_last(connection: Connection, action: str, object: str, by: Account, details: Mapping[str, Any]) -> bool:
    """Whether the last thing done to an object was this, by this account, with these details among others.

    What the site wrote down by itself, as after a power cut, was done by nobody: it counts as done by whoever asks. A
    decision that is sent twice is known by it from those of two people at once. action: such as "pain.shown"; what
    was done of another sort is not looked at.
    """
    sort = audit.c.action.startswith(f"{action.partition('.')[0]}.", autoescape=True)
    asked = select(audit).where(sort, audit.c.object == object[:200]).order_by(audit.c.id.desc())
    row = connection.execute(asked.limit(1)).first()
    return (
        row is not None
        and row.action == action
        and row.account in (by.id, None)
        and dict(details).items() <= dict(row.details).items()
    )


def tells_commit(connection: Connection, action: str, commit: str) -> bool:
    """Whether it was written down that this commit was made so."""
    same = audit.c.details["commit"].as_string() == commit
    return connection.execute(select(audit.c.id).where(audit.c.action == action, same).limit(1)).first() is not None
