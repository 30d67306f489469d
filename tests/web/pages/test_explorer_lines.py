from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.web.site import Site
from portee.web.transit_told import transit_of
from portee.web.wording import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_and_stop_of_the_map_is_in_the_table(client: TestClient, site: Site, lang: str) -> None:
    found = transit_of(site)
    assert found is not None
    page = unescape(client.get(f"/{lang}/explorer/lines").text)
    for line in found.lines:
        assert line.name in page
        assert all(stop in page for stop in line.stops)
    assert (say(lang, "explorer-lines-straight") in page) is found.straight
    assert (say(lang, "explorer-lines-reconstructed") in page) is found.reconstructed


def test_the_explorer_leads_to_it(client: TestClient) -> None:
    assert 'href="/fr/explorer/lines"' in client.get("/fr/explorer").text
