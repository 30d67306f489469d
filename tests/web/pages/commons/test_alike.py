from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.services.commons_reading.carried import carried_to
from portee.services.commons_reading.shelf import Shelf
from portee.web.wording import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_practice_is_told_as_an_interval_with_reasons(commons_client: TestClient, shelf: Shelf, lang: str) -> None:
    found = carried_to(shelf.reading(), "territory/marseille")
    page = unescape(commons_client.get(f"/{lang}/commons/alike?territory=territory/marseille").text)
    fit = sum(one.found.result.high > 0 for _, one in found.practices)
    assert say(lang, "commons-alike-answer", count=fit, total=len(found.practices)) in page
    for id, _ in found.practices:
        assert f'href="/{lang}/commons/{id}"' in page
    for one in found.alike:
        assert f'href="/{lang}/commons/{one.code}"' in page


def test_an_unknown_territory_is_told(commons_client: TestClient) -> None:
    answer = commons_client.get("/en/commons/alike?territory=<script>")
    assert answer.status_code == 422
    assert say("en", "commons-filter-unknown") in unescape(answer.text)
    assert "<script>" not in answer.text
