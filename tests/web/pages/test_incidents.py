from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portee.store.audit import read_audit
from portee.store.database import now
from portee.store.incidents import Told, add_incident, list_incidents, moderate_incident
from portee.store.moderating import PublicState
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.pages.test_pains import place_in
from tests.web.people import Person


def given(site: Site, **fields: str) -> dict[str, str]:
    return {
        "place": place_in(site), "kind": "left-across", "vehicle": "scooter", "day": now().date().isoformat(),
        "hour": "8", "text": "Une trottinette barre <b>le trottoir</b>.", **fields,
    }  # fmt: skip


def published(site: Site, days_ago: int = 1, kind: str = "danger") -> str:
    with database_of(site).writing() as connection:
        told = Told(43.1, 5.0, kind, now().date() - timedelta(days=days_ago), f"{kind} il y a {days_ago}")
        one, _ = add_incident(connection, told, now=now())
        moderate_incident(connection, one.id, PublicState.shown, before=PublicState.waiting, now=now())
    return one.id


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_incident_is_shown_once_it_was_read(private: Site, lang: str) -> None:
    ada, eve = Person(private, lang), Person(private).signs_in("eve", Role.reviewer)
    assert ada.get("/incidents/new").status_code == 200
    sent = ada.send("/incidents/new", **given(private))
    assert sent.status_code == 200, sent.text
    code = re.search(r"<code>([^<]+)</code>", sent.text)
    assert code is not None
    assert "trottoir" not in ada.get("/incidents").text
    with database_of(private).reading() as connection:
        ((one,), _) = list_incidents(connection, state=PublicState.waiting)
    assert eve.send(f"/admin/moderation/incident/{one.id}", act="show").status_code == 303
    assert "barre &lt;b&gt;le trottoir&lt;/b&gt;" in ada.get("/incidents").text
    assert ada.send("/incidents/mine", act="see", token=code[1]).status_code == 200
    assert ada.send("/incidents/mine", act="erase", token=code[1]).status_code == 200
    assert "trottoir" not in ada.get("/incidents").text


def test_it_is_filtered_by_kind_and_by_day(private: Site) -> None:
    published(private, 1)
    published(private, 40, "broken-place")
    ada = Person(private)
    today = now().date()
    since = (today - timedelta(days=7)).isoformat()
    assert "il y a 40" in ada.get("/incidents").text
    assert "il y a 40" not in ada.get(f"/incidents?since={since}").text
    assert "il y a 1<" in ada.get(f"/incidents?since={since}&until={today}").text
    assert "il y a 1<" not in ada.get("/incidents?kind=broken-place").text
    assert ada.get("/incidents?since=yesterday").status_code == 422
    assert "<script>" not in ada.get("/incidents?since=<script>").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "war"}, "Choisissez"),
        ({"vehicle": "tank"}, "Choisissez"),
        ({"day": "2999-01-01"}, "jour"),
        ({"day": "2001-01-01"}, "jour"),
        ({"day": "31/12/2026"}, "jour"),
        ({"hour": "24"}, "trop grand"),
        ({"place": ""}, "question"),
        ({"place": "Zzyzx"}, "trouvé"),
        ({"text": "La voiture AB-123-CD"}, "plaque"),
        ({"text": "Appelez le 06 12 34 56 78"}, "nom, un numéro"),
        ({"text": "x" * 601}, "quelques mots"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(private: Site, fields: dict[str, str], told: str) -> None:
    answer = Person(private).send("/incidents/new", **given(private, **fields))
    assert answer.status_code == 422
    assert told in answer.text
    with database_of(private).reading() as connection:
        assert list_incidents(connection, state=PublicState.waiting)[1] == 0


def test_whoever_reviews_tells_that_it_is_settled(private: Site) -> None:
    id = published(private)
    ada, eve = Person(private).signs_in("ada"), Person(private).signs_in("eve", Role.reviewer)
    assert "À régler" in ada.get("/incidents").text
    assert ada.send(f"/incidents/{id}/settle").status_code == 403
    for _ in range(2):
        assert eve.send(f"/incidents/{id}/settle").status_code == 303
    assert eve.send("/incidents/nothing/settle").status_code == 303
    assert "Réglé" in ada.get("/incidents").text
    with database_of(private).reading() as connection:
        assert read_audit(connection, action="incident.settled")[1] == 1


def test_a_form_sent_twice_is_one_incident(private: Site) -> None:
    ada = Person(private)
    code = re.search(r'name="code" value="([^"]+)"', ada.get("/incidents/new").text)
    assert code is not None
    for _ in range(2):
        assert ada.send("/incidents/new", **given(private, code=code[1])).status_code == 200
    with database_of(private).reading() as connection:
        assert list_incidents(connection, state=PublicState.waiting)[1] == 1
