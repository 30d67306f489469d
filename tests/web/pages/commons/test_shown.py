from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.services.commons_reading.shelf import Shelf
from portee.web.wording import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_filters_stay_in_the_address_in_the_other_language(commons_client: TestClient, lang: str) -> None:
    other = next(code for code in LANGUAGES if code != lang)
    query = "level=2&q=d%C3%A9part%20t%C3%B4t"
    page = unescape(commons_client.get(f"/{lang}/commons/matrix?{query}").text)
    assert f'href="/{other}/commons/matrix?{query}" lang="{other}"' in page
    assert f'href="/{other}/commons/changes" lang' in unescape(commons_client.get(f"/{lang}/commons/changes").text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_name_the_commons_and_link_its_records_in_their_language(
    commons_client: TestClient, shelf: Shelf, lang: str
) -> None:
    release = shelf.reading().release
    page = unescape(commons_client.get(f"/{lang}/commons").text).replace("\u202f", " ").replace("\u00a0", " ")
    assert release.manifest.title.in_(lang).replace("\u202f", " ").replace("\u00a0", " ") in page
    cell = release.of_type("cell")[0]
    links = commons_client.get(f"/{lang}/commons/{cell.id}").text
    other = next(code for code in LANGUAGES if code != lang)
    assert f'href="/{lang}/commons/need/' in links
    assert f'href="/{other}/commons/need/' not in links


def test_a_query_is_text_wherever_it_is_shown(commons_client: TestClient) -> None:
    page = commons_client.get('/en/commons/search?q="><script>alert(1)</script>').text
    assert "<script>alert" not in page
