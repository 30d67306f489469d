from __future__ import annotations

import json
import threading

import pytest

from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import Person

ASKED = {"kind": "access", "asked": {"cutoff": 15, "window": 1}}


def worker_of(site: Site) -> Worker:
    assert isinstance(site.workspace, Workspace)
    return Worker(site.workspace, database_of(site))


def ask(person: Person, asked: object = ASKED) -> tuple[int, dict[str, object]]:
    headers = {"X-CSRF-Token": person.token(), "content-type": "application/json"}
    answer = person.client.post("/api/v1/jobs", content=json.dumps(asked), headers=headers)
    return answer.status_code, answer.json()


def test_work_is_asked_for_done_and_its_files_are_there(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    status, job = ask(ada)
    assert (status, job["state"], job["ahead"], job["result"]) == (202, "queued", 0, None)
    with worker_of(private) as worker:
        worker.do(str(job["id"]))
    told = ada.client.get(f"/api/v1/jobs/{job['id']}").json()
    assert told["state"] == "done", str(told["problem"])
    result = ada.client.get(told["result"]).json()
    assert result["mean"] > 0
    file = ada.client.get(f"/api/v1/jobs/{job['id']}/files/access.gpkg")
    assert file.content.startswith(b"SQLite format 3\0")
    assert "attachment" in file.headers["content-disposition"]
    assert ask(ada)[1]["state"] == "done"


def test_news_come_as_they_happen_until_the_end(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    _, job = ask(ada)
    with worker_of(private) as worker:
        thread = threading.Thread(target=worker.do, args=(str(job["id"]),))
        thread.start()
        with ada.client.stream("GET", f"/api/v1/jobs/{job['id']}/events") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["cache-control"] == "no-store"
            lines = list(answer.iter_lines())
        thread.join()
    events = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    told = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    assert events[-1] == "end"
    assert set(events[:-1]) <= {"progress"}
    assert told[-1]["state"] == "done"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"kind": "nothing"}, 422),
        ({"kind": "access", "asked": {"cutoff": "x"}}, 422),
        ({"kind": "access", "asked": []}, 422),
        ({"kind": "access", "asked": {"kind": "\ud800"}}, 422),
        ({"kind": 3}, 422),
        ({"kind": "access", "more": 1}, 422),
        ([], 422),
    ],
)
def test_what_is_wrong_is_told_in_one_shape(private: Site, asked: object, status: int) -> None:
    found, body = ask(Person(private).signs_in("ada"), asked)
    assert found == status
    assert set(body["error"]) == {"code", "message", "hint", "reference"}  # type: ignore[call-overload]


def test_visitors_and_foreign_pages_ask_for_nothing(private: Site) -> None:
    assert ask(Person(private))[0] == 401
    ada = Person(private).signs_in("ada")
    assert ada.client.post("/api/v1/jobs", json=ASKED).status_code == 403
    told = ada.client.get("/api/v1/jobs").json()["kinds"]
    assert {"access", "hub", "scenario", "upload", "verify"} <= set(told)
    assert told == sorted(told)


def test_only_its_asker_or_a_manager_stops_work(private: Site) -> None:
    ada, eve = Person(private).signs_in("ada"), Person(private).signs_in("eve")
    boss = Person(private).signs_in("boss", Role.manager)
    _, job = ask(ada)
    path = f"/api/v1/jobs/{job['id']}"
    assert eve.client.delete(path, headers={"X-CSRF-Token": eve.token()}).status_code == 403
    answer = boss.client.delete(path, headers={"X-CSRF-Token": boss.token()})
    assert answer.json()["state"] == "cancelled"
    events = ada.client.get(f"{path}/events").text
    assert "event: end" in events


@pytest.mark.parametrize("path", ["", "/result", "/events", "/files/x.csv", "/files/..%2f..%2fworkspace.yaml"])
def test_unknown_work_is_told(private: Site, path: str) -> None:
    assert Person(private).client.get(f"/api/v1/jobs/nothing{path}").status_code == 404
