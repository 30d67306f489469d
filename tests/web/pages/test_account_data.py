from __future__ import annotations

import json

import pytest

from portee.store.accounts import find_account, with_password
from portee.store.database import now
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import PASSWORD, Person


def test_name_and_language_are_changed(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    assert ada.send("/account/change", name="Ada L.", language="en").status_code == 303
    assert "Ada L." in ada.get("/account").text
    assert ada.send("/account/change", name="", language="en").status_code == 422
    assert ada.send("/account/change", name="x", language="de").status_code == 422


def test_a_password_is_set_then_changed_with_the_old_one(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    assert ada.send("/account/password", new="short").status_code == 422
    assert ada.send("/account/password", new=PASSWORD).status_code == 303
    assert ada.send("/account/password", old="wrong password", new=PASSWORD + "2").status_code == 422
    assert ada.send("/account/password", old=PASSWORD, new=PASSWORD + "2").status_code == 303
    with database_of(private).writing() as connection:
        assert with_password(connection, "ada@example.org", PASSWORD, now=now()) is None
        assert with_password(connection, "ada@example.org", PASSWORD + "2", now=now()) is not None


def test_a_new_password_ends_other_sessions(private: Site) -> None:
    Person(private).signs_in("ada", password=PASSWORD)
    here, there = Person(private), Person(private)
    for each in (here, there):
        each.send("/account/sign-in", email="ada@example.org", password=PASSWORD)
    here.send("/account/password", old=PASSWORD, new=PASSWORD + "2")
    assert here.get("/account/change").status_code == 200
    assert there.get("/account/change").status_code == 401


def test_ones_data_are_taken_away_as_a_file(private: Site) -> None:
    ada = Person(private).signs_in("ada", password=PASSWORD)
    answer = ada.send("/account/export")
    assert "attachment" in answer.headers["content-disposition"]
    found = json.loads(answer.text)
    assert found["account"]["email"] == "ada@example.org"
    assert [entry["action"] for entry in found["audit"]] == ["account.export"]


def test_an_account_is_erased_when_one_is_sure(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    assert ada.send("/account/erase").status_code == 422
    assert "sont effacés pour de bon" in ada.get("/account/erase").text
    answer = ada.send("/account/erase", sure="yes")
    assert answer.status_code == 200
    assert "Compte effacé" in answer.text
    with database_of(private).reading() as connection:
        assert find_account(connection, email="ada@example.org") is None
    assert ada.get("/account/change").status_code == 401


def test_the_last_administrator_stays(private: Site) -> None:
    boss = Person(private).signs_in("boss", Role.administrator)
    answer = boss.send("/account/erase", sure="yes")
    assert answer.status_code == 409
    assert "dernière personne" in answer.text


@pytest.mark.parametrize("path", ["/account/change", "/account/password", "/account/export", "/account/erase"])
def test_visitors_change_nothing(private: Site, path: str) -> None:
    assert Person(private).send(path, name="x", language="fr", sure="yes").status_code == 401
