from __future__ import annotations

from datetime import timedelta

import pytest

from portee.services.jobs import notices as module
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.notices import letter_of, send_notices
from portee.services.jobs.worker import Worker
from portee.services.mail import mail_server
from portee.store.accounts import create_account
from portee.store.database import now
from portee.store.jobs import Job
from tests.services.jobs.conftest import Bench
from tests.services.mail_server import post_office

SITE = "https://village.example.org/"


@pytest.fixture
def job(desk: JobDesk, bench: Bench) -> Job:
    with desk.database.writing() as connection:
        ada = create_account(connection, "ada@example.org", "Ada", now=now())
    asked = desk.ask("bench", {}, "Emplois\r\nà 7 h", account=ada.id, notify=True, language="fr")
    with Worker(desk.workspace, desk.database) as worker:
        worker.do(asked.id)
    found = desk.find(asked.id)
    assert found is not None
    return found


def test_who_asked_is_told_once(desk: JobDesk, job: Job) -> None:
    with post_office() as post:
        server = mail_server(post.address)
        assert send_notices(desk.database, server, SITE) == 1
        assert send_notices(desk.database, server, SITE) == 0
        (letter,) = post.letters
    assert letter["To"] == "ada@example.org"
    assert letter["Subject"] == "Votre calcul est prêt"
    assert f"https://village.example.org/fr/account/work/{job.id}" in letter.get_content()
    assert "Emplois à 7 h" in letter.get_content()


def test_a_letter_waits_while_the_server_is_away(desk: JobDesk, job: Job) -> None:
    with post_office() as post:
        server = mail_server(post.address)
        post.refuses = True
        assert send_notices(desk.database, server, SITE) == 0
        post.refuses = False
        assert send_notices(desk.database, server, SITE) == 1


def test_a_letter_is_given_up_after_a_day_or_without_a_server(
    desk: JobDesk, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_office() as post:
        server = mail_server(post.address)
        with monkeypatch.context() as later:
            later.setattr(module, "now", lambda: now() + timedelta(days=2))
            assert send_notices(desk.database, server, SITE) == 0
        assert send_notices(desk.database, server, SITE) == 0
        assert post.letters == []


def test_both_languages_say_the_same(job: Job) -> None:
    import dataclasses

    french = letter_of(job, None)
    english = letter_of(dataclasses.replace(job, language="en"), None)
    assert french[0] == "Votre calcul est prêt"
    assert english[0] == "Your computation is ready"
    assert "Mon compte" in french[1]
    assert "My account" in english[1]
