from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from portee.core.errors import ConflictError, ParameterError
from portee.store import accounts as module
from portee.store.accounts import (
    account_of_provider,
    any_account,
    change_account,
    create_account,
    email_of,
    find_account,
    list_accounts,
    set_password,
    with_password,
)
from portee.store.roles import Role
from portee.store.schema import accounts
from tests.store.conftest import NOON, Person

GOOD = "bateau tram velo pied"
MOUNTAIN = "été à la montagne"


def test_an_account_is_found_by_its_address_in_any_letters(connection: Connection) -> None:
    assert not any_account(connection)
    made = create_account(connection, " Ada@Example.ORG ", "  Ada   L. ", now=NOON)
    assert (made.email, made.name, made.role, made.has_password) == (
        "ada@example.org",
        "Ada L.",
        Role.contributor,
        False,
    )
    assert find_account(connection, email="ADA@example.org") == made
    assert find_account(connection, id=made.id) == made
    assert find_account(connection, id="nobody") is None
    assert any_account(connection)


def test_an_address_has_one_account(connection: Connection, person: Person) -> None:
    person("ada")
    with pytest.raises(ConflictError, match="has an account"):
        create_account(connection, "ADA@example.org", "Another", now=NOON)


@pytest.mark.parametrize(
    "text", ["", "ada", "ada@", "@example.org", "a b@example.org", "ada@example", "a@b@c.org", "a@x.org\nBcc: b@x.org"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match="no e-mail address"):
        email_of(text)


@given(st.text(max_size=60))
def test_an_address_is_refused_or_stays_itself_on_one_line(text: str) -> None:
    try:
        email = email_of(text)
    except ParameterError:
        return
    assert email_of(email) == email
    assert not any(c.isspace() or (c in "<>\"'\0" and c != "'") for c in email)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\u202eb", "a\0b"])
def test_a_name_is_on_one_line_and_honest(connection: Connection, name: str) -> None:
    with pytest.raises(ParameterError, match="1 to 80 letters"):
        create_account(connection, "a@example.org", name, now=NOON)


def test_signing_in_with_a_password(connection: Connection, person: Person) -> None:
    ada = person("ada", password=GOOD)
    later = NOON + timedelta(days=1)
    found = with_password(connection, "Ada@example.org", GOOD, now=later)
    assert found is not None
    assert (found.id, found.seen, found.has_password) == (ada.id, later, True)
    assert with_password(connection, "ada@example.org", GOOD + "x", now=later) is None
    assert with_password(connection, "nobody@example.org", GOOD, now=later) is None
    assert with_password(connection, "no address", GOOD, now=later) is None
    assert with_password(connection, "ada@example.org", "x" * 10_000_000, now=later) is None


def test_accents_typed_either_way_are_the_same_password(connection: Connection, person: Person) -> None:
    person("ada", password=MOUNTAIN)
    typed = "e\u0301te\u0301 a\u0300 la montagne"
    assert with_password(connection, "ada@example.org", typed, now=NOON) is not None


def test_an_account_without_password_or_disabled_is_not_let_in(connection: Connection, person: Person) -> None:
    person("link-only")
    assert with_password(connection, "link-only@example.org", "nobody has this password", now=NOON) is None
    ada = person("ada", password=GOOD)
    change_account(connection, ada.id, disabled=NOON)
    assert with_password(connection, "ada@example.org", GOOD, now=NOON) is None
    change_account(connection, ada.id, disabled=False)
    assert with_password(connection, "ada@example.org", GOOD, now=NOON) is not None


def test_an_unknown_address_costs_the_same_work(
    connection: Connection, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("ada", password=GOOD)
    checked: list[str] = []
    hasher = PasswordHasher()

    class Counting:
        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept.split("$")[3])
            return hasher.verify(kept, password)

        def hash(self, password: str) -> str:
            return hasher.hash(password)

    monkeypatch.setattr(module, "_hasher", Counting)
    with_password(connection, "ada@example.org", "wrong password", now=NOON)
    with_password(connection, "nobody@example.org", "wrong password", now=NOON)
    assert len(checked) == 2
    assert checked[0] == checked[1]


@pytest.mark.parametrize("password", ["short", "x" * 11, "x" * 257, "aaaabbbbaaaabbbb", "ada@example.org"])
def test_easy_passwords_are_refused(connection: Connection, person: Person, password: str) -> None:
    ada = person("ada")
    with pytest.raises(ParameterError):
        set_password(connection, ada.id, password)


def test_passwords_are_kept_as_argon2id_and_made_stronger_when_used(connection: Connection, person: Person) -> None:
    ada = person("ada")
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    connection.execute(accounts.update().where(accounts.c.id == ada.id).values(password=weak))
    assert with_password(connection, ada.email, GOOD, now=NOON) is not None
    kept = connection.execute(select(accounts.c.password)).scalar_one()
    assert kept.startswith("$argon2id$")
    assert kept != weak
    assert GOOD not in kept
    assert with_password(connection, ada.email, GOOD, now=NOON) is not None


def test_somebody_is_left_to_administer(connection: Connection, person: Person) -> None:
    first = person("first", Role.administrator)
    with pytest.raises(ConflictError, match="last administrator"):
        change_account(connection, first.id, role=Role.manager)
    with pytest.raises(ConflictError, match="last administrator"):
        change_account(connection, first.id, disabled=NOON)
    second = person("second", Role.administrator)
    assert change_account(connection, first.id, role=Role.manager).role is Role.manager
    assert change_account(connection, second.id, name="Seconde", language="en", seen=NOON).name == "Seconde"


def test_who_is_known_to_a_provider(connection: Connection, person: Person) -> None:
    ada = person("ada")
    change_account(connection, ada.id, provider=("https://id.example.org", "42"))
    found = account_of_provider(connection, "https://id.example.org", "42")
    assert found is not None
    assert found.id == ada.id
    assert account_of_provider(connection, "https://other.example.org", "42") is None
    made = create_account(connection, "b@example.org", "B", now=NOON, provider=("https://id.example.org", "43"))
    assert made.provider == "https://id.example.org"


def test_accounts_are_listed_by_name_role_and_part_of_the_address(connection: Connection, person: Person) -> None:
    for name in ("cleo", "ada", "bob"):
        person(name)
    person("zoe", Role.reviewer)
    assert [a.name for a in list_accounts(connection)[0]] == ["ada", "bob", "cleo", "zoe"]
    assert [a.name for a in list_accounts(connection, search="CLE")[0]] == ["cleo"]
    assert list_accounts(connection, search="%")[1] == 0
    assert [a.name for a in list_accounts(connection, role=Role.reviewer)[0]] == ["zoe"]
    page, total = list_accounts(connection, offset=2, limit=1)
    assert ([a.name for a in page], total) == (["cleo"], 4)


def test_an_account_that_is_gone_is_told(connection: Connection) -> None:
    with pytest.raises(ConflictError, match="gone"):
        change_account(connection, "nobody", name="x")
