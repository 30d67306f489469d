from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from portee.store.accounts import change_account
from portee.store.audit import did_last, read_audit, record, tells_commit
from portee.store.retention import erase_account
from portee.store.roles import Role
from tests.store.conftest import NOON, Person


def test_what_was_done_is_read_back_the_last_first(connection: Connection, person: Person) -> None:
    ada = person("ada", Role.manager)
    record(connection, "account.role", "bob", now=NOON, by=ada, details={"role": "reviewer"})
    # The clock was set back: the order of doing stays.
    record(connection, "backup", "x" * 300, now=NOON - timedelta(days=1))
    (last, first), total = read_audit(connection)
    assert total == 2
    assert (first.action, first.name, first.role, first.details) == (
        "account.role",
        "ada",
        Role.manager,
        {"role": "reviewer"},
    )
    assert (last.account, last.name, last.role, len(last.object)) == (None, None, Role.visitor, 200)


def test_entries_are_found_by_action_and_person(connection: Connection, person: Person) -> None:
    ada, bob = person("ada"), person("bob")
    for who in (ada, bob, ada):
        record(connection, "sign-in.password", "", now=NOON, by=who)
    record(connection, "sign-out", "", now=NOON, by=ada)
    assert read_audit(connection, action="sign-in")[1] == 3
    assert read_audit(connection, action="sign-%")[1] == 0
    assert read_audit(connection, account=ada.id)[1] == 3
    page, total = read_audit(connection, offset=1, limit=2)
    assert (len(page), total) == (2, 4)


def test_the_role_is_the_one_held_then(connection: Connection, person: Person) -> None:
    ada = person("ada", Role.manager)
    record(connection, "x", "", now=NOON, by=ada)
    change_account(connection, ada.id, role=Role.contributor)
    assert read_audit(connection)[0][0].role is Role.manager


def test_an_erased_person_has_no_name_in_it(connection: Connection, person: Person) -> None:
    ada = person("ada")
    record(connection, "x", "", now=NOON, by=ada)
    erase_account(connection, ada.id)
    (entry,), _ = read_audit(connection)
    assert (entry.account, entry.name, entry.action) == (None, None, "x")


def test_a_decision_sent_twice_is_known_from_those_of_two_people(connection: Connection, person: Person) -> None:
    ada, bob = person("ada", Role.reviewer), person("bob", Role.reviewer)
    assert not did_last(connection, "pain.shown", "p1", ada, {})
    record(connection, "pain.shown", "p1", now=NOON, by=ada, details={"reason": "x", "commit": "c" * 40})
    record(connection, "account.change", "p1", now=NOON, by=bob)
    assert did_last(connection, "pain.shown", "p1", ada, {"reason": "x"})
    assert not did_last(connection, "pain.shown", "p1", ada, {"reason": "y"})
    assert not did_last(connection, "pain.shown", "p1", bob, {})
    assert not did_last(connection, "pain.hidden", "p1", ada, {})
    assert tells_commit(connection, "pain.shown", "c" * 40)
    assert not tells_commit(connection, "pain.shown", "d" * 40)
    assert not tells_commit(connection, "pain.hidden", "c" * 40)
    record(connection, "pain.hidden", "p1", now=NOON)
    assert not did_last(connection, "pain.shown", "p1", ada, {"reason": "x"})
    # What the site wrote down by itself, whoever asks had done.
    assert did_last(connection, "pain.hidden", "p1", ada, {})
