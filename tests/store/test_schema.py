from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import StatementError

from portee.store.schema import METADATA, links

HERE = timezone(timedelta(hours=2))


def link(created: datetime) -> dict[str, object]:
    return {"token": "t", "email": "a@b.org", "purpose": "sign-in", "created": created, "expires": created}


def test_a_moment_comes_back_in_utc(connection: Connection) -> None:
    connection.execute(links.insert().values(link(datetime(2026, 3, 10, 14, tzinfo=HERE))))
    found = connection.execute(select(links.c.created)).scalar_one()
    assert found == datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_a_fault(connection: Connection) -> None:
    with pytest.raises(StatementError, match="a moment needs a zone"):
        connection.execute(links.insert().values(link(datetime(2026, 3, 10))))


def test_every_row_of_a_person_goes_or_forgets_them_with_the_account() -> None:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if column.name == "account":
                (key,) = column.foreign_keys
                assert key.ondelete == (
                    "SET NULL" if table.name in {"audit", "incidents", "jobs", "said"} else "CASCADE"
                )
