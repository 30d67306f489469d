from __future__ import annotations

from html import unescape
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from portee.web.wording import LANGUAGES, say

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_taken_and_cited(commons_client: TestClient, lang: str) -> None:
    page = unescape(commons_client.get(f"/{lang}/commons/reuse").text)
    assert 'href="/api/v1/commons/publish/package.zip"' in page
    assert 'href="/api/v1/commons/publish/tables/need.csv"' in page
    assert "Olivier" in page
    assert say(lang, "commons-cite") in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_news_lead_to_pages_of_this_site(commons_client: TestClient, lang: str) -> None:
    answer = commons_client.get(f"/{lang}/commons/feed.xml")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ET.fromstring(answer.content)  # noqa: S314 - our own
    links = [entry.find(f"{ATOM}link") for entry in feed.findall(f"{ATOM}entry")]
    assert len(links) > 10
    for link in links:
        assert link is not None
        address = link.attrib["href"]
        assert address.startswith(f"https://testserver/{lang}/commons")
    assert links[1] is not None
    assert commons_client.get(links[1].attrib["href"].removeprefix("https://testserver")).status_code == 200
    again = commons_client.get(f"/{lang}/commons/feed.xml", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
