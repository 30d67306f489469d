from __future__ import annotations

import pytest

from portee.store.drafts import DraftState, find_draft, list_drafts
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.contributing import begun, draft_state, filled, form_fields, head, hidden, submitted
from tests.web.people import Person

HOSTILE = [
    "<script>alert(1)</script>", "'; DROP TABLE drafts; --", "../../etc/passwd", "{{ 7 * 7 }}", "a\x00b\x1bc",
    "\u202eabc", "!!python/object:os.system", "---\nid: need/autre\n---", "x" * 20_000, "&amp;<b>", "é" * 50,
]  # fmt: skip


def test_a_visitor_is_told_what_an_account_is_for(shared: Site) -> None:
    page = Person(shared).get("/propose")
    assert page.status_code == 200
    assert "il faut un compte" in page.text
    assert Person(shared).send("/propose", kind="need", title="Un besoin").status_code == 401


def test_a_site_without_a_commons_says_so(private: Site) -> None:
    assert Person(private).get("/propose").status_code == 404


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_need_is_proposed_and_nothing_enters_git_before_a_review(shared: Site, lang: str) -> None:
    ada, before = Person(shared, lang).signs_in("ada"), head(shared)
    draft = submitted(ada)
    assert head(shared) == before
    assert draft_state(shared, draft) is DraftState.submitted
    assert ada.get(f"/propose/{draft}").status_code == 200


