"""Values that the whole site shares and that nobody writes by hand, such as the key that signs its forms."""

from __future__ import annotations

from sqlalchemy import Connection, select

from portee.store.schema import settings
from portee.store.secret import new_token

__all__ = ["setting", "site_secret"]


def setting(connection: Connection, name: str) -> str | None:
    """A value, None where there is none."""
    return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar_one_or_none()


def site_secret(connection: Connection) -> str:
    """The key of this site, made when it is first asked for, in a transaction that may write."""
    found = setting(connection, "secret")
    if found is None:
        found = new_token()
        connection.execute(settings.insert().values(name="secret", value=found))
    return found
