from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.commons.records.words import type_name
from portee.services.commons_reading.shelf import Shelf
from portee.web.wording import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_how_much_there_is_and_leads_to_every_type(commons_client: TestClient, shelf: Shelf, lang: str) -> None:
    release = shelf.reading().release
    page = unescape(commons_client.get(f"/{lang}/commons").text)
    for kind in release.kinds:
        assert f'href="/{lang}/commons/search?type={kind}">{type_name(kind, lang, plural=True)}</a>' in page
    counts = {name: len(release.of_type(kind)) for name, kind in
              (("needs", "need"), ("solutions", "solution"), ("cells", "cell"), ("practices", "practice"),
               ("evidence", "evidence"))}  # fmt: skip
    assert say(lang, "commons-answer", **counts) in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_news_are_the_versions_with_who_wrote_them(commons_client: TestClient, lang: str) -> None:
    page = unescape(commons_client.get(f"/{lang}/commons/changes").text)
    assert "A tag is added <b>" in page
    assert "Olivier" in page


def test_a_territory_without_commons_says_so(client: TestClient) -> None:
    answer = client.get("/fr/commons")
    assert answer.status_code == 404
    assert say("fr", "commons-none") in unescape(answer.text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_leads_to_where_one_takes_part(commons_client: TestClient, lang: str) -> None:
    page = unescape(commons_client.get(f"/{lang}/commons").text)
    main = page.partition("<main")[2]
    for slug in ("propose", "pains", "workshops", "review"):
        assert f'href="/{lang}/{slug}">{say(lang, f"page-{slug}")}</a>' in main
