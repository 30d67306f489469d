from __future__ import annotations

import re

from portee.services.booklet import classroom_of, collect
from portee.services.booklet.kept import written_facts
from portee.services.jobs.booklet import FACTS
from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.store.database import now
from portee.store.jobs import cancel_job, list_jobs
from portee.web.learn import booklet_in, facts_of
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import Person

EVENTS = re.compile(r'data-events="/api/v1/jobs/([^/"]+)/events"')


def jobs_of(site: Site) -> list[str]:
    with database_of(site).reading() as connection:
        return [job.id for job in list_jobs(connection)[0] if job.kind == "booklet"]


def works(site: Site) -> None:
    """A worker does all that waits."""
    assert isinstance(site.workspace, Workspace)
    with Worker(site.workspace, database_of(site)) as worker:
        for id in jobs_of(site):
            worker.do(id)


def test_everybody_waits_for_the_same_work_and_a_restart_does_none(private: Site) -> None:
    ada, eve = Person(private).signs_in("ada"), Person(private, "en")
    waiting = ada.get("/learn")
    assert waiting.status_code == 200
    assert "Le livret se prépare" in waiting.text
    (id,) = set(EVENTS.findall(waiting.text))
    assert EVENTS.findall(eve.get("/learn").text) == [id]
    assert jobs_of(private) == [id]
    assert facts_of(private) is None
    works(private)
    assert 'href="/fr/learn/quiz"' in ada.get("/learn").text
    found = facts_of(private)
    assert found is not None
    assert isinstance(private.workspace, Workspace)
    assert written_facts(found) == written_facts(collect(classroom_of(private.workspace)))
    restarted = Site(private.workspace, private.settings)
    assert 'href="/en/learn/quiz"' in Person(restarted, "en").get("/learn").text
    assert jobs_of(private) == [id]


def test_other_pages_lead_to_the_one_that_waits(private: Site) -> None:
    ada = Person(private)
    for path in ("chapter/reach", "quiz", "booklet.pdf", "booklet.html", "sheet/1", "sheet/1/sheet.pdf"):
        sent = ada.get(f"/learn/{path}")
        assert (sent.status_code, sent.headers["location"]) == (303, "/fr/learn")
    assert jobs_of(private) == [], "nothing is begun by them"


def test_work_that_was_stopped_or_failed_is_told_and_asked_for_again(private: Site) -> None:
    ada = Person(private)
    ada.get("/learn")
    (first,) = jobs_of(private)
    with database_of(private).writing() as connection:
        cancel_job(connection, first, now=now())
    stopped = ada.get("/learn")
    assert "a été arrêtée" in stopped.text
    assert not EVENTS.search(stopped.text)
    assert jobs_of(private) == [first], "who looks does not ask"
    assert ada.send("/learn").status_code == 303
    assert EVENTS.search(ada.get("/learn").text)
    assert len(jobs_of(private)) == 2
    assert ada.send("/learn").status_code == 303
    assert len(jobs_of(private)) == 2, "it waits already"


def test_figures_that_were_damaged_are_worked_out_again(private: Site) -> None:
    ada = Person(private)
    ada.get("/learn")
    works(private)
    assert isinstance(private.workspace, Workspace)
    for file in private.workspace.results.rglob(FACTS):
        file.write_text("{")
    assert EVENTS.search(ada.get("/learn").text)
    works(private)
    assert 'href="/fr/learn/quiz"' in ada.get("/learn").text


def test_a_booklet_is_written_once_in_each_language(site: Site, learned: None) -> None:
    del learned
    french, english = booklet_in(site, "fr"), booklet_in(site, "en")
    assert french is not None
    assert english is not None
    assert booklet_in(site, "fr") is french
    assert (french.lang, english.lang) == ("fr", "en")
