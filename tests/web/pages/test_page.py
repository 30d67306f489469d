from __future__ import annotations

from fastapi import APIRouter

from portee.web.pages import PAGES
from portee.web.pages.page import Page
from portee.web.site import Site


def test_the_menu_shows_a_page_unless_told_otherwise() -> None:
    router = APIRouter()
    assert Page("person", router).menu
    assert not Page("", router, menu=False).menu


def test_what_a_site_lacks_is_not_offered(site: Site) -> None:
    assert Page("person", APIRouter()).shown(site)
    (commons,) = (page for page in PAGES if page.slug == "commons")
    assert not commons.shown(site)
