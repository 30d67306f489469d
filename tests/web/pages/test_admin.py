from __future__ import annotations

import re

import pytest

from portee.store.accounts import find_account
from portee.store.database import now
from portee.store.pains import add_pain
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import Person


def test_each_role_sees_what_it_may(private: Site) -> None:
    pages = {"": Role.reviewer, "/moderation": Role.reviewer, "/audit": Role.manager, "/people": Role.administrator}
    for role in list(Role)[1:]:
        person = Person(private).signs_in(role.value, role)
        for path, needed in pages.items():
            assert person.get(f"/admin{path}").status_code == (200 if role.includes(needed) else 403)


def test_an_administrator_gives_roles_and_it_is_written_down(private: Site) -> None:
    boss, ada = Person(private).signs_in("boss", Role.administrator), Person(private).signs_in("ada")
    assert ada.account is not None
    assert boss.send(f"/admin/people/{ada.account.id}", act="role", role="reviewer").status_code == 303
    assert ada.get("/admin").status_code == 200
    page = boss.get("/admin/audit").text
    assert "account.role" in page
    assert "role=reviewer" in page
    # The hour of the territory, for people and for machines.
    assert re.search(r'<time datetime="20\d\d-\d\d-\d\dT\d\d:\d\d[+]0[12]:00">\d+(?:er)? \w+ 20\d\d à \d+\sh', page)
    assert boss.send(f"/admin/people/{ada.account.id}", act="disable", role="reviewer").status_code == 303
    assert ada.get("/admin").status_code == 401
    assert boss.send(f"/admin/people/{ada.account.id}", act="enable").status_code == 303


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"act": "role", "role": "king"}, 422), ({"act": "explode"}, 422), ({"act": "role", "role": "visitor"}, 422)],
)
def test_wrong_orders_are_refused(private: Site, fields: dict[str, str], status: int) -> None:
    boss = Person(private).signs_in("boss", Role.administrator)
    assert boss.account is not None
    assert boss.send(f"/admin/people/{boss.account.id}", **fields).status_code == status
    assert boss.send("/admin/people/nobody", act="role", role="reviewer").status_code == 404


def test_the_last_administrator_cannot_step_down(private: Site) -> None:
    boss = Person(private).signs_in("boss", Role.administrator)
    assert boss.account is not None
    answer = boss.send(f"/admin/people/{boss.account.id}", act="role", role="reviewer")
    assert answer.status_code == 409
    assert "dernière personne" in answer.text
    with database_of(private).reading() as connection:
        found = find_account(connection, id=boss.account.id)
    assert found is not None
    assert found.role is Role.administrator


def test_people_are_searched(private: Site) -> None:
    boss = Person(private).signs_in("boss", Role.administrator)
    Person(private).signs_in("ada")
    assert "ada@example.org" in boss.get("/admin/people?search=AD").text
    assert "ada@example.org" not in boss.get("/admin/people?search=zzz").text
    assert boss.get("/admin/people?page=0").status_code == 422


def test_it_counts_what_waits(private: Site) -> None:
    eve = Person(private).signs_in("eve", Role.reviewer)
    assert "Aucun signalement et aucune proposition" in eve.get("/admin").text
    with database_of(private).writing() as connection:
        add_pain(connection, 43.3, 5.37, "no-bus", "Plus de bus", now=now())
    assert "Un signalement et aucune proposition" in eve.get("/admin").text
