from __future__ import annotations

import pytest

from portee.store.accounts import change_account
from portee.store.database import now
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.security.signed_in import session_cookie
from portee.web.site import Site
from tests.web.people import PASSWORD, Person


def test_a_session_is_the_sites_alone(private: Site) -> None:
    person = Person(private).signs_in("ada", password=PASSWORD)
    person.client.cookies.clear()
    answer = person.send("/account/sign-in", email="ada@example.org", password=PASSWORD)
    (set_cookie,) = [line for line in answer.headers.get_list("set-cookie") if "portee-session" in line]
    assert "HttpOnly" in set_cookie
    assert "SameSite=lax" in set_cookie
    assert session_cookie(secure=True).startswith("__Host-")


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 5000])
def test_a_made_up_session_is_a_visitors(private: Site, token: str) -> None:
    person = Person(private)
    person.client.cookies.set("portee-session", token)
    assert "Se connecter" in person.get("/account").text


def test_a_role_is_needed_and_counts_at_once(private: Site) -> None:
    visitor, ada = Person(private), Person(private).signs_in("ada", Role.contributor)
    assert visitor.get("/admin").status_code == 401
    assert ada.get("/admin").status_code == 403
    assert ada.account is not None
    with database_of(private).writing() as connection:
        change_account(connection, ada.account.id, role=Role.reviewer)
    assert ada.get("/admin").status_code == 200
    with database_of(private).writing() as connection:
        change_account(connection, ada.account.id, disabled=now())
    assert ada.get("/admin").status_code == 401
