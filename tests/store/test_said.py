from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portee.core.errors import ConflictError, ParameterError
from portee.store.accounts import create_account
from portee.store.database import Database
from portee.store.said import WrittenDown, add_said, counts_of_said, mark_brought, waiting_said

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def item(k: int) -> WrittenDown:
    return WrittenDown(f"{k:032x}", 1, "pain", f"Le bus {k}", "work", "fr")


def test_what_is_sent_again_is_there_once_even_after_it_was_brought_in(database: Database) -> None:
    with database.writing() as connection:
        ada = create_account(connection, "ada@example.org", "Ada", now=NOW)
        assert add_said(connection, "workshop/mars", ada.id, [item(1), item(2), item(1)], now=NOW) == 2
        assert add_said(connection, "workshop/mars", ada.id, [item(2), item(3)], now=NOW) == 1
        waiting = waiting_said(connection, "workshop/mars")
        assert [one.text for one in waiting] == ["Le bus 1", "Le bus 2", "Le bus 3"]
        mark_brought(connection, [one.id for one in waiting], "c" * 40)
        assert waiting_said(connection, "workshop/mars") == []
        assert counts_of_said(connection) == {}
        assert add_said(connection, "workshop/mars", ada.id, [item(1)], now=NOW) == 0
        with pytest.raises(ConflictError):
            mark_brought(connection, [waiting[0].id], "d" * 40)


@pytest.mark.parametrize("id", ["", "1", "a/b" * 8, "x" * 65])
def test_ids_are_drawn_long_enough(database: Database, id: str) -> None:
    with database.writing() as connection:
        ada = create_account(connection, "ada@example.org", "Ada", now=NOW)
        with pytest.raises(ParameterError):
            add_said(connection, "workshop/mars", ada.id, [WrittenDown(id, 1, "pain", "x", "any", "fr")], now=NOW)
