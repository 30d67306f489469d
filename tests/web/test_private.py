from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

import portee.store.database as store
from portee.core.errors import StoreError
from portee.web.app import create_app
from portee.web.private import close_private, database_of, mail_of, secret_of
from portee.web.site import Settings, Site
from tests.web.people import Person


def test_what_is_private_is_opened_once_and_closed(private: Site) -> None:
    first = database_of(private)
    assert database_of(private) is first
    assert secret_of(private) == secret_of(private)
    close_private(private)
    assert database_of(private) is not first


def test_another_database_is_used_where_one_is_named(private: Site, tmp_path: Path) -> None:
    other = Site(private.workspace, Settings(database=f"sqlite:///{tmp_path / 'other.sqlite'}"))
    assert database_of(other).file == tmp_path / "other.sqlite"
    close_private(other)


def test_a_site_sends_no_letters_unless_told(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTEE_SMTP", raising=False)
    assert mail_of(private) is None


def test_a_damaged_database_is_a_clear_page_and_stays_as_it_is(private: Site) -> None:
    file = private.workspace.private / "portee.sqlite"
    file.write_bytes(b"This is no database. " * 500)
    with pytest.raises(StoreError):
        database_of(private)
    with TestClient(create_app(private), base_url="http://testserver") as client:
        client.cookies.set("portee-session", "x")
        answer = client.get("/fr/account")
        assert answer.status_code == 503
        assert "référence" in answer.text
        assert client.get("/fr/").status_code == 200
    assert file.read_bytes().startswith(b"This is no")


def test_a_visitor_costs_no_look_at_the_database(private: Site) -> None:
    file = private.workspace.private / "portee.sqlite"
    file.unlink(missing_ok=True)
    assert Person(private).get("/").status_code == 200
    assert not file.exists()


def test_a_locked_database_is_a_clear_page_and_nothing_is_lost(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    ada = Person(private).signs_in("ada")
    assert ada.get("/account").status_code == 200
    file = private.workspace.private / "portee.sqlite"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = ada.send("/account/change", name="Ada L.", language="fr")
        assert answer.status_code == 503
        assert "référence" in answer.text
        assert "ada@example.org" in ada.get("/account").text  # Readers never wait.
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert ada.send("/account/change", name="Ada L.", language="fr").status_code == 303
    assert "Ada L." in ada.get("/account").text


def test_a_full_disk_is_a_clear_page_and_nothing_is_lost(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    database = database_of(private)

    @event.listens_for(database.engine, "before_cursor_execute")
    def full(connection: Any, cursor: Any, statement: str, *rest: object) -> None:
        if statement.startswith("UPDATE accounts"):
            raise sqlite3.OperationalError("database or disk is full")

    assert ada.send("/account/change", name="Ada L.", language="fr").status_code == 503
    event.remove(database.engine, "before_cursor_execute", full)
    assert "Ada L." not in ada.get("/account").text
    assert ada.send("/account/change", name="Ada L.", language="fr").status_code == 303
