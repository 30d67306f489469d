from __future__ import annotations

import json

import pytest

from portee.commons.repository.repository import Commons
from portee.commons.workshops.bring_in import statements_of
from portee.store.roles import Role
from portee.web.site import Site
from tests.web.people import Person

SLUG = "atelier-de-mars"


def item(k: int) -> dict[str, object]:
    return {"id": f"{k:032x}", "seat": k, "kind": "pain", "said": f"Le bus numéro {k} passe tard.", "motive": "work"}


def synced(person: Person, items: object) -> tuple[int, dict[str, object]]:
    token = person.get(f"/workshops/{SLUG}/token").json()["csrf"]
    answer = person.client.post(
        f"/{person.lang}/workshops/{SLUG}/sync", content=json.dumps(items), headers={"X-CSRF-Token": token}
    )
    return answer.status_code, answer.json() if answer.status_code == 200 else {}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_without_a_script_a_form_writes_down_once(shared: Site, lang: str) -> None:
    ada = Person(shared, lang).signs_in("ada")
    assert ada.get("/workshops").status_code == 200
    assert Person(shared).get(f"/workshops/{SLUG}").status_code == 401
    for _ in range(2):
        answer = ada.send(f"/workshops/{SLUG}", **{name: str(value) for name, value in item(1).items()})
        assert answer.status_code == 303
    assert ("Une parole attend" if lang == "fr" else "One statement waits") in ada.get(f"/workshops/{SLUG}").text
    wrong = ada.send(f"/workshops/{SLUG}", id="0" * 32, seat="Jeanne", kind="pain", said="<b>Rien</b>")
    assert wrong.status_code == 422
    assert "&lt;b&gt;Rien" in wrong.text


def test_a_tablet_syncs_twice_and_a_reviewer_brings_it_in(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    assert shared.workspace.commons is not None
    before = len(statements_of(Commons.open(shared.workspace.commons), f"workshop/{SLUG}"))
    status, told = synced(ada, {"items": [item(k) for k in range(1, 13)]})
    assert (status, told["new"]) == (200, 12)
    assert synced(ada, {"items": [item(k) for k in range(1, 13)]})[1]["new"] == 0
    assert ada.send(f"/workshops/{SLUG}/bring-in").status_code == 403
    assert eve.send(f"/workshops/{SLUG}/bring-in").status_code == 303
    assert eve.send(f"/workshops/{SLUG}/bring-in").status_code == 303
    after = statements_of(Commons.open(shared.workspace.commons), f"workshop/{SLUG}")
    assert len(after) == before + 12
    assert "numéro" in Person(shared).get(f"/workshops/{SLUG}/synthesis").text


@pytest.mark.parametrize("items", [[], {}, {"items": 3}, {"items": [3]}, {"items": [item(k) for k in range(501)]}, "x"])
def test_what_is_no_list_of_statements_is_refused(shared: Site, items: object) -> None:
    assert synced(Person(shared).signs_in("ada"), items)[0] == 422


def test_a_sync_needs_a_token_of_this_site(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    ada.token()
    answer = ada.client.post(f"/fr/workshops/{SLUG}/sync", content="{}", headers={"X-CSRF-Token": "x" * 43})
    assert answer.status_code == 403
