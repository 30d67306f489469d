from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.services.commons_reading.shelf import Shelf
from portee.web.wording import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_found_whatever_their_accents(commons_client: TestClient, lang: str) -> None:
    plain, accented = (unescape(commons_client.get(f"/{lang}/commons/search?q={q}").text) for q in ("velo", "vélo"))
    links = [page.count(f'<li><a href="/{lang}/commons/') for page in (plain, accented)]
    assert links[0] == links[1] > 0


def test_without_words_a_type_is_listed_whole(commons_client: TestClient, shelf: Shelf) -> None:
    page = commons_client.get("/fr/commons/search?type=need").text
    for file in shelf.reading().release.of_type("need"):
        assert f'href="/fr/commons/{file.id}"' in page


def test_what_is_typed_stays_text(commons_client: TestClient) -> None:
    answer = commons_client.get("/fr/commons/search", params={"q": '"><script>alert(1)</script>'})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_signs_alone_find_nothing(commons_client: TestClient) -> None:
    page = unescape(commons_client.get("/en/commons/search?q=!!!").text)
    assert say("en", "commons-search-answer", count=0, words="!!!") in page


def test_an_unknown_type_is_told(commons_client: TestClient) -> None:
    answer = commons_client.get("/en/commons/search?type=dragon")
    assert answer.status_code == 422
    assert say("en", "commons-filter-unknown") in unescape(answer.text)
