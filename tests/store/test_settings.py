from __future__ import annotations

from sqlalchemy import Connection

from portee.store.settings import setting, site_secret


def test_the_secret_is_made_once_and_stays(connection: Connection) -> None:
    assert setting(connection, "secret") is None
    first = site_secret(connection)
    assert len(first) >= 43
    assert site_secret(connection) == first == setting(connection, "secret")
