from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

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
    assert Person(private).get("/").status_code == 200
    assert not (private.workspace.private / "portee.sqlite").exists()
