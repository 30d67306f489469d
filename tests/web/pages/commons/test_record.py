from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from portee.commons.repository.repository import Change
from portee.commons.repository.starting import begin
from portee.services.commons_reading.shelf import Shelf
from portee.web.app import create_app
from portee.web.pages.propose import NOT_PROPOSED
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say
from tests.web.commons_site import site_around, some_need
from tests.web.people import Person


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_record_of_each_type_tells_its_title_authors_licence_and_sources(
    commons_client: TestClient, shelf: Shelf, lang: str
) -> None:
    release = shelf.reading().release
    for kind in release.kinds:
        file = release.of_type(kind)[0]
        answer = commons_client.get(f"/{lang}/commons/{file.id}")
        assert answer.status_code == 200
        page = unescape(answer.text).replace("\u00a0", " ")
        assert file.record.title.in_(lang).replace("\u00a0", " ") in page
        assert ", ".join(file.record.authors) in page
        assert 'rel="license noreferrer"' in page
        for source in file.record.sources:
            assert source.url in page


def test_evidence_can_be_asked_why(commons_client: TestClient, shelf: Shelf) -> None:
    evidence = shelf.reading().release.of_type("evidence")[0]
    page = commons_client.get(f"/fr/commons/{evidence.id}").text
    assert '<details class="why">' in page


def test_a_script_in_a_record_stays_text(tmp_path: Path) -> None:
    # The check refuses such a record; somebody may have committed it by hand all the same.
    root = tmp_path / "commons"
    commons = begin(root, "Mimosa", with_records="example")
    id = some_need(commons)
    text = (root / f"{id}.md").read_text(encoding="utf-8")
    wrong = f"{text}\n<script>alert(1)</script>\n\n[here](javascript:alert(2))\n".replace(
        "\ntags:\n", "\ntags:\n- <script>alert(3)</script>\n", 1
    )
    commons.save(Change({f"{id}.md": wrong.encode()}, "<script>alert(4)</script>", "Olivier"))
    with TestClient(create_app(site_around(root)), base_url="https://testserver") as client:
        pages = [client.get(f"/fr/commons{path}").text for path in ("", f"/{id}", f"/{id}/history", "/changes",
                                                                   f"/{id}/diff", "/search?type=need")]  # fmt: skip
    assert "&lt;script&gt;alert(3)" in pages[1]
    for page in pages:
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


@pytest.mark.parametrize(
    "id", ["need/nothing-there", "dragon/smaug", "need/%3Cscript%3E", "need/..%2f..%2fetc", "need/" + "a" * 900]
)
@pytest.mark.parametrize("more", ["", "/history", "/diff"])
def test_an_unknown_record_is_a_clear_page(commons_client: TestClient, id: str, more: str) -> None:
    answer = commons_client.get(f"/fr/commons/{id}{more}")
    assert answer.status_code == 404
    assert say("fr", "problem-home") in unescape(answer.text)
    assert "<script>" not in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_change_to_a_record_can_be_proposed_where_one_may(
    commons_client: TestClient, shelf: Shelf, lang: str
) -> None:
    release = shelf.reading().release
    for kind in release.kinds:
        id = release.of_type(kind)[0].id
        offered = f'href="/{lang}/propose/change/{id}"' in commons_client.get(f"/{lang}/commons/{id}").text
        assert offered is (kind not in NOT_PROPOSED), id


def test_the_door_from_a_record_opens_on_the_form_that_changes_it(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    page = ada.get("/commons/search?type=need").text
    found = re.search(r'href="/fr/commons/(need/[a-z0-9-]+)"', page)
    assert found is not None
    door = re.search(r'href="/fr(/propose/change/[^"]+)"', ada.get(f"/commons/{found[1]}").text)
    assert door is not None
    assert ada.get(door[1]).status_code == 200
