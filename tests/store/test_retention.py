from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from portee.core.errors import ConflictError
from portee.store.accounts import create_account, find_account
from portee.store.audit import record
from portee.store.database import open_database
from portee.store.drafts import create_draft
from portee.store.incidents import Told, add_incident, moderate_incident
from portee.store.links import Purpose, make_link
from portee.store.messages import add_message
from portee.store.moderating import PublicState, Refusal, Sender
from portee.store.pains import add_pain, moderate_pain
from portee.store.retention import AUDIT_KEPT, erase_account, export_account, forget_old, sink_erased
from portee.store.roles import Role
from portee.store.said import WrittenDown, add_said
from portee.store.schema import METADATA, accounts, jobs
from portee.store.sessions import open_session
from tests.store.conftest import NOON, Person


def job(account: str, ended: bool) -> dict[str, object]:
    return {
        "id": f"{account[:20]}{ended}", "kind": "access", "title": "x", "asked": {"a": 1}, "key": "k",
        "state": "done", "step": "", "done": 0, "attempts": 1, "cancelling": False, "account": account, "notify": True,
        "language": "fr", "asked_at": NOON, "ended_at": NOON if ended else None,
    }  # fmt: skip


def fill(connection: Connection, account: str, email: str) -> None:
    """Something in every table."""
    open_session(connection, account, now=NOON)
    make_link(connection, email, Purpose.sign_in, now=NOON)
    draft = create_draft(connection, account, "record", "titre", {"a": "contenu"}, now=NOON)
    add_message(connection, draft.id, account, "message", key="k", now=NOON)
    add_said(connection, "workshop/w", account, [WrittenDown(account, 1, "pain", "parole", "any", "fr")], now=NOON)
    add_pain(connection, 43.3, 5.37, "no-bus", "douleur", now=NOON, sender=Sender(account))
    add_incident(connection, Told(43.3, 5.37, "danger", NOON.date(), "trou"), now=NOON, sender=Sender(account))
    record(connection, "x", "y", now=NOON, by=find_account(connection, id=account))
    connection.execute(jobs.insert().values(job(account, ended=True)))


def counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in METADATA.sorted_tables
        if table.name != "settings"
    }


def test_the_export_holds_all_of_one_person_and_no_key(connection: Connection, person: Person) -> None:
    ada, bob = person("ada", password=" ".join(["bateau", "tram", "velo"])), person("bob")
    for who in (ada, bob):
        fill(connection, who.id, who.email)
    exported = export_account(connection, ada.id)
    text = json.dumps(exported, ensure_ascii=False)
    assert set(exported) == {
        "account", "sessions", "links", "drafts", "messages", "said", "jobs", "pains", "incidents", "audit",
    }  # fmt: skip
    assert all(len(rows) == 1 for name, rows in exported.items() if name != "account")
    assert exported["account"]["email"] == "ada@example.org"
    for held in ("contenu", "douleur", "43.3"):
        assert held in text
    for foreign in ("bob", "argon2", bob.id):
        assert foreign not in text
    for rows in ([exported["account"]], *(rows for name, rows in exported.items() if name != "account")):
        assert not {"password", "token", "key", "claim"} & set(rows[0])


def test_every_table_with_people_is_exported(connection: Connection, person: Person) -> None:
    ada = person("ada")
    exported = export_account(connection, ada.id)
    holding = {table.name for table in METADATA.sorted_tables if "account" in table.columns or "email" in table.columns}
    assert {"accounts" if name == "account" else name for name in exported} == holding


def test_erasing_leaves_nothing_of_the_person(connection: Connection, person: Person) -> None:
    ada, bob = person("ada"), person("bob")
    for who in (ada, bob):
        fill(connection, who.id, who.email)
    erase_account(connection, ada.id)
    left = counts(connection)
    assert left == {
        "accounts": 1, "sessions": 1, "links": 1, "drafts": 1, "pains": 1, "audit": 2, "jobs": 2,
        "messages": 1, "said": 2, "incidents": 2,
    }  # fmt: skip
    for table in METADATA.sorted_tables:
        for row in connection.execute(select(table)).mappings():
            assert ada.id not in [value for name, value in row.items() if name != "id" or table.name == "accounts"]
            assert "ada@example.org" not in row.values()
    notified = connection.execute(select(jobs.c.notify).where(jobs.c.account.is_(None))).scalars().all()
    assert notified == [False]


def test_who_is_gone_is_told(connection: Connection) -> None:
    with pytest.raises(ConflictError, match="gone"):
        export_account(connection, "nobody")
    with pytest.raises(ConflictError, match="gone"):
        erase_account(connection, "nobody")


def test_the_last_administrator_cannot_erase_themselves(connection: Connection, person: Person) -> None:
    ada = person("ada", Role.administrator)
    with pytest.raises(ConflictError, match="last administrator"):
        erase_account(connection, ada.id)
    person("bob", Role.administrator)
    erase_account(connection, ada.id)


def test_what_is_old_is_forgotten_and_nothing_else(connection: Connection, person: Person) -> None:
    ada, boss = person("ada"), person("boss", Role.administrator)
    fill(connection, ada.id, ada.email)
    before = counts(connection)
    assert set(forget_old(connection, now=NOON, unused_days=730).values()) == {0}
    assert counts(connection) == before
    month = forget_old(connection, now=NOON + timedelta(days=31), unused_days=730)
    assert month == {"accounts": 0, "sessions": 1, "links": 1, "audit": 0, "jobs": 1, "pains": 0, "incidents": 0}
    year = forget_old(connection, now=NOON + AUDIT_KEPT + timedelta(days=1), unused_days=730)
    assert year["audit"] == 1
    later = forget_old(connection, now=NOON + timedelta(days=731), unused_days=730)
    assert later["accounts"] == 1
    assert find_account(connection, id=ada.id) is None
    assert find_account(connection, id=boss.id) is not None


def test_refused_reports_go_after_a_month_and_shown_ones_after_two_years(connection: Connection) -> None:
    for state, refusal in ((PublicState.shown, None), (PublicState.hidden, Refusal.unkind)):
        pain, _ = add_pain(connection, 43.3, 5.37, "no-bus", "x", now=NOON)
        moderate_pain(connection, pain.id, state, before=PublicState.waiting, now=NOON, refusal=refusal)
        incident, _ = add_incident(connection, Told(43.3, 5.37, "danger", NOON.date(), "x"), now=NOON)
        moderate_incident(connection, incident.id, state, before=PublicState.waiting, now=NOON, refusal=refusal)
    for days, gone in ((29, 0), (31, 1), (729, 0), (731, 1)):
        found = forget_old(connection, now=NOON + timedelta(days=days), unused_days=730)
        assert (found["pains"], found["incidents"]) == (gone, gone), days


def test_what_was_erased_is_in_no_file(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'a.sqlite'}") as database:
        with database.writing() as connection:
            ada = create_account(connection, "ada.lovelace@example.org", "Ada Lovelace", now=NOON)
            fill(connection, ada.id, ada.email)
        with database.writing() as connection:
            erase_account(connection, ada.id)
        sink_erased(database)
        for file in tmp_path.iterdir():
            content = file.read_bytes()
            assert b"lovelace" not in content, file.name
            assert b"douleur" not in content, file.name
        with database.reading() as connection:
            assert connection.execute(select(func.count()).select_from(accounts)).scalar_one() == 0
