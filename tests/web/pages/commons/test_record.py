from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.services.commons_reading.shelf import Shelf
from portee.web.wording import LANGUAGES, say
from tests.web.commons_site import some_need


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


def test_a_script_in_a_record_stays_text(commons_client: TestClient, shelf: Shelf) -> None:
    page = commons_client.get(f"/fr/commons/{some_need(shelf.commons())}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "id", ["need/nothing-there", "dragon/smaug", "need/%3Cscript%3E", "need/..%2f..%2fetc", "need/" + "a" * 900]
)
@pytest.mark.parametrize("more", ["", "/history", "/diff"])
def test_an_unknown_record_is_a_clear_page(commons_client: TestClient, id: str, more: str) -> None:
    answer = commons_client.get(f"/fr/commons/{id}{more}")
    assert answer.status_code == 404
    assert say("fr", "problem-home") in unescape(answer.text)
    assert "<script>" not in answer.text
