from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portee.core.errors import ConflictError, ParameterError
from portee.store.accounts import create_account
from portee.store.database import Database
from portee.store.drafts import create_draft, delete_draft
from portee.store.messages import LONGEST_MESSAGE, add_message, list_messages
from portee.store.retention import erase_account, export_account

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_a_message_sent_twice_is_one_and_goes_with_its_draft(database: Database) -> None:
    with database.writing() as connection:
        ada = create_account(connection, "ada@example.org", "Ada", now=NOW)
        eve = create_account(connection, "eve@example.org", "Eve", now=NOW)
        draft = create_draft(connection, ada.id, "record", "Un besoin", {}, now=NOW)
        assert add_message(connection, draft.id, eve.id, " Une source ?\r\n", key="k", now=NOW)
        assert not add_message(connection, draft.id, eve.id, "Une source ?", key="k", now=NOW)
        assert add_message(connection, draft.id, ada.id, "Oui.", key="k", now=NOW)
        assert [(m.author, m.text) for m in list_messages(connection, draft.id)] == [
            ("Eve", "Une source ?"),
            ("Ada", "Oui."),
        ]
        assert export_account(connection, eve.id)["messages"][0]["text"] == "Une source ?"
        erase_account(connection, eve.id)
        assert [m.author for m in list_messages(connection, draft.id)] == ["Ada"]
        delete_draft(connection, draft.id, 1)
        assert list_messages(connection, draft.id) == []
        with pytest.raises(ConflictError):
            add_message(connection, draft.id, ada.id, "Trop tard", key="l", now=NOW)


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST_MESSAGE + 1)])
def test_a_message_has_letters_and_an_end(database: Database, text: str) -> None:
    with database.writing() as connection, pytest.raises(ParameterError):
        add_message(connection, "x", "y", text, key="k", now=NOW)
