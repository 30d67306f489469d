"""The explorer's page without a script: a form, a picture, tables; and the parts that its script asks for."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from portee.web.app import create_app
from portee.web.asked import asked_of, shared
from portee.web.explorer import explorer_of
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say


def token(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/fr/explorer").text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_comes_first_then_the_tables(client: TestClient, site: Site, lang: str) -> None:
    page = unescape(client.get(f"/{lang}/explorer").text)
    assert page.index('class="answer"') < page.index('id="map"') < page.index("<form") < page.index("<table")
    for kind in explorer_of(site).targets.kinds:
        assert say(lang, "explorer-kind", kind=kind) in page
        assert say(lang, "explorer-why-number", name=say(lang, "explorer-kind", kind=kind)) in page


def test_every_figure_names_its_sources(client: TestClient, site: Site) -> None:
    page = unescape(client.get("/en/explorer").text)
    for places in explorer_of(site).targets.sources.values():
        assert places.provenance[0].file in page
        assert places.provenance[0].sha256[:12] in page


def test_a_form_leads_to_an_address_that_tells_no_exact_place(client: TestClient) -> None:
    fields = {"csrf": token(client), "place": "43.10345, 4.99765", "minutes": "30", "direction": "both", "why": "1"}
    answer = client.post("/fr/explorer", data=fields)
    assert answer.status_code == 303
    assert "at=43.103,4.998" in answer.headers["location"]
    assert "43.1034" not in answer.headers["location"]
    page = unescape(client.get(answer.headers["location"]).text)
    assert say("fr", "explorer-changes") in page


def test_a_form_from_elsewhere_is_refused(client: TestClient) -> None:
    client.get("/fr/explorer")
    assert client.post("/fr/explorer", data={"place": "43.1, 5.0"}).status_code == 403


def test_what_is_wrong_is_told_with_what_was_typed(client: TestClient) -> None:
    answer = client.post("/fr/explorer", data={"csrf": token(client), "place": "nulle part <b>", "minutes": "30"})
    assert answer.status_code == 422
    assert say("fr", "explorer-wrong-place") in unescape(answer.text)
    assert "nulle part &lt;b&gt;" in answer.text


def test_a_place_without_streets_is_told_and_the_page_stays(client: TestClient) -> None:
    page = unescape(client.get("/fr/explorer?at=0,0").text)
    assert say("fr", "explorer-failed-OutsideNetworkError") in page
    assert "<form" in page
    late = unescape(client.get("/fr/explorer?day=2001-01-01").text)
    assert say("fr", "explorer-failed-NoServiceError") in late


def test_the_script_gets_the_answer_alone(client: TestClient) -> None:
    fields = {"csrf": token(client), "at": "43.10345,4.99765", "minutes": "30"}
    answer = client.post("/fr/explorer/answer", data=fields)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "<html" not in answer.text
    found = re.search(r'<script type="application/json" id="areas"[^>]*>(.+?)</script>', answer.text)
    assert found is not None
    assert json.loads(found[1])["type"] == "FeatureCollection"


def test_the_picture_and_the_table_say_the_same_as_the_page(client: TestClient, site: Site) -> None:
    question = asked_of(site, {}).question
    address = shared(question)
    again = explorer_of(site).answer(asked_of(site, {"at": f"{question.lat:.3f},{question.lon:.3f}"}).question)
    svg = client.get(f"/fr/explorer/picture.svg?{address}")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(svg.text).tag.endswith("svg")  # noqa: S314 - our own drawing
    table = list(csv.DictReader(io.StringIO(client.get(f"/fr/explorer/reach.csv?{address}").text)))
    jobs = {int(row["minutes"]): float(row["reached"]) for row in table if row["kind"] == "jobs"}
    assert jobs[45] == again.kinds["jobs"].reached
    assert client.get(f"/fr/explorer/reach.gpkg?{address}").content.startswith(b"SQLite format 3")


def test_without_built_scripts_the_page_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portee.web.pages.explorer.script_of", lambda _: None)
    assert say("fr", "explorer-no-map") in unescape(client.get("/fr/explorer").text)


def test_a_ground_from_outside_is_told_and_allowed(site: Site) -> None:
    settings = replace(site.settings, map_style="https://maps.example.org/style.json")
    with TestClient(create_app(Site(site.workspace, settings)), base_url="https://testserver") as other:
        answer = other.get("/en/explorer")
        assert say("en", "explorer-outside", host="maps.example.org") in unescape(answer.text)
        assert "connect-src 'self' https:" in answer.headers["content-security-policy"]
        assert "connect-src 'self' https:" not in other.get("/en/").headers["content-security-policy"]