def test_what_does_not_fit_is_kept_and_told_beside_its_field(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    draft = begun(ada)
    filled(
        ada, draft, **{"r.size.value": "beaucoup", "r.size.unit": "personnes", "r.part": "", "r.part_of": "need/rien"}
    )
    page = ada.get(f"/propose/{draft}/send")
    assert page.status_code == 422
    assert 'value="beaucoup"' in page.text
    assert 'id="r.size.value-problem"' in page.text
    assert 'id="r.part-problem"' in page.text
    answer = ada.send(f"/propose/{draft}/send", version=hidden(page.text)["version"], consent="yes")
    assert answer.status_code == 422
    assert draft_state(shared, draft) is DraftState.writing


def test_a_reference_to_nowhere_is_told_as_the_check_does(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    draft = begun(ada)
    filled(ada, draft, **{"r.part_of": "need/rien"})
    page = ada.get(f"/propose/{draft}/send")
    assert page.status_code == 422
    assert "Il n’y a pas de fiche «\u00a0need/rien\u00a0»" in page.text


def test_without_the_licence_nothing_is_sent(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    draft = begun(ada)
    filled(ada, draft)
    version = hidden(ada.get(f"/propose/{draft}/send").text)["version"]
    assert ada.send(f"/propose/{draft}/send", version=version).status_code == 422
    assert draft_state(shared, draft) is DraftState.writing


def test_a_form_sent_twice_is_one_draft_and_one_request(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    key = hidden(ada.get("/propose").text)["key"]
    places = [ada.send("/propose", kind="need", title="Un besoin", key=key).headers["location"] for _ in range(2)]
    assert places[0] == places[1]
    draft = places[0].rpartition("/")[2]
    filled(ada, draft)
    version = hidden(ada.get(f"/propose/{draft}/send").text)["version"]
    answers = [ada.send(f"/propose/{draft}/send", version=version, consent="yes").status_code for _ in range(2)]
    assert answers == [303, 303]
    with database_of(shared).reading() as connection:
        assert list_drafts(connection)[1] == 1


def test_two_windows_lose_nothing(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    draft = begun(ada)
    old = hidden(ada.get(f"/propose/{draft}").text)["version"]
    filled(ada, draft, **{"r.summary.fr": "De la première fenêtre"})
    answer = ada.send(f"/propose/{draft}", version=old, act="save", **{"r.summary.fr": "De la seconde"})
    assert answer.status_code == 409
    assert "De la seconde" in answer.text
    with database_of(shared).reading() as connection:
        found = find_draft(connection, draft)
    assert found is not None
    assert found.content["values"]["summary"] == {"fr": "De la première fenêtre"}
    again = ada.send(
        f"/propose/{draft}", version=hidden(answer.text)["version"], act="save", **{"r.summary.fr": "De la seconde"}
    )
    assert again.status_code == 303


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_as_text_and_break_nothing(shared: Site, text: str) -> None:
    ada = Person(shared).signs_in("ada")
    draft = begun(ada)
    filled(
        ada, draft, **{"r.who.fr": text, "r.tags": text, "r.sources.0.url": text, "r.size.value": text, "body.fr": text}
    )
    for path in (f"/propose/{draft}", f"/propose/{draft}/send"):
        page = ada.get(path)
        assert page.status_code in (200, 422)
        assert "<script>alert" not in page.text
        assert "{{ 7 * 7 }}" not in text or "{{ 7 * 7 }}" in page.text


@pytest.mark.parametrize("title", ["", "   ", "!!!", "<>", "x" * 5000, "الحافلة"])
def test_titles_that_make_no_name_are_refused(shared: Site, title: str) -> None:
    ada = Person(shared).signs_in("ada")
    assert ada.send("/propose", kind="need", title=title).status_code == 422


@pytest.mark.parametrize("kind", ["statement", "publication", "../need", "toto", ""])
def test_types_that_nobody_proposes_are_refused(shared: Site, kind: str) -> None:
    assert Person(shared).signs_in("ada").send("/propose", kind=kind, title="Un titre").status_code == 422


def test_names_that_could_be_addresses_are_refused(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    draft = begun(ada)
    version = hidden(ada.get(f"/propose/{draft}").text)["version"]
    answer = ada.send(f"/propose/{draft}", version=version, author="ada@example.org", **{"r.summary.fr": "Gardé"})
    assert answer.status_code == 422
    assert "Gardé" in answer.text


def test_drafts_of_others_are_not_there(shared: Site) -> None:
    draft = begun(Person(shared).signs_in("ada"))
    bob = Person(shared).signs_in("bob")
    assert bob.get(f"/propose/{draft}").status_code == 404
    assert bob.send(f"/propose/{draft}", version="1", act="delete").status_code == 404
    boss = Person(shared).signs_in("boss", Role.administrator)
    assert boss.get(f"/review/{draft}").status_code == 404


def test_a_change_keeps_what_the_form_does_not_ask(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    id = "cell/aube-navette-moulins"
    assert ada.get(f"/propose/change/{id}").status_code == 200
    assert ada.get("/propose/change/cell/rien").status_code == 404
    draft = ada.send("/propose", id=id, key="k").headers["location"].rpartition("/")[2]
    assert shared.workspace.commons is not None
    before = (shared.workspace.commons / f"{id}.md").read_text(encoding="utf-8")
    page = ada.get(f"/propose/{draft}").text
    fields = {**form_fields(page), "r.why.fr": ["Une autre raison."]}
    answer = ada.client.post(f"/fr/propose/{draft}", data={**fields, "csrf": ada.token(), "act": "send"})
    assert answer.status_code == 303
    shown = ada.get(f"/propose/{draft}/send").text
    assert shown.count("<dt>") == 1
    ada.send(f"/propose/{draft}/send", version=hidden(shown)["version"], consent="yes")
    version = hidden(eve.get(f"/review/{draft}").text)["version"]
    assert eve.send(f"/review/{draft}", act="accept", version=version, status="reviewed").status_code == 303
    after = (shared.workspace.commons / f"{id}.md").read_text(encoding="utf-8")
    assert "Une autre raison." in after
    assert "disagreements:" in after
    assert len(after.splitlines()) <= len(before.splitlines()) + 2


def test_erasing_an_account_takes_its_drafts_and_leaves_the_record(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    draft = submitted(ada)
    version = hidden(eve.get(f"/review/{draft}").text)["version"]
    eve.send(f"/review/{draft}", act="accept", version=version)
    assert ada.send("/account/erase", sure="yes").status_code == 200
    with database_of(shared).reading() as connection:
        assert find_draft(connection, draft) is None
    assert shared.workspace.commons is not None
    assert (shared.workspace.commons / "need/rentrer-apres-le-dernier-bus.md").is_file()


def test_what_is_too_large_for_a_form_is_refused_and_the_draft_stays(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    draft = begun(ada)
    answer = ada.send(f"/propose/{draft}", version="1", **{"body.fr": "x" * 300_000})
    assert answer.status_code == 413
    assert draft_state(shared, draft) is DraftState.writing
