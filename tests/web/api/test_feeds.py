from __future__ import annotations

import feedparser

from portee.services.jobs.desk import JobDesk
from portee.services.workspace.workspace import Workspace
from portee.store.accounts import change_account
from portee.store.database import now
from portee.web.api.feeds import feed_token
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import ADDRESS, Person


def test_a_feed_tells_of_work_that_has_ended(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    assert ada.account is not None
    assert isinstance(private.workspace, Workspace)
    desk = JobDesk(private.workspace, database_of(private))
    first = desk.ask("access", {"cutoff": 15}, "Emplois < 15 min\x01", account=ada.account.id)
    desk.ask("access", {"cutoff": 20}, "still waiting", account=ada.account.id)
    desk.cancel(first.id)
    desk.close()
    path = f"/api/v1/feeds/{feed_token(private, ada.account.id)}/jobs.atom"
    assert path in ada.get("/account").text
    answer = Person(private).client.get(path, headers={"Host": "else.example"})
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title == "Emplois < 15 min – Arrêté"
    assert entry.link == f"{ADDRESS}/fr/account/work/{first.id}"
    assert "ada@example.org" not in answer.text


def test_only_the_address_opens_a_feed(private: Site) -> None:
    ada, eve = Person(private).signs_in("ada"), Person(private).signs_in("eve")
    assert ada.account is not None
    assert eve.account is not None
    proof = feed_token(private, eve.account.id).partition(".")[2]
    for token in (ada.account.id, f"{ada.account.id}.{proof}", "x", "é.x"):
        assert ada.client.get(f"/api/v1/feeds/{token}/jobs.atom").status_code == 404
    with database_of(private).writing() as connection:
        change_account(connection, ada.account.id, disabled=now())
    assert ada.client.get(f"/api/v1/feeds/{feed_token(private, ada.account.id)}/jobs.atom").status_code == 404
