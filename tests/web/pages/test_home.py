from __future__ import annotations

from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.web.pages import PAGES
from portee.web.pages.home import PEOPLE
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_of_people_finds_their_pages_and_each_of_them_answers(
    commons_client: TestClient, client: TestClient, lang: str
) -> None:
    page = unescape(commons_client.get(f"/{lang}/").text)
    for who, slugs in PEOPLE.items():
        section = page.partition(f'id="for-{who}"')[2].partition("</section>")[0]
        assert say(lang, f"home-{who}") in section
        for slug in slugs:
            assert f'href="/{lang}/{slug}">{say(lang, f"page-{slug}")}</a>' in section
            assert say(lang, f"page-{slug}-lead") in section
    without = unescape(client.get(f"/{lang}/").text)
    for slug in PEOPLE["contributor"]:
        assert f'href="/{lang}/{slug}"' not in without, "this site has no commons"
