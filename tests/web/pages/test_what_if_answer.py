from __future__ import annotations

import pytest

from portee.services.jobs.desk import JobDesk
from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.web import long_answers
from portee.web.explorer import profiles_of
from portee.web.private import database_of
from portee.web.site import Site
from portee.web.wording import say
from tests.web.people import Person

TEXT = "name: Sans <i>service</i>\nmodifications:\n- {type: cancel}\n"


def asks(person: Person, **more: str) -> str:
    answer = person.send("/what-if/compare", scenario=TEXT, cutoff="20", **more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).removeprefix("/fr")


def work(site: Site, path: str) -> None:
    assert isinstance(site.workspace, Workspace)
    with Worker(site.workspace, database_of(site)) as worker:
        worker.do(path.rpartition("/")[2])


def test_a_visitor_compares_follows_and_takes_the_answer_along(private: Site) -> None:
    visitor = Person(private)
    path = asks(visitor)
    waiting = visitor.get(path)
    assert waiting.status_code == 200
    assert 'http-equiv="refresh"' in waiting.text
    assert say("fr", "work-state-queued") in waiting.text
    work(private, path)
    page = visitor.get(path)
    assert page.status_code == 200, page.text
    assert "<i>service" not in page.text
    assert "http-equiv" not in page.text
    points = visitor.client.get(f"/fr{path}/change.json").json()["features"]
    assert min(point["properties"]["change"] for point in points) < 0
    english = visitor.client.get(f"/en{path}")
    assert say("en", "whatif-take") in english.text
    file = visitor.client.get(f"/api/v1/jobs/{path.rpartition('/')[2]}/files/scenario.yaml")
    assert file.text == TEXT
    # The same question again is answered at once.
    again = asks(visitor)
    assert say("fr", "whatif-take") in visitor.get(again).text


def test_other_hours_and_another_profile_are_asked_with_it(private: Site) -> None:
    visitor = Person(private)
    page = visitor.get("/what-if").text
    assert 'name="hours"' not in page, "there is nothing to compare yet"
    path = asks(visitor, hours="5h30 ; 22:00", who=next(iter(profiles_of(private))))
    assert isinstance(private.workspace, Workspace)
    job = JobDesk(private.workspace, database_of(private)).find(path.rpartition("/")[2])
    assert job is not None
    assert job.asked["hours"] == ["05:30", "22:00"]
    assert len(job.asked["profiles"]) == 1


@pytest.mark.parametrize("more", [{"hours": "noon"}, {"hours": "5;6;7;8"}, {"who": "nobody"}], ids=range(3))
def test_hours_and_profiles_that_are_none_are_told(private: Site, more: dict[str, str]) -> None:
    answer = Person(private).send("/what-if/compare", scenario=TEXT, cutoff="20", **more)
    assert answer.status_code == 422
    assert f'id="{next(iter(more))}-problem"' in answer.text


def test_it_can_be_stopped_by_who_asked_for_it(private: Site) -> None:
    ada, eve = Person(private).signs_in("ada"), Person(private).signs_in("eve")
    path = asks(ada)
    assert eve.send(f"{path}/cancel").status_code == 403
    assert ada.send(f"{path}/cancel").status_code == 303
    assert say("fr", "work-state-cancelled") in ada.get(path).text


def test_visitors_wait_when_much_waits(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_answers, "VISITORS_WAITING", 1)
    visitor = Person(private)
    asks(visitor)
    refused = visitor.send("/what-if/compare", scenario=TEXT, cutoff="30")
    assert refused.status_code == 503
    asks(Person(private).signs_in("ada"), depart="08:30")


@pytest.mark.parametrize("more", [{"date": "soon"}, {"cutoff": "1"}, {"depart": "x"}, {"of": "gold"}])
def test_a_wrong_question_is_told(private: Site, more: dict[str, str]) -> None:
    fields = {"scenario": TEXT, **more}
    assert Person(private).send("/what-if/compare", **fields).status_code == 422


@pytest.mark.parametrize("path", ["/what-if/nothing", "/what-if/nothing/change.json"])
def test_unknown_work_is_told(private: Site, path: str) -> None:
    assert Person(private).get(path).status_code == 404
