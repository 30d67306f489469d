"""Sessions: who holds which browser open, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from portee.store.accounts import Account, find_account
from portee.store.schema import accounts, sessions
from portee.store.secret import hashed, new_token

__all__ = [
    "IDLE",
    "LONGEST",
    "Session",
    "close_session",
    "close_sessions",
    "due",
    "find_session",
    "open_session",
    "sessions_of",
    "use_session",
]

IDLE = timedelta(hours=12)
"""A session not used for so long ends: a counsellor's desk is shared from one day to the next."""
LONGEST = timedelta(days=14)
"""A session ends after so long, however much it is used."""
REFRESH = timedelta(minutes=5)
"""The last use is written at most so often: reading a page should not write each time."""


@dataclass(frozen=True)
class Session:
    """An open session.

    Attributes:
        key: what the database knows it by; not what the browser holds.
        account: whose it is, with the present role.
        created, used: first and last moments.
    """

    key: str
    account: Account
    created: datetime
    used: datetime


def open_session(connection: Connection, account: str, *, now: datetime) -> str:
    """Begin a session and return the token that the browser keeps."""
    token = new_token()
    connection.execute(sessions.insert().values(token=hashed(token), account=account, created=now, used=now))
    return token


def find_session(connection: Connection, token: str, *, now: datetime) -> Session | None:
    """The session of a token; None when it is not one, has ended, or its account may not sign in."""
    row = connection.execute(select(sessions).where(sessions.c.token == hashed(token))).first()
    # A clock set back makes moments of the future: such a session is as old as it can be known to be, not younger.
    if row is None or abs(now - row.used) > IDLE or abs(now - row.created) > LONGEST:
        return None
    account = find_account(connection, id=row.account)
    if account is None or account.disabled is not None:
        return None
    return Session(row.token, account, row.created, row.used)


def due(session: Session, *, now: datetime) -> bool:
    """Whether the note of the last use is old enough to be written anew."""
    return abs(now - session.used) > REFRESH


def use_session(connection: Connection, session: Session, *, now: datetime) -> None:
    """Note that a session was used, so that it goes on; writes only when the last note is old."""
    if due(session, now=now):
        connection.execute(sessions.update().where(sessions.c.token == session.key).values(used=now))
        connection.execute(accounts.update().where(accounts.c.id == session.account.id).values(seen=now))


def sessions_of(connection: Connection, account: str) -> list[tuple[datetime, datetime]]:
    """When each session of an account began and was last used, the newest first."""
    rows = connection.execute(select(sessions).where(sessions.c.account == account).order_by(sessions.c.used.desc()))
    return [(row.created, row.used) for row in rows]


def close_session(connection: Connection, token: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.token == hashed(token)))


def close_sessions(connection: Connection, account: str, *, but: str | None = None) -> int:
    """End all sessions of an account, save the one of a token; how many were ended."""
    where = sessions.c.account == account
    if but is not None:
        where &= sessions.c.token != hashed(but)
    return connection.execute(delete(sessions).where(where)).rowcount
