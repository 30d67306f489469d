from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from portee.services.oidc import VARIABLES
from portee.store.accounts import find_account
from portee.web.private import database_of
from portee.web.site import Site
from tests.services.identity import Identity, back_with, identity_provider
from tests.web.people import Person


@pytest.fixture
def identity(monkeypatch: pytest.MonkeyPatch) -> Iterator[Identity]:
    with identity_provider() as found:
        for name, value in zip(VARIABLES, (found.issuer, "portee", "s3cret"), strict=True):
            monkeypatch.setenv(name, value)
        yield found


def comes_back(person: Person, identity: Identity) -> int:
    sent = person.get("/account/provider")
    assert sent.status_code == 303
    code, state = identity.agree(sent.headers["location"])
    return person.get(f"/account/provider/back?{back_with(code, state)}").status_code


def test_somebody_new_signs_in_and_comes_again(private: Site, identity: Identity) -> None:
    ada = Person(private)
    assert "compte de votre organisation" in ada.get("/account").text
    assert comes_back(ada, identity) == 303
    assert "ada@example.org" in ada.get("/account").text
    again = Person(private)
    identity.claims["email"] = "ada.new@example.org"
    assert comes_back(again, identity) == 303
    with database_of(private).reading() as connection:
        assert find_account(connection, email="ada.new@example.org") is None


def test_who_has_an_account_keeps_it(private: Site, identity: Identity) -> None:
    known = Person(private).signs_in("ada")
    ada = Person(private)
    assert comes_back(ada, identity) == 303
    with database_of(private).reading() as connection:
        found = find_account(connection, email="ada@example.org")
    assert found is not None
    assert known.account is not None
    assert (found.id, found.provider) == (known.account.id, identity.issuer)
    identity.claims["sub"] = "43"
    assert comes_back(Person(private), identity) == 403


def test_an_address_nobody_checked_opens_nothing(private: Site, identity: Identity) -> None:
    Person(private).signs_in("ada")
    identity.claims["email_verified"] = False
    assert comes_back(Person(private), identity) == 403


def test_a_way_back_that_did_not_begin_here_is_refused(private: Site, identity: Identity) -> None:
    ada, eve = Person(private), Person(private)
    code, state = identity.agree(eve.get("/account/provider").headers["location"])
    assert ada.get(f"/account/provider/back?{back_with(code, state)}").status_code == 403
    ada.get("/account/provider")
    assert ada.get(f"/account/provider/back?{back_with(code, state)}").status_code == 403
    ada.client.cookies.set("portee-provider", "e30.x")
    assert ada.get(f"/account/provider/back?{back_with(code, 'x')}").status_code == 403


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "Ada\u202e\n\x00 L."}, "Ada L."), ({"name": ["x"], "preferred_username": " \n"}, "ada"),
        ({"email": ["ada@example.org"]}, None), ({"email": "no address"}, None),
    ],
)  # fmt: skip
def test_what_a_provider_says_of_somebody_is_taken_for_no_more_than_it_is(
    private: Site, identity: Identity, claims: dict[str, object], name: str | None
) -> None:
    identity.claims.update(claims)
    status = comes_back(Person(private), identity)
    with database_of(private).reading() as connection:
        found = find_account(connection, email="ada@example.org")
    assert status == 303 if name else status in (403, 422)
    assert (None if found is None else found.name) == name


def test_who_comes_back_from_another_provider_is_refused(private: Site, identity: Identity) -> None:
    for issuer, status in (("https://else.org", 403), (identity.issuer, 303)):
        person = Person(private)
        code, state = identity.agree(person.get("/account/provider").headers["location"])
        path = f"/account/provider/back?{back_with(code, state)}&iss={quote(issuer, safe='')}"
        assert person.get(path).status_code == status


def test_a_provider_that_is_away_is_told(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in zip(VARIABLES, ("http://127.0.0.1:1", "portee", "s3cret"), strict=True):
        monkeypatch.setenv(name, value)
    assert Person(private).get("/account/provider").status_code == 503


def test_a_site_without_a_provider_has_no_such_page(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLES[0], raising=False)
    assert Person(private).get("/account/provider").status_code == 404
