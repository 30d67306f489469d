from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.hubs.plan.checks import parse_hub
from portee.services.jobs.desk import JobDesk
from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.web.hub_form import example_text
from portee.web.private import database_of
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say
from tests.web.asking import place_name, send
from tests.web.contributing import form_fields
from tests.web.people import Person

TEXT = example_text("fabriques-bikes")


def carried(page: str, name: str = "hub") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def opened(client: TestClient, text: bytes) -> Any:
    client.get("/fr/hub")
    return client.post(
        "/fr/hub", data={"csrf": client.cookies["portee-form"], "do": "open"}, files={"file": ("x.yaml", text)}
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_example_is_taken_changed_and_saved(client: TestClient, site: Site, lang: str) -> None:
    page = send(client, f"/{lang}/hub", do="example", example="fabriques-bikes")
    assert page.status_code == 200
    assert say(lang, "hub-elsewhere") in unescape(page.text)
    text = carried(page.text)
    plan = parse_hub(text)
    kept = {f"keep-{k}": "1" for k in range(1, len(plan.services))}
    changed = send(
        client, f"/{lang}/hub", do="edit", hub=text, title="Ici <b>", place=place_name(site), contribution="1234",
        **{"count-1-0": "7", "price-1": "50", **kept},
    )  # fmt: skip
    assert changed.status_code == 200, unescape(changed.text)
    assert say(lang, "hub-here") in unescape(changed.text)
    assert "<b>" not in changed.text
    saved = send(client, f"/{lang}/hub", do="save", hub=carried(changed.text))
    now = parse_hub(saved.text)
    assert (now.title.in_(lang), now.contribution) == ("Ici <b>", 1234)
    # The first service was not ticked: it is gone. Of the second there are seven things, at half the price.
    assert [service.id for service in now.services] == [service.id for service in plan.services[1:]]
    assert now.services[0].things[0].count == 7
    for before, after in zip(plan.services[1].tariffs, now.services[0].tariffs, strict=True):
        assert after.prices[0].per_hour == pytest.approx(before.prices[0].per_hour / 2)


def test_a_variant_stands_beside_the_first_until_it_does_not(client: TestClient) -> None:
    page = send(client, "/en/hub", do="variant", hub=TEXT)
    assert carried(page.text, "other") == TEXT
    assert parse_hub(carried(page.text)).id == "fabriques-bikes-2"
    alone = send(client, "/en/hub", do="alone", hub=carried(page.text), other=TEXT)
    assert carried(alone.text, "other") == ""


HOSTILE = {
    "anchors": (b"a: &a [x,x]\nb: [*a,*a,*a]\n", 422),
    "deep": (b"[" * 50_000, 422),
    "bytes": (b"\x00\xff\xfe", 422),
    "empty": (b"", 422),
    "list": (b"- 1\n", 422),
    "code": (b"id: !!python/object/apply:os.system [id]\n", 422),
    "long": (b"id: " + b"x" * 150_000, 422),
    "large": (b"x" * 300_000, 413),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(client: TestClient, name: str) -> None:
    text, status = HOSTILE[name]
    assert opened(client, text).status_code == status


def test_a_script_in_a_name_stays_text(client: TestClient) -> None:
    text = re.sub(r"title: \{fr: [^\n]*", "title: {fr: '<script>alert(1)</script>', en: x}", TEXT, count=1)
    answer = opened(client, text.encode())
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("do", ["edit", "variant", "alone", "nothing", "example"])
def test_what_is_wrong_in_the_hidden_text_breaks_nothing(client: TestClient, do: str) -> None:
    assert send(client, "/fr/hub", do=do, hub="[not: a hub").status_code == 422


def test_a_visitor_compares_and_takes_the_answer_along(private: Site) -> None:
    visitor = Person(private)
    answer = visitor.send("/hub/compare", hub=TEXT)
    assert answer.status_code == 303, answer.text
    path = str(answer.headers["location"]).removeprefix("/fr")
    assert say("fr", "work-state-queued") in visitor.get(path).text
    assert isinstance(private.workspace, Workspace)
    with Worker(private.workspace, database_of(private)) as worker:
        worker.do(path.rpartition("/")[2])
    page = visitor.get(path)
    assert page.status_code == 200, page.text
    assert say("fr", "hub-no-gains") in unescape(page.text)
    for name in ("hub.fr.html", "hub.fr.xlsx", "hub.yaml"):
        assert visitor.client.get(f"/api/v1/jobs/{path.rpartition('/')[2]}/files/{name}").status_code == 200
    assert say("en", "hub-again") in visitor.client.get(f"/en{path}").text


def asked_hub(private: Site, location: str) -> str:
    """The text of the hub that work of an address compares."""
    assert isinstance(private.workspace, Workspace)
    job = JobDesk(private.workspace, database_of(private)).find(location.rpartition("/")[2])
    assert job is not None
    return str(job.asked["hubs"][-1])


def test_answers_that_were_not_taken_first_are_compared_all_the_same(private: Site) -> None:
    visitor = Person(private)
    page = visitor.send("/hub", do="example", example="fabriques-bikes").text
    fields = {name: values[0] for name, values in form_fields(page.partition('class="ask" novalidate')[2]).items()}
    assert fields["answers"] == "1"
    as_it_is = visitor.send("/hub/compare", **{**fields, "hub": TEXT})
    assert asked_hub(private, as_it_is.headers["location"]) == TEXT, "nothing was changed: the file stays as it is"
    changed = visitor.send("/hub/compare", **{**fields, "hub": TEXT, "contribution": "4321", "count-0-0": "9"})
    plan = parse_hub(asked_hub(private, changed.headers["location"]))
    assert (plan.contribution, plan.services[0].things[0].count) == (4321, 9)


def test_wrong_answers_are_told_instead_of_compared(private: Site) -> None:
    page = Person(private).send("/hub/compare", hub=TEXT, answers="1", years="many")
    assert page.status_code == 422
    assert 'value="many"' in page.text
    assert 'id="years-problem"' in page.text


def test_it_can_be_stopped_by_who_asked_for_it(private: Site) -> None:
    ada, eve = Person(private).signs_in("ada"), Person(private).signs_in("eve")
    path = str(ada.send("/hub/compare", hub=TEXT).headers["location"]).removeprefix("/fr")
    assert eve.send(f"{path}/cancel").status_code == 403
    assert ada.send(f"{path}/cancel").status_code == 303
    assert say("fr", "work-state-cancelled") in ada.get(path).text


def test_two_of_one_id_are_refused(private: Site) -> None:
    answer = Person(private).send("/hub/compare", hub=TEXT, other=TEXT)
    assert answer.status_code == 422
    assert "plusieurs pôles" in answer.text


def test_unknown_work_and_the_address_of_the_form(private: Site) -> None:
    visitor = Person(private)
    assert visitor.get("/hub/nothing").status_code == 404
    assert visitor.get("/hub/compare").headers["location"] == "/fr/hub"
