from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.web.pages import PAGES
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_leads_to_every_page_of_the_menu(client: TestClient, site: Site, lang: str) -> None:
    page = unescape(client.get(f"/{lang}/").text)
    assert say(lang, "home-question") in page
    for found in PAGES:
        if found.menu:
            # What the workspace lacks, such as a commons, is not offered.
            assert page.count(f'href="/{lang}/{found.slug}"') == (2 if found.shown(site) else 0)
