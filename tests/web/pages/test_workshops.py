from __future__ import annotations

import json
import re

import pytest

from portee.commons.exchange.credits import credits_of_changes
from portee.commons.repository.repository import Commons
from portee.commons.workshops.bring_in import statements_of
from portee.store.roles import Role
from portee.web.site import Site
from tests.web.contributing import form_fields, hidden
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


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_wrong_statement_keeps_no_other_from_being_taken(shared: Site, lang: str) -> None:
    ada = Person(shared, lang).signs_in("ada")
    wrong = [{**item(1), "id": "1"}, {**item(2), "said": "Un \ud83d ici."}, {**item(3), "id": "\ud83d" * 20}]
    status, told = synced(ada, {"items": [*wrong, item(4)]})
    assert (status, told["kept"], told["new"]) == (200, [f"{4:032x}"], 1)
    refused = told["refused"]
    assert isinstance(refused, dict)
    assert set(refused) == {"1", f"{2:032x}", "?" * 20}
    known = "Ce n’est pas l’identifiant d’une parole." if lang == "fr" else "This is no id of a statement."
    assert refused["1"].startswith(known)


@pytest.mark.parametrize("items", [[], {}, {"items": 3}, {"items": [3]}, {"items": [item(k) for k in range(501)]}, "x"])
def test_what_is_no_list_of_statements_is_refused(shared: Site, items: object) -> None:
    assert synced(Person(shared).signs_in("ada"), items)[0] == 422


def test_a_sync_needs_a_token_of_this_site(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    ada.token()
    answer = ada.client.post(f"/fr/workshops/{SLUG}/sync", content="{}", headers={"X-CSRF-Token": "x" * 43})
    assert answer.status_code == 403


def test_a_need_traces_to_pseudonymous_statements_and_is_voted_on(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    assert synced(ada, {"items": [item(k) for k in range(1, 13)]})[0] == 200
    assert eve.send(f"/workshops/{SLUG}/bring-in").status_code == 303
    page = ada.get(f"/workshops/{SLUG}/synthesis").text
    groups = re.findall(r'name="key" value="([^"]+)">\s*<input type="hidden" name="statement" value="([^"]+)"', page)
    key, statement = next(group for group in groups if group[1].startswith(f"statement/{SLUG}-"))
    assert "Proposer un besoin" not in Person(shared).get(f"/workshops/{SLUG}/synthesis").text
    first, again = (ada.send(f"/workshops/{SLUG}/need", key=key, statement=statement) for _ in range(2))
    assert first.status_code == 303, first.text
    assert first.headers["location"] == again.headers["location"]
    path = str(first.headers["location"]).removeprefix("/fr")
    form = form_fields(ada.get(path).text)
    named = [one for one in form["r.statements"][0].split("\n") if one]
    assert statement in named or statement in form["r.statements"]
    # What people write: who, situation and part. The rest is as the statements say.
    fields = {name: "\n".join(values) for name, values in form.items() if name.startswith("r.") or name == "author"}
    fields |= {
        "r.part": "mobility",
        "r.who.fr": "Des personnes qui travaillent tôt.",
        "r.situation.fr": "Le bus tarde.",
    }
    saved = ada.send(path, act="send", version=hidden(ada.get(path).text)["version"], **fields)
    assert saved.status_code == 303, saved.text
    sending = ada.get(f"{path}/send").text
    assert ada.send(f"{path}/send", version=hidden(sending)["version"], consent="yes").status_code == 303
    draft = path.rpartition("/")[2]
    before = set(re.findall(r'name="dots-(need/[^"]+)"', eve.get(f"/workshops/{SLUG}/synthesis").text))
    review = eve.get(f"/review/{draft}").text
    assert eve.send(f"/review/{draft}", act="accept", version=hidden(review)["version"]).status_code == 303
    page = eve.get(f"/workshops/{SLUG}/synthesis").text
    (need,) = set(re.findall(r'name="dots-(need/[^"]+)"', page)) - before
    assert "eve" not in Person(shared).get(f"/workshops/{SLUG}/synthesis").text
    votes = {"voters": "12", "most": "3", f"dots-{need}": "20"}
    assert ada.send(f"/workshops/{SLUG}/vote", **votes).status_code == 403
    for wrong in ({"voters": "5"}, {f"dots-{need}": "37"}, {f"dots-{need}": "0"}, {"voters": ""}, {"most": "<b>"}):
        refused = eve.send(f"/workshops/{SLUG}/vote", **{**votes, **wrong})
        assert refused.status_code == 422, wrong
        assert "<b>" not in refused.text
    assert eve.send(f"/workshops/{SLUG}/vote", **votes).status_code == 303
    told = Person(shared).get(f"/workshops/{SLUG}/synthesis").text
    assert f'href="/fr/commons/{need}"' in told
    assert ">20</td>" in told
    reviews = {one.name: one.reviews for one in credits_of_changes(Commons.open(shared.workspace.commons))}  # type: ignore[arg-type]
    assert reviews["eve"] == 1


def test_a_group_that_there_is_not_makes_no_need(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    assert ada.send(f"/workshops/{SLUG}/need", key="k" * 20, statement="statement/nothing").status_code == 422
    assert Person(shared).send(f"/workshops/{SLUG}/need", key="k", statement="x").status_code == 401
