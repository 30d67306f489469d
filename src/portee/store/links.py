"""Links sent by e-mail: each opens one thing, once, for a short while."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, func, select

from portee.store.accounts import email_of
from portee.store.schema import links
from portee.store.secret import hashed, new_token

__all__ = ["LIFE", "MOST_WAITING", "Purpose", "link_email", "make_link", "use_link"]

LIFE = timedelta(minutes=30)
"""How long a link works."""
MOST_WAITING = 5
"""Links of one address that may wait to be used: more asks are mistakes, or a way of annoying somebody."""


class Purpose(StrEnum):
    """What a link opens."""

    sign_in = "sign-in"
    erase = "erase"


def make_link(
    connection: Connection, email: str, purpose: Purpose, *, now: datetime, life: timedelta = LIFE
) -> str | None:
    """A token to send; None when too many sent to this address still wait.

    Args:
        life: how long it works.
    """
    email = email_of(email)
    waiting = select(func.count()).where(links.c.email == email, links.c.used.is_(None), links.c.expires > now)
    if connection.execute(waiting).scalar_one() >= MOST_WAITING:
        return None
    token = new_token()
    connection.execute(
        links.insert().values(token=hashed(token), email=email, purpose=purpose.value, created=now, expires=now + life)
    )
    return token


def link_email(connection: Connection, token: str, purpose: Purpose, *, now: datetime) -> str | None:
    """For whom a link would work now, without using it: mail programs open links before people do."""
    row = connection.execute(
        select(links).where(links.c.token == hashed(token), links.c.purpose == purpose.value, links.c.used.is_(None))
    ).first()
    # A clock set back must not make a link live longer than it was meant to.
    return row.email if row is not None and row.created - LIFE <= now <= row.expires else None


def use_link(connection: Connection, token: str, purpose: Purpose, *, now: datetime) -> str | None:
    """Use a link up and return whose it was; None when it was used, is too old or never was."""
    email = link_email(connection, token, purpose, now=now)
    if email is None:
        return None
    # The row is asked for again while it is changed: of two who use a link at once, one comes first.
    changed = connection.execute(
        links.update().where(links.c.token == hashed(token), links.c.used.is_(None)).values(used=now)
    ).rowcount
    if changed != 1:
        return None
    connection.execute(delete(links).where(links.c.email == email, links.c.used.is_(None)))
    return email
