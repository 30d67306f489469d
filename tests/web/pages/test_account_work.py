from __future__ import annotations

from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import Person


def ask(person: Person, cutoff: int = 15) -> str:
    answer = person.client.post(
        "/api/v1/jobs",
        json={"kind": "access", "asked": {"cutoff": cutoff, "window": 1}, "title": "Emplois <b>"},
        headers={"X-CSRF-Token": person.token()},
    )
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def test_long_work_is_followed_without_a_script(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    id = ask(ada)
    assert "Emplois &lt;b&gt;" in ada.get("/account/work").text
    waiting = ada.get(f"/account/work/{id}")
    assert "est le prochain" in waiting.text
    assert f'data-events="/api/v1/jobs/{id}/events"' in waiting.text
    assert '<meta http-equiv="refresh" content="5">' in waiting.text, "without a script the page is loaded again"
    assert isinstance(private.workspace, Workspace)
    with Worker(private.workspace, database_of(private)) as worker:
        worker.do(id)
    done = ada.get(f"/account/work/{id}")
    assert "Terminé" in done.text
    assert "access.gpkg" in done.text
    assert "http-equiv" not in done.text
    assert "data-events" not in done.text


def test_work_is_stopped_by_whoever_asked_or_a_manager(private: Site) -> None:
    ada, eve = Person(private).signs_in("ada"), Person(private).signs_in("eve")
    boss = Person(private).signs_in("boss", Role.manager)
    first, second = ask(ada, 15), ask(ada, 16)
    assert eve.send(f"/account/work/{first}/cancel").status_code == 403
    assert ada.send(f"/account/work/{first}/cancel").status_code == 303
    assert "Arrêté" in ada.get(f"/account/work/{first}").text
    assert boss.send(f"/account/work/{second}/cancel").status_code == 303


def test_unknown_work_is_told(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    assert ada.get("/account/work/nothing").status_code == 404
    assert ada.send("/account/work/nothing/cancel").status_code == 404
    assert "aucun calcul" in ada.get("/account/work").text
