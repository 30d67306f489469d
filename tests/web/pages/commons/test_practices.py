from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.services.commons_reading.shelf import Shelf
from portee.web.wording import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_says_what_the_map_shows(commons_client: TestClient, shelf: Shelf, lang: str) -> None:
    page = commons_client.get(f"/{lang}/commons/practices").text
    for file in shelf.reading().release.of_type("practice"):
        assert page.count(f'href="/{lang}/commons/{file.id}"') == 1
    numbers = re.findall(r'<a href="#spot-(\d+)"', page)
    assert len(numbers) == len(set(numbers)) > 20
    for number in numbers:
        assert f'id="spot-{number}"' in page


def test_a_filter_that_is_none_is_told(commons_client: TestClient) -> None:
    answer = commons_client.get("/fr/commons/practices?grade=Z&country=%3Cscript%3E")
    assert answer.status_code == 422
    assert say("fr", "commons-filter-unknown") in unescape(answer.text)
    assert "<script>" not in answer.text
