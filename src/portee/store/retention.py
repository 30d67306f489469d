"""What a person may ask of their data, and what is forgotten without being asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, or_, select, text, update

from portee.core.errors import ConflictError
from portee.store.accounts import refuse_last_administrator
from portee.store.database import Database
from portee.store.moderating import PublicState
from portee.store.roles import Role
from portee.store.schema import accounts, audit, drafts, incidents, jobs, links, messages, pains, said, sessions
from portee.store.sessions import IDLE, LONGEST

__all__ = [
    "AUDIT_KEPT",
    "JOBS_KEPT",
    "REFUSED_KEPT",
    "REPORTS_KEPT",
    "erase_account",
    "export_account",
    "forget_old",
    "sink_erased",
]

AUDIT_KEPT = timedelta(days=365)
"""CNIL, recommendation on logging (deliberation 2021-122): from six months to a year; checked: false."""
JOBS_KEPT = timedelta(days=30)
"""What was computed stays in the cache of results; who asked for it need not be known longer."""
LINKS_KEPT = timedelta(days=1)
REFUSED_KEPT = timedelta(days=30)
"""A report that was refused: long enough for its author to read why."""
REPORTS_KEPT = timedelta(days=730)
"""Pains and incidents that are shown, or wait: what was wrong two years ago says little of today, and the exact places
of pains are not kept for ever. A choice of this project, not a rule of law."""

_SECRET = {"password", "token", "key", "claim", "subject"}
"""Columns that prove something: they are no information about the person, and would be a danger in a file."""


def export_account(connection: Connection, id: str) -> dict[str, Any]:
    """All that is kept about a person, table by table, as plain values for a JSON file.

    Raises:
        ConflictError: the account is gone.
    """
    found = _rows(connection, accounts, accounts.c.id == id)
    if not found:
        raise ConflictError("This account is gone.", mend="Load the page again.")
    account = found[0]
    return {
        "account": account,
        "sessions": _rows(connection, sessions, sessions.c.account == id),
        "links": _rows(connection, links, links.c.email == account["email"]),
        "drafts": _rows(connection, drafts, drafts.c.account == id),
        "messages": _rows(connection, messages, messages.c.account == id),
        "said": _rows(connection, said, said.c.account == id),
        "jobs": _rows(connection, jobs, jobs.c.account == id),
        "pains": _rows(connection, pains, pains.c.account == id),
        "incidents": _rows(connection, incidents, incidents.c.account == id),
        "audit": _rows(connection, audit, audit.c.account == id),
    }


def _rows(connection: Connection, table: Table, where: Any) -> list[dict[str, Any]]:
    found = connection.execute(select(table).where(where)).mappings()
    return [{key: _plain(value) for key, value in row.items() if key not in _SECRET} for row in found]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def erase_account(connection: Connection, id: str) -> None:
    """Erase an account with its sessions, links, drafts, messages and pains.

    What it did stays in the audit log without a name, and so do the incidents it told of public places, and what it
    wrote down for others at workshops.

    Records that it signed in the commons are public and under a free licence: they stay, under the pseudonym.

    Raises:
        ConflictError: the account is gone, or is the last administrator's.
    """
    row = connection.execute(select(accounts).where(accounts.c.id == id)).first()
    if row is None:
        raise ConflictError("This account is gone.", mend="Load the page again.")
    if row.role == Role.administrator.value:
        refuse_last_administrator(connection, id)
    _erase(connection, row.id, row.email)


def _erase(connection: Connection, id: str, email: str) -> None:
    connection.execute(delete(links).where(links.c.email == email))
    # Nobody is to be told of work that nobody asked for any more.
    connection.execute(update(jobs).where(jobs.c.account == id).values(notify=False))
    connection.execute(delete(accounts).where(accounts.c.id == id))


def sink_erased(database: Database) -> None:
    """Empty SQLite's journal, where what was erased would otherwise be readable until it is overwritten."""
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute(text("SELECT 1"))


def forget_old(connection: Connection, *, now: datetime, unused_days: int) -> Mapping[str, int]:
    """Erase what has no use any more; how many rows of each table.

    Args:
        unused_days: accounts not used for so long are erased, administrators' excepted.

    A clock set forward would erase too much: the caller checks that it did not jump.
    """
    long_ago = now - timedelta(days=unused_days)
    unused = connection.execute(
        select(accounts.c.id, accounts.c.email).where(
            accounts.c.seen < long_ago, accounts.c.role != Role.administrator.value
        )
    ).all()
    for row in unused:
        _erase(connection, row.id, row.email)
    ended = or_(sessions.c.used < now - IDLE, sessions.c.created < now - LONGEST)
    forgotten = {
        "sessions": delete(sessions).where(ended),
        "links": delete(links).where(links.c.expires < now - LINKS_KEPT),
        "audit": delete(audit).where(audit.c.moment < now - AUDIT_KEPT),
        "jobs": delete(jobs).where(jobs.c.ended_at < now - JOBS_KEPT),
    }
    for name, table in (("pains", pains), ("incidents", incidents)):
        refused = and_(table.c.state == PublicState.hidden.value, table.c.moderated < now - REFUSED_KEPT)
        forgotten[name] = delete(table).where(or_(refused, table.c.created < now - REPORTS_KEPT))
    counts = {name: connection.execute(statement).rowcount for name, statement in forgotten.items()}
    return {"accounts": len(unused), **counts}
