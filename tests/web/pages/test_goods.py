from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.services.jobs.goods import read_goods_text
from portee.services.jobs.worker import Worker
from portee.services.logistics.declared import GoodsFile
from portee.services.workspace.workspace import Workspace
from portee.web.explorer import starting_place
from portee.web.private import database_of
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say
from tests.web.asking import send
from tests.web.contributing import form_fields
from tests.web.people import Person


def carried(page: str, name: str = "plan") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def read(page: str) -> GoodsFile:
    plan, problems = read_goods_text(carried(page))
    assert problems == ()
    assert plan is not None
    return plan


def here(site: Site) -> dict[str, str]:
    lon, lat = starting_place(site)
    return {"hub": f"{lat:.5f}, {lon:.5f}", "depot": f"{lat + 0.002:.5f}, {lon:.5f}"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_is_begun_changed_and_saved(client: TestClient, site: Site, lang: str) -> None:
    asked = {**here(site), "parcels": "20", "radius": "3000", "bikes": "2", "vans": "1"}
    page = send(client, f"/{lang}/goods", do="new", **asked)
    assert page.status_code == 200, unescape(page.text)
    text, plan = carried(page.text), read(page.text)
    assert plan.drawn is not None
    assert plan.drawn.total == 20
    changed = send(client, f"/{lang}/goods", do="edit", plan=text, title="Ici <b>", **{"vehicles-1": "4"})
    assert "<b>" not in changed.text
    now = read(changed.text)
    assert now.vehicles[1].count == 4
    saved = send(client, f"/{lang}/goods", do="save", plan=carried(changed.text))
    assert saved.text == carried(changed.text)
    assert "attachment" in saved.headers["content-disposition"]


def test_what_is_missing_or_unknown_is_told_beside_its_field(client: TestClient, site: Site) -> None:
    page = send(client, "/fr/goods", do="new", hub="", depot="nulle part du tout", parcels="x")
    assert page.status_code == 422
    assert 'id="hub-problem"' in page.text
    assert 'id="depot-problem"' in page.text
    assert 'value="nulle part du tout"' in page.text


def test_whoever_comes_from_a_hub_finds_the_micro_hub_in_its_place(client: TestClient, site: Site) -> None:
    page = send(client, "/en/goods", do="begin", hub=here(site)["hub"])
    assert page.status_code == 200
    assert f'value="{here(site)["hub"]}"' in page.text


@pytest.mark.parametrize("do", ["edit", "variant", "alone", "nothing", "orders", "save"])
def test_what_is_wrong_in_the_hidden_text_breaks_nothing(client: TestClient, do: str) -> None:
    assert send(client, "/fr/goods", do=do, plan="[not: a plan").status_code in (200, 422)


HOSTILE = (
    b"a: &a [x,x]\nb: [*a,*a,*a]\n",
    b"[" * 50_000,
    b"\x00\xff\xfe",
    b"- 1\n",
    b"name: !!python/object:os.x []\n",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_files_are_refused(client: TestClient, text: bytes) -> None:
    client.get("/fr/goods")
    data = {"csrf": client.cookies["portee-form"], "do": "open"}
    assert client.post("/fr/goods", data=data, files={"file": ("x.yaml", text)}).status_code == 422


def test_a_visitor_sends_real_orders_and_takes_the_rounds_along(private: Site) -> None:
    visitor, at = Person(private), here(private)
    page = visitor.send("/goods", do="new", **at, parcels="20").text
    lon, lat = starting_place(private)
    table = "id,lon,lat\n" + "".join(f"o{n},{lon + 0.0005 * n:.5f},{lat:.5f}\n" for n in range(6))
    csrf = form_fields(page)["csrf"][0]
    sent: Any = visitor.client.post(
        "/fr/goods", data={"csrf": csrf, "do": "orders", "plan": carried(page)}, files={"file": ("mes.csv", table)}
    )
    assert say("fr", "goods-from-table", lines=6) in unescape(sent.text)
    assert carried(sent.text, "orders") == table
    fields = {name: values[0] for name, values in form_fields(sent.text.partition('class="ask" novalidate')[2]).items()}
    asked = visitor.send("/goods/compare", **{**fields, "plan": carried(sent.text), "orders": table, "vehicles-1": "2"})
    assert asked.status_code == 303, unescape(asked.text)
    path = str(asked.headers["location"]).removeprefix("/fr")
    assert visitor.get(f"{path}/rounds.json").status_code == 404, "there is none before the answer"
    assert isinstance(private.workspace, Workspace)
    with Worker(private.workspace, database_of(private)) as worker:
        worker.do(path.rpartition("/")[2])
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.text
    views = visitor.get(f"{path}/rounds.json").json()["views"]
    assert [one["id"] for one in views] == ["plan", "vans"]
    for name in ("goods.fr.html", "goods.fr.pdf", "goods.fr.xlsx", "goods.gpkg", "goods.yaml", "orders.csv"):
        assert f"/{name}" in answer.text
        assert visitor.client.get(f"/api/v1/jobs/{path.rpartition('/')[2]}/files/{name}").status_code == 200
    assert carried(answer.text, "orders") == table, "the question can be taken up again"
    assert read(answer.text).vehicles[1].count == 2


def test_a_variant_is_compared_and_the_work_can_be_stopped(private: Site) -> None:
    ada, eve = Person(private).signs_in("ada"), Person(private).signs_in("eve")
    page = ada.send("/goods", do="new", **here(private), parcels="10").text
    both = ada.send("/goods", do="variant", plan=carried(page)).text
    assert carried(both, "other") == carried(page)
    asked = ada.send("/goods/compare", plan=carried(both), other=carried(both, "other"))
    path = str(asked.headers["location"]).removeprefix("/fr")
    assert eve.send(f"{path}/cancel").status_code == 403
    assert ada.send(f"{path}/cancel").status_code == 303
    assert say("fr", "work-state-cancelled") in ada.get(path).text


def test_unknown_work_and_the_address_of_the_form(private: Site) -> None:
    visitor = Person(private)
    assert visitor.get("/goods/nothing").status_code == 404
    assert visitor.get("/goods/compare").headers["location"] == "/fr/goods"
