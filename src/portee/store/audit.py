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

__all__ = ["AuditEntry", "read_audit", "record"]


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
