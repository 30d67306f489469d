from __future__ import annotations

from html import unescape

import pytest

from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.store.secret import new_id
from portee.web import long_answers
from portee.web.long_answers import files_of
from portee.web.private import database_of
from portee.web.site import Site
from portee.web.wording import say
from tests.web.people import Person

TEXT = "name: x\nmodifications:\n- {type: cancel}\n"


def test_files_of_the_readers_language_are_offered() -> None:
    result = {"files": ["a.fr.html", "a.en.html", "a.gpkg"]}
    assert files_of(result, "fr") == ["a.fr.html", "a.gpkg"]
    assert files_of({}, "en") == []


def test_work_of_one_page_is_not_found_at_another(private: Site) -> None:
    visitor = Person(private)
    path = str(visitor.send("/what-if/compare", scenario=TEXT).headers["location"])
    assert visitor.client.get(path).status_code == 200
    assert visitor.client.get(path.replace("what-if", "hub")).status_code == 404
    # Work that was forgotten, as its id shows that there was some once.
    gone = visitor.client.get(f"{path.rpartition('/')[0]}/{new_id()}")
    assert (gone.status_code, say("fr", "work-forgotten") in unescape(gone.text)) == (410, True)
    assert '<a href="/fr/what-if">' in gone.text


def test_a_visitor_waits_where_a_contributor_does_not(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_answers, "VISITORS_WAITING", 0)
    assert Person(private).send("/what-if/compare", scenario=TEXT).status_code == 503
    assert Person(private).signs_in("ada").send("/what-if/compare", scenario=TEXT).status_code == 303


def test_why_work_failed_is_told_in_the_language_of_the_page(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(self: Worker, job: object, claim: str) -> None:
        del self, job, claim
        raise ValueError("secret")

    visitor = Person(private)
    path = str(visitor.send("/what-if/compare", scenario=TEXT).headers["location"])
    monkeypatch.setattr(Worker, "_result", breaks)
    assert isinstance(private.workspace, Workspace)
    with Worker(private.workspace, database_of(private)) as worker:
        worker.do(path.rpartition("/")[2])
    assert "Signalez-le à qui tient ce site." in unescape(visitor.client.get(path).text)
    english = unescape(visitor.client.get(path.replace("/fr/", "/en/")).text)
    assert "Tell whoever runs this site." in english
    assert "secret" not in english
